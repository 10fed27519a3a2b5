// The week's figures: a box a measure, Enter for the next. What is typed is kept at once and sent as it is left.

import {el, framed, outbox, words} from "./outbox.js";
import {cells, together} from "./figure.js";
import {Row} from "./figure_row.js";
import {derive, say} from "./sums.js";

const HELP = "Enter next · Shift+Enter back · S same · N none · W not in yet · P provisional · Alt+N note · → more · Esc as it was";

export async function mount(host) {
  const frame = await framed(host, "vm vm-week", "figures");
  const own = {frame};
  own.show = data => own.list ? own.list.merge(data) : own.list = new List(frame, data);
  own.leave = () => { own.list?.stop(); frame.remove(); };
  return own;
}

class List {
  constructor(frame, data) {
    Object.assign(this, {frame, data, week: data.week, box: outbox(data), rows: [], sums: new Map(), others: new Map(data.others)});
    this.bar = bar();
    this.panel = el("div", {class: "panel"});
    this.chase = chase(data);
    this.said = el("p", {class: "vm-only", role: "status"});
    this.drawing = true;
    this.draw(data.lines);
    this.drawing = false;
    frame.append(this.bar.node, this.panel, el("p", {class: "quiet keys"}, HELP), this.chase.node, this.said);
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
      list.append(line.figure ? this.row(line) : line.by_day ? byDay(line) : this.sum(line));
    }
  }

  row(line) {
    const row = new Row(this, line);
    this.rows.push(row);
    return row.node;
  }

  // A line that the board works out.
  sum(line) {
    const value = el("output", {class: "value"}, line.value_text);
    this.sums.set(line.measure_id, {line, value});
    return el("li", {class: "row computed"}, el("span", {class: "name"}, line.name),
      el("div", {class: "beside"}, el("span", {class: "last"}, [line.last_when, line.last_text].join(" ").trim()), el("span", {class: "usual"}, line.usual && "usual " + line.usual)),
      el("div", {class: "put"}, value, el("span", {class: "unit"}, ["%", "£"].includes(line.unit) ? "" : line.unit_text)),
      el("div", {class: "side"}, el("span", {class: "vm-state"}, "worked out")));
  }

  // The first figure somebody had half typed; else the first that is owed. Never away from something in use.
  begin() {
    const row = this.rows.find(one => one.figure.isDraft) || this.rows.find(one => one.line.asked && !one.figure.isIn && !one.figure.held.waiting_for);
    const used = document.activeElement;
    if (row && (!used || used === document.body || !used.matches("input, textarea, select, [contenteditable]"))) row.focus();
  }

  step(row, by) {
    const next = this.rows[this.rows.indexOf(row) + by];
    if (next) next.focus(); else row.focus();
  }

  // A column, or a column each for so many and out of so many, from this row downwards, as one request. A gap leaves its row alone.
  paste(row, text) {
    const start = this.rows.indexOf(row), filled = [];
    cells(text).forEach((line, place) => {
      const one = this.rows[start + place], [first, second] = line;
      if (!one || !first) return;
      one.figure.answer({text: one.below && second ? first + "/" + second : first}, {wait: true});
      one.fill();
      one.update();
      filled.push(one);
    });
    together(this.box, filled.map(one => one.figure));
    const last = filled.at(-1);
    if (last) this.step(last, 1);
    words(this.said, filled.length + " figures pasted.");
  }

  changed(row, change) {
    if (change === "saved") words(this.said, `${row.line.name}: saved. ${this.bar.words()}`);
    if (change === "refused") words(this.said, `${row.line.name}: ${row.figure.sentence}`);
    this.recount();
  }

  summed(sums) {
    for (const [id, text] of Object.entries(sums)) {
      const sum = this.sums.get(Number(id));
      if (sum && !this.rows.some(row => row.figure.kept && sum.line.parts.some(part => part.measure_id === row.line.measure_id))) words(sum.value, text);
    }
  }

  recount() {
    if (this.drawing) return;
    const values = new Map(this.rows.map(row => [row.line.measure_id, row.value]));
    for (const {line, value} of this.sums.values()) {
      const found = derive(line.parts, line.factor, id => values.has(id) ? values.get(id) : this.others.get(id));
      words(value, say(found, line.unit, line.decimals));
    }
    const asked = this.rows.filter(row => row.line.asked), owed = asked.filter(row => !row.figure.isIn);
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
    this.recount();
  }
}

function byDay(line) {
  return el("li", {class: "row computed"}, el("span", {class: "name"}, line.name),
    el("div", {class: "beside"}, el("span", {class: "last"}, "Filled in day by day")),
    el("div", {class: "put"}), el("div", {class: "side"}, el("a", {href: line.href, target: "_top"}, "Open its days")));
}

function bar() {
  const done = el("div", {class: "done"}), count = el("strong", {}), beside = el("span", {class: "quiet"});
  const meter = el("div", {class: "meter", role: "progressbar", "aria-label": "Figures in", "aria-valuemin": 0}, done);
  const show = (asked, owed, huddle) => {
    const got = asked - owed.length, waiting = new Map();
    for (const row of owed) { const who = row.figure.saved.waiting_for; if (who) waiting.set(who, (waiting.get(who) || 0) + 1); }
    const late = [...waiting].map(([who, n], place) => `${n} ${place ? "for" : "waiting for"} ${who}`);
    meter.setAttribute("aria-valuemax", asked);
    meter.setAttribute("aria-valuenow", got);
    done.style.width = (asked ? got / asked * 100 : 0) + "%";
    words(count, owed.length || !asked ? `${got} of ${asked} in` : `All ${asked} in. Thank you.`);
    words(beside, [...late, "huddle " + huddle].join(", "));
  };
  return {node: el("div", {class: "bar"}, meter, el("p", {}, count, beside)), show, words: () => count.textContent + "."};
}

// Who owes what before the huddle, to read out or to send.
function chase(data) {
  const list = el("ul", {}), told = el("span", {class: "vm-state", role: "status"});
  const copy = el("button", {type: "button", "data-looks": "", onclick: () => share()}, "Copy as text");
  const node = el("section", {class: "panel chase"}, el("div", {class: "top"}, el("h2", {}, "Who owes what before the huddle"), told, copy), list);
  let text = "";
  const share = async () => {
    try { await navigator.clipboard.writeText(text); words(told, "✓ copied"); }
    catch { words(told, "Select the lines and copy them."); getSelection().selectAllChildren(list); }
  };
  const show = owed => {
    const by = new Map();
    for (const row of owed) {
      const who = row.figure.saved.waiting_for || row.line.owner || "The team";
      by.set(who, [...by.get(who) || [], row.line.name]);
    }
    const lines = [...by].map(([who, names]) => `${who}: ${names.join(", ")}`);
    const whole = [data.chase_head, ...lines].join("\n");
    node.hidden = !lines.length;
    if (whole === text) return;
    text = whole;
    words(told, "");
    list.replaceChildren(...[...by].map(([who, names]) => el("li", {}, el("b", {}, who), " ", ...names.flatMap((name, place) => [place ? ", " : "", el("bdi", {}, name)]))));
  };
  return {node, show};
}
