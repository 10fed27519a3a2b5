// @ts-check
// Boxes that save themselves: each sends its words when the person leaves it, or rests, with the words it was typed
// over.

import {_} from "./catalogue.js";
import {clash, drawn, el, framed, inOrder, words} from "./dom.js";
import {isWhen, when, withCalendar} from "./when.js";
import {dayText} from "./when_rules.js";

const REST_MS = 900;

export const mount = host => drawn({rows: new Map()}, framed(host, "vm vm-boxes", "boxes", "when"), start, show);

function start(own) {
  const fit = new ResizeObserver(() => own.rows.forEach(row => row.grow()));
  fit.observe(own.frame);
  own.stops.push(() => fit.disconnect());
  own.stops.push(own.box.listen("set:", entry => entry && own.rows.get(entry.id)?.heard(entry)));
}

function show(own) {
  const {data} = own;
  own.frame.classList.toggle("beside", data.look === "beside");
  const wanted = new Set(data.boxes.map(id));
  for (const [key, row] of own.rows) if (!wanted.has(key)) { row.node.remove(); own.rows.delete(key); }
  for (const about of data.boxes) {
    const row = own.rows.get(id(about)) || new Row(own, about);
    own.rows.set(id(about), row);
    row.update(about);
  }
  inOrder(own.frame, data.boxes.map(about => own.rows.get(id(about)).node));
}

const id = about => ["set", about.noun, about.row, about.field].join(":");

class Row {
  constructor(own, about) {
    this.own = own;
    this.about = about;
    this.id = id(about);
    this.saved = about.value;
    /** @type {string | null} */
    this.given = null;  // what was handed in last, while there is no answer to it
    /** @type {any} */
    this.input = draw(about);
    this.input.id = "b" + Math.random().toString(36).slice(2);
    this.state = el("span", {class: "vm-state", role: "status"});
    this.below = el("div", {class: "below"});
    const help = about.help ? el("p", {class: "quiet", id: this.input.id + "h"}, about.help) : null;
    if (help) this.input.setAttribute("aria-describedby", help.id);
    const top = el("div", {class: "top"}, el("label", {for: this.input.id}, about.label), this.state);
    const field = about.kind === "day" ? withCalendar(this.input) : this.input;
    this.node = el("div", {class: "box" + (about.wide ? " wide" : "")}, top, help, field, this.below);
    this.input.value = about.value;
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("change", () => this.left());
    this.input.addEventListener("blur", () => this.left());
    this.input.addEventListener("keydown", event => this.pressed(event));
    const kept = own.box.get(this.id);
    if (kept) {  // left behind by a reload: sent with the words it was typed over
      this.input.value = kept.item.value;
      this.heard(kept);
      this.resting = setTimeout(() => this.left(true), REST_MS);
    }
    this.grow();
  }

  update(about) {
    this.about = about;
    const kept = this.own.box.get(this.id);
    if (!kept && about.value !== this.saved) {
      this.saved = about.value;
      if (!this.isHere || this.input.value === this.shown) this.input.value = about.value;
      this.grow();
    }
    this.shown = this.input.value;
  }

  get isHere() { return this.own.frame.getRootNode().activeElement === this.input; }

  /** @returns {import("./protocol.js").Items["boxes.set"]} */
  item() {
    const {noun, row, field} = this.about;
    return {verb: "boxes.set", noun, row, field, value: this.input.value, was: this.saved};
  }

  pressed(event) {
    if (event.key === "Escape" && this.own.box.get(this.id)?.state !== "clash") this.restore();
    if (event.key !== "Enter" || this.input.tagName !== "INPUT") return;
    event.preventDefault();
    this.left();
    next(this.own, this);
  }

  typed() {
    clearTimeout(this.resting);
    const kept = this.own.box.get(this.id);
    const item = this.item();
    if (kept) item.was = kept.item.was;
    if (item.value === item.was && !["clash", "sending"].includes(kept?.state)) {
      this.own.box.drop(this.id);
      this.say("", "");
    } else {
      this.own.box.put(this.id, item, {ready: false});
      this.resting = setTimeout(() => this.left(true), REST_MS);
    }
    this.grow();
  }

  // `resting`: only a pause, in which a day that cannot be read yet is still being typed.
  left(resting = false) {
    clearTimeout(this.resting);
    const kept = this.own.box.get(this.id), wrong = this.input.wrong?.();
    if (wrong && !resting) this.say("refused", wrong);
    if (!kept || kept.ready || wrong) return;
    this.given = kept.item.value;
    this.own.box.put(this.id, kept.item);
  }

  // Back by one step: from what is typed to what was handed in, though it is still on its way, or to what is saved.
  restore() {
    clearTimeout(this.resting);
    const kept = this.own.box.get(this.id), back = kept && !kept.ready ? this.given : null;
    this.input.value = back ?? this.saved;
    if (back !== null) { this.typed(); this.left(); return; }
    if (this.own.box.get(this.id)?.state === "sending") { this.typed(); return; }
    this.own.box.drop(this.id);
    this.say("", "");
    this.grow();
  }

  heard(entry) {
    if (entry.answer && entry.answer.value !== undefined) this.saved = entry.answer.value;
    if (["saved", "refused", "clash"].includes(entry.state) || this.saved === this.given) this.given = null;
    if (entry.state === "gone") return "";
    if (entry.state === "saved") this.wasSaved(entry);
    else if (entry.state === "refused") this.say("refused", entry.sentence);
    else if (entry.state === "clash") this.say("refused", _("Two people changed this"));
    else this.say("", _("Keeping…"));
    this.settle(entry);
    this.grow();
    return this.warned(entry);
  }

  // Nothing moves under a hand that types on, except where the other person's words were chosen.
  wasSaved(entry) {
    if (!this.isHere || entry.answer !== undefined && entry.theirs === entry.answer) this.input.value = this.saved;
    this.say("saved", _("✓ Saved"));
    if (this.about.tell) this.own.component?.setTriggerValue("saved", this.about.field);
  }

  // Saved, and may name a patient: gently asked under the box, until it is typed in again.
  warned(entry) {
    if (entry.state !== "saved" || !entry.answer?.warn) return "";
    this.below.append(el("p", {class: "vm-warn", role: "status"}, entry.answer.warn));
    return "warned";
  }

  settle(entry) {
    this.below.replaceChildren();
    if (entry.state !== "clash") return;
    const say = item => this.about.options?.find(([value]) => value === item.value)?.[1] ?? dayText(item.value);
    this.below.append(clash(entry, say, whose => { this.own.box.settle(this.id, whose); this.input.focus(); }));
  }

  say(state, text) { this.state.dataset.state = state; words(this.state, text); }

  grow() {
    if (this.input.tagName !== "TEXTAREA") return;
    requestAnimationFrame(() => {
      this.input.style.height = "auto";
      this.input.style.height = this.input.scrollHeight + 2 + "px";
    });
  }
}

function draw(about) {
  const {kind, options, rows, max, placeholder} = about;
  const common = {maxlength: max || null, placeholder: placeholder || null, autocomplete: "off"};
  if (kind === "passage") return el("textarea", {...common, rows: rows || 1});
  if (kind === "choice") return el("select", {}, ...options.map(([value, label]) => el("option", {value}, label)));
  if (isWhen(kind)) return when(kind);
  const inputmode = kind === "number" ? "decimal" : null;
  return el("input", {...common, type: "text", inputmode, enterkeyhint: "next"});
}

function next(own, row) {
  const rows = [...own.rows.values()];
  rows[rows.indexOf(row) + 1]?.input.focus();
}
