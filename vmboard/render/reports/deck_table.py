"""Native PowerPoint table: the board on half a page, a row a measure with its last weeks a cell each, as text that can
be edited. Its words, arrow and week are the tile's own, as in the drawing for paper.

Where a week stands in its cell, above, on or below the middle, says how far it lies from the average: by more than one
sigma, or where there are no limits on which side.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsuri, qn
from pptx.util import Emu, Pt

from vmboard.domain.views.measures import MeasureLine, SigmaDot, SigmaWeek, Standing
from vmboard.domain.weeks import short_day
from vmboard.render.half_page import HEADS
from vmboard.render.html import Markup, tag
from vmboard.render.marks import TONES
from vmboard.render.reports.deck_chart import FONT, Box, colour
from vmboard.render.reports.deck_row_words import NEW_LINE, SMALL, TEXT, Words, cells_of, key_words, signs_of
from vmboard.render.reports.deck_rows import APART, AROUND, EDGE, columns_of, head_height, height_of, key_height, widths
from vmboard.render.reports.pictures import board_alt

PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""No style and no grid: what is not filled shows the slide."""


class Side(NamedTuple):
    """A line at one side of a cell: ``lnL``, ``lnT`` or ``lnB``, in this order where there are several."""

    which: str
    tone: str
    width: float
    dash: str = "solid"


