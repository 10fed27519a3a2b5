"""Accounts: everyone who signs in as themselves. For administrators."""

from collections.abc import Callable, Sequence

import streamlit as st

from vmboard.commands import accounts as commands
from vmboard.commands.keeping import reset_keeping, set_keeping
from vmboard.commands.sign_in import sign_out_everywhere
from vmboard.domain.access.keeping import Keeping, what_words
from vmboard.domain.dials import dials
from vmboard.domain.text.catalogue import N_, _, ngettext, number_words
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
    (N_("{name} is signed out everywhere at once, and cannot come in again. Close the account?"), N_("Yes, close it")),
    (N_("This is your own account: you will be signed out. Close it all the same?"), N_("Yes, close my own account")),
)
TAKE: asking.Questions = (
    (N_("{name} will no longer add people or say who gets in. Take the right away?"), N_("Yes, take it away")),
    (N_("This is your own right: only another administrator can give it back. Take it away all the same?"),
     N_("Yes, take my own right away")),
)  # fmt: skip
MAKE: asking.Questions = (
    (N_("{name} will add people, close accounts and say who gets in, everywhere. Make them an administrator?"),
     N_("Yes, make an administrator")),
)  # fmt: skip
LESS = N_("What is older than these numbers goes for good with the next sweep, of everybody. Are they right?")


def add(hall: frame.Hall) -> None:
    with fields.panel("add_account"):
        fields.heading(_("Add someone"))
        with st.form("add_account", border=False):
            left, right = st.columns(2)
            name = left.text_input(_("Name"), max_chars=80, key="account_name")
            email = right.text_input(_("E-mail"), max_chars=200, key="account_email")
            left, right = st.columns(2, vertical_alignment="bottom")
            password = left.text_input(
                _("First password, at least 12 characters"), type="password", key="account_password",
            )  # fmt: skip
            administrator = right.checkbox(_("An administrator"), key="account_administrator")
            fields.words(_("Leave the password empty for those who come in by your organisation’s own sign-in."))
            submitted = st.form_submit_button(_("Add"), type="primary", key="add_account_now")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    commands.add_account(
                        session, hall.actor, name=name, email=email, password=password, is_administrator=administrator
                    )
                fields.say(
                    _("{name} is an administrator, and has an account. Say below which teams are theirs.", name=name)
                    if administrator else _("{name} has an account. Say below which teams are theirs.", name=name)
                )  # fmt: skip
                fields.clear("account_name", "account_email", "account_password", account_administrator=False)
                st.rerun()


def renew(hall: frame.Hall, line: AccountLine) -> None:
    """For somebody who has forgotten theirs. Whoever is signed in with the old one is signed out."""
    with st.form(f"renew_form_{line.account_id}", border=False, clear_on_submit=True):
        label = _("For {name}: at least 12 characters", name=fields.plain(line.name))
        new = st.text_input(label, type="password", key=f"renewed_{line.account_id}")
        submitted = st.form_submit_button(_("Set it"), key=f"renew_now_{line.account_id}")
    if submitted:
        with fields.answering():
            with transaction() as session:
                commands.set_password(session, hall.actor, line.account_id, password=new)
                sign_out_everywhere(session, line.account_id)
            fields.say(_(
                "{name} has a new password, and is signed out everywhere. Ask them to choose their own.", name=line.name
            ))  # fmt: skip
            st.rerun()


def one(hall: frame.Hall, line: AccountLine) -> None:
    """Somebody, what they were given, and what an administrator may do about their account."""
    close, right = f"close_{line.account_id}", f"right_{line.account_id}"
    with st.container(key=f"row_account_{line.account_id}", horizontal=True, vertical_alignment="center"):
        about = tag("span", f"{line.email} · {line.words}", class_="ui-quiet")
        st.html(tag("div", tag("strong", line.name), about, theirs(line)))
        if line.by_password:
            with st.popover(_("New password"), key=f"renew_{line.account_id}"):
                renew(hall, line)
        if not line.closed:
            asking.asked(_("Take the right away") if line.is_administrator else _("Make an administrator"), right)
            asking.asked(_("Close"), close)
        elif st.button(_("Open again"), key=f"open_{line.account_id}"):
            settle(commands.enable_account, hall, line, _("{name} can sign in again.", name=line.name))
    mine = hall.actor.account_id == line.account_id
    if asking.agreed(close, *asking.about(CLOSE, line.name, mine)):
        settle(commands.disable_account, hall, line, _("The account of {name} is closed.", name=line.name))
    if line.is_administrator and asking.agreed(right, *asking.about(TAKE, line.name, mine)):
        settle(commands.unmake_administrator, hall, line, _("{name} is no longer an administrator.", name=line.name))
    if not line.is_administrator and asking.agreed(right, *asking.about(MAKE, line.name, mine)):
        settle(commands.make_administrator, hall, line, _("{name} is an administrator.", name=line.name))


