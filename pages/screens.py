"""Screens: put the board on a wall. A screen's link is shown once, when it is made or renewed."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from vmboard.commands import displays as commands
from vmboard.commands.displays import pair_display
from vmboard.domain.views.displays import DisplayLine
from vmboard.domain.words import Face
from vmboard.queries import displays as queries
from vmboard.render.html import tag
from vmboard.render.qr import qr_code
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.forms import Form
from vmboard.ui.links import app_address

LABELS = {
    "overview_seconds": "Seconds on the overview",
    "focus_seconds": "Seconds on each focus page",
    "dark_from": "Dark from",
    "dark_until": "Light again from",
    "face": "Who stands before it",
}
FACES = {Face.STAFF: "Staff", Face.PUBLIC: "Public: no money, staff figures, names or free text"}
HOME = ("127.0.0.1", "localhost", "::1")
ONLY_HERE = "This address works on this computer only. For screens elsewhere, see the README: “Who can open it”."


def show_link(name: str, token: str, was: bool = False) -> None:
    """The screen's address and code, once: only a hash of it is kept. ``was``: a screen hangs there, dark by now."""
    address = f"{app_address()}d/{token}"
    with st.container(key="panel_link"):
        fields.heading(f"The link of “{name}”")
        with st.container(key="link_row", horizontal=True, vertical_alignment="center"):
            with st.container(key="link_code", width="content"):
                fields.markup(qr_code(address))
            with st.container(key="link_words"):
                fields.words("Open it on the screen, or scan the code. It is shown only now.", name="lead")
                if was:
                    fields.words("Or read the code that the dark screen shows, and type it under “Renew link” below.")
                st.code(address, language=None, wrap_lines=True)
                if urlsplit(address).hostname in HOME:
                    fields.words(ONLY_HERE)
                with st.container(key="link_ends", horizontal=True):
                    fields.way("Open the wall here", address, beside=True)
                    if st.button("I have it, hide it", key="hide_link"):
                        del st.session_state["once_link"]
                        st.rerun()


def add(here: frame.Here) -> None:
    """A new screen: by the code that it shows itself at ``/pair``, else by a link that is shown once."""
    with fields.panel("add_screen"):
        fields.heading("Add a screen")
        fields.words(
            "A screen without a keyboard: open ", tag("b", f"{app_address()}pair"), " on it and type its code here."
        )
        with st.form("add_screen", border=False):
            left, middle, third, right = st.columns([3, 3, 2, 1.9], vertical_alignment="bottom")
            name = left.text_input("Name", placeholder="Nurses’ station", max_chars=60, key="new_screen")
            place = middle.text_input("Place", placeholder="Main corridor", max_chars=60, key="new_place")
            code = third.text_input("Code, if it shows one", placeholder="ABC DEF", max_chars=9, key="new_code")
            submitted = right.form_submit_button("Add a screen", type="primary", width="stretch", key="add_it")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    if code.strip():
                        made = pair_display(session, here.actor, here.team_id, code=code, name=name, place=place)
                        fields.say(f"“{made.name}” opens the board now.")
                    else:
                        made, token = commands.add_display(session, here.actor, here.team_id, name=name, place=place)
                        st.session_state["once_link"] = (made.name, token)
                fields.clear("new_screen", "new_place", "new_code")
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
        if line.trouble and not line.revoked:
            fields.words(line.trouble)
        if renew or revoke:
            st.session_state["once_asking"] = ("renew" if renew else "revoke", line.display_id)
        if st.session_state.get("once_asking", ("", 0))[1] == line.display_id:
            ask(here, line)
        if not line.revoked:
            with st.expander("How this screen shows the board", key=f"set_{key}"):
                settings(here, line)


def seen(line: DisplayLine) -> str:
    if line.revoked:
        return tag("span", "Link revoked", class_="ui-mark-off")
    mark = tag("b", f"▼ {line.mark} ", class_="ui-worse") if line.mark else ""
    return tag("span", mark, line.seen_text, class_="ui-quiet")


