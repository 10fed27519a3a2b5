"""Temporal resolution of headings: which week each heading of a table means, judged together: which way round the dates
are written, whether they begin or end a week, which year a date without one is of. What can mean two things is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vmboard.domain.figures.week_words import Basis, WeekWords, read_week_words
from vmboard.domain.weeks import DAYS, last_full_week, short_day, week_ending
from vmboard.files.desk import LEAVE_OUT, Desk
from vmboard.files.grids import Cell, address, shown

EARLIEST_YEAR = 2000
LONE_GAP = timedelta(weeks=30)
"""A week this far from every other in its table, and from the board's, may have a slip in its year."""
WEEK = timedelta(days=7)
Place = tuple[int, int]
Rule = Callable[[int, int], date | None]

BEGIN, END = "They begin on these days", "They end on these days"
ISO, FINANCIAL = "Weeks of the calendar year", "Weeks of the financial year, from April"


@dataclass
class Heading:
    """A cell that names a week, with its place and its meaning so far."""

    place: Place
    cell: Cell
    words: WeekWords
    day: date | None = None
    is_over: bool = False
    """Whether it has been refused, asked about or left out, so that nothing more is said of it."""


class WeekReader:
    """Reads the headings of one table together. ``board_weeks`` are those that the board has figures for."""

    def __init__(
        self, desk: Desk, sheet: str, *, ends_on: int, today: date, board_weeks: Sequence[date] = (),
        basis: Basis = Basis.UNSAID,
    ) -> None:  # fmt: skip
        self.desk, self.sheet, self.ends_on, self.today = desk, sheet, ends_on, today
        self.board_weeks, self.basis = board_weeks, basis
        self.may_be_days = False
        """Whether a column may hold the days of events, any day of the week."""
        self.latest = last_full_week(today, ends_on)

    def read(self, cells: Mapping[Place, Cell]) -> dict[Place, date]:
        """The last day of each cell's week. Weeks to come are given too: a planner has them. What could not be read is
        missing, and has been said."""
        headings = [self._heading(place, cell) for place, cell in sorted(cells.items())]
        self._settle_order(headings)
        self._settle_years(headings)
        self._settle_numbers(headings)
        for heading in headings:
            self._check_year(heading)
        self._ask_months(headings)
        self._ask_swapped(headings)
        self._to_week_ends(headings)
        self._ask_lone(headings)
        return {h.place: h.day for h in headings if h.day is not None and not h.is_over}

    # --- what each cell says ---

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
            expected = "a value: open the file in Excel so that it works the formula out, and save it"
            self._refuse(heading, expected, said=f"a formula without a result: {shown(cell.formula)}")
        elif words.is_month:
            self._refuse(
                heading, f"a week: this is a month, and the board has a figure for each week, such as {self._such()}"
            )
        elif words.is_serial:
            self._refuse(heading, f"{self._wanted()}: this is a plain number, so format the cell as a date")
        elif words.problem or words == WeekWords():
            extra = ": a real date, with the day first" if any(c.isdigit() for c in str(cell.value)) else ""
            self._refuse(heading, self._wanted() + extra)
        return heading

    def _open(self, headings: Sequence[Heading]) -> list[Heading]:
        return [h for h in headings if not h.is_over]

    # --- day before month, or after ---

    def _settle_order(self, headings: Sequence[Heading]) -> None:
        undecided = [h for h in self._open(headings) if h.words.is_ambiguous]
        if not undecided:
            return
        texts = [h for h in self._open(headings) if not h.words.is_real and h.words.yearless is None]
        day = [h.words.day_first for h in texts]
        month = [h.words.month_first if h.words.is_ambiguous else h.words.day_first for h in texts]
        choice = self._order(undecided, texts, day, month)
        for heading in undecided:
            first, second = heading.words.day_first, heading.words.month_first
            heading.day = first if choice == "day" else second if choice == "month" else None
            if choice is None:
                self._ask_order(heading)

    def _order(
        self, undecided: list[Heading], texts: list[Heading], day: Sequence[date | None], month: Sequence[date | None]
    ) -> str | None:
        numeric = [h for h in texts if h.words.month_first is not None or _is_numeric(h.cell.value)]
        day_only = any(h.words.day_first and not h.words.month_first and h.words.day_first.day > 12 for h in numeric)
        month_only = any(h.words.month_first and not h.words.day_first for h in numeric)
        if month_only:
            return None if day_only else "month"
        fits_day = all(self._fits(h.words.day_first, h.words.basis) for h in undecided)
        fits_month = all(self._fits(h.words.month_first, h.words.basis) for h in undecided)
        if fits_day and not fits_month:
            return "day"
        if day_only:
            return "day"
        if fits_month and not fits_day:
            return "month"
        if fits_day and fits_month:
            steps_day, steps_month = self._steps(day), self._steps(month)
            if steps_day != steps_month and len(texts) > 1:
                return "day" if steps_day else "month"
            return None
        fitting_day = sum(self._fits(h.words.day_first, h.words.basis) for h in undecided)
        fitting_month = sum(self._fits(h.words.month_first, h.words.basis) for h in undecided)
        if len(undecided) == 1 or fitting_day >= fitting_month:
            return "day"
        return None

    def _ask_order(self, heading: Heading) -> None:
        first, second = heading.words.day_first, heading.words.month_first
        if first is None or second is None:
            return
        text = shown(heading.cell.value)
        choices = (_dated(first), _dated(second), LEAVE_OUT)
        chosen = self._ask(heading, f"Is {text} {_dated(first)}, or {_dated(second)}?", choices, f"order: {text}")
        heading.day = first if chosen == choices[0] else second if chosen == choices[1] else None
        heading.is_over = heading.day is None

    def _steps(self, days: Sequence[date | None]) -> bool:
        """Whether they follow each other week by week, in the file's order or back."""
        known = sorted(d for d in days if d)
        return len(known) == len(days) and all(
            b - a in (WEEK, timedelta(0)) for a, b in zip(known, known[1:], strict=False)
        )

    def _fits(self, day: date | None, basis: Basis) -> bool:
        """Whether a day is the last of a week here, or the first where that is what its words say."""
        if day is None or not EARLIEST_YEAR <= day.year <= self.today.year + 2:
            return False
        begins = day.weekday() == (self.ends_on + 1) % 7
        if basis is Basis.COMMENCING:
            return begins or day.weekday() == self.ends_on
        return day.weekday() == self.ends_on or (basis is Basis.WITHIN and begins)

    # --- years and numbers ---

    def _settle_years(self, headings: Sequence[Heading]) -> None:
        for heading in self._open(headings):
            if heading.words.yearless is None:
                continue
            number, month = heading.words.yearless
            years = range(self.today.year - 2, self.today.year + 2)
            days = [made for year in years if (made := _made(year, month, number))]
            fitting = [d for d in days if self._fits(d, heading.words.basis)]
            near = [d for d in fitting if d <= self.today + 53 * WEEK]
            if not near:
                self._refuse(heading, f"{self._wanted()}, with its year")
                continue
            past = [d for d in near if d <= self.today + WEEK]
            heading.day = (past or near)[-1]
            if heading.day < self.today - 60 * WEEK:
                self._refuse(heading, f"{self._wanted()}, with its year")

    def _settle_numbers(self, headings: Sequence[Heading]) -> None:
        numbered = [h for h in self._open(headings) if h.words.number is not None and h.day is None]
        if not numbered:
            return
        for heading in numbered:
            if heading.words.iso_year:
                heading.day = self._iso(heading.words.iso_year, heading.words.number or 0)
            elif heading.words.is_financial:
                heading.day = None
            else:
                heading.day = self._by_neighbours(heading, headings)
        if not (left := [h for h in numbered if h.day is None]):
            return
        for heading in left:
            if heading.words.is_financial:
                self._number_unsaid(heading)
        if not (left := [h for h in left if not h.is_over]):
            return
        self._ask_numbers(left)

    def _number_unsaid(self, heading: Heading) -> None:
        expected = f"{self._wanted()}: which day a financial week begins on differs, so head it with its last day"
        self._refuse(heading, expected)

    def _ask_numbers(self, left: list[Heading]) -> None:
        first = left[-1]
        number = first.words.number or 0
        iso, financial = (self._newest(rule, number, first.words.year) for rule in (self._iso, self._financial))
        choices = [c for c, d in ((ISO, iso), (FINANCIAL, financial)) if d]
        question = (
            f"{shown(first.cell.value)} has no date. In the calendar year it ends on {_dated(iso) if iso else '–'}, in "
            f"the financial year on {_dated(financial) if financial else '–'}: which is meant?"
        )
        chosen = self._ask(first, question, (*choices, LEAVE_OUT), "week numbers", lasting=True)
        for heading in left:
            rule = self._iso if chosen == ISO else self._financial if chosen == FINANCIAL else None
            heading.day = self._newest(rule, heading.words.number or 0, heading.words.year) if rule else None
            heading.is_over = heading.day is None

    def _by_neighbours(self, heading: Heading, headings: Sequence[Heading]) -> date | None:
        """The week a number means where it is next to its dated neighbours, week by week."""
        number = heading.words.number or 0
        if heading.words.year:
            return None
        dated = [h for h in headings if h.day and not h.is_over and h.words.number is None]
        order = {id(h): n for n, h in enumerate(headings)}
        for other in dated:
            steps = order[id(heading)] - order[id(other)]
            base = other.day
            if base is None or abs(steps) > 6:
                continue
            end = week_ending(base, self.ends_on)
            for day in (end + steps * WEEK, end - steps * WEEK):
                if day.isocalendar()[1] == number or self._financial(_april_year(day), number) == day:
                    return day
        return None

    def _newest(self, rule: Rule, number: int, year: int | None) -> date | None:
        """The week of the year that is said, or the newest that has begun."""
        made = [rule(one, number) for one in ((year,) if year else (self.today.year - 1, self.today.year))]
        return max((d for d in made if d and d <= week_ending(self.today, self.ends_on)), default=None)

    def _iso(self, year: int, number: int) -> date | None:
        try:
            return week_ending(date.fromisocalendar(year, number, 4), self.ends_on)
        except ValueError:
            return None

    def _financial(self, year: int, number: int) -> date | None:
        """Week 1 is the week with the first of April."""
        return week_ending(date(year, 4, 1), self.ends_on) + (number - 1) * WEEK if 1 <= number <= 53 else None

    def _check_year(self, heading: Heading) -> None:
        day = heading.day
        if day is None or heading.is_over or EARLIEST_YEAR <= day.year and day <= self.today + 60 * WEEK:
            return
        meant = [
            m
            for y in (self.today.year, self.today.year - 1)
            if (m := _made(y, day.month, day.day)) and self._fits(m, heading.words.basis)
        ]
        slip = f". Is the year a slip? {_dated(meant[0])} is a {DAYS[meant[0].weekday()]}" if meant else ""
        begun = f"a week that has begun: the latest full week ends {self._such()}"
        self._refuse(
            heading, (begun if day > self.today else f"a week from {EARLIEST_YEAR} on, such as {self._such()}") + slip
        )

    def _ask_months(self, headings: Sequence[Heading]) -> None:
        """Firsts of months whose format did not come with them may stand for the whole month."""
        real = [h for h in self._open(headings) if h.words.is_real and h.day]
        if not real or any(_day(h).day != 1 or h.cell.number_format for h in real):
            return
        for heading in real:
            day = _day(heading)
            yes = f"The week ending {_dated(day)}"
            if self._fits(day, heading.words.basis):
                question = f"Is this the week ending {_dated(day)}, or the whole month?"
                heading.is_over = self._ask(heading, question, (yes, LEAVE_OUT), f"month: {day}") != yes

    # --- a date that the spreadsheet turned round, and one far from all others ---

    def _ask_swapped(self, headings: Sequence[Heading]) -> None:
        every = {h.day for h in self._open(headings) if h.day}
        for heading in self._open(headings):
            day = heading.day
            if day is None or not heading.words.is_real or day.day > 12 or day.day == day.month:
                continue
            swapped = _made(day.year, day.day, day.month)
            if swapped is None or not self._fits(swapped, heading.words.basis) or swapped > self.today + 60 * WEEK:
                continue
            beside = any(abs(other - day) <= 3 * WEEK for other in every if other != day)
            is_nearer = abs(self.latest - day) <= abs(self.latest - swapped)
            if self._fits(day, heading.words.basis) and (beside or is_nearer):
                continue
            question = f"{_dated(day)} is a {DAYS[day.weekday()]}. Did Excel turn day and month round: is it {_dated(swapped)}?"
            keep = [f"It is {_dated(day)}"] if self._fits(day, heading.words.basis) else []
            chosen = self._ask(heading, question, [f"It is {_dated(swapped)}", *keep, LEAVE_OUT], f"swapped: {day}")
            heading.day = swapped if chosen == f"It is {_dated(swapped)}" else day if chosen in keep else None
            heading.is_over = heading.day is None

    def _ask_lone(self, headings: Sequence[Heading]) -> None:
        days = sorted({h.day for h in self._open(headings) if h.day} | set(self.board_weeks))
        near = {b for a, b in zip(days, days[1:], strict=False) if b - a <= LONE_GAP}
        near |= {a for a, b in zip(days, days[1:], strict=False) if b - a <= LONE_GAP} | set(self.board_weeks)
        for heading in self._open(headings):
            if heading.day is None or heading.day > self.today or len(days) < 2 or heading.day in near:
                continue
            question = f"{_dated(heading.day)} is far from every other week. Is the year right?"
            yes = "Yes, it is"
            if self._ask(heading, question, (yes, LEAVE_OUT), f"lone week: {heading.day}") != yes:
                heading.is_over = True

    # --- the day to the week's last day ---

    def _to_week_ends(self, headings: Sequence[Heading]) -> None:
        left = [h for h in self._open(headings) if h.day is not None]
        for heading in left:
            self._check_range(heading)
        left = self._open(left)
        start = (self.ends_on + 1) % 7
        odd = [h for h in left if not self._fits(h.day, h.words.basis)]
        if self.may_be_days and len(odd) > 1 and len({_day(h).weekday() for h in left}) > 2:
            self._ask_days(left)
            return
        sundays = [h for h in left if h.words.basis is Basis.COMMENCING and _day(h).weekday() == self.ends_on]
        if sundays:
            self._ask_begin_or_end(sundays)
        mondays = [
            h for h in self._open(left) if h.words.basis in (Basis.UNSAID, Basis.ENDING) and _day(h).weekday() == start
        ]
        if mondays and len(mondays) == len([h for h in self._open(left) if h.words.basis is not Basis.COMMENCING]):
            self._ask_begin_or_end(mondays)
        elif (
            len(left) > 1
            and len({_day(h).weekday() for h in left}) == 1
            and not self._open([h for h in left if self._fits(h.day, h.words.basis)])
        ):
            self._ask_another_day(self._open(left))
        for heading in self._open(left):
            self._to_week_end(heading)

    def _to_week_end(self, heading: Heading) -> None:
        day, basis = _day(heading), heading.words.basis
        if basis is Basis.COMMENCING and day.weekday() == (self.ends_on + 1) % 7:
            heading.day = day + 6 * timedelta(days=1)
        elif basis is Basis.WITHIN and day.weekday() == (self.ends_on + 1) % 7:
            heading.day = week_ending(day, self.ends_on)
        elif basis is Basis.WITHIN or day.weekday() != self.ends_on:
            ends = week_ending(day, self.ends_on)
            if basis is Basis.COMMENCING:
                wanted = f"a week that begins on a {DAYS[(self.ends_on + 1) % 7]}, such as {_dated(ends - timedelta(days=6))}, which ends on {_dated(ends)}"
            else:
                nearest = ends if (ends - day).days <= 3 else ends - WEEK
                wanted = f"{self._wanted(nearest)}: {_dated(day)} is a {DAYS[day.weekday()]}"
            self._refuse(heading, wanted)

    def _ask_begin_or_end(self, these: list[Heading]) -> None:
        first, day = these[0], _day(these[0])
        ends_here = day.weekday() == self.ends_on
        question = (
            f"{shown(first.cell.value)} is a {DAYS[day.weekday()]}, and weeks here end on {DAYS[self.ends_on]}. Do these "
            f"weeks begin or end on these days?"
        )
        choices = (END, BEGIN) if ends_here else (BEGIN, LEAVE_OUT)
        chosen = self._ask(first, question, choices, f"begin or end: {DAYS[day.weekday()]}", lasting=True)
        for heading in these:
            day = _day(heading)
            if chosen == END:
                heading.words = replace(heading.words, basis=Basis.ENDING)
            elif chosen == BEGIN and not ends_here:
                heading.words = replace(heading.words, basis=Basis.COMMENCING)
            elif chosen == BEGIN:
                found = f"a week that began on {DAYS[day.weekday()]} {_dated(day)}"
                self._refuse(
                    heading, f"weeks that end on {DAYS[self.ends_on]}: it fits no week of the board", said=found
                )
            else:
                heading.is_over = True

    def _ask_days(self, these: list[Heading]) -> None:
        """The days of events: each counts in the week it falls in, once a person says that they are that."""
        question = "These are days, not the last days of weeks. Does each row count in the week its day is in?"
        yes = "Yes, the week each is in"
        chosen = self._ask(these[0], question, (yes, LEAVE_OUT), "days of events", lasting=True)
        for heading in these:
            heading.day = week_ending(_day(heading), self.ends_on) if chosen == yes else None
            heading.is_over = heading.day is None

    def _ask_another_day(self, these: list[Heading]) -> None:
        if not these:
            return
        first, day = these[0], _day(these[0])
        ends = week_ending(day, self.ends_on)
        question = (
            f"{shown(first.cell.value)} is a {DAYS[day.weekday()]}, and weeks here end on {DAYS[self.ends_on]}. Is it in the "
            f"week ending {_dated(ends)}?"
        )
        yes = "Yes, the week each is in"
        chosen = self._ask(first, question, (yes, LEAVE_OUT), f"other day: {DAYS[day.weekday()]}", lasting=True)
        for heading in these:
            if chosen == yes:
                heading.day = week_ending(_day(heading), self.ends_on)
                heading.words = replace(heading.words, basis=Basis.ENDING)
            else:
                heading.is_over = True

    def _check_range(self, heading: Heading) -> None:
        starts, day = heading.words.starts, _day(heading)
        if starts and day != starts + timedelta(days=6):
            expected = f"seven days to a {DAYS[self.ends_on]}, such as {_dated(self.latest - timedelta(days=6))} to {_dated(self.latest)}"
            self._refuse(heading, expected)

    # --- words ---

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
            self.desk.leave(
                self.sheet, address(*heading.place), f"“{shown(heading.cell.value)}” was left out, as answered."
            )
        return chosen

    def _wanted(self, day: date | None = None) -> str:
        return f"a week ending {DAYS[self.ends_on]}, such as {_dated(day or self.latest)}"

    def _such(self) -> str:
        return _dated(self.latest)


def _day(heading: Heading) -> date:
    if heading.day is None:
        raise ValueError("a heading without a day")
    return heading.day


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _april_year(day: date) -> int:
    return day.year if day >= date(day.year, 3, 26) else day.year - 1


def _is_numeric(value: object) -> bool:
    return isinstance(value, str) and not any(c.isalpha() for c in value.casefold().replace("w", "").replace("e", ""))


def _dated(day: date) -> str:
    return f"{short_day(day)} {day.year}"
