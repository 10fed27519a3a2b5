"""What pages hand in about projects: their cards, moves, votes, links and boxes."""

from typing import Any

from sqlalchemy import select

from vmboard.commands import money, projects
from vmboard.commands.receipts import once
from vmboard.domain.projects.standing import testing_warning
from vmboard.domain.refusals import Clash
from vmboard.domain.words import LinkRole, Stage
from vmboard.store.tables import ProjectMeasure, Receipt, Team
from vmboard.web.saves.noun import Noun, as_day, as_id, as_text, as_yes
from vmboard.web.saves.save import Answer, Item, Save, Verb, text, whole, word

CANNOT_CHECK = "No measure is linked to it, so the board cannot check that it holds."


def move(save: Save, item: Item) -> Answer:
    """``row`` from ``was`` to ``to``, with a ``reason`` where one is asked. Handed in twice, it moves once.

    ``after`` names earlier moves by this very page whose answers were lost: they are nobody else's.
    """
    row, to, was = whole(item, "row"), word(item, "to", Stage), word(item, "was", Stage)

    def make() -> int:
        newest = money.latest_move(save.session, save.team_id, row)
        seen = newest.to_stage if newest and _is_ours(save, item, newest.id) else was
        made = projects.move_project(
            save.session, save.actor, save.team_id, row, to=to, was=seen, today=save.today,
            reason=text(item, "reason"),
        )  # fmt: skip
        return made.id if made else newest.id if newest else 0

    once(save.session, save.team_id, text(item, "key"), make)
    return {**stage_now(save, item), "warning": _warning(save, row, to)}


def stage_now(save: Save, item: Item) -> Answer:
    stage = money.stage_of(save.session, save.team_id, whole(item, "row"))
    return {"value": stage.value if stage else "", "revision": _revision(save)}


def add_card(save: Save, item: Item) -> Answer:
    """A new idea with a ``title``. Handed in twice, it is added once."""

    def make() -> int:
        return projects.add_project(
            save.session, save.actor, save.team_id, title=text(item, "title"), today=save.today
        ).id

    row = once(save.session, save.team_id, text(item, "key"), make)
    return {"row": row, "revision": _revision(save)}


def vote(save: Save, item: Item) -> Answer:
    """One vote, known by its ``key``: given once, and taken back once with ``up`` false."""
    row, key, up = whole(item, "row"), text(item, "key"), item.get("up") is True

    def count() -> int:
        projects.vote(save.session, save.actor, save.team_id, row, up=up)
        return row

    if up:
        once(save.session, save.team_id, key, count)
    elif save.session.get(Receipt, (save.team_id, key)) is not None:
        once(save.session, save.team_id, f"-{key}", count)
    return {"votes": projects.project_row(save.session, save.team_id, row).votes, "revision": _revision(save)}


def link(save: Save, item: Item) -> Answer:
    """Tie a ``measure`` to the project ``row`` as ``value``, or untie it where that is empty."""
    row, measure, role = whole(item, "row"), _measure(item), text(item, "value")
    now = link_now(save, item)["value"]
    if now not in (text(item, "was"), role):
        raise Clash("Someone else changed this measure’s part just now. This is how it stands.")
    by = (save.session, save.actor, save.team_id, row, measure)
    if role and role != now:
        projects.link_measure(*by, role=word(item, "value", LinkRole))
    elif not role:
        projects.unlink_measure(*by)
    return {"value": role}


def link_now(save: Save, item: Item) -> Answer:
    found = save.session.get(ProjectMeasure, (save.team_id, whole(item, "row"), _measure(item)))
    return {"value": found.role.value if found else ""}


def _measure(item: Item) -> int:
    """A measure by its number, or as a list of choices sends it."""
    chosen = item.get("measure")
    return int(chosen) if isinstance(chosen, str) and chosen.isdecimal() else whole(item, "measure")


def away(save: Save, item: Item) -> Answer:
    """Take a project off the board (``gone``), or bring it back."""
    command = projects.remove_project if item.get("gone") is True else projects.restore_project
    command(save.session, save.actor, save.team_id, whole(item, "row"))
    return {}


def nothing(save: Save, item: Item) -> Answer:
    """What adds or sets one thing can meet no other."""
    return {}


def _set_blocked(session: Any, actor: Any, team_id: int, project_id: int, *, blocked_reason: str) -> None:
    if blocked_reason.strip():
        projects.block(session, actor, team_id, project_id, reason=blocked_reason)
    else:
        projects.unblock(session, actor, team_id, project_id)


def _is_ours(save: Save, item: Item, move_id: int) -> bool:
    keys = [key for key in item.get("after") or () if isinstance(key, str)]
    mine = select(Receipt.row_id).where(Receipt.team_id == save.team_id, Receipt.key.in_(keys))
    return bool(keys) and move_id in save.session.scalars(mine).all()


def _warning(save: Save, row: int, to: Stage) -> str:
    """A kind word about a move that is made all the same."""
    if to is Stage.TESTING:
        standing = list(projects.stages(save.session, save.team_id).values())
        limit = save.session.get_one(Team, save.team_id).testing_limit
        return testing_warning(standing.count(Stage.TESTING), limit)
    outcome = select(ProjectMeasure.measure_id).where(
        ProjectMeasure.team_id == save.team_id, ProjectMeasure.project_id == row,
        ProjectMeasure.role == LinkRole.OUTCOME,
    )  # fmt: skip
    return CANNOT_CHECK if to is Stage.EMBEDDED and save.session.scalars(outcome).first() is None else ""


def _revision(save: Save) -> int:
    return save.session.scalar(select(Team.revision).where(Team.id == save.team_id)) or 0


VERBS = {
    "move": Verb(move, stage_now),
    "card": Verb(add_card, nothing),
    "vote": Verb(vote, nothing),
    "link": Verb(link, link_now),
    "project_away": Verb(away, nothing),
}

NOUNS = {
    "project": Noun(
        projects.project_row,
        projects.change_project,
        {
            "title": as_text, "aim": as_text, "aim_for": as_text, "aim_by": as_day, "theme": as_text,
            "change_idea": as_text, "next_step": as_text, "holds_when": as_text, "public": as_yes, "owner_id": as_id,
        },
    ),
    "in_the_way": Noun(projects.project_row, _set_blocked, {"blocked_reason": as_text}),
}  # fmt: skip
