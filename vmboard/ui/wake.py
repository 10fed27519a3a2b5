"""The one component every page carries.

It wakes a page after a cut: Streamlit does not rerun a page that comes back, and loses the next click. The outbox
hears of it too (``vmboard-back``), and hands in at once.
It says so when the page is not connected, how much waits in the outbox, and, on a live page, when nothing new has
come for a while. The browser judges that by itself: a dead server cannot report its own death.
"""

import streamlit as st

LATE_AFTER_SECONDS = 45
"""Three missed refreshes of a live page."""

_HTML = '<div class="mark" role="status" hidden></div>'

_CSS = """
.mark { position: fixed; z-index: 1000000; left: 50%; transform: translateX(-50%); bottom: 5.5rem;
  max-width: calc(100vw - 2rem); box-sizing: border-box; width: max-content;
  padding: .7rem 1.1rem; border-radius: 10px; font: 600 1.05rem/1.35 var(--st-font);
  background: #8A3600; color: #FFFFFF; box-shadow: 0 2px 12px rgb(0 0 0 / .35); }
.mark[hidden] { display: none; }
"""

_JS = """
export default function (component) {
  const root = component.parentElement, own = root.__wake || (root.__wake = {});
  Object.assign(own, {component, at: component.data.at, live: component.data.live, last: Date.now()});
  if (own.watching) { own.judge(); return own.stop; }
  const app = document.querySelector("[data-testid=stApp]"), mark = root.querySelector(".mark");
  const state = () => app.dataset.testConnectionState;
  let was = state(), seen = was === "CONNECTED";
  own.judge = () => {
    const late = own.live && Date.now() - own.last > own.live * 1000;
    const {trouble, waiting} = own.outbox, cut = seen && state() !== "CONNECTED";
    const words = trouble ? trouble + (waiting ? " Waiting to be saved: " + waiting + "." : "")
      : cut ? "Not connected. This page comes back by itself." : late ? "Not updated since " + own.at + "." : "";
    if (mark.textContent !== words) mark.textContent = words;
    mark.hidden = !words;
  };
  own.outbox = {trouble: "", waiting: 0};
  const heard = event => { own.outbox = event.detail; own.judge(); };
  addEventListener("vmboard-outbox", heard);
  own.watching = new MutationObserver(() => {
    const now = state();
    if (now === was) return;
    if (now === "CONNECTED" && seen) {
      dispatchEvent(new Event("vmboard-back"));
      setTimeout(() => own.component.setTriggerValue("wake", Date.now()), 50);
    }
    seen = seen || now === "CONNECTED"; was = now;
    setTimeout(own.judge, 1000);
  });
  own.watching.observe(app, {attributes: true, attributeFilter: ["data-test-connection-state"]});
  const clock = setInterval(own.judge, 5000);
  own.stop = () => { own.watching.disconnect(); clearInterval(clock); removeEventListener("vmboard-outbox", heard); };
  return own.stop;
}
"""


def wake(at: str = "", *, live: bool = False) -> None:
    """Mount it. ``at`` is the time of this run, ``14:31``; a ``live`` page refreshes itself."""
    component = st.components.v2.component("vmboard_wake", html=_HTML, css=_CSS, js=_JS)
    tick = st.session_state.get("wake_runs", 0) + 1 if live else 0
    st.session_state["wake_runs"] = tick
    data = {"at": at, "live": LATE_AFTER_SECONDS if live else 0, "run": tick}
    component(key="wake", data=data, height="content", on_wake_change=_nothing)


def _nothing() -> None:
    """A callback must be there for the trigger to run the page."""
