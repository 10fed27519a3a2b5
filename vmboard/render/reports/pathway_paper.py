"""A measure and a pathway as data for paper: what ``house.typ`` and ``pathway.typ`` draw."""

from dataclasses import asdict

from vmboard.domain.views.board import Tile
from vmboard.domain.views.pathways import PathwayMeasureView, PathwayView
from vmboard.render.reports import pathway_words as words
from vmboard.render.reports.paper import Data
from vmboard.render.reports.pictures import alt, held_chart, told_chart
from vmboard.render.reports.wording import notes, sign

WIDE = (1700, 300)
"""Design pixels of a chart across the sheet."""


def tile_data(tile: Tile, chart: str) -> Data:
    """A measure as ``told``, ``held`` and ``brief`` of the house draw it."""
    return {
        "name": tile.full_name, "value": tile.value_text, "unit": tile.unit_text, "mark": sign(tile.stands),
        "sentence": tile.says, "notes": notes(tile), "chart": chart, "alt": alt(tile),
    }  # fmt: skip


def pathway_data(view: PathwayView) -> Data:
    """A pathway as all of its teams may see it."""
    line = view.line
    return {
        "kicker": words.KICKER, "name": line.name, "beside": view.week_text, "aim": line.aim,
        "along": words.along(line), "notices": words.notices(view), "no-measure": words.NO_MEASURE,
        "measures": [_measure(of) for of in view.measures],
        "projects": asdict(words.projects_section(view.projects)),
    }  # fmt: skip


def _measure(of: PathwayMeasureView) -> Data:
    return {
        "name": of.name, "about": words.about(of),
        "tile": _together(of.tile) if of.tile else None,
        "why-not": of.why_not, "lacks": list(of.lacks), "differ": list(of.variation), "method": words.method(of),
        "teams": [_told(seen.tile, held_chart(seen.tile), seen.team) for seen in of.teams], "hidden": of.hidden_words,
    }  # fmt: skip


def _together(tile: Tile) -> Data:
    """With its chart as wide as the sheet, and as wide as half of it."""
    return {**_told(tile, told_chart(tile, WIDE), words.TOGETHER), "narrow": told_chart(tile)}


def _told(tile: Tile, chart: str, name: str) -> Data:
    return {**tile_data(tile, chart), "name": name, "notes": words.tile_notes(tile)}
