"""Screens: put the board on a wall. A screen's link is shown once, when it is made or renewed."""

from urllib.parse import urlsplit

import streamlit as st

from vmboard.commands import displays as commands
from vmboard.domain.views import DisplayLine
from vmboard.queries import displays as queries
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.links import origin, qr_code

HOME = ("127.0.0.1", "localhost", "::1")


def show_link(name: str, token: str) -> None:
    """The screen's address and code, once: only a hash of it is kept."""
    address = f"{origin()}/d/{token}"
    with st.container(key="panel_link"):
        fields.heading(f"The link of “{name}”")
        with st.container(key="link_row", horizontal=True, vertical_alignment="center"):
            st.container(key="link_code", width="content").markdown(qr_code(address), unsafe_allow_html=True)
            with st.container(key="link_words"):
                fields.words("Open it on the screen, or scan the code. It is shown only now: keep it secret.", name="lead")
                st.code(address, language=None, wrap_lines=True)
                if urlsplit(address).hostname in HOME:
                    fields.words(
                        "This address works on this computer only. For a screen elsewhere, see “Listen on the "
                        "network” in the README."
                    )
                st.link_button("Open the wall here", address)


def add(here: frame.Here) -> None:
    with fields.panel("add_screen"):
        fields.heading("Add a screen")
        with st.form("add_screen", clear_on_submit=True, border=False):
            left, middle, right = st.columns([3, 3, 1.4], vertical_alignment="bottom")
            name = left.text_input("Name", placeholder="Nurses’ station", max_chars=60)
            place = middle.text_input("Place", placeholder="Ward 7A, main corridor", max_chars=60)
            submitted = right.form_submit_button("Add a screen", type="primary", width="stretch")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    made, token = commands.add_display(session, here.actor, here.team_id, name=name, place=place)
                st.session_state["new_link"] = (made.name, token)
                st.rerun()


def one(here: frame.Here, line: DisplayLine) -> None:
    """A screen of the list, with what may be done to it."""
    key = str(line.display_id)
    with st.container(key=f"row_screen_{key}"):
        with st.container(key=f"line_screen_{key}", horizontal=True, vertical_alignment="center"):
            st.container(key=f"name_screen_{key}").html(
                tag("strong", line.name) + tag("span", line.place or "No place given", class_="ui-quiet")
            )
            st.container(key=f"seen_screen_{key}", width="content").html(seen(line))
            renew = st.button("Renew link", key=f"renew_{key}")
            revoke = not line.revoked and st.button("Revoke", key=f"revoke_{key}")
        if renew or revoke:
            st.session_state["asking"] = ("renew" if renew else "revoke", line.display_id)
        if st.session_state.get("asking", ("", 0))[1] == line.display_id:
            ask(here, line)
        if not line.revoked:
            with st.expander("How this screen shows the board", key=f"set_{key}"):
                settings(here, line)


def seen(line: DisplayLine) -> str:
    if line.revoked:
        return tag("span", "Link revoked", class_="ui-mark-off")
    mark = tag("b", "▼ Silent ", class_="ui-worse") if line.silent else ""
    return tag("span", mark, line.seen_text, class_="ui-quiet")


def ask(here: frame.Here, line: DisplayLine) -> None:
    """Ask first: both stop the screen that is on the wall now."""
    what = st.session_state["asking"][0]
    question = {
        "renew": f"“{line.name}” goes dark until the new link is opened on it. Make a new link?",
        "revoke": f"“{line.name}” goes dark at once. Its link stops for good. Revoke it?",
    }[what]
    with st.container(key="ask"):
        fields.strip("worry", question)
        with st.container(key="ask_answers", horizontal=True):
            yes = st.button({"renew": "Yes, make a new link", "revoke": "Yes, revoke"}[what], type="primary")
            no = st.button("No, leave it")
    if yes:
        with fields.answering():
            with transaction() as session:
                if what == "renew":
                    token = commands.renew_display(session, here.actor, here.team_id, line.display_id)
                    st.session_state["new_link"] = (line.name, token)
                else:
                    commands.revoke_display(session, here.actor, here.team_id, line.display_id)
                    fields.say(f"The link of “{line.name}” is revoked.")
            del st.session_state["asking"]
            st.rerun()
    if no:
        del st.session_state["asking"]
        st.rerun()


def settings(here: frame.Here, line: DisplayLine) -> None:
    key = f"{line.display_id}_{line.version}"
    with st.form(f"settings_{key}", border=False):
        row = st.columns(4)
        overview = row[0].number_input(
            "Seconds on the overview", 10, 3600, line.overview_seconds, 5, key=f"overview_{key}"
        )
        focus = row[1].number_input(
            "Seconds on each focus page", 0, 3600, line.focus_seconds, 5, key=f"focus_{key}"
        )
        dark_from = row[2].time_input("Dark from", line.dark_from, key=f"dark_from_{key}")
        dark_until = row[3].time_input("Light again from", line.dark_until, key=f"dark_until_{key}")
        fields.words("Focus pages show one measure large. 0 seconds shows the overview only.")
        submitted = st.form_submit_button("Save", type="primary")
    if submitted:
        with fields.answering():
            with transaction() as session:
                commands.set_display(
                    session, here.actor, here.team_id, line.display_id, overview_seconds=overview,
                    focus_seconds=focus, dark_from=dark_from, dark_until=dark_until, version=line.version,
                )  # fmt: skip
            fields.say(f"Saved for “{line.name}”.")
            st.rerun()


def show() -> None:
    here = frame.enter("screens")
    frame.head("Screens", "Put the board on a wall. Each screen has a secret link of its own.")
    if "new_link" in st.session_state:
        show_link(*st.session_state.pop("new_link"))
    add(here)
    with reading() as session:
        lines = queries.displays(session, here.actor, here.team_id, here.now)
    with fields.panel("screens"):
        fields.heading("Our screens", f"{len(lines)}" if lines else "")
        for line in lines:
            one(here, line)
        if not lines:
            fields.words("No screens yet. Add the first one above.", name="lead")


show()
