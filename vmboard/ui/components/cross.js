// @ts-check
// Rare harm, day by day: the days of a month as a safety cross or a calendar, each filled in with one touch.
//
// A touch on an open day says that none happened, another that it did, and each one more. Digits do the same.

import {_, dayNames} from "./catalogue.js";
import {changed, dayAt, inWords, sign, stateOf, touched} from "./day_rules.js";
import {clash, el, framed, isPlain, words} from "./dom.js";
import {outbox} from "./outbox.js";
import {cells, iso, monthName, parts} from "./months.js";

const REST_MS = 600;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const SHAPE = "vmboard:shape";

export async function mount(host) {
  const frame = await framed(host, "vm vm-cross", "cross");
  return new Cross(frame);
}

class Cross {
  constructor(frame) {
    this.frame = frame;
    this.stops = [];
    /** @type {Map<string, {count: number, version: number}>} */
    this.marks = new Map();
    this.days = new Map();
    this.fresh = new Set();
    this.shape = "";
  }

  leave() { this.stops.forEach(stop => stop()); this.frame.remove(); }

  show(data, component) {
    this.data = data;
    this.component = component;
    if (!this.box) this.begin();
    this.box.pass = data.pass;
    for (const [day, [count, version]] of Object.entries(data.marks)) {
      if (!(this.marks.get(day)?.version > version)) this.marks.set(day, {count, version});
    }
    for (const day of [...this.marks.keys()]) if (!(day in data.marks) && !this.fresh.has(day)) this.marks.delete(day);
    this.fresh = new Set();
    this.draw();
  }

  begin() {
    const {data} = this;
    this.box = outbox(data);
    this.at = data.today;
    this.month = data.today.slice(0, 7);
    this.shape = localStorage.getItem(SHAPE) || (data.every_day ? "cross" : "calendar");
    this.grid = el("div", {class: "days", role: "group"});
    this.chosen = el("p", {class: "chosen", role: "status"});
    this.ways = [
      [_("None"), 0], [_("One more"), 1], [_("One fewer"), -1], [_("Leave it open"), null],
    ].map(([name, by]) =>
      el("button", {type: "button", onclick: () => this.way(by)}, String(name)));
    this.below = el("div", {});
    const weekdays = (dayNames()?.days ?? WEEKDAYS).map(name => el("span", {}, name));
    const heads = el("div", {class: "weekdays", "aria-hidden": "true"}, ...weekdays);
    this.frame.append(this.top(), heads, this.grid, this.key(), el("div", {class: "way"}, this.chosen, ...this.ways),
      this.below);
    this.listen();
  }

  top() {
    const turn = (label, by, text) => el("button", {type: "button", class: "turn", "data-looks": "",
      "aria-label": label, onclick: () => this.turn(by)}, text);
    this.title = el("h2", {"aria-live": "polite"});
    this.back = turn(_("Earlier month"), -1, "‹");
    this.on = turn(_("Later month"), 1, "›");
    this.shapes = [["cross", _("Cross")], ["calendar", _("Calendar")]].map(([shape, name]) =>
      el("button", {type: "button", "data-looks": "", onclick: () => this.take(shape)}, name));
    return el("div", {class: "top"}, this.back, this.title, this.on,
      el("div", {class: "shapes", role: "group", "aria-label": _("Shape")}, ...this.shapes));
  }

  listen() {
    this.grid.addEventListener("click", event => {
      const node = /** @type {Element} */ (event.target).closest("button.day");
      if (node instanceof HTMLElement) this.touched(node.dataset.day);
    });
    this.grid.addEventListener("focusin", event => {
      const {day} = /** @type {HTMLElement} */ (event.target).dataset || {};
      if (day) this.choose(day);
    });
    this.grid.addEventListener("keydown", event => this.keyed(event));
    this.stops.push(this.box.listen(this.id(""), entry => entry && this.heard(entry)));
  }

  key() {
    const open = this.data.every_day ? [["open", _("Not filled in yet")]] : [];
    return el("ul", {class: "key"}, ...[["none", _("None")], ["harm", this.data.harm], ...open].map(([state, name]) =>
      el("li", {}, el("i", {class: "sign " + state, "aria-hidden": "true"}), name)));
  }

  // --- drawing ---

  draw() {
    const {month, shape} = this, thisMonth = this.data.today.slice(0, 7);
    words(this.title, monthName(month));
    this.frame.dataset.every = String(this.data.every_day);
    this.grid.dataset.shape = this.frame.dataset.shape = shape;
    this.grid.setAttribute("aria-label", monthName(month));
    this.shapes.forEach((button, place) =>
      button.setAttribute("aria-pressed", String(shape === (place ? "calendar" : "cross"))));
    this.back.disabled = month <= this.data.first.slice(0, 7);
    this.on.disabled = month >= thisMonth;
    if (this.at.slice(0, 7) !== month) this.at = month === thisMonth ? this.data.today : month + "-01";
    if (this.drawn !== month + shape) this.lay();
    for (const day of this.days.keys()) this.paint(day);
    this.choose(this.at, false);
    this.settle();
  }

