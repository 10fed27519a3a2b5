"""Who gets in: the team's PIN, its computers, and who leads, coaches or manages it."""

import streamlit as st

from vmboard.commands import accounts as commands
from vmboard.commands.teams import place_team
from vmboard.domain.access.verbs import Verb
from vmboard.domain.counting import counted
from vmboard.domain.views.access import AccessView, ComputerLine, GrantedLine
from vmboard.domain.words import Role
from vmboard.queries import access as queries
from vmboard.queries.sources import team_sources
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame
from vmboard.ui.identity import COMPUTER

DOES = queries.DOES
MOST_READERS = 12
ROLES = {
    Role.LEAD: "Leads the team", Role.COACH: "Coaches it", Role.MANAGER: "Manages it",
    Role.DATA_OWNER: "Gives it figures",
}  # fmt: skip


def pin(here: frame.Here, seen: AccessView) -> None:
    with fields.panel("pin"):
        fields.heading("The team’s PIN", seen.pin_set)
        fields.words("Six to twelve digits. It counts on the team’s own computers only, together with a name.")
        with st.form("pin", border=False, clear_on_submit=True):
            left, right = st.columns([3, 1], vertical_alignment="bottom")
            new = left.text_input("New PIN", type="password", max_chars=12, key="new_pin", autocomplete="off")
            submitted = right.form_submit_button("Set the PIN", type="primary", width="stretch", key="set_pin")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    commands.set_pin(session, here.actor, here.team_id, pin=new)
                fields.say("The new PIN counts from now on.")
                st.rerun()


def computers(here: frame.Here, seen: AccessView) -> None:
    with fields.panel("computers"):
        fields.heading("Our computers", len(seen.computers) or "")
        with fields.rows("computers"):
            for line in seen.computers:
                with st.container(key=f"row_computer_{line.computer_id}", horizontal=True, vertical_alignment="center"):
                    st.html(tag("strong", line.name) + tag("span", f"{line.seen} · {line.words}", class_="ui-quiet"))
                    asking.asked("Take it out", f"out_{line.computer_id}")
                take_out(here, line)
        if not seen.computers:
            fields.words("None yet. On the ward’s computer or tablet, sign in as yourself and let it in here.")
        fields.way("Let this computer in", f"sign-in/computer?team={here.team.slug}")


def take_out(here: frame.Here, line: ComputerLine) -> None:
    questions = (
        (f"The PIN no longer counts on “{line.name}”, and who is signed in there is signed out. Take it out?",
         "Yes, take it out"),
        ("This is the computer you are at. Take it out all the same?", "Yes, take out this computer"),
    )  # fmt: skip
    if asking.agreed(f"out_{line.computer_id}", *(questions if line.is_this_one else questions[:1])):
        with fields.answering():
            with transaction() as session:
                commands.revoke_computer(session, here.actor, here.team_id, line.computer_id)
            fields.say(f"The PIN no longer counts on “{line.name}”.")
            st.rerun()


def people(here: frame.Here, seen: AccessView) -> None:
    """Only administrators say who leads, coaches or manages."""
    with fields.panel("granted"):
        fields.heading("Leads, coaches and managers", len(seen.granted) or "")
        with fields.rows("granted"):
            for line in seen.granted:
                key = f"{line.account_id}_{line.role}"
                with st.container(key=f"row_granted_{key}", horizontal=True, vertical_alignment="center"):
                    what = ROLES[line.role] + (", and may edit" if line.may_edit else "")
                    below = f", reads {counted(line.reads_below, 'ward')} below" if line.reads_below else ""
                    st.html(tag("strong", line.name) + tag("span", f"{what}{below} · {line.email}", class_="ui-quiet"))
                    if seen.may_grant:
                        asking.asked("Withdraw", f"withdraw_{key}")
                if seen.may_grant:
                    withdraw(here, line, f"withdraw_{key}")
        readers(seen)
        if seen.may_grant:
            give(here, seen)
        elif not seen.granted:
            fields.words("Nobody yet. An administrator can name them.")


def readers(seen: AccessView) -> None:
    """Nobody is read without knowing it."""
    if seen.readers:
        who = "; ".join(f"{line.name} ({line.words})" for line in seen.readers[:MOST_READERS])
        more = len(seen.readers) - MOST_READERS
        fields.words(f"Also read from above, and not changed, by: {who}{f' and {more} more' if more > 0 else ''}.")


