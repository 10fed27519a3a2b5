"""Teams: choose a board."""

from itertools import groupby

import streamlit as st

from vmboard.domain.access.permissions import INSTALLATION, may
from vmboard.domain.views.board import TeamLine
from vmboard.render.html import tag
from vmboard.ui import fields, frame


def one(team: TeamLine, heads: bool) -> None:
    """A row: the team's name as its link, and where it is."""
    with st.container(key=f"row_team_{team.team_id}", horizontal=True, vertical_alignment="center"):
        st.page_link(frame.page("board"), label=fields.plain(team.name), query_params={"team": team.slug})
        where = f"{team.site} · over the teams below" if heads else team.site
        st.html(tag("span", where, class_="ui-quiet"))


def show() -> None:
    hall = frame.enter_hall("teams")
    teams = hall.teams
    if not teams:
        st.switch_page(frame.page("welcome"))
    beside = frame.head("Teams", "Choose a board.")
    if may(hall.actor.person, "founding.found_team", INSTALLATION):
        beside.page_link(frame.page("accounts"), label="Accounts")
        beside.page_link(frame.page("welcome"), label="Set up another team")
    asked = st.query_params.get("team")
    if asked and asked not in {team.slug for team in teams}:
        fields.strip("worry", f"There is no team “{asked[:60]}” here. Choose one of these.")
    parents = {team.parent_id for team in teams}
    for number, (organisation, lines) in enumerate(groupby(teams, key=lambda team: team.organisation)):
        mine = sorted(lines, key=lambda team: team.team_id not in parents)
        with fields.panel(f"teams_{number}"):
            demo = tag("span", "Demo data", class_="ui-demo") if mine[0].is_demo else ""
            fields.heading(organisation, demo)
            with fields.rows(f"teams_{number}"):
                for team in mine:
                    one(team, heads=team.team_id in parents)


show()