  lay() {
    this.drawn = this.month + this.shape;
    this.days.clear();
    this.grid.replaceChildren(...cells(this.month, this.shape).map(({day, row, column}) => {
      const number = el("span", {class: "number"}, String(parts(day).day)), said = el("span", {class: "said"});
      const node = el("button", {type: "button", class: "day", "data-day": day,
        style: `grid-row:${row + 1};grid-column:${column + 1}`}, number, said);
      this.days.set(day, {node, sign: said});
      return node;
    }));
  }

  paint(day) {
    const drawn = this.days.get(day);
    if (!drawn) return;
    const count = this.count(day), state = stateOf(day, count, this.data), today = day === this.data.today;
    drawn.node.dataset.state = state;
    drawn.node.classList.toggle("today", today);
    drawn.node.classList.toggle("kept", Boolean(this.box.get(this.id(day))));
    drawn.node.disabled = state === "future" || state === "before";
    words(drawn.sign, sign(day, count, this.data));
    drawn.node.setAttribute("aria-label", today ? _("{day}, today", {day: this.said(day)}) : this.said(day));
  }

  count(day) {
    const entry = this.box.get(this.id(day));
    return entry ? entry.item.count : this.marks.get(day)?.count ?? null;
  }

  said(day) { return parts(day).words + ": " + inWords(day, this.count(day), this.data); }

  choose(day, mark = true) {
    this.at = day;
    for (const [other, {node}] of this.days) node.tabIndex = other === day ? 0 : -1;
    words(this.chosen, this.said(day));
    const closed = day > this.data.today || day < this.data.first, count = this.count(day);
    const [none, more, fewer, open] = this.ways;
    none.disabled = more.disabled = closed;
    fewer.disabled = closed || !count;
    open.disabled = closed || count === null;
    if (mark) for (const [other, {node}] of this.days) node.classList.toggle("at", other === day);
  }

  // --- what people do ---

  touched(day) { this.put(day, touched(this.count(day), this.data)); }

  way(by) {
    this.put(this.at, changed(this.count(this.at), by));
    this.days.get(this.at)?.node.focus();
  }

  put(day, count) {
    const {node} = this.days.get(day) || {};
    if (!node || node.disabled) return;
    const kept = this.box.get(this.id(day)), seen = this.marks.get(day);
    const version = kept ? kept.item.version : seen?.version ?? 0;
    if (!kept && count === (seen?.count ?? null)) return;
    this.box.put(this.id(day), {verb: "days.mark", row: this.data.measure, day, count, version});
    this.choose(day);
  }

  keyed(event) {
    const day = event.target.dataset?.day, {key} = event;
    if (!day || !isPlain(event)) return;
    const to = dayAt(key, day, this.shape);
    if (to) this.go(to);
    else if (key === "PageUp" || key === "PageDown") this.turn(key === "PageUp" ? -1 : 1, true);
    else if (/^[0-9]$/.test(key)) this.put(day, Number(key));
    else if (key === "Delete" || key === "Backspace") this.put(day, null);
    else return;
    event.preventDefault();
  }

  go(day) {
    if (day < this.data.first || day > this.data.today) return;
    if (day.slice(0, 7) !== this.month) { this.month = day.slice(0, 7); this.at = day; this.draw(); }
    this.days.get(day)?.node.focus();
  }

  turn(by, keep = false) {
    const [year, month] = this.month.split("-").map(Number), next = iso(year, month + by, 1).slice(0, 7);
    if (next < this.data.first.slice(0, 7) || next > this.data.today.slice(0, 7)) return;
    this.month = next;
    this.draw();
    if (keep) this.days.get(this.at)?.node.focus();
  }

  take(shape) {
    this.shape = shape;
    try { localStorage.setItem(SHAPE, shape); } catch { /* forbidden: this page only */ }
    this.draw();
  }

  // --- what the server answers ---

  id(day) { return "day:" + this.data.measure + ":" + day; }

  heard(entry) {
    const {day} = entry.item;
    if (entry.state === "saved" || entry.answer) {
      const {count, version} = entry.answer || {};
      if (version) this.marks.set(day, {count, version}); else this.marks.delete(day);
      this.fresh.add(day);
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.component.setTriggerValue("saved", day), REST_MS);
    }
    this.paint(day);
    if (day === this.at) this.choose(day, false);
    this.settle();
  }

  // Under the month: every day that two people filled in, and every one that was refused.
  settle() {
    const open = this.box.all(this.id("")).filter(({state}) => state === "clash" || state === "refused");
    this.below.replaceChildren(...open.map(entry => entry.state === "clash" ? this.clash(entry) : this.refusal(entry)));
  }

  clash(entry) {
    return el("div", {}, el("h3", {}, parts(entry.item.day).words),
      clash(entry, item => told(item.count), whose => this.box.settle(entry.id, whose)));
  }

  refusal(entry) {
    const drop = el("button", {type: "button", onclick: () => this.box.drop(entry.id)}, _("Let it go"));
    return el("p", {class: "refused", role: "alert"}, entry.sentence, " ", drop);
  }
}

function told(count) {
  if (count === null || count === undefined) return _("Not filled in");
  return count === 0 ? _("None") : String(count);
}
