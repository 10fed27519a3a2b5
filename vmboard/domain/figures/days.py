"""Rare harm day by day: days since the last one, and a calendar of the month filled in at each day's end.

``marks`` is {date: how many happened that day}. On a safety cross a day without a mark is not filled in yet, never
zero (NHSScotland safety cross: one box a day, new events only, "data for improvement, not judgment"). On a
days-since measure only events are marked, and a day that is over without one had none.
"""

from calendar import Calendar, monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from vmboard.domain.text.catalogue import N_, _, day_words, ngettext
from vmboard.domain.weeks import week_ending, weeks_between

Marks = Mapping[date, int]


def full_day(day: date, today: date) -> str:
    """``11 October``, with its year when that is not this year's: ``11 October 2025``."""
    if day.year == today.year:
        return day_words(day, "MMMMd", f"{day.day} {day:%B}")
    return day_words(day, "yMMMMd", f"{day.day} {day:%B} {day.year}")


@dataclass(frozen=True)
class DaysSince:
    """How long without an event. ``longest`` is the longest run of days ever, the present one included.

    On a safety cross a run across a day that is not filled in is unknown, and no run; the present one reaches to the
    first such day, and ``open_days`` are those since the last event.
    """

    days: int
    last_event: date | None
    longest: int
    sentence: str
    runs: tuple[int, ...] = (0,)
    """Every known run of days from one event to the next, oldest first; the last one still grows."""
    open_days: int = 0

    @property
    def is_longest(self) -> bool:
        """Whether the present run is longer than any before it."""
        return len(self.runs) > 1 and self.days > max(self.runs[:-1])


def days_since(marks: Marks, started_on: date, today: date, *, every_day: bool = False) -> DaysSince:
    """Days since the last event, or since the team began to count (``started_on``). Marks outside are left out.

    A run is the number of days from one event, or from the beginning, to the next, or to today. ``every_day`` (a
    safety cross): a day without a mark is not filled in, but today still may be.
    """
    events = sorted(day for day, count in marks.items() if count > 0 and started_on <= day <= today)
    stops = [started_on, *events, max(today, started_on)]
    is_open = _open_days(marks, started_on, today) if every_day else []
    last = events[-1] if events else None
    since = [day for day in is_open if last is None or day > last]
    now = (min([*since, stops[-1]]) - stops[-2]).days
    closed = [pair for pair in pairwise(stops[:-1]) if not _within(is_open, *pair)]
    runs = [*((after - before).days for before, after in closed), now]
    before = None if len(events) < 2 or _within(is_open, events[-2], events[-1]) else (events[-1] - events[-2]).days
    many = marks[last] if last else 0
    words = _since_words(runs, last, started_on, today, many, before)
    words = f"{words} {_still_open(len(since))}" if since else words
    return DaysSince(now, last, max(runs), words, tuple(runs), len(since))


def _open_days(marks: Marks, first: date, today: date) -> list[date]:
    every = (first + timedelta(days=n) for n in range((today - first).days))
    return [day for day in every if day not in marks]


def _within(open_days: list[date], before: date, after: date) -> bool:
    return any(before < day < after for day in open_days)


def _still_open(many: int) -> str:
    return ngettext("{n} day since is not filled in.", "{n} days since are not filled in.", many)


def _since_words(
    runs: list[int], last: date | None, started_on: date, today: date, many: int, after: int | None
) -> str:
    """An event is told as one: its day, how ``many`` it was, and ``after`` how many days since the one before, where
    somebody knows."""
    days, longest = runs[-1], max(runs)
    if last is None:
        if started_on >= today:
            if started_on == today:
                return _("We begin today.")
            return _("We begin on {day}.", day=full_day(started_on, today))
        return _("No event since we began on {day}: {days}.", day=full_day(started_on, today), days=_days(days))
    best = _("Our longest yet.") if days == longest and days > max(runs[:-1], default=0) else ""
    best = best or (_("Our longest: {days}.", days=_days(longest)) if longest else "")
    return f"{_event(last, today, many, after)} {best}".rstrip()


def _event(last: date, today: date, many: int, after: int | None) -> str:
    """The last event in one sentence."""
    places = {"ago": _days((today - last).days), "day": full_day(last, today), "after": _days(after or 0)}
    if last == today and after is None:
        return ngettext("One happened today.", "{n} happened today.", many)
    if last == today:
        return ngettext(
            "One happened today, {after} after the one before.", "{n} happened today, {after} after the one before.",
            many, **places,
        )  # fmt: skip
    if after is None:
        return ngettext("{ago} since the last one, on {day}.", "{ago} since the last {n}, on {day}.", many, **places)
    return ngettext(
        "{ago} since the last one, on {day}, {after} after the one before.",
        "{ago} since the last {n}, on {day}, {after} after the one before.", many, **places,
    )  # fmt: skip


