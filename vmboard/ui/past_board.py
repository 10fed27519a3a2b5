"""A wall as it was in any past week: rebuilt from history, with the way to other weeks and back to today."""

from datetime import date, timedelta

import streamlit as st

from vmboard.domain.days import day_of
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _
from vmboard.domain.weeks import long_day, weekday_day
from vmboard.queries import past
from vmboard.store.engine import reading
from vmboard.ui import board_view, fields, frame, provenance

A_WEEK = timedelta(weeks=1)


def asked(here: frame.Here) -> date | None:
    """The day of the address, where it is one that is over; else the board is today's."""
    try:
        day = day_of(st.query_params["on"])
    except ValueError:
        _refuse(_("That is no day on which there was a board. This is today’s."))
        return None
    if day > here.today:
        to_come = _("{day} is still to come, so it has no board yet. This is today’s.", day=long_day(day, here.today))
        _refuse(to_come)
    return day if day < here.today else None


def _refuse(sentence: str) -> None:
    fields.note(sentence)
    del st.query_params["on"]


def address(here: frame.Here, day: date) -> dict[str, str]:
    return {**here.address, "on": day.isoformat()}


def show(here: frame.Here, day: date) -> None:
    """The board at the end of that day, under a band that says so. Rebuilt each time: a sweep changes the past."""
    fields.note(_("You have left the board of {day}. This is today.", day=long_day(day, here.today)))
    with reading() as session:
        began = past.first_day(session, here.actor, here.team_id)
    _chooser(here, day, began)
    try:
        with reading() as session:
            board = past.past_board(session, here.actor, here.team_id, day)
    except Refused as refused:
        fields.strip("note", refused.sentence)
        return
    as_it_was = _("As it was on {day}", day=long_day(day, here.today))
    with st.container(key="past_band"):
        fields.strip(
            "note", as_it_was + ". " + _("Nothing here is live, and nothing can be changed.") + " ",
            _("The menu leaves this day: it leads to today."),
        )  # fmt: skip
    board_view.show(board_view.draw(board, 0), weekday_day(day), past=as_it_was)
    provenance.on_tiles(here, board)


def _chooser(here: frame.Here, day: date, began: date) -> None:
    with st.container(key="board_head", horizontal=True, vertical_alignment="center"):
        to_the_round(here)
        chosen = st.date_input(
            _("Day"), max(day, began), began, max(here.today - timedelta(days=1), began), format="DD/MM/YYYY",
            key=f"past_{day}", label_visibility="collapsed", width=190,
        )  # fmt: skip
        if day - A_WEEK >= began:
            _to(here, _("‹ A week earlier"), day - A_WEEK)
        if day + A_WEEK < here.today:
            _to(here, _("A week later ›"), day + A_WEEK)
        st.page_link(frame.page("board"), label=_("Back to today"), query_params=here.address)
    if chosen != max(day, began):
        st.query_params["on"] = chosen.isoformat()
        st.rerun()


def to_the_round(here: frame.Here) -> None:
    """Whoever looks after several teams came from the morning round, and goes on there."""
    if len(here.teams) > 1:
        with st.container(key="to_the_round", width="content"):
            st.page_link(frame.page("round"), label=_("‹ Morning round"))


def _to(here: frame.Here, label: str, day: date) -> None:
    st.page_link(frame.page("board"), label=fields.plain(label), query_params=address(here, day))
