"""How a project stands: how long in its lane, stuck or not, and whether what it embedded still holds."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import fmean

from vmboard.domain.weeks import age_words
from vmboard.domain.words import Direction, Signal, Stage

HOLDS_AFTER_WEEKS = 4
"""Weeks of figures after embedding before anyone can say that it holds."""


def days_text(stage: Stage, moved_on: date, today: date) -> str:
    """``46 days`` in a lane; on embedded, ``since Sep``, with the year once it is not this one."""
    if stage is Stage.EMBEDDED:
        return f"since {moved_on:%b}" if moved_on.year == today.year else f"since {moved_on:%b %Y}"
    return age_words((today - moved_on).days)


def is_stuck(stage: Stage, moved_on: date, last_step: date | None, today: date, after_days: int) -> bool:
    """A test is stuck when it has been in its lane for so long and no PDSA cycle was started lately either."""
    newest = max(day for day in (moved_on, last_step) if day is not None)
    return stage is Stage.TESTING and (today - newest).days >= after_days


def still_holds(
    weeks: Sequence[date],
    values: Sequence[float | None],
    signal: Signal,
    direction: Direction,
    baseline: float | None,
    embedded_on: date,
) -> bool | None:
    """Whether the gain that was embedded still holds; None while fewer than four weeks can tell.

    It slips when the rules call the latest week worse, or when the last four weeks are on average no better than
    the frozen baseline.
    """
    since = [v for w, v in zip(weeks, values, strict=True) if v is not None and w > embedded_on - timedelta(days=1)]
    if len(since) < HOLDS_AFTER_WEEKS or direction is Direction.NEUTRAL:
        return None
    if signal is Signal.CONCERN:
        return False
    if baseline is None:
        return True
    recent = fmean(since[-HOLDS_AFTER_WEEKS:])
    return recent > baseline if direction is Direction.INCREASE else recent < baseline
