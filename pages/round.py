"""Morning round: what waits for one's answer, then every team one may see, those who need their coach most first, each
with its reasons in words.

``?words=``, ``?level=``, ``?site=``, ``?programme=``, ``?wave=`` and ``?theme=`` ask for some of them; ``?how=1``
shows how the list is made.
"""

from collections.abc import Sequence

import streamlit as st

from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.round import RoundLine
from vmboard.queries.round import morning_round
from vmboard.render import round as markup
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, round_parts

A_PAGE = 25


def one(hall: frame.Hall, line: RoundLine, *, first: bool = False) -> None:
    """A team's row, with the way to its board and, for whoever writes it, to its coaching log."""
    with st.container(key=f"row_round_{line.team_id}", horizontal=True, vertical_alignment="center"):
        fields.markup(markup.row(line, first=first))
        with st.container(key=f"go_round_{line.team_id}", horizontal=True, width="content"):
            st.page_link(frame.page("board"), label=_("Board"), query_params={"team": line.slug})
            if may(hall.actor.person, Verb.ADD_VISIT, Thing(line.team_id)):
                st.page_link(frame.page("visits"), label=_("Log a visit"), query_params={"team": line.slug})


def listed(hall: frame.Hall, lines: Sequence[RoundLine]) -> None:
    """The first teams of the list, and more when asked: the page builds no more than it shows."""
    shown = st.session_state.setdefault("round_shown", A_PAGE)
    with fields.panel("round"), fields.rows("round"):
        fields.markup(markup.heads())
        for place, line in enumerate(lines[:shown]):
            one(hall, line, first=place < round_parts.MOST_NEEDED and bool(line.ranked.reasons))
        with st.container(key="round_end", horizontal=True, vertical_alignment="center"):
            fields.markup(markup.legend())
            if len(lines) > shown:
                fields.words(ngettext("{shown} of {n} team", "{shown} of {n} teams", len(lines), shown=shown))
                if st.button(_("Show more"), key="round_more"):
                    st.session_state["round_shown"] = shown + A_PAGE
                    st.rerun()


def resting(hall: frame.Hall, lines: Sequence[RoundLine], title: str, many: str, key: str = "paused") -> None:
    """Who needs nobody: the paused, and groups that only stand for somebody else's figures."""
    with fields.panel(key):
        fields.heading(title, many)
        with fields.rows(key):
            for line in lines[:A_PAGE]:
                one(hall, line)


def show() -> None:
    hall = frame.enter_hall("round")
    whose, how = round_parts.asked(), st.query_params.get("how") == "1"
    with reading() as session:
        view = morning_round(session, hall.actor, hall.today, hall.now, whose)
    saved = round_parts.kept(view.fresh)
    beside = frame.head(round_parts.greeting(hall), round_parts.need_words(view))
    with beside:
        round_parts.narrow(view, whose)
        address = {name: value for name, value in st.query_params.items() if name != "how"}
        st.page_link(frame.page("round"), label=_("Close") if how else _("How this list is made"),
                     query_params=address if how else {**address, "how": "1"})  # fmt: skip
    if how:
        round_parts.how_it_is_made(hall, view.by)
    round_parts.waits(hall, view.waiting)
    if view.unread:
        fields.strip("note", ngettext(
            "Reading {n} more board. They join the list as they are read.",
            "Reading {n} more boards. They join the list as they are read.", view.unread,
        ))  # fmt: skip
    if view.lines:
        listed(hall, view.lines)
    if view.paused:
        resting(hall, view.paused, _("Paused"), ngettext("{n} team", "{n} teams", len(view.paused)))
    if view.stand_ins:
        many = ngettext("{n} stand-in group", "{n} stand-in groups", len(view.stand_ins))
        resting(hall, view.stand_ins, _("To compare with"), many, "stand_ins")
    if view.unread and saved:
        st.rerun()


show()
