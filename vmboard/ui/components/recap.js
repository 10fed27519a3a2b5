// The recap for those off shift: print it, or copy it as plain text.

import {dress, el, words} from "./outbox.js";

export async function mount(host) {
  await dress(host, new URL("./base.css", import.meta.url).href, new URL("./huddle.css", import.meta.url).href);
  const text = el("textarea", {readonly: true, rows: 10, "aria-label": "The recap as text"}), said = el("span", {class: "vm-state", role: "status"});
  const copy = async () => {
    try { await navigator.clipboard.writeText(text.value); }
    catch { text.focus(); text.select(); document.execCommand("copy"); }  // a plain http address has no clipboard
    said.dataset.state = "saved";
    words(said, "✓ Copied");
    setTimeout(() => words(said, ""), 4000);
  };
  const frame = el("div", {class: "vm tell"}, el("button", {type: "button", class: "main", "data-looks": "", onclick: copy}, "Copy the text"),
    el("button", {type: "button", "data-looks": "", onclick: () => print()}, "Print"), said, text);
  host.append(frame);
  return {show(data) { if (text.value !== data.text) text.value = data.text; }, leave() { frame.remove(); }};
}
