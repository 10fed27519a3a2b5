"""Embedded is earned: whether what a project won still holds, asked at 4, 12 and 26 weeks.

One judgement, ``holding``, serves every screen: the wall, the card, the library, the story and the round. Nothing holds
that was never won: until the rules gave Better for the linked measure after the move there is no clear change, and
nothing to hold yet. A check looks only at the weeks up to its due day, so what it said stays said: the signal of a
later week is about now, and counts for how the project stands now.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vmboard.domain.projects.standing import still_holds
from vmboard.domain.text.catalogue import N_, _, day_words, ngettext
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Direction, Signal

CHECK_WEEKS = (4, 12, 26)
NOTHING_TO_HOLD = N_("No clear change, so nothing to hold yet")


class CheckState(StrEnum):
    """What a check found."""

    HOLDING = "holding"
    SLIPPING = "slipping"
    NO_CHANGE = "no clear change"
    NOT_DUE = "not due yet"
    NOT_ENOUGH = "not enough figures"

    @property
    def label(self) -> str:
        return _(_CHECKED[self])


_CHECKED = {
    CheckState.HOLDING: N_("Holding"), CheckState.SLIPPING: N_("Slipping"), CheckState.NO_CHANGE: N_("No clear change"),
    CheckState.NOT_DUE: N_("Not due yet"), CheckState.NOT_ENOUGH: N_("Not enough figures"),
}  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One look at the linked measure, so many weeks after the project was embedded."""

    weeks: int
    due: date
    state: CheckState


@dataclass(frozen=True)
class Holding:
    """The checks in order, how it stands now, and that in one sentence without a full stop."""

    checks: tuple[Check, ...]
    state: CheckState
    sentence: str
    slipping_since: date | None = None

    @property
    def holds(self) -> bool | None:
        """None while nobody can say."""
        return {CheckState.HOLDING: True, CheckState.SLIPPING: False}.get(self.state)

    @property
    def short(self) -> str:
        """For a card: ``Holding at 12 weeks``, ``Slipping since October``, that there was no clear change; empty while
        nobody can say."""
        if self.state is CheckState.NO_CHANGE:
            return _(NOTHING_TO_HOLD)
        if self.state is CheckState.SLIPPING:
            since = self.slipping_since
            month = day_words(since, "MMMM", f"{since:%B}") if since else ""
            return _("Slipping since {month}", month=month) if month else _("Slipping")
        held = [check.weeks for check in self.checks if check.state is CheckState.HOLDING]
        if self.state is not CheckState.HOLDING:
            return ""
        return ngettext("Holding at {n} week", "Holding at {n} weeks", held[-1]) if held else _("Still holding")

    @property
    def next_check(self) -> Check | None:
        return next((check for check in self.checks if check.state is CheckState.NOT_DUE), None)


def holding(
    weeks: Sequence[date],
    values: Sequence[float | None],
    meanings: Sequence[Signal | None],
    signal: Signal,
    direction: Direction,
    baseline: float | None,
    embedded_on: date,
    today: date,
) -> Holding:
    """How an embedded project holds. ``weeks``, ``values`` and ``meanings`` are its linked measure's chart, one entry a
    week: ``meanings`` is what the rules said of each, ``signal`` what they say now.

    ``baseline`` is the mean of the frozen baseline, or of the weeks before where there is none. A check is due on
    the same day of the week that many weeks on; how it stands now is what the card on the wall says.
    """
    start = bisect_left(weeks, embedded_on)  # what was before says nothing of whether it holds
    weeks, values, meanings = weeks[start:], values[start:], meanings[start:]
    won = _won_in(weeks, meanings, embedded_on)
    checks = tuple(
        Check(many, due, _state_at(due, weeks, values, won, direction, baseline, embedded_on, today))
        for many in CHECK_WEEKS
        for due in [embedded_on + timedelta(weeks=many)]
    )
    now = still_holds(weeks, values, signal, direction, baseline, embedded_on)
    state = _state(now, won=won is not None or signal in (Signal.IMPROVEMENT, Signal.CONCERN))
    if now is None and today < checks[0].due:
        state = CheckState.NOT_DUE
    since = _slipping_since(weeks, values, direction, baseline, embedded_on) if state is CheckState.SLIPPING else None
    return Holding(checks, state, _sentence(checks, state, direction, embedded_on, today), since)


def _won_in(weeks: Sequence[date], meanings: Sequence[Signal | None], embedded_on: date) -> date | None:
    """The first week since the move of which the rules said Better; None where they never did."""
    since = (week for week, meaning in zip(weeks, meanings, strict=True)
             if meaning is Signal.IMPROVEMENT and week >= embedded_on)  # fmt: skip
    return next(since, None)


def _slipping_since(
    weeks: Sequence[date],
    values: Sequence[float | None],
    direction: Direction,
    baseline: float | None,
    embedded_on: date,
) -> date:
    """The first of the weeks, up to the newest, by whose end the average was no better than the baseline."""
    since = weeks[-1]
    for count in range(len(weeks), 0, -1):
        holds = still_holds(weeks[:count], values[:count], Signal.COMMON_CAUSE, direction, baseline, embedded_on)
        if holds is not False:
            break
        since = weeks[count - 1]
    return since


def _state_at(
    due: date,
    weeks: Sequence[date],
    values: Sequence[float | None],
    won: date | None,
    direction: Direction,
    baseline: float | None,
    embedded_on: date,
    today: date,
) -> CheckState:
    if today < due:
        return CheckState.NOT_DUE
    end = bisect_right(weeks, due)
    holds = still_holds(weeks[:end], values[:end], Signal.COMMON_CAUSE, direction, baseline, embedded_on)
    return _state(holds, won=won is not None and won <= due)


def _state(holds: bool | None, *, won: bool) -> CheckState:
    """``won``: the rules have seen a change since the move, for the better or, by now, for the worse."""
    if holds is None:
        return CheckState.NOT_ENOUGH
    if not won:
        return CheckState.NO_CHANGE
    return CheckState.HOLDING if holds else CheckState.SLIPPING


def _weeks(count: int) -> str:
    return ngettext("{n} week", "{n} weeks", count)


def _sentence(
    checks: tuple[Check, ...], state: CheckState, direction: Direction, embedded_on: date, today: date
) -> str:
    if direction is Direction.NEUTRAL:
        return _("Nobody can say: the linked measure has no better direction")
    if state is CheckState.SLIPPING:
        return _("Slipping: check the linked measure")
    if state is CheckState.NO_CHANGE:
        return _(NOTHING_TO_HOLD)
    due = [check for check in checks if check.state is not CheckState.NOT_DUE]
    if state is CheckState.HOLDING:
        if due and due[-1].state is CheckState.SLIPPING:
            return ngettext(
                "Holding again, after slipping at {n} week", "Holding again, after slipping at {n} weeks", due[-1].weeks
            )
        held = [check.weeks for check in due if check.state is CheckState.HOLDING]
        since = held[-1] if held else (today - embedded_on).days // 7
        return _("Still holding at {weeks}", weeks=_weeks(since))
    coming = next((check for check in checks if check.state is CheckState.NOT_DUE), None)
    next_check = ""
    if coming:
        day = long_day(coming.due, today)
        next_check = _("Next check at {weeks}, {day}", weeks=_weeks(coming.weeks), day=day)
    if state is CheckState.NOT_DUE:
        return next_check
    return ". ".join(part for part in (_("Not enough figures to say"), next_check) if part)
