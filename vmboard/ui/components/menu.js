// @ts-check
// "Move to…": a small menu beside what opened it. Arrows walk, Enter chooses, Esc gives the focus back.

import {el} from "./dom.js";

// menu(beside, {label, items: [[value, words]], now, first, choose, closed}) -> close()
export function menu(beside, {label, items, now, first, choose, closed}) {
  const rows = items.map(([value, words]) => el("button", {type: "button", role: "menuitemradio", tabindex: -1,
    "aria-checked": String(value === now), onclick: () => { close(); choose(value); }},
  words, value === now ? " (here)" : ""));
  const box = el("div", {class: "vm-menu", role: "menu", "aria-label": label}, ...rows);
  const away = event => { if (!event.composedPath().includes(box)) close(); };
  const close = () => {
    removeEventListener("pointerdown", away, true);
    box.remove();
    closed();
  };
  box.addEventListener("keydown", event => {
    event.stopPropagation();
    const {activeElement} = /** @type {ShadowRoot} */ (box.getRootNode());
    const place = rows.findIndex(row => row === activeElement);
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) rows[(place + step + rows.length) % rows.length].focus();
    else if (event.key === "Home") rows[0].focus();
    else if (event.key === "End") rows.at(-1).focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
  });
  beside.append(box);
  addEventListener("pointerdown", away, true);
  rows[Math.max(0, items.findIndex(([value]) => value === first))].focus();
  box.scrollIntoView({block: "nearest"});
  return close;
}
