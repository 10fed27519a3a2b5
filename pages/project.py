"""One project, with an address of its own: ``?project=…``. ``at=needs`` brings what testing still needs to the top."""

import streamlit as st

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.projects import ProjectView
from vmboard.domain.words import Stage
from vmboard.queries.project import project
from vmboard.store.engine import reading
from vmboard.ui import frame, project_panels, scheme_panels, story_parts, understanding_panels


def asked(here: frame.Here) -> ProjectView | None:
    """The project of the address; None where this team has none such."""
    number = st.query_params.get("project", "")
    try:
        with reading() as session:
            if number.isascii() and number.isdigit():
                return project(session, here.actor, here.team_id, int(number), here.today)
    except Refused:
        pass
    return None


def head(here: frame.Here, view: ProjectView) -> None:
    votes = ngettext("{n} vote", "{n} votes", view.votes) if view.stage is Stage.IDEA and view.votes else ""
    actions = frame.head(view.title, " · ".join(filter(None, (view.where, view.theme, view.origin, votes))))
    actions.page_link(frame.page("projects"), label=_("All projects"), query_params=here.address)


def show() -> None:
    here = frame.enter("project")
    view = asked(here)
    if view is None:
        actions = frame.head(_("Project"), _("That project is not on this team’s board."))
        actions.page_link(frame.page("projects"), label=_("All projects"), query_params=here.address)
        return
    head(here, view)
    project_panels.needed(view)
    if view.benefits and not view.removed:
        scheme_panels.on_project(here, view.project_id)
    first = st.query_params.get("at") == "needs" and bool(view.needs)
    drawn = view.outcome is not None  # without its chart the broad column would stand two thirds empty
    with st.container(key="project_page"):
        with st.container(key="project_main"):
            if first:
                project_panels.impact(here, view)
            project_panels.aim(here, view)
            project_panels.cycles(here, view)
            project_panels.chart(here, view)
            if not first:
                project_panels.impact(here, view)
            if not drawn:
                project_panels.benefits(here, view)
            project_panels.story(here, view)
        with st.container(key="project_side"):
            if first:
                project_panels.measures(here, view)
            project_panels.stage(here, view)
            project_panels.people(here, view)
            if not first:
                project_panels.measures(here, view)
            if drawn:
                project_panels.benefits(here, view)
            story_parts.learning(here, view)
            project_panels.programmes(here, view)
    understanding_panels.understand(here, view)


show()
