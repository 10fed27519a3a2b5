"""Owed figures: what a week asks for and has not got, with its age and whom it waits for. One rule for every screen.

The week's page, the tiles, the huddle, its recap and the morning round all ask here.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from vmboard.domain.measures.points import Reading
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.weeks import weeks_between
from vmboard.domain.words import PointStatus

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Owed:
    """A measure without its figure for the week on show. ``weeks`` is 1 where only that week is missing, and 0 where
    it has not been late yet: a new measure, or one that somebody said will come."""

    measure_id: int
    name: str
    weeks: int
    waiting_for: str = ""
    owner: str = ""
    by_day: bool = False
    """Whether it is filled in day by day, on its own page."""

    @property
    def who(self) -> str:
        """Whom it waits for, as somebody said; else who owns its data."""
        return self.waiting_for or self.owner or _("The team")

    @property
    def mark(self) -> str:
        """How a line of the week is marked that owes it: ``still to come``, ``3 weeks late``."""
        return ngettext("{n} week late", "{n} weeks late", self.weeks) if self.weeks > 1 else _("still to come")

    @property
    def words(self) -> str:
        """``Falls: 2 weeks late, waiting for finance``."""
        return f"{self.name}: {self.said}"

    @property
    def said(self) -> str:
        """``2 weeks late, waiting for finance``."""
        late = ngettext("{n} week late", "{n} weeks late", self.weeks) if self.weeks else _("not in yet")
        waits = _("waiting for {who}", who=self.waiting_for) if self.waiting_for else ""
        return ", ".join(filter(None, (late, waits)))


def weeks_owed(
    readings: Mapping[date, Reading], week: date, *, every: int, left_out: Set[date] = frozenset(), since: date
) -> int | None:
    """For how many weeks up to ``week`` a measure has been due without a figure; None where nothing is owed.

    ``every`` is how many weeks lie between two figures. A measure that never had one is owed at once, and late from
    ``since``, the week it was added. Nobody waits for a week that was left out, nor for one with nothing to count.
    What somebody said will come is owed, due or not.
    """
    if _is_in(readings, week):
        return None
    latest = _newest_answered(readings, week)
    due = since if latest is None else latest + every * _A_WEEK
    missing = sum(at not in left_out for at in weeks_between(due, week))
    is_awaited = latest is None or (week in readings and bool(readings[week].waiting_for))
    return missing if missing or is_awaited else None


def is_answered(reading: Reading) -> bool:
    """Whether a week has all it will have: a figure, or the word that there was nothing to count."""
    return reading.value is not None or reading.status is PointStatus.NOTHING_TO_COUNT


def waiting_for(readings: Mapping[date, Reading], week: date) -> str:
    """Whom the newest missing week up to ``week`` waits for; gaps before the newest figure are history."""
    for at in () if _is_in(readings, week) else sorted(readings, reverse=True):
        if at <= week and is_answered(readings[at]):
            break
        if at <= week and readings[at].waiting_for:
            return readings[at].waiting_for
    return ""


def _is_in(readings: Mapping[date, Reading], week: date) -> bool:
    return week in readings and is_answered(readings[week])


def _newest_answered(readings: Mapping[date, Reading], week: date) -> date | None:
    return next((at for at in sorted(readings, reverse=True) if at <= week and is_answered(readings[at])), None)
