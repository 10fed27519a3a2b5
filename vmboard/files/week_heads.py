"""Parsing of headings: what each heading of a table says of a week, and how it is refused or asked about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from vmboard.domain.figures.cells import plain_number, real_date, week_wanted
from vmboard.domain.figures.week_words import Basis, WeekWords, read_week_words
from vmboard.domain.text.phrases import Phrase, phrase
from vmboard.domain.weeks import dated_day, day_name, last_full_week
from vmboard.files.cells import UNWORKED, without_a_result
from vmboard.files.desk import LEAVE_OUT, Desk, as_answered
from vmboard.files.grids import Cell, address, shown

EARLIEST_YEAR = 2000
WEEK = timedelta(days=7)
Place = tuple[int, int]


@dataclass
class Heading:
    """A cell that names a week, with its place and its meaning so far."""

    place: Place
    cell: Cell
    words: WeekWords
    day: date | None = None
    is_over: bool = False
    """Whether it has been refused, asked about or left out, so that nothing more is said of it."""


class WeekHeads:
    """What all readings of a table's headings share. ``board_weeks`` are those that the board has figures for."""

    def __init__(
        self, desk: Desk, sheet: str, *, ends_on: int, today: date, board_weeks: Sequence[date] = (),
        basis: Basis = Basis.UNSAID, years: frozenset[int] = frozenset(),
        month_over: Callable[[Place], tuple[int | None, int] | None] = lambda _: None,
    ) -> None:  # fmt: skip
        self.desk, self.sheet, self.ends_on, self.today = desk, sheet, ends_on, today
        self.board_weeks, self.basis, self.years = board_weeks, basis, years
        self.month_over = month_over
        """The year, if it is said, and the month that stand over a heading: ``Nov 26`` over Week 1."""
        self.may_be_days = False
        """Whether a column may hold the days of events, any day of the week."""
        self.latest = last_full_week(today, ends_on)

    def _heading(self, place: Place, cell: Cell) -> Heading:
        words = read_week_words(cell.value, cell.number_format) or WeekWords(problem=True)
        if words.basis is Basis.UNSAID and words.number is None:
            words = replace(words, basis=self.basis)
        heading = Heading(place, cell, words, day=words.day_first if not words.is_ambiguous else None)
        if heading.day is None and words.month_first and not words.day_first:
            heading.day = words.month_first
        if cell.holds_identifier:
            heading.is_over = True  # its sheet refuses it, and does not repeat it
        elif cell.formula:
            self._refuse(heading, UNWORKED, said=without_a_result(cell))
        elif words.is_month:
            self._refuse(
                heading,
                phrase(
                    "a week: this is a month, and the board has a figure for each week, such as {day}",
                    day=dated(self.latest),
                ),
            )
        elif words.is_serial:
            self._refuse(heading, plain_number(self._wanted()))
        elif words.problem or words == WeekWords():
            wanted = self._wanted()
            self._refuse(heading, real_date(wanted) if any(c.isdigit() for c in str(cell.value)) else wanted)
        return heading

    def _open(self, headings: Sequence[Heading]) -> list[Heading]:
        return [h for h in headings if not h.is_over]

    def _fits(self, day: date | None, basis: Basis) -> bool:
        """Whether a day is the last of a week here, or the first where that is what its words say."""
        if day is None or not EARLIEST_YEAR <= day.year <= self.today.year + 2:
            return False
        begins = day.weekday() == (self.ends_on + 1) % 7
        if basis is Basis.COMMENCING:
            return begins or day.weekday() == self.ends_on
        return day.weekday() == self.ends_on or (basis is Basis.WITHIN and begins)

    def _refuse(self, heading: Heading, expected: str, said: str = "") -> None:
        heading.is_over = True
        self.desk.refuse(self.sheet, address(*heading.place), said or shown(heading.cell.value), expected)

    def _ask(
        self, heading: Heading, question: str, choices: Sequence[str], topic: str, lasting: bool = False
    ) -> str | None:
        chosen = self.desk.ask(self.sheet, address(*heading.place), question, choices, topic=topic, lasting=lasting)
        if chosen is None:
            heading.is_over = True
        elif chosen == LEAVE_OUT:
            self.desk.leave(self.sheet, address(*heading.place), as_answered(heading.cell.value))
        return chosen

    def _wanted(self, day: date | None = None) -> str:
        return week_wanted(self.ends_on, day or self.latest)

    def _such(self) -> Phrase:
        """The latest full week's last day."""
        return Phrase(dated(self.latest))


def day_of(heading: Heading) -> date:
    if heading.day is None:
        raise ValueError("a heading without a day")
    return heading.day


def made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dated(day: date) -> Callable[[], str]:
    """How to say a day with its year, whichever language that is in."""
    return partial(dated_day, day)


def weekday(day: date) -> Callable[[], str]:
    return partial(day_name, day.weekday())
