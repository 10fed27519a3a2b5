"""Conditional writes: a figure as another system puts it in, what may stand in its way, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from zlib import crc32

from vmboard.domain.measures.points import Point
from vmboard.domain.refusals import Refused
from vmboard.domain.text.folding import fold
from vmboard.domain.text.identifiers import hide
from vmboard.domain.words import PointStatus

ANY = "*"


@dataclass(frozen=True)
class Put:
    """One figure. ``measure`` is its number, or its name or short name; ``at`` where it stands in what was sent.

    ``if_match``: the tag that the figure must have now, or ``*`` for whatever is there. ``only_new``: nothing may be
    there. A ``note`` of None leaves the note that somebody wrote.
    """

    measure: str
    week: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    status: PointStatus | None = None
    waiting_for: str = ""
    note: str | None = None
    if_match: str = ""
    only_new: bool = False
    at: str = ""


class Outcome(StrEnum):
    """What became of a figure that was put in."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A person changed it since, and theirs was left, as the sender asked."""


class Why(StrEnum):
    """Why a figure was not taken."""

    WRONG = "wrong"
    NOT_HERE = "not here"
    BY_A_PERSON = "changed by a person"
    OTHER_VERSION = "another version"


@dataclass(frozen=True)
class Fault:
    at: str
    why: Why
    sentence: str


class NotTaken(Refused):
    """None of the figures was taken: every reason there is."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults[0].sentence)


class Stored(Point, Protocol):
    """A data point as it is kept."""

    @property
    def version(self) -> int: ...


def tag_of(row: Stored | None) -> str:
    """The entity tag of a figure (RFC 9110), empty where there is none. Its version alone would come round again for a
    figure that was taken back and put in anew, so what it says is in it."""
    if row is None:
        return ""
    said = (row.value, row.numerator, row.denominator, row.status.value, row.waiting_for, row.note)
    return f'"{row.version}-{crc32(repr(said).encode("utf-8", "replace")):08x}"'


def names(said: str, tag: str) -> bool:
    """Whether a header If-Match or If-None-Match names this tag: alone, as one of several, or as any by ``*``."""
    return said.strip() == ANY or tag in [one.strip() for one in said.split(",")]


def picked(ref: str, measures: Iterable[tuple[int, str, str]], team: str) -> int:
    """The id of the measure somebody names by its number, its name or its short name. Raises Refused."""
    in_use = list(measures)
    if ref.isascii() and ref.isdigit() and len(ref) < 19:
        wanted = [id_ for id_, _, _ in in_use if id_ == int(ref)]
    else:
        wanted = [id_ for id_, name, _ in in_use if fold(name) == fold(ref)]
        wanted = wanted or [id_ for id_, _, short in in_use if short and fold(short) == fold(ref)]
    if len(wanted) == 1:
        return wanted[0]
    shown = hide(ref)[:60]
    if wanted:
        raise Refused(f"More than one measure of {team} is called “{shown}”. Name it by its number.")
    raise Refused(f"There is no measure “{shown}” on the box score of {team}. GET its measures to see those there are.")
