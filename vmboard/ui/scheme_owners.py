"""Who owns a scheme beyond its team: the triumvirate in the register's table, and the form that names it."""

import streamlit as st

from vmboard.commands.schemes import set_scheme_owners
from vmboard.domain.schemes.register import Scheme
from vmboard.domain.schemes.triumvirate import LABELS, Triumvirate
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.schemes import SchemeView
from vmboard.render.html import Markup, tag
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame


def owners_cell(scheme: Scheme) -> Markup | str:
    """The team's owner, and below it the triumvirate."""
    said = ". ".join(filter(None, (scheme.owners.words, scheme.owners.lacking)))
    if not said:
        return scheme.owner or "–"
    return tag("div", tag("span", scheme.owner or "–"), tag("span", said, class_="ui-quiet"), class_="vl-two")


def owners_form(hall: frame.Hall, view: SchemeView) -> None:
    """A doctor, a nurse and a general manager, by name; empty for nobody."""
    line, now = view.line, view.line.scheme.owners
    with st.expander(_("Who owns it"), key=f"own_{line.key}"), st.form(f"own_form_{line.key}", border=False):
        if now.lacking:
            fields.words(f"{now.lacking}.")
        named = [
            st.text_input(
                fields.plain(_(label)),
                name,
                max_chars=80,
                key=f"own_{field}_{line.key}_{view.version}",
                autocomplete="off",
            )
            for (field, label), name in zip(LABELS.items(), now.names, strict=True)
        ]
        submitted = st.form_submit_button(_("Save who owns it"), key=f"own_now_{line.key}")
    if submitted:
        with fields.answering():
            with transaction() as session:
                set_scheme_owners(
                    session, hall.actor, line.team_id, line.project_id, owners=Triumvirate(*named), version=view.version
                )
            st.rerun()
