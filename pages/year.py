"""Our year: what a team tried, kept, stopped and gave back in the last 52 weeks, and whom it thanked."""

import streamlit as st

from vmboard.commands import reports
from vmboard.domain.reports.words import Kind
from vmboard.domain.text.catalogue import _
from vmboard.queries.year import year
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame, year_parts


def to_paper(here: frame.Here) -> None:
    """Have the sheet made; it waits on the page of reports."""
    with fields.answering():
        with transaction() as session:
            reports.ask_report(session, here.actor, here.team_id, kind=Kind.YEAR, day=here.today)
        st.switch_page(frame.page("reports"), query_params=here.address)


def show() -> None:
    here = frame.enter("year")
    with reading() as session:
        view = year(session, here.actor, here.team_id, here.today)
    beside = frame.head(_("Our year"), f"{view.span_text}. {view.tally}")
    with beside:
        if st.button(_("On one sheet"), key="year_sheet"):
            to_paper(here)
    if view.graduated:
        fields.strip("good", f"{view.graduated}.")
    fields.counts(*view.facts)
    year_parts.columns(here, view)
    year_parts.thanks(view)


show()
