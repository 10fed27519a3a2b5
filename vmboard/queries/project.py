"""One project with everything there is to say of it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks, said_name
from vmboard.domain.access.verbs import Verb
from vmboard.domain.projects.standing import (
    aim_sentence,
    benefit_totals,
    is_stuck,
    stage_name,
    stuck_words,
    testing_needs,
)
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.signatures import unsigned
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Tile
from vmboard.domain.views.projects import (
    BenefitLine,
    CycleLine,
    Impact,
    LinkLine,
    MoveLine,
    ProjectView,
)
from vmboard.domain.weeks import age_words, long_day
from vmboard.domain.words import Domain, LinkRole, Stage
from vmboard.queries.holding import holding_of
from vmboard.queries.improvements import Improvement, Move
from vmboard.queries.projects import lane_names, team_of
from vmboard.queries.series import Series, team_series
from vmboard.queries.tiles import tile
from vmboard.queries.tray import origin_of
from vmboard.queries.understanding import understanding
from vmboard.store.tables import (
    Benefit,
    History,
    PdsaCycle,
    Project,
    ProjectMeasure,
    QualityImpact,
    StageMove,
    Team,
)


@asks(Verb.READ_PROJECT)
def project(session: Session, actor: Actor, team_id: int, project_id: int, today: date) -> ProjectView:
    """One project, on the board or off it. Raises Refused where the team has none such."""
    team, row = team_of(session, team_id), session.get(Project, (team_id, project_id))
    if row is None:
        raise Refused("That project is not on this team's board.")
    moves, series = _moves(session, row), team_series(session, team_id, today)
    improvement = _improvement(session, row, moves)
    outcome = _outcome(improvement, series, team, today)
    links = tuple(LinkLine(id_, series[id_].measure.name, role) for role, id_ in improvement.links if id_ in series)
    tied = {link.measure_id for link in links}
    benefits, impact = _benefits(session, row, today), _impact(session, row)
    money = _is_about_money(benefits, links, series)
    has_guard = any(link.role is LinkRole.GUARD for link in links)
    tiles = {outcome.measure_id: outcome} if outcome else {}
    return ProjectView(
        project_id=row.id, removed=row.removed, title=row.title, stage=improvement.stage, names=lane_names(team),
        where=_where(improvement, team, today), stuck=_stuck(improvement, team, today),
        aim_sentence=aim_sentence(row.aim, row.aim_for, row.aim_by, today), aim=row.aim, aim_for=row.aim_for,
        aim_by=row.aim_by, theme=row.theme, public=row.public, change_idea=row.change_idea, next_step=row.next_step,
        holds_when=row.holds_when, blocked=row.blocked_reason, owner_id=row.owner_id, votes=row.votes, links=links,
        others=tuple((id_, series[id_].measure.name) for id_ in series if id_ not in tied), outcome=outcome,
        cycles=tuple(_cycle(cycle, today) for cycle in reversed(improvement.cycles)), impact=impact, about_money=money,
        needs=tuple(map(_, testing_needs(money, False, has_guard, impact.done, _unsigned(session, row, benefits)))),
        benefits=benefits,
        totals=benefit_totals(benefits), holding=holding_of(improvement, series, tiles, today),
        moves=_story(session, moves, team, today), origin=origin_of(session, row.team_id, row.id, today),
        programmes=row.programmes,
        understanding=understanding(session, team_id, project_id, lane_names(team), tied),
    )  # fmt: skip


def _improvement(session: Session, row: Project, moves: Sequence[StageMove]) -> Improvement:
    of_it = {"team_id": row.team_id, "project_id": row.id}
    cycles = session.scalars(select(PdsaCycle).filter_by(**of_it).order_by(PdsaCycle.number)).all()
    links = session.scalars(select(ProjectMeasure).filter_by(**of_it).order_by(ProjectMeasure.measure_id)).all()
    steps = [Move(move.to_stage, move.moved_on) for move in moves]
    return Improvement(row, steps, list(cycles), [(link.role, link.measure_id) for link in links])


def _moves(session: Session, row: Project) -> Sequence[StageMove]:
    mine = select(StageMove).where(StageMove.team_id == row.team_id, StageMove.project_id == row.id)
    return session.scalars(mine.order_by(StageMove.id)).all()


def _outcome(improvement: Improvement, series: dict[int, Series], team: Team, today: date) -> Tile | None:
    """The tile of the first measure it should move, with its cycles and moves marked on the chart."""
    first = next((id_ for id_ in improvement.measures(LinkRole.OUTCOME) if id_ in series), None)
    if first is None:
        return None
    marks = [(cycle.started_on, f"PDSA {cycle.number}") for cycle in improvement.cycles]
    marks += [
        (move.moved_on, stage_name(move.to_stage, lane_names(team)))
        for move in improvement.moves
        if move.to_stage is Stage.EMBEDDED
    ]
    return tile(series[first], today, sorted(marks), tells_changes=True)


def _where(improvement: Improvement, team: Team, today: date) -> str:
    """``In Testing for 46 days``, ``In Ideas since today``."""
    name, age = stage_name(improvement.stage, lane_names(team)), age_words((today - improvement.moved_on).days)
    if improvement.moved_on >= today:
        return _("In {lane} since today", lane=name)
    return _("In {lane} for {age}", lane=name, age=age)


def _stuck(improvement: Improvement, team: Team, today: date) -> str:
    last = improvement.cycles[-1].started_on if improvement.cycles else None
    if not is_stuck(improvement.stage, improvement.moved_on, last, today, team.stuck_after_days):
        return ""
    return stuck_words((today - max(filter(None, (improvement.moved_on, last)))).days, team.stuck_after_days)


def _cycle(row: PdsaCycle, today: date) -> CycleLine:
    return CycleLine(
        row.id, row.number, row.step, long_day(row.started_on, today), row.plan, row.prediction, row.saw,
        row.learned, row.decision,
    )  # fmt: skip


def _benefits(session: Session, row: Project, today: date) -> tuple[BenefitLine, ...]:
    mine = select(Benefit).where(
        Benefit.team_id == row.team_id, Benefit.project_id == row.id, Benefit.removed.is_(False)
    )
    return tuple(
        BenefitLine(
            b.id, b.kind, b.text, b.amount, b.state, b.version,
            _("Confirmed by {name}, {day}", name=b.confirmed_by, day=long_day(b.confirmed_on, today))
            if b.confirmed_on else "",
            b.hours_of, b.spent_on,
        )
        for b in session.scalars(mine.order_by(Benefit.id))
    )  # fmt: skip


def _impact(session: Session, row: Project) -> Impact:
    impact = session.get(QualityImpact, (row.team_id, row.id))
    if impact is None:
        return Impact()
    said = (impact.safety, impact.quality, impact.experience, impact.checked_by, impact.checked_on)
    return Impact(*said, done=all(said))


def _unsigned(session: Session, row: Project, benefits: Sequence[BenefitLine]) -> tuple[str, ...]:
    """The sign-offs that money it claims still asks for."""
    impact = session.get(QualityImpact, (row.team_id, row.id))
    claims = any(benefit.kind.is_pounds for benefit in benefits)
    return unsigned(vars(impact) if impact else {}) if claims else ()


def _is_about_money(benefits: Sequence[BenefitLine], links: Sequence[LinkLine], series: dict[int, Series]) -> bool:
    """Whether it claims money, or should move a cost."""
    if any(benefit.kind.is_pounds for benefit in benefits):
        return True
    costs = {id_ for id_, its in series.items() if its.measure.domain is Domain.COST}
    return any(link.role is LinkRole.OUTCOME and link.measure_id in costs for link in links)


def _story(session: Session, moves: Sequence[StageMove], team: Team, today: date) -> tuple[MoveLine, ...]:
    """Every move with who made it, the newest first."""
    made = select(History).where(History.team_id == team.id, History.revision.in_([move.id for move in moves]))
    by = {change.revision: said_name(change.actor_name) for change in session.scalars(made)}
    return tuple(
        MoveLine(stage_name(m.to_stage, lane_names(team)), long_day(m.moved_on, today), by.get(m.id, ""), m.reason)
        for m in reversed(moves)
    )
