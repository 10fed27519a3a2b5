"""Measure metadata in words: from whom its figures come, whether it leads, who set its target, what it counts."""

from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.words import IndicatorKind

OURS = N_("the team")
LONGEST_SETTER = 80
_INDICATORS = {IndicatorKind.LEADING: N_("Leading measure."), IndicatorKind.LAGGING: N_("Lagging measure.")}


def target_setter(target: float | None, set_by: str) -> str:
    """Who set the target; empty where there is none."""
    return "" if target is None else set_by or _(OURS)


def about_words(
    data_owner: str, definition: str, indicator: IndicatorKind | None, target: float | None, set_by: str
) -> str:
    """``Figures from Ward clerk. Leading measure. Target set by NHS Highland. Any fall of a patient.``; a target that
    the team set itself needs no word."""
    counts = " ".join(definition.split())
    sentences = (
        _("Figures from {whom}.", whom=data_owner) if data_owner else "",
        _(_INDICATORS[indicator]) if indicator else "",
        _("Target set by {whom}.", whom=set_by) if set_by and target is not None else "",
        f"{counts}." if counts and counts[-1].isalnum() else counts,
    )
    return " ".join(filter(None, sentences))
