"""The texts and signs of a row of the table of measures on slides, and of its key."""

from collections.abc import Iterable
from typing import NamedTuple

from vmboard.domain.spc.words import Went
from vmboard.domain.views.measures import MeasureLine, SigmaDot, SigmaWeek, Standing
from vmboard.domain.words import Signal
from vmboard.render.half_page import KEY, keys, note_below, without_a_range
from vmboard.render.marks import TONES, word

TEXT, SMALL = 11, 9
"""Points of letters, and of what stands beside them."""
ARROWS = {Went.UP: "↑", Went.DOWN: "↓", Went.LEVEL: "→"}
NEW_LINE = "\n"
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


def key_words(lines: Iterable[MeasureLine]) -> list[Words]:
    """Only those signs that stand here."""
    said = [Words(HIGH, SMALL, "quiet")]
    for name in keys(lines):
        tone = name if name in ("better", "worse") else "ink"
        said += [Words(f"   {_SIGNS[name]} ", SMALL, tone), Words(KEY[name], SMALL, "quiet")]
    return said
