"""Team: its name, vision, huddle and week, and the people on it."""

from datetime import time

import streamlit as st

from vmboard.commands import teams as commands
from vmboard.domain.refusals import Clash
from vmboard.domain.views import TeamView
from vmboard.domain.weeks import DAYS
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


def said_as(field: str, value: object) -> str:
    """A setting in words, for the two sides of a clash."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return DAYS[value] if isinstance(value, int) else str(value or "(empty)")


def save(here: frame.Here, form: Form[TeamView], seen: TeamView) -> None:
    """Save what the person changed, against the version they saw. A clash keeps both texts."""
    changes = form.changes()
    try:
        with transaction() as session:
            commands.change_team(session, here.actor, here.team_id, version=seen.version, **changes)
    except Clash:
        with reading() as session:
            form.clash_with(queries.team(session, here.actor, here.team_id))
    else:
        form.forget()
        fields.say("Saved. Every screen shows it now.")
    st.rerun()


def settle(here: frame.Here, form: Form[TeamView], theirs: TeamView) -> None:
    """Two people changed the same thing: show both texts, and let the person choose."""
    with st.container(key="clash"):
        fields.strip("worry", "Someone else changed this while you were typing. Nothing is lost: choose one.")
        rows = [
            tag("tr", tag("th", LABELS[field], scope="row"), tag("td", said_as(field, mine)),
                tag("td", said_as(field, getattr(theirs, field))))
            for field, mine in form.changes().items()
        ]  # fmt: skip
        top = tag("tr", tag("td"), tag("th", "Yours", scope="col"), tag("th", "Theirs", scope="col"))
        st.html(tag("table", top, *rows, class_="ui-table"))
        with st.container(key="clash_answers", horizontal=True):
            mine = st.button("Use mine", key="use_mine", type="primary")
            keep = st.button("Keep theirs", key="keep_theirs")
    if mine:
        with fields.answering():
            save(here, form, theirs)
    if keep:
        form.forget()
        st.rerun()


def details(here: frame.Here) -> None:
    form = Form("team", here.team, tuple(LABELS))
    with fields.panel("details"):
        fields.heading("What the board says")
        if form.theirs:
            settle(here, form, form.theirs)
        with st.form("details", border=False):
            st.text_input(LABELS["name"], max_chars=60, key=form.key("name"))
            st.text_input(LABELS["vision"], max_chars=200, key=form.key("vision"))
            left, middle, right = st.columns(3)
            with left:
                fields.day_of_week(LABELS["huddle_weekday"], form.key("huddle_weekday"))
            middle.time_input(LABELS["huddle_time"], key=form.key("huddle_time"))
            with right:
                fields.day_of_week(LABELS["week_ends_on"], form.key("week_ends_on"))
            submitted = st.form_submit_button("Save", type="primary", key="save_team")
        if submitted:
            with fields.answering():
                save(here, form, form.shown)


def people(here: frame.Here) -> None:
    with reading() as session:
        gone = queries.members(session, here.actor, here.team_id, left=True)
    with fields.panel("people"):
        fields.heading("Our people", f"{len(here.team.members)}")
        for member in here.team.members:
            with st.container(key=f"row_member_{member.member_id}", horizontal=True, vertical_alignment="center"):
                st.html(tag("span", member.initials, class_="ui-initials") + tag("strong", member.name)
                        + tag("span", member.job, class_="ui-quiet"))  # fmt: skip
                if st.button("Left the team", key=f"leave_{member.member_id}"):
                    change(here, commands.leave, member.member_id, f"{member.name} is off the list.")
        add_person(here)
        if gone:
            with st.expander(f"People who left ({len(gone)})", key="gone"):
                for member in gone:
                    with st.container(key=f"row_gone_{member.member_id}", horizontal=True, vertical_alignment="center"):
                        st.html(tag("strong", member.name))
                        if st.button("Back on the team", key=f"rejoin_{member.member_id}"):
                            change(here, commands.rejoin, member.member_id, f"Welcome back, {member.name}.")


def change(here: frame.Here, command: object, member_id: int, sentence: str) -> None:
    with fields.answering():
        with transaction() as session:
            command(session, here.actor, here.team_id, member_id)  # type: ignore[operator]
        fields.say(sentence)
        st.rerun()


def add_person(here: frame.Here) -> None:
    with st.form("add_person", clear_on_submit=True, border=False):
        left, middle, right = st.columns([4, 1.4, 1.6], vertical_alignment="bottom")
        name = left.text_input("Add someone", placeholder="Name", max_chars=80)
        initials = middle.text_input("Initials", placeholder="MK", max_chars=4)
        submitted = right.form_submit_button("Add", width="stretch", key="add_person_now")
    if submitted:
        with fields.answering():
            with transaction() as session:
                made = commands.add_member(session, here.actor, here.team_id, name=name, initials=initials)
            fields.say(f"{made.name} is on the team as {made.initials}.")
            st.rerun()


def show() -> None:
    here = frame.enter("team")
    frame.head("Team", f"{here.team.site}, {here.team.organisation}")
    details(here)
    people(here)


show()
