"""Measure metadata in words: from whom its figures come, whether it leads, who set its target, what it counts."""

from vmboard.domain.words import IndicatorKind

OURS = "the team"
LONGEST_SETTER = 80


def target_setter(target: float | None, set_by: str) -> str:
    """Who set the target; empty where there is none."""
    return "" if target is None else set_by or OURS


def about_words(
    data_owner: str, definition: str, indicator: IndicatorKind | None, target: float | None, set_by: str
) -> str:
    """``Figures from Ward clerk. Leading measure. Target set by NHS Highland. Any fall of a patient.``; a target that
    the team set itself needs no word."""
    counts = " ".join(definition.split())
    sentences = (
        f"Figures from {data_owner}." if data_owner else "",
        f"{indicator.capitalize()} measure." if indicator else "",
        f"Target set by {set_by}." if set_by and target is not None else "",
        f"{counts}." if counts and counts[-1].isalnum() else counts,
    )
    return " ".join(filter(None, sentences))
