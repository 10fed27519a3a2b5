"""The frame around every page: the dress, the bar, whose board this is and who is looking at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from vmboard.domain.access import NOBODY_YET, Actor
from vmboard.domain.views import MemberLine, TeamLine, TeamView
from vmboard.queries import teams as team_queries
from vmboard.render.html import tag
from vmboard.settings import ROOT, settings, today_at
from vmboard.store.engine import reading
from vmboard.ui.fields import clear_now, plain, said

TITLES = {
    "board": "Board",
    "week": "This week",
    "projects": "Projects",
    "actions": "Actions",
    "measures": "Measures",
    "team": "Team",
    "huddle": "Huddle",
    "project": "Project",
    "measure": "Measure",
    "settings": "Measure settings",
    "figures": "Figures from a file",
    "screens": "Screens",
    "history": "History",
    "who": "Who are you?",
    "teams": "Teams",
    "welcome": "Welcome",
}
MENU = ("board", "week", "projects", "actions", "measures", "team")


@dataclass(frozen=True)
class Here:
    """Whose board this is, who is looking, and when."""

    team: TeamView
    actor: Actor
    now: datetime
    today: date
    teams: tuple[TeamLine, ...]

    @property
    def team_id(self) -> int:
        return self.team.team_id

    @property
    def address(self) -> dict[str, str]:
        """What a link to another page of this team carries."""
        return {"team": self.team.slug}


def page(name: str) -> st.Page:
    """A page by its name, as links and the navigation take it. The board opens at the bare address."""
    return st.Page(
        ROOT / "pages" / f"{name}.py",
        title=TITLES[name],
        default=name == "board",
        url_path=name,
        visibility="visible" if name in MENU else "hidden",
    )


def enter(name: str) -> Here:
    """A page's first act: find the team and the person, and draw the bar."""
    here = find(name)
    bar(name, here)
    return here


def find(name: str) -> Here:
    """Whose board the address, or this session, asks for.

    Leaves for the welcome page while there is no team, and for the list of teams while none is chosen.
    """
    clear_now()
    with reading() as session:
        teams = tuple(team_queries.teams(session, NOBODY_YET))
        chosen = _chosen(teams)
        team = team_queries.team(session, NOBODY_YET, chosen.team_id) if chosen else None
    if team is None:
        unknown = st.query_params.get("team")
        st.switch_page(page("teams" if teams else "welcome"), query_params={"team": unknown} if unknown else None)
    st.session_state["team"] = team.slug
    _forget_what_is_shown_once(name)
    if st.query_params.get("team") != team.slug:
        st.query_params["team"] = team.slug
    now = datetime.now(UTC)
    return Here(team, actor_of(team), now, today_at(now, team.timezone), teams)


def enter_hall(name: str) -> tuple[TeamLine, ...]:
    """The first act of a page that belongs to no team. Returns every team there is."""
    with reading() as session:
        teams = tuple(team_queries.teams(session, NOBODY_YET))
    with st.container(key="bar", horizontal=True, vertical_alignment="center"):
        st.container(key="bar_team", width="content").html(tag("span", "vmboard", class_="ui-brand"))
        if teams and name != "teams":
            st.container(key="bar_links", horizontal=True).page_link(page("teams"), label="Teams")
    return teams


def bar(name: str, here: Here) -> None:
    """The dark bar across the top: the team, the menu, and who is looking. Phones have the menu at the bottom."""
    member = me(here.team)
    with st.container(key="bar", horizontal=True, vertical_alignment="center"):
        with st.container(key="bar_team", width="content"):
            if len(here.teams) > 1:
                st.page_link(page("teams"), label=plain(here.team.name))
            else:
                st.html(tag("span", here.team.name, class_="ui-brand"))
        with st.container(key="bar_links", horizontal=True, vertical_alignment="center"):
            for item in MENU:
                _link(item, name, TITLES[item], here)
        with st.container(key="bar_right", horizontal=True, vertical_alignment="center", width="content"):
            if here.team.is_demo:
                st.html(tag("span", "Demo data", class_="ui-demo"), width="content")
            _link("who", name, plain(member.initials) if member else "Who are you?", here)


def head(title: str, sentence: str = "") -> DeltaGenerator:
    """The page's title and its one sentence; returns the place for buttons beside them."""
    row = st.container(key="head", horizontal=True, vertical_alignment="bottom")
    row.html(tag("h1", title) + tag("p", sentence, class_="ui-quiet"))
    beside = row.container(key="head_actions", horizontal=True, width="content")
    said()
    return beside


def dress() -> None:
    st.html(f"<style>{stylesheet()}</style>")


@cache
def stylesheet() -> str:
    sheets = (Path(__file__).with_name(name) for name in ("pages.css", "measures.css"))
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets)


def clock(timezone: str = "") -> str:
    """The time of day where the team is, or where this installation is: ``14:31``."""
    return f"{datetime.now(ZoneInfo(timezone or settings().timezone)):%H:%M}"


def me(team: TeamView) -> MemberLine | None:
    """Who said they are on this computer, where they are still on the team."""
    who = st.session_state.get("who", {}).get(team.slug)
    return next((member for member in team.members if member.member_id == who), None)


def actor_of(team: TeamView) -> Actor:
    member = me(team)
    return Actor(member.name, member.member_id, team.team_id) if member else NOBODY_YET


def _chosen(teams: Sequence[TeamLine]) -> TeamLine | None:
    """The team of the address, else of this session, else the only one."""
    if len(teams) == 1:
        return teams[0]
    asked = st.query_params.get("team") or st.session_state.get("team")
    return next((team for team in teams if team.slug == asked), None)


def _forget_what_is_shown_once(name: str) -> None:
    """Keys named ``once_…`` live as long as their page is open: a screen's link, a question."""
    if st.session_state.get("page") != name:
        for key in [key for key in st.session_state if str(key).startswith("once_")]:
            del st.session_state[key]
    st.session_state["page"] = name


def _link(item: str, current: str, label: str, here: Here) -> None:
    if item == current and item in MENU:
        st.html(tag("span", label, class_="ui-current", aria_current="page"), width="content")
    else:
        st.page_link(page(item), label=label, query_params=here.address)
