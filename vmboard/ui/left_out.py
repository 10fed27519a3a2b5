"""Grouped list: who is left out of a sum or a chart, together by the reason, each reason with its teams by name."""

from collections.abc import Iterable, Sequence

import streamlit as st

from vmboard.domain.text.catalogue import _, ngettext
from vmboard.render.html import tag
from vmboard.ui import fields

Reasons = Iterable[tuple[str, Sequence[str]]]


def left_out(groups: Reasons, key: str, of: str = "") -> None:
    """A line to open: ``Left out (5)``, in it ``Too soon since the baseline: 5 teams`` and their names. ``of`` says of
    whom. Nothing where nobody is left out."""
    reasons = [(why, teams) for why, teams in groups if teams]
    if not reasons:
        return
    many = sum(len(teams) for _why, teams in reasons)
    with st.expander(fields.plain(_head(of, many)), key=key):
        st.html(tag("dl", *(
            tag("div", tag("dt", tag("b", why[:1].upper() + why[1:]), ": ", _teams(len(teams))),
                tag("dd", ", ".join(teams)))
            for why, teams in reasons
        ), class_="vl-left-out"))  # fmt: skip


def _teams(many: int) -> str:
    return ngettext("{n} team", "{n} teams", many)


def _head(of: str, many: int) -> str:
    return _("Left out {of} ({many})", of=of, many=many) if of else _("Left out ({many})", many=many)
