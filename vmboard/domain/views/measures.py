"""View models of the list of measures: each with its tile, and its last twelve weeks in sigma units."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vmboard.domain.views.board import Tile
from vmboard.domain.words import Signal


class Standing(StrEnum):
    """Why a week of the last twelve shows what it shows."""

    COUNTS = "counts"
    LEFT_OUT = "left out"
    BEING_CHECKED = "being checked"
    NO_FIGURE = "no figure"
    NO_EVENT = "none"  # of what is counted by what lies between events: a week without one
    NOT_ASKED = ""  # before the first figure, or between two samples


@dataclass(frozen=True)
class SigmaDot:
    """A figure. ``sigmas`` is how far it lies from its centre line, infinite where limits have no width; None where
    there are no limits. Then ``side`` says above (1), on (0) or below (-1) the middle; None where nothing is judged."""

    standing: Standing
    signal: Signal | None
    sigmas: float | None
    side: int | None


@dataclass(frozen=True)
class SigmaWeek:
    """One of the last weeks: its figures (of what lies between events there may be several), its limits in sigma
    units, and whether a new centre line begins with it."""

    week: date
    standing: Standing
    dots: tuple[SigmaDot, ...] = ()
    limits: tuple[float, float] | None = None
    has_centre: bool = False
    begins: bool = False


@dataclass(frozen=True)
class MeasureLine:
    """A measure in the list of measures. ``weeks`` end with the board's week; ``usual`` is its range of today."""

    tile: Tile
    data_owner: str
    on_wall: bool
    weeks: tuple[SigmaWeek, ...] = ()
    usual: str = ""
