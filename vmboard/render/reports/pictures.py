"""Charts of a report: each measure's drawing as the wall has it, plain, with the sentence that stands for it."""

from vmboard.domain.reports.words import Audience
from vmboard.domain.views.board import Tile
from vmboard.domain.views.reports import Report
from vmboard.domain.words import Signal
from vmboard.render.bars import since_bars
from vmboard.render.chart import large, recent, spark, summary
from vmboard.render.cross import large as large_cross
from vmboard.render.cross import small as small_cross
from vmboard.render.cross import summary as cross_summary
from vmboard.render.marks import BEING_CHECKED, TONES
from vmboard.render.reports.plain import plain_svg
from vmboard.render.tile import data_note

TOLD, HELD = (900, 236), (300, 92)
"""Sizes in design pixels of a chart that is told and of one that holds."""
WEEKS = 52
"""A year: what a chart as wide as half a page shows clearly."""


def told_chart(tile: Tile) -> str:
    """The whole chart as SVG; for what is kept day by day its runs or its month. Empty without a figure."""
    if tile.month is not None:
        return plain_svg(large_cross(tile.month, *TOLD))
    return plain_svg(since_bars(tile.since, *TOLD) if tile.since is not None else large(recent(tile.chart, WEEKS), *TOLD))


def held_chart(tile: Tile) -> str:
    """The small chart as SVG, as on a tile of the wall."""
    if tile.month is not None:
        return plain_svg(small_cross(tile.month))
    return plain_svg(since_bars(tile.since, *HELD) if tile.since is not None else spark(tile.chart, *HELD))


def alt(tile: Tile) -> str:
    """What the picture says: the measure's name and sentence, then its weeks in numbers."""
    drawn = cross_summary(tile.month) if tile.month is not None else "" if tile.since else summary(recent(tile.chart, WEEKS))
    return " ".join(f"{part.rstrip('.')}." for part in (tile.full_name, sentence(tile), drawn) if part)


def sentence(tile: Tile) -> str:
    """What is said of a figure: while it is being checked, the question that is open."""
    return tile.doubt or tile.sentence


def sign(signal: Signal | None) -> dict[str, str]:
    """Shape, colour and word of a signal, as data."""
    if signal is None:
        return {"shape": "checked", "tone": "steady", "word": BEING_CHECKED}
    return {"shape": signal.value, "tone": TONES[signal], "word": signal.label}


def notes(tile: Tile) -> list[str]:
    """Beneath the sentence: the target, the change from the baseline, how sure and how old the figure is."""
    first = " · ".join(part for part in (_capital(tile.target_words), tile.since_baseline) if part)
    return [part for part in (first, "" if tile.since else data_note(tile)) if part]


def kicker(report: Report) -> str:
    """Over the name: ``Report-out for peers``."""
    of = "" if report.audience is Audience.PEERS else "the "
    return f"Report-out for {of}{report.audience.label.lower()}"


def judged(report: Report) -> str:
    """By which rules the charts are judged, once for all that are judged alike."""
    rules = dict.fromkeys(tile.chart.rules_note for tile in report.tiles if tile.chart.rules_note and not tile.since)
    return " ".join(f"{note.rstrip('.')}." for note in rules)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
