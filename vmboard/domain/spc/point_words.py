"""What the rules say of one point of a chart, in a few words, for whoever points at it and for its row in the table."""

from vmboard.domain.spc.words import Cause
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.words import Signal

_REASONS = {
    Cause.ABOVE_UCL: N_("above {usual}"),
    Cause.BELOW_LCL: N_("below {usual}"),
    Cause.SHIFT_ABOVE: N_("one of a run above the {middle}"),
    Cause.SHIFT_BELOW: N_("one of a run below the {middle}"),
    Cause.TREND_UP: N_("one of a run that only rises"),
    Cause.TREND_DOWN: N_("one of a run that only falls"),
    Cause.TWO_IN_THREE_ABOVE: N_("high in 2 of 3 weeks"),
    Cause.TWO_IN_THREE_BELOW: N_("low in 2 of 3 weeks"),
}

_OF_GAPS = {Cause.TWO_IN_THREE_ABOVE: N_("high in 2 of 3"), Cause.TWO_IN_THREE_BELOW: N_("low in 2 of 3")}


def point_words(
    signal: Signal | None,
    cause: Cause | None,
    usual: str,
    *,
    judged: bool,
    excluded: bool,
    weekly: bool = True,
    sampled: bool = False,
) -> str:
    """``Better: above the usual 17% to 33%``; empty for a missing week. A chart without limits has no ``usual``."""
    if excluded:
        return _("Left out: it counts for nothing")
    if signal is None:
        return ""
    if not judged:
        if sampled:
            return _("Not enough samples yet to judge")
        return _("Not enough weeks yet to judge") if weekly else _("Not enough gaps yet to judge")
    usual_range = _("the usual {range}", range=usual) if usual else _("the usual")
    middle = _("average") if usual and weekly else _("middle")
    if cause is None:
        within = _("within {usual}", usual=usual_range) if usual else _("no rule is met")
        return f"{signal.label}: {within}"
    reason = _REASONS[cause] if weekly and not sampled else _OF_GAPS.get(cause, _REASONS[cause])
    return f"{signal.label}: {_(reason, usual=usual_range, middle=middle)}"
