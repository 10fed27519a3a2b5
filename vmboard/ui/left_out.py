"""Grouped list: who is left out of a sum or a chart, together by the reason, each reason with its teams by name."""

from collections.abc import Iterable, Sequence

import streamlit as st

from vmboard.domain.counting import counted
from vmboard.render.html import tag
from vmboard.ui import fields

Reasons = Iterable[tuple[str, Sequence[str]]]


def left_out(groups: Reasons, key: str, of: str = "") -> None:
    """A line to open: ``Left out (5)``, in it ``Too soon since the baseline: 5 teams`` and their names. ``of`` says of
    whom. Nothing where nobody is left out."""
    reasons = [(why, teams) for why, teams in groups if teams]
    if not reasons:
        return
    many = sum(len(teams) for _, teams in reasons)
    with st.expander(fields.plain(f"Left out{f' {of}' if of else ''} ({many})"), key=key):
        st.html(tag("dl", *(
            tag("div", tag("dt", tag("b", why[:1].upper() + why[1:]), f": {counted(len(teams), 'team')}"),
                tag("dd", ", ".join(teams)))
            for why, teams in reasons
        ), class_="vl-left-out"))  # fmt: skip
