"""The two signatures under a quality impact assessment: they stand for its words, and fall when these change."""

from collections.abc import Mapping
from datetime import date
from typing import Any

VOID = "void sign-off"
"""The verb of a change to an assessment that was signed: its signatures fall with it."""
WORDS = ("safety", "quality", "experience", "checked_by", "checked_on")
"""What is signed for."""
PROFESSIONS = {"medical": "medicine", "nursing": "nursing"}
UNSIGNED: Mapping[str, Any] = {"medical_by": "", "medical_on": None, "nursing_by": "", "nursing_on": None}


def unsigned(said: Mapping[str, Any]) -> tuple[str, ...]:
    """The sides whose signature is missing, ``medical`` before ``nursing``: a name without its day is none."""
    return tuple(side for side in PROFESSIONS if not is_signed(said.get(f"{side}_by"), said.get(f"{side}_on")))


def is_signed(by: str | None, on: date | None) -> bool:
    return bool((by or "").strip()) and on is not None


def halted_words(waiting: tuple[str, ...]) -> str:
    """``Halted: waits for the nursing sign-off``, of a test about money that lost a signature."""
    return f"Halted: waits for the {' and the '.join(waiting)} sign-off"


def signers(said: Mapping[str, Any]) -> str:
    """``for medicine (it was Dr Rae) and for nursing (it was Ann Ross)``; empty where nobody has signed."""
    return " and ".join(f"for {of} (it was {by})" for side, of in PROFESSIONS.items() if (by := said.get(f"{side}_by")))


def rewritten(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return any(before.get(name) != after.get(name) for name in WORDS)


def void_words(said: Mapping[str, Any]) -> str:
    """Why signatures fell, from the assessment as it stood when it was signed; empty where it was not."""
    by = signers(said)
    if not by:
        return ""
    return f"The quality impact assessment was changed after it was signed. It must be signed again {by}."
