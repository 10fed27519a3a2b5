"""New centre line: the offer of one, with the reason it needs, and *Not now*, which lets it rest for twelve weeks."""

import streamlit as st

from vmboard.commands import charts, measures
from vmboard.domain.measures.new_line import NewLine
from vmboard.domain.text.catalogue import _
from vmboard.render.html import tag
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame


def offer(here: frame.Here, measure_id: int, offered: NewLine, *, at: str, name: str = "") -> None:
    """Why and since when; who works here also says what has changed, and draws it, or leaves it for now. ``name`` is
    the measure's, where the screen does not say."""
    key = f"new_line_{at}_{measure_id}"
    with st.container(key=f"offer_{key}"):
        st.html(tag("p", tag("b", name, ". ") if name else "", offered.sentence))
        if not here.works:
            return
        with st.form(key, border=False):
            why, draw, rest = st.columns([5, 3, 2], vertical_alignment="bottom")
            reason = why.text_input(
                _("What changed then?"),
                max_chars=200,
                placeholder=_("Comfort rounds on every shift"),
                key=f"{key}_reason",
            )
            drawn = draw.form_submit_button(_("Draw new line"), key=f"{key}_draw", width="stretch")
            rested = rest.form_submit_button(_("Not now"), key=f"{key}_rest", width="stretch")
    if drawn:
        with fields.answering():
            with transaction() as session:
                measures.rebase(session, here.actor, here.team_id, measure_id, week=offered.week, reason=reason)
            fields.say(_(
                "The new centre line is drawn, here and on the wall. "
                "\u201cRebase from a week\u201d on the measure\u2019s page takes it back."
            ))  # fmt: skip
            fields.clear(f"{key}_reason")
            st.rerun()
    if rested:
        with fields.answering():
            with transaction() as session:
                charts.rest_new_line(session, here.actor, here.team_id, measure_id, today=here.today)
            fields.say(_("Left for now. The offer rests for 12 weeks."))
            st.rerun()
