"""Small multiples: the whole board on half a page: a row a measure, its last twelve weeks in sigma units on one scale.

The word, the arrow and the week of a row are its tile's own. A table to whoever hears it, with a sentence each row.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from vmboard.domain.numbers import in_decimals
from vmboard.domain.spc.words import Went
from vmboard.domain.text.catalogue import N_, _, ngettext, number_words
from vmboard.domain.views.board import Tile
from vmboard.domain.views.measures import MeasureLine, SigmaWeek, Standing
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Domain, Signal
from vmboard.render.html import Markup, tag
from vmboard.render.marks import icon, tone, word
from vmboard.render.sigma_strip import HEIGHT, strip, width_of
from vmboard.render.tile import data_note

ARROWS = {
    Went.UP: "M10 2 17 10h-5v8H8v-8H3z",
    Went.DOWN: "M10 18 3 10h5V2h4v8h5z",
    Went.LEVEL: "M18 10 11 4v4.500H2v3h9V16z",
}
WENT = {Went.UP: N_("higher"), Went.DOWN: N_("lower"), Went.LEVEL: N_("level")}
HEADS = (N_("Measure"), N_("Latest"), N_("What the rules say"), N_("Usual range"))
KEY = {
    "better": N_("Better"),
    "worse": N_("Worse"),
    "changed": N_("Changed"),
    "band": N_("Usual range, up to 3 sigma from the average"),
    "side": N_("Above or below the middle, where there are no limits"),
    "hollow": N_("Left out"),
    "question": N_("Being checked"),
    "missing": N_("No figure"),
    "tick": N_("A week without one"),
    "begins": N_("New centre line"),
}


def stylesheet() -> str:
    """The looks of the table: on a page of the app, and in a report that is a file of its own."""
    return Path(__file__).with_name("half_page.css").read_text("utf-8")


def half_page(lines: Sequence[MeasureLine]) -> Markup:
    """The rows by domain, in the order of the board, and a key to what they have. Empty without measures."""
    if not lines:
        return Markup("")
    weeks = lines[0].weeks
    heads = [tag("th", _(HEADS[0]), colspan=2, scope="col", role="columnheader")]
    heads += [tag("th", _(head), scope="col", role="columnheader") for head in HEADS[1:]]
    heads.insert(2, tag("th", _days(weeks), scope="col", role="columnheader", class_="hp-days"))
    groups = [(domain, [line for line in lines if line.tile.domain is domain]) for domain in Domain]
    caption = ngettext(
        "The last {n} week of every measure, in sigma units", "The last {n} weeks of every measure, in sigma units",
        len(weeks),
    )  # fmt: skip
    table = tag(
        "table",
        tag("caption", caption, class_="hp-spoken"),
        tag("thead", tag("tr", *heads, role="row"), role="rowgroup"),
        *(_group(domain, ours) for domain, ours in groups if ours),
        class_="hp",
        role="table",
    )
    return tag("div", table, key_to(lines))


def _group(domain: Domain, lines: Sequence[MeasureLine]) -> Markup:
    label = tag("th", domain.label, rowspan=len(lines), scope="rowgroup", role="rowheader", class_="hp-domain")
    rows = [
        tag("tr", label if number == 0 else None, *_cells(line), role="row", class_=tone(line.tile.stands))
        for number, line in enumerate(lines)
    ]
    return tag("tbody", *rows, role="rowgroup")


def _cells(line: MeasureLine) -> Iterator[Markup]:
    tile = line.tile
    yield tag("th", tile.full_name, scope="row", role="rowheader", class_="hp-name")
    unit = tag("small", " ", tile.unit_text) if tile.unit_text else None
    yield tag("td", tag("b", tile.value_text), unit, role="cell", class_="hp-latest")
    box = f"0 0 {width_of(line.weeks)} {HEIGHT}"
    drawn = strip(line.weeks, lambda part: {"class_": f"hp-{part}"})
    drawing = tag("svg", *drawn, viewBox=box, role="img", aria_label=sentence(line), focusable="false")
    yield tag("td", drawing, role="cell", class_="hp-strip")
    went = tile.arrow
    arrow = [icon(ARROWS[went])] if went else []
    spoken = tag("span", f" ({_(WENT[went])})", class_="hp-spoken") if went and went is not Went.LEVEL else None
    yield tag("td", *arrow, word(tile.stands), spoken, role="cell", class_=f"hp-word {tone(tile.stands)}")
    yield tag("td", *_range(line), role="cell", class_="hp-usual")


def _range(line: MeasureLine) -> Iterator[Markup]:
    yield tag("span", line.usual or without_a_range(line.tile), class_=None if line.usual else "hp-none")
    if note := note_below(line.tile):
        yield tag("small", note)


def note_below(tile: Tile) -> str:
    """How sure and how old a figure is, in a line of its own: ``Since the last one, 7 Oct``."""
    note = data_note(tile)
    return note[:1].upper() + note[1:]


def without_a_range(tile: Tile) -> str:
    """What stands where a usual range would: how many weeks there are yet, or that the chart has none."""
    if tile.stands is not Signal.NOT_ENOUGH:
        return _("No limits")
    return tile.sentence if tile.since is None else _("Too few yet for a range")


def _days(weeks: Sequence[SigmaWeek]) -> Markup:
    """The first, a middle and the last week, each above its own."""
    shown = (weeks[0], weeks[len(weeks) // 2], weeks[-1])
    return tag("div", *(tag("span", short_day(week.week)) for week in shown))


def sentence(line: MeasureLine) -> str:
    """A row in words, for those who do not see it: ``12 weeks to 15 Nov: 9 as usual, 2 better, 1 without a figure.``"""
    dots = [dot for week in line.weeks for dot in week.dots]
    by_word = Counter(_said(dot.signal) for dot in dots if dot.standing is Standing.COUNTS)
    gaps = Counter(week.standing for week in line.weeks if not week.dots)
    left = Counter(dot.standing for dot in dots) + gaps
    parts = [f"{count} {words}" for words, count in by_word.items()]
    parts += [f"{left[standing]} {_(words)}" for standing, words in _GAPS.items() if left[standing]]
    begins = [week.week for week in line.weeks if week.begins]
    parts += [_("a new centre line from {day}", day=short_day(week)) for week in begins]
    judged = dots if line.tile.stands is not Signal.NOT_ENOUGH else ()  # else by the line of before
    latest = next((dot for dot in reversed(judged) if dot.standing is Standing.COUNTS), None)
    far = " " + _("The latest lies {where}.", where=_far(latest.sigmas)) if latest and latest.sigmas is not None else ""
    newest = short_day(line.weeks[-1].week)
    told = ", ".join(parts) or _("no figures yet")
    span = ngettext("{n} week to {day}: {told}.", "{n} weeks to {day}: {told}.", len(line.weeks), day=newest, told=told)
    return f"{span}{far}"


_GAPS = {
    Standing.LEFT_OUT: N_("left out"),
    Standing.BEING_CHECKED: N_("being checked"),
    Standing.NO_FIGURE: N_("without a figure"),
    Standing.NO_EVENT: N_("without one"),
}


def _said(signal: Signal | None) -> str:
    if signal is None:
        return _("not judged yet")
    return _("as usual") if signal is Signal.COMMON_CAUSE else signal.label.lower()


def _far(sigmas: float) -> str:
    if abs(sigmas) < 0.05:
        return _("on the average")
    number = number_words(in_decimals(abs(sigmas), 1))
    size = _("{number} sigma", number=number) if abs(sigmas) < 10 else _("more than 10 sigma")
    return _("{size} above the average", size=size) if sigmas > 0 else _("{size} below the average", size=size)


def key_to(lines: Iterable[MeasureLine]) -> Markup:
    """What the shapes mean: only those that stand here."""
    signs = ((tag("i", class_=f"hp-key hp-key-{name}", aria_hidden="true"), _(KEY[name])) for name in keys(lines))
    return tag("ul", *(tag("li", *sign) for sign in signs), class_="hp-keys")


def keys(lines: Iterable[MeasureLine]) -> Iterator[str]:
    """Those parts of the key that these rows have."""
    weeks = [week for line in lines for week in line.weeks]
    dots = [dot for week in weeks for dot in week.dots]
    signals, standing = {dot.signal for dot in dots}, {week.standing for week in weeks} | {dot.standing for dot in dots}
    there = {
        "better": Signal.IMPROVEMENT in signals,
        "worse": Signal.CONCERN in signals,
        "changed": Signal.NEUTRAL in signals,
        "band": any(week.limits for week in weeks),
        "side": any(dot.sigmas is None and dot.side is not None for dot in dots),
        "hollow": Standing.LEFT_OUT in standing,
        "question": Standing.BEING_CHECKED in standing,
        "missing": Standing.NO_FIGURE in standing,
        "tick": Standing.NO_EVENT in standing,
        "begins": any(week.begins for week in weeks),
    }
    return (name for name in KEY if there[name])
