// @ts-check
// The recap for those off shift: print it, or copy it as plain text.

import {el, framed, words} from "./dom.js";

export async function mount(host) {
  const frame = await framed(host, "vm tell", "huddle");
  const text = el("textarea", {readonly: true, rows: 10, "aria-label": "The recap as text"});
  const said = el("span", {class: "vm-state", role: "status"});
  const copy = async () => {
    try { await navigator.clipboard.writeText(text.value); }
    catch { text.focus(); text.select(); document.execCommand("copy"); }  // a plain http address has no clipboard
    said.dataset.state = "saved";
    words(said, "✓ Copied");
    setTimeout(() => words(said, ""), 4000);
  };
  frame.append(el("button", {type: "button", class: "main", "data-looks": "", onclick: copy}, "Copy the text"),
    el("button", {type: "button", "data-looks": "", onclick: () => print()}, "Print"), said, text);
  return {show(data) { if (text.value !== data.text) text.value = data.text; }, leave() { frame.remove(); }};
}
