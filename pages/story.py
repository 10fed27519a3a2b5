"""A story, to be read by everybody who signs in and printed on one page: ``?team=…&story=…``.

Its own team edits it here, and publishes it.
"""

import streamlit as st

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.learning import StoryView
from vmboard.queries import teams as team_queries
from vmboard.queries.stories import story
from vmboard.render.html import tag
from vmboard.settings import today_at
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, story_parts
from vmboard.ui.identity import on_team


def asked(hall: frame.Hall) -> StoryView | None:
    """The story of the address; None where there is none that one may read."""
    slug, number = st.query_params.get("team", ""), st.query_params.get("story", "")
    try:
        with reading() as session:
            if number.isascii() and number.isdigit() and len(number) < 16:
                return story(session, hall.actor, slug, int(number), hall.today)
    except Refused:
        pass
    return None


def at_home(hall: frame.Hall, view: StoryView) -> frame.Here:
    """The team whose story it is, so that its boxes save themselves."""
    with reading() as session:
        team = team_queries.team(session, hall.actor, view.team_id)
    today = today_at(hall.now, team.timezone)
    return frame.Here(team, on_team(hall.actor, team), hall.now, today, hall.teams)


def show() -> None:
    hall = frame.enter_hall("story")
    view = asked(hall)
    with st.container(key="story_head", horizontal=True):
        fields.said()
        st.page_link(frame.page("learning"), label=_("All stories"), query_params={"show": "stories"})
        if view is not None and view.may_edit:
            address = {"team": view.slug, "project": str(view.project_id)}
            st.page_link(frame.page("project"), label=_("Its project"), query_params=address)
        if view is not None:
            st.html(tag("span", _("Prints on one page of A4."), class_="ui-quiet"), width="content")
    if view is None:
        with fields.panel("no_story"):
            fields.heading(_("Story"))
            fields.words(_("That story is not here, or has not been published."), name="lead")
        return
    with st.container(key="story_page"):
        with st.container(key="panel_told"):
            fields.markup(story_parts.told(view))
        if view.may_edit:
            story_parts.editing(at_home(hall, view), view)


show()
