"""Query string: what a list is narrowed to stands in its page's address, so that a link, a bookmark and the way back
open the same list; and how much of a long list is shown."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TypeVar

import streamlit as st

from vmboard.domain.narrowing import Wanted, tally
from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.domain.text.folding import natural
from vmboard.ui import fields

MOST_LETTERS = 80
FEW = 5
"""Up to so many lines are seen at a glance: nothing is asked of them."""
SINCE = {"91": N_("Three months ago"), "182": N_("Six months ago"), "365": N_("A year ago")}
SHOWN = "once_shown"
Line = TypeVar("Line")


def find(label: str, example: str = "", *, quiet: bool = False) -> str:
    """A box for words to find, ``?words=``; ``quiet`` leaves its label to be heard and shows it inside the box."""
    key = _begin("words")
    st.text_input(
        fields.plain(label), key=key, max_chars=MOST_LETTERS, placeholder=example or label,
        label_visibility="collapsed" if quiet else "visible",
    )  # fmt: skip
    return _end("words", key)


def pick(label: str, name: str, everything: str, options: Iterable[str], called: Callable[[str], str] = str) -> str:
    """One of these or all of them, ``?name=``; nothing is drawn where there is no choice to make."""
    offered, asked = sorted({*options} - {""}, key=natural), st.query_params.get(name, "")
    if len(offered) < 2 and asked not in offered:
        return ""
    key = _begin(name)
    if st.session_state[key] not in offered:
        st.session_state[key] = ""
    st.selectbox(label, ["", *offered], key=key, format_func=lambda one: called(one) if one else everything)
    return _end(name, key)


@contextmanager
def search_row() -> Iterator[None]:
    """Where the boxes of a search stand side by side."""
    with fields.panel("search"), st.container(key="search_boxes", horizontal=True):
        yield


def wanted(
    label: str, sites: Iterable[str], themes: Iterable[str], days: str, ages: Mapping[str, str], today: date, *,
    older: bool = False,
) -> Wanted:  # fmt: skip
    """The boxes that every list of many teams' things has, and what they ask for: words, a site, a theme and an age.

    ``ages`` are numbers of days with their words, under the label ``days``: no older than that, or ``older``: at least.
    """
    theme_counts = dict(tally(themes))
    words = find(label, _("A team, or any word of it"))
    theme = pick(_("Theme"), "theme", _("All themes"), theme_counts, lambda one: f"{one} ({theme_counts[one]})")
    site = pick(_("Site"), "site", _("All sites"), sites)
    age = pick(days, "age", _("At any time"), ages, lambda days: _(ages[days]))
    day = today - timedelta(days=int(age)) if age else None
    return Wanted(
        words, site, theme, day if day and not older else date.min, day if day and older else date.max,
    )  # fmt: skip


def _begin(name: str) -> str:
    """The box's key. It holds what the address asks for, where that came from elsewhere than this box."""
    key, asked = f"find_{name}", st.query_params.get(name, "")[:MOST_LETTERS]
    if key not in st.session_state or st.session_state.get(f"{key}_asked") != asked:
        st.session_state[key] = asked
    return key


def _end(name: str, key: str) -> str:
    """What the box says, put in the address."""
    now: str = st.session_state[key]
    if now != st.query_params.get(name, ""):
        st.session_state.pop(SHOWN, None)
        if now:
            st.query_params[name] = now
        else:
            st.query_params.pop(name, None)
    st.session_state[f"{key}_asked"] = now
    return now


def first(lines: Sequence[Line], step: int) -> Sequence[Line]:
    """As much of a list as is shown: a page builds no more than that."""
    return lines[: many(step)]


def many(step: int) -> int:
    """How many lines of a list are shown: ``step`` until more are asked for."""
    shown: int = st.session_state.get(SHOWN, step)
    return shown


def more(of: int, step: int, what: str) -> None:
    """``50 of 300 teams`` and the way to more of them, where there are more."""
    shown = many(step)
    if of <= shown:
        return
    with st.container(key="list_end", horizontal=True, vertical_alignment="center"):
        fields.words(_("{shown} of {what}", shown=number_words(f"{shown:,}"), what=what))
        if st.button(_("Show more"), key="list_more"):
            st.session_state[SHOWN] = shown + 2 * step
            st.rerun()
