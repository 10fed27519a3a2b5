"""The three lanes and their cards."""

from dataclasses import replace

from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.views.board import Card, Lane
from vmboard.domain.words import Stage
from vmboard.render.html import Markup, tag
from vmboard.render.marks import holding_mark, warning_mark
from vmboard.render.panels import Section
from vmboard.render.typeset import cut, line_count, text_width

_LETTERS = ("P", "D", "S", "A")


TITLE, META, LEAST, AROUND, SPACE, INSET = 25, 20, 98, 16, 9, 32
"""Sizes of a card's title and of the line under it, its least height, its padding, the gap below it, and how much
narrower its words are than their column: design pixels at scale 1."""
FILLS = {
    Stage.IDEA: N_("none yet. Add one under Projects"),
    Stage.TESTING: N_("nothing yet. Move an idea here"),
    Stage.EMBEDDED: N_("nothing yet: what works stays"),
}


def section(view: Lane, *, for_public: bool = False) -> Section:
    """A lane as a list: of the overview and of the lanes page alike. A measure's name too long for two lines is left
    out."""
    return Section(
        name=view.name, count=view.count_text, empty=_("none yet") if for_public else _(FILLS[view.stage]),
        class_="vm-lane", list_class="vm-cards", column="div", column_class="vm-column",
        inset=INSET, gap=SPACE, around=0, lines=len(view.cards), least=LEAST,
        items=lambda width, most: (_brief(card, width, most) for card in view.cards), draw=_card,
    )  # fmt: skip


def _card(card: Card, width: float) -> Markup:
    """Initials stand beside the title where it keeps to two lines, else on the line below."""
    below = _badge_below(card, width)
    initials = badge(card.owner)
    return tag(
        "article",
        tag("div", tag("h3", card.title, class_="vm-title"), None if below else initials, class_="vm-top"),
        tag(
            "p",
            initials if below else None,
            tag("span", *_meta(card), class_="vm-meta-text"),
            _right(card, width),
            class_="vm-meta",
        ),
        class_="vm-card",
    )


def _height(card: Card, width: float) -> float:
    """How tall a card is drawn, in design pixels."""
    return _tall(*_lines(card, width))


def _tall(title: int, meta: int) -> float:
    return max(LEAST, title * TITLE * 1.12 + max(1, meta) * META * 1.3 + AROUND)


def _lines(card: Card, width: float) -> tuple[int, int]:
    """How many lines its title takes, and those under it."""
    badge = _badge_width(card)
    beside = line_count(card.title, width - badge, TITLE, bold=True)
    if beside > 2:
        return line_count(card.title, width, TITLE, bold=True), _meta_lines(card, width, badge)
    return beside, _meta_lines(card, width, 0)


def _meta_lines(card: Card, width: float, below: float) -> int:
    right = _right_width(card, width)
    return line_count(_meta_words(card), width - below - (right + 14 if right else 0), META)


def _badge_below(card: Card, width: float) -> bool:
    return line_count(card.title, width - _badge_width(card), TITLE, bold=True) > 2


def _badge_width(card: Card) -> float:
    """Three letters or fewer keep one room, so that titles below each other wrap alike."""
    if len(card.owner) < 4:
        return 3.4 * META if card.owner else 0
    return max(3.4 * META, text_width(card.owner, META, bold=True) + 1.5 * META)


def _brief(card: Card, width: float, height: float) -> tuple[Card, float]:
    """The card without its measure where that makes it too tall, and with as much of its title as its lane holds; and
    how tall it is then."""
    title, meta = _lines(card, width)
    if meta <= 2 and (tall := _tall(title, meta)) <= height:
        return card, tall
    brief = replace(card, measures=())
    lines, tall = line_count(card.title, width, TITLE, bold=True), _height(brief, width)
    while lines > 1 and tall > height:
        lines -= 1
        brief = replace(brief, title=cut(card.title, width, TITLE, lines, bold=True))
        tall = _height(brief, width)
    return brief, tall


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
        aria_label=_("PDSA {number}, step {step} of 4", number=card.cycle, step=card.step + 1),
    )


def badge(initials: str) -> Markup | None:
    return tag("b", initials, class_="vm-badge") if initials else None


def _meta(card: Card) -> list[object]:
    parts: list[object] = [card.measures[0]] if card.measures else []
    if card.halted:
        parts.append(warning_mark(_("Halted")))
    if card.blocked:
        parts.append(warning_mark(_("Blocked")))
    if card.stuck:
        parts.append(warning_mark(_("Stuck {age}", age=card.days_text)))
    else:
        parts.append(card.days_text.replace(" ", "\N{NO-BREAK SPACE}"))
    return [piece for part in parts for piece in (" · ", part)][1:]


def _meta_words(card: Card) -> str:
    """The meta line as text, with room for the shapes in it, to know where it wraps."""
    words = [card.measures[0]] if card.measures else []
    words += ["MM " + _("Halted")] if card.halted else []
    words += ["MM " + _("Blocked")] if card.blocked else []
    words.append("MM " + _("Stuck {age}", age=card.days_text) if card.stuck else card.days_text)
    return " · ".join(words)


def _right(card: Card, width: float) -> Markup | None:
    if card.stage is Stage.EMBEDDED:
        return holding_mark(card.holding, _held(card, width)) if _is_told(card) else None
    if card.stage is Stage.IDEA:
        return tag("span", _votes(card), class_="vm-votes") if card.votes else None
    return steps(card)


def _right_width(card: Card, width: float) -> float:
    if card.stage is Stage.EMBEDDED:
        return text_width(f"MM {_held(card, width)}", META, bold=True) if _is_told(card) else 0
    if card.stage is Stage.IDEA:
        return text_width(_votes(card), META, bold=True) if card.votes else 0
    return 0 if card.step is None else 4 * 1.35 * META + 12


def _is_told(card: Card) -> bool:
    """Whether anybody can say how it holds."""
    return card.holding is not None or bool(card.holding_text)


def _held(card: Card, width: float) -> str:
    """``Holding at 12 weeks`` where it fits beside the rest on one line, else ``Still holding``."""
    below = _badge_width(card) if _badge_below(card, width) else 0
    taken = text_width(_meta_words(card), META) + text_width(f"MM {card.holding_text}", META, bold=True)
    if card.holding_text and taken + 14 + below <= width:
        return card.holding_text
    return {True: _("Still holding"), False: _("Slipping"), None: _("No clear change")}[card.holding]


def _votes(card: Card) -> str:
    return ngettext("{n} vote", "{n} votes", card.votes)
