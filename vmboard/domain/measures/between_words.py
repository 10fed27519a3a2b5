"""What the rules say of rare harm, in one sentence: of the latest gap between two events, or of the one that still
grows.

Pure. One unusual gap is told as the event it ends in; too few events are told as that.
"""

from vmboard.domain.measures.judged import Judged
from vmboard.domain.numbers import format_value
from vmboard.domain.spc.analysis import POINTS_FOR_LIMITS
from vmboard.domain.spc.sentences import is_normal, sentence
from vmboard.domain.spc.words import Cause
from vmboard.domain.text.catalogue import _, ngettext


def between_sentence(judged: Judged, unit: str, name: str) -> str:
    """``unit`` is what lies between, ``days`` or ``cases``; ``name`` what happens."""
    if judged.anew is None and judged.analysis is None:
        return _too_few(judged)
    if judged.growing is not None and judged.growing.evidence is not None:
        return _growing(judged, unit)
    called = f"{unit.capitalize()} between {name[:1].lower()}{name[1:]}"  # said of plurals in the source alone
    said = sentence(
        judged.growing or judged.analysis,
        name=called, unit=unit_words(unit), decimals=judged.gap_decimals, values=judged.values, anew=judged.anew,
    )  # fmt: skip
    return _("{usual} between events.", usual=said.removesuffix(".")) if is_normal(said) else said


def unit_words(unit: str) -> str:
    """What lies between two events, as it is said here: ``days`` or ``cases``."""
    return _("days") if unit == "days" else _("cases")


def _too_few(judged: Judged) -> str:
    """A gap that nobody can know the length of does not count."""
    if not judged.events:
        return _("None so far, and so nothing to compare with.")
    gaps = sum(value is not None for value in judged.values)
    return _("Not enough gaps between events yet: {gaps} of {needed}.", gaps=gaps, needed=POINTS_FOR_LIMITS)


def _growing(judged: Judged, unit: str) -> str:
    assert judged.growing is not None and judged.growing.evidence is not None
    evidence, so_far = judged.growing.evidence, judged.growing.plotted[-1] or 0.0
    if evidence.cause is Cause.ABOVE_UCL:
        figure = format_value(so_far, "", 0)
        if unit == "days":
            return _("Longer than the usual days between two: {figure} so far.", figure=figure)
        return _("Longer than the usual cases between two: {figure} so far.", figure=figure)
    if evidence.cause is Cause.TREND_UP:
        return ngettext(
            "Each longer than the one before, {n} time running, this one so far.",
            "Each longer than the one before, {n} times running, this one so far.", len(evidence.members),
        )  # fmt: skip
    return ngettext(
        "Longer than before {n} time running, this one so far.",
        "Longer than before {n} times running, this one so far.", len(evidence.members),
    )  # fmt: skip
