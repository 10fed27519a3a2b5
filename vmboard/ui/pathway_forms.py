"""Forms of a pathway: making one, its teams and measures, and ending it."""

import streamlit as st

from vmboard.commands import pathways as commands
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import TeamLine
from vmboard.domain.views.pathways import PathwayLine, PathwayView
from vmboard.domain.words import Pooling
from vmboard.render.html import tag
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame, pathway_baseline_forms
from vmboard.ui.doing import carry_out_for


def able(hall: frame.Hall) -> dict[int, TeamLine]:
    """The teams that somebody may make a pathway of."""
    person = hall.actor.person
    return {
        team.team_id: team for team in hall.teams
        if not team.stand_in and may(person, Verb.ADD_PATHWAY, Thing(team.team_id))
    }  # fmt: skip


def add(hall: frame.Hall) -> None:
    """Nothing for whoever may not for two teams."""
    teams = able(hall)
    if len(teams) < commands.FEWEST_TEAMS:
        return
    with st.expander(_("A new pathway"), key="new_pathway"), st.form("pathway", border=False):
        name, aim, chosen = _boxes("new", teams, "", "", [])
        if st.form_submit_button(_("Make the pathway"), type="primary", key="make_pathway"):
            with fields.answering():
                with transaction() as session:
                    made = commands.add_pathway(
                        session, hall.actor, chosen[0] if chosen else 0, name=name, aim=aim, teams=chosen
                    )
                    opened = {"of": f"{made.team_id}-{made.id}", "show": "set_up"}
                fields.clear("pathway_name_new", "pathway_aim_new", pathway_teams_new=[])
                fields.say(_("Made. Say now what it measures."))
                st.switch_page(frame.page("pathways"), query_params=opened)


def _boxes(key: str, teams: dict[int, TeamLine], name: str, aim: str, chosen: list[int]) -> tuple[str, str, list[int]]:
    named = st.text_input(_("Name"), name, placeholder=_("Respiratory"), max_chars=60, key=f"pathway_name_{key}")
    said = st.text_input(_("What it is for"), aim, max_chars=200, key=f"pathway_aim_{key}")
    along = st.multiselect(
        _("Its teams, in the order patients meet them"), list(teams), chosen,
        format_func=lambda id_: f"{teams[id_].name} ({teams[id_].site})", key=f"pathway_teams_{key}", select_all=False,
    )  # fmt: skip
    return named, said, along


def change(hall: frame.Hall, line: PathwayLine) -> None:
    teams, key = able(hall), line.key
    with fields.panel("pathway_change"):
        fields.heading(_("Name and teams"))
        fields.words(_("It is kept with its first team, which stays on it. Its figures stay each team’s own."))
        with st.form("pathway_change", border=False):
            was = [team.team_id for team in line.teams if team.team_id in teams]
            name, aim, chosen = _boxes("change", teams, line.name, line.aim, was)
            submitted = st.form_submit_button(_("Save"), type="primary", key="save_pathway")
        if submitted:
            carry_out_for(
                hall.actor, _("Saved."), commands.change_pathway, key.kept_by, key.pathway_id, version=line.version,
                name=name, aim=aim, teams=chosen,
            )  # fmt: skip
        if st.button(_("End this pathway"), key="end_pathway"):
            carry_out_for(
                hall.actor, _("Ended. It can be brought back from the list."), commands.remove_pathway, key.kept_by,
                key.pathway_id,
            )  # fmt: skip


def measures(hall: frame.Hall, view: PathwayView) -> None:
    key = view.line.key
    with fields.panel("pathway_measures"):
        fields.heading(_("What it measures"), _("Of the measures that two of its teams or more keep"))
        with fields.rows("pathway_measures"):
            for of in view.measures:
                with st.container(key=f"row_pm_{of.measure_id}", horizontal=True, vertical_alignment="center"):
                    st.html(
                        tag("strong", of.name)
                        + tag("p", f"{of.pooling.label} · {of.kept}. {of.without}", class_="ui-quiet")
                    )
                    if st.button(_("Take away"), key=f"drop_pm_{of.measure_id}"):
                        carry_out_for(
                            hall.actor,
                            _("{measure} is off the pathway. Add it again to bring it back.", measure=of.name),
                            commands.remove_measure, key.kept_by, of.measure_id,
                        )  # fmt: skip
                if view.reads:
                    with st.expander(
                        _("Baseline of {measure}", measure=fields.plain(of.name)),
                        key=f"pathway_baseline_{of.measure_id}",
                    ):
                        pathway_baseline_forms.baseline(hall, view, of)
        _add_measure(hall, view)


def _add_measure(hall: frame.Hall, view: PathwayView) -> None:
    kept = {of.key for of in view.measures}
    free = {key: (name, share) for key, name, share in view.choices if key not in kept}
    if not free:
        fields.words(_("There is no other measure that two of its teams keep in one unit."))
        return
    chosen = st.selectbox(_("Measure"), list(free), format_func=lambda key: free[key][0], key="pathway_measure")
    at = 1 if free[chosen][1] else 0
    how = st.radio(
        _("Together"),
        list(Pooling),
        at,
        format_func=lambda way: fields.plain(way.label),
        horizontal=True,
        key=f"pooling_{chosen}",
    )
    fields.words(_("Counts and money are added up; a share, a rate or a cost each is pooled, never averaged."))
    if how and st.button(_("Add it"), type="primary", key="add_pathway_measure"):
        carry_out_for(
            hall.actor, _("Added. Each team sees its own figures beside the total first."), commands.add_measure,
            view.line.key.kept_by, view.line.key.pathway_id, key=chosen, pooling=how or Pooling.SUM,
        )  # fmt: skip
