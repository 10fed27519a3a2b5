"""Case folding: text as it is compared, searched and put in order, however it was typed."""

import re
import unicodedata

_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "’": "'", "–": "-", "—": "-"})
_PLACES = 20
"""Digits a number is filled up to, more than any name has."""


def fold(text: str) -> str:
    """Text as it is compared: capitals, accents, width and the kind of space, quote or dash make no difference."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in spread if not unicodedata.combining(character))
    return " ".join(bare.translate(_STROKES).split())


def holds_words(words: str, *texts: str) -> bool:
    """Whether every word stands somewhere in the texts, at the start of a word or within one; no words fit all."""
    wanted = fold(words).split()
    held = fold(" ".join(texts)) if wanted else ""
    return all(word in held for word in wanted)


def natural(name: str) -> str:
    """What names are sorted by, everywhere: by their words, and by their numbers as numbers: Ward 2 before Ward 10."""
    return re.sub(r"\d+", lambda number: number[0].zfill(_PLACES), fold(name))
