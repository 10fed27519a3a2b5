"""What the rules say of one point of a chart, in a few words, for whoever points at it and for its row in the table."""

from vmboard.domain.spc.words import Cause
from vmboard.domain.words import Signal

_REASONS = {
    Cause.ABOVE_UCL: "above {usual}",
    Cause.BELOW_LCL: "below {usual}",
    Cause.SHIFT_ABOVE: "one of a run above the {middle}",
    Cause.SHIFT_BELOW: "one of a run below the {middle}",
    Cause.TREND_UP: "one of a run that only rises",
    Cause.TREND_DOWN: "one of a run that only falls",
    Cause.TWO_IN_THREE_ABOVE: "high in 2 of 3 weeks",
    Cause.TWO_IN_THREE_BELOW: "low in 2 of 3 weeks",
}


def point_words(
    signal: Signal | None, cause: Cause | None, usual: str, *, judged: bool, excluded: bool, weekly: bool = True
) -> str:
    """``Better: above the usual 17% to 33%``; empty for a missing week. A chart without limits has no ``usual``."""
    if excluded:
        return "Left out: it counts for nothing"
    if signal is None:
        return ""
    if not judged:
        return f"Not enough {'weeks' if weekly else 'gaps'} yet to judge"
    usual_range, middle = (f"the usual {usual}", "average") if usual else ("the usual", "middle")
    middle = middle if weekly else "middle"
    if cause is None:
        return f"{signal.label}: within {usual_range}" if usual else f"{signal.label}: no rule is met"
    reason = _REASONS[cause] if weekly else _REASONS[cause].removesuffix(" weeks")
    return f"{signal.label}: {reason.format(usual=usual_range, middle=middle)}"
