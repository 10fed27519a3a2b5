"""Live number boxes: what rests on a number follows it while it is typed, without a key to say that it is done."""

import streamlit as st

_SCRIPT = """export default function ({data}) {
  const box = document.querySelector(".st-key-" + data.key);
  if (!box || box.dataset.asTyped) return;
  box.dataset.asTyped = "1";
  let wait = 0;
  const enter = {key: "Enter", code: "Enter", keyCode: 13, bubbles: true};
  box.addEventListener("input", event => {
    const at = event.target;
    clearTimeout(wait);
    if (!(at instanceof HTMLInputElement) || at.type !== "number" || !/[0-9]$/.test(at.value)) return;
    wait = setTimeout(() => ["keydown", "keypress"].forEach(
      kind => at.dispatchEvent(new KeyboardEvent(kind, enter))), data.pause);
  });
}"""
PAUSE = 350
"""Milliseconds without a key after which a number is taken as it stands."""


def as_typed(key: str) -> None:
    """Take the numbers typed in the container of this key after a short pause, as Enter would."""
    component = st.components.v2.component("vmboard_as_typed", html="", js=_SCRIPT, isolate_styles=False)
    component(key=f"as_typed_{key}", data={"key": key, "pause": PAUSE}, height="content")
