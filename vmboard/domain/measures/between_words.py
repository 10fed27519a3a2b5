"""What the rules say of rare harm, in one sentence: of the latest gap between two events, or of the one that still
grows.

Pure. One unusual gap is told as the event it ends in; too few events are told as that.
"""

from vmboard.domain.measures.judged import Judged
from vmboard.domain.numbers import format_value
from vmboard.domain.spc.analysis import POINTS_FOR_LIMITS
from vmboard.domain.spc.sentences import sentence
from vmboard.domain.spc.words import Cause


def between_sentence(judged: Judged, unit: str, name: str) -> str:
    """``unit`` is what lies between, ``days`` or ``cases``; ``name`` what happens."""
    if judged.anew is None and judged.analysis is None:
        return _too_few(judged)
    if judged.growing is not None and judged.growing.evidence is not None:
        return _growing(judged, unit)
    called = f"{unit.capitalize()} between {name[:1].lower()}{name[1:]}"
    said = sentence(
        judged.growing or judged.analysis,
        name=called, unit=unit, decimals=judged.gap_decimals, values=judged.values, anew=judged.anew,
    )  # fmt: skip
    return f"{said.removesuffix('.')} between events." if said.startswith("Normal for us") else said


def _too_few(judged: Judged) -> str:
    """A gap that nobody can know the length of does not count."""
    if not judged.events:
        return "None so far, and so nothing to compare with."
    gaps = sum(value is not None for value in judged.values)
    return f"Not enough gaps between events yet: {gaps} of {POINTS_FOR_LIMITS}."


def _growing(judged: Judged, unit: str) -> str:
    assert judged.growing is not None and judged.growing.evidence is not None
    evidence, so_far = judged.growing.evidence, judged.growing.plotted[-1] or 0.0
    if evidence.cause is Cause.ABOVE_UCL:
        return f"Longer than the usual {unit} between two: {format_value(so_far, '', 0)} so far."
    if evidence.cause is Cause.TREND_UP:
        return f"Each longer than the one before, {len(evidence.members)} times running, this one so far."
    return f"Longer than before {len(evidence.members)} times running, this one so far."
