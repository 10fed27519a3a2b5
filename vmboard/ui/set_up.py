"""The form that sets up a team: five short parts, sensible answers filled in. What is wrong stands at its field, all of
it at once, and the first of it is brought into view."""

from collections.abc import Iterable, Sequence
from datetime import time

import streamlit as st

from vmboard.domain.measures.library import LIBRARY, LibraryMeasure, library_measure
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.text.folding import natural
from vmboard.domain.words import Domain
from vmboard.render.html import tag
from vmboard.ui import fields
from vmboard.ui.set_up_answers import Answers, faults_of

STARTERS = {
    "falls", "pressure_ulcers", "medicines_omitted", "discharged_by_noon", "readmitted", "would_recommend",
    "staff_joy", "patients", "bed_occupancy", "cost_per_patient",
}  # fmt: skip
"""Ticked to begin with: two or three a domain, which fills a wall without crowding it."""

VISION = N_("Home sooner, safer, with nothing wasted")


WRONG = "set_up_wrong"


def set_up_form(places: Sequence[tuple[str, str]]) -> Answers | None:
    """Draw the form over the organisations and sites that there are; its answers once it is sent and nothing is wrong
    with them. What was typed stays."""
    wrong: dict[str, str] = st.session_state.get(WRONG, {})
    with st.form("set_up", border=False, enter_to_submit=False):
        with fields.panel("team"):
            organisation, site, name, vision = _team(places, wrong)
        with fields.panel("huddle"):
            weekday, at, ends_on = _huddle()
        with fields.panel("people"):
            people = _people(wrong)
        with fields.panel("measures"):
            measures, own = _measures(wrong)
        with st.container(key="set_up_end", horizontal=True, vertical_alignment="center"):
            fields.words(_("You can change all of this later."))
            submitted = st.form_submit_button(_("Make our board"), type="primary", key="make_board")
    if not submitted:
        if wrong:
            fields.bring_into_view(".ui-wrong", st.session_state[WRONG + "_times"])
        return None
    answers = Answers(organisation, site, name, vision, ends_on, weekday, at or time(10, 0), people, measures, own)
    st.session_state[WRONG] = faults_of(answers)
    if not st.session_state[WRONG]:
        return answers
    st.session_state[WRONG + "_times"] = st.session_state.get(WRONG + "_times", 0) + 1
    st.rerun()


def _wrong(wrong: dict[str, str], name: str) -> None:
    """What is wrong with a field, right below it."""
    if name in wrong:
        st.html(tag("p", wrong[name], class_="ui-wrong", role="alert"))


def _place(label: str, key: str, offered: Iterable[str], example: str) -> str:
    """One of those there are, or another: where there are none it is typed."""
    names = sorted(set(offered), key=natural)
    if not names:
        return st.text_input(label, placeholder=example, max_chars=120, key=key)
    chosen = st.selectbox(
        label, names, index=0 if len(names) == 1 else None, key=key, accept_new_options=True,
        placeholder=_("Choose one, or type another"),
    )  # fmt: skip
    return chosen or ""


def _team(places: Sequence[tuple[str, str]], wrong: dict[str, str]) -> tuple[str, str, str, str]:
    fields.heading(_("Our team"))
    left, right = st.columns(2)
    with left:
        organisation = _place(_("Organisation"), "set_organisation", (of for of, _ in places), "NHS Highland")
        _wrong(wrong, "organisation")
    with right:
        site = _place(_("Site"), "set_site", (name for _, name in places), "Raigmore Hospital")
        _wrong(wrong, "site")
    left, right = st.columns(2)
    with left:
        name = st.text_input(_("Team"), placeholder="Ward 7A · Respiratory", max_chars=60, key="set_name")
        _wrong(wrong, "name")
    with right:
        vision = st.text_input(
            _("Vision: what good looks like, in a few words"), placeholder=_(VISION), max_chars=120, key="set_vision"
        )
        _wrong(wrong, "vision")
    return organisation, site, name, vision


def _huddle() -> tuple[int, time | None, int]:
    fields.heading(_("Our huddle"), _("15 minutes a week, at the board"))
    left, middle, right = st.columns(3)
    with left:
        st.session_state.setdefault("set_weekday", 1)
        weekday = fields.day_of_week(_("Day"), "set_weekday")
    at = middle.time_input(_("Time"), time(10, 0), key="set_time")
    with right:
        st.session_state.setdefault("set_ends_on", 6)
        ends_on = fields.day_of_week(_("Our weeks end on"), "set_ends_on")
    return weekday, at, ends_on


def _people(wrong: dict[str, str]) -> str:
    fields.heading(_("Our people"), _("The board shows initials only"))
    people = st.text_area(
        _("One person a line: name, initials"), placeholder="Morag Kerr, MK\nJamie Drummond, JD", height=132,
        key="set_people",
    )  # fmt: skip
    _wrong(wrong, "people")
    return people


def _measures(wrong: dict[str, str]) -> tuple[tuple[str, ...], dict[Domain, str]]:
    fields.heading(_("Our measures"), _("Ten are ticked to begin with"))
    fields.words(_("Fewer is better: tick what you can count every week. Sums are worked out by the board."))
    _wrong(wrong, "measures")
    chosen: list[str] = []
    own: dict[Domain, str] = {}
    for domain in Domain:
        st.html(tag("h3", domain.label, class_="ui-domain"))
        with st.container(key=f"library_{domain}"):
            for entry in (measure for measure in LIBRARY if measure.domain is domain):
                label = f"**{fields.plain(entry.name)}** {fields.plain(entry.definition + _asks_for(entry))}"
                if st.checkbox(label, entry.key in STARTERS, key=f"set_measure_{entry.key}"):
                    chosen.append(entry.key)
        own[domain] = st.text_area(
            _("What else we count, and targets, one a line"), placeholder=OWN[domain],
            height=72, key=f"set_own_{domain}",
        )  # fmt: skip
        _wrong(wrong, f"own_{domain}")
    return tuple(chosen), own


OWN = {
    Domain.SAFETY: "Falls, below 3\nNeedle injuries, fewer", Domain.QUALITY: "Missed breakfasts, below 5",
    Domain.EXPERIENCE: "Would recommend, above 95%", Domain.CAPACITY: "Patients this week, at least 42",
    Domain.COST: "Taxi journeys, below £200",
}  # fmt: skip
"""As they are read in every language."""


def _asks_for(entry: LibraryMeasure) -> str:
    """What a measure that is worked out asks to be typed instead."""
    names = [library_measure(key).name for key in dict.fromkeys(entry.parts)]
    if not names:
        return ""
    asked = names[0]
    if names[1:]:
        asked = _("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
    return " " + ngettext(
        "Asks you each week for {what}.", "Asks you every {n} weeks for {what}.", entry.cadence_weeks, what=asked
    )
