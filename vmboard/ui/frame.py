"""Page layout and navigation: the frame around every page: the dress, the bar, whose board this is and who is
looking at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from vmboard.commands.huddles import start_huddle
from vmboard.commands.opens import opens
from vmboard.domain.access.actor import NOBODY_YET, Actor
from vmboard.domain.access.permissions import INSTALLATION, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import ReadOnly
from vmboard.domain.text.catalogue import N_, _, is_draft, language, ngettext, speak
from vmboard.domain.views.board import MemberLine, TeamLine, TeamView
from vmboard.domain.weeks import local
from vmboard.queries import teams as team_queries
from vmboard.queries.daily import is_due
from vmboard.queries.huddles import open_huddle
from vmboard.render.html import Markup, tag
from vmboard.settings import settings, today_at
from vmboard.store.engine import engine, reading, transaction
from vmboard.store.standby import is_standby
from vmboard.ui.fields import clear_now, plain, said, strip, way
from vmboard.ui.identity import SIGN_OUT, on_team, visitor
from vmboard.ui.menus import FOR_READERS, HALL, MENU, OWING, SET_UP, SIGNING, SPOKEN_HALLS, WITHIN, title_of
from vmboard.ui.menus import TITLES as TITLES
from vmboard.ui.menus import page as page
from vmboard.ui.ways import all_teams, home, looks_after_many, without_teams

START = N_("Start huddle")


@dataclass(frozen=True)
class Here:
    """Whose board this is, who is looking, and when."""

    team: TeamView
    actor: Actor
    now: datetime
    today: date
    teams: tuple[TeamLine, ...]
    in_huddle: bool = False
    """Whether the team's huddle is under way."""
    daily_due: bool = False
    """Whether today's daily huddle is still to be held."""
    reads: bool = True
    """Whether its board may be read. An administrator sets a team up without."""

    @property
    def team_id(self) -> int:
        return self.team.team_id

    def may(self, verb: Verb) -> bool:
        return may(self.actor.person, verb, Thing(self.team_id))

    @property
    def works(self) -> bool:
        """Whether they keep the board with the team. A coach may read it without."""
        return self.may(Verb.TYPE_FIGURE)

    @property
    def address(self) -> dict[str, str]:
        """What a link to another page of this team carries."""
        return {"team": self.team.slug}


@dataclass(frozen=True)
class Hall:
    """Who looks at a page that belongs to no team, the teams they may see, and when."""

    actor: Actor
    teams: tuple[TeamLine, ...]
    now: datetime
    today: date


def enter(name: str) -> Here:
    """A page's first act: find the team and the person, and draw the bar."""
    here = find_or_redirect(name)
    _note_opened(here)
    bar(name, here)
    return here


def _note_opened(here: Here) -> None:
    """Count that somebody who keeps this board opened it: once a day and sitting, and not who."""
    opened = f"{here.team_id} {here.today}"
    if here.works and st.session_state.get("opened") != opened:
        st.session_state["opened"] = opened
        opens.note(engine(), here.team_id, here.today)


def name_tab(name: str, of: str = "vmboard") -> None:
    """The name of the browser's tab, and so of its history and its bookmarks: ``This week · Ward 7A``."""
    st.set_page_config(page_title=f"{title_of(name)} · {of}")


def find_or_redirect(name: str) -> Here:
    """Whose board the address, or this session, asks for.

    Leaves for the welcome page while there is no team, and for the list of teams while none is chosen.
    """
    speak(language(settings().language))
    clear_now()
    now = datetime.now(UTC)
    actor = visitor(now).actor
    with reading() as session:
        teams = _teams(session, actor)
        _land(session, name, actor, teams, now)
        chosen = _chosen(teams)
        team = team_queries.team(session, actor, chosen.team_id) if chosen else None
        today = today_at(now, team.timezone if team else settings().timezone)
        reads = team is not None and may(actor.person, Verb.READ_OPEN_HUDDLE, Thing(team.team_id))
        going = open_huddle(session, actor, team.team_id, today, now) if team and reads else None
        due = team is not None and reads and is_due(session, team, today)
    if team is None:
        unknown = st.query_params.get("team") or st.session_state.pop("team", None)
        to = "teams" if teams else without_teams(actor)
        if name == "who" and actor.account_id is not None:  # one’s own name belongs to no team
            st.switch_page(page("who"))
        st.switch_page(page(to), query_params={"team": unknown} if unknown else None)
    if name == "board" and not reads:
        st.switch_page(page("access"), query_params={"team": team.slug})
    st.session_state["team"] = team.slug
    _forget_what_is_shown_once(f"{name} of {team.slug}")
    if st.query_params.get("team") != team.slug:
        st.query_params["team"] = team.slug
    _keep_the_address(name)
    name_tab(name, team.name)
    return Here(team, on_team(actor, team), now, today, teams, going is not None, due, reads)


