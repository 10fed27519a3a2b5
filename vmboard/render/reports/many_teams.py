"""Reports over many teams on paper: a programme's return, and a pathway as all of its teams may see it."""

from dataclasses import asdict
from datetime import date

from vmboard.domain.organisation.comparing import CAUTION
from vmboard.domain.views.board import Tile
from vmboard.domain.views.pathways import PathwayMeasureView, PathwayProjectLine, PathwayView
from vmboard.domain.views.programmes import ProgrammeReturn, ReturnLine, ReturnSection
from vmboard.domain.views.reports import Item, Section
from vmboard.render.reports.paper import Data, typeset
from vmboard.render.reports.pdf import tile_data
from vmboard.render.reports.pictures import alt, held_chart, told_chart
from vmboard.render.reports.wording import day_words, notes, sentence, sign

_TEMPLATE = "many_teams.typ"
FOR_ALL = "It holds what all of its teams may see: of a single team, only the figures that its lead let the others see."
MOST_DRAWN = 120
"""Above so many lines a return draws no charts: a hundred teams stay within some pages and seconds."""
WIDE = (1700, 300)
"""Design pixels of a chart across the sheet."""
CHART, MONTH = 34, 20
"""Millimetres across of a small chart, and of a month of days, which is as high as it is wide."""


def return_pdf(view: ProgrammeReturn) -> bytes:
    """A programme's return: a table a measure, a row a team."""
    sections = [*view.required, *filter(None, (view.others,))]
    draws = sum(len(section.lines) for section in sections) <= MOST_DRAWN
    return typeset(_TEMPLATE, {
        "kind": "return", "title": view.title, "kicker": "Programme return", "name": view.name,
        "beside": day_words(view.made_on), "foot": f"{view.title} · made {day_words(view.made_on)}",
        "summary": view.summary, "notices": list(view.notices),
        "sections": [_section(section, draws=draws) for section in sections],
        "projects": [list(line) for line in view.projects],
    })  # fmt: skip


def _section(section: ReturnSection, *, draws: bool) -> Data:
    return {
        "name": section.name, "counts": section.counts, "measured": section.measured,
        "rows": [_row(line, draws=draws) for line in section.lines],
    }  # fmt: skip


def _row(line: ReturnLine, *, draws: bool) -> Data:
    tile = line.tile
    return {
        "team": line.team, "site": line.site, "measure": line.measure, "figure": line.figure, "of": line.of,
        "week": line.week, "notes": list(line.notes), "mark": sign(tile.stands) if tile else None,
        "sentence": sentence(tile) if tile else "", "chart": held_chart(tile) if tile and draws else "",
        "alt": alt(tile) if tile else "", "across": MONTH if tile and tile.month else CHART,
    }  # fmt: skip


def pathway_pdf(view: PathwayView, made_on: date) -> bytes:
    """A pathway to hand round. ``view`` is what all of its teams may see."""
    line = view.line
    stages = [_project(project) for project in view.projects]
    projects = Section("Projects", tuple(stages), "No team has marked a project for this pathway yet.")
    return typeset(_TEMPLATE, {
        "kind": "pathway", "title": f"{line.name}: pathway", "kicker": "Pathway", "name": line.name,
        "beside": view.week_text, "aim": line.aim,
        "along": " → ".join(f"{team.name} ({team.site})" for team in line.teams),
        "notices": ["Demonstration data", FOR_ALL] if view.is_demo else [FOR_ALL],
        "foot": f"{line.name} · made {day_words(made_on)}",
        "measures": [_measure(of) for of in view.measures], "projects": asdict(projects),
    })  # fmt: skip


def _measure(of: PathwayMeasureView) -> Data:
    return {
        "name": of.name, "about": " · ".join(filter(None, (of.pooling.label, of.kept, of.definition))),
        "tile": _told(of.tile, told_chart(of.tile, WIDE), "All teams together") if of.tile else None,
        "why-not": of.why_not, "lacks": list(of.lacks), "differ": list(of.variation),
        "method": f"{of.method} {CAUTION}" if of.method else "",
        "teams": [_told(seen.tile, held_chart(seen.tile), seen.team) for seen in of.teams], "hidden": of.hidden_words,
    }  # fmt: skip


def _told(tile: Tile, chart: str, name: str) -> Data:
    week = [tile.week_text] if tile.week_text and not tile.age_text else []
    return {**tile_data(tile, chart), "name": name, "notes": [*week, *notes(tile)]}


def _project(line: PathwayProjectLine) -> Item:
    return Item(line.title, f"{line.stage.label}, {line.since}", line.team)
