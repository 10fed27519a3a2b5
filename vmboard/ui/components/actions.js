// @ts-check
// The list of actions: one touch ticks, one line adds. Lines change at once and are put right by the server's answer.

import {N_, _} from "./catalogue.js";
import {Adding} from "./action_add.js";
import {Line} from "./action_line.js";
import {byDay, openByOwner, ownerOf, partOf} from "./action_rules.js";
import {el, framed, redraw, words} from "./dom.js";
import {outbox} from "./outbox.js";

const KEEP_MS = 4000;  // a line that was just added may be newer than a run of the page that was under way
const PARTS = [["first", N_("Done?")], ["open", ""], ["up", N_("Waiting for an answer from above")],
  ["told", N_("Answered")], ["done", N_("Done")], ["dropped", N_("Dropped")]];

export async function mount(host) {
  const frame = await framed(host, "vm actions", "actions", "when");
  const own = new Actions(frame);
  return {show: (data, component) => own.show(data, component), leave: () => own.leave()};
}

/**
 * @typedef {import("./protocol.js").Items} Items
 * @typedef {Items["actions.complete" | "actions.carry_over" | "actions.drop" | "actions.pick_up" | "actions.escalate"]}
 *   OfALine
 */

export class Actions {
  constructor(frame) {
    this.frame = frame;
    this.lines = new Map();
    /** @type {Map<number, Line>} */
    this.rows = new Map();
    this.fresh = new Map();
    this.owner = "";
    this.stops = [];
    this.chips = el("div", {class: "chips", role: "group", "aria-label": _("Whose actions")});
    this.empty = el("p", {class: "quiet none"});
    this.parts = {};
    for (const [part, title] of PARTS) {
      const list = el("ul", {}), heading = title ? el("h3", {}, _(title)) : null;
      this.parts[part] = {node: el("section", {class: "part " + part}, heading, list), list};
    }
  }

  show(data, component) {
    const first = !this.data;
    this.data = data;
    this.component = component;
    if (first) this.begin();
    this.box.pass = data.pass;
    const wanted = new Map([...data.rows, ...data.dropped].map(line => [line.action_id, line]));
    for (const id of this.lines.keys()) if (!wanted.has(id) && !this.isFresh(id)) this.lines.delete(id);
    for (const [id, line] of wanted) {
      const known = this.lines.get(id);
      if (!this.pending(id) && (!known || line.version >= known.version)) this.lines.set(id, line);
    }
    this.draw(true);
  }

  isFresh(id) { return Date.now() - (this.fresh.get(id) || 0) <= KEEP_MS; }

  begin() {
    this.box = outbox(this.data);
    this.frame.classList.toggle("broad", Boolean(this.data.broad));
    if (this.data.add) { this.adding = new Adding(this); this.frame.append(this.adding.node); }
    this.frame.prepend(this.parts.first.node);
    this.frame.append(this.chips, this.empty, ...Object.values(this.parts).slice(1).map(part => part.node));
    this.stops.push(this.box.listen("act:", entry => entry && this.heard(entry)),
      this.box.listen("set:action:", entry => entry?.state === "saved" && this.ask()));
    for (const entry of this.box.all("act:tick:")) this.tickHere(entry.item);
  }

  leave() { this.stops.forEach(stop => stop()); this.frame.remove(); }

  pending(id) { return ["tick", "carry", "drop", "pick", "up"].some(kind => this.box.get("act:" + kind + ":" + id)); }

  // --- what a line asks for ---

  /** @param {string} kind @param {any} line @param {OfALine} item */
  hand(kind, line, item) { this.box.put("act:" + kind + ":" + line.action_id, {...item, row: line.action_id}); }

  tick(line, done) {
    this.tickHere({row: line.action_id, done});
    this.hand("tick", line, {verb: "actions.complete", done});
  }

  tickHere({row, done}) {
    const line = this.lines.get(row);
    if (line) this.put({...line, done_on: done ? this.data.day : null, done_text: done ? _("Done today") : ""});
  }

