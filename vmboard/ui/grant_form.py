"""Bulk grant form: one person, what they may be, and many teams at once; or everything from a CSV."""

from collections.abc import Callable, Sequence

import streamlit as st

from vmboard.commands.grants import GRANTING, grant_many, withdraw_many
from vmboard.domain.access.granting import Granted, NewGrant
from vmboard.domain.figures.sheets import Refusal
from vmboard.domain.text.catalogue import N_, _, ngettext, number_words
from vmboard.domain.text.phrases import said
from vmboard.domain.views.access import AccountLine, GrantChoices, TeamGroup
from vmboard.domain.words import Role
from vmboard.files.grants import EXPECTED, read_grants
from vmboard.queries.grants import grant_choices, resolved
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame

ROLES = {
    Role.LEAD: N_("Leads"), Role.COACH: N_("Coaches"), Role.MANAGER: N_("Manages"),
    Role.DATA_OWNER: N_("Gives figures"),
}  # fmt: skip
WHOSE = {
    Role.LEAD: N_("{name}, leads: {done}"), Role.COACH: N_("{name}, coaches: {done}"),
    Role.MANAGER: N_("{name}, manages: {done}"), Role.DATA_OWNER: N_("{name}, gives figures: {done}"),
}  # fmt: skip
WITHDRAW = {
    Role.LEAD: N_("{name} will no longer lead {teams}. Withdraw?"),
    Role.COACH: N_("{name} will no longer coach {teams}. Withdraw?"),
    Role.MANAGER: N_("{name} will no longer manage {teams}. Withdraw?"),
    Role.DATA_OWNER: N_("{name} will no longer give figures of {teams}. Withdraw?"),
}  # fmt: skip
CLEARED: dict[str, object] = {"many_who": None, "many_role": None, "many_teams": [], "many_edit": False}
"""As the form begins, and as it is for the next person."""
MOST_REFUSALS = 50
_TAKING = "once_taking"


def many(hall: frame.Hall) -> None:
    """Give, or take back, any number of teams in a few touches."""
    with reading() as session:
        choices = grant_choices(session, hall.actor)
    if not choices.accounts or not choices.groups:
        return
    with fields.panel("give_many"):
        fields.heading(_("Give teams"), _("A division, a site, or any teams, in one go"))
        by_hand(hall, choices)
        with st.expander(_("From a file (CSV)"), key="give_from_file"):
            from_file(hall)


def by_hand(hall: frame.Hall, choices: GrantChoices) -> None:
    with st.form("give_many", border=False):
        left, right = st.columns(2, vertical_alignment="bottom")
        who = left.selectbox(_("Who"), choices.accounts, None, _named, key="many_who", placeholder=_("Choose a person"))
        role = right.pills(_("May be"), list(ROLES), format_func=lambda one: _(ROLES[one]), key="many_role")
        groups = st.multiselect(
            _("Which teams"), choices.groups, format_func=lambda one: one.label, key="many_teams",
            placeholder=_("A division, a site, or teams"), select_all=False,
        )  # fmt: skip
        may_edit = st.checkbox(_("A coach may edit too"), key="many_edit")
        with st.container(key="give_many_end", horizontal=True):
            give = st.form_submit_button(_("Give"), type="primary", key="give_many_now")
            take = st.form_submit_button(_("Withdraw"), key="take_many_now")
    if give or take:
        st.session_state.pop(_TAKING, None)
        if who is None or role is None or not groups:
            fields.strip("worry", _("Choose who, what they may be, and which teams."))
            return
        wanted = _wanted(who, role, groups, may_edit)
        if give:
            settle(hall, grant_many, wanted, (who.name, role))
        else:
            asking.begin("take_many")
            st.session_state[_TAKING] = (who.name, role, wanted)
    if _TAKING in st.session_state:
        name, role, wanted = st.session_state[_TAKING]
        question = _(WITHDRAW[role], name=name, teams=ngettext("{n} team", "{n} teams", len(wanted)))
        if asking.agreed("take_many", (question, _("Yes, withdraw"))):
            del st.session_state[_TAKING]
            settle(hall, withdraw_many, wanted, (name, role))


def settle(
    hall: frame.Hall, change: Callable[..., Granted], wanted: Sequence[NewGrant], whose: tuple[str, Role] | None = None
) -> None:
    """``whose``: the name and the role that were chosen; a file has many."""
    with fields.answering():
        with transaction(doing=GRANTING) as session:
            done = change(session, hall.actor, wanted)
        fields.say(_(WHOSE[whose[1]], name=whose[0], done=done.sentence) if whose else done.sentence)
        fields.clear(**CLEARED)
        st.rerun()


def from_file(hall: frame.Hall) -> None:
    """First it says what it would do. All of it is given, or nothing."""
    turn = st.session_state.get("grant_files", 0)
    file = st.file_uploader(
        _("A line for each grant: email, team, role, may edit"), type=["csv"], key=f"grant_file_{turn}"
    )
    if file is None:
        fields.words(_(EXPECTED))
        return
    with fields.answering():
        rows = read_grants(file.getvalue(), file.name)
        with reading() as session:
            come_to = resolved(session, hall.actor, rows, file.name)
        if come_to.refused:
            return refusals(come_to.refused)
        if not come_to.wanted:
            return fields.strip("note", _("There is no grant in this file."))
        people = ngettext("{n} person", "{n} people", len({one.account_id for one in come_to.wanted}))
        grants = ngettext("{n} grant for {people}.", "{n} grants for {people}.", len(come_to.wanted), people=people)
        fields.words(grants, name="lead")
        if st.button(_("Give them"), type="primary", key="give_file"):
            st.session_state["grant_files"] = turn + 1
            settle(hall, grant_many, come_to.wanted)


def refusals(refused: Sequence[Refusal]) -> None:
    fields.strip(
        "worry",
        ngettext(
            "{n} thing cannot be taken, so nothing is given. Mend the file first.",
            "{n} things cannot be taken, so nothing is given. Mend the file first.", len(refused),
        ),
    )  # fmt: skip
    fields.table(
        (_("Line"), _("Found"), _("Expected")),
        [(said(one.cell), said(one.found), said(one.expected)) for one in refused[:MOST_REFUSALS]],
    )
    if len(refused) > MOST_REFUSALS:
        fields.words(_("And {many} more.", many=number_words(f"{len(refused) - MOST_REFUSALS:,}")))


def _named(line: AccountLine) -> str:
    return f"{line.name}, {line.email}"


def _wanted(who: AccountLine, role: Role, groups: Sequence[TeamGroup], may_edit: bool) -> list[NewGrant]:
    edits = may_edit and role is Role.COACH
    teams = {team_id for group in groups for team_id in group.team_ids}
    return [NewGrant(team_id, who.account_id, role, edits) for team_id in sorted(teams)]
