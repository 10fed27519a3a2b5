"""Confirmation: a button that asks before it does, once, and twice where it strikes oneself."""

import streamlit as st

from vmboard.domain.text.catalogue import _
from vmboard.ui import fields

_ASKING = "once_confirm"
"""What is asked just now, and which of its questions: only one thing at a time."""


Questions = tuple[tuple[str, str], ...]
"""What happens, with ``{name}`` for whom, and the words of the yes: messages, said by ``about``."""


def about(words: Questions, name: str, mine: bool) -> Questions:
    """What is asked first; about oneself a second time."""
    return tuple((_(question, name=name), _(yes)) for question, yes in (words if mine else words[:1]))


def asked(label: str, key: str) -> None:
    """The button. It only asks: ``agreed``, drawn below its row, has the question."""
    if st.button(fields.plain(label), key=key):
        begin(key)


def begin(key: str) -> None:
    """Ask the first of the questions of ``agreed``."""
    st.session_state[_ASKING] = (key, 0)


def agreed(key: str, *questions: tuple[str, str]) -> bool:
    """Whether every question was answered with yes. Each is what happens, and the words of the yes."""
    of, number = st.session_state.get(_ASKING, ("", 0))
    if of != key:
        return False
    question, yes = questions[number]
    with st.container(key="ask"):
        fields.strip("worry", question)
        with st.container(key="ask_answers", horizontal=True):
            done = st.button(fields.plain(yes), type="primary", key=f"yes_{key}_{number}")
            left = st.button(_("No, leave it"), key=f"no_{key}_{number}")
    if not done and not left:
        return False
    last = number + 1 == len(questions)
    if done and not last:
        st.session_state[_ASKING] = (key, number + 1)
    else:
        del st.session_state[_ASKING]
    if done and last:
        return True
    st.rerun()
