"""The three lanes and their cards."""

from dataclasses import replace

from vmboard.domain.views import Card, Lane
from vmboard.domain.words import Stage
from vmboard.render.html import Markup, joined, tag
from vmboard.render.layout import Sizes
from vmboard.render.marks import holding_mark, warning_mark
from vmboard.render.paging import group, heading
from vmboard.render.typeset import line_count, paginate, text_width

TITLE, META, LEAST = 25, 20, 98
BIG_TITLE, BIG_META, BIG_LEAST = 36, 31, 152
_LETTERS = ("P", "D", "S", "A")


def lane(view: Lane, sizes: Sizes, *, page: int = 0) -> Markup:
    """One lane of the overview: what fits, and the rest on further pages."""
    cards = [_shortened(card, sizes) for card in view.cards]
    heights = [card_height(card, sizes.lane_width, TITLE, META, LEAST) for card in cards]
    pages = paginate(cards, heights, sizes.lane_height, gap=9, columns=sizes.lane_columns)
    return _lane(view, pages, page, big=False)


def big_lane(view: Lane, sizes: Sizes, *, page: int = 0) -> Markup:
    """One lane of the focus page."""
    heights = [card_height(card, sizes.big_lane_width, BIG_TITLE, BIG_META, BIG_LEAST) for card in view.cards]
    pages = paginate(view.cards, heights, sizes.big_lane_height, gap=14, columns=sizes.big_lane_columns)
    return _lane(view, pages, page, big=True)


def card_height(card: Card, width: float, title: float, meta: float, least: float) -> float:
    """How tall a card is drawn, in design pixels."""
    lines = line_count(card.title, width - (3.4 * meta if card.owner else 0), title, bold=True)
    right = _right_width(card, meta)
    meta_lines = max(1, line_count(_meta_words(card), width - (right + 14 if right else 0), meta))
    return max(least, lines * title * 1.12 + meta_lines * meta * 1.3 + (16 if title < 30 else 35))


def _shortened(card: Card, sizes: Sizes) -> Card:
    """A card too tall for its lane leaves the measure's name to the lanes page."""
    tall = card_height(card, sizes.lane_width, TITLE, META, LEAST) > sizes.lane_height
    return replace(card, measures=()) if tall else card


def steps(card: Card) -> Markup | None:
    """The four steps of the latest PDSA cycle, as far as it has come."""
    if card.step is None:
        return None
    boxes = [
        tag(
            "b",
            letter,
            class_="vm-step"
            + (" vm-done" if i < card.step or card.cycle_done else " vm-now" if i == card.step else ""),
        )
        for i, letter in enumerate(_LETTERS)
    ]
    return tag(
        "span",
        *boxes,
        class_="vm-steps",
        role="img",
        aria_label=f"PDSA {card.cycle}, step {card.step + 1} of 4",
    )


def badge(initials: str) -> Markup | None:
    return tag("b", initials, class_="vm-badge") if initials else None


def _lane(view: Lane, pages: list[list[list[Card]]], page: int, *, big: bool) -> Markup:
    markup = [
        joined([tag("div", *(_card(card) for card in column), class_="vm-column") for column in columns])
        for columns in pages
    ] or [tag("p", "Nothing here yet", class_="vm-empty")]
    return tag(
        "section",
        heading(view.name, view.count_text, len(markup), page),
        *group(markup, page, "vm-cards"),
        class_="vm-lane" + (" vm-big" if big else ""),
        data_group=True,
    )


def _card(card: Card) -> Markup:
    return tag(
        "article",
        tag("div", tag("h3", card.title, class_="vm-title"), badge(card.owner), class_="vm-top"),
        tag("p", tag("span", *_meta(card), class_="vm-meta-text"), _right(card), class_="vm-meta"),
        class_="vm-card",
    )


def _meta(card: Card) -> list[object]:
    parts: list[object] = [card.measures[0]] if card.measures else []
    if card.blocked:
        parts.append(warning_mark("Blocked"))
    if card.stuck:
        parts.append(warning_mark(f"Stuck {card.days_text}"))
    else:
        parts.append(card.days_text.replace(" ", "\N{NO-BREAK SPACE}"))
    return [piece for part in parts for piece in (" · ", part)][1:]


def _meta_words(card: Card) -> str:
    """The meta line as text, with room for the shapes in it, to know where it wraps."""
    words = [card.measures[0]] if card.measures else []
    words += ["MM Blocked"] if card.blocked else []
    words.append(f"MM Stuck {card.days_text}" if card.stuck else card.days_text)
    return " · ".join(words)


def _right(card: Card) -> Markup | None:
    if card.stage is Stage.EMBEDDED:
        return holding_mark(card.holding) if card.holding is not None else None
    if card.stage is Stage.IDEA:
        return tag("span", _votes(card), class_="vm-votes") if card.votes else None
    return steps(card)


def _right_width(card: Card, meta: float) -> float:
    if card.stage is Stage.EMBEDDED:
        return 0 if card.holding is None else text_width("MM Still holding", meta, bold=True)
    if card.stage is Stage.IDEA:
        return text_width(_votes(card), meta, bold=True) if card.votes else 0
    return 0 if card.step is None else 4 * 1.35 * meta + 12


def _votes(card: Card) -> str:
    return "1 vote" if card.votes == 1 else f"{card.votes} votes"
