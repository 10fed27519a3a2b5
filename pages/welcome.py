"""Welcome: the first minutes. Open the demo hospital, or set up our team."""

from datetime import UTC, datetime

import streamlit as st

from vmboard.commands.founding import found_team
from vmboard.domain.access.actor import require
from vmboard.domain.access.permissions import INSTALLATION, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _
from vmboard.render.html import tag
from vmboard.settings import settings as app_settings
from vmboard.settings import today_at
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame, ways
from vmboard.ui.example import show_example
from vmboard.ui.set_up import set_up_form
from vmboard.ui.set_up_answers import Answers
from vmboard.ui.startup import entry


def choices(hall: frame.Hall) -> None:
    """Two clear choices, for a database with nobody in it."""
    with st.container(key="choices"):
        demo = entry.build_demo and choice(
            "demo",
            _("Open the demo hospital"),
            _("Eight boards of a hospital in the Highlands: six teams and the managers above them, with a year and a "
              "half of figures, projects and huddles. Look round first."),
        )  # fmt: skip
        own = choice(
            "own",
            _("Set up our team"),
            _("Your ward’s name, its huddle, its people and the measures you count. Under five minutes, and "
              "the board opens at the end."),
        )  # fmt: skip
    if demo:
        open_demo(hall)
    if own:
        st.session_state["setting_up"] = True
        st.rerun()
    show_example()


def choice(key: str, title: str, sentence: str) -> bool:
    with fields.panel(key):
        st.html(tag("h2", title) + tag("p", sentence, class_="ui-lead"))
        return st.button(title, key=f"choose_{key}", type="primary")


def open_demo(hall: frame.Hall) -> None:
    require(hall.actor, Verb.FOUND_TEAM, INSTALLATION)
    today = today_at(datetime.now(UTC), app_settings().timezone)
    with st.spinner(_("Making the demo hospital: eight boards, 78 weeks. About ten seconds.")), fields.answering():
        if entry.build_demo:
            entry.build_demo(today)
        st.switch_page(frame.page("teams"))


def make(hall: frame.Hall, answers: Answers) -> tuple[str, int]:
    """Make the team, its people and its measures, all or nothing. Returns its address and its number."""
    with transaction() as session:
        team = found_team(
            session, hall.actor, organisation=answers.organisation, site=answers.site, name=answers.name,
            vision=answers.vision, timezone=app_settings().timezone, week_ends_on=answers.week_ends_on,
            huddle_weekday=answers.huddle_weekday, huddle_time=answers.huddle_time,
            people=fields.people_of(answers.people), measures=answers.measures, own=answers.own_lines,
        )  # fmt: skip
        return team.slug, team.id


def set_up(hall: frame.Hall) -> None:
    frame.head(_("Set up our team"), _("Under five minutes. Then the board opens."))
    answers = set_up_form([(team.organisation, team.site) for team in hall.teams if not team.is_demo])
    if answers:
        with fields.answering():
            slug, team_id = make(hall, answers)
            st.session_state.pop("setting_up", None)
            opens = may(hall.actor.person, Verb.READ_BOARD, Thing(team_id))
            fields.say(_("Your board is ready.") if opens else _("The team is there. Now say who leads it."))
            st.switch_page(frame.page("board" if opens else "access"), query_params={"team": slug})


def show() -> None:
    hall = frame.enter_hall("welcome")
    if not may(hall.actor.person, Verb.FOUND_TEAM, INSTALLATION):
        frame.head(_("Welcome, {name}", name=hall.actor.name) if hall.actor.account_id else _("Welcome"))
        if hall.teams:
            fields.words(_("Setting up a team is for administrators."), name="lead")
        else:
            ways.no_team(hall.actor, hall.today)
        return
    if hall.teams or st.session_state.get("setting_up"):
        set_up(hall)
        return
    frame.head(
        _("Welcome"), _("A board for the wall, a box score for the week, and fifteen minutes to talk about both.")
    )
    choices(hall)


show()
