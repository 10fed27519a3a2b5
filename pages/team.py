"""Team: its name, vision, huddle and week, and the people on it."""

from collections.abc import Callable

import streamlit as st

from vmboard.commands import teams as commands
from vmboard.domain.views import MemberLine, TeamView
from vmboard.queries import teams as queries
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.forms import Form

LABELS = {
    "name": "Name",
    "vision": "Vision: what good looks like, in a few words",
    "huddle_weekday": "Huddle day",
    "huddle_time": "Huddle time",
    "week_ends_on": "Weeks end on",
}


def details(here: frame.Here) -> None:
    form = Form("team", here.team, LABELS)
    with fields.panel("details"):
        fields.heading("What the board says")
        if form.theirs and form.settle():
            save(here, form, form.theirs)
        with st.form("details", border=False):
            st.text_input(LABELS["name"], max_chars=60, key=form.key("name"))
            st.text_input(LABELS["vision"], max_chars=120, key=form.key("vision"))
            left, middle, right = st.columns(3)
            with left:
                fields.day_of_week(LABELS["huddle_weekday"], form.key("huddle_weekday"))
            middle.time_input(LABELS["huddle_time"], key=form.key("huddle_time"))
            with right:
                fields.day_of_week(LABELS["week_ends_on"], form.key("week_ends_on"))
            submitted = st.form_submit_button("Save", type="primary", key="save_team")
        if submitted:
            save(here, form, form.shown)


def save(here: frame.Here, form: Form[TeamView], seen: TeamView) -> None:
    def write(seen: TeamView, changes: dict[str, object]) -> None:
        with transaction() as session:
            commands.change_team(session, here.actor, here.team_id, version=seen.version, **changes)

    def read() -> TeamView:
        with reading() as session:
            return queries.team(session, here.actor, here.team_id)

    with fields.answering():
        if form.save(seen, write, read):
            fields.say("Saved. Every screen shows it now.")
        st.rerun()


def people(here: frame.Here) -> None:
    with reading() as session:
        gone = queries.members(session, here.actor, here.team_id, left=True)
    with fields.panel("people"):
        fields.heading("Our people", f"{len(here.team.members)}")
        with fields.rows("people"):
            for member in here.team.members:
                if person(member, "Left the team", "leave"):
                    change(here, commands.leave, member.member_id, f"{member.name} is off the list.")
        add_person(here)
        if gone:
            with st.expander(f"People who left ({len(gone)})", key="gone"), fields.rows("gone"):
                for member in gone:
                    if person(member, "Back on the team", "rejoin"):
                        change(here, commands.rejoin, member.member_id, f"Welcome back, {member.name}.")


def person(member: MemberLine, answer: str, key: str) -> bool:
    """A row for someone, with one button; whether it was pressed."""
    with st.container(key=f"row_{key}_{member.member_id}", horizontal=True, vertical_alignment="center"):
        initials = tag("span", member.initials, class_="ui-initials")
        st.html(initials + tag("strong", member.name) + tag("span", member.job, class_="ui-quiet"))
        return st.button(answer, key=f"{key}_{member.member_id}")


def change(here: frame.Here, command: Callable[..., None], member_id: int, sentence: str) -> None:
    with fields.answering():
        with transaction() as session:
            command(session, here.actor, here.team_id, member_id)
        fields.say(sentence)
        st.rerun()


def add_person(here: frame.Here) -> None:
    with st.form("add_person", border=False):
        left, middle, right = st.columns([4, 1.4, 1.6], vertical_alignment="bottom")
        name = left.text_input("Add someone", placeholder="Name", max_chars=80, key="new_name")
        initials = middle.text_input("Initials", placeholder="MK", max_chars=4, key="new_initials")
        submitted = right.form_submit_button("Add", width="stretch", key="add_person_now")
    if submitted:
        with fields.answering():
            with transaction() as session:
                made = commands.add_member(session, here.actor, here.team_id, name=name, initials=initials)
            fields.say(f"{made.name} is on the team as {made.initials}.")
            fields.clear("new_name", "new_initials")
            st.rerun()


def show() -> None:
    here = frame.enter("team")
    frame.head("Team", f"{here.team.site}, {here.team.organisation}")
    details(here)
    people(here)


show()
