"""PowerPoint decks: a report or a pack as slides of native text and native charts, on the organisation's own template
where there is one."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from vmboard.domain.views.board import Tile
from vmboard.domain.views.pathways import PathwayView
from vmboard.domain.views.reports import Item, Pack, Report, Section
from vmboard.render.labels import side_labels
from vmboard.render.reports.deck_chart import FONT, Box, add_chart, colour
from vmboard.render.reports.deck_row_words import Words
from vmboard.render.reports.deck_rows import slides_of
from vmboard.render.reports.deck_scale import rescale, scale_of
from vmboard.render.reports.deck_table import add_board, write
from vmboard.render.reports.deck_template import drop_empty, fit_title, is_title_only, opened, title_bottom, title_size
from vmboard.render.reports.deck_words import Column, Heading, columns_of, lines_of
from vmboard.render.reports.pathway_words import (
    KICKER,
    TOGETHER,
    along,
    measure_section,
    notices,
    own,
    projects_section,
)
from vmboard.render.reports.wording import DRAWN, HELD, SHAPES, TOLD, day_words, kicker, notes, sign, tally

EDGE, GAP, TOP, FOOT = Inches(0.55), Inches(0.3), Inches(1.25), Inches(0.35)
TITLE_ONLY = 5
"""The layout of python-pptx's own template that has a title and nothing else."""
TEXT, LINE = 13, 18
"""Points of words in columns, and of a line of them with what it keeps free."""
LETTERS = 1.9
"""Letters of a line for each em of its width."""
COUNTED = Inches(1.7)
"""How high the counts of signals stand, on the first slide."""
ROWS = 14
"""Teams on one slide of the picture across teams."""


def report_deck(report: Report, template: Path | None = None) -> bytes:
    """One team's report-out as a deck."""
    deck = _Deck(template, f"{report.team_name} · week ending {report.week_text} · board revision {report.revision:,}")
    deck.report(report, of_many=False)
    return deck.saved(report.title)


def pack_deck(pack: Pack, template: Path | None = None, step: Callable[[int], None] = lambda _: None) -> bytes:
    """Of every team its figures and what changed, then the pathways and the picture across teams. ``step`` is told
    after each team how many are drawn."""
    deck = _Deck(template, f"{pack.title} · {day_words(pack.made_on)}")
    for drawn, report in enumerate(pack.reports, 1):
        deck.report(report, of_many=True)
        step(drawn)
    for view in pack.pathways:
        deck.pathway(view)
    for first in range(0, len(pack.across), ROWS):
        deck.across(pack, first)
    return deck.saved(pack.title)


