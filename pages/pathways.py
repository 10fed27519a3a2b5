"""Pathways: a named group of teams across sites: what it measures together, how its teams differ, its projects, its
huddle, and the month's close of its costs.

``?of=3-117`` opens one; ``&show=huddle`` a part of it.
"""

from datetime import date

import streamlit as st

from vmboard.commands import closing as closing_commands
from vmboard.commands import pathways as commands
from vmboard.commands.actions import raise_action
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.closing import month_words
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.pathways import PathwayKey, PathwayMeasureView, PathwayView
from vmboard.files.pathway_rows import write_closes, write_figures
from vmboard.queries import closing as closing_queries
from vmboard.queries import pathways as queries
from vmboard.render.html import Markup, tag
from vmboard.render.reports.many_teams import pathway_pdf
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame, pathway_forms
from vmboard.ui import pathway_parts as parts
from vmboard.ui.doing import carry_out_for
from vmboard.ui.tabs import draw_tabs
from vmboard.ui.taking import noted

SHOWN = {
    "measures": N_("Measures"), "huddle": N_("Huddle"), "projects": N_("Projects"), "closing": N_("Month’s close"),
}  # fmt: skip
SET_UP = {"set_up": N_("Set up")}


def asked() -> PathwayKey | None:
    """The pathway of the address; None where it names none."""
    kept_by, _dash, number = st.query_params.get("of", "").partition("-")
    if all(part.isascii() and part.isdigit() and len(part) < 19 for part in (kept_by, number)):
        return PathwayKey(int(kept_by), int(number))
    return None


def every(hall: frame.Hall) -> None:
    frame.head(_("Pathways"), _("Teams that the same patients meet, side by side and never ranked."))
    with reading() as session:
        lines = queries.pathways(session, hall.actor)
    going = [line for line in lines if not line.removed]
    with fields.panel("pathways"):
        if going:
            parts.lines(going)
        else:
            fields.words(_("No pathway here is yours to see yet. A coach of all its teams makes one."), name="lead")
        pathway_forms.add(hall)
    for line in lines:
        if line.removed and st.button(_("Bring back {name}", name=fields.plain(line.name)), key=f"back_{line.key}"):
            carry_out_for(
                hall.actor, _("Brought back."), commands.restore_pathway, line.key.kept_by, line.key.pathway_id
            )


def measures(hall: frame.Hall, view: PathwayView) -> None:
    if not view.measures:
        fields.words(_("It measures nothing together yet. Whoever coaches all its teams chooses what."), name="lead")
    for of in view.measures:
        with fields.panel(f"pathway_measure_{of.measure_id}"):
            parts.measure(of)
            if of.releasing:
                with st.expander(_("Who sees whose figures"), key=f"releasing_{of.measure_id}"):
                    releasing(hall, view, of)


def releasing(hall: frame.Hall, view: PathwayView, of: PathwayMeasureView) -> None:
    """A line for each team whose lead the reader is."""
    for own in of.releasing:
        with st.container(key=f"row_release_{of.measure_id}_{own.team_id}", horizontal=True):
            seen = N_("{team} sees its own figures alone.")
            if own.released:
                seen = N_("{team} shows its own figures to the other teams.")
            fields.words(*in_bold(_(seen, team=own.name), own.name))
            label = _("Show {team} to the others", team=own.name)
            if own.released:
                label = _("Keep {team} to itself", team=own.name)
            if st.button(fields.plain(label), key=f"release_{of.measure_id}_{own.team_id}"):
                carry_out_for(
                    hall.actor, _("Done."), commands.withhold if own.released else commands.release, own.team_id,
                    kept_by=view.line.key.kept_by, pathway_measure_id=of.measure_id,
                )  # fmt: skip


def huddle(hall: frame.Hall, view: PathwayView) -> None:
    fields.words(_("Fifteen minutes, read together from top to bottom, once a week."))
    parts.together(view)
    with fields.panel("pathway_projects"):
        fields.heading(_("4. What we try"), parts.by_stage(view.projects))
        with fields.rows("pathway_tried"):
            for line in view.projects:
                with st.container(key=f"row_tried_{line.team_id}_{line.project_id}"):
                    parts.project(line)
        if not view.projects:
            fields.words(_("No team has marked a project for this pathway yet."))
    own = {t.team_id: t.name for t in view.line.teams if may(hall.actor.person, Verb.RAISE_ACTION, Thing(t.team_id))}
    with fields.panel("pathway_agreed"):
        fields.heading(_("5. What we agree"), _("It stands on that team’s board"))
        if not own:
            fields.words(_("Each team puts what it agreed on its own board."))
            return
        with st.form("pathway_action", border=False):
            team = st.selectbox(_("Whose board"), list(own), format_func=own.__getitem__, key="pathway_action_team")
            text = st.text_input(_("What, in a few words"), max_chars=140, key="pathway_action_text")
            submitted = st.form_submit_button(_("Add the action"), type="primary", key="pathway_action_add")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    raise_action(session, hall.actor, team, text=text, today=hall.today)
                fields.clear("pathway_action_text")
                fields.say(_("On the board of {team}.", team=own[team]))
                st.rerun()


