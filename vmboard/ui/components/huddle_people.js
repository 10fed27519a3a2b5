// @ts-check
// Who was here, by profession: a touch on + for each. Everyone counts, with or without a profession.

import {_} from "./catalogue.js";
import {el, framed, words} from "./dom.js";
import {counted, profession} from "./huddle_rules.js";
import {outbox} from "./outbox.js";

export async function mount(host) {
  const own = new People(await framed(host, "vm", "huddle"));
  return {show: data => own.show(data), leave: () => own.leave()};
}

class People {
  constructor(frame) {
    this.frame = frame;
    this.counts = new Map();
    this.saved = new Map();
    this.rows = new Map();
    this.usual = el("div", {class: "people"});
    this.rest = el("div", {class: "people"});
    const below = el("div", {hidden: true, id: "others"}, this.rest, this.naming());
    const unfold = () => {
      below.hidden = !below.hidden;
      more.setAttribute("aria-expanded", String(!below.hidden));
    };
    const more = el("button", {type: "button", class: "others", "aria-expanded": "false", "aria-controls": "others",
      onclick: unfold}, _("Other professions"));
    frame.append(this.usual, more, below);
  }

  // A profession that is not on the list.
  naming() {
    const named = el("input", {type: "text", id: "named", maxlength: 40, autocomplete: "off"});
    const name = () => {
      const who = profession(named.value);
      if (!who) return;
      if (!this.rows.has(who)) this.usual.append(this.line(who, this.title(who)));
      this.add(who, 1);
      named.value = "";
      named.focus();
    };
    named.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); name(); } });
    return el("div", {class: "named"}, el("label", {for: "named"}, _("Another profession")),
      el("div", {class: "with"}, named, el("button", {type: "button", onclick: name}, _("Add"))));
  }

  show(data) {
    const first = !this.data;
    this.data = data;
    if (first) this.begin();
    this.box.pass = data.pass;
    for (const who of this.rows.keys()) {
      const kept = this.box.get(this.at(who)), many = who ? data.counts[who] || 0 : data.people;
      this.saved.set(who, many);
      this.set(who, kept ? kept.item.count : many);
    }
  }

  begin() {
    this.box = outbox(this.data);
    this.stop = this.box.listen(this.at(""), entry => entry && this.heard(entry));
    this.usual.append(this.line("", _("Everyone")), ...this.data.usual.map(who => this.line(who, this.title(who))));
    this.rest.append(...this.data.rest.map(who => this.line(who, this.title(who))));
  }

  leave() { this.stop?.(); this.frame.remove(); }

  // Ours as they are called here, any other as it was typed.
  title(who) {
    const said = this.data.named[who] ?? who;
    return said[0].toUpperCase() + said.slice(1);
  }

  at(who) { return "count:" + this.data.row + ":" + who; }

  line(who, label) {
    const out = el("output", {"aria-live": "polite"}, "0");
    const button = (by, said, sign) =>
      el("button", {type: "button", "aria-label": said, onclick: () => this.add(who, by)}, sign);
    const less = button(-1, _("One fewer: {who}", {who: label}), "−"),
      more = button(1, _("One more: {who}", {who: label}), "+");
    this.rows.set(who, {out, less});
    return el("div", {class: "one" + (who ? "" : " all")}, el("span", {}, label),
      el("div", {class: "count", role: "group", "aria-label": label}, less, out, more));
  }

  add(who, by) {
    const kept = this.box.get(this.at(who))?.item, now = counted(this.counts.get(who), by);
    this.set(who, now);
    this.box.put(this.at(who), {verb: "huddles.count_people", row: this.data.row, profession: who, count: now,
      was: kept ? kept.was : this.saved.get(who) || 0});
  }

  set(who, many) {
    this.counts.set(who, many);
    const row = this.rows.get(who);
    if (!row) return;
    words(row.out, String(many));
    row.less.setAttribute("aria-disabled", String(!many));
  }

  heard(entry) {
    const told = entry.answer || entry.theirs, who = entry.item.profession;
    if (told) {
      this.saved.set(who, told.value);
      this.saved.set("", told.people);
      if (entry.state === "saved" || entry.state === "clash") this.set(who, told.value);
      if (!this.box.get(this.at(""))) this.set("", told.people);
      if (entry.state === "kept") entry.item.was = told.value;
    }
    if (entry.state === "clash" || entry.state === "refused") this.box.drop(entry.id);
  }
}
