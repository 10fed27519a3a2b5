"""The one component every page carries.

It wakes a page after a cut: Streamlit does not rerun a page that comes back, and loses the next click. A click before
that run is over would be cut off by it, so it waits until then. The outbox hears of it too (``vmboard-back``), and
hands in at once.
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
  const held = [], TOUCHES = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "keydown"];
  const hold = event => {
    const at = event.target.closest && event.target.closest("button, label, input");
    if (!own.waking || !event.isTrusted || !at || event.type === "keydown" && event.key !== "Enter") return;
    event.stopImmediatePropagation();
    if (event.type !== "click" && event.type !== "keydown") return;
    event.preventDefault();
    const box = at.closest("[class*=st-key-]");
    held.push({type: event.type, at, tag: at.tagName, key: box && [...box.classList].find(name => name.startsWith("st-key-"))});
  };
  const release = () => {
    clearTimeout(own.waking && own.waking.late);
    own.waking = null;
    for (const one of held.splice(0)) {
      const at = one.at.isConnected ? one.at : one.key && document.querySelector("." + CSS.escape(one.key) + " " + one.tag);
      if (at && one.type === "click") at.click();
      else if (at) at.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", code: "Enter", bubbles: true}));
    }
  };
  for (const type of TOUCHES) document.addEventListener(type, hold, true);
  own.watching = new MutationObserver(() => {
    const now = state();
    if (own.waking && app.dataset.testScriptState === "running") own.waking.ran = true;
    else if (own.waking && own.waking.ran) release();
    if (now === was) return;
    if (now === "CONNECTED" && seen) {
      own.waking = {ran: false, late: setTimeout(release, 5000)};
      dispatchEvent(new Event("vmboard-back"));
      setTimeout(() => own.component.setTriggerValue("wake", Date.now()), 50);
    }
    seen = seen || now === "CONNECTED"; was = now;
    setTimeout(own.judge, 1000);
  });
  own.watching.observe(app, {attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"]});
  const clock = setInterval(own.judge, 5000);
  own.stop = () => {
    own.watching.disconnect();
    clearInterval(clock);
    removeEventListener("vmboard-outbox", heard);
    for (const type of TOUCHES) document.removeEventListener(type, hold, true);
  };
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
