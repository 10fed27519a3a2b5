"""Month-end close of a pathway's teams, and days to report as a measure by itself."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.closing import WeekClose, closed_words, month_end, month_of, months_before
from vmboard.domain.measures.points import Reading
from vmboard.domain.numbers import rounded
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.pathways import ClosingView, PathwayKey, PathwayTeamLine, TeamClose
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus
from vmboard.queries.pathway_measures import week_of_all
from vmboard.queries.pathways import GONE, line_of
from vmboard.queries.series import Series
from vmboard.queries.teams import all_teams
from vmboard.queries.tiles import tile
from vmboard.store.month_costs import Costs, costs_between
from vmboard.store.tables import Measure, MonthClose

MONTHS = 4
TREND_WEEKS = 40
"""Of how many weeks the days until a week's cost is final are drawn."""


@asks(Verb.READ_CLOSING)
def closing(session: Session, actor: Actor, key: PathwayKey, month: date | None, today: date) -> ClosingView:
    """When each week's cost of a month became final, team by team. Without a month, the newest that is over. Raises
    Refused where the pathway is not the reader's."""
    line = line_of(session, actor.person, key)
    if not any(team.sees for team in line.teams):
        raise Refused(GONE)
    months = months_before(today, MONTHS)
    month = month_of(month) if month in months else months[0]
    ids = [team.team_id for team in line.teams]
    week = week_of_all([team for team in all_teams(session) if team.id in ids], today)
    last = max(week, month_end(months[0]))  # some may end the last week of a month before all boards tell of it
    costs = costs_between(session, ids, min(months[-1], week - timedelta(weeks=TREND_WEEKS - 1)), last)
    closes = {
        row.team_id: row
        for row in session.scalars(select(MonthClose).where(MonthClose.team_id.in_(ids), MonthClose.month == month))
    }
    with_costs = [team for team in line.teams if costs[team.team_id].weeks]
    teams = tuple(
        _team(actor.person, team, costs[team.team_id], closes.get(team.team_id), month, today) for team in with_costs
    )
    trend = _together([costs[team.team_id] for team in with_costs], week)
    days = tuple((team.name, of) for team in with_costs for of in costs[team.team_id].weeks)
    left_out = sum(reading is None for reading in trend.values())
    return ClosingView(month, months, teams, tile(_days_to_final(trend, week, key), today), left_out, days)


def _team(
    person: Person, team: PathwayTeamLine, costs: Costs, close: MonthClose | None, month: date, today: date
) -> TeamClose:
    weeks = tuple(week for week in costs.weeks if month <= week.week <= month_end(month))
    changed = [week.final_on for week in weeks if close and week.final_on and week.final_on > close.closed_on]
    closed = closed_words(month, close.closed_on, close.closed_by, changed, today) if close else ""
    return TeamClose(
        team.team_id, team.name, ", ".join(costs.owners), weeks, closed, close is not None,
        may(person, Verb.CLOSE_MONTH, Thing(team.team_id)), _usual(costs.weeks),
    )  # fmt: skip


def _usual(weeks: Sequence[WeekClose]) -> str:
    """``Usually 8 days after the week ends``; empty where nobody can say."""
    days = [week.days for week in weeks if week.days is not None and not week.from_workbook]
    if not days:
        return ""
    usual = int(rounded(median(days)))
    return ngettext("Usually {n} day after the week ends", "Usually {n} days after the week ends", usual)


def _together(teams: Sequence[Costs], last: date) -> Mapping[date, Reading | None]:
    """A week's cost is final for the pathway when it is in its last team; None for one from a workbook."""
    by_week: dict[date, list[WeekClose]] = {}
    for of in teams:
        for week in of.weeks:
            by_week.setdefault(week.week, []).append(week)
    first = last - timedelta(weeks=TREND_WEEKS - 1)
    return {week: _reading(closes) for week, closes in sorted(by_week.items()) if first <= week <= last}


def _reading(closes: Sequence[WeekClose]) -> Reading | None:
    if any(close.from_workbook for close in closes):
        return None
    days = [close.days for close in closes if close.days is not None]
    return Reading(float(max(days))) if len(days) == len(closes) else Reading(None, PointStatus.NOT_IN_YET)


def _days_to_final(trend: Mapping[date, Reading | None], week: date, key: PathwayKey) -> Series:
    measure = Measure(
        team_id=key.kept_by, id=0, name=_("Days until cost is final"), short_name="", domain=Domain.COST,
        unit=_("days"), decimals=0, direction=Direction.DECREASE, target=None, cadence_weeks=1, rules=None, chart=None,
        screening=True,
        kind=MeasureKind.WEEKLY, out_of="", factor=1.0, public=False, on_wall=False,
    )  # fmt: skip
    return Series(measure, {of: reading for of, reading in trend.items() if reading is not None}, week, False, True)
