"""What pages hand in about the huddle that is under way."""

from typing import Any

from sqlalchemy.orm import Session

from vmboard.commands import coaching, huddles
from vmboard.domain.access.actor import Actor
from vmboard.domain.huddles.sections import Section, read_professions
from vmboard.domain.refusals import Refused
from vmboard.settings import today_at
from vmboard.store.tables import Huddle, Team
from vmboard.web.saves.noun import Noun, as_text, as_whole
from vmboard.web.saves.save import Answer, Item, Save, Verb, text, whole


def _answer(session: Session, actor: Actor, team_id: int, project_id: int, **said: str) -> None:
    today = today_at(session.info["now"], session.get_one(Team, team_id).timezone)
    for field, words in said.items():
        coaching.answer(session, actor, team_id, project_id, field=field, text=words, today=today)


def _many(value: Any) -> int | None:
    return as_whole(value) if str(value).strip() else None


NOUNS = {
    "huddle": Noun(
        huddles.huddle_row,
        huddles.change_huddle,
        {"celebration": as_text, "notes": as_text, "questions": as_text, "minutes": _many},
    ),
    "answer": Noun(coaching.answers, _answer, dict.fromkeys(coaching.FIELDS, as_text)),
}


def step(save: Save, item: Item) -> Answer:
    """``section`` and ``project`` to go to, ``was`` and ``was_project`` where the person saw it stand."""
    try:
        section = Section(text(item, "section"))
    except ValueError:
        raise Refused("This page does not know that part of the huddle. Load it again.") from None
    row = huddles.go_to(
        save.session, save.actor, save.team_id, whole(item, "row"), section=section, now=save.now,
        project_id=item.get("project"), was=(text(item, "was"), item.get("was_project")),
    )  # fmt: skip
    return _stands(row)


def _stands(row: Huddle) -> Answer:
    at = row.section_at
    return {
        "section": row.section,
        "project": row.project_id,
        "at": round(at.timestamp() * 1000) if at else 0,
        "closed": row.closed_at is not None,
        "on_wall": row.on_wall,
    }


def now(save: Save, item: Item) -> Answer:
    return _stands(huddles.huddle_row(save.session, save.team_id, whole(item, "row")))


def wall(save: Save, item: Item) -> Answer:
    huddles.follow(save.session, save.actor, save.team_id, whole(item, "row"), on=bool(item.get("on")))
    return now(save, item)


def count(save: Save, item: Item) -> Answer:
    huddles.count_people(
        save.session, save.actor, save.team_id, whole(item, "row"), profession=text(item, "profession"),
        count=whole(item, "count"), was=whole(item, "was"),
    )  # fmt: skip
    return counts(save, item)


def counts(save: Save, item: Item) -> Answer:
    """``value`` is the count asked for; ``people`` everyone."""
    row = huddles.huddle_row(save.session, save.team_id, whole(item, "row"))
    of = read_professions(row.professions)
    profession = text(item, "profession")
    return {"value": of.get(profession, 0) if profession else row.people or 0, "people": row.people or 0}


def close(save: Save, item: Item) -> Answer:
    huddles.close_huddle(save.session, save.actor, save.team_id, whole(item, "row"), now=save.now)
    return now(save, item)


VERBS = {
    "huddle.step": Verb(step, now),
    "huddle.wall": Verb(wall, now),
    "huddle.count": Verb(count, counts),
    "huddle.close": Verb(close, now),
}
