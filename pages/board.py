"""Board: the live board, from the same renderer as the wall. ``?kiosk=1`` fills the screen with it."""

import streamlit as st
from streamlit_autorefresh import st_autorefresh  # here and not earlier: it must meet a running app

from vmboard.domain.views import Board
from vmboard.ui import board_view, fields, frame

REFRESH_MS = 15_000
FOCUS_EVERY = 3
"""In kiosk mode two turns of the overview, then one of a focus page."""


def wall_page(count: int, pages: int) -> int:
    """Which page of the wall a turn shows: mostly the overview (0), and every focus page in its time."""
    rounds, place = divmod(count, FOCUS_EVERY)
    return 1 + rounds % (pages - 1) if place == FOCUS_EVERY - 1 and pages > 1 else 0


def next_steps(here: frame.Here, board: Board) -> None:
    """What to do with a new board. Gone as soon as it has figures."""
    if any(tile.value is not None for tile in board.tiles):
        return
    with fields.panel("next"):
        fields.heading("Next steps")
        with st.container(key="steps", horizontal=True):
            for number, (to, label, sentence) in enumerate((
                ("figures", "Put figures in", "From your own workbook, or from one of our examples."),
                ("screens", "Open on a screen", "Each screen has a link of its own, shown once."),
                ("who", "Say who you are", "So that the history can name you."),
            ), start=1):  # fmt: skip
                with st.container(key=f"step_{to}"):
                    st.page_link(frame.page(to), label=f"{number}. {label}", query_params=here.address)
                    fields.words(sentence)


def show() -> None:
    kiosk = st.query_params.get("kiosk") == "1"
    here = frame.enter("board", bare=kiosk)
    count = st_autorefresh(interval=REFRESH_MS, debounce=False, key="tick")
    board = board_view.current(here.actor, here.team_id, here.today)
    drawn = board_view.draw(board, count)
    clock = frame.clock(here.team.timezone)
    if kiosk:
        board_view.show(drawn, wall_page(count, len(drawn.pages)), clock, kiosk=True)
        with st.container(key="leave"):
            st.page_link(frame.page("board"), label="Leave full screen", query_params=here.address)
        return
    with st.container(key="board_head", horizontal=True, vertical_alignment="center"):
        fields.said()
        st.page_link(frame.page("board"), label="Full screen", query_params={**here.address, "kiosk": "1"})
        st.page_link(frame.page("screens"), label="Add a screen", query_params=here.address)
    next_steps(here, board)
    board_view.show(drawn, 0, clock)


show()
