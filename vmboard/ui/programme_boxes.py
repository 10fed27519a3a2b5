"""Programme tags: the programmes that a measure or a project serves, one touch each."""

from collections.abc import Callable

import streamlit as st

from vmboard.domain.measures.library import library_measure
from vmboard.domain.programmes import Programme, Served, read_served, write_served
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.programmes import Programmes
from vmboard.queries.programmes import programmes
from vmboard.store.engine import reading
from vmboard.ui import fields, frame

OTHER = ""
"""Serves a programme as a measure that it does not require."""


def serves(
    here: frame.Here, key: str, written: str, save: Callable[[str], None], library_key: str | None = None
) -> None:
    """The panel; nothing where the organisation names no programmes. ``library_key`` is a measure's, '' for one of the
    team's own, and None for a project, which stands for no required measure."""
    with reading() as session:
        held = programmes(session, here.actor)
    if not held.programmes:
        return
    served = {one.programme: one.stands_for for one in read_served(written) if held.at(one.programme)}
    with fields.panel("serves"):
        fields.heading(_("Programmes it serves"))
        if not here.works:
            names = (one.name for one in held.programmes if one.key in served)
            fields.words(", ".join(names) or _("None."))
            return
        fields.words(_("Its figures are entered once, and told to each of these.") if library_key is not None
                     else _("It is told in the return of each of these."))  # fmt: skip
        shown = f"{key}_{written}"  # drawn anew once it was saved, or changed elsewhere
        chosen = st.pills(
            _("Programmes"), [one.key for one in held.programmes], selection_mode="multi", default=list(served),
            format_func=lambda one: fields.plain(_name(held, one)), key=f"serves_{shown}", label_visibility="collapsed",
        )  # fmt: skip
        now = {one: served.get(one, OTHER) for one in chosen}
        if library_key is not None:
            now |= _stands_for(held, now, library_key, shown)
        if now != served:
            with fields.answering():
                save(write_served(Served(*pair) for pair in now.items()))
                fields.say(_("Saved."))
                st.rerun()


def _stands_for(held: Programmes, served: dict[str, str], library_key: str, shown: str) -> dict[str, str]:
    """Which required measure each stands for, where the library does not say it already."""
    chosen = {}
    for key, now in served.items():
        programme = held.at(key)
        if programme and programme.requires and library_key not in programme.requires:
            chosen[key] = _asked(programme, now, f"stands_{key}_{shown}")
    return chosen


def _asked(programme: Programme, now: str, key: str) -> str:
    options = [OTHER, *programme.requires]
    chosen: str = st.selectbox(
        _("For {programme} it stands for", programme=fields.plain(programme.name)),
        options, options.index(now) if now in options else 0,
        format_func=lambda one: library_measure(one).name if one else _("None of its required measures"), key=key,
    )  # fmt: skip
    return chosen


def _name(held: Programmes, key: str) -> str:
    programme = held.at(key)
    return programme.name if programme else key
