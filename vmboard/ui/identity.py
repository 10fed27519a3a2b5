"""Current user: who is looking at a page: asked of the database at every run, by the browser's cookie and nothing
else."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import streamlit as st

from vmboard.commands.remembered import Pick, Picks, picks_of, still_stands
from vmboard.domain.access.actor import NOBODY_YET, Actor
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import TeamView
from vmboard.domain.views.sign_in import SignedIn
from vmboard.queries.sign_in import actor_of, find_and_note_seen, is_open, why_out
from vmboard.render.html import tag
from vmboard.settings import settings
from vmboard.store.engine import engine, reading
from vmboard.ui.fields import way
from vmboard.ui.foot import foot
from vmboard.ui.startup import entry

COOKIE, COMPUTER, WHO = "vmboard_in", "vmboard_pc", "vmboard_who"
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
    """The actor as one of the team: while nobody signs in, by the name they picked on this browser."""
    if actor != NOBODY_YET:
        return actor
    pick = picks().get(team.team_id)
    member = next((line for line in team.members if pick and line.member_id == pick.member_id), None)
    if pick is None or member is None or not _stands(team.team_id, pick):
        return actor
    return replace(actor, name=member.name, member_id=member.member_id, team_id=team.team_id)


def pick_as(team: TeamView, member_id: int | None, *, shared: bool, now: datetime) -> None:
    """Go by this name from now on, or by none. ``remember`` has the browser keep it."""
    made = {**picks(), team.team_id: Pick(member_id or 0, now, shared)}
    st.session_state["who"] = made
    st.session_state["remember"] = {**st.session_state.get("remember", {}), team.team_id: made[team.team_id]}


def picks() -> Picks:
    """Who was picked for each team: in this session, else as this browser remembers it."""
    if "who" not in st.session_state:
        kept = st.context.cookies.get(WHO, "")
        st.session_state["who"] = picks_of(engine(), kept if isinstance(kept, str) else "")
    picked: Picks = st.session_state["who"]
    return picked


def _stands(team_id: int, pick: Pick) -> bool:
    if not pick.shared:
        return True
    with reading() as session:
        return still_stands(session, team_id, pick, datetime.now(UTC))


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
    inside = opened.path.removeprefix(entry.root.rstrip("/"))
    back = quote(inside + (f"?{opened.query}" if opened.query else ""), safe="")
    with reading() as session:
        why = why_out(session, cookie())
    with st.container(key="calm"):
        told = tag("p", why or _("What you typed is kept."), class_="ui-lead")
        st.html(tag("div", tag("h1", _("You were signed out")), told, role="alert"))
        if not why:
            way(_("Sign in again"), f"sign-in?next={back}", main=True)
    foot()  # the site’s own is not reached: nothing more is run
    st.stop()
