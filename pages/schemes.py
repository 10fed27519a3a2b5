"""Schemes: every project that claims something, of all the teams one may see, and what was decided of each."""

from functools import partial
from typing import Literal

import streamlit as st

from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import wanted
from vmboard.domain.text.catalogue import _, ngettext, number_words
from vmboard.domain.views.schemes import SchemeLine, SchemeView
from vmboard.files.register import write_register
from vmboard.queries import schemes as queries
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, scheme_panels
from vmboard.ui.taking import noted

STEP = 50
"""Lines shown at first, and more at a touch; the file holds them all."""


MORE = "register_shown"


def asked(hall: frame.Hall, lines: list[SchemeLine]) -> SchemeView | None:
    """The scheme that the address opens, where this person may see it."""
    line = next((one for one in lines if one.key == st.query_params.get("scheme")), None)
    if line is None:
        return None
    try:
        with reading() as session:
            return queries.scheme(session, hall.actor, line.team_id, line.project_id, hall.today)
    except Refused:
        return None


def register(hall: frame.Hall, lines: list[SchemeLine], shown: list[SchemeLine], address: dict[str, str]) -> None:
    with fields.panel("register"):
        every = _("of {many}", many=number_words(f"{len(lines):,}"))
        many = ngettext("{n} scheme", "{n} schemes", len(shown))
        fields.heading(many, "" if len(shown) == len(lines) else every)
        if not shown:
            fields.words(_("None of them fits. Ask for less."))
            return
        with st.container(key="register"):
            most = st.session_state.get(MORE, STEP)
            signs = {line.key: line.scheme.sign_words(hall.today) for line in shown[:most]}
            scheme_panels.listed(shown[:most], address, signs)
        if len(shown) > most:
            with st.container(key="register_end", horizontal=True, vertical_alignment="center"):
                fields.words(ngettext(
                    "{most} of {n} scheme. The file holds them all.",
                    "{most} of {n} schemes. The file holds them all.", len(shown), most=most,
                ))  # fmt: skip
                if st.button(_("Show more"), key="register_more"):
                    st.session_state[MORE] = most + 2 * STEP
                    st.rerun()


def show() -> None:
    hall = frame.enter_hall("schemes")
    with reading() as session:
        lines = list(queries.register(session, hall.actor, hall.today))
    beside = frame.head(_("Schemes"), _("Every project that claims money, time or better quality, each counted once."))
    if not lines:
        with fields.panel("none"):
            fields.words(_("No project claims anything yet. A team says what a project gives back on its page."))
        return
    view = asked(hall, lines)
    if view is not None:
        scheme_panels.opened(hall, view)
    with fields.panel("narrow"):
        choice, address = scheme_panels.narrowed(lines)
    opened = {"scheme": view.line.key} if view else {}
    if st.query_params.to_dict() != address | opened:
        st.query_params.from_dict(address | opened)
    shown = scheme_panels.ordered([line for line in lines if wanted([line.scheme], choice)], address)
    scheme_panels.sums([line.scheme for line in shown], [line.scheme for line in lines])
    register(hall, lines, shown, address)
    name = f"schemes-{hall.today.isoformat()}"
    files: tuple[tuple[str, Literal["csv", "xlsx"]], ...] = (("CSV", "csv"), ("Excel", "xlsx"))
    for label, kind in files:
        beside.download_button(
            fields.plain(label),
            noted(hall.actor, partial(write_register, shown, kind, among=lines)),
            f"{name}.{kind}",
            on_click="ignore",
        )


show()
