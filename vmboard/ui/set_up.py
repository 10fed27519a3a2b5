"""The form that sets up a team: five short parts, sensible answers filled in."""

from dataclasses import dataclass
from datetime import time

import streamlit as st

from vmboard.domain.measures.library import LIBRARY
from vmboard.domain.words import Domain
from vmboard.render.html import tag
from vmboard.ui import fields

STARTERS = {
    "falls", "pressure_ulcers", "medicines_omitted", "discharged_by_noon", "readmitted", "would_recommend",
    "staff_joy", "patients", "bed_occupancy", "cost_per_patient",
}  # fmt: skip
"""Ticked to begin with: two or three a domain, which fills a wall without crowding it."""

VISION = "Home sooner, safer, with nothing wasted"


@dataclass(frozen=True)
class Answers:
    """What the form holds when it is sent."""

    organisation: str
    site: str
    name: str
    vision: str
    week_ends_on: int
    huddle_weekday: int
    huddle_time: time
    people: str
    measures: tuple[str, ...]


def set_up_form() -> Answers | None:
    """Draw the form; its answers once it is sent. What was typed stays when it is refused."""
    with st.form("set_up", border=False, enter_to_submit=False):
        with fields.panel("team"):
            organisation, site, name, vision = _team()
        with fields.panel("huddle"):
            weekday, at, ends_on = _huddle()
        with fields.panel("people"):
            people = _people()
        with fields.panel("measures"):
            measures = _measures()
        with st.container(key="set_up_end", horizontal=True, vertical_alignment="center"):
            fields.words("You can change all of this later.")
            submitted = st.form_submit_button("Make our board", type="primary", key="make_board")
    if not submitted:
        return None
    return Answers(organisation, site, name, vision, ends_on, weekday, at or time(10, 0), people, measures)


def _team() -> tuple[str, str, str, str]:
    fields.heading("Our team")
    left, right = st.columns(2)
    organisation = left.text_input("Organisation", placeholder="NHS Highland", max_chars=120, key="set_organisation")
    site = right.text_input("Site", placeholder="Raigmore Hospital", max_chars=120, key="set_site")
    left, right = st.columns(2)
    name = left.text_input("Team", placeholder="Ward 7A · Respiratory", max_chars=60, key="set_name")
    vision = right.text_input(
        "Vision: what good looks like, in a few words", placeholder=VISION, max_chars=120, key="set_vision"
    )
    return organisation, site, name, vision


def _huddle() -> tuple[int, time | None, int]:
    fields.heading("Our huddle", "15 minutes a week, at the board")
    left, middle, right = st.columns(3)
    with left:
        st.session_state.setdefault("set_weekday", 1)
        weekday = fields.day_of_week("Day", "set_weekday")
    at = middle.time_input("Time", time(10, 0), key="set_time")
    with right:
        st.session_state.setdefault("set_ends_on", 6)
        ends_on = fields.day_of_week("Our weeks end on", "set_ends_on")
    return weekday, at, ends_on


def _people() -> str:
    fields.heading("Our people", "The board shows initials only")
    return st.text_area(
        "One person a line: name, initials", placeholder="Morag Kerr, MK\nJamie Drummond, JD", height=132,
        key="set_people",
    )  # fmt: skip


def _measures() -> tuple[str, ...]:
    fields.heading("Our measures", "Ten are ticked to begin with")
    fields.words("Fewer is better: tick what you can count every week. Sums are worked out by the board.")
    chosen: list[str] = []
    for domain in Domain:
        st.html(tag("h3", domain.label, class_="ui-domain"))
        with st.container(key=f"library_{domain}"):
            for entry in (measure for measure in LIBRARY if measure.domain is domain):
                label = f"**{fields.plain(entry.name)}** {fields.plain(entry.definition)}"
                if st.checkbox(label, entry.key in STARTERS, key=f"set_measure_{entry.key}"):
                    chosen.append(entry.key)
    return tuple(chosen)