def _days(count: int) -> str:
    return ngettext("{n} day", "{n} days", count)


class DayState(StrEnum):
    """How a day of the calendar stands."""

    NONE = "none"
    HARM = "harm"
    OPEN = "open"
    FUTURE = "future"

    @property
    def label(self) -> str:
        return _(_DAY_LABELS[self])


_DAY_LABELS = {
    DayState.NONE: N_("None"),
    DayState.HARM: N_("Harm"),
    DayState.OPEN: N_("Not filled in yet"),
    DayState.FUTURE: N_("Still to come"),
}


@dataclass(frozen=True)
class DayCell:
    """One day: ``count`` is None where it is not filled in."""

    day: date
    count: int | None
    state: DayState

    @property
    def words(self) -> str:
        """``Tue 17 November: 2``, ``Wed 18 November: Not filled in yet``, for whoever cannot see the colour."""
        told = str(self.count) if self.state is DayState.HARM else self.state.label
        return f"{day_words(self.day, 'MMMMEd', f'{self.day:%a} {self.day.day} {self.day:%B}')}: {told}"


@dataclass(frozen=True)
class MonthGrid:
    """A month as rows of seven days, Monday first; None stands for a day of the month before or after."""

    year: int
    month: int
    weeks: tuple[tuple[DayCell | None, ...], ...]

    @property
    def title(self) -> str:
        first = date(self.year, self.month, 1)
        return day_words(first, "yMMMM", f"{first:%B %Y}")

    @property
    def days(self) -> tuple[DayCell, ...]:
        return tuple(cell for week in self.weeks for cell in week if cell is not None)


def month_grid(marks: Marks, year: int, month: int, today: date) -> MonthGrid:
    """The days of a month, each with its state. Today is open until it is filled in."""
    rows = Calendar().monthdatescalendar(year, month)
    return MonthGrid(year, month, tuple(tuple(_cell(marks, d, month, today) for d in row) for row in rows))


def _cell(marks: Marks, day: date, month: int, today: date) -> DayCell | None:
    if day.month != month:
        return None
    if day > today:
        return DayCell(day, None, DayState.FUTURE)
    count = marks.get(day)
    if count is None:
        return DayCell(day, None, DayState.OPEN)
    return DayCell(day, count, DayState.HARM if count > 0 else DayState.NONE)


CROSS_ROWS = CROSS_COLUMNS = 7


def cross_cells(year: int, month: int) -> tuple[tuple[int, int, int], ...]:
    """Where each day of a month stands on the safety cross: (row, column, day), rows and columns from 0.

    The shape is the classic paper one: a plus on a square of seven, each arm three wide and two long, read row by
    row. Three cells, three, then seven, seven, seven, then three, and day 31 in the middle of the foot::

        .  .  1  2  3  .  .
        .  .  4  5  6  .  .
        7  8  9  10 11 12 13
        14 15 16 17 18 19 20
        21 22 23 24 25 26 27
        .  .  28 29 30 .  .
        .  .  .  31 .  .  .
    """
    length = monthrange(year, month)[1]
    return tuple((row, column, day) for day, (row, column) in enumerate(_cross(), start=1) if day <= length)


def _cross() -> Iterator[tuple[int, int]]:
    whole, arm, foot = range(CROSS_COLUMNS), range(2, 5), range(3, 4)
    for row, columns in enumerate((arm, arm, whole, whole, whole, arm, foot)):
        yield from ((row, column) for column in columns)


def weekly_counts(
    marks: Marks, week_ends_on: int, first_day: date, today: date, *, needs_every_day: bool
) -> dict[date, int | None]:
    """How many happened in each week, from the week of ``first_day`` to this one; None where nobody can say yet.

    ``needs_every_day`` (a safety cross): a week counts once all its seven days are filled in. Else (days since): a
    day without a mark had none, and a week counts once it is over and had begun no earlier than ``first_day``.
    ``week_ends_on`` is 0 for Monday to 6 for Sunday.
    """
    weeks = weeks_between(week_ending(first_day, week_ends_on), week_ending(today, week_ends_on))
    return {week: _count(marks, week, first_day, today, needs_every_day) for week in weeks}


def _count(marks: Marks, week: date, first_day: date, today: date, needs_every_day: bool) -> int | None:
    days = [week - timedelta(days=back) for back in range(7)]
    if days[-1] < first_day or week > today:
        return None
    if not needs_every_day:
        return None if week == today else sum(marks.get(day, 0) for day in days)
    return sum(marks[day] for day in days) if all(day in marks for day in days) else None
