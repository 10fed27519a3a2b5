"""The week as a plain form: a box a measure and one Save, for a keyboard or a screen reader, with no script of ours."""

from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

import streamlit as st

from vmboard.commands.figures import Typed, answer_doubt, type_figure
from vmboard.domain.figures.asked import chase, chase_text, waiting_words
from vmboard.domain.figures.typed import out_of_how_many
from vmboard.domain.figures.written import NOTHING
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.week import Figure, WeekLine, WeekView
from vmboard.domain.words import Domain, PointStatus
from vmboard.queries.after_saving import question
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame
from vmboard.ui.forms import Form
from vmboard.ui.week_parts import read

PLAIN_HELP = N_(
    "An empty box is not known yet. “waiting for finance” says who has it, “12 p” that it may still change, "
    "“nothing to count” that there was nobody."
)


def plain_form(here: frame.Here, view: WeekView) -> None:
    """A box a measure and one Save: for a keyboard or a screen reader, without a script of ours."""
    lines = [line for line in view.lines if line.figure]
    labels = {f"m{line.measure_id}": line.name for line in lines}
    form = Form(f"plain_{view.week}", _shown(view), labels)
    if form.theirs and form.settle():
        save_plain(here, view, form, form.theirs)
    if not view.paused:
        waiting = waiting_words(view.lines)
        got = _("{got} of {asked} in", got=view.got, asked=view.asked)
        huddle = _("huddle {when}", when=view.huddle)
        fields.words(", ".join(filter(None, (got, waiting, huddle))) + ".", name="lead")
    fields.words(_(PLAIN_HELP))
    _doubts(here, view)
    with st.form("plain_week", border=False, enter_to_submit=False):
        for domain in Domain:
            mine = [line for line in lines if line.domain is domain]
            if mine:
                with fields.panel(f"plain_{domain}"):
                    fields.heading(domain.label)
                    for line in mine:
                        st.text_input(_label(line), max_chars=200, key=form.key(f"m{line.measure_id}"))
        submitted = st.form_submit_button(_("Save"), type="primary", key="save_week")
    if submitted:
        save_plain(here, view, form, form.shown)
    _chase(view)


def save_plain(here: frame.Here, view: WeekView, form: Form[Any], seen: Any) -> None:
    shares = {f"m{line.measure_id}": line for line in view.lines if line.out_of and not line.out_of_id}

    def write(seen: Any, changes: Mapping[str, object]) -> None:
        asked = (
            out_of_how_many(str(changes[f]), line.unit, line.name, needs_both=line.needs_both)
            for f, line in shares.items() if f in changes
        )  # fmt: skip
        if half := "  ".join(filter(None, asked)):
            raise Refused(half)
        with transaction() as session:
            for field, text in changes.items():
                now = seen.figures[field]
                typed = Typed(str(text), waiting_for="", note=now.note, version=now.version)
                box = (session, here.actor, here.team_id, now.measure_id, view.week)
                type_figure(*box, typed, today=here.today, question=partial(question, *box))

    with fields.answering():
        if form.save(seen, write, lambda: _shown(read(here, view.week))):
            fields.say(_("Saved. Every screen shows it now."))
        st.rerun()


def _doubts(here: frame.Here, view: WeekView) -> None:
    """What was asked and nobody has answered: that it is right, or another figure in its box."""
    for line in view.lines:
        if line.figure and line.figure.doubt:
            with st.container(key=f"doubt_{line.measure_id}", horizontal=True, vertical_alignment="center"):
                fields.words(f"{line.name}: {line.figure.doubt} ", _("Not on the board until you say."))
                right = fields.plain(_("It is {figure}", figure=line.figure.text))
                if st.button(right, key=f"right_{line.measure_id}"):
                    with fields.answering():
                        with transaction() as session:
                            box = (session, here.actor, here.team_id, line.measure_id, view.week)
                            answer_doubt(*box, version=line.figure.version)
                        st.rerun()


def _shown(view: WeekView) -> Any:
    """The boxes as one row, for a form: a field for each measure."""
    known = {f"m{line.measure_id}": line.figure for line in view.lines if line.figure}
    return SimpleNamespace(**{field: _box(figure) for field, figure in known.items()}, figures=known)


def _box(figure: Figure) -> str:
    if figure.status is PointStatus.NOTHING_TO_COUNT:
        return NOTHING
    waits = figure.waiting_for and not figure.is_in and not figure.text
    return f"waiting for {figure.waiting_for}" if waits else figure.text


def _label(line: WeekLine) -> str:
    late = line.owed_words if line.weeks_late > 1 else ""
    known = (f"{line.last_when} {line.last_text}".strip(), line.usual and _("usual {range}", range=line.usual), late)
    told = ", ".join(part for part in (line.name, _kind(line)) if part)
    return fields.plain(": ".join(part for part in (told, ", ".join(filter(None, known))) if part))


def _kind(line: WeekLine) -> str:
    """What to type: ``such as 16 of 47``, ``in hours``; empty where the name says it."""
    unit = line.unit_text
    if line.out_of_id:
        return _("such as 16, of {what}", what=line.out_of)
    if line.out_of:
        return _("such as 16 of 47")
    if not unit or line.name.casefold().endswith(unit.casefold()):
        return ""
    return unit if unit.startswith(("out of", "per ")) else _("in {unit}", unit=unit)


def _chase(view: WeekView) -> None:
    owed = chase(view.lines)
    if owed:
        with fields.panel("chase"):
            fields.heading(_("Who owes what before the huddle"))
            st.code(chase_text(owed, view.week, view.huddle), language=None, wrap_lines=True)
