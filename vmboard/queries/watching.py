"""Monitoring step-down, read: the measures of a team that may be watched monthly from now on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.watching import WatchOffer, has_held, watch_offer
from vmboard.domain.words import LinkRole, MeasureKind, Stage
from vmboard.queries.holding import holding_of
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.series import Series, team_series
from vmboard.store.tables import MeasurePart


@asks(Verb.READ_WATCH_OFFERS)
def watch_offers(session: Session, actor: Actor, team_id: int, today: date) -> Sequence[WatchOffer]:
    """Those that only show a gain which has held for a quarter, in the order of the box score; one a measure.

    A measure that others are worked out from, or that a test looks at, goes on week by week.
    """
    series, work = team_series(session, team_id, today), improvements(session, team_id)
    busy = _needed(session, team_id, series) | _tested(work)
    made: dict[int, WatchOffer] = {}
    for improvement in work:
        for id_ in _may_rest(improvement, series, today):
            if id_ in busy or id_ in made:
                continue
            holds = holding_of(improvement, series, {}, today)
            if holds is not None and has_held(holds):
                name, title = series[id_].measure.name, improvement.project.title
                made[id_] = watch_offer(id_, name, title, improvement.moved_on, holds, today)
    return [made[id_] for id_ in series if id_ in made]


def _may_rest(improvement: Improvement, series: Mapping[int, Series], today: date) -> Iterator[int]:
    """The measure that an embedded project was to move, where it comes every week and nobody put the offer off."""
    first = next((id_ for id_ in improvement.measures(LinkRole.OUTCOME) if id_ in series), None)
    if improvement.stage is not Stage.EMBEDDED or first is None:
        return
    row = series[first].measure
    is_weekly = row.kind is MeasureKind.WEEKLY and row.cadence_weeks == 1 and row.retired_on is None
    if is_weekly and not (row.watch_rests_until is not None and today < row.watch_rests_until):
        yield first


def _needed(session: Session, team_id: int, series: Mapping[int, Series]) -> set[int]:
    """Measures that enter others, and those that are worked out themselves: nobody types them less often."""
    parts = session.execute(
        select(MeasurePart.measure_id, MeasurePart.part_id).where(MeasurePart.team_id == team_id)
    ).all()
    counted_by = {one.measure.out_of_id for one in series.values() if one.measure.out_of_id is not None}
    return {id_ for pair in parts for id_ in pair} | counted_by


def _tested(work: Iterable[Improvement]) -> set[int]:
    """Measures that a project in testing is to move, or must not harm."""
    return {id_ for improvement in work if improvement.stage is Stage.TESTING for _, id_ in improvement.links}
