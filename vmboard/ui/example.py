"""Three tiles with invented figures, for people who have not seen a board yet."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.domain.views.board import Chart, Span, Tile
from vmboard.domain.words import Domain, Signal
from vmboard.render.html import joined, tag
from vmboard.render.tile import Room, tile
from vmboard.ui import board_view, fields

LAST_WEEK = date(2026, 11, 15)
FALLS = [5, 4, 5, 6, 4, 5, 5, 3, 5, 6, 4, 5, 2, 3, 2, 1, 2, 3, 2, 2]
OMITTED = [3.2, 3.6, 2.9, 3.1, 3.4, 3.0, 3.3, 2.8, 3.5, 3.1, 3.2, 3.4, 5.2, 5.6, 5.1, 5.9, 6.2, 5.7, 6.0, 6.1]
COMPLAINTS = [1, 0, 2, 1, 1, 0, 1, 2, 1, 0, 1, 1, 2, 0, 1, 1, 0, 2, 1, 1]
CHANGED_AT = 12
HOW_TO_READ = N_(
    "Each measure is judged against its own past. Blue is better and orange is worse, each with a shape and "
    "a word; grey is what is usual here."
)


def show_example() -> None:
    """The tiles and how to read them."""
    tiles = [
        _tile(_("Falls"), Domain.SAFETY, FALLS, "2", Signal.IMPROVEMENT, _("Target {figure}", figure="≤ 3")),
        _tile(
            _("Medicines omitted"), Domain.SAFETY, OMITTED, number_words("6.1%"), Signal.CONCERN,
            _("Target {figure}", figure="≤ 5%"),
        ),
        _tile(
            _("Complaints"), Domain.EXPERIENCE, COMPLAINTS, "1", Signal.COMMON_CAUSE, _("Target {figure}", figure="0")
        ),
    ]  # fmt: skip
    with st.container(key="example"):
        fields.heading(_("How to read a board"))
        fields.words(_(HOW_TO_READ))
        drawn = joined([tile(one, Room()) for one in tiles])
        board_view.wall_box(tag("div", drawn, class_="ui-tiles"), "wall_example")


def _tile(name: str, domain: Domain, values: Sequence[float], now: str, signal: Signal, target: str) -> Tile:
    weeks = tuple(LAST_WEEK - timedelta(weeks=back) for back in reversed(range(len(values))))
    usual = Signal.COMMON_CAUSE
    meanings = tuple(signal if index >= CHANGED_AT else usual for index in range(len(values)))
    centre = sum(values[:CHANGED_AT]) / CHANGED_AT
    span = Span(0, len(values) - 1, centre)
    chart = Chart(weeks, tuple(values), meanings, (span,), None, "", None, "")
    return Tile(
        measure_id=0, name=name, full_name=name, domain=domain, unit="", value=values[-1], value_text=now,
        unit_text="", signal=signal, sentence="", target_text=target, target_words="", week=LAST_WEEK,
        week_text="", provisional=False, age_text="", change_text="", change=None, chart=chart,
    )  # fmt: skip
