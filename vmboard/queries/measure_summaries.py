"""Summary statistics of one measure over many teams: kept with each team's summary, else made of its weeks.

A team whose board changed since its summary was made has its weeks read; what comes out is the same either way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.impact.overdispersion import Weeks, spread_of_weeks
from vmboard.domain.impact.since_baseline import CostChange, cost_change
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.views.summaries import MeasureSummary, Stretch
from vmboard.domain.words import Direction, Signal
from vmboard.queries.group_series import group_series, measure_key, named
from vmboard.queries.series import Readings, Series
from vmboard.queries.teams import Seen
from vmboard.queries.tiles import RECENT_WEEKS
from vmboard.store.summaries import kept_measures
from vmboard.store.tables import Measure

COMPARED_WEEKS = 26
"""A chart of variation adds up half a year: long enough for a small ward, short enough to be about now."""


@dataclass(frozen=True)
class Measured:
    """A team with the summary of its measure, and what the measure is called and counted in."""

    team: Seen
    name: str
    unit: str
    decimals: int | None
    direction: Direction
    out_of: str
    of: MeasureSummary


def measured(session: Session, teams: Iterable[Seen], key: str, today: date) -> dict[int, Measured]:
    """The measure of each of these teams that has it, by team. Two queries, and more only for boards that changed."""
    by_id = {team.id: team for team in teams}
    kept = kept_measures(session, key, today)
    good = {
        id_: kept[id_][2] for id_, team in by_id.items()
        if id_ in kept and kept[id_][:2] == (team.revision, team.week(today))
    }  # fmt: skip
    rows = {
        row.team_id: row
        for row in session.execute(
            select(Measure.team_id, Measure.id, Measure.name, Measure.unit, Measure.decimals, Measure.direction,
                   Measure.out_of).where(*named(key)).order_by(Measure.team_id, Measure.id.desc())
        )
        if row.team_id in by_id
    }  # fmt: skip
    stale = [id_ for id_ in rows if id_ not in good]
    made = {id_: summary_of(series) for id_, series in group_series(session, stale, key, today).items()}
    return {
        id_: Measured(by_id[id_], row.name, row.unit, row.decimals, row.direction, row.out_of, of)
        for id_, row in rows.items()
        if (of := good.get(id_) or made.get(id_)) is not None
    }


def summaries_of(series: Mapping[int, Series]) -> dict[str, MeasureSummary]:
    """Of each of a team's measures, by the name under which teams share it; of two the first counts."""
    newest_first = sorted(series, reverse=True)
    return {
        measure_key(series[id_].measure.library_key, series[id_].measure.name): summary_of(series[id_])
        for id_ in newest_first
    }


def summary_of(series: Series) -> MeasureSummary:
    """As on the wall: the latest quarter since the frozen baseline, or the weeks since where fewer, against it."""
    unit, (was, since) = series.measure.unit, ends(series)
    now = dict(list(since.items())[-RECENT_WEEKS:])
    shared = is_shared(unit, (*was.values(), *now.values()))
    cost = cost_of(series, list(was.values()), list(now.values()))
    return MeasureSummary(
        series.measure.id, series.signal,
        _stretch(was, unit, shared), _stretch(now, unit, shared), len(since), shared,
        (cost.patients_share, cost.patients_signal) if cost else None, _lately(series),
    )  # fmt: skip


def ends(series: Series) -> tuple[Readings, Readings]:
    """The weeks with a figure that counts: of the frozen baseline, and all since."""
    base = series.baseline
    if base is None:
        return {}, {}
    counted = {w: r for w, r in sorted(series.counted.items()) if r.value is not None}
    was = {w: r for w, r in counted.items() if base.first_week <= w <= base.last_week}
    return was, {w: r for w, r in counted.items() if w > base.last_week}


def is_shared(unit: str, readings: Sequence[Reading]) -> bool:
    """Whether each of these figures is so many over so many."""
    return unit != "£" and bool(readings) and all(map(is_shared_out, readings))


def is_shared_out(reading: Reading) -> bool:
    return reading.numerator is not None and reading.denominator is not None and reading.denominator > 0


def cost_of(series: Series, before: Sequence[Reading], after: Sequence[Reading]) -> CostChange | None:
    """Of a cost shared out over patients, its parts and how many were seen; None of anything else."""
    if series.measure.unit != "£" or not all(map(is_shared_out, (*before, *after))):
        return None
    return cost_change(_fractions(before), _fractions(after), _patients_signal(series))


def _stretch(readings: Readings, unit: str, shared: bool) -> Stretch:
    if not readings:
        return Stretch()
    weeks, values = list(readings), list(readings.values())
    pairs = _fractions(values) if shared else [(reading.value or 0.0, 1.0) for reading in values]
    squared, freedom = spread_of_weeks(pairs, of_each=unit == "%")
    return Stretch(
        len(weeks), weeks[0], weeks[-1], fmean(reading.value or 0.0 for reading in values),
        sum(events for events, _ in pairs), sum(out_of for _, out_of in pairs), squared, freedom,
    )  # fmt: skip


def _fractions(readings: Sequence[Reading]) -> Weeks:
    return [(r.numerator or 0.0, r.denominator or 0.0) for r in readings]


def _patients_signal(series: Series) -> Signal:
    """What the rules say of the patients seen, by the same baseline and the same weeks as the cost of each."""
    seen = {
        week: reading._replace(value=reading.denominator, numerator=None, denominator=None)
        for week, reading in series.readings.items()
    }
    plan = replace(series.plan(), unit="patients", direction=Direction.INCREASE, target=None, chart=None)
    return judge(seen, plan, this_week=series.week).signal


def _lately(series: Series) -> tuple[float, float] | None:
    """Events and exposure over the weeks that are compared, of figures that say both."""
    first = series.week - timedelta(weeks=COMPARED_WEEKS - 1)
    pairs = [
        (reading.numerator, reading.denominator)
        for of, reading in series.counted.items()
        if first <= of and reading.value is not None
    ]
    whole = [(above, below) for above, below in pairs if above is not None and below]
    return (sum(above for above, _ in whole), sum(below for _, below in whole)) if whole else None
