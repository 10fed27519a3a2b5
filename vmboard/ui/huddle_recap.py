"""A huddle that is over, for those off shift: on one printed page, as text to copy, and those before it."""

from collections.abc import Iterator, Sequence

import streamlit as st

from vmboard.domain.huddles.chase import chase_text
from vmboard.domain.huddles.recap import Recap
from vmboard.domain.protocol import huddle_items
from vmboard.domain.protocol.messages import said
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Board
from vmboard.domain.views.huddles import HeldHuddle, ToldHuddle
from vmboard.render.html import Markup, tag
from vmboard.ui import fields, frame
from vmboard.ui.live import live


def told(huddle: ToldHuddle) -> None:
    with fields.panel("recap"):
        st.html(tag("article", *_parts(huddle.recap), class_="hd-recap"))


def tell(here: frame.Here, huddle: ToldHuddle, addresses: Sequence[str]) -> None:
    """The same as text: copied, printed, or sent by the person's own mail program."""
    with fields.panel("tell"):
        fields.heading(_("Tell those off shift"))
        subject = f"{huddle.recap.heading}, {huddle.recap.date_text}"
        facts = {"text": huddle.text, "subject": subject, "to": addresses, "prints": True, "row": huddle.huddle_id}
        live("recap", here, facts, triggers=("saved",))


def chase(here: frame.Here, board: Board, addresses: Sequence[str]) -> None:
    """Who owes what, to copy or send; nothing where nobody owes anything."""
    text = chase_text(here.team.name, board.week_text, board.owed, board.actions)
    if text:
        subject = _("What is owed: {team}", team=here.team.name)
        facts = {"text": text, "subject": subject, "to": addresses, "prints": False, "row": 0,
                 "named": _("Who owes what, as text")}  # fmt: skip
        live("recap", here, facts, key="chase", triggers=("saved",))


def add_to(here: frame.Here, huddle: ToldHuddle) -> None:
    """A late word, which the recap tells with its author."""
    ask = {
        "id": f"late:{huddle.huddle_id}", "label": _("Add it"), "open": True,
        "item": said(huddle_items.AddToRecap, row=huddle.huddle_id),
        "fields": [{"name": "words", "label": _("Add to the recap"), "kind": "passage", "max": 1000,
                    "help": _("It stands in the notes, with your name.")}],
    }  # fmt: skip
    live("asks", here, {"asks": [ask]}, key="add_to_recap", triggers=("saved",))


def _parts(recap: Recap) -> Iterator[Markup]:
    facts = " · ".join(part for part in (recap.date_text, recap.people) if part)
    yield tag("h2", recap.heading)
    yield tag("p", facts, class_="ui-quiet")
    figures = [
        tag("span", tag("b", f"{one.name}: {one.value_text}. "), f"{one.signal}. {one.sentence}")
        for one in recap.figures
    ]
    if recap.figures_note:
        figures.append(tag("span", recap.figures_note))
    learned = [_learned(one.title, one.tested, one.learned, one.next_step) for one in recap.learned]
    decided = [tag("span", tag("b", f"{made.done}: {made.title}. "), made.said) for made in recap.decided]
    agreed = [action.words for action in recap.actions]
    for title, lines in (
        (_("We celebrate"), recap.celebrations), (_("Our figures"), figures), (_("Not in yet"), recap.late),
        (_("Being checked"), recap.checked), (_("What we decided"), decided),
        (_("What we tested and learned"), learned),
        (_("What we agreed"), agreed), (_("Done since last time"), recap.done),
        (_("Sent up"), recap.escalated), (_("Answered"), recap.answered),
        (_("Questions"), recap.questions), (_("Notes"), recap.notes),
    ):  # fmt: skip
        if lines:
            yield tag("section", tag("h3", title), tag("ul", *(tag("li", line) for line in lines)))


def _learned(title: str, saw: str, learned: str, next_step: str) -> Markup:
    said = ((_("We saw"), saw), (_("We learned"), learned), (_("Next"), next_step))
    parts = [tag("span", tag("i", head, ": "), text.strip().rstrip("."), ". ") for head, text in said if text.strip()]
    return tag("span", tag("b", title, ". "), *parts)


def held_before(here: frame.Here, held: str, huddles: Sequence[HeldHuddle]) -> None:
    """The list of those that were held, each a link to its recap."""
    with fields.panel("held"):
        fields.heading(_("Our huddles"), held)
        with fields.rows("held"):
            for huddle in huddles:
                with st.container(key=f"row_held_{huddle.held_on}", horizontal=True, vertical_alignment="center"):
                    address = {**here.address, "held": huddle.held_on.isoformat()}
                    st.page_link(frame.page("huddle"), label=fields.plain(huddle.day_text), query_params=address)
                    said = tag("p", huddle.facts, tag("span", huddle.celebration) if huddle.celebration else None)
                    st.html(said, width="stretch")
