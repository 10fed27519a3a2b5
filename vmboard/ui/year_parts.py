"""A year in review on screen: what was tried, kept, stopped and given back, in four columns."""

from collections.abc import Sequence

import streamlit as st

from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.year import Year, YearLine
from vmboard.render.html import Markup, tag
from vmboard.ui import fields, frame

SHOWN = 12
"""So many projects of a kind stand open; the others are one touch away."""


def columns(here: frame.Here, year: Year) -> None:
    """The three kinds of project, each with what there is to say, and what the work gives back."""
    with st.container(key="year_grid"):
        open_ = ngettext("{n} still open", "{n} still open", len(year.tried))
        _projects(here, "tried", _("Tried"), open_, year.tried, _("Nothing is open from this year."))
        part = ngettext("{n} part of the work", "{n} part of the work", len(year.kept))
        _projects(here, "kept", _("Kept"), part, year.kept, _("Nothing became part of the work yet."))
        learned = ngettext("{n} learned from", "{n} learned from", len(year.stopped))
        _projects(here, "stopped", _("Stopped"), learned, year.stopped, _("Nothing was stopped."))
        with fields.panel("year_gave"):
            fields.heading(_("Gives back"))
            if not year.gave:
                fields.words(_("Nothing is claimed or confirmed yet."))
            st.html(tag("ul", *(tag("li", tag("b", piece)) for piece in year.gave),
                        *(tag("li", line) for line in year.spent), class_="yr-lines"))  # fmt: skip


def _projects(here: frame.Here, key: str, title: str, said: str, lines: Sequence[YearLine], empty: str) -> None:
    with fields.panel(f"year_{key}"):
        fields.heading(title, said if lines else "")
        if not lines:
            fields.words(empty)
        for line in lines[:SHOWN]:
            _project(here, line)
        if lines[SHOWN:]:
            with st.expander(ngettext("{n} more", "{n} more", len(lines) - SHOWN), key=f"year_more_{key}"):
                for line in lines[SHOWN:]:
                    _project(here, line)


def _project(here: frame.Here, line: YearLine) -> None:
    with st.container(key=f"row_year_{line.project_id}"):
        address = {**here.address, "project": str(line.project_id)}
        st.page_link(frame.page("project"), label=fields.plain(line.title), query_params=address)
        st.html(_said(line))


def _said(line: YearLine) -> Markup:
    return tag("div", tag("p", line.when, class_="ui-quiet"), tag("p", line.words) if line.words else None,
               class_="yr-said")  # fmt: skip


def thanks(year: Year) -> None:
    """Whom the celebrations named, and the newest of them."""
    if not (year.thanked or year.celebrated):
        return
    with fields.panel("year_thanks"):
        fields.heading(_("Celebrated"))
        if year.thanked:
            named = [tag("span", one, class_="ui-initials") for one in year.thanked]
            st.html(
                tag("p", tag("span", _("Thanked by initials:"), " ", class_="ui-quiet"), *named, class_="yr-thanked")
            )
        st.html(tag("ul", *(tag("li", one) for one in year.celebrated), class_="yr-lines"))
