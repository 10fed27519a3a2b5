"""Input validation: the one gate for words and numbers, ahead of both databases: what passes here can be stored,
shown and sent out by either of them, by a workbook and by a page."""

import math
import unicodedata

from vmboard.domain.refusals import Refused
from vmboard.domain.text.identifiers import refuse_identifiers
from vmboard.domain.text.noticing import notice

LARGEST = 1e12
"""The largest number the board keeps, either side of zero."""


def clean_text(value: str, *, max_length: int, what: str) -> str:
    """The text in composed form (NFC), with plain line ends and bare edges; may be empty.

    ``what`` opens the sentence of a refusal, such as ``The note``; ``max_length`` is in characters.
    Raises Refused for text too long, for control characters, NUL and broken characters, and for a CHI or NHS
    number (Identified). Text that may name a patient is kept, and noticed (``domain.text.noticing``).
    """
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.strip(" \n\t\u00a0")
    if len(text) > max_length:
        raise Refused(f"{what} has {len(text):,} characters: please keep it to {max_length:,}.")
    refuse_identifiers(text)
    notice(text)
    for place, character in enumerate(text, start=1):
        if is_unkeepable(character):
            raise Refused(
                f"{what} holds a hidden or broken character (U+{ord(character):04X}, at place {place}): "
                "please delete it, or type the text again."
            )
    return text


def clean_number(x: float, what: str) -> float:
    """The number as a finite float, at most 1,000,000,000,000 either side of zero.

    Raises Refused, and Identified for a whole number that passes as a CHI or NHS number: no ward counts so many.
    """
    try:
        number = math.nan if isinstance(x, bool) else float(x)
    except (OverflowError, TypeError, ValueError):
        number = math.nan
    if not abs(number) <= LARGEST:  # also true of NaN, which compares with nothing
        raise Refused(f"{what} is not a number the board can keep: please use one up to {LARGEST:,.0f}.")
    refuse_identifiers(number)
    return number + 0.0  # a minus zero becomes a plain one


def is_unkeepable(character: str) -> bool:
    """Control characters, lone surrogates and non-characters; a new line and a tab are kept."""
    if character in "\n\t":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE
