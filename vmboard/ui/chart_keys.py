"""Keyboard access to charts: a chart by keyboard: one Tab stop under it, from which the arrow keys go from week to
week.

What pointing at a point says appears in words, is said by a screen reader, and the point is marked on the chart.
"""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

_HTML = """<div class="stop" tabindex="0" role="application" aria-roledescription="chart"
  aria-label="The chart point by point: the left and right arrow keys go from one to the next">
  <p class="hint" aria-hidden="true">With the keys ← and → you can read the chart point by point.</p>
  <p class="words" role="status"></p>
</div>"""

_COMPONENTS = Path(__file__).with_name("components")
_CSS = (_COMPONENTS / "chart_keys.css").read_text(encoding="utf-8")
_JS = (_COMPONENTS / "chart_keys.js").read_text(encoding="utf-8")


def week_by_week(sentences: Sequence[str], values: Sequence[float | None]) -> None:
    """Mount it under the chart with the key ``plot``. ``sentences`` has the words of every point, oldest first."""
    component = st.components.v2.component("vmboard_chart_keys", html=_HTML, css=_CSS, js=_JS)
    component(key="week_by_week", data={"told": list(sentences), "values": list(values)}, height="content")
