"""Packs: the report-outs of many teams in one, for a learning event or a board meeting."""

from collections.abc import Collection, Sequence

import streamlit as st

from vmboard.commands import reports as commands
from vmboard.domain.access.permissions import INSTALLATION, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.reports.archive import needed_for
from vmboard.domain.reports.groups import ALL, group_words, groups_of
from vmboard.domain.reports.words import Audience
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.pathways import PathwayKey, PathwayLine
from vmboard.domain.views.reports import ReportLine
from vmboard.domain.views.teams import TeamLine
from vmboard.queries import archive as queries
from vmboard.queries import pathways as pathway_queries
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame, report_parts

MOST_BOXES = 60
FOR = {
    Audience.PEERS: N_("A learning event"), Audience.SPONSOR: N_("A board meeting"),
    Audience.MANAGER: N_("A service review"),
}  # fmt: skip


def ask(hall: frame.Hall) -> None:
    with fields.panel("pack"):
        fields.heading(_("A new pack"), _("A page a team and a pathway, then the picture across teams"))
        audience = st.radio(
            _("What for"), list(FOR), format_func=lambda whom: _(FOR[whom]), horizontal=True, key="pack_for"
        )
        teams = {team.team_id: team for team in hall.teams if _may_have(hall, team, audience)}
        if not teams:
            fields.words(
                _("No board here is yours to read. For a learning event its public face is enough."), name="lead"
            )
            return
        if audience.is_public:
            fields.words(_("Peers see what a public screen shows: no money, no names, no words of a team's own."))
        groups = groups_of(list(teams.values()))
        group = st.selectbox(_("Which teams"), list(groups), format_func=group_words, key=f"pack_group_{audience}")
        along = readable(hall, set(groups[group or ALL])) if not audience.is_public else []
        with st.form("pack", border=False):
            name = st.text_input(_("Name"), placeholder=_("Learning event, December"), max_chars=80, key="pack_name")
            chosen = choose([teams[id_] for id_ in groups[group or ALL]], f"{audience}_{group}")
            pathways = choose_pathways(along, f"{audience}_{group}")
            submitted = st.form_submit_button(_("Make the pack"), type="primary", key="make_pack")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    commands.ask_pack(
                        session, hall.actor, name=name, team_ids=chosen, audience=audience, day=hall.today,
                        pathways=pathways,
                    )  # fmt: skip
                st.rerun()


def choose(teams: Sequence[TeamLine], key: str) -> list[int]:
    """A box for each team, ticked; where there are too many for that, all of them."""
    if len(teams) > MOST_BOXES:
        fields.words(_("All {many} teams.", many=len(teams)))
        return [team.team_id for team in teams]
    with st.container(key="pack_teams"):
        return [
            team.team_id for team in teams
            if st.checkbox(fields.plain(team.name), value=True, key=f"in_{key}_{team.team_id}")
        ]  # fmt: skip


def readable(hall: frame.Hall, teams: Collection[int]) -> list[PathwayLine]:
    """The pathways that one may read, of those that have one of these teams."""
    with reading() as session:
        lines = pathway_queries.pathways(session, hall.actor)
    return [
        line for line in lines
        if not line.removed and any(team.sees for team in line.teams) and any(t.team_id in teams for t in line.teams)
    ]  # fmt: skip


def choose_pathways(lines: Sequence[PathwayLine], key: str) -> list[PathwayKey]:
    """A box for each pathway, ticked; nothing where there is none."""
    if not lines:
        return []
    fields.words(_("Pathways, a page each, as all of their teams may see them:"))
    with st.container(key="pack_pathways"):
        return [
            line.key for line in lines
            if st.checkbox(fields.plain(line.name), value=True, key=f"along_{key}_{line.key}")
        ]  # fmt: skip


def _may_have(hall: frame.Hall, team: TeamLine, audience: Audience) -> bool:
    return may(hall.actor.person, needed_for(audience), Thing(team.team_id))


def made(hall: frame.Hall) -> None:
    def read() -> list[ReportLine]:
        with reading() as session:
            return list(queries.packs(session, hall.actor, hall.now))

    with fields.panel("made"):
        fields.heading(_("Your packs"), _("Kept as they were"))
        report_parts.made(hall.actor, "pack", read, _("None yet."))


def show() -> None:
    hall = frame.enter_hall("packs")
    frame.head(_("Packs"), _("Many teams in one, for a learning event or a board meeting."))
    if not may(hall.actor.person, Verb.ASK_PACK, INSTALLATION):
        fields.words(_("Packs are made by those who coach, manage or administer."), name="lead")
        return
    ask(hall)
    made(hall)


show()
