// Small things to hand in: a button, or a few boxes with a button. What is typed is kept until the server has it.
//
// data.asks: [{id, label, item, fields: [{name, label, kind, options, help, max, value}], open, tone}]
// An ask with `text` is a row of a list: its words, and the button at the end. An ask without fields is one touch. One with `open` false is a button first, and its boxes come out when asked for.

import {drawn, el, framed, key, words} from "./outbox.js";

export const mount = host => drawn({asks: new Map()}, framed(host, "vm vm-asks", "asks"), start, draw);

function start(own) { own.stops.push(own.box.listen("ask:", entry => entry && own.asks.get(entry.id)?.heard(entry))); }

function draw(own) {
  const {data} = own;
  const wanted = new Set(data.asks.map(ask => "ask:" + ask.id));
  for (const [id, ask] of own.asks) if (!wanted.has(id)) { ask.node.remove(); own.asks.delete(id); }
  for (const one of data.asks) {
    const id = "ask:" + one.id, ask = own.asks.get(id) || new Ask(own, id, one);
    own.asks.set(id, ask);
    ask.one = one;
    ask.tell();
    own.frame.append(ask.node);
  }
}

class Ask {
  constructor(own, id, one) {
    Object.assign(this, {own, id, one, inputs: new Map()});
    this.state = el("p", {class: "vm-state", role: "status"});
    this.button = el("button", {type: "button", class: one.tone || "", onclick: () => this.pressed(), "aria-label": one.says || null}, one.label);
    const fields = (one.fields || []).map(field => this.field(field));
    this.boxes = el("div", {class: "fields", hidden: true}, ...fields);
    this.cancel = el("button", {type: "button", hidden: true, onclick: () => this.shut()}, "Cancel");
    this.text = el("p", {class: "text"});
    this.node = el("div", {class: "ask" + (one.text ? " row" : "")}, this.text, this.boxes,
      el("div", {class: "vm-choose"}, this.button, this.cancel), this.state);
    const kept = own.box.get(id);
    if (kept && fields.length) {
      for (const [name, input] of this.inputs) input.value = kept.item[name] ?? input.value;
      this.unfold(false);
    } else if (one.open && fields.length) this.unfold(false);
    this.settle();
  }

  tell() {
    const {text = "", quiet = ""} = this.one;
    this.text.hidden = !text;
    this.text.replaceChildren(el("b", {}, text), quiet ? el("span", {class: "quiet"}, quiet) : "");
  }

  field(field) {
    const id = "f" + key();
    const input = field.kind === "choice" ? el("select", {id}, ...field.options.map(([value, label]) => el("option", {value}, label)))
      : field.kind === "passage" ? el("textarea", {id, rows: 2, maxlength: field.max || null, placeholder: field.placeholder || null})
      : el("input", {id, type: field.kind === "day" ? "date" : "text", autocomplete: "off", maxlength: field.max || null,
        inputmode: field.kind === "number" ? "decimal" : null, placeholder: field.placeholder || null});
    input.value = field.value || (field.kind === "choice" ? field.options[0][0] : "");
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", event => {
      if (event.key === "Enter" && input.tagName === "INPUT" && !event.isComposing) { event.preventDefault(); this.pressed(); }
    });
    this.inputs.set(field.name, input);
    const help = field.help ? el("p", {class: "quiet", id: id + "h"}, field.help) : null;
    if (help) input.setAttribute("aria-describedby", help.id);
    return el("div", {class: "field" + (field.kind === "passage" ? " broad" : "")}, el("label", {for: id}, field.label), help, input);
  }

  get folded() { return this.inputs.size > 0 && this.boxes.hidden; }

  unfold(focus = true) {
    this.boxes.hidden = false;
    this.cancel.hidden = Boolean(this.one.open);
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

  empty() { for (const field of this.one.fields || []) this.inputs.get(field.name).value = field.value || (field.kind === "choice" ? field.options[0][0] : ""); }

  settle() {
    words(this.button, this.folded ? this.one.label : this.one.done || this.one.label);
    this.button.classList.toggle("main", this.inputs.size > 0 && !this.folded || this.one.tone === "main");
    this.node.classList.toggle("wide", this.inputs.size > 0 && !this.folded);
  }

  item() {
    const typed = Object.fromEntries([...this.inputs].map(([name, input]) => [name, input.value]));
    return {...this.one.item, ...typed, key: this.own.box.get(this.id)?.item.key || key()};
  }

  typed() {
    this.say("", "");
    this.own.box.put(this.id, this.item(), {ready: false});
  }

  pressed() {
    if (this.folded) { this.unfold(); return; }
    const kept = this.own.box.get(this.id);
    if (kept?.ready && kept.state !== "refused") return;
    this.own.box.put(this.id, this.item());
  }

  heard(entry) {
    if (entry.state === "saved") {
      this.empty();
      if (!this.one.open) this.boxes.hidden = this.cancel.hidden = true;
      this.say("saved", "✓ Saved");
      this.settle();
      this.own.component.setTriggerValue("saved", Date.now());
    } else if (entry.state === "refused") {
      this.say("refused", entry.sentence);
      entry.ready = false;
    } else if (entry.state === "clash") {
      this.own.box.drop(this.id);
      this.say("refused", entry.sentence);
      this.own.component.setTriggerValue("saved", Date.now());
    } else if (entry.state !== "gone" && entry.ready) this.say("", "Keeping…");
  }

  say(state, text) { this.state.dataset.state = state; words(this.state, text); }
}
