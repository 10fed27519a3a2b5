"""Who gets in: the team's PIN, its computers, and who leads, coaches or manages it."""

import streamlit as st

from vmboard.commands import accounts as commands
from vmboard.commands.teams import place_team
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.views.access import AccessView, ComputerLine, GrantedLine
from vmboard.domain.words import Role
from vmboard.queries import access as queries
from vmboard.queries.sources import team_sources
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame
from vmboard.ui.identity import COMPUTER

does_words = queries.does_words
TAKE_OUT = N_("The PIN no longer counts on “{name}”, and who is signed in there is signed out. Take it out?")
MOST_READERS = 12
ROLES = {
    Role.LEAD: N_("Leads the team"), Role.COACH: N_("Coaches it"), Role.MANAGER: N_("Manages it"),
    Role.DATA_OWNER: N_("Gives it figures"),
}  # fmt: skip


def pin(here: frame.Here, seen: AccessView) -> None:
    with fields.panel("pin"):
        fields.heading(_("The team’s PIN"), seen.pin_set)
        fields.words(_("Six to twelve digits. It counts on the team’s own computers only, together with a name."))
        with st.form("pin", border=False, clear_on_submit=True):
            left, right = st.columns([3, 1], vertical_alignment="bottom")
            new = left.text_input(_("New PIN"), type="password", max_chars=12, key="new_pin", autocomplete="off")
            submitted = right.form_submit_button(_("Set the PIN"), type="primary", width="stretch", key="set_pin")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    commands.set_pin(session, here.actor, here.team_id, pin=new)
                fields.say(_("The new PIN counts from now on."))
                st.rerun()


def computers(here: frame.Here, seen: AccessView) -> None:
    with fields.panel("computers"):
        fields.heading(_("Our computers"), len(seen.computers) or "")
        with fields.rows("computers"):
            for line in seen.computers:
                with st.container(key=f"row_computer_{line.computer_id}", horizontal=True, vertical_alignment="center"):
                    st.html(tag("strong", line.name) + tag("span", f"{line.seen} · {line.words}", class_="ui-quiet"))
                    asking.asked(_("Take it out"), f"out_{line.computer_id}")
                take_out(here, line)
        if not seen.computers:
            fields.words(_("None yet. On the ward’s computer or tablet, sign in as yourself and let it in here."))
        fields.way(_("Let this computer in"), f"sign-in/computer?team={here.team.slug}")


def take_out(here: frame.Here, line: ComputerLine) -> None:
    questions = (
        (_(TAKE_OUT, name=line.name),
         _("Yes, take it out")),
        (_("This is the computer you are at. Take it out all the same?"), _("Yes, take out this computer")),
    )  # fmt: skip
    if asking.agreed(f"out_{line.computer_id}", *(questions if line.is_this_one else questions[:1])):
        with fields.answering():
            with transaction() as session:
                commands.revoke_computer(session, here.actor, here.team_id, line.computer_id)
            fields.say(_("The PIN no longer counts on “{name}”.", name=line.name))
            st.rerun()


def people(here: frame.Here, seen: AccessView) -> None:
    """Only administrators say who leads, coaches or manages."""
    with fields.panel("granted"):
        fields.heading(_("Leads, coaches and managers"), len(seen.granted) or "")
        with fields.rows("granted"):
            for line in seen.granted:
                key = f"{line.account_id}_{line.role}"
                with st.container(key=f"row_granted_{key}", horizontal=True, vertical_alignment="center"):
                    st.html(tag("strong", line.name) + tag("span", f"{held(line)} · {line.email}", class_="ui-quiet"))
                    if seen.may_grant:
                        asking.asked(_("Withdraw"), f"withdraw_{key}")
                if seen.may_grant:
                    withdraw(here, line, f"withdraw_{key}")
        readers(seen)
        if seen.may_grant:
            give(here, seen)
        elif not seen.granted:
            fields.words(_("Nobody yet. An administrator can name them."))


def held(line: GrantedLine) -> str:
    """``Coaches it, and may edit, reads 3 wards below``."""
    below = ngettext("reads {n} ward below", "reads {n} wards below", line.reads_below) if line.reads_below else ""
    parts = (_(ROLES[line.role]), _("and may edit") if line.may_edit else "", below)
    return ", ".join(filter(None, parts))


def readers(seen: AccessView) -> None:
    """Nobody is read without knowing it."""
    if seen.readers:
        who = "; ".join(f"{line.name} ({line.words})" for line in seen.readers[:MOST_READERS])
        more = len(seen.readers) - MOST_READERS
        if more > 0:
            who = _("{names} and {n} more", names=who, n=more)
        fields.words(_("Also read from above, and not changed, by: {names}.", names=who))


