"""Accounts: everyone who signs in as themselves. For administrators."""

import streamlit as st

from vmboard.commands import accounts as commands
from vmboard.commands.keeping import reset_keeping, set_keeping
from vmboard.commands.sign_in import sign_out_everywhere
from vmboard.domain.access.keeping import WHAT, Keeping
from vmboard.domain.dials import dials
from vmboard.domain.views.access import AccountLine
from vmboard.queries import access as queries
from vmboard.queries.keeping import keeping
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.signatories import signatories


def add(hall: frame.Hall) -> None:
    with fields.panel("add_account"):
        fields.heading("Add someone")
        with st.form("add_account", border=False):
            left, right = st.columns(2)
            name = left.text_input("Name", max_chars=80, key="account_name")
            email = right.text_input("E-mail", max_chars=200, key="account_email")
            left, right = st.columns(2, vertical_alignment="bottom")
            password = left.text_input(
                "First password, at least 12 characters", type="password", key="account_password",
            )  # fmt: skip
            administrator = right.checkbox("An administrator", key="account_administrator")
            fields.words("Leave the password empty for those who come in by your organisation’s own sign-in.")
            submitted = st.form_submit_button("Add", type="primary", key="add_account_now")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    commands.add_account(
                        session, hall.actor, name=name, email=email, password=password, is_administrator=administrator
                    )
                fields.say(f"{name} has an account. On a team’s page “Who gets in” you can say what they may do.")
                fields.clear("account_name", "account_email", "account_password")
                st.rerun()


def renew(hall: frame.Hall, line: AccountLine) -> None:
    """For somebody who has forgotten theirs. Whoever is signed in with the old one is signed out."""
    with st.form(f"renew_form_{line.account_id}", border=False, clear_on_submit=True):
        label = f"For {fields.plain(line.name)}: at least 12 characters"
        new = st.text_input(label, type="password", key=f"renewed_{line.account_id}")
        submitted = st.form_submit_button("Set it", key=f"renew_now_{line.account_id}")
    if submitted:
        with fields.answering():
            with transaction() as session:
                commands.set_password(session, hall.actor, line.account_id, password=new)
                sign_out_everywhere(session, line.account_id)
            fields.say(f"{line.name} has a new password, and is signed out everywhere. Ask them to choose their own.")
            st.rerun()


def one(hall: frame.Hall, line: AccountLine) -> None:
    with st.container(key=f"row_account_{line.account_id}", horizontal=True, vertical_alignment="center"):
        st.html(tag("strong", line.name) + tag("span", f"{line.email} · {line.words}", class_="ui-quiet"))
        if line.by_password:
            with st.popover("New password", key=f"renew_{line.account_id}"):
                renew(hall, line)
        closed = st.button("Open again" if line.closed else "Close", key=f"close_{line.account_id}")
    if closed:
        with fields.answering():
            with transaction() as session:
                change = commands.enable_account if line.closed else commands.disable_account
                change(session, hall.actor, line.account_id)
            st.rerun()


def how_long(hall: frame.Hall) -> None:
    """For how long what is known of people stays. Another choice is swept in the night."""
    with reading() as session:
        by = keeping(session, hall.actor, hall.today)
    with fields.panel("keeping"):
        fields.heading("How long we keep it", f"Set by {by.author}, {by.since}" if by.author else "As we ship it")
        fields.words("Of the people who work here. Figures, projects and huddles stay. 0 means for ever.")
        with st.form("keeping", border=False), fields.rows("keeping"):
            turned = {}
            for dial in dials(Keeping):
                with st.container(key=f"row_keeping_{dial.field}", horizontal=True, vertical_alignment="center"):
                    st.html(tag("strong", dial.label) + tag("span", WHAT[dial.field], class_="ui-quiet"))
                    with st.container(
                        key=f"keep_{dial.field}", horizontal=True, vertical_alignment="center", width=260
                    ):
                        turned[dial.field] = st.number_input(
                            fields.plain(f"{dial.label} ({dial.unit})"), int(dial.least), int(dial.most),
                            getattr(by.values, dial.field), width=170, label_visibility="collapsed",
                            key=f"keep_{dial.field}_{by.version}",
                        )  # fmt: skip
                        st.html(tag("span", dial.unit, class_="ui-quiet"), width="content")
            with st.container(key="keeping_end", horizontal=True):
                saved = st.form_submit_button("Save", type="primary", key="save_keeping")
                reset = st.form_submit_button("Back to ours", key="reset_keeping") if by.author else False
    if saved or reset:
        with fields.answering():
            with transaction() as session:
                if reset:
                    reset_keeping(session, hall.actor)
                else:
                    set_keeping(session, hall.actor, version=by.version, **turned)
            fields.say("Saved. What is older goes with the next sweep, once a day.")
            st.rerun()


def show() -> None:
    hall = frame.enter_hall("accounts")
    frame.head("Accounts", "Everyone who signs in as themselves: leads, coaches, managers, administrators.")
    with reading() as session:
        lines = queries.accounts(session, hall.actor)
    add(hall)
    with fields.panel("accounts"):
        fields.heading("Who has an account", len(lines) or "")
        if not lines:
            fields.words("Nobody yet.")
        with fields.rows("accounts"):
            for line in lines:
                one(hall, line)
    signatories(hall, lines)
    how_long(hall)


show()