def _teams(session: Session, actor: Actor) -> tuple[TeamLine, ...]:
    """The teams they may see: none for an account that was given none."""
    sees = may(actor.person, Verb.READ_TEAMS, INSTALLATION)
    return tuple(team_queries.teams(session, actor)) if sees else ()


def _land(session: Session, name: str, actor: Actor, teams: Sequence[TeamLine], now: datetime) -> None:
    """Whoever opens the bare address is led to where their work is; whoever was at a team already stays with it."""
    if name != "board" or "team" in st.query_params or "team" in st.session_state:
        return
    to = home(session, actor, teams, today_at(now, settings().timezone))
    if to != "board":
        st.switch_page(page(to))


def enter_hall(name: str) -> Hall:
    """The first act of a page that belongs to no team. Who was given no team is told so."""
    speak(language(settings().language) if name in SPOKEN_HALLS else None)
    clear_now()
    now = datetime.now(UTC)
    seen = visitor(now)
    actor = seen.actor
    _keep_the_address(name)
    name_tab(name)
    _forget_what_is_shown_once(name)
    with reading() as session:
        teams = _teams(session, actor)
    owes = actor.person.gives_figures or (name == "owed" and may(actor.person, Verb.READ_OWED_BOXES, INSTALLATION))
    allowed = ("welcome", "who", *(OWING if owes else ()))
    if name not in allowed and (name in OWING or not may(actor.person, Verb.READ_TEAMS, INSTALLATION)):
        st.switch_page(page("teams" if teams else without_teams(actor)), query_params=st.query_params.to_dict())
    with st.container(key="bar", horizontal=True, vertical_alignment="center"):
        st.container(key="bar_team", width="content").html(tag("span", "vmboard", class_="ui-brand ui-hall"))
        menu: tuple[str, ...] = HALL if teams else SIGNING if actor.person.signs_for else ()
        if menu := menu or (OWING if owes else ()):
            with st.container(key="bar_links", horizontal=True, vertical_alignment="center"):
                for item in menu:
                    _link(item, name, title_of(item), {})
        with st.container(key="bar_right", horizontal=True, vertical_alignment="center", width="content"):
            if menu is HALL and actor.person.gives_figures:
                _link("owed", name, title_of("owed"), {})
            if teams:
                many = ngettext("{n} team", "{n} teams", sum(not one.stand_in for one in teams))
                st.page_link(page("teams"), label=plain(many))
            if seen.signed_in:
                _link("who", name, seen.signed_in.name, {})
                way(_("Sign out"), SIGN_OUT)
    _say_what_is_so()
    return Hall(actor, teams, now, today_at(now, settings().timezone))


def bar(name: str, here: Here) -> None:
    """The dark bar across the top: the team, the menu, and who is looking. Phones have the menu at the bottom."""
    with st.container(key="bar", horizontal=True, vertical_alignment="center"):
        with st.container(key="bar_team", width="content"):
            if len(here.teams) > 1:
                st.page_link(page("teams"), label=plain(here.team.name))
            else:
                st.html(tag("span", here.team.name, class_="ui-brand"))
        with st.container(key="bar_links", horizontal=True, vertical_alignment="center"):
            for item in MENU if here.reads else SET_UP:
                _link(item, name, title_of(item), here.address)
        with st.container(key="bar_right", horizontal=True, vertical_alignment="center", width="content"):
            if here.team.is_demo:
                st.html(tag("span", _("Demo data"), class_="ui-demo"), width="content")
            if looks_after_many(here.actor, here.teams):
                all_teams(here.actor)
            else:
                _link("who", name, name_of(here), here.address)
            if name != "huddle" and here.works:
                huddle_button(here)
    if here.reads and not here.works and name not in FOR_READERS:
        strip("note", _("You read this board. {team} keeps it.", team=here.team.name))
    _say_what_is_so()


