"""Improvement projects: their lane, their votes and the measures they are tied to.

A project that claims money, or is a cost idea, is only ever in testing with its guards (``commands.money``): moves,
links, benefits, measures, the assessment itself and undo all pass ``keep_safe``.
"""

from datetime import date
from typing import Annotated, TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row
from vmboard.commands.money import keep_safe, needs, said, stage_of
from vmboard.commands.teams import member_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.programmes import check_served
from vmboard.domain.projects.standing import begun_small, stage_name
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.clean import clean_text
from vmboard.domain.typed_fields import Words, cleaned
from vmboard.domain.words import LinkRole, Stage
from vmboard.store.tables import Project, ProjectMeasure, StageMove, Team


class ProjectDetails(TypedDict, total=False):
    """What a project may have besides its title and its owner."""

    aim: Annotated[str, Words(2000, "The aim")]
    aim_for: Annotated[str, Words(80, "The aim for")]
    aim_by: date | None
    theme: Annotated[str, Words(40, "The theme")]
    change_idea: Annotated[str, Words(2000, "The change idea")]
    next_step: Annotated[str, Words(2000, "The next step")]
    benefit: Annotated[str, Words(40, "The benefit")]
    holds_when: Annotated[str, Words(200, "The holds when")]
    programmes: Annotated[str, check_served]
    votes: int
    public: bool
    origin_team_id: int
    origin_project_id: int


class ProjectFields(ProjectDetails, total=False):
    title: Annotated[str, Words(60, "The title")]
    owner_id: int | None


@asks(Verb.ADD_PROJECT)
def add_project(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    title: str,
    today: date,
    owner_id: int | None = None,
    **details: Unpack[ProjectDetails],
) -> Project:
    """Add an idea to the board. Raises Refused."""
    row = Project(team_id=team_id)
    _set(session, row, {"title": title, "owner_id": owner_id, **details})
    history.add(session, actor, "add project", row)
    _move(session, actor, row, None, Stage.IDEA, today, "")
    return row


@asks(Verb.CHANGE_PROJECT)
def change_project(
    session: Session,
    actor: Actor,
    team_id: int,
    project_id: int,
    *,
    version: int | None = None,
    **fields: Unpack[ProjectFields],
) -> Project:
    """Change a project's words, owner or benefit. Raises Refused and Clash."""
    row = project_row(session, team_id, project_id)
    with history.change(session, actor, "change project", row, version=version):
        _set(session, row, fields)
    return row


@asks(Verb.MOVE_PROJECT)
def move_project(
    session: Session,
    actor: Actor,
    team_id: int,
    project_id: int,
    *,
    to: Stage,
    today: date,
    reason: str = "",
    was: Stage | None = None,
) -> StageMove | None:
    """Move a project to another stage. Moving it to where it is changes nothing.

    ``reason`` is what was learned (stopped; needed), how we will know that it holds (embedded; needed unless the
    project says so already), or why (parked). ``was`` is where the person saw it: Clash when it is elsewhere by now.
    Raises Refused where testing needs more.
    """
    history.hold(session, team_id)
    row = project_row(session, team_id, project_id)
    now = stage_of(session, team_id, project_id)
    if now is to:
        return None
    if was not in (None, now):
        raise Clash(
            "Someone else moved “{title}” to {stage} just now.",
            title=row.title,
            stage=_stage_words(session, team_id, now),
        )
    reason = clean_text(reason, max_length=200, what=N_("What you wrote"))
    if to is Stage.STOPPED and not reason:
        raise Refused("Say what you learned: a project that stops has still taught something.")
    if to is Stage.EMBEDDED:
        reason = _say_how_it_holds(session, actor, row, reason)
    if to in (Stage.TESTING, Stage.EMBEDDED) and row.scheme_state is SchemeState.HALTED:
        raise Refused("“{title}” is halted. It is started again in the register of schemes.", title=row.title)
    if to in (Stage.TESTING, Stage.EMBEDDED) and (missing := needs(session, team_id, project_id)):
        if missing[1:]:
            raise Refused("“{title}” is about money. {needs}", title=row.title, needs=said(missing))
        raise Refused("“{title}” is about money: {need}", title=row.title, need=lambda: begun_small(_(missing[0])))
    return _move(session, actor, row, now, to, today, reason)


@asks(Verb.VOTE_FOR_PROJECT)
def vote(session: Session, actor: Actor, team_id: int, project_id: int, *, up: bool) -> Project:
    """One more vote for an idea, or one taken back."""
    with history.change(session, actor, "vote", project_row(session, team_id, project_id)) as row:
        row.votes = max(0, row.votes + (1 if up else -1))
    return row


