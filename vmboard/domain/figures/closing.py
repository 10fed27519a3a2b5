"""Month-end close: when each week's cost became final, and how long that took.

A figure is final from the day it was last changed and said to be final; while it is provisional or missing it is not,
and a change afterwards makes it final anew. A week belongs to the month of its last day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vmboard.domain.text.catalogue import _, day_words, ngettext
from vmboard.domain.weeks import long_day, week_ending, weeks_between
from vmboard.domain.words import PointStatus

Shown = Mapping[str, Any]
Step = tuple[date, Shown | None, Shown | None]
"""A change of a figure: the day, and the row before and after as history keeps them."""
OLD = timedelta(weeks=1)
"""A week that was over for so long when a team's first costs came in was brought in from a workbook: it tells nothing
of how long reporting takes."""
_FIGURE = ("value", "numerator", "denominator", "status")
_SETTLED = (PointStatus.FINAL.value, PointStatus.NOTHING_TO_COUNT.value)


def final_on(steps: Iterable[Step]) -> date | None:
    """The day a figure became final, from its changes, oldest first; None while it is not."""
    final: date | None = None
    for day, before, after in steps:
        if after is None or after["status"] not in _SETTLED:
            final = None
        elif before is None or any(before[name] != after[name] for name in _FIGURE):
            final = day
    return final


@dataclass(frozen=True)
class WeekClose:
    """A week's cost of one team: ``final_on`` once all its figures are, ``waits`` names those that are not."""

    week: date
    final_on: date | None
    waits: tuple[str, ...] = ()
    from_workbook: bool = False

    @property
    def days(self) -> int | None:
        """From the last day of the week; one that was in before its week was over took none."""
        return None if self.final_on is None else max((self.final_on - self.week).days, 0)

    def words(self, today: date) -> str:
        """``Final 12 Oct, after 8 days`` or ``Not final: Non-pay``."""
        if self.final_on is None:
            if not self.waits:
                return _("Nothing in yet")
            return _("Not final: {measures}", measures=", ".join(self.waits))
        day = long_day(self.final_on, today)
        if not self.days:
            return _("Final {day}, on the day", day=day)
        return ngettext("Final {day}, after {n} day", "Final {day}, after {n} days", self.days, day=day)


def together(week: date, finals: Mapping[str, date | None], began: date | None) -> WeekClose:
    """A week is final when the last of its figures is; ``began`` is the day the team's first costs came in."""
    waits = tuple(name for name, day in finals.items() if day is None)
    days = [day for day in finals.values() if day is not None]
    is_old = bool(days) and began is not None and week <= began - OLD
    return WeekClose(week, None if waits or not days else max(days), waits, is_old)


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_end(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def weeks_of(month: date, ends_on: int) -> tuple[date, ...]:
    """The weeks that end in a month, oldest first."""
    first = week_ending(month_of(month), ends_on)
    return tuple(weeks_between(first, month_end(month)))


def months_before(today: date, many: int) -> tuple[date, ...]:
    """The months that are over, newest first."""
    months, at = [], month_of(today)
    for _month in range(many):
        at = month_of(at - timedelta(days=1))
        months.append(at)
    return tuple(months)


def month_words(month: date) -> str:
    """``October 2026``."""
    return day_words(month, "yMMMM", f"{month:%B} {month.year}")


def closed_words(month: date, on: date, by: str, changed: Sequence[date], today: date) -> str:
    """``Closed 9 Nov by Ewan Baird, 9 days after the month. Changed since, on 12 Nov.``"""
    days = max((on - month_end(month)).days, 0)
    closed, since = long_day(on, today), ", ".join(long_day(day, today) for day in sorted(set(changed)))
    said = _("Closed {day} by {who}, as the month ended.", day=closed, who=by)
    if days:
        said = ngettext(
            "Closed {day} by {who}, {n} day after the month.", "Closed {day} by {who}, {n} days after the month.",
            days, day=closed, who=by,
        )  # fmt: skip
    return said + " " + _("Changed since, on {days}.", days=since) if since else said
