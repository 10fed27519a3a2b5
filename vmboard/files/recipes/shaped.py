"""Tidy tables: what a recipe makes of an extract, before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from vmboard.domain.counting import counted
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import long_day, week_ending

LONGEST = timedelta(days=3653)
"""One wrong year in one row would fill all weeks from then on with noughts."""
POINTS = ("measure", "week", "value", "numerator", "denominator", "note")


@dataclass
class Shaped:
    """``points``: measure, week, value, numerator, denominator, note. ``marks``: measure, day, count. ``between``: the
    days from one event to the next, which the board works out again from the marks. ``notes`` are for a person."""

    points: list[tuple[str, date, float | None, float | None, float | None, str]] = field(default_factory=list)
    marks: list[tuple[str, date, int]] = field(default_factory=list)
    between: list[tuple[str, date, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def table(self) -> pd.DataFrame:
        """The tidy table of points, to be shown, or taken away."""
        return pd.DataFrame(self.points, columns=list(POINTS))


@dataclass(frozen=True)
class Span:
    """The days that an extract tells of, both included: outside them a missing row says nothing."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise Refused("The first of these days is after the last. Say from and to the other way round.")
        if self.last - self.first > LONGEST:
            days = f"{long_day(self.first, date.min)} to {long_day(self.last, date.min)}"
            raise Refused(f"{days} is more than ten years. Mend the day that is wrong, or bring the extract in parts.")

    def days(self) -> list[date]:
        return [self.first + timedelta(days=at) for at in range((self.last - self.first).days + 1)]

    def weeks(self, ends_on: int) -> list[date]:
        """The weeks of which every day is inside: in any other a count would be of part of a week."""
        whole = week_ending(self.first + timedelta(days=6), ends_on)
        return [whole + timedelta(weeks=at) for at in range(max((self.last - whole).days // 7 + 1, 0))]

    def words(self, ends_on: int) -> str:
        weeks = counted(len(self.weeks(ends_on)), "whole week")
        return (
            f"The extract was read as telling of {long_day(self.first, date.min)} to {long_day(self.last, date.min)}: "
            f"{weeks}. Days outside whole weeks fill no weekly figure."
        )


def span_of(days: Iterable[date], given: Span | None) -> Span | None:
    """The span somebody gave, else from the first day that stands in the extract to the last."""
    there = list(days)
    return given or (Span(min(there), max(there)) if there else None)
