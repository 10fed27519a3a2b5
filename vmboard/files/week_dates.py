"""Disambiguation of dates: which way round dates are written, which year one without a year is of, and what a week's
number means."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from vmboard.domain.text.phrases import Phrase, phrase
from vmboard.domain.weeks import day_name, week_ending
from vmboard.files.desk import LEAVE_OUT
from vmboard.files.grids import address, shown
from vmboard.files.week_heads import EARLIEST_YEAR, WEEK, Heading, WeekHeads, dated, made, weekday

Rule = Callable[[int, int], date | None]


SUNDAY = 6
WITH_FIRST, WHOLE = "weeks from the first of the month", "whole weeks of the month"
"""What an answer is kept as: its words tell of one month."""
ISO, FINANCIAL = phrase("Weeks of the calendar year"), phrase("Weeks of the financial year, from April")


class WeekDates(WeekHeads):
    """Headings with their days settled: order, year and number."""

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
        choices = (Phrase(dated(first)), Phrase(dated(second)), LEAVE_OUT)
        question = phrase("Is {text} {day}, or {other}?", text=text, day=choices[0], other=choices[1])
        chosen = self._ask(heading, question, choices, f"order: {text}")
        heading.day = first if chosen == choices[0] else second if chosen == choices[1] else None
        heading.is_over = heading.day is None

    def _steps(self, days: Sequence[date | None]) -> bool:
        """Whether they follow each other week by week, in the file's order or back."""
        known = sorted(d for d in days if d)
        return len(known) == len(days) and all(b - a in (WEEK, timedelta(0)) for a, b in pairwise(known))

    def _settle_years(self, headings: Sequence[Heading]) -> None:
        for heading in self._open(headings):
            if heading.words.yearless is None:
                continue
            number, month = heading.words.yearless
            years = sorted(self.years or range(self.today.year - 2, self.today.year + 2))
            if len(years) == 2 and month > 8:  # 2025/26 has no November 2026, whichever month it begins in
                years = years[:1]
            days = [day for year in years if (day := made(year, month, number))]
            fitting = [d for d in days if self._fits(d, heading.words.basis)]
            near = [d for d in fitting if d <= self.today + 53 * WEEK]
            if not near:
                self._refuse(heading, phrase("{wanted}, with its year", wanted=self._wanted()))
                continue
            past = [d for d in near if d <= self.today + WEEK]
            heading.day = (past or near)[-1]
            if heading.day < self.today - 60 * WEEK:
                self._refuse(heading, phrase("{wanted}, with its year", wanted=self._wanted()))

    def _settle_numbers(self, headings: Sequence[Heading]) -> None:
        numbered = [h for h in self._open(headings) if h.words.number is not None and h.day is None]
        if not numbered:
            return
        for heading in numbered:
            if heading.words.iso_year and self.ends_on != SUNDAY:
                self._ask_iso(heading)
            elif heading.words.iso_year:
                heading.day = self._iso(heading.words.iso_year, heading.words.number or 0)
                if heading.day is None:
                    self._refuse(heading, phrase("a week of {year}, which has 52 weeks", year=heading.words.iso_year))
            elif heading.words.is_financial:
                heading.day = None
            else:
                heading.day = self._by_neighbours(heading, headings)
        if not (left := self._open([h for h in numbered if h.day is None])):
            return
        for heading in left:
            if heading.words.is_financial:
                self._number_unsaid(heading)
        if not (left := [h for h in left if not h.is_over]):
            return
        self._ask_numbers(left)

    def _ask_iso(self, heading: Heading) -> None:
        """An ISO week runs from Monday to Sunday, and is no week of a board whose weeks end on another day."""
        day = self._iso(year := heading.words.iso_year or 0, heading.words.number or 0)
        if day is None:
            self._refuse(heading, phrase("a week of {year}, which has 52 weeks", year=year))
            return
        question = phrase(
            "{heading} runs from Monday to Sunday, and weeks here end on {end}. Is it in the week ending {day}?",
            heading=shown(heading.cell.value), end=partial(day_name, self.ends_on), day=dated(day),
        )  # fmt: skip
        yes = phrase("Yes, the week each is in")
        heading.day = day if self._ask(heading, question, (yes, LEAVE_OUT), "iso weeks", lasting=True) == yes else None
        heading.is_over = heading.day is None

    def _number_unsaid(self, heading: Heading) -> None:
        expected = phrase(
            "{wanted}: which day a financial week begins on differs, so head it with its last day",
            wanted=self._wanted(),
        )
        self._refuse(heading, expected)

    def _ask_numbers(self, left: list[Heading]) -> None:
        first = left[-1]
        number = first.words.number or 0
        if all((h.words.number or 0) <= 6 and self.month_over(h.place) for h in left):
            self._ask_weeks_of_month(left)
            return
        iso, financial = (self._newest(rule, number, first.words.year) for rule in (self._iso, self._financial))
        choices = [c for c, d in ((ISO, iso), (FINANCIAL, financial)) if d]
        question = phrase(
            "{heading} has no date. In the calendar year it ends on {day}, in the financial year on {other}: which is "
            "meant?",
            heading=shown(first.cell.value), day=dated(iso) if iso else "–",
            other=dated(financial) if financial else "–",
        )  # fmt: skip
        chosen = self._ask(first, question, (*choices, LEAVE_OUT), "week numbers", lasting=True)
        for heading in left:
            rule = self._iso if chosen == ISO else self._financial if chosen == FINANCIAL else None
            heading.day = self._newest(rule, heading.words.number or 0, heading.words.year) if rule else None
            heading.is_over = heading.day is None

    def _ask_weeks_of_month(self, left: list[Heading]) -> None:
        """Week 3 under November: its first week may be the one with the 1st, or the first that is whole."""
        first = left[-1]
        days = {key: self._of_month(first, is_whole=key == WHOLE) for key in (WITH_FIRST, WHOLE)}
        days = {key: day for key, day in days.items() if list(days.values()).index(day) == list(days).index(key)}
        question = phrase("{heading} has no date. Which week is it?", heading=shown(first.cell.value))
        choices = [phrase("The week ending {day}", day=dated(day)) for day in days.values()]
        chosen = self.desk.ask(
            self.sheet, address(*first.place), question, (*choices, LEAVE_OUT), topic="weeks of a month", lasting=True,
            keys=tuple(days),
        )  # fmt: skip
        for heading in left:
            heading.day = self._of_month(heading, is_whole=chosen == WHOLE) if chosen in days else None
            heading.is_over = heading.day is None

    def _of_month(self, heading: Heading, *, is_whole: bool) -> date:
        year, month = self.month_over(heading.place) or (None, 1)
        first = date(year or self.today.year - (month > self.today.month + 1), month, 1)  # a plan has the next month
        ends = week_ending(first, self.ends_on)
        if is_whole and ends - first != timedelta(days=6):
            ends += WEEK
        return ends + ((heading.words.number or 1) - 1) * WEEK

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
        years = (year,) if year else sorted(self.years) or (self.today.year - 1, self.today.year)
        years = years[:1] if self.years and rule == self._financial else years
        made = [rule(one, number) for one in years]
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
        if day is None or heading.is_over or (day.year >= EARLIEST_YEAR and day <= self.today + 60 * WEEK):
            return
        meant = [
            m
            for y in (self.today.year, self.today.year - 1)
            if (m := made(y, day.month, day.day)) and self._fits(m, heading.words.basis)
        ]
        if day > self.today:
            expected = phrase("a week that has begun: the latest full week ends {day}", day=self._such())
        else:
            expected = phrase("a week from {year} on, such as {day}", year=EARLIEST_YEAR, day=self._such())
        if meant:
            expected = phrase(
                "{expected}. Is the year a slip? {day} is a {weekday}",
                expected=expected, day=dated(meant[0]), weekday=weekday(meant[0]),
            )  # fmt: skip
        self._refuse(heading, expected)


def _april_year(day: date) -> int:
    return day.year if day >= date(day.year, 3, 26) else day.year - 1


def _is_numeric(value: object) -> bool:
    return isinstance(value, str) and not any(c.isalpha() for c in value.casefold().replace("w", "").replace("e", ""))
