"""Keyboard access to charts: a chart by keyboard: one Tab stop under it, from which the arrow keys go from week to
week.

What pointing at a point says appears in words, is said by a screen reader, and the point is marked on the chart.
"""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from vmboard.domain.text.catalogue import N_, _
from vmboard.render.html import tag

KEYS = N_("The chart point by point: the left and right arrow keys go from one to the next")
HINT = N_("With the keys ← and → you can read the chart point by point.")

_COMPONENTS = Path(__file__).with_name("components")
_CSS = (_COMPONENTS / "chart_keys.css").read_text(encoding="utf-8")
_JS = (_COMPONENTS / "chart_keys.js").read_text(encoding="utf-8")


def week_by_week(sentences: Sequence[str], values: Sequence[float | None]) -> None:
    """Mount it under the chart with the key ``plot``. ``sentences`` has the words of every point, oldest first."""
    stop = tag(
        "div", tag("p", _(HINT), class_="hint", aria_hidden="true"), tag("p", class_="words", role="status"),
        class_="stop", tabindex=0, role="application", aria_roledescription=_("chart"), aria_label=_(KEYS),
    )  # fmt: skip
    component = st.components.v2.component("vmboard_chart_keys", html=stop, css=_CSS, js=_JS)
    component(key="week_by_week", data={"told": list(sentences), "values": list(values)}, height="content")
