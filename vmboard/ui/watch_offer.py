"""Monitoring step-down on screen: the offer to watch a measure monthly, and *Not now*, which lets it rest."""

import streamlit as st

from vmboard.commands.measure_list import retire_measure
from vmboard.commands.watching import rest_watch_offer
from vmboard.domain.measures.watching import WatchOffer
from vmboard.domain.text.catalogue import _
from vmboard.queries.watching import watch_offers
from vmboard.render.html import tag
from vmboard.store.engine import reading
from vmboard.ui import frame
from vmboard.ui.doing import carry_out


def offers(here: frame.Here) -> list[WatchOffer]:
    with reading() as session:
        return list(watch_offers(session, here.actor, here.team_id, here.today))


def offer(here: frame.Here, offered: WatchOffer, *, at: str, named: bool = False) -> None:
    """Why; who works here takes it or leaves it for now. ``named``: the screen does not say of which measure."""
    key = f"watch_{at}_{offered.measure_id}"
    with st.container(key=f"offer_{key}"):
        st.html(tag("p", tag("b", offered.name, ". ") if named else "", offered.sentence))
        if not here.works:
            return
        with st.container(key=f"{key}_answers", horizontal=True):
            taken = st.button(_("Watch monthly"), key=f"{key}_take")
            rested = st.button(_("Not now"), key=f"{key}_rest")
    if taken:
        said = _(
            "{name} is watched monthly. Measures has it under \u201cWatched monthly\u201d, with the way back.",
            name=offered.name,
        )
        carry_out(here, said, retire_measure, offered.measure_id, reason=offered.reason, today=here.today)
    if rested:
        said = _("Left for now. The offer rests for 12 weeks.")
        carry_out(here, said, rest_watch_offer, offered.measure_id, today=here.today)
