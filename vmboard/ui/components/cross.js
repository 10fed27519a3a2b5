// Rare harm, day by day: the days of a month as a safety cross or a calendar, each filled in with one touch.
//
// A touch on an open day says that none happened, another that it did, and each one more. Digits do the same.

import {clash, el, framed, outbox, words} from "./outbox.js";
import {cells, iso, monthName, parts, step} from "./months.js";

const MOST = 99;

export async function mount(host) {
  const frame = await framed(host, "vm vm-cross", "cross");
  return new Cross(frame);
}

class Cross {
  constructor(frame) { Object.assign(this, {frame, stops: [], marks: new Map(), days: new Map(), shape: ""}); }

  leave() { this.stops.forEach(stop => stop()); this.frame.remove(); }

  show(data, component) {
    Object.assign(this, {data, component});
    if (!this.box) this.begin();
    this.box.pass = data.pass;
    for (const [day, [count, version]] of Object.entries(data.marks)) {
      if (!(this.marks.get(day)?.version > version)) this.marks.set(day, {count, version});
    }
    for (const day of [...this.marks.keys()]) if (!(day in data.marks) && !this.fresh?.has(day)) this.marks.delete(day);
    this.fresh = new Set();
    this.draw();
  }

  begin() {
    const {data} = this;
    this.box = outbox(data);
    this.at = data.today;
    this.month = data.today.slice(0, 7);
    this.shape = localStorage.getItem("vmboard:shape") || (data.every_day ? "cross" : "calendar");
    this.title = el("h2", {"aria-live": "polite"});
    this.back = el("button", {type: "button", class: "turn", "data-looks": "", "aria-label": "Earlier month", onclick: () => this.turn(-1)}, "‹");
    this.on = el("button", {type: "button", class: "turn", "data-looks": "", "aria-label": "Later month", onclick: () => this.turn(1)}, "›");
    this.shapes = ["cross", "calendar"].map(shape =>
      el("button", {type: "button", "data-looks": "", onclick: () => this.take(shape)}, shape === "cross" ? "Cross" : "Calendar"));
    this.heads = el("div", {class: "weekdays", "aria-hidden": "true"}, ...["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(name => el("span", {}, name)));
    this.grid = el("div", {class: "days", role: "group"});
    this.chosen = el("p", {class: "chosen", role: "status"});
    this.ways = [["None", 0], ["One more", 1], ["One fewer", -1], ["Leave it open", null]].map(([name, by]) =>
      el("button", {type: "button", onclick: () => this.way(by)}, name));
    this.below = el("div", {});
    this.frame.append(el("div", {class: "top"}, this.back, this.title, this.on, el("div", {class: "shapes", role: "group", "aria-label": "Shape"}, ...this.shapes)),
      this.heads, this.grid, this.key(), el("div", {class: "way"}, this.chosen, ...this.ways), this.below);
    this.grid.addEventListener("click", event => event.target.closest("button.day") && this.touched(event.target.closest("button.day").dataset.day));
    this.grid.addEventListener("focusin", event => event.target.dataset?.day && this.choose(event.target.dataset.day));
    this.grid.addEventListener("keydown", event => this.keyed(event));
    this.stops.push(this.box.listen("day:" + data.measure + ":", entry => entry && this.heard(entry)));
  }

  key() {
    const open = this.data.every_day ? [["open", "Not filled in yet"]] : [];
    return el("ul", {class: "key"}, ...[["none", "None"], ["harm", this.data.harm], ...open].map(([state, name]) =>
      el("li", {}, el("i", {class: "sign " + state, "aria-hidden": "true"}), name)));
  }

  // --- drawing ---

  draw() {
    const {month, shape} = this;
    words(this.title, monthName(month));
    this.frame.dataset.every = String(this.data.every_day);
    this.grid.dataset.shape = this.frame.dataset.shape = shape;
    this.grid.setAttribute("aria-label", monthName(month));
    this.shapes.forEach((one, place) => one.setAttribute("aria-pressed", shape === (place ? "calendar" : "cross")));
    this.back.disabled = month <= this.data.first.slice(0, 7);
    this.on.disabled = month >= this.data.today.slice(0, 7);
    if (this.at.slice(0, 7) !== month) this.at = month === this.data.today.slice(0, 7) ? this.data.today : month + "-01";
    const drawn = month + shape;
    if (this.drawn !== drawn) {
      this.drawn = drawn;
      this.days.clear();
      this.grid.replaceChildren(...cells(month, shape).map(({day, row, column}) => {
        const number = el("span", {class: "number"}, String(parts(day).day)), sign = el("span", {class: "said"});
        const node = el("button", {type: "button", class: "day", "data-day": day, style: `grid-row:${row + 1};grid-column:${column + 1}`}, number, sign);
        this.days.set(day, {node, sign});
        return node;
      }));
    }
    for (const day of this.days.keys()) this.paint(day);
    this.choose(this.at, false);
    this.settle();
  }

  paint(day) {
    const one = this.days.get(day);
    if (!one) return;
    const entry = this.box.get(this.id(day)), count = this.count(day), state = this.state(day, count);
    one.node.dataset.state = state;
    one.node.classList.toggle("today", day === this.data.today);
    one.node.classList.toggle("kept", Boolean(entry));
    one.node.disabled = state === "future" || state === "before";
    words(one.sign, state === "none" ? "None" : state === "harm" ? "◆ " + count : state === "open" && this.data.every_day ? "open" : "");
    one.node.setAttribute("aria-label", this.said(day, count) + (day === this.data.today ? ", today" : ""));
  }

  count(day) {
    const entry = this.box.get(this.id(day));
    return entry ? entry.item.count : this.marks.get(day)?.count ?? null;
  }

  state(day, count) {
    if (day > this.data.today) return "future";
    if (day < this.data.first) return "before";
    return count === null ? "open" : count > 0 ? "harm" : "none";
  }

  said(day, count) {
    const state = this.state(day, count);
    const told = {none: "None", harm: count + " " + this.data.harm.toLowerCase(), future: "Still to come", before: "Before we began",
      open: this.data.every_day ? "Not filled in yet" : "Nothing noted"}[state];
    return parts(day).words + ": " + told;
  }

  choose(day, mark = true) {
    this.at = day;
    for (const [other, {node}] of this.days) node.tabIndex = other === day ? 0 : -1;
    words(this.chosen, this.said(day, this.count(day)));
    const closed = day > this.data.today || day < this.data.first, count = this.count(day);
    this.ways.forEach((way, place) => { way.disabled = closed || place === 2 && !count || place === 3 && count === null; });
    if (mark) for (const [other, {node}] of this.days) node.classList.toggle("at", other === day);
  }

  // --- what people do ---

  touched(day) {
    const count = this.count(day);
    this.put(day, count === null ? (this.data.every_day ? 0 : 1) : Math.min(count + 1, MOST));
  }

  way(by) {
    const count = this.count(this.at) ?? 0;
    this.put(this.at, by === null ? null : by === 0 ? 0 : Math.max(0, Math.min(count + by, MOST)));
    this.days.get(this.at)?.node.focus();
  }

  put(day, count) {
    const {node} = this.days.get(day) || {};
    if (!node || node.disabled) return;
    const kept = this.box.get(this.id(day)), seen = this.marks.get(day);
    const version = kept ? kept.item.version : seen?.version ?? 0;
    if (!kept && count === (seen?.count ?? null)) return;
    this.box.put(this.id(day), {verb: "day.mark", row: this.data.measure, day, count, version});
    this.choose(day);
  }

  keyed(event) {
    const day = event.target.dataset?.day;
    if (!day || event.ctrlKey || event.metaKey || event.altKey) return;
    const wide = this.shape === "calendar" ? 7 : null;
    const far = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: wide ? -wide : "up", ArrowDown: wide ? wide : "down"}[event.key];
    if (far !== undefined) this.go(typeof far === "string" ? this.beside(day, far) : step(day, far));
    else if (event.key === "PageUp" || event.key === "PageDown") this.turn(event.key === "PageUp" ? -1 : 1, true);
    else if (/^[0-9]$/.test(event.key)) this.put(day, Number(event.key));
    else if (event.key === "Delete" || event.key === "Backspace") this.put(day, null);
    else return;
    event.preventDefault();
  }

  // On the cross, up and down go to the day that stands there.
  beside(day, way) {
    const all = cells(this.month, "cross"), from = all.find(one => one.day === day);
    const near = all.filter(one => one.column === from.column && (way === "up" ? one.row < from.row : one.row > from.row));
    return (way === "up" ? near.at(-1) : near[0])?.day ?? day;
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
    try { localStorage.setItem("vmboard:shape", shape); } catch { /* forbidden: this page only */ }
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
      this.resting = setTimeout(() => this.component.setTriggerValue("saved", day), 600);
    }
    this.paint(day);
    if (day === this.at) this.choose(day, false);
    this.settle();
  }

  settle() {
    const open = this.box.all("day:" + this.data.measure + ":").filter(entry => entry.state === "clash" || entry.state === "refused");
    this.below.replaceChildren(...open.map(entry => entry.state === "clash"
      ? el("div", {}, el("h3", {}, parts(entry.item.day).words), clash(entry, item => this.told(item.count), whose => this.box.settle(entry.id, whose)))
      : el("p", {class: "refused", role: "alert"}, entry.sentence, " ", el("button", {type: "button", onclick: () => { this.box.drop(entry.id); }}, "Let it go"))));
  }

  told(count) { return count === null || count === undefined ? "Not filled in" : count === 0 ? "None" : String(count); }
}
