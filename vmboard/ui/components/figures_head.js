// @ts-check
// Above and below the week's figures: how many are in, and who owes what before the huddle.

import {_} from "./catalogue.js";
import {el, words} from "./dom.js";

export function bar() {
  const done = el("div", {class: "done"}), count = el("strong", {}), beside = el("span", {class: "quiet"});
  const told = {role: "progressbar", "aria-label": _("Figures in"), "aria-valuemin": 0};
  const meter = el("div", {class: "meter", ...told}, done);
  const show = (asked, owed, huddle) => {
    const got = asked - owed.length;
    meter.setAttribute("aria-valuemax", asked);
    meter.setAttribute("aria-valuenow", String(got));
    done.style.width = (asked ? got / asked * 100 : 0) + "%";
    words(count, owed.length || !asked
      ? _("{got} of {asked} in", {got, asked}) : _("All {asked} in. Thank you.", {asked}));
    words(beside, [...late(owed), _("huddle {when}", {when: huddle})].join(", "));
  };
  const node = el("div", {class: "bar"}, meter, el("p", {}, count, beside));
  return {node, show, words: () => count.textContent + "."};
}

function late(owed) {
  const waiting = new Map();
  for (const {figure} of owed) {
    const who = figure.saved.waiting_for;
    if (who) waiting.set(who, (waiting.get(who) || 0) + 1);
  }
  return [...waiting].map(([who, count], place) => place
    ? _("{n} for {who}", {n: count, who}) : _("{n} waiting for {who}", {n: count, who}));
}

// Who owes what before the huddle, to read out or to send.
export function chase(data) {
  const list = el("ul", {}), told = el("span", {class: "vm-state", role: "status"});
  const copy = el("button", {type: "button", "data-looks": "", onclick: () => share()}, _("Copy as text"));
  const top = el("div", {class: "top"}, el("h2", {}, _("Who owes what before the huddle")), told, copy);
  const node = el("section", {class: "panel chase"}, top, list);
  let text = "";
  const share = async () => {
    try { await navigator.clipboard.writeText(text); words(told, _("✓ copied")); }
    catch { words(told, _("Select the lines and copy them.")); getSelection().selectAllChildren(list); }
  };
  const show = owed => {
    const by = byWhom(owed);
    const whole = [data.chase_head, ...[...by].map(([who, names]) => `${who}: ${names.join(", ")}`)].join("\n");
    node.hidden = !by.size;
    if (whole === text) return;
    text = whole;
    words(told, "");
    list.replaceChildren(...[...by].map(([who, names]) => line(who, names)));
  };
  return {node, show};
}

function byWhom(owed) {
  const by = new Map();
  for (const row of owed) {
    const who = row.figure.saved.waiting_for || row.line.owner || _("The team");
    const since = row.line.weeks_late > 1 ? ` (${row.line.owed_words})` : "";
    by.set(who, [...by.get(who) || [], row.line.name + since]);
  }
  return by;
}

function line(who, names) {
  return el("li", {}, el("b", {}, who), " ",
    ...names.flatMap((name, place) => [place ? ", " : "", el("bdi", {}, name)]));
}
