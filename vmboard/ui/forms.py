"""A form that remembers what it showed, so that two people who change the same thing both keep their words.

Boxes are filled from the row once, when the form is first shown, and never again while someone types: a later run
would otherwise put the newer row in place of their words.
"""

from collections.abc import Sequence
from typing import Generic, TypeVar

import streamlit as st

V = TypeVar("V")


class Form(Generic[V]):
    """The boxes of one form over a view with a ``version``. Name the widgets with ``key(field)``."""

    def __init__(self, name: str, row: V, fields: Sequence[str]) -> None:
        self.name, self.fields = name, fields
        if self._shown not in st.session_state or any(self.key(f) not in st.session_state for f in fields):
            st.session_state[self._shown] = row
            st.session_state.pop(self._theirs, None)
            for field in fields:
                st.session_state[self.key(field)] = getattr(row, field)
        self.shown: V = st.session_state[self._shown]
        self.theirs: V | None = st.session_state.get(self._theirs)

    def key(self, field: str) -> str:
        return f"{self.name}_{field}"

    def changes(self) -> dict[str, object]:
        """What the person changed, by field: only that is saved, so a change elsewhere in the row stands."""
        typed = {field: st.session_state[self.key(field)] for field in self.fields}
        return {field: value for field, value in typed.items() if value != getattr(self.shown, field)}

    def clash_with(self, theirs: V) -> None:
        """Someone saved in between: keep their row beside what is typed."""
        st.session_state[self._theirs] = theirs

    def forget(self) -> None:
        """Fill the boxes from the row again on the next run."""
        for key in (self._shown, self._theirs, *map(self.key, self.fields)):
            st.session_state.pop(key, None)

    @property
    def _shown(self) -> str:
        return f"shown_{self.name}"

    @property
    def _theirs(self) -> str:
        return f"theirs_{self.name}"
