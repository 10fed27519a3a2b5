"""Triage of a board's figures for a huddle: what has a signal, what is being checked, what holds steady, and what has
too few weeks to say. What is late stands in none of them: it is told from the list of what is owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vmboard.domain.spc.analysis import POINTS_FOR_A_RUN_CHART
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.board import Tile
from vmboard.domain.words import Signal

SIGNALS = (Signal.CONCERN, Signal.IMPROVEMENT, Signal.NEUTRAL)
"""What a huddle talks about, in this order."""


@dataclass(frozen=True)
class Figures:
    """Tiles as a huddle tells them, each in one group, in the order of the board; signals the worse first."""

    signals: tuple[Tile, ...] = ()
    checked: tuple[Tile, ...] = ()
    """Those with a question that nobody has answered yet."""
    steady: tuple[Tile, ...] = ()
    too_soon: tuple[Tile, ...] = ()


def sorted_out(tiles: Iterable[Tile]) -> Figures:
    """Steady is said of what can be judged, and never of what is late, being checked or has too few weeks."""
    shown = [tile for tile in tiles if tile.week is not None]
    quiet = [tile for tile in shown if not tile.doubt and not tile.late]
    return Figures(
        tuple(told_first(shown)),
        tuple(tile for tile in shown if tile.doubt),
        tuple(tile for tile in quiet if tile.signal is Signal.COMMON_CAUSE),
        tuple(tile for tile in quiet if tile.signal is Signal.NOT_ENOUGH),
    )


def told_first(tiles: Iterable[Tile]) -> list[Tile]:
    """The tiles with a signal, the worse first: what a huddle talks about. A figure being checked has none."""
    return sorted((t for t in tiles if t.stands in SIGNALS), key=lambda tile: SIGNALS.index(tile.signal))


def quiet_words(tiles: Iterable[Tile]) -> str:
    """What is said where no figure has a signal; empty where one has, or where nothing is there to be told."""
    figures = sorted_out(tiles)
    if figures.signals:
        return ""
    young = figures.too_soon
    if figures.steady:
        more = ngettext("Too soon to say of {n} more.", "Too soon to say of {n} more.", len(young)) if young else ""
        return " ".join(filter(None, (_("No signals this week."), more)))
    return f"{too_soon_words(young)}." if young else ""


def too_soon_words(young: Sequence[Tile]) -> str:
    """``Too soon to say: 4 of 10 weeks``, of the measure that has most since its centre line began. What lies between
    events and what is sampled less often is not counted in weeks."""
    weekly = [tile.chart for tile in young if not tile.chart.events and not _is_sampled(tile.chart.weeks)]
    weeks = max((sum(value is not None for value in chart.values[chart.began :]) for chart in weekly), default=0)
    if not weekly:
        return _("Too soon to say")
    said = _("Too soon to say: {weeks} of {all} weeks", weeks=weeks, all=POINTS_FOR_A_RUN_CHART)
    return said if weeks < POINTS_FOR_A_RUN_CHART else _("Too soon to say")


def _is_sampled(weeks: Sequence[date]) -> bool:
    return len(weeks) > 1 and (weeks[-1] - weeks[0]).days > 7 * (len(weeks) - 1)
