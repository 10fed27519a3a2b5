"""Temporal resolution of headings: which week each heading of a table means, judged together: which way round the dates
are written, whether they begin or end a week, which year a date without one is of. What can mean two things is asked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from vmboard.domain.figures.week_words import Basis
from vmboard.domain.text import phrases
from vmboard.domain.text.phrases import phrase
from vmboard.domain.weeks import DAYS, day_name, week_ending
from vmboard.files.desk import LEAVE_OUT, it_is
from vmboard.files.grids import Cell, shown
from vmboard.files.week_dates import WeekDates
from vmboard.files.week_heads import WEEK, Heading, Place, dated, day_of, made, weekday

LONE_GAP = timedelta(weeks=30)
"""A week this far from every other in its table, and from the board's, may have a slip in its year."""

BEGIN, END = phrase("They begin on these days"), phrase("They end on these days")
EACH_ITS_WEEK = phrase("Yes, the week each is in")


class WeekReader(WeekDates):
    """Reads the headings of one table together. ``board_weeks`` are those that the board has figures for."""

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

    # --- day before month, or after ---

    # --- years and numbers ---

    def _ask_months(self, headings: Sequence[Heading]) -> None:
        """Firsts of months whose format did not come with them may stand for the whole month."""
        real = [h for h in self._open(headings) if h.words.is_real and h.day]
        if not real or any(day_of(h).day != 1 or h.cell.number_format for h in real):
            return
        for heading in real:
            day = day_of(heading)
            yes = phrase("The week ending {day}", day=dated(day))
            if self._fits(day, heading.words.basis):
                question = phrase("Is this the week ending {day}, or the whole month?", day=dated(day))
                heading.is_over = self._ask(heading, question, (yes, LEAVE_OUT), f"month: {day}") != yes

    # --- a date that the spreadsheet turned round, and one far from all others ---

    def _ask_swapped(self, headings: Sequence[Heading]) -> None:
        every = {h.day for h in self._open(headings) if h.day}
        for heading in self._open(headings):
            day = heading.day
            if day is None or day.day > 12 or day.day == day.month:
                continue
            if not heading.words.is_real and not heading.words.is_ambiguous:
                continue
            swapped = made(day.year, day.day, day.month)
            if swapped is None or not self._fits(swapped, heading.words.basis) or swapped > self.today + 60 * WEEK:
                continue
            beside = any(abs(other - day) <= 3 * WEEK for other in every if other != day)
            is_nearer = abs(self.latest - day) <= abs(self.latest - swapped)
            if not heading.words.is_real and not any(abs(other - swapped) == WEEK for other in every):
                continue  # a text was turned round only where the gap it leaves is its own
            if self._fits(day, heading.words.basis) and (beside or is_nearer):
                continue
            question = phrase(
                "{day} is a {weekday}. Did Excel turn day and month round: is it {other}?",
                day=dated(day), weekday=weekday(day), other=dated(swapped),
            )  # fmt: skip
            keep = [it_is(dated(day))] if self._fits(day, heading.words.basis) else []
            turned = it_is(dated(swapped))
            chosen = self._ask(heading, question, [turned, *keep, LEAVE_OUT], f"swapped: {day}")
            heading.day = swapped if chosen == turned else day if chosen in keep else None
            heading.is_over = heading.day is None

    def _ask_lone(self, headings: Sequence[Heading]) -> None:
        days = sorted({h.day for h in self._open(headings) if h.day} | set(self.board_weeks))
        close = [pair for pair in pairwise(days) if pair[1] - pair[0] <= LONE_GAP]
        near = {day for pair in close for day in pair} | set(self.board_weeks)
        for heading in self._open(headings):
            if heading.day is None or heading.day > self.today or len(days) < 2 or heading.day in near:
                continue
            question = phrase("{day} is far from every other week. Is the year right?", day=dated(heading.day))
            yes = phrase("Yes, it is")
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
        if self.may_be_days and len(odd) > 1 and len({day_of(h).weekday() for h in left}) > 2:
            self._ask_days(left)
            return
        sundays = [h for h in left if h.words.basis is Basis.COMMENCING and day_of(h).weekday() == self.ends_on]
        if sundays:
            self._ask_begin_or_end(sundays)
        mondays = [
            h
            for h in self._open(left)
            if h.words.basis in (Basis.UNSAID, Basis.ENDING) and day_of(h).weekday() == start
        ]
        if mondays and len(mondays) == len([h for h in self._open(left) if h.words.basis is not Basis.COMMENCING]):
            self._ask_begin_or_end(mondays)
        elif (
            len(left) > 1
            and len({day_of(h).weekday() for h in left}) == 1
            and not self._open([h for h in left if self._fits(h.day, h.words.basis)])
        ):
            self._ask_another_day(self._open(left))
        for heading in self._open(left):
            self._to_week_end(heading)

    def _to_week_end(self, heading: Heading) -> None:
        day, basis = day_of(heading), heading.words.basis
        if basis is Basis.COMMENCING and day.weekday() == (self.ends_on + 1) % 7:
            heading.day = day + 6 * timedelta(days=1)
        elif basis is Basis.WITHIN and day.weekday() == (self.ends_on + 1) % 7:
            heading.day = week_ending(day, self.ends_on)
        elif basis is Basis.WITHIN or day.weekday() != self.ends_on:
            ends = week_ending(day, self.ends_on)
            if basis is Basis.COMMENCING:
                wanted = phrase(
                    "a week that begins on a {weekday}, such as {day}, which ends on {last}",
                    weekday=partial(day_name, (self.ends_on + 1) % 7), day=dated(ends - timedelta(days=6)),
                    last=dated(ends),
                )  # fmt: skip
            else:
                nearest = ends if (ends - day).days <= 3 else ends - WEEK
                wanted = phrase(
                    "{wanted}: {day} is a {weekday}",
                    wanted=self._wanted(nearest), day=dated(day), weekday=weekday(day),
                )  # fmt: skip
            self._refuse(heading, wanted)

    def _ask_begin_or_end(self, these: list[Heading]) -> None:
        first, day = these[0], day_of(these[0])
        ends_here = day.weekday() == self.ends_on
        question = phrase(
            "{heading} is a {weekday}, and weeks here end on {end}. Do these weeks begin or end on these days?",
            **self._ends_here(first),
        )
        choices = (END, BEGIN) if ends_here else (BEGIN, LEAVE_OUT)
        chosen = self._ask(first, question, choices, f"begin or end: {DAYS[day.weekday()]}", lasting=True)
        for heading in these:
            day = day_of(heading)
            if chosen == END:
                heading.words = replace(heading.words, basis=Basis.ENDING)
            elif chosen == BEGIN and not ends_here:
                heading.words = replace(heading.words, basis=Basis.COMMENCING)
            elif chosen == BEGIN:
                began = phrase("a week that began on {weekday} {day}", weekday=weekday(day), day=dated(day))
                expected = phrase("weeks that end on {weekday}: it fits no week of the board", weekday=self._end())
                self._refuse(heading, expected, said=began)
            else:
                heading.is_over = True

    def _ask_days(self, these: list[Heading]) -> None:
        """The days of events: each counts in the week it falls in, once a person says that they are that."""
        question = phrase("These are days, not the last days of weeks. Does each row count in the week its day is in?")
        yes = EACH_ITS_WEEK
        chosen = self._ask(these[0], question, (yes, LEAVE_OUT), "days of events", lasting=True)
        for heading in these:
            heading.day = week_ending(day_of(heading), self.ends_on) if chosen == yes else None
            heading.is_over = heading.day is None

    def _ask_another_day(self, these: list[Heading]) -> None:
        if not these:
            return
        first, day = these[0], day_of(these[0])
        ends = week_ending(day, self.ends_on)
        question = phrase(
            "{heading} is a {weekday}, and weeks here end on {end}. Is it in the week ending {day}?",
            **self._ends_here(first), day=dated(ends),
        )  # fmt: skip
        yes = EACH_ITS_WEEK
        chosen = self._ask(first, question, (yes, LEAVE_OUT), f"other day: {DAYS[day.weekday()]}", lasting=True)
        for heading in these:
            if chosen == yes:
                heading.day = week_ending(day_of(heading), self.ends_on)
                heading.words = replace(heading.words, basis=Basis.ENDING)
            else:
                heading.is_over = True

    def _check_range(self, heading: Heading) -> None:
        starts, day = heading.words.starts, day_of(heading)
        if starts and day != starts + timedelta(days=6):
            expected = phrase(
                "seven days to a {weekday}, such as {first} to {last}",
                weekday=self._end(), first=dated(self.latest - timedelta(days=6)), last=dated(self.latest),
            )  # fmt: skip
            self._refuse(heading, expected)

    # --- words ---

    def _end(self) -> Callable[[], str]:
        """How to say the day that weeks end on here."""
        return partial(day_name, self.ends_on)

    def _ends_here(self, heading: Heading) -> dict[str, phrases.Place]:
        text = shown(heading.cell.value)
        return {"heading": text, "weekday": weekday(day_of(heading)), "end": self._end()}