def systems(here: frame.Here) -> None:
    """What comes and goes without a person, told to those whose board it is."""
    with reading() as session:
        lines = team_sources(session, here.actor, here.team_id, here.now)
    if lines:
        with fields.panel("systems"):
            fields.heading("Other systems", len(lines))
            with fields.rows("systems"):
                for line in lines:
                    st.html(tag("strong", line.name) + tag("span", f"{line.may} · {line.used}", class_="ui-quiet"))
            fields.words("An administrator gives and withdraws their tokens. History names each by what it changed.")


def withdraw(here: frame.Here, line: GrantedLine, key: str) -> None:
    below = f" and the {counted(line.reads_below, 'ward')} below" if line.reads_below else ""
    questions = (
        (f"{line.name} will no longer see {here.team.name}{below}, unless by another grant. Withdraw it?",
         "Yes, withdraw it"),
        ("This is your own grant. Withdraw it all the same?", "Yes, withdraw my own"),
    )  # fmt: skip
    if asking.agreed(key, *(questions if line.account_id == here.actor.account_id else questions[:1])):
        with fields.answering():
            with transaction() as session:
                commands.withdraw(session, here.actor, here.team_id, line.account_id, role=line.role)
            fields.say(f"{line.name} no longer {DOES[line.role]} {here.team.name}.")
            st.rerun()


def give(here: frame.Here, seen: AccessView) -> None:
    if not seen.accounts:
        fields.words("There are no accounts yet.")
        st.page_link(frame.page("accounts"), label="Accounts")
        return
    with st.form("give", border=False):
        left, middle, third, right = st.columns([3, 2.4, 2, 1.4], vertical_alignment="bottom")
        account = left.selectbox(
            "Who", seen.accounts, None, lambda one: f"{one.name}, {one.email}", key="give_who", placeholder="Choose"
        )
        role = middle.selectbox("May be", list(ROLES), None, ROLES.__getitem__, key="give_role", placeholder="Choose")
        may_edit = third.checkbox("A coach may edit too", key="give_edit")
        submitted = right.form_submit_button("Give", type="primary", width="stretch", key="give_it")
    if submitted and account is not None and role is not None:
        with fields.answering():
            with transaction() as session:
                commands.grant(
                    session, here.actor, here.team_id, account.account_id, role=role,
                    may_edit=may_edit and role is Role.COACH,
                )  # fmt: skip
            edits = ", and may edit" if may_edit and role is Role.COACH else ""
            fields.say(f"{account.name} {DOES[role]} {here.team.name}{edits}.")
            fields.clear(give_who=None, give_role=None, give_edit=False)
            st.rerun()
    elif submitted:
        fields.strip("worry", "Choose who, and what they may be.")


def place(here: frame.Here) -> None:
    """Its organisation and site, and the team above it."""
    mine = next(team for team in here.teams if team.team_id == here.team_id)
    above = {None: "No team above"} | {team.team_id: team.name for team in here.teams if team.team_id != here.team_id}
    of = f"{here.team_id}_{here.team.version}"
    with fields.panel("place"):
        fields.heading("Where it belongs", "What the team cannot settle goes to the team above")
        with st.form("place", border=False):
            left, middle, right = st.columns(3)
            organisation = left.text_input(
                "Organisation", mine.organisation, max_chars=120, key=f"place_organisation_{of}"
            )
            site = middle.text_input("Site", mine.site, max_chars=120, key=f"place_site_{of}")
            now = list(above).index(mine.parent_id) if mine.parent_id in above else 0
            parent = right.selectbox(
                "Team above", list(above), now, format_func=lambda one: above[one], key=f"place_above_{of}"
            )
            submitted = st.form_submit_button("Save", key="place_now")
    if submitted:
        with fields.answering():
            with transaction() as session:
                place_team(
                    session, here.actor, here.team_id, organisation=organisation, site=site, parent_id=parent,
                    version=here.team.version,
                )  # fmt: skip
            fields.say("Saved. Walls and lists show it at once.")
            st.rerun()


def show() -> None:
    here = frame.enter("access")
    beside = frame.head(
        "Who gets in", "People of the team come in by its PIN; leads, coaches and managers by their accounts."
    )
    with reading() as session:
        cookie = str(st.context.cookies.get(COMPUTER, ""))
        seen = queries.team_access(session, here.actor, here.team_id, here.today, here.now, cookie)
    if seen.may_grant:
        beside.page_link(frame.page("accounts"), label="Accounts")
    pin(here, seen)
    computers(here, seen)
    people(here, seen)
    systems(here)
    if here.may(Verb.PLACE_TEAM):
        place(here)


show()
