"""The three lanes and their cards."""

from dataclasses import dataclass, replace

from vmboard.domain.views.board import Card, Lane
from vmboard.domain.words import Stage
from vmboard.render.html import Markup, joined, tag
from vmboard.render.layout import Sizes
from vmboard.render.marks import holding_mark, warning_mark
from vmboard.render.paging import group, own_heading
from vmboard.render.typeset import cut, line_count, paginate, text_width

_LETTERS = ("P", "D", "S", "A")


@dataclass(frozen=True)
class Type:
    """Sizes of a card's title and of the line under it, its least height, its padding, the gap below it, and the two
    sizes that a lane's name may take."""

    title: float
    meta: float
    least: float
    padding: float
    gap: float
    lane: tuple[float, float]


NEAR = Type(title=25, meta=20, least=98, padding=16, gap=9, lane=(25, 21))
FAR = Type(title=36, meta=31, least=152, padding=35, gap=14, lane=(40, 31))


def lane(view: Lane, sizes: Sizes, *, page: int = 0) -> Markup:
    """One lane of the overview: what fits, and the rest on further pages. A measure's name too long for two
    lines is left to the lanes page."""
    cards = [_brief(card, sizes.lane_width, sizes.lane_height) for card in view.cards]
    room = sizes.lane_width, sizes.lane_height
    return _lane(view, cards, NEAR, room, sizes.lane_columns, sizes.heading_width, page)


def big_lane(view: Lane, sizes: Sizes, *, page: int = 0) -> Markup:
    """One lane of the focus page."""
    room = sizes.big_lane_width, sizes.big_lane_height
    return _lane(view, list(view.cards), FAR, room, sizes.big_lane_columns, sizes.big_heading_width, page)


def _lane(
    view: Lane, cards: list[Card], type_: Type, room: tuple[float, float], columns: int, across: float, page: int
) -> Markup:
    """``room`` is the width of a card's words and the height of a column; ``across`` the width of the heading."""
    width, height = room
    heights = [_height(card, width, type_) for card in cards]
    pages = [
        joined([tag("div", *(_card(card, width, type_) for card in column), class_="vm-column") for column in one])
        for one in paginate(cards, heights, height, gap=type_.gap, columns=columns)
    ] or [tag("p", "Nothing here yet", class_="vm-empty")]
    return tag(
        "section",
        own_heading(view.name, view.count_text, len(pages), page, across, type_.lane),
        *group(pages, page, "vm-cards"),
        class_="vm-lane" + (" vm-big" if type_ is FAR else ""),
        data_group=True,
    )


def _card(card: Card, width: float, type_: Type) -> Markup:
    """Initials stand beside the title where it keeps to two lines, else on the line below."""
    below = _badge_below(card, width, type_)
    initials = badge(card.owner)
    return tag(
        "article",
        tag("div", tag("h3", card.title, class_="vm-title"), None if below else initials, class_="vm-top"),
        tag(
            "p",
            initials if below else None,
            tag("span", *_meta(card), class_="vm-meta-text"),
            _right(card, width, type_),
            class_="vm-meta",
        ),
        class_="vm-card",
    )


def _height(card: Card, width: float, type_: Type) -> float:
    """How tall a card is drawn, in design pixels."""
    beside = 0 if _badge_below(card, width, type_) else _badge_width(card, type_)
    lines = line_count(card.title, width - beside, type_.title, bold=True)
    text = lines * type_.title * 1.12 + max(1, _meta_lines(card, width, type_)) * type_.meta * 1.3
    return max(type_.least, text + type_.padding)


def _meta_lines(card: Card, width: float, type_: Type) -> int:
    right = _right_width(card, width, type_)
    below = _badge_width(card, type_) if _badge_below(card, width, type_) else 0
    return line_count(_meta_words(card), width - below - (right + 14 if right else 0), type_.meta)


def _badge_below(card: Card, width: float, type_: Type) -> bool:
    return line_count(card.title, width - _badge_width(card, type_), type_.title, bold=True) > 2


def _badge_width(card: Card, type_: Type) -> float:
    """Three letters or fewer keep one room, so that titles below each other wrap alike."""
    if len(card.owner) < 4:
        return 3.4 * type_.meta if card.owner else 0
    return max(3.4 * type_.meta, text_width(card.owner, type_.meta, bold=True) + 1.5 * type_.meta)


def _brief(card: Card, width: float, height: float) -> Card:
    """The card without its measure where that makes it too tall, and with as much of its title as its lane holds."""
    long = _meta_lines(card, width, NEAR) > 2 or _height(card, width, NEAR) > height
    brief = replace(card, measures=()) if long else card
    lines = line_count(card.title, width, NEAR.title, bold=True)
    while lines > 1 and _height(brief, width, NEAR) > height:
        lines -= 1
        brief = replace(brief, title=cut(card.title, width, NEAR.title, lines, bold=True))
    return brief


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


def _meta(card: Card) -> list[object]:
    parts: list[object] = [card.measures[0]] if card.measures else []
    if card.halted:
        parts.append(warning_mark("Halted"))
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
    words += ["MM Halted"] if card.halted else []
    words += ["MM Blocked"] if card.blocked else []
    words.append(f"MM Stuck {card.days_text}" if card.stuck else card.days_text)
    return " · ".join(words)


def _right(card: Card, width: float, type_: Type) -> Markup | None:
    if card.stage is Stage.EMBEDDED:
        return None if card.holding is None else holding_mark(card.holding, _held(card, width, type_))
    if card.stage is Stage.IDEA:
        return tag("span", _votes(card), class_="vm-votes") if card.votes else None
    return steps(card)


def _right_width(card: Card, width: float, type_: Type) -> float:
    meta = type_.meta
    if card.stage is Stage.EMBEDDED:
        return 0 if card.holding is None else text_width(f"MM {_held(card, width, type_)}", meta, bold=True)
    if card.stage is Stage.IDEA:
        return text_width(_votes(card), meta, bold=True) if card.votes else 0
    return 0 if card.step is None else 4 * 1.35 * meta + 12


def _held(card: Card, width: float, type_: Type) -> str:
    """``Holding at 12 weeks`` where it fits beside the rest on one line, else ``Still holding``."""
    below = _badge_width(card, type_) if _badge_below(card, width, type_) else 0
    taken = text_width(_meta_words(card), type_.meta) + text_width(f"MM {card.holding_text}", type_.meta, bold=True)
    if card.holding_text and taken + 14 + below <= width:
        return card.holding_text
    return "Still holding" if card.holding else "Slipping"


def _votes(card: Card) -> str:
    return "1 vote" if card.votes == 1 else f"{card.votes} votes"
