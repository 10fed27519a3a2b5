"""What is decided about the chart of a pathway's measure: its frozen weeks and new centre lines, each with its reason,
each to be taken back.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from vmboard.commands import pathway_baselines as commands
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.board import ChartDecision
from vmboard.domain.views.pathways import PathwayMeasureView, PathwayView
from vmboard.domain.weeks import long_day
from vmboard.render.html import tag
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame

USUAL = 12
"""Weeks that a baseline begins with in the form: a quarter."""
MOST = 200
WHY = N_(
    "Freeze the weeks before a change, and everything since is judged from them. Where the work itself has changed for "
    "good, a new centre line starts again there."
)


def baseline(hall: frame.Hall, view: PathwayView, of: PathwayMeasureView) -> None:
    """A line for what stands, and a form for each decision."""
    kept_by, key = view.line.key.kept_by, f"pathway_{of.measure_id}"
    weeks = [at.week for at in of.total if at.reading.value is not None]
    worded = partial(_worded, today=hall.today)
    fields.words(_(WHY))
    _standing(of.baselines, _("Unfreeze"), lambda session, id_: commands.unfreeze_baseline(
        session, hall.actor, kept_by, id_
    ), _("The baseline is no longer frozen."))  # fmt: skip
    _standing(of.rebases, _("Take back"), lambda session, id_: commands.undo_rebase(session, hall.actor, kept_by, id_),
              _("The new centre line is taken back."))  # fmt: skip
    if len(weeks) < 2:
        fields.words(of.why_not or _("There are too few weeks with a figure of all teams yet."), name="lead")
        return
    with st.form(f"{key}_baseline", border=False):
        left, right = st.columns(2)
        first = left.selectbox(_("First week"), weeks, format_func=worded, key=f"{key}_first")
        last = right.selectbox(_("Last week"), weeks, min(USUAL, len(weeks)) - 1, worded, key=f"{key}_last")
        why = st.text_input(
            _("Why?"), max_chars=MOST, placeholder=_("Before the new clinic"), key=f"{key}_why_baseline"
        )
        frozen = st.form_submit_button(_("Freeze baseline"))
    if frozen:
        _do(_("Baseline frozen."), f"{key}_why_baseline", lambda session: commands.freeze_baseline(
            session, hall.actor, kept_by, of.measure_id, first_week=first, last_week=last, reason=why
        ))  # fmt: skip
    with st.form(f"{key}_rebase", border=False):
        left, right = st.columns(2)
        taken = {decision.week for decision in of.rebases}
        free = [week for week in reversed(weeks[1:]) if week not in taken]
        week = left.selectbox(_("From the week ending"), free, format_func=worded, key=f"{key}_week")
        reason = right.text_input(
            _("Why?"), max_chars=MOST, placeholder=_("One clinic for all"), key=f"{key}_why_rebase"
        )
        drawn = st.form_submit_button(_("Draw a new centre line"))
    if drawn and week is not None:
        _do(_("Drawn: what follows is judged from there."), f"{key}_why_rebase", lambda session: commands.rebase(
            session, hall.actor, kept_by, of.measure_id, week=week, reason=reason
        ))  # fmt: skip


def _worded(week: date, today: date) -> str:
    return long_day(week, today)


def _standing(decisions: Sequence[ChartDecision], button: str, command: Callable[..., object], done: str) -> None:
    for decision in decisions:
        with st.container(key=f"row_decided_{decision.id}", horizontal=True, vertical_alignment="center"):
            by = f" · {decision.by}" if decision.by else ""
            st.html(tag("strong", decision.text) + tag("p", decision.reason, by, class_="ui-quiet"))
            pressed = st.button(button, key=f"take_back_{decision.id}")
        if pressed:
            _do(done, "", partial(command, id_=decision.id))


def _do(done: str, box: str, command: Callable[[Session], object]) -> None:
    with fields.answering():
        with transaction() as session:
            command(session)
        fields.say(done)
        if box:
            fields.clear(box)
        st.rerun()
