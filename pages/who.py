"""Who are you: your name, where you are signed in, and the way out. While nobody signs in, pick your name."""

from datetime import UTC, datetime
from typing import Literal

import streamlit as st

from vmboard.commands import sign_in as commands
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.phrases import said
from vmboard.domain.views.board import MemberLine
from vmboard.domain.views.sign_in import SignedIn
from vmboard.domain.weeks import moment_words
from vmboard.queries.sign_in import devices
from vmboard.render.html import tag
from vmboard.store.engine import engine, reading, transaction
from vmboard.ui import fields, frame, identity

Place = frame.Here | frame.Hall


def choose(here: frame.Here, member: MemberLine | None) -> None:
    shared = bool(st.session_state.get("who_shared"))
    identity.pick_as(here.team, member.member_id if member else None, shared=shared, now=here.now)
    if member:
        hello = (
            N_("Hello {name}. Until the huddle closes what you change here carries your name.") if shared
            else N_("Hello {name}. What you change here carries your name.")
        )  # fmt: skip
        fields.say(_(hello, name=member.name))
    to, address = came_from(here)
    st.switch_page(frame.page(to), query_params=address)


def came_from(here: frame.Here) -> tuple[str, dict[str, str]]:
    """The page of this team to go back to, with its address: the one before in this session.

    The huddle asks by a plain link, which begins a session: while one is under way it leads back to it, and else to
    the board.
    """
    to, address = st.session_state.get("before_who", ("", {}))
    if address.get("team") != here.team.slug:
        return "huddle" if here.in_huddle else "board", here.address
    return to, address


def pick(here: frame.Here) -> None:
    """While there is no sign-in: a name for the history."""
    current = frame.me(here)
    asks = _("Pick your name. What you change on this browser carries it, until you pick another.")
    frame.head(_("Who are you?"), _("You are {name}.", name=current.name) if current else asks)
    with fields.panel("who"):
        with st.container(key="people", horizontal=True):
            for member in here.team.members:
                label = f"**{fields.plain(member.initials)}** {fields.plain(member.name)}"
                kind: Literal["primary", "secondary"] = "primary" if member == current else "secondary"
                if st.button(label, key=f"who_{member.member_id}", type=kind, width="stretch", wrap=True):
                    choose(here, member)
        if not here.team.members:
            fields.words(_("Nobody is on this team yet. Add people on the Team page."), name="lead")
        with st.container(key="who_else", horizontal=True):
            st.page_link(frame.page("team"), label=_("I am not on the list"), query_params=here.address)
            st.checkbox(_("Others use this computer too: forget me when the huddle closes"), key="who_shared")
            if current and st.button(_("Nobody in particular"), key="who_nobody"):
                choose(here, None)


def known(here: Place, me: SignedIn) -> None:
    """Someone who is signed in: by the PIN, or by an account with devices and a password of its own."""
    beside = frame.head(me.name, _("Signed in. When you leave a shared computer, sign out."))
    with beside:
        fields.way(_("Sign out"), identity.SIGN_OUT, main=True)
    if me.account_id is None:
        fields.strip(
            "note", _("You came in by the team’s PIN. After a while without use you are signed out by itself.")
        )
        return
    my_devices(here, me.account_id)
    if me.has_password:
        my_password(here, me.account_id)


def my_devices(here: Place, account_id: int) -> None:
    with reading() as session:
        lines = devices(session, account_id, identity.cookie())
    with fields.panel("devices"):
        fields.heading(_("Where you are signed in"), len(lines))
        with fields.rows("devices"):
            for line in lines:
                with st.container(key=f"row_device_{line.sign_in_id}", horizontal=True, vertical_alignment="center"):
                    ago = moment_words(line.seen_at, here.now)
                    used = _("this one") if line.is_this_one else _("last used {ago}", ago=ago)
                    st.html(tag("strong", line.browser) + tag("span", used, class_="ui-quiet"))
                    if not line.is_this_one and st.button(_("Sign out there"), key=f"end_{line.sign_in_id}"):
                        with transaction() as session:
                            commands.end_sign_in(session, account_id, line.sign_in_id)
                        st.rerun()
        if len(lines) > 1 and st.button(_("Sign out everywhere else"), key="end_all"):
            with transaction() as session:
                commands.sign_out_everywhere(session, account_id, but=identity.cookie())
            st.rerun()


def my_password(here: Place, account_id: int) -> None:
    with fields.panel("password"), st.form("password", border=False, clear_on_submit=True):
        fields.heading(_("A new password"), _("At least 12 characters; three or four words are good"))
        left, right = st.columns(2)
        old = left.text_input(_("The one you have now"), type="password", key="old_password",
                              autocomplete="current-password")  # fmt: skip
        new = right.text_input(_("The new one"), type="password", key="new_password", autocomplete="new-password")
        if st.form_submit_button(_("Change it"), key="change_password"):
            with fields.answering():
                wrong = commands.change_password(
                    engine(), account_id, old=old, new=new, token=identity.cookie(), now=here.now
                )
                words = said(wrong) or _("Your password is changed, and every other device is signed out.")
                fields.strip("worry" if wrong else "good", words)


def show() -> None:
    """Asked for without a team, by someone who looks after many, it stands among the pages of all teams."""
    me = identity.visitor(datetime.now(UTC)).signed_in
    if (before := st.session_state.get("address", ("who", {})))[0] != "who":
        st.session_state["before_who"] = before
    if me is None:
        pick(frame.enter("who"))
    elif "team" in st.query_params:
        known(frame.enter("who"), me)
    else:
        known(frame.enter_hall("who"), me)


show()
