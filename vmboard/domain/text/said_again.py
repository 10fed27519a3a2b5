"""Reverse translation: a sentence of ours that was stored as the source says it, said in the language it is read in.

What is stored is a text, without the message it was made of. So the message is found again by its words, and what
stands in its places is taken out of them. A text of somebody's own matches none, and is said as it stands.
"""

import re
from collections.abc import Iterable
from functools import cache

from vmboard.domain.text.catalogue import N_, _, number_words, spoken

RANGE = N_("{low} to {high}")
_NUMBER = re.compile(r"[−£-]*[0-9][0-9.,]*%?")
_PLACE = re.compile(r"\\{(\w+)\\}")


def said_again(text: str, messages: Iterable[str]) -> str:
    """``text``, made of one of these messages, as it is said here: figures and ranges of figures in its places."""
    if spoken() is None or not text:
        return text
    for message in messages:
        if match := _pattern(message).fullmatch(text):
            return _(message, **{name: _figure(words) for name, words in match.groupdict().items()})
    return text


@cache
def _pattern(message: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(message)))


def _figure(words: str) -> str:
    if match := _pattern(RANGE).fullmatch(words):
        return _(RANGE, **{name: number_words(figure) for name, figure in match.groupdict().items()})
    return number_words(words) if _NUMBER.fullmatch(words) else words
