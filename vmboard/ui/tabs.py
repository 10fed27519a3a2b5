"""Tabs: the parts of a page that has several, as links with addresses of their own: ``?show=waves``."""

from collections.abc import Mapping

import streamlit as st

from vmboard.render.html import tag
from vmboard.ui import fields, frame


def draw_tabs(page: str, parts: Mapping[str, str], **kept: str) -> str:
    """Draw the links, and return the part that the address asks for; the first without one. ``kept`` is what else of
    the address they carry."""
    asked = st.query_params.get("show", "")
    shown = asked if asked in parts else next(iter(parts))
    with st.container(key="choices_of_page", horizontal=True, vertical_alignment="center"):
        for part, words in parts.items():
            if part == shown:
                st.html(tag("span", words, class_="ui-chosen", aria_current="true"), width="content")
            else:
                st.page_link(frame.page(page), label=fields.plain(words), query_params=kept | {"show": part})
    return shown
