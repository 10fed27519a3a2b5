// @ts-check
// The days a daily huddle looks at: a touch a day for each measure kept day by day, and one press for all that are
// open: none happened.

import {_} from "./catalogue.js";
import {touched} from "./day_rules.js";
import {MOST_LINES, openDays, said, stateOf} from "./day_marks_rules.js";
import {clash, drawn, el, framed, redraw, words} from "./dom.js";

export const mount = host =>
  drawn({lines: new Map()}, framed(host, "vm vm-daymarks", "day_marks"), start, draw);

const REST_MS = 400;

function start(own) {
  own.none = el("button", {type: "button", class: "main", onclick: () => none(own)}, _("None happened"));
  own.told = el("p", {class: "told", role: "status", onblur: () => own.told.removeAttribute("tabindex")});
  own.list = el("ul", {});
  own.below = el("div", {});
  own.frame.append(own.list, el("div", {class: "all"}, own.none, own.told), own.below);
  own.stops.push(own.box.listen("day:", entry => entry && heard(own, entry)));
  own.fresh = new Map();
}

function draw(own) {
  const {data} = own;
  redraw(own.list, data.measures.map(measure => line(own, measure)));
  for (const [id, {version}] of own.fresh) if ((seen(own, id)?.version ?? 0) >= version) own.fresh.delete(id);
  paint(own);
  if (data.first && !own.begun && !own.none.hidden) own.none.focus({preventScroll: true});
  own.begun = true;
}

const idOf = (measure, day) => "day:" + measure + ":" + day;
const find = (own, id) => own.data.measures.flatMap(measure => measure.days.map(day => ({measure, day})))
  .find(({measure, day}) => idOf(measure.id, day.day) === id);
const seen = (own, id) => find(own, id)?.day;

// As it stands for whoever looks here: what was touched, what the server answered since, what the page knew.
function count(own, measure, day) {
  const id = idOf(measure.id, day.day), kept = own.box.get(id);
  if (kept) return kept.item.count;
  return (own.fresh.get(id) ?? day).count;
}

function line(own, measure) {
  const days = measure.days.slice(-MOST_LINES).map(day => {
    const button = el("button", {type: "button", class: "day", "data-day": idOf(measure.id, day.day),
      onclick: () => put(own, measure, day, touched(count(own, measure, day), measure))},
    el("span", {class: "when"}, day.words), el("span", {class: "said"}));
    const back = el("button", {type: "button", class: "back", "data-back": idOf(measure.id, day.day),
      "aria-label": _("None: {name}, {day}", {name: measure.name, day: day.words}),
      onclick: () => { put(own, measure, day, measure.every_day ? 0 : null); button.focus(); }}, _("None"));
    return el("span", {class: "pair"}, button, back);
  });
  return el("li", {}, el("b", {}, measure.name), el("div", {class: "days"}, ...days));
}

function put(own, measure, day, to) {
  const id = idOf(measure.id, day.day), kept = own.box.get(id);
  const version = kept ? kept.item.version : (own.fresh.get(id) ?? day).version;
  if (!kept && to === (own.fresh.get(id) ?? day).count) return;
  own.box.put(id, {verb: "days.mark", row: measure.id, day: day.day, count: to, version});
  paint(own);
}

// One press for every day that is open; what is filled in already stays. The button goes, so the focus stays with what
// it came to, and the next Tab leaves these days. (From what Tab cannot reach, Chrome begins at the first again.)
function none(own) {
  for (const {measure, day} of openDays(own.data.measures, (m, d) => count(own, m, d))) put(own, measure, day, 0);
  own.told.tabIndex = 0;
  own.told.focus({preventScroll: true});
}

function paint(own) {
  for (const measure of own.data.measures) {
    for (const day of measure.days) {
      const id = idOf(measure.id, day.day), now = count(own, measure, day);
      const button = own.list.querySelector(`[data-day="${id}"]`), back = own.list.querySelector(`[data-back="${id}"]`);
      if (!button) continue;
      button.dataset.state = stateOf(now, measure.every_day);
      button.classList.toggle("kept", Boolean(own.box.get(id)));
      button.setAttribute("aria-label", measure.name + ", " + day.words + ": " + said(now, measure.every_day));
      words(button.querySelector(".said"), said(now, measure.every_day));
      back.hidden = !now;
    }
  }
  const open = openDays(own.data.measures, (measure, day) => count(own, measure, day)).length;
  own.none.hidden = !open;
  words(own.told, open ? "" : _("✓ All days are filled in"));
  settle(own);
}

function heard(own, entry) {
  if (!find(own, entry.id)) return;
  if (entry.state === "saved" || entry.answer) {
    const {count: many = null, version = 0} = entry.answer || {};
    own.fresh.set(entry.id, {count: many, version});
    clearTimeout(own.resting);
    own.resting = setTimeout(() => own.component?.setTriggerValue("saved", Date.now()), REST_MS);
  }
  paint(own);
}

// Below: a day that two people filled in, and one that was refused.
function settle(own) {
  const stuck = own.box.all("day:").filter(({state}) => state === "clash" || state === "refused");
  const wrong = stuck.filter(({id}) => find(own, id));
  own.below.replaceChildren(...wrong.map(entry => {
    const {measure, day} = /** @type {any} */ (find(own, entry.id)), name = measure.name + ", " + day.words;
    if (entry.state === "refused") {
      const drop = el("button", {type: "button", onclick: () => own.box.drop(entry.id)}, _("Let it go"));
      return el("p", {class: "refused", role: "alert"}, entry.sentence || "", " ", drop);
    }
    const show = item => said(item?.count ?? null, measure.every_day);
    return el("div", {}, el("h3", {}, name), clash(entry, show, whose => own.box.settle(entry.id, whose)));
  }));
}
