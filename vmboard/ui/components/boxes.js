// Boxes that save themselves: each sends its words when the person leaves it, or rests, with the words it was typed over.

import {clash, drawn, el, framed, words} from "./outbox.js";

const REST_MS = 900;

export const mount = host => drawn({rows: new Map()}, framed(host, "vm vm-boxes", "boxes"), start, show);

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
  for (const one of data.boxes) {
    const row = own.rows.get(id(one)) || new Row(own, one);
    own.rows.set(id(one), row);
    row.update(one);
    own.frame.append(row.node);
  }
}

const id = one => ["set", one.noun, one.row, one.field].join(":");

class Row {
  constructor(own, one) {
    this.own = own;
    this.id = id(one);
    this.saved = one.value;
    this.input = draw(one);
    this.input.id = "b" + Math.random().toString(36).slice(2);
    this.state = el("span", {class: "vm-state", role: "status"});
    this.below = el("div", {class: "below"});
    const help = one.help ? el("p", {class: "quiet", id: this.input.id + "h"}, one.help) : null;
    if (help) this.input.setAttribute("aria-describedby", help.id);
    this.node = el("div", {class: "box" + (one.wide ? " wide" : "")},
      el("div", {class: "top"}, el("label", {for: this.input.id}, one.label), this.state), help, this.input, this.below);
    this.input.value = one.value;
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("change", () => this.left());
    this.input.addEventListener("blur", () => this.left());
    this.input.addEventListener("keydown", event => {
      if (event.key === "Escape" && this.own.box.get(this.id)?.state !== "clash") this.restore();
      if (event.key === "Enter" && this.input.tagName === "INPUT") { event.preventDefault(); this.left(); next(this.own, this); }
    });
    const kept = own.box.get(this.id);
    if (kept) {  // left behind by a reload: sent with the words it was typed over
      this.input.value = kept.item.value;
      this.heard(kept);
      this.resting = setTimeout(() => this.left(), REST_MS);
    }
    this.grow();
  }

  update(one) {
    this.one = one;
    const kept = this.own.box.get(this.id);
    if (!kept && one.value !== this.saved) {
      this.saved = one.value;
      if (this.own.frame.getRootNode().activeElement !== this.input || this.input.value === this.shown) this.input.value = one.value;
      this.grow();
    }
    this.shown = this.input.value;
  }

  item() { return {verb: "set", noun: this.one.noun, row: this.one.row, field: this.one.field, value: this.input.value, was: this.saved}; }

  typed() {
    clearTimeout(this.resting);
    const kept = this.own.box.get(this.id);
    const item = this.item();
    if (kept) item.was = kept.item.was;
    if (item.value === item.was && !["clash", "sending"].includes(kept?.state)) { this.own.box.drop(this.id); this.say("", ""); }
    else {
      this.own.box.put(this.id, item, {ready: false});
      this.resting = setTimeout(() => this.left(), REST_MS);
    }
    this.grow();
  }

  left() {
    clearTimeout(this.resting);
    const kept = this.own.box.get(this.id);
    if (kept && !kept.ready) this.own.box.put(this.id, kept.item);
  }

  restore() {
    clearTimeout(this.resting);
    this.input.value = this.saved;
    if (this.own.box.get(this.id)?.state === "sending") { this.typed(); return; }
    this.own.box.drop(this.id);
    this.say("", "");
    this.grow();
  }

  heard(entry) {
    if (entry.answer && entry.answer.value !== undefined) this.saved = entry.answer.value;
    if (entry.state === "saved") {
      const here = this.own.frame.getRootNode().activeElement === this.input;
      if (!here || entry.answer !== undefined && entry.theirs === entry.answer) this.input.value = this.saved;
      this.say("saved", "✓ Saved");
      if (this.one?.tell) this.own.component?.setTriggerValue("saved", this.one.field);
    } else if (entry.state === "refused") this.say("refused", entry.sentence);
    else if (entry.state === "clash") this.say("refused", "Two people changed this");
    else if (entry.state === "gone") return;
    else this.say("", "Keeping…");
    this.settle(entry);
    this.grow();
    return this.warned(entry);
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
    const say = item => this.one?.options?.find(([value]) => value === item.value)?.[1] ?? item.value;
    this.below.append(clash(entry, say, whose => { this.own.box.settle(this.id, whose); this.input.focus(); }));
  }

  say(state, text) { this.state.dataset.state = state; words(this.state, text); }

  grow() {
    if (this.input.tagName !== "TEXTAREA") return;
    requestAnimationFrame(() => { this.input.style.height = "auto"; this.input.style.height = this.input.scrollHeight + 2 + "px"; });
  }
}

function draw(one) {
  const common = {maxlength: one.max || null, placeholder: one.placeholder || null, autocomplete: "off"};
  if (one.kind === "passage") return el("textarea", {...common, rows: one.rows || 1});
  if (one.kind === "choice") return el("select", {}, ...one.options.map(([value, label]) => el("option", {value}, label)));
  if (one.kind === "day" || one.kind === "time") return el("input", {type: one.kind === "day" ? "date" : "time"});
  return el("input", {...common, type: "text", inputmode: one.kind === "number" ? "decimal" : null, enterkeyhint: "next"});
}

function next(own, row) {
  const rows = [...own.rows.values()];
  rows[rows.indexOf(row) + 1]?.input.focus();
}
