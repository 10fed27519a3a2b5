"""Organisation: the tree of sites and teams, a measure side by side, spread by wave, data on time, what is given back.

``?show=measures&measure=falls_rate`` opens one part; only that part is read and drawn.
"""

import streamlit as st

from vmboard.domain.access.permissions import INSTALLATION, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.queries import benefits, organisation
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, given_back, graduation, taking_away
from vmboard.ui import organisation_parts as parts
from vmboard.ui.tabs import draw_tabs

SHOWN = {
    "teams": N_("Sites and teams"), "measures": N_("Side by side"), "waves": N_("Spread by wave"),
    "sources": N_("Data on time"), "given": N_("Given back"),
}  # fmt: skip
STEP = 24


def teams(hall: frame.Hall) -> None:
    with reading() as session:
        branches = organisation.tree(session, hall.actor)
    if not branches:
        fields.words(_("No team here is yours to see yet. An administrator can give you one."), name="lead")
    parts.tree(branches)


def waves(hall: frame.Hall) -> None:
    with reading() as session:
        branches = organisation.tree(session, hall.actor)
    parts.spread(parts.waves(branches))
    graduation.of_all(hall)


def given(hall: frame.Hall) -> None:
    with reading() as session:
        places = benefits.places(session, hall.actor, hall.today)
    given_back.everywhere(places)


def sources(hall: frame.Hall) -> None:
    with reading() as session:
        view = organisation.data_on_time(session, hall.actor, hall.today)
    parts.on_time(view)


def measures(hall: frame.Hall) -> None:
    """One measure at a time: its chart of variation, and a small chart of each team."""
    with reading() as session:
        shared = organisation.shared_measures(session, hall.actor)
    if not shared:
        fields.words(_("No two teams share a measure of the library yet."), name="lead")
        return
    names = {
        one.key: ngettext("{measure} ({n} team)", "{measure} ({n} teams)", one.teams, measure=one.name)
        for one in shared
    }
    asked = st.query_params.get("measure", "")
    at = list(names).index(asked) if asked in names else 0
    key = st.selectbox(_("Measure"), list(names), index=at, format_func=names.__getitem__, key="org_measure")
    st.query_params["measure"] = key
    most = st.session_state.get(f"once_most_{key}", STEP)
    try:
        with reading() as session:
            view = organisation.comparison(session, hall.actor, key, hall.today, most=most)
    except Refused as refused:
        fields.strip("worry", refused.sentence)
        return
    with fields.panel("multiples"):
        fields.heading(view.name, _("By name, never ranked"))
        fields.words(view.definition)
        fields.markup(parts.multiples(view.tiles))
        if view.teams > len(view.tiles) and st.button(
            ngettext("Show more of {n} team", "Show more of {n} teams", view.teams), key="org_more"
        ):
            st.session_state[f"once_most_{key}"] = most + STEP
            st.rerun()
    parts.differ(view)


def show() -> None:
    hall = frame.enter_hall("organisation")
    beside = frame.head(_("Organisation"), _("Every site and team, side by side and never ranked."))
    beside.page_link(frame.page("pathways"), label=_("Pathways"))
    if may(hall.actor.person, Verb.ASK_PACK, INSTALLATION):
        beside.page_link(frame.page("packs"), label=_("Packs for events and meetings"))
    beside.page_link(frame.page("programmes"), label=_("Programmes"))
    shown = draw_tabs("organisation", {part: _(words) for part, words in SHOWN.items()})
    {"teams": teams, "measures": measures, "waves": waves, "sources": sources, "given": given}[shown](hall)
    if shown == "teams":
        taking_away.of_all(hall)


show()
