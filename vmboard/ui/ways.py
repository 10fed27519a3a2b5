"""Landing page and account menu: where somebody's work is, and the way to the pages of many teams from every page."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import INSTALLATION, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import TeamLine
from vmboard.queries.escalations import escalations
from vmboard.queries.sign_in import givers, withdrawn
from vmboard.render.html import tag
from vmboard.store.engine import reading
from vmboard.ui.fields import heading, panel, plain, rows, way, words
from vmboard.ui.identity import SIGN_OUT
from vmboard.ui.menus import HALL, OWING, page, title_of

MOST_GIVERS = 6


def looks_after_many(actor: Actor, teams: Sequence[TeamLine]) -> bool:
    """Whether somebody who signs in as themselves has more to look after than one board."""
    person = actor.person
    return actor.account_id is not None and (person.is_administrator or person.looks_after_others or len(teams) > 1)


def home(session: Session, actor: Actor, teams: Sequence[TeamLine], today: date) -> str:
    """The page on which somebody begins: what waits for their answer, else the round; their board where it is all
    they have."""
    if not teams:
        return without_teams(actor)
    if len(teams) > 1 and actor.person.looks_after_others:
        return "escalations" if _is_asked(session, actor, today) else "round"
    if actor.person.is_administrator and not actor.person.grants:
        return "teams"
    return "board"


def without_teams(actor: Actor) -> str:
    """The page of those who may see no team: signatories, and data owners outside the teams, have one of their own."""
    return "schemes" if actor.person.signs_for else "owed" if actor.person.gives_figures else "welcome"


def _is_asked(session: Session, actor: Actor, today: date) -> bool:
    """Whether something was sent up to a team for which they answer."""
    return any(
        one.is_open and may(actor.person, Verb.ANSWER_ESCALATION, Thing(one.holder_id))
        for one in escalations(session, actor, today)
    )


def all_teams(actor: Actor) -> None:
    """In the bar of one team's page: every page of many teams, oneself, and the way out."""
    with st.popover(_("All teams"), key="bar_all"):
        more = ("teams", "accounts", "sources") if may(actor.person, Verb.READ_ACCOUNTS, INSTALLATION) else ("teams",)
        owing = OWING if may(actor.person, Verb.READ_OWED_BOXES, INSTALLATION) else ()
        with st.container(key="bar_all_ways"):
            for name in (*HALL, *owing, *more):
                st.page_link(page(name), label=plain(title_of(name)))
        with st.container(key="bar_all_me", horizontal=True, vertical_alignment="center"):
            st.page_link(page("who"), label=plain(actor.name))
            way(_("Sign out"), SIGN_OUT)


def not_here(actor: Actor, slug: str, today: date) -> str:
    """Why a team that was asked for is not among theirs, in true words; of no other is anything said."""
    with reading() as session:
        why = withdrawn(session, actor.account_id, slug, today) if actor.account_id is not None else ""
    if actor.account_id is not None:
        return why or _("There is no team “{name}” here for you.", name=slug[:60])
    return why or _("There is no team “{name}” here.", name=slug[:60])


def no_team(actor: Actor, today: date) -> None:
    """For an account that was given nothing, or nothing any more: that it is so, and who can give."""
    asked = st.query_params.get("team", "")
    with reading() as session:
        why = withdrawn(session, actor.account_id or 0, asked, today) if asked else ""
        able = givers(session)
    with panel("no_team"):
        heading(_("No team is yours to see"))
        words(why or _("Your account is in order. No team has been given to you, or none is any more."), name="lead")
        words(_("An administrator can give you one. Ask:") if able else _("An administrator can give you one."))
        with rows("givers"):
            for name, email in able[:MOST_GIVERS]:
                with st.container(key=f"row_giver_{email}"):
                    st.html(tag("strong", name) + tag("span", email, class_="ui-quiet"))
        with st.container(key="no_team_end", horizontal=True):
            if st.button(_("Look again"), key="look_again"):
                st.switch_page(page("board"))
            way(_("Sign out"), SIGN_OUT)
