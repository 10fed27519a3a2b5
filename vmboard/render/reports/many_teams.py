"""Reports over many teams on paper: a programme's return, and a pathway as all of its teams may see it."""

from datetime import date

from vmboard.domain.views.pathways import PathwayView
from vmboard.domain.views.programmes import ProgrammeReturn, ReturnLine, ReturnSection
from vmboard.render.reports.paper import Data, typeset
from vmboard.render.reports.pathway_paper import pathway_data
from vmboard.render.reports.pictures import alt, held_chart
from vmboard.render.reports.wording import day_words, sign

_TEMPLATE = "many_teams.typ"
MOST_DRAWN = 120
"""Above so many lines a return draws no charts: a hundred teams stay within some pages and seconds."""
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
        "sentence": tile.says if tile else "", "chart": held_chart(tile) if tile and draws else "",
        "alt": alt(tile) if tile else "", "across": MONTH if tile and tile.month else CHART,
    }  # fmt: skip


def pathway_pdf(view: PathwayView, made_on: date) -> bytes:
    """A pathway to hand round. ``view`` is what all of its teams may see."""
    name = view.line.name
    return typeset(_TEMPLATE, {
        "kind": "pathway", "title": f"{name}: pathway", "foot": f"{name} · made {day_words(made_on)}",
        **pathway_data(view),
    })  # fmt: skip