def add_board(slide: Any, lines: Sequence[MeasureLine], box: Box) -> None:
    """The table of some rows. Its last row is the key to what they have: however high a program for slides draws the
    others, the key stands below them."""
    left, top, wide, _ = box
    weeks, places = lines[0].weeks, range(len(lines))
    columns = columns_of(lines, wide / Pt(1))
    points = [head_height(columns), *(height_of(line, columns) for line in lines), key_height(lines, columns)]
    tall = [Pt(high) for high in points]
    frame = slide.shapes.add_table(1, 1, Emu(left), Emu(top), Emu(wide), Emu(sum(tall)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", board_alt(lines))
    domains = [list(some) for _, some in groupby(places, key=lambda place: lines[place].tile.domain)]
    rows = [_heads(weeks), *(_row(lines[at], at, some) for some in domains for at in some)]
    rows.append(_key(lines, len(columns) - 1 + len(weeks)))
    table = frame.table._tbl
    for part in table.findall(qn("a:tr")) + table.findall(qn("a:tblGrid")):
        table.remove(part)
    table.tblPr.find(qn("a:tableStyleId")).text = PLAIN_TABLE
    grid = _part("tblGrid", *(_part("gridCol", w=width) for width in widths(columns, len(weeks))))
    table.extend(_parsed(grid, *(_part("tr", *cells, h=high) for high, cells in zip(tall, rows, strict=True))))


def _heads(weeks: Sequence[SigmaWeek]) -> Iterator[Markup]:
    rule = (Side("lnB", "header", 1.5),)
    measure, latest, says, usual = (
        _cell([Words(head, SMALL, "quiet")], anchor="b", sides=rule, edge=edge)
        for head, edge in zip(HEADS, (EDGE, EDGE, APART, EDGE), strict=True)
    )
    yield from (_cell([], sides=rule), measure, latest)
    for first, last, week, align in _dated(weeks):
        span = {"gridSpan": last - first + 1} if last > first else {}
        yield _cell([Words(short_day(week.week), SMALL, "quiet")], align, "b", edge=0, sides=rule, span=span)
        yield from (_cell([], sides=rule, span={"hMerge": 1}) for _ in range(last - first))
    yield from (says, usual)


def _row(line: MeasureLine, place: int, domain: Sequence[int]) -> Iterator[Markup]:
    """The cells of a row; ``domain`` are the places of its domain's rows here, which share the first cell."""
    above = (Side("lnT", "rule", 1),) if place == domain[0] and place else ()
    before, after = cells_of(line)
    if place > domain[0]:
        yield _cell([], span={"vMerge": 1})
    else:
        span = {"rowSpan": len(domain)} if len(domain) > 1 else {}
        yield _cell([Words(line.tile.domain.label, TEXT - 1, "quiet")], anchor="t", sides=above, span=span)
    yield from (_cell(words, sides=above) for words in before)
    newest = next((week for week in reversed(line.weeks) if any(map(_counts, week.dots))), None)
    for week in line.weeks:
        signs, is_newest = signs_of(week), week is newest
        words = [Words(signs, TEXT if is_newest else SMALL, _tone(week), is_newest)] if signs else []
        sides = (*((Side("lnL", "ink", 1.25, "dash"),) if week.begins else ()), *above)
        yield _cell(words, "ctr", _anchor(week), edge=0, sides=sides, fill="page" if week.limits else "")
    says, usual = after
    yield from (_cell(says, sides=above, edge=APART), _cell(usual, sides=above))


def _dated(weeks: Sequence[SigmaWeek]) -> Iterator[tuple[int, int, SigmaWeek, str]]:
    """The first, a middle and the last week, each over the cells around its own; of a few weeks the last alone."""
    end, third = len(weeks) - 1, len(weeks) // 3
    if third < 3:
        yield 0, end, weeks[-1], "r"
        return
    yield 0, third - 1, weeks[0], "l"
    yield third, 2 * third, weeks[len(weeks) // 2], "ctr"
    yield 2 * third + 1, end, weeks[-1], "r"


def _counts(dot: SigmaDot) -> bool:
    return dot.standing is Standing.COUNTS


def _tone(week: SigmaWeek) -> str:
    tones = [TONES[dot.signal] for dot in week.dots if dot.signal and _counts(dot)]
    told = next((tone for tone in ("worse", "better", "changed") if tone in tones), "steady")
    return {"changed": "ink", "steady": "quiet"}.get(told, told)


def _anchor(week: SigmaWeek) -> str:
    """Where the newest dot of a week stands: by more than one sigma off the average, or beside the middle."""
    dot = week.dots[-1] if week.dots else None
    far = 0.0 if dot is None else dot.sigmas if dot.sigmas is not None else 2.0 * (dot.side or 0)
    return "t" if far > 1 else "b" if far < -1 else "ctr"


def _key(lines: Iterable[MeasureLine], columns: int) -> Iterator[Markup]:
    """What the signs mean, in one cell over all columns."""
    yield _cell(key_words(lines), anchor="t", sides=(Side("lnT", "rule", 1),), edge=0, span={"gridSpan": columns})
    yield from (_cell([], span={"hMerge": 1}) for _ in range(columns - 1))


def _cell(
    words: Sequence[Words], align: str = "l", anchor: str = "ctr", *, edge: float = EDGE, sides: Sequence[Side] = (),
    fill: str = "", span: dict[str, int] | None = None,
) -> Markup:  # fmt: skip
    """A cell as a slide keeps it. One without words has small letters all the same: they give a row its height."""
    said = list(_runs(words)) or [_part("endParaRPr", sz=SMALL * 100)]
    looks = _part(
        "tcPr", *map(_side, sides), _filled(fill) if fill else _part("noFill"), marL=Pt(edge),
        marR=Pt(EDGE if edge else 0), marT=Pt(AROUND / 2), marB=Pt(AROUND / 2), anchor=anchor,
    )  # fmt: skip
    paragraph = _part("p", _part("pPr", algn=align), *said)
    return _part("tc", _part("txBody", _part("bodyPr"), _part("lstStyle"), paragraph), looks, **(span or {}))


def write(paragraph: Any, words: Iterable[Words]) -> None:
    """Add pieces of text to a paragraph that is still to end."""
    paragraph._p.extend(_parsed(*_runs(words)))


def _runs(words: Iterable[Words]) -> Iterator[Markup]:
    for text, size, tone, bold in words:
        if text.startswith(NEW_LINE):
            yield _part("br")
        looks = _part(
            "rPr", _filled(tone), _part("latin", typeface=FONT), lang="en-GB", sz=round(size * 100), b=int(bold)
        )  # fmt: skip
        yield _part("r", looks, tag("a:t", text.removeprefix(NEW_LINE)))


def _side(side: Side) -> Markup:
    return _part(side.which, _filled(side.tone), _part("prstDash", val=side.dash), w=Pt(side.width))


def _filled(tone: str) -> Markup:
    return _part("solidFill", _part("srgbClr", val=colour(tone)))


def _part(name: str, *inside: Markup, **said: object) -> Markup:
    """An element of DrawingML around others."""
    return tag(f"a:{name}", *inside, **said)


def _parsed(*parts: Markup) -> list[Any]:
    """Parts of a slide: written as text and read at once, which takes a fifth of the time of making each by itself."""
    return list(parse_xml(str(tag("a:tbl", *parts, **{"xmlns:a": nsuri("a")}))))
