"""Teams: choose a board; ``?words=`` finds one by its name or its site."""

from itertools import groupby

import streamlit as st

from vmboard.domain.access.permissions import INSTALLATION, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.text.folding import holds_words, natural
from vmboard.domain.views.board import TeamLine
from vmboard.render.html import tag
from vmboard.ui import fields, frame, narrowing, ways

A_PAGE = 60
FEW = 8
"""Up to so many teams are seen at a glance: nobody has to search among them."""


def one(team: TeamLine, heads: bool) -> None:
    """A row: the team's name as its link, and where it is."""
    with st.container(key=f"row_team_{team.team_id}", horizontal=True, vertical_alignment="center"):
        st.page_link(frame.page("board"), label=fields.plain(team.name), query_params={"team": team.slug})
        where = team.stand_in or (team.site + " · " + _("over the teams below") if heads else team.site)
        st.html(tag("span", where, class_="ui-quiet"))


def boards_words(many: int) -> str:
    return ngettext("{n} board", "{n} boards", many)


def stand_ins(number: int, teams: list[TeamLine]) -> None:
    """Boards that stand for published results: under the teams, and none of them."""
    if not teams:
        return
    st.html(tag("h3", _("To compare with")))
    with fields.rows(f"stand_ins_{number}"):
        for team in teams:
            one(team, heads=False)


def show() -> None:
    hall = frame.enter_hall("teams")
    teams = hall.teams
    if not teams:
        st.switch_page(frame.page("welcome"), query_params=st.query_params.to_dict())
    beside = frame.head(_("Teams"), _("Choose a board."))
    if may(hall.actor.person, Verb.FOUND_TEAM, INSTALLATION):
        beside.page_link(frame.page("accounts"), label=_("Accounts"))
        beside.page_link(frame.page("sources"), label=_("Other systems"))
        beside.page_link(frame.page("welcome"), label=_("Set up another team"))
    asked = st.query_params.get("team")
    if asked and asked not in {team.slug for team in teams}:
        fields.strip("worry", ways.not_here(hall.actor, asked, hall.today), " ", _("Choose one of these."))
    parents, words = {team.parent_id for team in teams}, ""
    if len(teams) > FEW:
        with beside:
            words = narrowing.find(_("Find a team"), quiet=True)
    fitting = [team for team in teams if holds_words(words, team.name, team.site)]
    fitting.sort(key=lambda team: (natural(team.organisation), bool(team.stand_in), team.team_id not in parents))
    if not fitting:
        fields.words(_("No team is called “{words}”. Try fewer letters.", words=words), name="lead")
    for number, (organisation, lines) in enumerate(
        groupby(narrowing.first(fitting, A_PAGE), key=lambda team: team.organisation)
    ):
        listed = list(lines)
        boards = [team for team in listed if not team.stand_in]
        with fields.panel(f"teams_{number}"):
            demo = tag("span", _("Demo data"), class_="ui-demo") if listed[0].is_demo else ""
            all_here = sum(team.organisation == organisation and not team.stand_in for team in fitting)
            fields.heading(organisation, tag("span", boards_words(all_here), " ", demo))
            with fields.rows(f"teams_{number}"):
                for team in boards:
                    one(team, heads=team.team_id in parents)
            stand_ins(number, [team for team in listed if team.stand_in])
    narrowing.more(len(fitting), A_PAGE, boards_words(len(fitting)))


show()