  put(line) { this.lines.set(line.action_id, line); this.draw(); }

  heard(entry) {
    const [, kind, id] = entry.id.split(":");
    if (kind === "line") return;
    if (kind === "add") this.adding?.heard(entry);
    for (const line of linesOf(entry)) this.take(line);
    if (kind !== "add" && (entry.state === "clash" || entry.state === "refused")) this.undo(entry, kind, Number(id));
    if (entry.state === "saved") this.ask();
    this.draw();
  }

  // It could not be done: the line stands as it did, and says why.
  undo(entry, kind, id) {
    const line = this.lines.get(id);
    this.box.drop(entry.id);
    if (line && entry.state === "refused" && kind === "tick") {
      this.put({...line, done_on: line.done_on ? null : this.data.day});
    }
    this.rows.get(id)?.complain(entry.sentence);
  }

  take(line) {
    this.fresh.set(line.action_id, Date.now());
    this.lines.set(line.action_id, line);
  }

  // Ask for a run of the page, so that what stands beside the list (the drawn board) is put right too.
  ask() {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.component?.setTriggerValue?.("saved", Date.now()), 150);
  }

  // --- drawing ---

  // Lines keep their places while people work on them; a run of the page (`anew`) puts them in order.
  draw(anew = false) {
    const all = [...this.lines.values()].filter(line => !this.owner || ownerOf(line) === this.owner);
    const shown = {first: [], open: [], up: [], told: [], done: [], dropped: []};
    for (const line of all) shown[this.place(line, anew)]?.push(line);
    for (const row of this.rows.values()) row.seen = false;
    for (const [part, lines] of Object.entries(shown)) this.fill(part, lines);
    for (const [id, row] of this.rows) if (!row.seen) { row.node.remove(); this.rows.delete(id); }
    this.drawChips();
    const open = [...shown.first, ...shown.open].filter(line => !line.done_on).length;
    const none = this.owner ? _("Nothing open for {who}.", {who: this.owner}) : this.data.none;
    words(this.empty, open || this.adding?.waiting.size ? "" : none);
    this.empty.hidden = !this.empty.textContent;
  }

  place(line, anew) {
    const part = partOf(line, this.data), held = this.rows.get(line.action_id)?.part;
    const stays = !anew && !line.removed && this.data.mode !== "escalate" && held && held !== "dropped";
    return stays ? held : part;
  }

  fill(part, lines) {
    const {node, list} = this.parts[part];
    if (part !== "done" && part !== "dropped") lines.sort(byDay);
    lines.forEach((line, at) => {
      const row = this.rows.get(line.action_id) || new Line(this, line);
      this.rows.set(line.action_id, row);
      Object.assign(row, {seen: true, part});
      row.update(line);
      if (list.children[at] !== row.node) list.insertBefore(row.node, list.children[at] || null);
    });
    node.hidden = !lines.length && !(part === "open" && this.adding);
  }

  drawChips() {
    const wanted = openByOwner([...this.lines.values()]);
    this.chips.hidden = wanted.length < 3 || !this.data.filter;
    const text = JSON.stringify([wanted, this.owner]);
    if (this.chips.hidden || this.drawn === text) return;
    this.drawn = text;
    redraw(this.chips, wanted.map(([who, label, count]) => this.chip(who, label, count)));
  }

  chip(who, label, count) {
    const choose = () => { this.owner = this.owner === who ? "" : who; this.draw(); };
    return el("button", {type: "button", "data-looks": "", "data-who": who || "all", onclick: choose,
      "aria-pressed": String(this.owner === who)}, label, el("span", {class: "quiet"}, " " + count));
  }
}

// The lines an answer brings: the one it is about, and the next of a repeating one.
function linesOf({state, answer, theirs}) {
  const told = state === "saved" ? answer : state === "clash" ? theirs : null;
  return [told?.line, told?.other].filter(Boolean);
}