def projects(hall: frame.Hall, view: PathwayView) -> None:
    key = view.line.key
    with fields.panel("pathway_projects"):
        fields.heading(_("Projects"), parts.by_stage(view.projects))
        with fields.rows("pathway_marked"):
            for line in view.projects:
                with st.container(key=f"row_marked_{line.team_id}_{line.project_id}"):
                    parts.project(line)
                    if line.may_unmark and st.button(_("Unmark"), key=f"unmark_{line.team_id}_{line.project_id}"):
                        carry_out_for(
                            hall.actor, _("{title} is no longer shown here.", title=line.title),
                            commands.unmark_project, line.team_id, line.project_id, kept_by=key.kept_by,
                            pathway_id=key.pathway_id,
                        )  # fmt: skip
        if not view.projects:
            fields.words(_("No team has marked a project for this pathway yet."), name="lead")
        if view.markable:
            named = {(team_id, id_): words for team_id, id_, words in view.markable}
            chosen = st.selectbox(
                _("A project of ours"), list(named), format_func=named.__getitem__, key="pathway_mark"
            )
            if st.button(_("Show it on the pathway"), type="primary", key="mark_project"):
                carry_out_for(
                    hall.actor, _("The other teams see its title and stage."), commands.mark_project, *chosen,
                    kept_by=key.kept_by, pathway_id=key.pathway_id,
                )  # fmt: skip


def closing(hall: frame.Hall, view: PathwayView) -> None:
    chosen: date | None = st.session_state.get("pathway_month")
    with reading() as session:
        seen = closing_queries.closing(session, hall.actor, view.line.key, chosen, hall.today)
    with st.container(key="pathway_close_head", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(_("Month"), seen.months, format_func=month_words, key="pathway_month", width=240)
        st.download_button(
            _("Every week (CSV)"), noted(hall.actor, lambda: write_closes(view.line.name, seen)),
            f"pathway-closes-{hall.today}.csv", "text/csv", on_click="ignore", key="get_closes",
        )  # fmt: skip
    if not seen.teams:
        fields.words(_("None of its teams brings costs week by week."), name="lead")
        return
    parts.closes(seen, hall.today)
    with fields.panel("closed"):
        fields.heading(_("Closed by whoever gives the figures"))
        with fields.rows("closed"):
            for team in seen.teams:
                with st.container(key=f"row_close_{team.team_id}", horizontal=True, vertical_alignment="center"):
                    parts.closed(team)
                    if not team.may_close:
                        continue
                    month = month_words(seen.month)
                    label = _("Reopen {month}", month=month) if team.is_closed else _("Close {month}", month=month)
                    if st.button(fields.plain(label), key=f"close_{team.team_id}"):
                        if team.is_closed:
                            carry_out_for(
                                hall.actor, _("Open again."), closing_commands.reopen_month, team.team_id,
                                month=seen.month,
                            )  # fmt: skip
                        else:
                            carry_out_for(
                                hall.actor, _("{month} is closed.", month=month), closing_commands.close_month,
                                team.team_id, month=seen.month, today=hall.today,
                            )  # fmt: skip
    parts.trend(seen)


def sheet(hall: frame.Hall, key: PathwayKey) -> bytes:
    """The pathway on paper, as all of its teams may see it."""
    with reading() as session:
        shown = queries.pathway(session, hall.actor, key, hall.today, for_all=True)
    return pathway_pdf(shown, hall.today)


def parts_of(view: PathwayView) -> dict[str, str]:
    return (SHOWN if view.reads else {}) | (SET_UP if view.line.may_change else {})


def in_bold(sentence: str, name: str) -> tuple[str | Markup, ...]:
    """The sentence with a team's name in bold, wherever it stands there."""
    before, found, after = sentence.partition(name)
    return before, tag("b", found), after


def opened(hall: frame.Hall, view: PathwayView) -> None:
    """One pathway, in its parts."""
    beside = frame.head(view.line.name, view.line.aim or parts.along(view.line.teams))
    beside.page_link(frame.page("pathways"), label=_("All pathways"), query_params={})
    if view.reads:
        beside.download_button(
            _("To hand round (PDF)"), noted(hall.actor, lambda: sheet(hall, view.line.key)),
            f"pathway-{hall.today}.pdf", "application/pdf", on_click="ignore", key="get_pathway_sheet",
        )  # fmt: skip
    if view.measures:
        beside.download_button(
            _("Figures (CSV)"), noted(hall.actor, lambda: write_figures(view)), f"pathway-{hall.today}.csv", "text/csv",
            on_click="ignore", key="get_pathway",
        )  # fmt: skip
    if view.line.aim:
        fields.words(parts.along(view.line.teams))
    shown = draw_tabs("pathways", {part: _(words) for part, words in parts_of(view).items()}, of=str(view.line.key))
    if shown == "set_up":
        pathway_forms.change(hall, view.line)
        pathway_forms.measures(hall, view)
        return
    {"measures": measures, "huddle": huddle, "projects": projects, "closing": closing}[shown](hall, view)


def show() -> None:
    hall = frame.enter_hall("pathways")
    key = asked()
    if key is None:
        every(hall)
        return
    try:
        with reading() as session:
            view = queries.pathway(session, hall.actor, key, hall.today)
    except Refused as refused:
        fields.strip("worry", refused.sentence)
        every(hall)
        return
    opened(hall, view)


show()
