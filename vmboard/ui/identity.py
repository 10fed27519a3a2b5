"""Current user: who is looking at a page: asked of the database at every run, by the browser's cookie and nothing
else."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote, urlsplit

import streamlit as st

from vmboard.domain.access.actor import NOBODY_YET, Actor
from vmboard.domain.views.board import TeamView
from vmboard.domain.views.sign_in import SignedIn
from vmboard.queries.sign_in import actor_of, find_and_note_seen, is_open
from vmboard.settings import settings
from vmboard.store.engine import engine
from vmboard.ui.fields import way

COOKIE = "vmboard_in"
SIGN_OUT = "sign-out"


@dataclass(frozen=True)
class Visitor:
    """Whoever is there: ``signed_in`` is None while nobody needs to sign in."""

    actor: Actor
    signed_in: SignedIn | None = None

    @property
    def key(self) -> int:
        """Names the sign-in, 0 without one."""
        return self.signed_in.sign_in_id if self.signed_in else 0


def visitor(now: datetime) -> Visitor:
    """Ask who is there. Leaves for the entrance where nobody is."""
    person = find_and_note_seen(engine(), cookie(), now)
    if person is None and not _is_open():
        _to_the_entrance()
    made = Visitor(actor_of(person), person) if person else Visitor(NOBODY_YET)
    if st.session_state.setdefault("visitor", made.key) != made.key:  # another person in this session: it begins anew
        st.session_state.clear()
        st.session_state["visitor"] = made.key
    return made


def cookie() -> str:
    """The secret of this browser's sign-in; empty without one."""
    found = st.context.cookies.get(COOKIE, "")
    return found if isinstance(found, str) else ""


def on_team(actor: Actor, team: TeamView) -> Actor:
    """The actor as one of the team: while nobody signs in, by the name they picked."""
    if actor != NOBODY_YET:
        return actor
    picked = st.session_state.get("who", {}).get(team.slug)
    member = next((one for one in team.members if one.member_id == picked), None)
    return replace(actor, name=member.name, member_id=member.member_id, team_id=team.team_id) if member else actor


def _is_open() -> bool:
    if settings().sign_in == "off":
        return True
    headers = st.context.headers
    return is_open(
        engine(), headers.get("host", ""), st.context.ip_address or "127.0.0.1", "x-forwarded-for" in headers
    )


def _to_the_entrance() -> None:
    """Only a page that was open while its sign-in ended comes here: the gate turns new ones away before."""
    opened = urlsplit(st.context.url or "/")
    back = quote(opened.path + (f"?{opened.query}" if opened.query else ""), safe="")
    with st.container(key="calm"):
        st.html('<div role="alert"><h1>You were signed out</h1><p class="ui-lead">What you typed is kept.</p></div>')
        way("Sign in again", f"sign-in?next={back}", main=True)
    st.stop()