def theirs(line: AccountLine) -> Markup:
    """Their teams, the first few by name; or that they have none."""
    if not line.grants:
        return tag("span", _("No team yet"), class_="ui-quiet ac-none") if not line.closed else Markup("")
    beyond = len(line.grants) - NAMED
    more = [ngettext("and {n} more team", "and {n} more teams", beyond)] if beyond > 0 else []
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
        many, none = number_words(f"{len(lines):,}"), number_words(f"{len(without):,}")
        told = _("{many}, {without} without a team", many=many, without=none) if lines else ""
        fields.heading(_("Who has an account"), told)
        if not lines:
            fields.words(_("Nobody yet."))
            return
        with st.container(key="find_account", horizontal=True, vertical_alignment="bottom"):
            wanted = st.text_input(_("Find by name or address"), key="account_wanted").strip().casefold()
            only = st.checkbox(_("Only who has no team"), key="account_without")
        shown = [
            line for line in (without if only else lines) if wanted in f"{line.name} {line.email}".casefold()
        ]  # fmt: skip
        most = st.session_state.get("once_accounts", A_PAGE)
        with fields.rows("accounts"):
            for line in shown[:most]:
                one(hall, line)
        if not shown:
            fields.words(_("Nobody by that name or address."))
        if len(shown) > most and st.button(_("Show more"), key="more_accounts"):
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
        said = _("Set by {who}, {since}", who=by.author, since=by.since) if by.author else _("As we ship it")
        fields.heading(_("How long we keep it"), said)
        fields.words(_("Of the people who work here. Figures, projects and huddles stay. 0 means for ever."))
        with st.form("keeping", border=False), fields.rows("keeping"):
            turned = {}
            for dial in dials(Keeping):
                with st.container(key=f"row_keeping_{dial.field}", horizontal=True, vertical_alignment="center"):
                    st.html(tag("strong", _(dial.label)) + tag("span", what_words(dial.field), class_="ui-quiet"))
                    with st.container(
                        key=f"keep_{dial.field}", horizontal=True, vertical_alignment="center", width=260
                    ):
                        turned[dial.field] = st.number_input(
                            fields.plain(f"{_(dial.label)} ({_(dial.unit)})"), int(dial.least), int(dial.most),
                            getattr(by.values, dial.field), width=170, label_visibility="collapsed",
                            key=f"keep_{dial.field}_{by.version}",
                        )  # fmt: skip
                        st.html(tag("span", _(dial.unit), class_="ui-quiet"), width="content")
            with st.container(key="keeping_end", horizontal=True):
                saved = st.form_submit_button(_("Save"), type="primary", key="save_keeping")
                reset = st.form_submit_button(_("Back to ours"), key="reset_keeping") if by.author else False
    save = bool(saved)
    if reset or (saved and any(sooner(turned[dial.field], getattr(by.values, dial.field)) for dial in dials(Keeping))):
        asking.begin("reset_keeping" if reset else "less_keeping")
        save = False
    reset = asking.agreed("reset_keeping", (_(LESS), _("Yes, back to ours")))
    save = save or asking.agreed("less_keeping", (_(LESS), _("Yes, save")))
    if save or reset:
        with fields.answering():
            with transaction() as session:
                if reset:
                    reset_keeping(session, hall.actor)
                else:
                    set_keeping(session, hall.actor, version=by.version, **turned)
            fields.say(_("Saved. What is older goes with the next sweep, once a day."))
            st.rerun()


def show() -> None:
    hall = frame.enter_hall("accounts")
    frame.head(_("Accounts"), _("Everyone who signs in as themselves: leads, coaches, managers, administrators."))
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
