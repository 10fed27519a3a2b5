"""Improvement projects: their lane, their PDSA cycles and the measures they are tied to."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row
from vmboard.commands.teams import member_row
from vmboard.domain.access import Actor
from vmboard.domain.refusals import Refused
from vmboard.domain.text import clean_text
from vmboard.domain.words import Decision, LinkRole, Stage, Step
from vmboard.store.tables import PdsaCycle, Project, ProjectMeasure, StageMove


def add_project(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    title: str,
    today: date,
    owner_id: int | None = None,
    **details: Any,
) -> Project:
    """Add an idea to the board. ``details``: ``aim``, ``change_idea``, ``next_step``, ``benefit``."""
    row = Project(team_id=team_id)
    _set(session, row, {"title": title, "owner_id": owner_id, **details})
    history.add(session, actor, "add project", row)
    _move(session, actor, row, None, Stage.IDEA, today, "")
    return row


def change_project(
    session: Session,
    actor: Actor,
    team_id: int,
    project_id: int,
    *,
    version: int | None = None,
    **details: Any,
) -> Project:
    """Change a project's words, owner or benefit. Raises Refused and Clash."""
    row = project_row(session, team_id, project_id)
    with history.change(session, actor, "change project", row, version=version):
        _set(session, row, details)
    return row


def move_project(
    session: Session, actor: Actor, team_id: int, project_id: int, *, to: Stage, today: date, reason: str = ""
) -> StageMove | None:
    """Move a project to another stage. Moving it to where it is changes nothing."""
    row = project_row(session, team_id, project_id)
    now = stage_of(session, team_id, project_id)
    if to is Stage.STOPPED and not reason.strip():
        raise Refused("Say what you learned: a project that stops has still taught something.")
    return None if now is to else _move(session, actor, row, now, to, today, reason)


def block(session: Session, actor: Actor, team_id: int, project_id: int, *, reason: str) -> None:
    """Mark a project blocked, with what is in the way; ``unblock`` takes the mark off."""
    reason = clean_text(reason, max_length=200, what="What is in the way")
    if not reason:
        raise Refused("Say what is in the way, so that somebody can help.")
    with history.change(session, actor, "block project", project_row(session, team_id, project_id)) as row:
        row.blocked_reason = reason


def unblock(session: Session, actor: Actor, team_id: int, project_id: int) -> None:
    with history.change(session, actor, "unblock project", project_row(session, team_id, project_id)) as row:
        row.blocked_reason = ""


def remove_project(session: Session, actor: Actor, team_id: int, project_id: int) -> None:
    with history.change(session, actor, "remove project", project_row(session, team_id, project_id)) as row:
        row.removed = True


def restore_project(session: Session, actor: Actor, team_id: int, project_id: int) -> None:
    with history.change(session, actor, "restore project", project_row(session, team_id, project_id)) as row:
        row.removed = False


def link_measure(
    session: Session, actor: Actor, team_id: int, project_id: int, measure_id: int, *, role: LinkRole
) -> ProjectMeasure:
    """Tie a project to a measure: the one it should move, or the one it must not harm."""
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    measure_row(session, team_id, measure_id)
    known = session.get(ProjectMeasure, (team_id, project_id, measure_id))
    if known is None:
        row = ProjectMeasure(team_id=team_id, project_id=project_id, measure_id=measure_id, role=role)
        return history.add(session, actor, "link measure", row)
    with history.change(session, actor, "link measure", known):
        known.role = role
    return known


def unlink_measure(session: Session, actor: Actor, team_id: int, project_id: int, measure_id: int) -> None:
    row = session.get(ProjectMeasure, (team_id, project_id, measure_id))
    if row is not None:
        history.remove(session, actor, "unlink measure", row)


def start_cycle(
    session: Session, actor: Actor, team_id: int, project_id: int, *, plan: str, prediction: str, today: date
) -> PdsaCycle:
    """Start the next PDSA cycle of a project, with what the team thinks will happen."""
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    mine = select(func.max(PdsaCycle.number)).where(PdsaCycle.team_id == team_id, PdsaCycle.project_id == project_id)
    row = PdsaCycle(
        team_id=team_id, project_id=project_id, number=(session.scalar(mine) or 0) + 1, step=Step.PLAN,
        started_on=today, plan=_passage(plan, "The plan"), prediction=_passage(prediction, "The prediction"),
    )  # fmt: skip
    return history.add(session, actor, "start cycle", row)


def advance_cycle(
    session: Session,
    actor: Actor,
    team_id: int,
    cycle_id: int,
    *,
    step: Step,
    saw: str | None = None,
    learned: str | None = None,
    decision: Decision | None = None,
) -> PdsaCycle:
    """Take a PDSA cycle to another step, with what was seen, learned and decided so far."""
    row = session.get(PdsaCycle, (team_id, cycle_id))
    if row is None:
        raise Refused("That PDSA cycle is not on this team's board.")
    with history.change(session, actor, "advance cycle", row):
        row.step = step
        row.saw = row.saw if saw is None else _passage(saw, "What we saw")
        row.learned = row.learned if learned is None else _passage(learned, "What we learned")
        row.decision = decision if decision is not None else row.decision
    return row


def stage_of(session: Session, team_id: int, project_id: int) -> Stage | None:
    """A project's stage: where its latest move took it."""
    moves = select(StageMove.to_stage).where(StageMove.team_id == team_id, StageMove.project_id == project_id)
    return session.scalar(moves.order_by(StageMove.id.desc()).limit(1))


def project_row(session: Session, team_id: int, project_id: int) -> Project:
    row = session.get(Project, (team_id, project_id))
    if row is None:
        raise Refused("That project is not on this team's board.")
    return row


_LIMITS = {
    "title": 60, "aim": 2000, "aim_for": 80, "theme": 40, "change_idea": 2000, "next_step": 2000, "benefit": 40,
    "holds_when": 200,
}  # fmt: skip


def _set(session: Session, row: Project, details: dict[str, Any]) -> None:
    for field, value in details.items():
        if field in _LIMITS:
            what = f"The {field.replace('_', ' ')}"
            setattr(row, field, clean_text(value, max_length=_LIMITS[field], what=what))
        elif field == "owner_id":
            row.owner_id = None if value is None else member_row(session, row.team_id, value).id
        elif field in ("votes", "aim_by"):
            setattr(row, field, value)
        else:
            raise ValueError(f"{field} is not something a project has")
    if not row.title:
        raise Refused("Give the project a title.")


def _move(
    session: Session, actor: Actor, row: Project, now: Stage | None, to: Stage, today: date, reason: str
) -> StageMove:
    reason = clean_text(reason, max_length=200, what="The reason")
    move = StageMove(team_id=row.team_id, project_id=row.id, from_stage=now, to_stage=to, moved_on=today, reason=reason)
    return history.add(session, actor, "move project", move)


def _passage(text: str, what: str) -> str:
    return clean_text(text, max_length=2000, what=what)
