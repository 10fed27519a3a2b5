"""A season of a ward: figures early, late, corrected, waiting, doubted; weeks closed; pauses; huddles; undo.

What the board should say is reckoned here anew from the bare rows, by the words of the glossary, and by nothing that
the screens use.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.past import BEGAN, Past
from tests.small_ward import Ward
from vmboard.commands import charts, huddles, measures, teams, weeks
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus, Rules
from vmboard.store.tables import DataPoint, Exclusion, Measure, MeasurePart, Team

FINANCE, SHARED = "Finance", "discharged_by_noon"
"""Who gives the ward's pay, and by which key of the library its share is held beside others'."""
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Truth:
    """What a weekly measure that people type should stand at: its newest figure up to the board's week, and its age."""

    value: float | None
    week: date | None
    weeks_late: int | None
    waiting_for: str
    doubt: str


class Season(Past):
    """A ward with a few measures and a long history, to which a season happens."""

    def __init__(self, ward: Ward, seed: int) -> None:
        super().__init__(ward, seed)
        for name, unit, details in (
            ("Pay", "£", {"data_owner": FINANCE}), ("Patients", "", {}), ("Seen by noon", "%", {"library_key": SHARED}),
        ):  # fmt: skip
            self.do(
                measures.add_measure, name=name, unit=unit, domain=Domain.COST, direction=Direction.DECREASE, **details
            )
        self._beside()
        with Session(ward.bind) as session:
            mine = session.scalars(select(Measure).where(Measure.team_id == ward.team_id))
            self.ids = {row.name: row.id for row in mine}
        self.do(
            measures.add_derived_measure, name="Pay per patient", unit="£", domain=Domain.COST,
            direction=Direction.DECREASE, numerators={self.ids["Pay"]: 1.0}, denominator=self.ids["Patients"],
        )  # fmt: skip
        for id_ in self.ids.values():
            self._record(id_, [NewPoint(self.sunday(n), self.chance.choice((4.0, 5.0, 6.0))) for n in range(1, 13)])
        typing: list[Callable[[], Any]] = [self.typed, self.typed, self.typed, self.waits, self.nothing, self.doubted]
        deciding: list[Callable[[], Any]] = [
            self.left_out, self.closed_early, self.opened_again, self.paused, self.undone, self.undone, self.rarely,
            self.rarely, self.chart, self.daily, self.listed, self.met, self.met, self.imported, self.move, self.raised,
            self.measure, self.measure, self.judged_by, self.judged_by, self.shared, self.shared,
            self.project, self.move, self.cycle, self.checked, self.resumed,
        ]  # fmt: skip
        self.steps = [*typing, *typing, *deciding]

    def _beside(self) -> None:
        """The ward beside counts the same share, of as many."""
        details = {"name": "Out by noon", "unit": "%", "domain": Domain.COST, "direction": Direction.INCREASE}
        mine = self.do(measures.add_measure, team_id=self.beside, library_key=SHARED, **details)
        points = [NewPoint(self.sunday(n), 50.0 + n % 3 * 5, 10.0 + n % 3, 20.0) for n in range(1, 30)]
        self.do(record_points, mine.id, points, team_id=self.beside)

    def checked(self) -> None:
        """A run of worse weeks, and then a figure that looks like a slip."""
        id_ = self._some()
        self._record(id_, [NewPoint(self.sunday(n), 9.0) for n in range(2, 11)])
        self._record(id_, [NewPoint(self.sunday(1), 41.0, doubt="41 or 4.1?")])

    def resumed(self) -> None:
        self.do(teams.resume_team)

    def sunday(self, ago: int) -> date:
        """The end of the running week, or of one so many before."""
        return self.day + A_DAY * ((6 - self.day.weekday()) % 7) - A_WEEK * ago

    def typed(self) -> None:
        """Of the running week, of the last, or an older one corrected; provisional at times."""
        status = self.chance.choice((PointStatus.FINAL, PointStatus.FINAL, PointStatus.PROVISIONAL))
        value, ago = self.chance.choice((3.0, 5.0, 6.0, 41.0)), self.chance.choice((0, 0, 1, 1, 1, 2, 5))
        self._record(self._some(), [NewPoint(self.sunday(ago), value, status=status)])

    def shared(self) -> None:
        """So many of so many, of the last weeks: what a P or U chart needs."""
        weeks = [self.sunday(ago) for ago in range(self.chance.choice((1, 2, 16)))]
        pairs = [(float(self.chance.randint(8, 19)), 20.0) for _ in weeks]
        points = [NewPoint(week, 5 * above, above, below) for week, (above, below) in zip(weeks, pairs, strict=True)]
        self._record(self.ids["Seen by noon"], points)

    def judged_by(self) -> None:
        """By another kind of chart, other rules, or against a target."""
        if self.chance.random() < 0.3:
            self.do(measures.change_measure, self.ids["Seen by noon"], target=self.chance.choice((None, 5.0, 60.0)))
        kinds = (None, Chart.P, Chart.P_PRIME, Chart.U, Chart.U_PRIME, Chart.RUN, Chart.XMR)
        chart, rules = self.chance.choice(kinds), self.chance.choice((None, *Rules))
        screening = self.chance.random() < 0.5
        self.do(charts.choose_chart, self.ids["Seen by noon"], chart=chart, rules=rules, screening=screening)

    def waits(self) -> None:
        late = NewPoint(self.sunday(self.chance.choice((0, 1, 1))), None, status=PointStatus.NOT_IN_YET,
                        waiting_for=self.chance.choice(("finance", "")))  # fmt: skip
        self._record(self._some(), [late])

    def nothing(self) -> None:
        week = self.sunday(self.chance.choice((0, 1, 1)))
        self._record(self._some(), [NewPoint(week, None, status=PointStatus.NOTHING_TO_COUNT)])

    def doubted(self) -> None:
        """A figure that looks like a slip, with its question; or one whose question is answered."""
        doubt = self.chance.choice(("41 or 4.1?", "41 or 4.1?", ""))
        self._record(self._some(), [NewPoint(self.sunday(self.chance.choice((0, 1))), 41.0, doubt=doubt)])

    def left_out(self) -> None:
        self.do(charts.exclude, self._some(), week=self.sunday(self.chance.choice((1, 2, 3))), reason="A flood")

    def closed_early(self) -> None:
        self.do(weeks.close_week, week=self.sunday(0), today=self.day)

    def opened_again(self) -> None:
        self.do(weeks.reopen_week)

    def rarely(self) -> None:
        self.do(measures.change_measure, self._some(), cadence_weeks=self.chance.choice((1, 2, 4)))

    def met(self) -> None:
        """Today's huddle, held and closed."""
        at = datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(hours=9)
        with suppress(Refused):
            row = self.do(huddles.start_huddle, today=self.day, now=at)
            self.do(huddles.close_huddle, row.id, now=at + timedelta(minutes=14))

    def _some(self) -> int:
        return self.chance.choice(sorted(self.ids.values()))

    def _record(self, measure_id: int, points: list[NewPoint]) -> None:
        self.do(record_points, measure_id, points)


