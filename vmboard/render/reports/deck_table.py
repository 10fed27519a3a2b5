"""Native PowerPoint table: the board on half a page, a row a measure with its last weeks a cell each, as text that can
be edited. Its words, arrow and week are the tile's own, as in the drawing for paper.

Where a week stands in its cell, above, on or below the middle, says how far it lies from the average: by more than one
sigma, or where there are no limits on which side.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Any, NamedTuple

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from vmboard.domain.spc.words import Went
from vmboard.domain.views.measures import MeasureLine, SigmaDot, SigmaWeek, Standing
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Domain, Signal
from vmboard.render.half_page import HEADS, KEY, keys, note_below, without_a_range
from vmboard.render.marks import TONES, word
from vmboard.render.reports.deck_chart import FONT, Box, colour
from vmboard.render.reports.pictures import board_alt
from vmboard.render.typeset import wrap

TEXT, SMALL, LINE, AROUND, EDGE = 11, 9, 1.2, 5, 3
"""Points: letters, what stands beside them, and what a cell leaves free above and below together, and at each side."""
SHARES = {"domain": 0.085, "name": 0.26, "latest": 0.1, "weeks": 0.26, "word": 0.12, "usual": 0.175}
"""Of the table's width, in the order of its columns; that of the weeks is shared among them."""
ARROWS = {Went.UP: "↑", Went.DOWN: "↓", Went.LEVEL: "→"}
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""No style and no grid: what is not filled shows the slide."""
HIGH = "Each cell is a week: high or low in it, more than 1 sigma above or below the average"
_SIGNS = {
    "better": "●", "worse": "◆", "changed": "■", "band": "▒", "side": "▀▄", "hollow": "○", "question": "?",
    "missing": "×", "tick": "|", "begins": "┊",
}  # fmt: skip
_WITHOUT = {
    Standing.LEFT_OUT: "hollow", Standing.BEING_CHECKED: "question", Standing.NO_FIGURE: "missing",
    Standing.NO_EVENT: "tick",
}  # fmt: skip


class Words(NamedTuple):
    """A piece of a cell's text, and how it looks."""

    text: str
    size: float = TEXT
    tone: str = "ink"
    bold: bool = False


def slides_of(lines: Sequence[MeasureLine], wide: int, high: int) -> Iterator[Sequence[MeasureLine]]:
    """The rows on as few slides as hold them, each about as full, in the order of the board."""
    ours = sorted(lines, key=lambda line: _DOMAINS.index(line.tile.domain))
    room = high / Pt(1) - _HEAD - _KEY
    tall = [_height(line, wide / Pt(1)) for line in ours]
    each = sum(tall) / max(ceil(sum(tall) / room), 1)
    part, used = list[MeasureLine](), 0.0
    for line, height in zip(ours, tall, strict=True):
        if part and (used + height > room or used + height / 2 > each):
            yield part
            part, used = [], 0.0
        part.append(line)
        used += height
    if part:
        yield part


