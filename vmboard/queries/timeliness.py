"""Reporting lags of many teams by source: kept with each team's summary, else counted from its figures of a quarter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session

from vmboard.domain.organisation.comparing import Lags, lags_of
from vmboard.queries.teams import Seen
from vmboard.store.summaries import kept_sources
from vmboard.store.tables import DataPoint, Measure, MeasurePart

ON_TIME_WEEKS = 13
"""Days to report are told of the latest quarter: older weeks were often brought in from a workbook."""
Sources = dict[str, Lags | None]
MANY = 500
"""Above so many teams, everything is read rather than asked for by number."""
_SOURCE = case((Measure.source != "", Measure.source), else_=Measure.data_owner)
_FIGURES = (
    select(Measure.team_id, _SOURCE, DataPoint.week, DataPoint.recorded_on, func.count())
    .join(DataPoint, (DataPoint.team_id == Measure.team_id) & (DataPoint.measure_id == Measure.id))
    .where(Measure.removed.is_(False), DataPoint.value.is_not(None))
    .where(~exists().where(MeasurePart.team_id == Measure.team_id, MeasurePart.measure_id == Measure.id))
    .group_by(Measure.team_id, _SOURCE, DataPoint.week, DataPoint.recorded_on)
)
"""Where figures come from that somebody brings: their source, else who gives them."""


def sources(session: Session, teams: Iterable[Seen], today: date) -> dict[int, Sources]:
    """Each team's sources with how long their figures took; None where nobody noted when they came in.

    One query, and one more for boards that changed.
    """
    weeks = {team.id: (team.revision, team.week(today)) for team in teams}
    kept = kept_sources(session)
    told = {id_: kept[id_][1] for id_ in weeks if id_ in kept and kept[id_][0] == weeks[id_]}
    return told | counted(session, {id_: week for id_, (_, week) in weeks.items() if id_ not in told})


def counted(session: Session, weeks: Mapping[int, date]) -> dict[int, Sources]:
    """The same from the figures of the quarter to the week that each team's board tells of. One query, or none."""
    if not weeks:
        return {}
    quarter = timedelta(weeks=ON_TIME_WEEKS)
    wanted = _FIGURES.where(DataPoint.week > min(weeks.values()) - quarter)
    if len(weeks) <= MANY:
        wanted = wanted.where(Measure.team_id.in_(weeks))
    arrivals: dict[int, dict[str, list[tuple[date, date, int]]]] = defaultdict(lambda: defaultdict(list))
    for team_id, source, week, recorded, many in session.execute(wanted):
        if team_id in weeks and week > weeks[team_id] - quarter:
            noted = arrivals[team_id][" ".join(source.split())]
            if recorded:
                noted.append((week, recorded, many))
    return {id_: {name: lags_of(noted) for name, noted in sorted(of.items())} for id_, of in arrivals.items()}
