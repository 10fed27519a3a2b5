"""Screens: put the board on a wall. A screen's link is shown once, when it is made or renewed."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from vmboard.commands import displays as commands
from vmboard.commands.displays import pair_display
from vmboard.domain.text.catalogue import N_, _
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
    "overview_seconds": N_("Seconds on the overview"),
    "focus_seconds": N_("Seconds on each focus page"),
    "dark_from": N_("Dark from"),
    "dark_until": N_("Light again from"),
    "face": N_("Who stands before it"),
}
FACES = {Face.STAFF: N_("Staff"), Face.PUBLIC: N_("Public: no money, staff figures, names or free text")}
CODE = "ABC DEF"
"""What a code looks like."""
QUESTIONS = {
    "renew": N_("“{name}” goes dark until it has its new link. If it is dark already, type the code it shows."),
    "revoke": N_("“{name}” goes dark at once. Its link stops for good. Revoke it?"),
}
HOME = ("127.0.0.1", "localhost", "::1")
ONLY_HERE = N_("This address works on this computer only. For screens elsewhere, see the README: “Who can open it”.")


def show_link(name: str, token: str, was: bool = False) -> None:
    """The screen's address and code, once: only a hash of it is kept. ``was``: a screen hangs there, dark by now."""
    address = f"{app_address()}d/{token}"
    with st.container(key="panel_link"):
        fields.heading(_("The link of “{name}”", name=name))
        with st.container(key="link_row", horizontal=True, vertical_alignment="center"):
            with st.container(key="link_code", width="content"):
                fields.markup(qr_code(address))
            with st.container(key="link_words"):
                fields.words(_("Open it on the screen, or scan the code. It is shown only now."), name="lead")
                if was:
                    fields.words(
                        _("Or read the code that the dark screen shows, and type it under “Renew link” below.")
                    )
                st.code(address, language=None, wrap_lines=True)
                if urlsplit(address).hostname in HOME:
                    fields.words(_(ONLY_HERE))
                with st.container(key="link_ends", horizontal=True):
                    fields.way(_("Open the wall here"), address, beside=True)
                    if st.button(_("I have it, hide it"), key="hide_link"):
                        del st.session_state["once_link"]
                        st.rerun()


def add(here: frame.Here) -> None:
    """A new screen: by the code that it shows itself at ``/pair``, else by a link that is shown once."""
    with fields.panel("add_screen"):
        fields.heading(_("Add a screen"))
        fields.words(*fields.around(
            _("A screen without a keyboard: open {address} on it and type its code here."),
            "address", tag("b", f"{app_address()}pair"),
        ))  # fmt: skip
        with st.form("add_screen", border=False):
            left, middle, third, right = st.columns([3, 3, 2, 1.9], vertical_alignment="bottom")
            name = left.text_input(_("Name"), placeholder=_("Nurses’ station"), max_chars=60, key="new_screen")
            place = middle.text_input(_("Place"), placeholder=_("Main corridor"), max_chars=60, key="new_place")
            code = third.text_input(_("Code, if it shows one"), placeholder=CODE, max_chars=9, key="new_code")
            submitted = right.form_submit_button(_("Add a screen"), type="primary", width="stretch", key="add_it")
        if submitted:
            with fields.answering():
                token = ""
                with transaction() as session:
                    if code.strip():
                        made = pair_display(session, here.actor, here.team_id, code=code, name=name, place=place)
                    else:
                        made, token = commands.add_display(session, here.actor, here.team_id, name=name, place=place)
                    called = made.name
                if token:
                    st.session_state["once_link"] = (called, token)
                else:
                    fields.say(_("“{name}” opens the board now.", name=called))
                fields.clear("new_screen", "new_place", "new_code")
                st.rerun()


