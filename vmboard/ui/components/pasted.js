// @ts-check
// What a paste would do, before it does it: box by box, what stands there and what would.

import {_, ngettext} from "./catalogue.js";
import {el} from "./dom.js";
import {spelled} from "./figure_more.js";

/**
 * Where more than one box would change, `place` shows them and asks; else the paste is taken at once.
 * @param {HTMLElement} place @param {readonly {name: string, was: string, now: string}[]} wanted
 * @param {() => void} take @param {() => void} back gives the focus back where nothing was taken
 */
export function shown(place, wanted, take, back) {
  const changes = wanted.filter(({was, now}) => was !== now);
  if (changes.length < 2) { take(); return; }
  const done = act => { place.replaceChildren(); act(); };
  const button = (text, looks, act) => el("button", {type: "button", class: looks, onclick: () => done(act)}, text);
  const save = button(_("Save"), "vm-mine", take), drop = button(_("Not now"), "", back);
  const head = ngettext("{n} box would change", "{n} boxes would change", changes.length);
  const lines = changes.map(({name, was, now}) => el("tr", {}, el("th", {scope: "row"}, name),
    el("td", {}, spelled(was) || _("empty")), el("td", {}, spelled(now))));
  const heads = [_("Measure"), _("Now"), _("Pasted")].map(text => el("th", {scope: "col"}, text));
  const table = el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...lines));
  const panel = el("section", {class: "panel pasted", role: "group", "aria-label": head}, el("h2", {}, head),
    el("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": _("What would change")}, table),
    el("div", {class: "choose"}, save, drop));
  panel.addEventListener("keydown", event => {
    if (event.key === "Escape") { event.stopPropagation(); done(back); }
  });
  place.replaceChildren(panel);
  save.focus();
}
