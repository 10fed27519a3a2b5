"""What pages hand in about the huddle that is under way."""

from functools import partial
from typing import Any, Unpack

from sqlalchemy.orm import Session

from vmboard.commands import coaching, huddles
from vmboard.commands.receipts import once
from vmboard.domain.access.actor import Actor
from vmboard.domain.huddles.sections import read_professions
from vmboard.domain.protocol.answers import HuddleNow, PeopleNow
from vmboard.domain.protocol.huddle_items import AddToRecap, CloseHuddle, CountPeople, FollowHuddle, StepHuddle
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.settings import today_at
from vmboard.store.tables import Huddle, Team
from vmboard.web.saves.noun import Noun, as_text, as_whole
from vmboard.web.saves.save import Handler, Save

CLOSED = N_("The huddle was closed meanwhile. What you typed is kept, and can go into the recap.")


def _answer(
    session: Session, actor: Actor, team_id: int, project_id: int, **said: Unpack[coaching.AnswerFields]
) -> None:
    today = today_at(session.info["now"], session.get_one(Team, team_id).timezone)
    for field, words in said.items():
        coaching.answer(session, actor, team_id, project_id, field=field, text=as_text(words), today=today)


def _many(value: Any) -> int | None:
    return as_whole(value) if str(value).strip() else None


def _write(
    session: Session, actor: Actor, team_id: int, huddle_id: int, **fields: Unpack[huddles.HuddleFields]
) -> None:  # fmt: skip
    """Its boxes are those of an open huddle: what comes after its close is asked about first, and told by whom."""
    if huddles.huddle_row(session, team_id, huddle_id).closed_at is not None:
        raise Refused(CLOSED)
    huddles.change_huddle(session, actor, team_id, huddle_id, **fields)


NOUNS = {
    "huddle": Noun(
        huddles.huddle_row,
        _write,
        huddles.HuddleFields,
        {"celebration": as_text, "notes": as_text, "questions": as_text, "minutes": _many},
    ),
    "answer": Noun(coaching.answers, _answer, coaching.AnswerFields, dict.fromkeys(coaching.FIELDS, as_text)),
}


def step(save: Save, item: StepHuddle) -> HuddleNow:
    row = huddles.go_to(
        save.session, save.actor, save.team_id, item.row, section=item.section, now=save.now,
        project_id=item.project, was=(item.was, item.was_project),
    )  # fmt: skip
    return _stands(row)


def _stands(row: Huddle) -> HuddleNow:
    at = row.section_at
    return {
        "section": row.section,
        "project": row.project_id,
        "at": round(at.timestamp() * 1000) if at else 0,
        "on_wall": row.on_wall,
    }


def now(save: Save, item: StepHuddle | FollowHuddle | CloseHuddle | AddToRecap) -> HuddleNow:
    return _stands(huddles.huddle_row(save.session, save.team_id, item.row))


def follow(save: Save, item: FollowHuddle) -> HuddleNow:
    huddles.follow(save.session, save.actor, save.team_id, item.row, on=item.on)
    return now(save, item)


def count(save: Save, item: CountPeople) -> PeopleNow:
    huddles.count_people(
        save.session, save.actor, save.team_id, item.row, profession=item.profession,
        count=item.count, was=item.was,
    )  # fmt: skip
    return counts(save, item)


def counts(save: Save, item: CountPeople) -> PeopleNow:
    row = huddles.huddle_row(save.session, save.team_id, item.row)
    of = read_professions(row.professions)
    value = of.get(item.profession, 0) if item.profession else row.people or 0
    return {"value": value, "people": row.people or 0}


def add_late(save: Save, item: AddToRecap) -> HuddleNow:
    once(save.session, save.team_id, item.key, partial(_add_late, save, item))
    return now(save, item)


def _add_late(save: Save, item: AddToRecap) -> int:
    return huddles.add_to_recap(save.session, save.actor, save.team_id, item.row, words=item.words).id


def close(save: Save, item: CloseHuddle) -> HuddleNow:
    huddles.close_huddle(save.session, save.actor, save.team_id, item.row, now=save.now)
    return now(save, item)


HANDLERS = (
    Handler(StepHuddle, step, now),
    Handler(FollowHuddle, follow, now),
    Handler(CountPeople, count, counts),
    Handler(CloseHuddle, close, now),
    Handler(AddToRecap, add_late, now),
)
