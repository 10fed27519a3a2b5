"""Welcome: the first minutes. Open the demo hospital, or set up our team."""

import streamlit as st

from vmboard.commands import library, teams
from vmboard.domain.access import NOBODY_YET
from vmboard.domain.refusals import Refused
from vmboard.render.html import tag
from vmboard.settings import settings as app_settings
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame
from vmboard.ui.entry import entry
from vmboard.ui.set_up import Answers, set_up_form


def choices() -> None:
    """Two clear choices, for a database with nobody in it."""
    with st.container(key="choices", horizontal=True):
        with fields.panel("demo"):
            st.html(
                tag("h2", "Open the demo hospital")
                + tag("p", "Six teams and a management team in the Highlands, with a year and a half of figures, "
                           "projects and huddles. Have a look round first.", class_="ui-lead")
            )  # fmt: skip
            if entry.build_demo is None:
                fields.words("From a shell: python -m vmboard demo")
            elif st.button("Open the demo hospital", key="open_demo", type="primary"):
                open_demo()
        with fields.panel("own"):
            st.html(
                tag("h2", "Set up our team")
                + tag("p", "Your ward’s name, its huddle, its people and the measures you count. It takes under "
                           "five minutes, and the board opens at the end.", class_="ui-lead")
            )  # fmt: skip
            if st.button("Set up our team", key="set_up_ours", type="primary"):
                st.session_state["setting_up"] = True
                st.rerun()


def open_demo() -> None:
    if entry.build_demo is None:
        return
    with st.spinner("Making the demo hospital: six teams, 78 weeks. About ten seconds."), fields.answering():
        entry.build_demo()
        st.switch_page(frame.page("teams"))


def make(answers: Answers) -> str:
    """Make the team, its people and its measures, all or nothing. Returns its address."""
    with transaction() as session:
        team = teams.add_team(
            session, NOBODY_YET, organisation=answers.organisation, site=answers.site, name=answers.name,
            vision=answers.vision, timezone=app_settings().timezone, week_ends_on=answers.week_ends_on,
            huddle_weekday=answers.huddle_weekday, huddle_time=answers.huddle_time,
        )  # fmt: skip
        for name, initials in fields.people_of(answers.people):
            teams.add_member(session, NOBODY_YET, team.id, name=name, initials=initials)
        if not answers.measures:
            raise Refused("Tick at least one measure: a board without figures has nothing to say.")
        library.add_from_library(session, NOBODY_YET, team.id, answers.measures)
        return team.slug


def set_up() -> None:
    frame.head("Set up our team", "Under five minutes. Then the board opens.")
    answers = set_up_form()
    if answers:
        with fields.answering():
            slug = make(answers)
            st.session_state.pop("setting_up", None)
            fields.say("Your board is ready.")
            st.switch_page(frame.page("board"), query_params={"team": slug})


def show() -> None:
    known = frame.enter_hall("welcome")
    if known or st.session_state.get("setting_up"):
        set_up()
        return
    frame.head("Welcome", "A board for the wall, a box score for the week, and fifteen minutes to talk about both.")
    choices()


show()