def board_week(team: Team, day: date) -> date:
    """The newest Sunday that is over; the running one where it was closed; before a pause, the last before that."""
    if team.paused_on and team.paused_on < day:
        day = team.paused_on
    sunday = day
    while sunday.weekday() != team.week_ends_on:
        sunday += A_DAY
    return sunday if team.closed_week == sunday else sunday - A_WEEK


def truths(session: Session, team_id: int, day: date) -> dict[int, Truth]:
    """What each weekly measure on the wall that people type should stand at."""
    team = session.get_one(Team, team_id)
    week = board_week(team, day)
    computed = set(session.scalars(select(MeasurePart.measure_id).where(MeasurePart.team_id == team_id)))
    wanted = select(Measure).where(Measure.team_id == team_id, Measure.removed.is_(False), Measure.on_wall)
    return {
        row.id: _truth(session, row, team, week)
        for row in session.scalars(wanted)
        if row.kind is MeasureKind.WEEKLY and row.id not in computed
    }


def _is_read(point: DataPoint, row: Measure) -> bool:
    """A chart of so many of so many reads no figure without both numbers."""
    return row.chart is None or not row.chart.has_denominators or None not in (point.numerator, point.denominator)


def _waits_for(point: DataPoint) -> str:
    """Whom it waits for; a figure that is not read, for its other number."""
    return point.waiting_for if point.value is None else "what it is out of"


def _truth(session: Session, row: Measure, team: Team, week: date) -> Truth:
    mine = select(DataPoint).where(DataPoint.team_id == team.id, DataPoint.measure_id == row.id, DataPoint.week <= week)
    points = list(session.scalars(mine.order_by(DataPoint.week)))
    figures = [point for point in points if point.value is not None and _is_read(point, row)]
    newest = figures[-1] if figures else None
    answered = [p.week for p in points if p in figures or p.status is PointStatus.NOTHING_TO_COUNT]
    last = max(answered, default=None)
    waits = [words for p in points if (last is None or p.week > last) and (words := _waits_for(p))]
    gone = select(Exclusion.week).where(
        Exclusion.team_id == team.id, Exclusion.measure_id == row.id, Exclusion.removed.is_(False)
    )
    every = max(row.cadence_weeks, 4 if row.retired_on else 1)
    late = None
    if team.paused_on is None and last != week:
        is_awaited = any(point.week == week and point.waiting_for for point in points)
        late = _late(last, week, every, set(session.scalars(gone)), is_awaited)
    at, value, doubt = (newest.week, newest.value, newest.doubt) if newest else (None, None, "")
    return Truth(value, at, late, waits[-1] if waits else "", doubt)


def _late(last: date | None, week: date, every: int, gone: set[date], is_awaited: bool) -> int | None:
    if last is None:
        return 0  # how late a new measure is depends on the day it was added: any number will do
    missing = [day for n in range(every, 60) if (day := last + A_WEEK * n) <= week and day not in gone]
    return len(missing) if missing or is_awaited else None


__all__ = ["BEGAN", "Season", "Truth", "board_week", "truths"]
