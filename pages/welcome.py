"""Welcome: the first minutes. Open the demo hospital, or set up our team."""

from datetime import UTC, datetime

import streamlit as st

from vmboard.commands import library, teams
from vmboard.domain.access import NOBODY_YET
from vmboard.domain.refusals import Refused
from vmboard.render.html import tag
from vmboard.settings import settings as app_settings
from vmboard.settings import today_at
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame
from vmboard.ui.entry import entry
from vmboard.ui.example import show_example
from vmboard.ui.set_up import Answers, set_up_form


def choices() -> None:
    """Two clear choices, for a database with nobody in it."""
    with st.container(key="choices"):
        demo = entry.build_demo and choice(
            "demo",
            "Open the demo hospital",
            "Six teams and the managers above them, somewhere in the Highlands, with a year and a half of "
            "figures, projects and huddles. Look round first.",
        )
        own = choice(
            "own",
            "Set up our team",
            "Your ward’s name, its huddle, its people and the measures you count. Under five minutes, and "
            "the board opens at the end.",
        )
    if demo:
        open_demo()
    if own:
        st.session_state["setting_up"] = True
        st.rerun()
    show_example()


def choice(key: str, title: str, sentence: str) -> bool:
    with fields.panel(key):
        st.html(tag("h2", title) + tag("p", sentence, class_="ui-lead"))
        return st.button(title, key=f"choose_{key}", type="primary")


def open_demo() -> None:
    today = today_at(datetime.now(UTC), app_settings().timezone)
    with st.spinner("Making the demo hospital: six teams, 78 weeks. About ten seconds."), fields.answering():
        if entry.build_demo:
            entry.build_demo(today)
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
    known = frame.enter_hall("welcome").teams
    if known or st.session_state.get("setting_up"):
        set_up()
        return
    frame.head("Welcome", "A board for the wall, a box score for the week, and fifteen minutes to talk about both.")
    choices()


show()
