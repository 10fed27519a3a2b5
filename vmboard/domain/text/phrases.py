"""Lazy translation: a sentence as the source says it, that can still be said in the language of whoever reads it.

What reads a file, or a box, does not know who will read what it says of it; a terminal and another system read the
source. So a phrase is the source's sentence, a text like any other, and keeps how to say it.
"""

from collections.abc import Callable
from typing import Any

from vmboard.domain.text.catalogue import _, ngettext, speaking, spoken

Place = str | int | float | Callable[[], object]
"""What stands in a place of a message: words as they are, a phrase, or how to say them once it is known in which
language."""


class Phrase(str):
    """A text of the source; ``say`` says it here."""

    __slots__ = ("say",)
    say: Callable[[], str]

    def __new__(cls, say: Callable[[], str]) -> "Phrase":
        if spoken() is None:
            made = super().__new__(cls, say())
        else:
            with speaking(None):
                made = super().__new__(cls, say())
        made.say = say
        return made

    def __deepcopy__(self, memo: dict[int, Any]) -> "Phrase":
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


def phrase(message: str, /, **places: Place) -> Phrase:
    """A message with its named places, to be said where it is read."""
    return Phrase(lambda: _(message, **_filled(places)))


def nphrase(single: str, plural: str, count: int, /, **places: Place) -> Phrase:
    """A message for one or for more of something, ``{n}`` of it, to be said where it is read."""
    return Phrase(lambda: ngettext(single, plural, count, **_filled(places)))


def said(words: str) -> str:
    """A text as it is said here; one that is no phrase of ours is said as it stands."""
    return words.say() if isinstance(words, Phrase) else words


def filled(place: Place) -> object:
    """What stands in a place, as it is said here."""
    if isinstance(place, Phrase):
        return place.say()
    return place() if callable(place) else place


def _filled(places: dict[str, Place]) -> dict[str, object]:
    return {name: filled(place) for name, place in places.items()}
