"""Optimistic locking of forms: a form that remembers what it showed, so that two people who change the same thing both
keep their words.

Boxes are filled from the row once, when the form is first shown, and never again while someone types: a later
run would otherwise put the newer row in place of their words.
"""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Generic, TypeVar

import streamlit as st

from vmboard.domain.refusals import Clash
from vmboard.domain.text.catalogue import _
from vmboard.domain.weeks import DAYS
from vmboard.ui import fields

V = TypeVar("V")


class Form(Generic[V]):
    """The boxes of one form over a row, a view with a ``version``. Name the widgets with ``key(field)``."""

    def __init__(self, name: str, row: V, labels: Mapping[str, str]) -> None:
        self.name, self.labels = name, labels
        if self._shown not in st.session_state or any(self.key(f) not in st.session_state for f in labels):
            st.session_state[self._shown] = row
            st.session_state.pop(self._theirs, None)
            for field in labels:
                st.session_state[self.key(field)] = getattr(row, field)
        self.shown: V = st.session_state[self._shown]
        self.theirs: V | None = st.session_state.get(self._theirs)

    def key(self, field: str) -> str:
        return f"{self.name}_{field}"

    def changes(self) -> dict[str, object]:
        """What the person changed, by field: only that is saved, so a change elsewhere in the row stands."""
        typed = {field: st.session_state[self.key(field)] for field in self.labels}
        return {field: value for field, value in typed.items() if value != getattr(self.shown, field)}

    def save(self, seen: V, write: Callable[[V, dict[str, object]], None], read: Callable[[], V]) -> bool:
        """Write the changes against the row ``seen``; whether that was done.

        Where someone else saved in between, their row is kept beside what is typed. Where the two changed
        different fields, both stand.
        """
        try:
            write(seen, self.changes())
        except Clash:
            theirs = read()
            if not self._disagree(theirs):
                return self.save(theirs, write, read)
            st.session_state[self._theirs] = theirs
            return False
        self.forget()
        return True

    def settle(self) -> bool:
        """Where two people changed the same thing, show both texts. True when the person says: use mine.

        Draw it above the boxes: keeping theirs fills the boxes again, which must come before they are drawn.
        """
        if self.theirs is None:
            return False
        with st.container(key=f"clash_{self.name}"):
            fields.strip("worry", _("Someone else changed this too. Nothing is lost: choose one."))
            rows = [
                (_(self.labels[field]), _said(mine), _said(theirs))
                for field, (mine, theirs) in self._disagree(self.theirs).items()
            ]
            fields.table(("", _("Yours"), _("Theirs")), rows)
            with st.container(key=f"settle_{self.name}", horizontal=True):
                mine = st.button(_("Use mine"), key=f"mine_{self.name}", type="primary")
                if st.button(_("Keep theirs"), key=f"keep_{self.name}"):
                    self.forget()
                    st.rerun()
        return mine

    def forget(self) -> None:
        """Fill the boxes from the row again on the next run."""
        for key in (self._shown, self._theirs, *map(self.key, self.labels)):
            st.session_state.pop(key, None)

    def _disagree(self, theirs: V) -> dict[str, tuple[object, object]]:
        """Mine and theirs, of the fields that both changed, and otherwise."""
        both = {field: (mine, getattr(theirs, field)) for field, mine in self.changes().items()}
        return {f: pair for f, pair in both.items() if pair[1] not in (pair[0], getattr(self.shown, f))}

    @property
    def _shown(self) -> str:
        return f"shown_{self.name}"

    @property
    def _theirs(self) -> str:
        return f"theirs_{self.name}"


def _said(value: object) -> str:
    """A setting in words: a time, a figure, a day of the week or a text."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return f"{value:g}"
    return DAYS[value] if isinstance(value, int) and value < len(DAYS) else str(value or _("(empty)"))