class _Deck:
    """Slides as they are added, laid out at one size of letters; what a slide of another size has is scaled at the
    end."""

    def __init__(self, template: Path | None, foot: str) -> None:
        own = opened(template) if template else None
        self._deck: Any = own or Presentation()
        self._foot = foot
        if own is None:
            self._deck.slide_width, self._deck.slide_height = Inches(13.333), Inches(7.5)
        layouts = list(self._deck.slide_layouts)
        self._layout = next((one for one in layouts if is_title_only(one)), layouts[min(TITLE_ONLY, len(layouts) - 1)])
        below = title_bottom(self._deck, self._layout) if own else None
        self._scale, self._has_title = scale_of(self._deck), below is not None
        self.top = int(TOP) if below is None else int(below / self._scale) + GAP // 2
        self.width, self.height = (
            int(side / self._scale) for side in (self._deck.slide_width, self._deck.slide_height)
        )
        self._across = int(self._column() / Pt(TEXT) * LETTERS)

    def saved(self, title: str) -> bytes:
        for slide in self._deck.slides if abs(self._scale - 1) > 0.001 else ():
            rescale(slide, self._scale, keep=slide.shapes.title if self._has_title else None)
        self._deck.core_properties.title, self._deck.core_properties.author = title, "vmboard"
        kept = io.BytesIO()
        self._deck.save(kept)
        return kept.getvalue()

    def report(self, report: Report, *, of_many: bool) -> None:
        """Its first slide, then words and figures in the order of the audience."""
        columns = columns_of(report.before, self._lines(self.top + COUNTED), self._across)
        self._opening(report, columns[:2])
        self._words(columns[2:], report.team_name)
        self._board(report, of_many=of_many)
        for tiles, heading, beside, rows in ((report.signals, TOLD, 2, 2), (report.others, HELD, 3, 2)):
            across, down = (3, 2) if of_many else (beside, rows)
            for first in range(0, len(tiles), across * down):
                slide = self._slide(f"{heading}: {report.team_name}" if of_many else heading)
                self._tiles(slide, tiles[first : first + across * down], across, down)
        self._words(columns_of(report.after, self._lines(self.top), self._across), report.team_name)

    def _board(self, report: Report, *, of_many: bool) -> None:
        """The board on half a page, on as many slides as its rows take."""
        wide, high = self.width - 2 * EDGE, self.height - self.top - FOOT * 2
        for lines in slides_of(report.lines, wide, high):
            slide = self._slide(f"{DRAWN}: {report.team_name}" if of_many else DRAWN)
            add_board(slide, lines, (EDGE, self.top, wide, high))

    def pathway(self, view: PathwayView) -> None:
        """What it is and says of each measure, its projects, then the figures: of all teams together, and of each."""
        line = view.line
        facts = [view.week_text, line.aim, along(line), *notices(view)]
        first = Section(KICKER, tuple(Item("", fact) for fact in facts if fact))
        words = [first, *map(measure_section, view.measures), projects_section(view.projects)]
        columns = columns_of(words, self._lines(self.top), self._across)
        for at in range(0, len(columns), 2):
            self._beside(self._slide(line.name), columns[at : at + 2], self.top)
        together = [of.tile for of in view.measures if of.tile]
        for shown, heading in ((together, TOGETHER), *((own(of), of.name) for of in view.measures)):
            for at in range(0, len(shown), 6):
                self._tiles(self._slide(f"{heading}: {line.name}"), shown[at : at + 6], 3, 2)

    def across(self, pack: Pack, first: int) -> None:
        """A table of teams: how many measures of each signal."""
        slide = self._slide("Across teams")
        lines = pack.across[first : first + ROWS]
        heads = ("Team", *pack.heads)
        wide = self.width - 2 * EDGE
        frame = slide.shapes.add_table(
            len(lines) + 1, len(heads), Emu(EDGE), Emu(self.top), Emu(wide), Emu(Inches(0.36) * (len(lines) + 1))
        )
        frame.table.columns[0].width = Emu(wide // 4)
        for column in range(1, len(heads)):
            frame.table.columns[column].width = Emu(wide * 3 // 4 // (len(heads) - 1))
        rows = [heads, *((one.name, *map(str, (*one.counts, one.testing, one.embedded, one.waiting))) for one in lines)]
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                _cell(frame.table.cell(row, column), words, is_head=row == 0)

    def _opening(self, report: Report, columns: Sequence[Column]) -> None:
        slide = self._slide(report.team_name)
        facts = (kicker(report), f"Week ending {report.week_text}", report.place, *report.notices)
        wide = self.width - 2 * EDGE
        self._text(slide, (EDGE, self.top, wide, Inches(0.4)), [Item("", " · ".join(one for one in facts if one))], 14)
        shown = [one for one in tally(report) if one["count"]]
        each = (wide - GAP // 2 * (len(shown) - 1)) // max(len(shown), 1)
        for place, one in enumerate(shown):
            self._count(slide, one, (EDGE + place * (each + GAP // 2), self.top + Inches(0.5), each, Inches(0.95)))
        self._beside(slide, columns, self.top + COUNTED)

    def _count(self, slide: Any, counted: dict[str, Any], box: Box) -> None:
        """How many measures have a signal: the number with the signal's shape and word."""
        is_told = counted["tone"] in ("better", "worse")
        frame = slide.shapes.add_textbox(*map(Emu, box))
        frame.fill.solid()
        frame.fill.fore_color.rgb = colour(f"{counted['tone']}-tint" if is_told else "page")
        inside = frame.text_frame
        inside.word_wrap, inside.auto_size = True, MSO_AUTO_SIZE.NONE
        inside.vertical_anchor = MSO_ANCHOR.MIDDLE
        tone = counted["tone"] if is_told else "ink"
        _run(inside.paragraphs[0], str(counted["count"]), 24, tone, bold=True)
        _run(inside.add_paragraph(), f"{SHAPES[counted['shape']]} {counted['word']}", 13, tone)

    def _words(self, columns: Sequence[Column], name: str) -> None:
        """Two columns of words a slide; what does not fit goes on."""
        for first in range(0, len(columns), 2):
            pair = columns[first : first + 2]
            headings = dict.fromkeys(block.heading for column in pair for block in column)
            self._beside(self._slide(" · ".join(headings) if len(" · ".join(headings)) < 50 else name), pair, self.top)

    def _column(self) -> int:
        """How wide one of two columns is."""
        return int(self.width - 2 * EDGE - 2 * GAP) // 2

    def _lines(self, top: int) -> float:
        """How many lines a column holds that begins there."""
        return float((self.height - top - FOOT * 2) / Pt(LINE))

    def _beside(self, slide: Any, columns: Sequence[Column], top: int) -> None:
        wide = self._column()
        for place, column in enumerate(columns):
            box = (EDGE + place * (wide + 2 * GAP), top, wide, self.height - top - FOOT * 2)
            self._text(slide, box, [line for block in column for line in lines_of(block)], TEXT)

    def _tiles(self, slide: Any, tiles: Sequence[Tile], across: int, down: int) -> None:
        wide = (self.width - 2 * EDGE - GAP * (across - 1)) // across
        high = (self.height - self.top - FOOT * 2 - GAP * (down - 1)) // down
        large = across == 2
        for place, tile in enumerate(tiles):
            left, top = EDGE + place % across * (wide + GAP), self.top + place // across * (high + GAP)
            words = _height(tile, wide, 13 if large else 11)
            _tile_words(slide, tile, (left, top, wide, words), 13 if large else 11)
            beside = Inches(1.05) if tile.since is None and tile.month is None else 0
            add_chart(slide, tile, (left, top + words, wide - beside, high - words), 11 if large else 9)
            _line_names(slide, tile, (left + wide - beside, top + words, beside, high - words), 11 if large else 9)

    def _slide(self, title: str) -> Any:
        slide = self._deck.slides.add_slide(self._layout)
        heading = slide.shapes.title
        if heading is None:
            heading = slide.shapes.add_textbox(Emu(EDGE), Inches(0.35), Emu(self.width - 2 * EDGE), Inches(0.7))
        heading.text_frame.text = title
        drop_empty(slide)
        if self._has_title and slide.shapes.title is not None:
            fit_title(heading, title_size(self._layout))
        else:
            heading.left, heading.top = Emu(EDGE), Inches(0.35)
            heading.width, heading.height = Emu(self.width - 2 * EDGE), Inches(0.7)
            heading.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            paragraph = heading.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.font.size, paragraph.font.bold, paragraph.font.name = Pt(26), True, FONT
            paragraph.font.color.rgb = colour("header")
            heading.text_frame.word_wrap = True
            fit_title(heading, 26)
            rule = slide.shapes.add_textbox(Emu(EDGE), Inches(1.07), Emu(self.width - 2 * EDGE), Pt(2))
            rule.text_frame.word_wrap, rule.text_frame.auto_size = True, MSO_AUTO_SIZE.NONE
            rule.fill.solid()
            rule.fill.fore_color.rgb = colour("header")
        foot = (EDGE, self.height - FOOT - Inches(0.1), self.width - 2 * EDGE, FOOT)
        self._text(slide, foot, [Item("", self._foot)], 10)
        return slide

    def _text(self, slide: Any, box: Box, items: Sequence[Item], size: int) -> None:
        """A line each; one that has nothing but a lead, marked by an empty ``beside``, is a heading."""
        frame = slide.shapes.add_textbox(*map(Emu, box)).text_frame
        frame.word_wrap = True
        for place, item in enumerate(items):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size * 0.45)
            if isinstance(item, Heading):
                paragraph.space_before = Pt(0 if place == 0 else size * 0.8)
                _run(paragraph, item.lead, size + 4, "header", bold=True)
                continue
            if item.lead:
                stop = "." if item.words and item.lead[-1] not in ".?!" else ""
                _run(paragraph, item.lead + stop, size, "ink", bold=True)
            rest = " ".join(part for part in (item.words, f"({item.beside})" if item.beside else "") if part)
            if rest:
                _run(paragraph, f" {rest}" if item.lead else rest, size, "quiet")


def _height(tile: Tile, wide: int, size: int) -> int:
    """How high the words of a measure stand in letters of ``size`` points, by how many lines they take."""
    across = wide / Pt(size) * LETTERS
    name, said = len(tile.full_name) // (across * 0.93) + 1, len(_said(tile)) // (across * 1.05) + 1
    return int(Pt(size * 1.22 * (name + said) + (size + 7) * 1.2 + 12))


def _said(tile: Tile) -> str:
    return " ".join((tile.says, *(f"{note.rstrip('.')}." for note in notes(tile))))


def _tile_words(slide: Any, tile: Tile, box: Box, size: int) -> None:
    """Name, value and word of a measure, then its sentence and what stands beneath it."""
    frame = slide.shapes.add_textbox(*map(Emu, box)).text_frame
    frame.word_wrap = True
    says = sign(tile.stands)
    tone = says["tone"] if says["tone"] in ("better", "worse") else "ink"
    _run(frame.paragraphs[0], tile.full_name, size, "ink", bold=True)
    figure = frame.add_paragraph()
    _run(figure, tile.value_text, size + 7, "ink", bold=True)
    _run(figure, f" {tile.unit_text}  " if tile.unit_text else "  ", size, "quiet")
    _run(figure, f"{SHAPES[says['shape']]} {says['word']}", size, tone, bold=True)
    _run(frame.add_paragraph(), _said(tile), size - 1, "quiet")


def _line_names(slide: Any, tile: Tile, box: Box, size: int) -> None:
    """What the lines of a chart are, the higher one first, at its right."""
    labels = sorted(side_labels(tile.chart), reverse=True) if box[2] else []
    if labels:
        frame = slide.shapes.add_textbox(*map(Emu, box)).text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = Pt(3)
        for place, (_, words, _) in enumerate(labels):
            drawn = "┄" if words.startswith("Target") else "—"
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            _run(paragraph, f"{drawn} {words}", size, "ink" if words.startswith("Target") else "quiet")


def _run(paragraph: Any, words: str, size: float, tone: str, *, bold: bool = False) -> None:
    write(paragraph, [Words(words, size, tone, bold)])


def _cell(cell: Any, words: str, *, is_head: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour("header" if is_head else "panel")
    cell.margin_top = cell.margin_bottom = Pt(2)
    _run(cell.text_frame.paragraphs[0], words, 12, "panel" if is_head else "ink", bold=is_head)