def huddle_button(here: Here, label: str = START) -> None:
    """One touch starts the huddle and opens it. It leads to the one under way, and to a daily one that is due."""
    to = page("huddle")
    with st.container(key="bar_huddle" if label == START else "huddle_again", width="content"):
        if here.in_huddle:
            st.page_link(to, label=_("Huddle now"), query_params=here.address)
        elif here.daily_due and label == START:
            st.page_link(to, label=_("Daily huddle"), query_params=here.address)
        elif st.button(_(label), key=f"start_{label}"):
            with transaction() as session:
                start_huddle(session, here.actor, here.team_id, today=here.today, now=here.now)
            st.switch_page(to, query_params=here.address)


def head(title: str, sentence: str | Markup = "") -> DeltaGenerator:
    """The page's title and its one sentence; returns the place for buttons beside them."""
    row = st.container(key="head", horizontal=True, vertical_alignment="bottom")
    row.html(tag("h1", title) + tag("p", sentence, class_="ui-quiet"))
    beside = row.container(key="head_actions", horizontal=True, width="content")
    said()
    return beside


def clock(timezone: str = "") -> str:
    """The time of day where the team is, or where this installation is: ``14:31``."""
    return f"{local(datetime.now(UTC), timezone or settings().timezone):%H:%M}"


def name_of(here: Here) -> str:
    """How the bar names who is looking: initials of one of the team, the name of an account."""
    member = me(here)
    return member.initials if member else _("Who are you?") if here.actor == NOBODY_YET else here.actor.name


def me(here: Here) -> MemberLine | None:
    """The one of the team who is looking, where it is one of them."""
    mine = here.actor.member_id if here.actor.team_id == here.team_id else None
    return next((member for member in here.team.members if member.member_id == mine), None)


def _say_what_is_so() -> None:
    """Below the bar of every page: words that nobody has read yet, and a server that takes nothing in."""
    if is_draft():
        strip("note", _("Draft: nobody who speaks this language has read its words yet."))
    if is_standby(engine()):
        strip("note", ReadOnly().sentence)


def _chosen(teams: Sequence[TeamLine]) -> TeamLine | None:
    """The team of the address, else of this session, else the only one."""
    if len(teams) == 1:
        return teams[0]
    asked = st.query_params.get("team") or st.session_state.get("team")
    return next((team for team in teams if team.slug == asked), None)


def _keep_the_address(name: str) -> None:
    """A link from a page to itself reaches the server, but Streamlit leaves the browser's address as it was.

    Said once more it is put right, so that the page may be loaded again, gone back from, and sent to somebody. A link
    to another page is put right by Streamlit: said here too it would be a second step of the browser's history.
    """
    asked = name, st.query_params.to_dict()
    was = st.session_state.get("address", asked)
    if was[0] == name and was != asked:
        st.query_params.from_dict(asked[1])
    st.session_state["address"] = asked


def _forget_what_is_shown_once(opened: str) -> None:
    """Keys named ``once_…`` live as long as their page of this team is open: a screen's link, a question."""
    if st.session_state.get("page") != opened:
        for key in [key for key in st.session_state if str(key).startswith("once_")]:
            del st.session_state[key]
    st.session_state["page"] = opened


def _link(item: str, name: str, label: str, address: dict[str, str]) -> None:
    """A link of a menu; the page itself, or the one it belongs to, stands out."""
    if item == name:
        st.html(tag("span", label, class_="ui-current", aria_current="page"), width="content")
    elif item == WITHIN.get(name):
        st.container(key="bar_within", width="content").page_link(page(item), label=plain(label), query_params=address)
    else:
        st.page_link(page(item), label=plain(label), query_params=address)
