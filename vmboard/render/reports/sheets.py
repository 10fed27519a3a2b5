"""Printable sheets: the wall on one sheet for when the screen is dark, a form for the figures, a huddle on paper."""

from typing import Any

from vmboard.domain.huddles.figures import told_first
from vmboard.domain.huddles.sections import SECTIONS, Section
from vmboard.domain.views.board import ActionLine, Board, Card, Tile
from vmboard.domain.views.week import WeekLine, WeekView
from vmboard.domain.views.year import Year
from vmboard.domain.weeks import DAYS
from vmboard.domain.words import Domain
from vmboard.render.reports.paper import Data, typeset
from vmboard.render.reports.pictures import alt, held_chart
from vmboard.render.reports.wording import day_words, sign
from vmboard.render.tile import data_note

_TEMPLATE = "sheets.typ"


def wall_sheet(board: Board) -> bytes:
    """The whole wall on one side of A3, which prints on A4 as well: as large as it fits."""
    domains = [(domain, board.tiles_of(domain)) for domain in Domain]
    return typeset(_TEMPLATE, {
        "kind": "wall_sheet", "title": f"{board.team_name}: the wall", "name": board.team_name,
        "vision": board.vision, "week": f"Week ending {board.week_text}", "huddle": f"Next huddle {board.next_huddle}",
        "domains": [
            {"name": domain.label, "tiles": [_small(tile) for tile in tiles]} for domain, tiles in domains if tiles
        ],
        "lanes": [{"name": lane.name, "cards": [_card(card) for card in lane.cards]} for lane in board.lanes],
        "actions": [_action(line) for line in board.actions], "foot": _foot(board),
    })  # fmt: skip


def figures_form(view: WeekView, team_name: str) -> bytes:
    """A form with the team's own measures: what is computed by the board is not asked for."""
    typed = [line for line in view.lines if line.figure is not None or line.by_day]
    first = (view.week.weekday() + 1) % 7
    days = [DAYS[(first + place) % 7][:2] for place in range(7)]
    week = view.title[:1].lower() + view.title[1:]
    return typeset(_TEMPLATE, {
        "kind": "figures_form", "title": f"{team_name}: figures, {week}", "name": team_name, "week": view.title,
        "foot": f"{team_name} · {view.title}",
        "domains": [
            {"name": domain.label, "lines": [_to_fill(line, days) for line in typed if line.domain is domain]}
            for domain in Domain if any(line.domain is domain for line in typed)
        ],
    })  # fmt: skip


def huddle_sheet(board: Board, projects: list[tuple[str, str]]) -> bytes:
    """The fifteen minutes on paper: what the board would show at each section, and lines to write on."""
    said: dict[Section, list[Data]] = {
        Section.FIGURES: [_said(tile) for tile in told_first(board.tiles)]
        + [_line(owed.name, owed.said) for owed in board.owed],
        Section.PROJECTS: [_line(title, where) for title, where in projects],
        Section.ACTIONS: [_action(line) for line in board.actions],
    }
    blanks = {Section.PROJECTS: 4, Section.ACTIONS: 5}
    parts = [
        {
            "title": part.title, "prompt": part.prompt, "lines": said.get(part.section, []),
            "minutes": f"{part.minutes} minute{'s' if part.minutes > 1 else ''}",
            "ticks": part.section is Section.ACTIONS, "blanks": blanks.get(part.section, 1),
        }
        for part in SECTIONS
    ]  # fmt: skip
    return typeset(_TEMPLATE, {
        "kind": "huddle_sheet", "title": f"{board.team_name}: huddle sheet", "name": board.team_name,
        "when": board.next_huddle, "parts": parts, "foot": _foot(board),
    })  # fmt: skip


def year_sheet(year: Year) -> bytes:
    """A team's year on one side of A4: as large as it fits."""
    many = [_line(f"{number:,}", what) for what, number in year.facts]
    return typeset(_TEMPLATE, {
        "kind": "year", "title": year.title, "name": year.team_name, "place": year.place, "span": year.span_text,
        "tally": year.tally, "facts": many, "graduated": year.graduated,
        "parts": [
            {"title": title, "empty": empty, "lines": [_line(one.title, one.words, one.when) for one in lines]}
            for title, empty, lines in (
                ("Tried, and still open", "Nothing is open from this year.", year.tried),
                ("Kept", "Nothing became part of the work yet.", year.kept),
                ("Stopped, and learned", "Nothing was stopped.", year.stopped),
            )
        ],
        "gave": list(year.gave), "spent": list(year.spent), "thanked": list(year.thanked),
        "celebrated": list(year.celebrated),
        "foot": f"{'Demo data · ' if year.is_demo else ''}{year.team_name} · board revision {year.revision:,} · "
                f"{day_words(year.last)}",
    })  # fmt: skip


def _small(tile: Tile) -> Data:
    note = data_note(tile) if tile.since is None else ""
    return {
        "name": tile.name, "value": tile.value_text, "unit": tile.unit_text, "mark": sign(tile.stands),
        "target": tile.target_text, "notes": [part for part in (tile.doubt, note) if part], "chart": held_chart(tile),
        "alt": alt(tile),
    }  # fmt: skip


def _card(card: Card) -> Data:
    said = (card.owner, card.days_text, f"PDSA {card.cycle}" if card.cycle else "", card.holding_text, card.benefit)
    trouble = card.halted or (f"Blocked: {card.blocked}" if card.blocked else "Stuck" if card.stuck else "")
    return _line(card.title, " · ".join(part for part in (*said, trouble) if part))


def _action(line: ActionLine) -> Data:
    return _line(line.text, line.told, ", ".join(part for part in (line.owner, line.due_text) if part))


def _said(tile: Tile) -> Data:
    return _line(tile.full_name, tile.says, f"{tile.value_text} {tile.unit_text}".strip())


def _to_fill(line: WeekLine, days: list[str]) -> Data:
    unit = line.unit_text if not line.out_of else f"{line.unit_text}, of {line.out_of}".strip(", ")
    last = f"{line.last_text}{f', {line.last_when}' if line.last_text and line.last_when else ''}"
    return {
        "name": line.name, "unit": unit, "last": last, "usual": f"usual {line.usual}" if line.usual else "",
        "by-day": line.by_day, "days": days, "out-of": line.out_of,
    }  # fmt: skip


def _line(lead: str, words: str = "", beside: str = "") -> dict[str, Any]:
    return {"lead": lead, "words": words, "beside": beside}


def _foot(board: Board) -> str:
    return f"{board.team_name} · board revision {board.revision:,} · {day_words(board.today)}"