def ask(here: frame.Here, line: DisplayLine) -> None:
    """Ask first: both stop the screen that is on the wall now."""
    what = st.session_state["once_asking"][0]
    question = {
        "renew": f"“{line.name}” goes dark until it has its new link. If it is dark already, type the code it shows.",
        "revoke": f"“{line.name}” goes dark at once. Its link stops for good. Revoke it?",
    }[what]
    with st.container(key="ask"):
        fields.strip("worry", question)
        code = ""
        if what == "renew":
            code = st.text_input(
                "Code on the dark screen, if it shows one", placeholder="ABC DEF", max_chars=9, width=330,
                key=f"renew_code_{line.display_id}", autocomplete="off",
            )  # fmt: skip
        with st.container(key="ask_answers", horizontal=True):
            yes = st.button({"renew": "Yes, make a new link", "revoke": "Yes, revoke"}[what], type="primary")
            no = st.button("No, leave it")
    if yes:
        with fields.answering():
            with transaction() as session:
                if what == "renew":
                    token = commands.renew_display(session, here.actor, here.team_id, line.display_id, code=code)
                    st.session_state.pop("once_link", None)
                    if token:
                        st.session_state["once_link"] = (line.name, token, True)
                    else:
                        fields.say(f"“{line.name}” opens the board now.")
                else:
                    commands.revoke_display(session, here.actor, here.team_id, line.display_id)
                    fields.say(f"The link of “{line.name}” is revoked.")
            del st.session_state["once_asking"]
            st.rerun()
    if no:
        del st.session_state["once_asking"]
        st.rerun()


def settings(here: frame.Here, line: DisplayLine) -> None:
    form = Form(f"screen_{line.display_id}", line, LABELS)
    if form.theirs and form.settle():
        save(here, form, form.theirs)
    with st.form(f"settings_{line.display_id}", border=False):
        row = st.columns(4, vertical_alignment="bottom")
        row[0].number_input(LABELS["overview_seconds"], 10, 3600, step=5, key=form.key("overview_seconds"))
        row[1].number_input(LABELS["focus_seconds"], 0, 3600, step=5, key=form.key("focus_seconds"))
        row[2].time_input(LABELS["dark_from"], key=form.key("dark_from"))
        row[3].time_input(LABELS["dark_until"], key=form.key("dark_until"))
        st.radio(LABELS["face"], list(Face), format_func=FACES.__getitem__, horizontal=True, key=form.key("face"))
        fields.words("Focus pages show one measure large. 0 seconds shows the overview only.")
        submitted = st.form_submit_button("Save", type="primary")
    if submitted:
        save(here, form, form.shown)


def save(here: frame.Here, form: Form[DisplayLine], seen: DisplayLine) -> None:
    def write(seen: DisplayLine, changes: dict[str, Any]) -> None:
        wanted = {field: getattr(seen, field) for field in LABELS} | changes
        with transaction() as session:
            commands.set_display(session, here.actor, here.team_id, seen.display_id, version=seen.version, **wanted)

    def read() -> DisplayLine:
        return next(line for line in screens(here) if line.display_id == seen.display_id)

    with fields.answering():
        if form.save(seen, write, read):
            fields.say(f"Saved for “{seen.name}”.")
        st.rerun()


def screens(here: frame.Here) -> Sequence[DisplayLine]:
    with reading() as session:
        return queries.displays(session, here.actor, here.team_id, here.now)


def show() -> None:
    here = frame.enter("screens")
    frame.head("Screens", "Put the board on a wall. Each screen has a secret link of its own.")
    if "once_link" in st.session_state:
        show_link(*st.session_state["once_link"])
    add(here)
    with fields.panel("screens"):
        lines = screens(here)
        fields.heading("Our screens", len(lines) or "")
        with fields.rows("screens"):
            for line in lines:
                one(here, line)
        if not lines:
            fields.words("No screens yet. Add the first one above.", name="lead")


show()
