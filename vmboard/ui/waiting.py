"""Background work of a page: what takes longer than a moment goes on beside it, is said to, and can be cancelled."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from threading import Event
from typing import TypeVar

import streamlit as st

from vmboard.domain.calling_off import wanted_while
from vmboard.domain.text.catalogue import _
from vmboard.ui import fields

MOMENT = 1.5
"""Seconds that a page waits for it, as long as nobody would look for a way out."""
EVERY = 0.5
T = TypeVar("T")
_pool = ThreadPoolExecutor(2, thread_name_prefix="vmboard-pages")


def result(key: str, asked: object, work: Callable[[], T], doing: str, cancel: Callable[[], None]) -> T | None:
    """What ``work`` comes to: done once for what is ``asked``, and kept under ``key``. Raises what it raises.

    None while it goes on: then what it is ``doing`` stands there with *Cancel*, and the page comes back by itself. What
    was cancelled before its turn is never begun; what was begun ends at its next ``check_wanted``, unheard. What came
    to nothing is done anew when it is asked for again.
    """
    kept = st.session_state.get(key)
    if kept is None or kept[0] != asked:
        forget(key)
        stop = Event()
        kept = st.session_state[key] = (asked, _pool.submit(_until, stop, work), stop)
    future: Future[T] = kept[1]
    if not future.done():
        with st.spinner(doing):
            wait_for([future], MOMENT)
    if not future.done():
        _going_on(key, future, doing, cancel)
        return None
    if future.exception() is not None:
        forget(key)
    return future.result()


def forget(key: str) -> None:
    """Let go of what was done or is being done under ``key``: it is not wanted any more."""
    if kept := st.session_state.pop(key, None):
        kept[1].cancel()
        kept[2].set()


def _until(stop: Event, work: Callable[[], T]) -> T:
    with wanted_while(lambda: not stop.is_set()):
        return work()


def _going_on(key: str, future: Future[T], doing: str, cancel: Callable[[], None]) -> None:
    @st.fragment(run_every=EVERY)
    def look() -> None:
        if future.done():
            st.rerun()
        with st.container(key=f"row_{key}", horizontal=True, vertical_alignment="center"):
            fields.words(_("{doing} It is a large one.", doing=doing), name="lead")
            if st.button(_("Cancel"), key=f"cancel_{key}"):
                forget(key)
                cancel()
                st.rerun()

    look()
