"""Input validation: the one gate for words and numbers, ahead of both databases: what passes here can be stored,
shown and sent out by either of them, by a workbook and by a page."""

import math
import re
import unicodedata
from collections.abc import Callable
from functools import partial

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _, number_words
from vmboard.domain.text.identifiers import refuse_identifiers
from vmboard.domain.text.noticing import notice
from vmboard.domain.text.phrases import Phrase, Place

LARGEST = 1e12
"""The largest number the board keeps, either side of zero."""

_line_ends = re.compile("\r\n|[\r\v\f\u2028\u2029]")
"""Of every machine and word processor; Word's own line break inside a paragraph is a vertical tab."""
_EDGE = "\n\t" + "".join(chr(code) for code in range(0x3001) if unicodedata.category(chr(code)) == "Zs")
"""Every space that Unicode knows, plain line ends and tabs; control characters are not stripped but refused."""


def _number(value: float) -> Callable[[], str]:
    return partial(number_words, f"{value:,.0f}")


def _opening(what: str) -> Place:
    """What opens the sentence: a message of ours, or a phrase with a name in it."""
    return what if isinstance(what, Phrase) else partial(_, what)


def clean_text(value: str, *, max_length: int, what: str) -> str:
    """The text in composed form (NFC), with plain line ends and bare edges; empty where nothing of it can be seen.

    ``what`` opens the sentence of a refusal, such as ``The note``; ``max_length`` is in characters.
    Raises Refused for text too long, for control characters, NUL and broken characters, and for a CHI or NHS
    number (Identified). Text that may name a patient is kept, and noticed (``domain.text.noticing``).
    """
    text = unicodedata.normalize("NFC", _line_ends.sub("\n", value)).strip(_EDGE)
    if all(character in _EDGE or unicodedata.category(character) == "Cf" for character in text):
        return ""
    if len(text) > max_length:
        raise Refused(
            "{what} has {number} characters: please keep it to {most}.",
            what=_opening(what), number=_number(len(text)), most=_number(max_length),
        )  # fmt: skip
    refuse_identifiers(text)
    notice(text)
    for place, character in enumerate(text, start=1):
        if is_unkeepable(character):
            raise Refused(
                "{what} holds a hidden or broken character (U+{code}, at place {place}): "
                "please delete it, or type the text again.",
                what=_opening(what),
                code=f"{ord(character):04X}",
                place=place,
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
        raise Refused(
            "{what} is not a number the board can keep: please use one up to {most}.",
            what=_opening(what), most=_number(LARGEST),
        )  # fmt: skip
    refuse_identifiers(number)
    return number + 0.0  # a minus zero becomes a plain one


def is_unkeepable(character: str) -> bool:
    """Control characters, lone surrogates and non-characters; a new line and a tab are kept."""
    if character in "\n\t":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE
