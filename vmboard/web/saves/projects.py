"""What pages hand in about projects: their cards, moves, votes, links and boxes."""

from typing import TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import money, projects
from vmboard.commands.receipts import once
from vmboard.domain.access.actor import Actor
from vmboard.domain.projects.standing import testing_warning
from vmboard.domain.protocol.answers import Nothing, ProjectAdded, StageNow, ValueNow, VotesNow
from vmboard.domain.protocol.items import AddProject, LinkMeasure, MoveProject, RemoveProject, VoteProject
from vmboard.domain.protocol.messages import NOT_KNOWN
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.words import LinkRole, Stage
from vmboard.store.revisions import revision_of
from vmboard.store.tables import ProjectMeasure, Receipt, Team
from vmboard.web.saves.noun import Noun, as_day, as_id, as_text, as_yes
from vmboard.web.saves.save import Handler, Save, nothing

CANNOT_CHECK = N_("No measure is linked to it, so the board cannot check that it holds.")


def move(save: Save, item: MoveProject) -> StageNow:
    """Handed in twice, it moves once."""
    row, to, was = item.row, item.to, item.was

    def make() -> int:
        newest = money.latest_move(save.session, save.team_id, row)
        seen = newest.to_stage if newest and _is_ours(save, item, newest.id) else was
        made = projects.move_project(
            save.session, save.actor, save.team_id, row, to=to, was=seen, today=save.today,
            reason=item.reason,
        )  # fmt: skip
        return made.id if made else newest.id if newest else 0

    once(save.session, save.team_id, item.key, make)
    return {**stage_now(save, item), "warning": _warning(save, row, to)}


def stage_now(save: Save, item: MoveProject) -> StageNow:
    stage = money.stage_of(save.session, save.team_id, item.row)
    return {"value": stage.value if stage else "", "revision": _revision(save)}


def add(save: Save, item: AddProject) -> ProjectAdded:
    """A new idea. Handed in twice, it is added once."""

    def make() -> int:
        return projects.add_project(save.session, save.actor, save.team_id, title=item.title, today=save.today).id

    row = once(save.session, save.team_id, item.key, make)
    return {"row": row, "revision": _revision(save)}


def vote(save: Save, item: VoteProject) -> VotesNow:
    row, key, up = item.row, item.key, item.up

    def count() -> int:
        projects.vote(save.session, save.actor, save.team_id, row, up=up)
        return row

    if up:
        once(save.session, save.team_id, key, count)
    elif save.session.get(Receipt, (save.team_id, key)) is not None:
        once(save.session, save.team_id, f"-{key}", count)
    return {"votes": projects.project_row(save.session, save.team_id, row).votes, "revision": _revision(save)}


def link(save: Save, item: LinkMeasure) -> ValueNow:
    role, now = item.value.value if item.value else "", link_now(save, item)["value"]
    if now not in (item.was, role):
        raise Clash("Someone else changed this measure’s part just now. This is how it stands.")
    by = (save.session, save.actor, save.team_id, item.row, _measure(item))
    if item.value and role != now:
        projects.link_measure(*by, role=item.value)
    elif not item.value:
        projects.unlink_measure(*by)
    return {"value": role}


def link_now(save: Save, item: LinkMeasure) -> ValueNow:
    found = save.session.get(ProjectMeasure, (save.team_id, item.row, _measure(item)))
    return {"value": found.role.value if found else ""}


def _measure(item: LinkMeasure) -> int:
    try:
        return int(item.measure)
    except ValueError:
        raise Refused(NOT_KNOWN) from None


def remove(save: Save, item: RemoveProject) -> Nothing:
    command = projects.remove_project if item.gone else projects.restore_project
    command(save.session, save.actor, save.team_id, item.row)
    return {}


class InTheWay(TypedDict):
    blocked_reason: str


def _set_blocked(session: Session, actor: Actor, team_id: int, project_id: int, **said: Unpack[InTheWay]) -> None:
    if said["blocked_reason"].strip():
        projects.block(session, actor, team_id, project_id, reason=said["blocked_reason"])
    else:
        projects.unblock(session, actor, team_id, project_id)


def _is_ours(save: Save, item: MoveProject, move_id: int) -> bool:
    mine = select(Receipt.row_id).where(Receipt.team_id == save.team_id, Receipt.key.in_(item.after))
    return bool(item.after) and move_id in save.session.scalars(mine).all()


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
    return _(CANNOT_CHECK) if to is Stage.EMBEDDED and save.session.scalars(outcome).first() is None else ""


def _revision(save: Save) -> int:
    return revision_of(save.session, save.team_id)


HANDLERS = (
    Handler(MoveProject, move, stage_now),
    Handler(AddProject, add, nothing),
    Handler(VoteProject, vote, nothing),
    Handler(LinkMeasure, link, link_now),
    Handler(RemoveProject, remove, nothing),
)

NOUNS = {
    "project": Noun(
        projects.project_row,
        projects.change_project,
        projects.ProjectFields,
        {
            "title": as_text, "aim": as_text, "aim_for": as_text, "aim_by": as_day, "theme": as_text,
            "change_idea": as_text, "next_step": as_text, "holds_when": as_text, "public": as_yes, "owner_id": as_id,
        },
    ),
    "in_the_way": Noun(projects.project_row, _set_blocked, InTheWay, {"blocked_reason": as_text}),
}  # fmt: skip
