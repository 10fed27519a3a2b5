"""Focus pages, to be read from three to five metres: one measure large with the project meant to move it."""

from collections.abc import Iterator
from dataclasses import replace

from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Block, Card, Focus, Tile
from vmboard.domain.views.doors import DoorCode
from vmboard.domain.words import Stage
from vmboard.render import door_code
from vmboard.render.chart import large
from vmboard.render.cross import large as cross
from vmboard.render.html import Markup, tag
from vmboard.render.layout import Layout, Sizes
from vmboard.render.marks import icon, mark, tone, warning_mark, word
from vmboard.render.swimlane import badge, steps
from vmboard.render.tile import data_note, figure_width
from vmboard.render.typeset import cut, divide, line_count, paginate, text_width

NAME, VALUE, SENTENCE, TEXT, TITLE, BLOCK = 44, 124, 38, 31, 42, 34
LINE = 1.2
LEAST, MOST_FACTS = 240, 5
"""How tall a chart is at least, and how many lines of facts stand beside a figure; words give way to the chart."""
GOOD, MOST_ABOUT = 360, 2
"""What a measure counts is told where the chart stays this tall, in so many lines."""


def measure(
    view: Focus, sizes: Sizes, layout: Layout, *, page: int = 0, code: DoorCode | None = None
) -> Iterator[Markup]:
    """The focus page of one measure: two where the project has more to say than fits beside the chart. A door's code
    stands below the project's words where these leave the room."""
    if view.card is None:
        width = sizes.alone_width
        height = sizes.focus_height + (sizes.project_height + 68 if layout is Layout.PORTRAIT else 0)
        yield tag("div", _figure(view, width, height), class_="vm-focus vm-alone")
        return
    figure = _figure(view, sizes.focus_width, sizes.focus_height)
    for blocks in _pages(view, sizes) or [[]]:
        used = _head(view.card, sizes) + sum(_block_height(block, sizes.project_width) for block in blocks)
        shown = code if used + door_code.CORNER <= sizes.project_height else None
        yield tag("div", figure, _project(view.card, blocks, shown), class_="vm-focus")


def _figure(of: Focus, width: float, height: float) -> Markup:
    """The measure itself. What it counts and from whom stands there as far as the chart keeps its room."""
    view = of.tile
    beside = width - figure_width(view.value_text, VALUE) - 40
    facts = " · ".join(p for p in (view.unit_text, view.week_text, data_note(view)) if p)
    facts = cut(facts, beside, TEXT, MOST_FACTS)
    mark_width = text_width(word(view.stands) + "MM: ", SENTENCE, bold=True)
    used = (
        line_count(view.full_name, width, NAME, bold=True) * NAME * 1.14
        + max(VALUE * 1.02, line_count(facts, beside, TEXT) * TEXT * LINE)
        + line_count("M" * int(mark_width / SENTENCE) + " " + view.says, width, SENTENCE, bold=True) * SENTENCE * LINE
        + line_count(view.target_sentence, width, TEXT) * TEXT * LINE
        + line_count(view.chart.rules_note, width, TEXT) * TEXT * LINE
        + 30
    )
    change = cut(view.since_baseline, width, TEXT, max(int((height - LEAST - used) / (TEXT * LINE)), 1))
    used += line_count(change, width, TEXT) * TEXT * LINE
    lines = min(int((height - GOOD - used) / (TEXT * LINE)), MOST_ABOUT)
    about = cut(of.about, width, TEXT, lines) if lines > 0 else ""
    used += line_count(about, width, TEXT) * TEXT * LINE
    return tag(
        "section",
        tag("h2", view.full_name, class_="vm-focus-name"),
        tag(
            "div",
            tag("span", view.value_text, class_="vm-focus-value"),
            tag("p", facts, class_="vm-facts"),
            class_="vm-focus-figure",
        ),
        tag("p", mark(view.stands), ": ", view.says, class_=f"vm-sentence {tone(view.stands)}"),
        tag("p", view.target_sentence, class_="vm-change") if view.target_sentence else None,
        tag("p", change, class_="vm-change") if change else None,
        tag("p", about, class_="vm-change vm-about") if about else None,
        _drawing(view, int(width), int(max(height - used, LEAST))),
        tag("p", view.chart.rules_note, class_="vm-rules"),
        class_=f"vm-panel vm-focus-main {tone(view.stands)}-panel",
    )


def _drawing(view: Tile, width: int, height: int) -> Markup:
    """The chart; for a safety cross the month, day by day."""
    return large(view.chart, width, height) if view.month is None else cross(view.month, width, height)


def _pages(view: Focus, sizes: Sizes) -> list[list[Block]]:
    """The project's words on as many pages as they need; a very long text is continued."""
    assert view.card is not None
    room = sizes.project_height - _head(view.card, sizes)
    blocks = [piece for block in view.blocks for piece in _pieces(block, sizes.project_width, room)]
    heights = [_block_height(block, sizes.project_width) for block in blocks]
    return [columns[0] for columns in paginate(blocks, heights, room)]


def _head(card: Card, sizes: Sizes) -> float:
    """How tall all is that stands above a project's words."""
    where = TEXT * LINE * line_count(_where(card), sizes.project_width, TEXT)
    return where + line_count(card.title, sizes.project_width, TITLE, bold=True) * TITLE * 1.14 + 80


def _block_height(block: Block, width: float) -> float:
    lines = line_count(block.text, width - (170 if block.signal else 0), BLOCK)
    return TEXT * LINE + lines * BLOCK * 1.22 + 18


def _pieces(block: Block, width: float, room: float) -> Iterator[Block]:
    most = max(2, int((room - TEXT * LINE - 20) / (BLOCK * 1.22)))
    parts = divide(block.text, width - (170 if block.signal else 0), BLOCK, most)
    yield block if (first := next(parts)) == block.text else replace(block, text=first)
    for part in parts:
        yield replace(block, heading=_("{heading}, continued", heading=block.heading), text=part)


def _where(card: Card) -> str:
    cycle = _("PDSA {number}", number=card.cycle) if card.cycle else ""
    return " · ".join(part for part in (card.stage.label, card.days_text, cycle) if part)


def _project(card: Card, blocks: list[Block], code: DoorCode | None) -> Markup:
    said = _("Halted") if card.halted else _("Blocked") if card.blocked else _("Stuck") if card.stuck else ""
    return tag(
        "section",
        tag("p", _where(card), class_="vm-facts"),
        tag("h2", card.title, class_="vm-project-title"),
        tag(
            "p",
            badge(card.owner),
            steps(card) if card.stage is Stage.TESTING else None,
            warning_mark(said) if said else None,
            class_="vm-project-line",
        ),
        *(_block(block) for block in blocks),
        door_code.corner(code) if code else None,
        class_="vm-panel vm-project",
    )


def _block(block: Block) -> Markup:
    words = tag(
        "p",
        block.text,
        " " if block.signal else None,
        mark(block.signal) if block.signal else None,
        class_="vm-block-text",
    )
    return tag("div", tag("h3", block.heading), words, class_="vm-block")


__all__ = ["icon", "measure"]
