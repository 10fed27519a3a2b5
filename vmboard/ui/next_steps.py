"""The next steps of a new board: they stay until each is done, or the team puts them away."""

import streamlit as st

from vmboard.commands.first_steps import dismiss_steps
from vmboard.domain.access.actor import NOBODY_YET
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _
from vmboard.queries.first_steps import first_steps
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, week_parts
from vmboard.ui.doing import carry_out


def next_steps(here: frame.Here) -> None:
    """Drawn for those who keep the board, while something is left to do.

    On a phone they stand below the tiles, once these have something to tell (``pages.css``).
    """
    if not here.works or here.team.steps_dismissed or here.team.is_demo:
        return
    with reading() as session:
        there = first_steps(session, here.team_id)
    done = (there.figures, there.screen, here.actor != NOBODY_YET)
    if all(done):
        return
    with fields.panel("next" if there.figures else "next_first"):
        fields.heading(_("Next steps"), _("{number} of {of} done", number=sum(done), of=len(done)))
        with st.container(key="steps"):
            with _step(here, 1, "week", _("Put figures in"), done[0]):
                fields.words(_("Type this week’s. Weeks on paper go into the grid, from the first one on."))
                weeks = {**here.address, "weeks": str(week_parts.SPANS[0])}
                with st.container(key="step_ways", horizontal=True):
                    st.page_link(frame.page("week"), label=_("Weeks on paper"), query_params=weeks)
                    st.page_link(frame.page("imports"), label=_("From a file"), query_params=here.address)
            with _step(here, 2, "screens", _("Open on a screen"), done[1]):
                fields.words(_("Each screen has a link of its own, shown once."))
            with _step(here, 3, "who", _("Say who you are"), done[2]):
                fields.words(_("So that the history can name you. This browser remembers it."))
        if here.may(Verb.DISMISS_STEPS) and st.button(_("Put these away"), key="dismiss_steps"):
            carry_out(here, _("Put away. All of it is in the menu."), dismiss_steps)


def _step(here: frame.Here, number: int, to: str, label: str, done: bool) -> st.delta_generator.DeltaGenerator:
    step = st.container(key=f"step_{to}")
    said = f"✓ {label}" if done else f"{number}. {label}"
    step.page_link(frame.page(to), label=said, query_params=here.address)
    return step
