// @ts-check
// Small things to hand in: a button, or a few boxes with a button. What is typed is kept until the server has it.
//
// data.asks: [{id, label, item, fields: [{name, label, kind, options, help, max, value}], open, tone}]
// An ask with `text` is a row of a list: its words, and the button at the end. An ask without fields is one touch. One
// with `open` false is a button first, and its boxes come out when asked for.

import {_} from "./catalogue.js";
import {drawn, el, framed, inOrder, words} from "./dom.js";
import {key} from "./outbox.js";
import {when, withCalendar} from "./when.js";

export const mount = host => drawn({asks: new Map()}, framed(host, "vm vm-asks", "asks", "when"), start, draw);

function start(own) { own.stops.push(own.box.listen("ask:", entry => entry && own.asks.get(entry.id)?.heard(entry))); }

function draw(own) {
  const {data} = own;
  const wanted = new Set(data.asks.map(ask => "ask:" + ask.id));
  for (const [id, ask] of own.asks) if (!wanted.has(id)) { ask.node.remove(); own.asks.delete(id); }
  for (const about of data.asks) {
    const id = "ask:" + about.id, ask = own.asks.get(id) || new Ask(own, id, about);
    own.asks.set(id, ask);
    ask.about = about;
    ask.tell();
  }
  inOrder(own.frame, data.asks.map(about => own.asks.get("ask:" + about.id).node));
}

class Ask {
  constructor(own, id, about) {
    this.own = own;
    this.id = id;
    this.about = about;
    /** @type {Map<string, HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>} */
    this.inputs = new Map();
    this.state = el("p", {class: "vm-state", role: "status"});
    this.button = el("button", {type: "button", class: about.tone || "", onclick: () => this.pressed(),
      "aria-label": about.says || null}, about.label);
    const fields = (about.fields || []).map(field => this.field(field));
    this.boxes = el("div", {class: "fields", hidden: true}, ...fields);
    this.cancel = el("button", {type: "button", hidden: true, onclick: () => this.shut()}, _("Cancel"));
    this.text = el("p", {class: "text"});
    this.node = el("div", {class: "ask" + (about.text ? " row" : "")}, this.text, this.boxes,
      el("div", {class: "vm-choose"}, this.button, this.cancel), this.state);
    const kept = own.box.get(id);
    if (kept && fields.length) {
      for (const [name, input] of this.inputs) input.value = kept.item[name] ?? input.value;
      this.unfold(false);
    } else if (about.open && fields.length) this.unfold(false);
    this.settle();
  }

  tell() {
    const {text = "", quiet = ""} = this.about;
    this.text.hidden = !text;
    this.text.replaceChildren(el("b", {}, text), quiet ? el("span", {class: "quiet"}, quiet) : "");
  }

  field(field) {
    const input = inputOf(field), id = input.id;
    input.value = blank(field);
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (input.tagName !== "INPUT" || event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.pressed();
    });
    this.inputs.set(field.name, input);
    const help = field.help ? el("p", {class: "quiet", id: id + "h"}, field.help) : null;
    if (help) input.setAttribute("aria-describedby", help.id);
    const look = "field" + (field.kind === "passage" ? " broad" : "");
    return el("div", {class: look}, el("label", {for: id}, field.label), help,
      field.kind === "day" ? withCalendar(input) : input);
  }

  get folded() { return this.inputs.size > 0 && this.boxes.hidden; }

  unfold(focus = true) {
    this.boxes.hidden = false;
    this.cancel.hidden = Boolean(this.about.open);
    this.settle();
    if (focus) this.inputs.values().next().value.focus();
  }

  shut() {
    this.own.box.drop(this.id);
    this.empty();
    this.boxes.hidden = this.cancel.hidden = true;
    this.say("", "");
    this.settle();
    this.button.focus();
  }

  empty() { for (const field of this.about.fields || []) this.inputs.get(field.name).value = blank(field); }

  settle() {
    const out = this.inputs.size > 0 && !this.folded;
    words(this.button, this.folded ? this.about.label : this.about.done || this.about.label);
    this.button.classList.toggle("main", out || this.about.tone === "main");
    this.node.classList.toggle("wide", out);
  }

  item() {
    const typed = Object.fromEntries([...this.inputs].map(([name, input]) => [name, input.value]));
    return {...this.about.item, ...typed, key: this.own.box.get(this.id)?.item.key || key()};
  }

  typed() {
    this.say("", "");
    this.own.box.put(this.id, this.item(), {ready: false});
  }

  pressed() {
    if (this.folded) { this.unfold(); return; }
    const wrong = [...this.inputs.values()].map(input => /** @type {any} */ (input).wrong?.()).find(Boolean);
    if (wrong) { this.say("refused", wrong); return; }
    const kept = this.own.box.get(this.id);
    if (kept?.ready && kept.state !== "refused") return;
    this.own.box.put(this.id, this.item());
  }

  heard(entry) {
    if (entry.state === "saved") {
      this.empty();
      if (!this.about.open) this.boxes.hidden = this.cancel.hidden = true;
      this.say("saved", _("✓ Saved"));
      this.settle();
      this.own.component.setTriggerValue("saved", Date.now());
    } else if (entry.state === "refused") {
      this.say("refused", entry.sentence);
      entry.ready = false;
    } else if (entry.state === "clash") {
      this.own.box.drop(this.id);
      this.say("refused", entry.sentence);
      this.own.component.setTriggerValue("saved", Date.now());
    } else if (entry.state !== "gone" && entry.ready) this.say("", _("Keeping…"));
  }

  say(state, text) { this.state.dataset.state = state; words(this.state, text); }
}

function inputOf(field) {
  const id = "f" + key(), shown = {maxlength: field.max || null, placeholder: field.placeholder || null};
  if (field.kind === "choice") {
    return el("select", {id}, ...field.options.map(([value, label]) => el("option", {value}, label)));
  }
  if (field.kind === "passage") return el("textarea", {id, rows: 2, ...shown});
  if (field.kind === "day") return when("day", {id});
  return el("input", {id, type: "text", autocomplete: "off", inputmode: field.kind === "number" ? "decimal" : null,
    ...shown});
}

// What a box shows before anybody has typed in it.
const blank = field => field.value || (field.kind === "choice" ? field.options[0][0] : "");
