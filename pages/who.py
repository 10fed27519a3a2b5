"""Who are you: pick your name, so that history can say who changed what."""

import streamlit as st

from vmboard.domain.views import MemberLine
from vmboard.ui import fields, frame


def choose(here: frame.Here, member: MemberLine | None) -> None:
    st.session_state["who"] = {
        **st.session_state.get("who", {}),
        here.team.slug: member.member_id if member else None,
    }
    if member:
        fields.say(f"Hello {member.name}. What you change now carries your name.")
    st.switch_page(frame.page("board"), query_params=here.address)


def show() -> None:
    here = frame.enter("who")
    current = frame.me(here)
    sentence = f"You are {current.name}." if current else "Pick your name. What you change carries it."
    frame.head("Who are you?", sentence)
    with fields.panel("who"):
        with st.container(key="people", horizontal=True):
            for member in here.team.members:
                label = f"**{fields.plain(member.initials)}** {fields.plain(member.name)}"
                if st.button(
                    label,
                    key=f"who_{member.member_id}",
                    type="primary" if member == current else "secondary",
                    width="stretch",
                    wrap=True,
                ):
                    choose(here, member)
        if not here.team.members:
            fields.words("Nobody is on this team yet. Add people on the Team page.", name="lead")
        with st.container(key="who_else", horizontal=True):
            st.page_link(frame.page("team"), label="I am not on the list", query_params=here.address)
            if current and st.button("Nobody in particular", key="who_nobody"):
                choose(here, None)


show()
