"""Keyboard access to charts: a chart by keyboard: one Tab stop under it, from which the arrow keys go from week to
week.

What pointing at a point says appears in words, is said by a screen reader, and the point is marked on the chart.
"""

from collections.abc import Sequence

import streamlit as st

_HTML = """<div class="stop" tabindex="0" role="application" aria-roledescription="chart"
  aria-label="The chart week by week: the left and right arrow keys go from one to the next">
  <p class="hint" aria-hidden="true">With the keys ← and → you can read the chart week by week.</p>
  <p class="words" role="status"></p>
</div>"""

_CSS = """
.stop { box-sizing: border-box; min-height: 44px; padding: 8px 12px; border-radius: 8px; outline: none;
  font: 400 1rem/1.4 var(--st-font); color: light-dark(#4A5A69, #A3B4C2); }
.stop:focus { box-shadow: inset 0 0 0 3px light-dark(#0A5FB4, #6CB8FF); color: light-dark(#14212E, #EAF1F7); }
.stop:focus .hint, .words:empty { display: none; }
.stop p { margin: 0; }
@media (hover: none) { .hint { display: none; } }
"""

_JS = """
export default function (component) {
  const root = component.parentElement, stop = root.querySelector(".stop"), words = root.querySelector(".words");
  const own = root.__keys || (root.__keys = {});
  const {told, values} = component.data, last = told.length - 1;
  const plot = () => document.querySelector(".st-key-plot .js-plotly-plot");
  const place = () => Math.min(own.place ?? last, last);
  const clear = () => document.querySelectorAll(".vm-here").forEach(mark => mark.remove());
  const draw = () => {
    const chart = plot(), full = chart && chart._fullLayout;
    clear();
    if (!own.focused || !full) return;
    const {l, t, w, h} = full._size, [left, right] = full.xaxis.range, [low, high] = full.yaxis.range;
    const value = values[place()], ink = "light-dark(#14212E, #EAF1F7)", panel = "light-dark(#FFFFFF, #15212C)";
    const mark = document.createElement("div"), x = l + w * (place() - left) / (right - left);
    mark.className = "vm-here";
    mark.dataset.week = place();
    mark.style.cssText = `position: absolute; pointer-events: none; left: ${x - 1}px; top: ${t}px; height: ${h}px;
      width: 0; border-left: 2px solid ${ink}; opacity: .9`;
    if (value !== null) {
      const ring = mark.appendChild(document.createElement("div")), y = h * (high - value) / (high - low);
      ring.style.cssText = `position: absolute; box-sizing: border-box; left: -12px; top: ${y - 11}px;
        width: 22px; height: 22px; border: 3px solid ${ink}; border-radius: 50%;
        box-shadow: 0 0 0 2px ${panel}, inset 0 0 0 2px ${panel}`;
    }
    chart.querySelector(".svg-container").append(mark);
    if (own.chart !== chart) { own.chart = chart; chart.on("plotly_afterplot", () => own.draw()); }
  };
  own.draw = draw;
  const tell = () => { words.textContent = told[place()]; draw(); };
  stop.onfocus = () => { own.focused = true; tell(); };
  stop.onblur = () => { own.focused = false; words.textContent = ""; clear(); };
  stop.onkeydown = event => {
    const to = {ArrowLeft: place() - 1, ArrowRight: place() + 1, Home: 0, End: last}[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    own.place = Math.max(0, Math.min(to, last));
    tell();
  };
  if (own.focused) tell();
  return clear;
}
"""


def week_by_week(told: Sequence[str], values: Sequence[float | None]) -> None:
    """Mount it under the chart with the key ``plot``. ``told`` has the words of every point, oldest first."""
    component = st.components.v2.component("vmboard_chart_keys", html=_HTML, css=_CSS, js=_JS)
    component(key="week_by_week", data={"told": list(told), "values": list(values)}, height="content")
