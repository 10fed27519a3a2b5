"""Export read model of work: a team's projects with their moves and cycles, and its actions with what was sent up."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.views.record import ActionRecord, CycleRecord, MoveRecord, ProjectRecord, SentUpRecord
from vmboard.domain.words import LinkRole
from vmboard.queries.improvements import Improvement, improvements
from vmboard.store.tables import Action, EscalationMove, Member, Project, Team


def project_records(session: Session, team_id: int, measures: Mapping[int, str]) -> tuple[ProjectRecord, ...]:
    """The projects in use of a team whose ``measures`` have these names, by id."""
    people = _initials(session, team_id)
    return tuple(_project(work, people, measures) for work in improvements(session, team_id))


def action_records(session: Session, team_id: int) -> tuple[ActionRecord, ...]:
    """What a team agreed, open and done, the oldest first. Four queries, however many."""
    people, sent_up = _initials(session, team_id), _sent_up(session, team_id)
    titles = dict(session.execute(select(Project.id, Project.title).where(Project.team_id == team_id)).all())
    rows = select(Action).where(Action.team_id == team_id, Action.removed.is_(False)).order_by(Action.id)
    return tuple(
        ActionRecord(
            row.id, row.text, people.get(row.owner_id or 0, ""), titles.get(row.project_id or 0, ""), row.raised_on,
            row.due, row.done_on, row.repeat_weeks, row.carried, tuple(sent_up[row.id]),
        )
        for row in session.scalars(rows)
    )  # fmt: skip


def _project(work: Improvement, people: Mapping[int, str], measures: Mapping[int, str]) -> ProjectRecord:
    row = work.project
    outcomes, guards = (
        tuple(measures[id_] for id_ in work.measures(role) if id_ in measures)
        for role in (LinkRole.OUTCOME, LinkRole.GUARD)
    )
    return ProjectRecord(
        row.id, row.title, work.stage, work.moved_on, people.get(row.owner_id or 0, ""), row.theme, row.aim,
        row.aim_for, row.aim_by, row.change_idea, row.next_step, row.blocked_reason, work.halted, outcomes, guards,
        tuple(MoveRecord(*move) for move in work.moves),
        tuple(
            CycleRecord(c.number, c.step, c.started_on, c.plan, c.prediction, c.saw, c.learned, c.decision)
            for c in work.cycles
        ),
    )  # fmt: skip


def _sent_up(session: Session, team_id: int) -> dict[int, list[SentUpRecord]]:
    steps: dict[int, list[SentUpRecord]] = defaultdict(list)
    wanted = (
        select(EscalationMove, Team.name)
        .join(Team, Team.id == EscalationMove.to_team_id)
        .where(EscalationMove.team_id == team_id)
        .order_by(EscalationMove.id)
    )
    for move, to_team in session.execute(wanted):
        steps[move.action_id].append(SentUpRecord(
            move.state, move.on, to_team, move.words, move.receiver, move.answer_by, move.problem_kind
        ))  # fmt: skip
    return steps


def _initials(session: Session, team_id: int) -> dict[int, str]:
    return dict(session.execute(select(Member.id, Member.initials).where(Member.team_id == team_id)).all())
