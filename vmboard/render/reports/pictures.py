"""Charts of a report: each measure's drawing as the wall has it, plain, with the sentence that stands for it."""

from collections.abc import Sequence

from vmboard.domain.views.board import Tile
from vmboard.domain.views.measures import MeasureLine
from vmboard.render.bars import since_bars
from vmboard.render.chart import large, recent, spark, summary
from vmboard.render.cross import large as large_cross
from vmboard.render.cross import small as small_cross
from vmboard.render.cross import summary as cross_summary
from vmboard.render.half_page import sentence as row_sentence
from vmboard.render.marks import word
from vmboard.render.reports.plain import plain_svg

TOLD, NARROW, HELD = (900, 250), (640, 290), (300, 92)
"""Sizes in design pixels of a chart that is told, in two columns and in three, and of one that holds."""
MOST_WIDE = 4
"""More signals than these stand in three columns."""
WEEKS = 52
"""A year: what a chart as wide as half a page shows clearly."""


def told_chart(tile: Tile, size: tuple[int, int] = TOLD) -> str:
    """The whole chart as SVG; for what is kept day by day its runs or its month. Empty without a figure."""
    if tile.month is not None:
        return plain_svg(large_cross(tile.month, *size))
    return plain_svg(
        since_bars(tile.since, *size) if tile.since is not None else large(recent(tile.chart, WEEKS), *size)
    )


def held_chart(tile: Tile) -> str:
    """The small chart as SVG, as on a tile of the wall."""
    if tile.month is not None:
        return plain_svg(small_cross(tile.month))
    return plain_svg(since_bars(tile.since, *HELD) if tile.since is not None else spark(tile.chart, *HELD))


def alt(tile: Tile) -> str:
    """What the picture says: the measure's name and sentence, then its weeks in numbers."""
    drawn = (
        cross_summary(tile.month)
        if tile.month is not None
        else ""
        if tile.since
        else summary(recent(tile.chart, WEEKS))
    )
    return " ".join(f"{part.rstrip('.')}." for part in (tile.full_name, tile.says, drawn) if part)


def board_alt(lines: Sequence[MeasureLine]) -> str:
    """What the board on half a page says, a sentence or two for each measure."""
    return " ".join(_row_alt(line) for line in lines)


def _row_alt(line: MeasureLine) -> str:
    drawn = line.tile
    figure = f"{drawn.value_text} {drawn.unit_text}".strip()
    usual = f", usually {line.usual}" if line.usual else ""
    return f"{drawn.full_name}: {figure}, {word(drawn.stands)}{usual}. {row_sentence(line)}"
