"""SVG report: the whole board on half a page as one SVG file, to be printed or put in a report.

Every part is drawn by attributes alone, with no stylesheet: whatever reads SVG reads it whole. Texts wrap and are never
cut. Lengths are design pixels of a sheet 1,000 wide.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vmboard.domain.views.measures import MeasureLine, SigmaDot, Standing
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Domain, Signal
from vmboard.render.half_page import ARROWS, KEY, keys, note_below, sentence, without_a_range
from vmboard.render.html import Markup, tag
from vmboard.render.marks import TONES, word
from vmboard.render.picture import FONT, tokens
from vmboard.render.sigma_strip import CROSS, HEIGHT, STEP, TICK, mark_of, plain, strip
from vmboard.render.typeset import text_width, wrap

WIDTH, EDGE, TITLE, TEXT, SMALL, LINE = 1000, 4, 24, 14, 13.6, 1.18
"""On an A4 sheet a text is 7.2 points high and a small one 7.0: less is read by nobody."""
NAME, LATEST, STRIP, WORD, USUAL = 84, 404, 490, 718, 840
"""Where the columns begin; a column ends 10 before the next."""
SHRUNK, LEAST, AROUND = 0.75, 25, 4
"""A strip against its size on a page, the height of a row at least, and what its texts leave free."""


class _Line(NamedTuple):
    text: str
    size: float = TEXT
    bold: bool = False
    colour: str = "ink"


def picture(lines: Sequence[MeasureLine], title: str = "", note: str = "") -> str:
    """The rows of ``half_page``, under a title where nothing around it says so, light, on white, whole in itself; as
    tall as they need."""
    parts = [_text(EDGE, TITLE, _Line(title, TITLE, bold=True))] if title else []
    top = TITLE + 16.0 if title else 8.0
    for text in wrap(note, WIDTH - 2 * EDGE, TEXT) if note else ():
        parts.append(_text(EDGE, top, _Line(text, TEXT, colour="quiet")))
        top += TEXT * LINE
    parts += _heads(lines, top + 6)
    top += 16
    for domain in Domain:
        ours = [line for line in lines if line.tile.domain is domain]
        for number, line in enumerate(ours):
            if number == 0:
                parts.append(tag("path", d=f"M0 {top}H{WIDTH}", fill="none", stroke=tokens()["rule"]))
                parts.append(_text(EDGE, top + 17, _Line(domain.label, SMALL, colour="quiet")))
            tall = _height(line)
            parts += _row(line, top, tall)
            top += tall
    key, top = _key(lines, top + 20)
    whole = tag(
        "svg",
        tag("title", title) if title else None,
        tag("rect", width=WIDTH, height=top, fill="#FFFFFF"),
        *parts,
        *key,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {top:.0f}", width=WIDTH, height=round(top),
        font_family=FONT,
    )  # fmt: skip
    return str(whole)


def _heads(lines: Sequence[MeasureLine], y: float) -> Iterator[Markup]:
    heads = {EDGE: "Measure", LATEST: "Latest", WORD: "The rules say", USUAL: "Usual range"}
    for x, words in heads.items():
        yield _text(x, y, _Line(words, SMALL, colour="quiet"))
    weeks = lines[0].weeks if lines else ()
    for number in {0, len(weeks) // 2, len(weeks) - 1} if weeks else ():
        said = short_day(weeks[number].week)
        ends = STRIP + STEP * SHRUNK * len(weeks) - text_width(said, SMALL) / 2
        middle = min(STRIP + STEP * SHRUNK * (number + 0.5), ends)  # the last stays off the next column
        yield _text(middle, y, _Line(said, SMALL, colour="quiet"), anchor="middle")


def _cells(line: MeasureLine) -> dict[int, list[_Line]]:
    """The texts of a row by the column they stand in."""
    tile = line.tile
    tone = TONES[tile.stands] if tile.stands else "steady"
    colour = tone if tone in ("better", "worse") else "ink" if tone == "changed" else "quiet"
    said, room = line.usual or without_a_range(tile), WIDTH - USUAL - EDGE
    usual = [_Line(part, TEXT if line.usual else SMALL) for part in wrap(said, room, TEXT if line.usual else SMALL)]
    note = note_below(tile)
    usual += [_Line(part, SMALL, colour="quiet") for part in wrap(note, room, SMALL)] if note else []
    unit = wrap(tile.unit_text, STRIP - LATEST - 10, SMALL) if tile.unit_text else ()
    return {
        NAME: [_Line(part, TEXT, bold=True) for part in wrap(tile.full_name, LATEST - NAME - 10, TEXT, bold=True)],
        LATEST: [_Line(tile.value_text, TEXT, bold=True), *(_Line(part, SMALL, colour="quiet") for part in unit)],
        WORD + (18 if tile.arrow else 0): [
            _Line(part, SMALL, bold=True, colour=colour)
            for part in wrap(word(tile.stands), USUAL - WORD - 26, SMALL, bold=True)
        ],
        USUAL: usual,
    }


def _height(line: MeasureLine) -> float:
    return max(LEAST, *(sum(text.size * LINE for text in texts) + AROUND for texts in _cells(line).values()))


def _row(line: MeasureLine, top: float, tall: float) -> Iterator[Markup]:
    middle = top + tall / 2
    for x, texts in _cells(line).items():
        y = middle - sum(text.size * LINE for text in texts) / 2
        for text in texts:
            yield _text(x, y + text.size * 0.9, text)
            y += text.size * LINE
    at = f"translate({STRIP} {middle - HEIGHT * SHRUNK / 2:.1f}) scale({SHRUNK})"
    yield tag("g", tag("title", sentence(line)), *strip(line.weeks, plain), transform=at)
    if line.tile.arrow:
        fill = tokens()[TONES[line.tile.stands]] if line.tile.stands in _COLOURED else tokens()["quiet"]
        at = f"translate({WORD} {middle - 6.5:.1f}) scale(.65)"
        yield tag("path", d=ARROWS[line.tile.arrow], fill=fill, transform=at)


_COLOURED = (Signal.IMPROVEMENT, Signal.CONCERN)


def _key(lines: Sequence[MeasureLine], top: float) -> tuple[list[Markup], float]:
    """What the shapes mean, on as many lines as they need; and where it ends."""
    parts, x = [], float(EDGE)
    for name in keys(lines):
        wide = 30 + text_width(KEY[name], SMALL) + 14
        if x + wide > WIDTH and x > EDGE:
            x, top = float(EDGE), top + 20
        parts += [tag("g", *_sign(name), transform=f"translate({x + 11:.1f} {top - 4.5:.1f})")]
        parts.append(_text(x + 28, top, _Line(KEY[name], SMALL, colour="quiet")))
        x += wide
    return parts, top + 10


def _sign(name: str) -> Iterator[Markup]:
    """One shape of the key around nought."""
    if name in ("better", "worse", "changed"):
        signal = {"better": Signal.IMPROVEMENT, "worse": Signal.CONCERN, "changed": Signal.NEUTRAL}[name]
        yield mark_of(SigmaDot(Standing.COUNTS, signal, 0.0, 0), 0, 0, 4.4, plain)
    elif name == "band":
        yield tag("rect", x=-11, y=-5, width=22, height=10, **plain("band"))
        yield tag("path", d="M-11 -5h22M-11 5h22", **plain("limit"))
    elif name == "side":
        yield tag("rect", x=-3, y=-5, width=6, height=10, **plain("dot"))
    elif name == "hollow":
        yield tag("circle", cx=0, cy=0, r=3.4, **plain("hollow"))
    elif name == "question":
        yield tag("text", "?", x=0, y=4.5, **plain("question"))
    elif name == "begins":
        yield tag("path", d="M0 -7V7", **plain("begins"))
    else:
        yield tag("path", d=f"M0 0{CROSS if name == 'missing' else TICK}", **plain("quiet"))


def _text(x: float, y: float, line: _Line, anchor: str | None = None) -> Markup:
    return tag(
        "text", line.text, x=round(x, 1), y=round(y, 1), font_size=line.size, fill=tokens()[line.colour],
        font_weight=700 if line.bold else None, text_anchor=anchor,
    )  # fmt: skip
