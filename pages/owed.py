"""Figures owed: what a data owner outside the team (finance, pharmacy) still owes, one list over all their teams.

Nothing else of a board is here, and whoever has only this page is led to it from everywhere.
"""

from functools import partial

import streamlit as st

from vmboard.commands.figures import Typed
from vmboard.commands.owed_figures import answer_owed_doubt, type_owed_figure
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.owed_boxes import OwedBox, OwedMeasure, OwedTeam, OwedView
from vmboard.queries.owed_boxes import owed_boxes, owed_question
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame, narrowing

A_PAGE = 12
SAID_BY_THE_FIGURE = ("", "count", "£", "%")
"""Units that stand with every figure already."""
WRONG = "once_owed_wrong"
"""What was refused when it was saved, by team: it stands there until the next time."""


def owed_words(view: OwedView) -> str:
    if not view.of:
        return _("No team waits for you. An administrator says whose figures you give, and to which teams.")
    if not view.owed:
        return _("Nothing is missing. Thank you.")
    return ngettext("{n} figure of yours is still to come.", "{n} figures of yours are still to come.", view.owed)


def chosen(hall: frame.Hall) -> OwedView:
    """What this person owes; where nobody signs in, whose figures is chosen first."""
    most, owner = narrowing.many(A_PAGE), st.session_state.get("owed_as", "")
    with reading() as session:
        return owed_boxes(session, hall.actor, hall.today, most=most, owner=owner)


def team(hall: frame.Hall, of: OwedTeam) -> None:
    with fields.panel(f"owed_{of.team_id}"):
        fields.heading(of.name, _("{many} still to come", many=of.owed) if of.owed else _("All in"))
        for sentence in st.session_state.get(WRONG, {}).get(of.team_id, ()):
            fields.strip("worry", sentence)
        for measure in of.measures:
            for box in measure.boxes:
                if box.doubt:
                    doubt(hall, of, measure, box)
        with st.form(f"owed_form_{of.team_id}", border=False):
            typed = [(measure, box, text) for measure in of.measures for box, text in boxes(of, measure)]
            submitted = st.form_submit_button(
                _("Save for {team}", team=fields.plain(of.name)), key=f"owed_save_{of.team_id}"
            )
    if submitted:
        save(hall, of, [(measure, box, text) for measure, box, text in typed if text.strip() != box.text])


def boxes(of: OwedTeam, measure: OwedMeasure) -> list[tuple[OwedBox, str]]:
    """A measure's row: what it is, and a box for each week."""
    unit = f" · {measure.unit}" if measure.unit not in SAID_BY_THE_FIGURE else ""
    older = ngettext("{n} older week after these", "{n} older weeks after these", measure.more)
    older = f" · {older}" if measure.more else ""
    last = _("Last: {figure}", figure=measure.latest) if measure.latest else _("No figure yet")
    with st.container(key=f"row_owed_{of.team_id}_{measure.measure_id}"):
        st.html(tag("strong", measure.name) + tag("span", f"{last}{unit}{older}", class_="ui-quiet"))
        with st.container(key=f"owed_boxes_{of.team_id}_{measure.measure_id}", horizontal=True):
            return [(box, _box(of, measure, box)) for box in measure.boxes]


def _box(of: OwedTeam, measure: OwedMeasure, box: OwedBox) -> str:
    key = f"owed_{of.team_id}_{measure.measure_id}_{box.week:%Y%m%d}_{box.version}"
    typed: str = st.text_input(
        fields.plain(box.title),
        box.text,
        max_chars=40,
        key=key,
        width=156,
        placeholder=_("Still to come"),
        autocomplete="off",
    )
    return typed


def _in_a_sentence(title: str) -> str:
    """``week to 15 Nov``."""
    return title[:1].lower() + title[1:]


def doubt(hall: frame.Hall, of: OwedTeam, measure: OwedMeasure, box: OwedBox) -> None:
    """What the board asks of a figure: said to be right with one touch, or put right in its box."""
    key = f"{of.team_id}_{measure.measure_id}_{box.week:%Y%m%d}"
    with st.container(key=f"owed_doubt_{key}", horizontal=True, vertical_alignment="center"):
        fields.strip("note", tag("b", f"{measure.name}, {_in_a_sentence(box.title)}: "), box.doubt)
        if st.button(_("It is right"), key=f"owed_right_{key}"):
            with fields.answering():
                with transaction() as session:
                    answer_owed_doubt(
                        session, hall.actor, of.team_id, measure.measure_id, box.week, version=box.version
                    )
                st.rerun()


def save(hall: frame.Hall, of: OwedTeam, changed: list[tuple[OwedMeasure, OwedBox, str]]) -> None:
    """Each figure by itself: one that is refused keeps none of the others back, and stays in its box."""
    wrong, saved = [], 0
    for measure, box, text in changed:
        try:
            with transaction() as session:
                asked = partial(owed_question, session, hall.actor, of.team_id, measure.measure_id, box.week)
                type_owed_figure(
                    session, hall.actor, of.team_id, measure.measure_id, box.week, Typed(text, version=box.version),
                    today=hall.today, question=asked,
                )  # fmt: skip
            saved += 1
        except Refused as refusal:
            wrong.append(f"{measure.name}, {_in_a_sentence(box.title)}: {refusal.sentence}")
    st.session_state[WRONG] = {of.team_id: wrong}
    if saved:
        fields.say(ngettext("{n} figure saved for {team}.", "{n} figures saved for {team}.", saved, team=of.name))
    if changed:
        st.rerun()


def show() -> None:
    hall = frame.enter_hall("owed")
    view = chosen(hall)
    frame.head(_("Figures owed"), owed_words(view))
    if view.owners:
        st.selectbox(_("As"), view.owners, key="owed_as", width=320)
    for of in view.teams:
        team(hall, of)
    narrowing.more(view.of, A_PAGE, ngettext("{n} team", "{n} teams", view.of))


show()