def add_board(slide: Any, lines: Sequence[MeasureLine], box: Box) -> None:
    """The table of some rows, and below it the key to what they have."""
    left, top, wide, _ = box
    weeks = lines[0].weeks
    widths = _widths(wide, len(weeks))
    tall = [Pt(_HEAD), *(Pt(_height(line, wide / Pt(1))) for line in lines)]
    frame = slide.shapes.add_table(len(tall), len(widths), Emu(left), Emu(top), Emu(wide), Emu(sum(tall)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", board_alt(lines))
    table = frame.table
    table.horz_banding = False
    table._tbl.tblPr.find(f"{{{table._tbl.nsmap['a']}}}tableStyleId").text = PLAIN_TABLE
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    for row, height in zip(table.rows, tall, strict=True):
        row.height = Emu(height)
    cells = [list(row.cells) for row in table.rows]
    _heads(cells[0], weeks)
    for line, row in zip(lines, cells[1:], strict=True):
        _row(line, row)
    _domains(lines, cells[1:])
    _key(slide, lines, (left, top + sum(tall), wide, Pt(_KEY)))


def cells_of(line: MeasureLine) -> tuple[list[list[Words]], list[list[Words]]]:
    """The texts of a row before its weeks and after them, a list of paragraphs' pieces each."""
    tile = line.tile
    unit = [Words(f" {tile.unit_text}", SMALL, "quiet")] if tile.unit_text else []
    arrow = f"{ARROWS[tile.arrow]} " if tile.arrow else ""
    tone = TONES[tile.stands] if tile.stands else "steady"
    said = Words(f"{arrow}{word(tile.stands)}", TEXT - 1, {"changed": "ink", "steady": "quiet"}.get(tone, tone), True)
    usual = Words(line.usual) if line.usual else Words(without_a_range(tile), SMALL, "quiet")
    note = note_below(tile)
    below = [Words(f"\n{note}", SMALL, "quiet")] if note else []
    return [[Words(tile.full_name, bold=True)], [Words(tile.value_text, bold=True), *unit]], [[said], [usual, *below]]


def signs_of(week: SigmaWeek) -> str:
    """What stands in the cell of a week."""
    if not week.dots:
        return _SIGNS[_WITHOUT[week.standing]] if week.standing in _WITHOUT else ""
    return "".join(map(_sign, week.dots))


def _sign(dot: SigmaDot) -> str:
    if dot.standing in _WITHOUT:
        return _SIGNS[_WITHOUT[dot.standing]]
    if dot.sigmas is None and dot.side:
        return _SIGNS["side"][dot.side < 0]
    if dot.signal is Signal.CONCERN:
        return _SIGNS["worse"]
    if dot.signal is Signal.NEUTRAL:
        return _SIGNS["changed"]
    return _SIGNS["better"] if dot.side is not None else "•"


def _heads(cells: Sequence[Any], weeks: Sequence[SigmaWeek]) -> None:
    measure, latest, says, usual = HEADS
    for place, words in {1: measure, 2: latest, -2: says, -1: usual}.items():
        _put(cells[place], [Words(words, SMALL, "quiet")], anchor=MSO_ANCHOR.BOTTOM)
    for first, last, week, align in _dated(weeks):
        if last > first:
            cells[3 + first].merge(cells[3 + last])
        _put(cells[3 + first], [Words(short_day(week.week), SMALL, "quiet")], align, MSO_ANCHOR.BOTTOM, edge=0)
    for cell in cells:
        _rule(cell, "lnB", "header", 1.5)


def _dated(weeks: Sequence[SigmaWeek]) -> Iterator[tuple[int, int, SigmaWeek, Any]]:
    """The first, a middle and the last week, each over the cells around its own; of a few weeks the last alone."""
    end, third = len(weeks) - 1, len(weeks) // 3
    if third < 3:
        yield 0, end, weeks[-1], PP_ALIGN.RIGHT
        return
    yield 0, third - 1, weeks[0], PP_ALIGN.LEFT
    yield third, 2 * third, weeks[len(weeks) // 2], PP_ALIGN.CENTER
    yield 2 * third + 1, end, weeks[-1], PP_ALIGN.RIGHT


def _row(line: MeasureLine, cells: Sequence[Any]) -> None:
    before, after = cells_of(line)
    for cell, words in zip((*cells[1:3], *cells[-2:]), (*before, *after), strict=True):
        _put(cell, words)
    newest = next((week for week in reversed(line.weeks) if any(map(_counts, week.dots))), None)
    for cell, week in zip(cells[3:-2], line.weeks, strict=True):
        if week.limits:
            cell.fill.solid()
            cell.fill.fore_color.rgb = colour("page")
        if signs := signs_of(week):
            said = Words(signs, TEXT if week is newest else SMALL, _tone(week), week is newest)
            _put(cell, [said], PP_ALIGN.CENTER, _anchor(week), edge=0)
        if week.begins:
            _rule(cell, "lnL", "ink", 1.25, "dash")


def _counts(dot: SigmaDot) -> bool:
    return dot.standing is Standing.COUNTS


def _tone(week: SigmaWeek) -> str:
    tones = [TONES[dot.signal] for dot in week.dots if dot.signal and _counts(dot)]
    told = next((tone for tone in ("worse", "better", "changed") if tone in tones), "steady")
    return {"changed": "ink", "steady": "quiet"}.get(told, told)


def _anchor(week: SigmaWeek) -> Any:
    """Where the newest dot of a week stands: by more than one sigma off the average, or beside the middle."""
    dot = week.dots[-1] if week.dots else None
    far = 0.0 if dot is None else dot.sigmas if dot.sigmas is not None else 2.0 * (dot.side or 0)
    return MSO_ANCHOR.TOP if far > 1 else MSO_ANCHOR.BOTTOM if far < -1 else MSO_ANCHOR.MIDDLE


def _domains(lines: Sequence[MeasureLine], rows: Sequence[Sequence[Any]]) -> None:
    """One cell for the rows of a domain, and a line above them."""
    for domain, some in groupby(range(len(lines)), key=lambda row: lines[row].tile.domain):
        places = list(some)
        first = rows[places[0]]
        if len(places) > 1:
            first[0].merge(rows[places[-1]][0])
        _put(first[0], [Words(domain.label, TEXT - 1, "quiet")], anchor=MSO_ANCHOR.TOP)
        if places[0]:
            for cell in first:
                _rule(cell, "lnT", "rule", 1)


def _key(slide: Any, lines: Iterable[MeasureLine], box: Box) -> None:
    """What the signs mean: only those that stand here."""
    frame = slide.shapes.add_textbox(*map(Emu, box)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    said = [Words(HIGH, SMALL, "quiet")]
    for name in keys(lines):
        tone = name if name in ("better", "worse") else "ink"
        said += [Words(f"   {_SIGNS[name]} ", SMALL, tone), Words(KEY[name], SMALL, "quiet")]
    _write(frame.paragraphs[0], said)


def _put(
    cell: Any, words: Sequence[Words], align: Any = PP_ALIGN.LEFT, anchor: Any = MSO_ANCHOR.MIDDLE, edge: float = EDGE
) -> None:
    cell.margin_left = cell.margin_right = Pt(edge)
    cell.margin_top = cell.margin_bottom = Pt(AROUND / 2)
    cell.vertical_anchor = anchor
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = align
    _write(paragraph, words)


def _write(paragraph: Any, words: Iterable[Words]) -> None:
    for text, size, tone, bold in words:
        if text.startswith("\n"):
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = text.removeprefix("\n")
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = colour(tone)


def _rule(cell: Any, side: str, tone: str, width: float, dash: str = "solid") -> None:
    """A line at one side of a cell: ``lnL``, ``lnT`` or ``lnB``; lines come before what fills it."""
    line = (
        f'<a:{side} {nsdecls("a")} w="{Pt(width)}"><a:solidFill><a:srgbClr val="{colour(tone)}"/></a:solidFill>'
        f'<a:prstDash val="{dash}"/></a:{side}>'
    )
    properties = cell._tc.get_or_add_tcPr()
    before = _SIDES[: _SIDES.index(side)]
    properties.insert(sum(part.tag.rpartition("}")[2] in before for part in properties), parse_xml(line))


def _widths(wide: int, weeks: int) -> list[int]:
    each = {name: int(wide * share) for name, share in SHARES.items()}
    return [
        each["domain"], each["name"], each["latest"], *[each["weeks"] // weeks] * weeks, each["word"], each["usual"]
    ]  # fmt: skip


def _height(line: MeasureLine, wide: float) -> float:
    """Of a row in points, by how many lines its texts take in columns of a table ``wide`` points wide."""
    before, after = cells_of(line)
    columns = zip((*before, *after), ("name", "latest", "word", "usual"), strict=True)
    return max(_tall(words, SHARES[name] * wide - 2 * EDGE) for words, name in columns) + AROUND


def _tall(words: Sequence[Words], room: float) -> float:
    """A piece that begins a line counts by itself; one that goes on is taken with the letters of the first."""
    said: list[Words] = []
    for part in words:
        if said and not part.text.startswith("\n"):
            said[-1] = said[-1]._replace(text=said[-1].text + part.text)
        else:
            said.append(part._replace(text=part.text.removeprefix("\n")))
    return sum(len(wrap(part.text, room * 0.95, part.size, bold=part.bold)) * part.size * LINE for part in said)


_SIDES = ("lnL", "lnR", "lnT", "lnB")
_DOMAINS = list(Domain)
_HEAD = SMALL * LINE + AROUND
_KEY = 2 * SMALL * LINE + 8
