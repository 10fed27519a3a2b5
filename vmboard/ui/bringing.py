"""Bringing figures in from a page: what was pressed is done beside the page, and can be cancelled while it goes on:
then nothing of it is kept."""

from collections.abc import Callable

import streamlit as st

from vmboard.commands.imports import ImportResult
from vmboard.domain.text.catalogue import N_, _
from vmboard.ui import fields, frame, waiting

BRINGING, LOOKING = N_("Bringing the figures in."), N_("Looking at what it would change.")


def begin(here: frame.Here, what: str, work: Callable[[], ImportResult]) -> None:
    """Do what was pressed, and come back to it: ``under_way`` says so from here on."""
    st.session_state[_key(here, what)] = work
    st.rerun()


def under_way(here: frame.Here, what: str, done: Callable[[ImportResult], None]) -> bool:
    """Whether it goes on, or was refused just now. Once it is done that is told, and the page comes back."""
    key = _key(here, what)
    work: Callable[[], ImportResult] | None = st.session_state.get(key)
    if work is None:
        return False
    with fields.answering():
        try:
            result = waiting.result(f"{key}_work", key, work, _(BRINGING), lambda: _over(key))
        except Exception:
            _over(key)
            raise
        if result is not None:
            _over(key)
            done(result)
            st.rerun()
    return True


def _over(key: str) -> None:
    st.session_state.pop(key, None)
    waiting.forget(f"{key}_work")


def _key(here: frame.Here, what: str) -> str:
    return f"bringing_{what}_{here.team_id}"