def one(here: frame.Here, line: DisplayLine) -> None:
    """A screen of the list, with what may be done to it."""
    key = str(line.display_id)
    with st.container(key=f"row_screen_{key}"):
        with st.container(key=f"line_screen_{key}", horizontal=True, vertical_alignment="center"):
            st.container(key=f"name_screen_{key}").html(
                tag("strong", line.name) + tag("span", line.place or _("No place given"), class_="ui-quiet")
            )
            st.container(key=f"seen_screen_{key}", width="content").html(seen(line))
            renew = st.button(_("Renew link"), key=f"renew_{key}")
            revoke = not line.revoked and st.button(_("Revoke"), key=f"revoke_{key}")
        if line.trouble and not line.revoked:
            fields.words(line.trouble)
        if renew or revoke:
            st.session_state["once_asking"] = ("renew" if renew else "revoke", line.display_id)
        if st.session_state.get("once_asking", ("", 0))[1] == line.display_id:
            ask(here, line)
        if not line.revoked:
            with st.expander(_("How this screen shows the board"), key=f"set_{key}"):
                settings(here, line)


def seen(line: DisplayLine) -> str:
    if line.revoked:
        return tag("span", _("Link revoked"), class_="ui-mark-off")
    mark = tag("b", f"▼ {line.mark} ", class_="ui-worse") if line.mark else ""
    return tag("span", mark, line.seen_text, class_="ui-quiet")


def ask(here: frame.Here, line: DisplayLine) -> None:
    """Ask first: both stop the screen that is on the wall now."""
    what = st.session_state["once_asking"][0]
    with st.container(key="ask"):
        fields.strip("worry", _(QUESTIONS[what], name=line.name))
        code = ""
        if what == "renew":
            code = st.text_input(
                _("Code on the dark screen, if it shows one"), placeholder=CODE, max_chars=9, width=330,
                key=f"renew_code_{line.display_id}", autocomplete="off",
            )  # fmt: skip
        with st.container(key="ask_answers", horizontal=True):
            yes = st.button(_("Yes, make a new link") if what == "renew" else _("Yes, revoke"), type="primary")
            no = st.button(_("No, leave it"))
    if yes:
        with fields.answering():
            token = None
            with transaction() as session:
                if what == "renew":
                    token = commands.renew_display(session, here.actor, here.team_id, line.display_id, code=code)
                else:
                    commands.revoke_display(session, here.actor, here.team_id, line.display_id)
            if what == "revoke":
                fields.say(_("The link of “{name}” is revoked.", name=line.name))
            else:
                st.session_state.pop("once_link", None)
                if token:
                    st.session_state["once_link"] = (line.name, token, True)
                else:
                    fields.say(_("“{name}” opens the board now.", name=line.name))
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
        row[0].number_input(_(LABELS["overview_seconds"]), 10, 3600, step=5, key=form.key("overview_seconds"))
        row[1].number_input(_(LABELS["focus_seconds"]), 0, 3600, step=5, key=form.key("focus_seconds"))
        row[2].time_input(_(LABELS["dark_from"]), key=form.key("dark_from"))
        row[3].time_input(_(LABELS["dark_until"]), key=form.key("dark_until"))
        st.radio(
            _(LABELS["face"]),
            list(Face),
            format_func=lambda face: _(FACES[face]),
            horizontal=True,
            key=form.key("face"),
        )
        fields.words(_("Focus pages show one measure large. 0 seconds shows the overview only."))
        submitted = st.form_submit_button(_("Save"), type="primary")
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
            fields.say(_("Saved for “{name}”.", name=seen.name))
        st.rerun()


def screens(here: frame.Here) -> Sequence[DisplayLine]:
    with reading() as session:
        return queries.displays(session, here.actor, here.team_id, here.now)


def show() -> None:
    here = frame.enter("screens")
    frame.head(_("Screens"), _("Put the board on a wall. Each screen has a secret link of its own."))
    if "once_link" in st.session_state:
        show_link(*st.session_state["once_link"])
    add(here)
    with fields.panel("screens"):
        lines = screens(here)
        fields.heading(_("Our screens"), len(lines) or "")
        with fields.rows("screens"):
            for line in lines:
                one(here, line)
        if not lines:
            fields.words(_("No screens yet. Add the first one above."), name="lead")


show()
