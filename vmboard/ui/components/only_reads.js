// @ts-check
// For whoever reads a board and does not keep it: all is shown, and nothing can be typed, pressed or dragged.
// What only looks (opens a card, turns a month) wears `data-looks` and goes on working.

const HANDS = ["pointerdown", "keydown", "paste", "drop", "contextmenu"];

export function onlyReads(host) {
  if (host.__reads) return;
  host.__reads = new MutationObserver(() => still(host));
  host.__reads.observe(host, {childList: true, subtree: true});
  const hold = event => { if (!event.target.closest("a, [data-looks]")) event.stopPropagation(); };
  for (const hand of HANDS) host.addEventListener(hand, hold, true);
  still(host);
}

function still(host) {
  for (const node of host.querySelectorAll("*")) if (node.shadowRoot) onlyReads(node.shadowRoot);
  for (const box of host.querySelectorAll("input, textarea, select, button:not([data-looks])")) {
    if (box.matches("textarea, input:not([type=checkbox], [type=radio])")) box.readOnly = true;
    else box.disabled = true;
  }
  for (const node of host.querySelectorAll("[data-adds]")) node.hidden = true;
}
