// @ts-check
// The week's figures: a box a measure, Enter for the next. What is typed is kept at once and sent as it is left.

import {N_, _, ngettext} from "./catalogue.js";
import {el, framed, words} from "./dom.js";
import {outbox} from "./outbox.js";
import {together} from "./figure.js";
import {bar, chase} from "./figures_head.js";
import {Row, beside, owedMark} from "./figure_row.js";
import {shown} from "./pasted.js";
import {cells, derive, say} from "./sums.js";

const HELP = N_("Enter next · Shift+Enter back · S same · N none · C nothing to count · W not in yet · P provisional "
  + "· Alt+N note · → more · Esc as it was");

export async function mount(host) {
  const frame = await framed(host, "vm vm-week", "figures");
  /** @type {List} */
  let list = null;
  return {
    show(data) { if (list) list.merge(data); else list = new List(frame, data); },
    leave() { list?.stop(); frame.remove(); },
  };
}

class List {
  constructor(frame, data) {
    this.data = data;
    this.week = data.week;
    this.box = outbox(data);
    /** @type {Row[]} */
    this.rows = [];
    this.all = [];  // what may be owed: the rows, and what is filled in day by day
    this.sums = new Map();
    this.others = new Map(data.others);
    this.bar = bar();
    this.panel = el("div", {class: "panel"});
    this.pasted = el("div", {});
    this.chase = chase(data);
    this.said = el("p", {class: "vm-only", role: "status"});
    this.drawing = true;
    this.draw(data.lines);
    this.drawing = false;
    const help = el("p", {class: "quiet keys"}, _(HELP));
    this.bar.node.hidden = Boolean(data.paused);
    frame.append(this.bar.node, this.pasted, this.panel, help, this.chase.node, this.said);
    const byId = new Map(this.rows.map(row => [row.figure.id, row]));
    const hear = this.box.listen("figure:", entry => entry && byId.get(entry.id)?.figure.heard(entry));
    this.stop = () => { hear(); this.rows.forEach(row => row.figure.still()); };
    this.recount();
    this.begin();
  }

  draw(lines) {
    let domain = "", list = null;
    for (const line of lines) {
      if (line.domain !== domain) {
        domain = line.domain;
        list = el("ul", {});
        this.panel.append(el("section", {}, el("h2", {}, line.domain_label), list));
      }
      list.append(line.figure ? this.row(line) : line.by_day ? this.byDay(line) : this.sum(line));
    }
  }

  row(line) {
    const row = new Row(this, line);
    this.rows.push(row);
    this.all.push(row);
    return row.node;
  }

  // A line that is filled in on a page of its own.
  byDay(line) {
    this.all.push({line, figure: {isIn: !line.is_owed, saved: {waiting_for: ""}}});
    return byDay(line);
  }

  valueOf(measure) { return this.rows.find(row => row.line.measure_id === measure)?.value; }

  // A line that the board works out.
  sum(line) {
    const value = el("output", {class: "value"}, line.value_text);
    const unit = el("span", {class: "unit"}, ["%", "£"].includes(line.unit) ? "" : line.unit_text);
    this.sums.set(line.measure_id, {line, value});
    return el("li", {class: "row computed"}, el("span", {class: "name"}, line.name), beside(line),
      el("div", {class: "put"}, value, unit),
      el("div", {class: "side"}, el("span", {class: "vm-state"}, _("worked out"))));
  }

  // The first figure somebody had half typed; else the first that is owed. Never away from something in use.
  begin() {
    const isOwed = ({line, figure}) => line.asked && !figure.isIn && !figure.held.waiting_for;
    const row = this.rows.find(({figure}) => figure.isDraft) || this.rows.find(isOwed);
    const isUsed = document.activeElement?.matches("input, textarea, select, [contenteditable]");
    if (row && !isUsed) row.focus();
  }

  step(row, by) {
    const next = this.rows[this.rows.indexOf(row) + by];
    if (next) next.focus(); else row.focus();
  }

  // A column, or a column each for so many and out of so many, from this row downwards. A gap leaves its row alone.
  paste(row, text) {
    const start = this.rows.indexOf(row);
    const wanted = cells(text).flatMap((line, place) => {
      const other = this.rows[start + place], [first, second] = line;
      return other && first ? [{other, now: other.below && second ? first + "/" + second : first}] : [];
    });
    const listed = wanted.map(({other, now}) => ({name: other.line.name, was: other.figure.held.text, now}));
    shown(this.pasted, listed, () => this.take(wanted), () => row.focus());
  }

  // What was pasted goes as one request.
  take(wanted) {
    for (const {other, now} of wanted) {
      other.figure.answer({text: now}, {wait: true});
      other.fill();
      other.update();
    }
    together(this.box, wanted.map(({other}) => other.figure));
    const last = wanted.at(-1);
    if (last) this.step(last.other, 1);
    words(this.said, ngettext("{n} figure pasted.", "{n} figures pasted.", wanted.length));
  }

  changed(row, change) {
    if (change === "saved") words(this.said, _("{name}: saved. {how}", {name: row.line.name, how: this.bar.words()}));
    if (change === "refused") words(this.said, `${row.line.name}: ${row.figure.sentence}`);
    this.recount();
  }

  summed(sums) {
    for (const [id, text] of Object.entries(sums)) {
      const sum = this.sums.get(Number(id));
      if (sum && !this.isTyped(sum.line.parts)) words(sum.value, text);
    }
  }

  // The figures that are out of the one just saved.
  followed(shares) {
    for (const [id, now] of Object.entries(shares)) {
      this.rows.find(row => row.line.measure_id === Number(id))?.figure.follow(now);
    }
  }

  // What is being typed here is newer than the server's sum.
  isTyped(parts) {
    const measures = new Set(parts.map(part => part.measure_id));
    return this.rows.some(({figure, line}) => figure.kept && measures.has(line.measure_id));
  }

  recount() {
    if (this.drawing) return;
    const values = new Map(this.rows.map(row => [row.line.measure_id, row.value]));
    for (const {line, value} of this.sums.values()) {
      const sum = derive(line.parts, line.factor, id => values.has(id) ? values.get(id) : this.others.get(id));
      words(value, say(sum, line.unit, line.decimals));
    }
    this.rows.forEach(row => row.showOf());
    const asked = this.all.filter(row => row.line.asked), owed = asked.filter(row => !row.figure.isIn);
    this.bar.show(asked.length, owed, this.data.huddle);
    this.chase.show(owed);
  }

  merge(data) {
    this.box.pass = data.pass;
    this.data = data;
    const now = new Map(data.lines.map(line => [line.measure_id, line]));
    for (const row of this.rows) {
      const line = now.get(row.line.measure_id);
      if (line && line.figure) row.figure.merge({...line.figure, week: this.week});
    }
    for (const row of this.all.filter(({line}) => line.by_day)) {
      const later = now.get(row.line.measure_id);
      if (later) Object.assign(row, {line: later, figure: {isIn: !later.is_owed, saved: {waiting_for: ""}}});
    }
    this.recount();
  }
}

function byDay(line) {
  const owed = line.is_owed ? " owed" : "";
  return el("li", {class: "row computed" + owed}, el("span", {class: "name"}, line.name, owedMark(line)),
    el("div", {class: "beside"}, el("span", {class: "last"}, _("Filled in day by day"))),
    el("div", {class: "put"}),
    el("div", {class: "side"}, el("a", {href: line.href, target: "_top"}, _("Open its days"))));
}
