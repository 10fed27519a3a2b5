"""What people decide about a measure's chart: which one, by which rules, and which weeks count for nothing."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.fractions import WRONG, Numbers, misfit, needs_denominators
from vmboard.domain.measures.new_line import RESTS_WEEKS
from vmboard.domain.measures.points import week_of
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.words import MeasureKind, Rules
from vmboard.store.derived import is_derived
from vmboard.store.tables import DataPoint, Exclusion, Measure, MeasurePart


@asks(Verb.CHOOSE_CHART)
def choose_chart(
    session: Session,
    actor: Actor,
    team_id: int,
    measure_id: int,
    *,
    chart: Chart | None,
    rules: Rules | None = None,
    screening: bool = True,
    version: int | None = None,
) -> Measure:
    """Choose a measure's chart and rules; None leaves the choice to the number of weeks. Raises Refused and Clash."""
    row = measure_row(session, team_id, measure_id)
    by_day = row.kind is not MeasureKind.WEEKLY
    if rules is Rules.ANHOJ and row.rules is not rules:
        raise Refused("Anhøj’s rules are chosen by an administrator.")
    if by_day and chart is not None:
        _check_by_day(row, chart)
    elif chart is not None and needs_denominators(chart) and not _has_denominators(session, row):
        raise Refused(
            "A {letter} chart needs what each figure is out of, and {name} has none. Put in the denominators, "
            "or choose another chart.",
            letter=chart.letter,
            name=row.name,
        )
    if chart is not None and chart is not row.chart and not by_day:
        _check_holds(session, row, chart)
    with history.change(session, actor, "choose chart", row, version=version):
        row.chart, row.rules, row.screening = chart, rules, screening
    return row


@asks(Verb.CHOOSE_ANHOJ)
def choose_anhoj(
    session: Session, actor: Actor, team_id: int, measure_id: int, *, version: int | None = None
) -> Measure:
    """Have a measure drawn as a run chart and judged by Anhøj's rules. ``choose_chart`` takes them back."""
    row = measure_row(session, team_id, measure_id)
    with history.change(session, actor, "choose chart", row, version=version):
        row.chart, row.rules = Chart.RUN, Rules.ANHOJ
    return row


@asks(Verb.REST_NEW_LINE)
def rest_new_line(session: Session, actor: Actor, team_id: int, measure_id: int, *, today: date) -> None:
    """Put off the offer of a new centre line: it is not made again for twelve weeks."""
    row = measure_row(session, team_id, measure_id)
    with history.change(session, actor, "put off new line", row):
        row.line_rests_until = today + timedelta(weeks=RESTS_WEEKS)


@asks(Verb.EXCLUDE_WEEK)
def exclude(session: Session, actor: Actor, team_id: int, measure_id: int, *, week: date, reason: str) -> Exclusion:
    """Let a week count for nothing, with the reason. It stays on the chart; ``include`` lets it count again."""
    row = measure_row(session, team_id, measure_id)
    has_figure = history.held_row(session, DataPoint, team_id, measure_id, week) is not None
    is_typed = row.kind is MeasureKind.WEEKLY and not is_derived(session, team_id, measure_id)
    if not has_figure and is_typed:
        raise Refused("There is no figure for that week to leave out.")
    reason = clean_text(reason, max_length=200, what=N_("The reason"))
    if not reason:
        raise Refused("Say why this week does not count, in a few words: people will ask later.")
    existing = session.scalar(
        select(Exclusion).where(
            Exclusion.team_id == team_id,
            Exclusion.measure_id == measure_id,
            Exclusion.week == week,
            Exclusion.removed.is_(False),
        )
    )
    if existing is not None:
        raise Refused("That week is left out already.")
    ghost = Exclusion(team_id=team_id, measure_id=measure_id, week=week, reason=reason, removed=False)
    return history.add(session, actor, "exclude week", ghost)


@asks(Verb.INCLUDE_WEEK)
def include(session: Session, actor: Actor, team_id: int, exclusion_id: int) -> None:
    """Let an excluded week count again."""
    row = history.held_row(session, Exclusion, team_id, exclusion_id)
    if row is None:
        raise Refused("That week is not left out of this team's charts.")
    with history.change(session, actor, "include week", row):
        row.removed = True


def _check_by_day(row: Measure, chart: Chart) -> None:
    """A chart of what is kept day by day: of days between, of its weeks, or of the cases another measure counts."""
    if chart.has_denominators:
        raise Refused(
            "{name} is kept day by day: choose days between (T), or a chart of its weekly counts.", name=row.name
        )
    if chart is Chart.G and row.out_of_id is None:
        raise Refused(
            "A G chart needs the cases of each week. Say in the settings of {name} which measure counts them.",
            name=row.name,
        )


def _check_holds(session: Session, row: Measure, chart: Chart) -> None:
    """No chart is chosen over figures that it cannot hold. A week without its numbers waits for them."""
    mine = select(DataPoint).where(
        DataPoint.team_id == row.team_id, DataPoint.measure_id == row.id, DataPoint.value.is_not(None)
    )
    for point in session.scalars(mine.order_by(DataPoint.week.desc())):
        if needs_denominators(chart) and (point.numerator is None or not point.denominator):
            continue
        if problem := misfit(Numbers(point.value, point.numerator, point.denominator), chart, row.unit):
            raise Refused(WRONG, where=week_of(row.name, point.week), problem=problem)


def _has_denominators(session: Session, row: Measure) -> bool:
    given = select(DataPoint.week).where(
        DataPoint.team_id == row.team_id, DataPoint.measure_id == row.id, DataPoint.denominator.is_not(None)
    )
    parts = select(MeasurePart.part_id).where(
        MeasurePart.team_id == row.team_id, MeasurePart.measure_id == row.id, MeasurePart.role == "denominator"
    )
    return session.scalar(given.limit(1)) is not None or session.scalar(parts.limit(1)) is not None
