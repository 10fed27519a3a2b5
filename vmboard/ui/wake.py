"""Reconnection: the one component every page carries: it wakes the page after a cut or a sleep, and says when it is
not connected. What is typed into a form of Streamlit's own it keeps over a reload (``components/drafts.js``); it keeps
the browser's history to one step a page (``steps.js``) and marks out of what is read aloud (``spoken.js``). What is
touched while the page is away it does when it is back (``touches.js``); a page that lacks a piece of Streamlit's own is
opened anew (``pieces.js``).

It stands in the page itself (``components/wake.js``), not behind an address: it must work when the server is gone.
"""

import secrets
from pathlib import Path

import streamlit as st

from vmboard.store.hashing import hash_of
from vmboard.ui.identity import cookie
from vmboard.ui.scripts import inlined, words_address

LATE_AFTER_SECONDS = 45
"""Three missed refreshes of a live page."""

_HTML = '<div class="mark" role="status" hidden></div>'
_COMPONENTS = Path(__file__).with_name("components")
_JS = inlined("catalogue.js", "drafts.js", "pieces.js", "spoken.js", "steps.js", "touches.js", "wake.js")
_CSS = (_COMPONENTS / "wake.css").read_text(encoding="utf-8")


def wake(at: str = "", *, live: bool = False) -> None:
    """Mount it for whoever is signed in. ``at``: the time of this run, ``14:31``; a ``live`` page refreshes itself."""
    component = st.components.v2.component("vmboard_wake", html=_HTML, css=_CSS, js=_JS)
    who = hash_of(cookie())[:12]
    late = LATE_AFTER_SECONDS if live else 0
    data = {"at": at, "live": late, "run": secrets.token_hex(4), "who": who, "words": words_address()}
    component(key="wake", data=data, height="content", on_wake_change=_nothing)


def _nothing() -> None:
    """A callback must be there for the trigger to run the page."""