def systems(here: frame.Here) -> None:
    """What comes and goes without a person, told to those whose board it is."""
    with reading() as session:
        lines = team_sources(session, here.actor, here.team_id, here.now)
    if lines:
        with fields.panel("systems"):
            fields.heading(_("Other systems"), len(lines))
            with fields.rows("systems"):
                for line in lines:
                    st.html(tag("strong", line.name) + tag("span", f"{line.may} · {line.used}", class_="ui-quiet"))
            fields.words(_("An administrator gives and withdraws their tokens. History names each by what it changed."))


def withdraw(here: frame.Here, line: GrantedLine, key: str) -> None:
    whom = here.team.name
    if line.reads_below:
        whom = ngettext("{team} and the {n} ward below", "{team} and the {n} wards below", line.reads_below, team=whom)
    questions = (
        (_("{name} will no longer see {team}, unless by another grant. Withdraw it?", name=line.name, team=whom),
         _("Yes, withdraw it")),
        (_("This is your own grant. Withdraw it all the same?"), _("Yes, withdraw my own")),
    )  # fmt: skip
    if asking.agreed(key, *(questions if line.account_id == here.actor.account_id else questions[:1])):
        with fields.answering():
            with transaction() as session:
                commands.withdraw(session, here.actor, here.team_id, line.account_id, role=line.role)
            fields.say(_("{name} no longer {does}.", name=line.name, does=does_words(line.role, here.team.name)))
            st.rerun()


def give(here: frame.Here, seen: AccessView) -> None:
    if not seen.accounts:
        fields.words(_("There are no accounts yet."))
        st.page_link(frame.page("accounts"), label=_("Accounts"))
        return
    with st.form("give", border=False):
        left, middle, third, right = st.columns([3, 2.4, 2, 1.4], vertical_alignment="bottom")
        account = left.selectbox(
            _("Who"),
            seen.accounts,
            None,
            lambda one: f"{one.name}, {one.email}",
            key="give_who",
            placeholder=_("Choose"),
        )
        role = middle.selectbox(
            _("May be"), list(ROLES), None, lambda one: _(ROLES[one]), key="give_role", placeholder=_("Choose")
        )
        may_edit = third.checkbox(_("A coach may edit too"), key="give_edit")
        submitted = right.form_submit_button(_("Give"), type="primary", width="stretch", key="give_it")
    if submitted and account is not None and role is not None:
        with fields.answering():
            with transaction() as session:
                commands.grant(
                    session, here.actor, here.team_id, account.account_id, role=role,
                    may_edit=may_edit and role is Role.COACH,
                )  # fmt: skip
            does = does_words(role, here.team.name)
            if may_edit and role is Role.COACH:
                fields.say(_("{name} {does}, and may edit.", name=account.name, does=does))
            else:
                fields.say(_("{name} {does}.", name=account.name, does=does))
            fields.clear(give_who=None, give_role=None, give_edit=False)
            st.rerun()
    elif submitted:
        fields.strip("worry", _("Choose who, and what they may be."))


def place(here: frame.Here) -> None:
    """Its organisation and site, and the team above it."""
    mine = next(team for team in here.teams if team.team_id == here.team_id)
    above = {None: _("No team above")} | {
        team.team_id: team.name for team in here.teams if team.team_id != here.team_id
    }
    of = f"{here.team_id}_{here.team.version}"
    with fields.panel("place"):
        fields.heading(_("Where it belongs"), _("What the team cannot settle goes to the team above"))
        with st.form("place", border=False):
            left, middle, right = st.columns(3)
            organisation = left.text_input(
                _("Organisation"), mine.organisation, max_chars=120, key=f"place_organisation_{of}"
            )
            site = middle.text_input(_("Site"), mine.site, max_chars=120, key=f"place_site_{of}")
            now = list(above).index(mine.parent_id) if mine.parent_id in above else 0
            parent = right.selectbox(
                _("Team above"), list(above), now, format_func=lambda one: above[one], key=f"place_above_{of}"
            )
            submitted = st.form_submit_button(_("Save"), key="place_now")
    if submitted:
        with fields.answering():
            with transaction() as session:
                place_team(
                    session, here.actor, here.team_id, organisation=organisation, site=site, parent_id=parent,
                    version=here.team.version,
                )  # fmt: skip
            fields.say(_("Saved. Walls and lists show it at once."))
            st.rerun()


def show() -> None:
    here = frame.enter("access")
    beside = frame.head(
        _("Who gets in"), _("People of the team come in by its PIN; leads, coaches and managers by their accounts.")
    )
    with reading() as session:
        cookie = str(st.context.cookies.get(COMPUTER, ""))
        seen = queries.team_access(session, here.actor, here.team_id, here.today, here.now, cookie)
    if seen.may_grant:
        beside.page_link(frame.page("accounts"), label=_("Accounts"))
    pin(here, seen)
    computers(here, seen)
    people(here, seen)
    systems(here)
    if here.may(Verb.PLACE_TEAM):
        place(here)


show()
