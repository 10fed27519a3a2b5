"""Board: the live board, from the same renderer as the wall. ``?kiosk=1`` fills the screen with it,
``?on=2026-05-03`` shows it as it was."""

from dataclasses import dataclass, replace

import streamlit as st
from streamlit_autorefresh import st_autorefresh  # here and not earlier: it must meet a running app

from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Board
from vmboard.ui import action_list, board_view, daily, fields, frame, past_board, provenance, week_parts
from vmboard.ui.live import remember
from vmboard.ui.next_steps import next_steps
from vmboard.ui.script_errors import DATABASE_AWAY

REFRESH_MS = 15_000


@dataclass(frozen=True)
class Look:
    """The board and the time it was read. ``lost``: the database is away, and this is the last one."""

    here: frame.Here
    board: Board
    clock: str
    figures: str
    """How far the week's figures are in."""
    lost: bool = False


def look() -> Look:
    try:
        here = frame.find_or_redirect("board")
        board = board_view.current(here.actor, here.team_id, here.today)
        figures = week_parts.how_far_words(here)
    except DATABASE_AWAY:
        last: Look | None = st.session_state.get("last_look")
        if last is None or last.here.team.slug != st.query_params.get("team"):
            raise
        return replace(last, lost=True)
    seen = st.session_state["last_look"] = Look(here, board, frame.clock(here.team.timezone), figures)
    return seen


def buttons(here: frame.Here, figures: str) -> None:
    fields.said()  # above the row: on a phone that is wider than the screen
    with st.container(key="board_head", horizontal=True, vertical_alignment="center"):
        past_board.to_the_round(here)
        if figures:
            st.page_link(frame.page("week"), label=figures, query_params=here.address)
        st.page_link(frame.page("board"), label=_("Full screen"), query_params={**here.address, "kiosk": "1"})
        if here.may(Verb.READ_DISPLAYS):
            st.page_link(frame.page("screens"), label=_("Add a screen"), query_params=here.address)
        last = here.team.week(here.today)
        st.page_link(frame.page("board"), label=_("Earlier weeks"), query_params=past_board.address(here, last))


def tick_here(here: frame.Here) -> None:
    """The drawn boxes of the board may be pressed by those who keep it; what is new is agreed below."""
    if not here.works:
        return
    with fields.panel("board_actions"):
        fields.heading(_("A new action"))
        action_list.on_board(here, action_list.read(here, whole=False))
        st.page_link(frame.page("actions"), label=_("Change, send up or drop an action"), query_params=here.address)


def show() -> None:
    if "on" in st.query_params:
        here = frame.find_or_redirect("board")
        if day := past_board.asked(here):
            frame.bar("board", here)
            past_board.show(here, day)
            return
    count = st_autorefresh(interval=REFRESH_MS, debounce=False, key="tick")
    seen = look()
    here = seen.here
    if st.query_params.get("kiosk") == "1":
        board_view.fill_screen(seen.board, seen.clock, count, here.now, lost=seen.lost)
        if not seen.lost:
            provenance.on_tiles(here, seen.board)
        with st.container(key="leave"):
            st.page_link(frame.page("board"), label=_("Leave full screen"), query_params=here.address)
        return
    frame.bar("board", here)
    remember(here)
    buttons(here, seen.figures)
    next_steps(here)
    if not seen.lost:
        daily.on_board(here, seen.board)
    board_view.show(board_view.draw(seen.board, count, here.now), seen.clock, lost=seen.lost)
    if not seen.lost:
        provenance.on_tiles(here, seen.board)
        tick_here(here)


show()
