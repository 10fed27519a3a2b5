"""Downloads to take away: a team's workbook, and everything about the figures of one team or of all one may read."""

import streamlit as st

from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.queries.records import recorded_teams
from vmboard.store.engine import reading
from vmboard.ui import fields
from vmboard.ui.frame import Hall, Here

_ALL = N_(
    "Figures, projects and actions, with definitions, decisions and who changed what. CSV comes as a zip of tables, "
    "for Power BI, R or Excel."
)


def of_team(here: Here) -> None:
    with fields.panel("take_away"):
        fields.heading(_("To take away"))
        fields.words(_("The workbook has our box score, charts, every figure and every definition, ready to print."))
        with st.container(key="take_away", horizontal=True):
            fields.way(_("Workbook (Excel)"), f"export/{here.team.slug}/xlsx", main=True)
            fields.way(_("Everything (CSV)"), f"export/{here.team.slug}/zip")
            fields.way(_("Everything (JSON)"), f"export/{here.team.slug}/json")
        fields.words(_(_ALL))


def of_all(hall: Hall) -> None:
    """Nothing for whoever may take away no team's."""
    with reading() as session:
        many = len(recorded_teams(session, hall.actor))
    if not many:
        return
    with fields.panel("take_away"):
        fields.heading(_("To take away"), ngettext("{n} board", "{n} boards", many))
        with st.container(key="take_away", horizontal=True):
            fields.way(_("Everything (CSV)"), "export/zip")
            fields.way(_("Everything (JSON)"), "export/json")
        fields.words(_(_ALL))