@asks(Verb.BLOCK_PROJECT)
def block(session: Session, actor: Actor, team_id: int, project_id: int, *, reason: str) -> None:
    """Mark a project blocked, with what is in the way; ``unblock`` takes the mark off."""
    reason = clean_text(reason, max_length=200, what=N_("What blocks it"))
    if not reason:
        raise Refused("Say what blocks it, so that somebody can help.")
    with history.change(session, actor, "block project", project_row(session, team_id, project_id)) as row:
        row.blocked_reason = reason


@asks(Verb.UNBLOCK_PROJECT)
def unblock(session: Session, actor: Actor, team_id: int, project_id: int) -> None:
    with history.change(session, actor, "unblock project", project_row(session, team_id, project_id)) as row:
        row.blocked_reason = ""


@asks(Verb.REMOVE_PROJECT)
def remove_project(session: Session, actor: Actor, team_id: int, project_id: int) -> None:
    with history.change(session, actor, "remove project", project_row(session, team_id, project_id)) as row:
        row.removed = True


@asks(Verb.RESTORE_PROJECT)
def restore_project(session: Session, actor: Actor, team_id: int, project_id: int) -> None:
    with history.change(session, actor, "restore project", project_row(session, team_id, project_id)) as row:
        row.removed = False
    keep_safe(session, team_id, project_id)


@asks(Verb.LINK_MEASURE)
def link_measure(
    session: Session, actor: Actor, team_id: int, project_id: int, measure_id: int, *, role: LinkRole
) -> ProjectMeasure:
    """Tie a project to a measure: the one it should move, or the one it must not harm."""
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    measure_row(session, team_id, measure_id)
    link = history.held_row(session, ProjectMeasure, team_id, project_id, measure_id)
    if link is None:
        link = ProjectMeasure(team_id=team_id, project_id=project_id, measure_id=measure_id, role=role)
        history.add(session, actor, "link measure", link)
    else:
        with history.change(session, actor, "link measure", link):
            link.role = role
    keep_safe(session, team_id, project_id)
    return link


@asks(Verb.UNLINK_MEASURE)
def unlink_measure(session: Session, actor: Actor, team_id: int, project_id: int, measure_id: int) -> None:
    row = history.held_row(session, ProjectMeasure, team_id, project_id, measure_id)
    if row is not None:
        history.remove(session, actor, "unlink measure", row)
        keep_safe(session, team_id, project_id)


def stages(session: Session, team_id: int) -> dict[int, Stage]:
    """Where each project in use stands, by its id."""
    newest = select(func.max(StageMove.id)).where(StageMove.team_id == team_id).group_by(StageMove.project_id)
    moves = select(StageMove.project_id, StageMove.to_stage).join(
        Project, (Project.team_id == StageMove.team_id) & (Project.id == StageMove.project_id)
    ).where(StageMove.team_id == team_id, StageMove.id.in_(newest), Project.removed.is_(False))  # fmt: skip
    return dict(session.execute(moves).all())


def project_row(session: Session, team_id: int, project_id: int) -> Project:
    row = history.held_row(session, Project, team_id, project_id)
    if row is None:
        raise Refused("That project is not on this team's board.")
    return row


def _set(session: Session, row: Project, fields: ProjectFields) -> None:
    values = cleaned(ProjectFields, fields)
    if (owner_id := values.get("owner_id")) is not None:
        member_row(session, row.team_id, owner_id)
    for field, value in values.items():
        setattr(row, field, value)
    if not row.title:
        raise Refused("Give the project a title.")


def _move(
    session: Session, actor: Actor, row: Project, now: Stage | None, to: Stage, today: date, reason: str
) -> StageMove:
    move = StageMove(team_id=row.team_id, project_id=row.id, from_stage=now, to_stage=to, moved_on=today, reason=reason)
    return history.add(session, actor, "move project", move)


def _say_how_it_holds(session: Session, actor: Actor, row: Project, reason: str) -> str:
    """Embedded is earned: how we will know that it holds, as just said or as the project says already."""
    if not (reason or row.holds_when):
        raise Refused("Say how you will know that it holds: what would you see, and where?")
    if reason and reason != row.holds_when:
        with history.change(session, actor, "change project", row):
            row.holds_when = reason
    return reason or row.holds_when


def _stage_words(session: Session, team_id: int, stage: Stage | None) -> str:
    team = session.get_one(Team, team_id)
    return stage_name(stage or Stage.IDEA, (team.idea_lane, team.testing_lane, team.embedded_lane))
