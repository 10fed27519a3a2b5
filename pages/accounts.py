"""Accounts: everyone who signs in as themselves. For administrators."""

from collections.abc import Callable, Sequence

import streamlit as st

from vmboard.commands import accounts as commands
from vmboard.commands.keeping import reset_keeping, set_keeping
from vmboard.commands.sign_in import sign_out_everywhere
from vmboard.domain.access.keeping import WHAT, Keeping
from vmboard.domain.counting import counted
from vmboard.domain.dials import dials
from vmboard.domain.views.access import AccountLine
from vmboard.queries import access as queries
from vmboard.queries.keeping import keeping
from vmboard.render.html import Markup, tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame, grant_form
from vmboard.ui.audit_list import audit_list
from vmboard.ui.figure_givers import figure_givers
from vmboard.ui.signatories import signatories

A_PAGE = 25
NAMED = 3
"""So many teams of a person are named in the list."""
CLOSE: asking.Questions = (
    ("{} is signed out everywhere at once, and cannot come in again. Close the account?", "Yes, close it"),
    ("This is your own account: you will be signed out. Close it all the same?", "Yes, close my own account"),
)
TAKE: asking.Questions = (
    ("{} will no longer add people or say who gets in. Take the right away?", "Yes, take it away"),
    ("This is your own right: only another administrator can give it back. Take it away all the same?",
     "Yes, take my own right away"),
)  # fmt: skip
MAKE: asking.Questions = (
    ("{} will add people, close accounts and say who gets in, everywhere. Make them an administrator?",
     "Yes, make an administrator"),
)  # fmt: skip
LESS = "What is older than these numbers goes for good with the next sweep, of everybody. Are they right?"


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
                what = "is an administrator, and has an account." if administrator else "has an account."
                fields.say(f"{name} {what} Say below which teams are theirs.")
                fields.clear("account_name", "account_email", "account_password", account_administrator=False)
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
    """Somebody, what they were given, and what an administrator may do about their account."""
    close, right = f"close_{line.account_id}", f"right_{line.account_id}"
    with st.container(key=f"row_account_{line.account_id}", horizontal=True, vertical_alignment="center"):
        about = tag("span", f"{line.email} · {line.words}", class_="ui-quiet")
        st.html(tag("div", tag("strong", line.name), about, theirs(line)))
        if line.by_password:
            with st.popover("New password", key=f"renew_{line.account_id}"):
                renew(hall, line)
        if not line.closed:
            asking.asked("Take the right away" if line.is_administrator else "Make an administrator", right)
            asking.asked("Close", close)
        elif st.button("Open again", key=f"open_{line.account_id}"):
            settle(commands.enable_account, hall, line, f"{line.name} can sign in again.")
    mine = hall.actor.account_id == line.account_id
    if asking.agreed(close, *asking.about(CLOSE, line.name, mine)):
        settle(commands.disable_account, hall, line, f"The account of {line.name} is closed.")
    if line.is_administrator and asking.agreed(right, *asking.about(TAKE, line.name, mine)):
        settle(commands.unmake_administrator, hall, line, f"{line.name} is no longer an administrator.")
    if not line.is_administrator and asking.agreed(right, *asking.about(MAKE, line.name, mine)):
        settle(commands.make_administrator, hall, line, f"{line.name} is an administrator.")


def theirs(line: AccountLine) -> Markup:
    """Their teams, the first few by name; or that they have none."""
    if not line.grants:
        return tag("span", "No team yet", class_="ui-quiet ac-none") if not line.closed else Markup("")
    more = [f"and {counted(len(line.grants) - NAMED, 'more team')}"] if len(line.grants) > NAMED else []
    return tag("span", " · ".join([*line.grants[:NAMED], *more]), class_="ui-quiet ac-teams")


def settle(change: Callable[..., object], hall: frame.Hall, line: AccountLine, words: str) -> None:
    with fields.answering():
        with transaction() as session:
            change(session, hall.actor, line.account_id)
        fields.say(words)
        st.rerun()


def listed(hall: frame.Hall, lines: Sequence[AccountLine]) -> None:
    """Everybody by name, those without a team first where only they are asked for."""
    without = [line for line in lines if not line.grants and not line.closed]
    with fields.panel("accounts"):
        fields.heading("Who has an account", f"{len(lines)}, {len(without)} without a team" if lines else "")
        if not lines:
            fields.words("Nobody yet.")
            return
        with st.container(key="find_account", horizontal=True, vertical_alignment="bottom"):
            wanted = st.text_input("Find by name or address", key="account_wanted").strip().casefold()
            only = st.checkbox("Only who has no team", key="account_without")
        shown = [
            line for line in (without if only else lines) if wanted in f"{line.name} {line.email}".casefold()
        ]  # fmt: skip
        most = st.session_state.get("once_accounts", A_PAGE)
        with fields.rows("accounts"):
            for line in shown[:most]:
                one(hall, line)
        if not shown:
            fields.words("Nobody by that name or address.")
        if len(shown) > most and st.button("Show more", key="more_accounts"):
            st.session_state["once_accounts"] = most + A_PAGE
            st.rerun()


def sooner(months: float, now: float) -> bool:
    """Whether something would be let go of earlier than now; 0 is never."""
    return months != 0 and (now == 0 or months < now)


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
    save = bool(saved)
    if reset or (saved and any(sooner(turned[dial.field], getattr(by.values, dial.field)) for dial in dials(Keeping))):
        asking.begin("reset_keeping" if reset else "less_keeping")
        save = False
    reset = asking.agreed("reset_keeping", (LESS, "Yes, back to ours"))
    save = save or asking.agreed("less_keeping", (LESS, "Yes, save"))
    if save or reset:
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
    grant_form.many(hall)
    listed(hall, lines)
    signatories(hall, lines)
    figure_givers(hall, lines)
    how_long(hall)
    audit_list(hall)


show()
