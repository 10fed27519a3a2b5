// @ts-check
// Earlier weeks side by side: a measure a row, a week a column, each cell a box that saves itself like any other.

import {N_, _, ngettext} from "./catalogue.js";
import {el, framed, isPlain, words} from "./dom.js";
import {outbox} from "./outbox.js";
import {Figure, idOf, together} from "./figure.js";
import {meaningInGrid} from "./figure_keys.js";
import {more, provisional, redraw, standingWords, trouble} from "./figure_more.js";
import {shown} from "./pasted.js";
import {cells, isBare} from "./sums.js";

const HELP = N_("Arrows, Tab or Enter move · S same as the week before · N none · C nothing to count · W not in yet · "
  + "P provisional · Alt+N note · Esc as it was");

export async function mount(host) {
  const frame = await framed(host, "vm vm-grid", "figures", "grid");
  /** @type {Grid} */
  let grid = null;
  return {
    show(data) { if (grid) grid.merge(data); else grid = new Grid(frame, data); },
    leave() { grid?.stop(); frame.remove(); },
  };
}

class Grid {
  constructor(frame, data) {
    this.data = data;
    this.box = outbox(data);
    this.rows = [];
    this.sums = new Map();
    this.byId = new Map();
    this.byInput = new Map();
    this.body = el("tbody", {});
    const heads = data.weeks.map(week => el("th", {scope: "col", class: week.so_far ? "so-far" : null}, week.label,
      week.so_far ? el("small", {}, _("so far")) : null));
    const table = el("table", {}, el("thead", {}, el("tr", {}, el("td", {}), ...heads)), this.body);
    this.scroll = el("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": _("Figures by week")}, table);
    const hint = el("p", {class: "quiet"}, _("Choose a cell to see its note and how sure it is."));
    this.about = el("div", {class: "about"}, hint);
    this.troubles = el("div", {class: "troubles"});
    this.said = el("p", {class: "vm-only", role: "status"});
    data.lines.forEach(line => this.draw(line));
    this.pasted = el("div", {});
    frame.append(this.pasted, el("div", {class: "panel"}, this.scroll),
      el("div", {class: "panel aside"}, this.about, this.troubles), el("p", {class: "quiet keys"}, _(HELP)), this.said);
    this.listen(table);
    const hear = this.box.listen("figure:", entry => entry && this.byId.get(entry.id)?.figure.heard(entry));
    this.stop = () => { hear(); this.byId.forEach(cell => cell.figure.still()); };
    this.scroll.scrollLeft = this.scroll.scrollWidth;
    this.trouble();
  }

  draw(line) {
    const isSaid = line.name.toLowerCase().endsWith(line.unit_text);
    const unit = line.unit_text && !isSaid ? el("span", {class: "quiet"}, " " + line.unit_text) : null;
    const row = el("tr", {}, el("th", {scope: "row"}, line.name, unit));
    this.body.append(row);
    if (line.computed.length) {
      const made = line.computed.map(text => el("td", {class: "computed"}, text));
      made.forEach((cell, place) => this.sums.set(line.measure_id + ":" + this.data.weeks[place].week, cell));
      row.append(...made);
      return;
    }
    const {weeks} = this.data, below = this.rows.length;
    const mine = line.figures.map((now, column) => this.cell(line, now, weeks[column], below, column));
    this.rows.push(mine);
    row.append(...mine.map(cell => el("td", {}, cell.input)));
  }

  cell(line, now, week, row, column) {
    const name = `${line.name}, ${week.label}`;
    const input = el("input", {type: "text", inputmode: "decimal", enterkeyhint: "next", autocomplete: "off",
      "aria-label": name});
    const figure = new Figure(this.box, now, (_figure, change, answer) => this.heard(cell, change, answer));
    const cell = {line, week, row, column, name, input, figure};
    this.byInput.set(input, cell);
    if (line.is_share) figure.isWhole = text => !isBare(text) || text === figure.saved.text;
    cell.input.value = cell.figure.held.text;
    this.byId.set(cell.figure.id, cell);
    this.update(cell);
    return cell;
  }

  listen(table) {
    const on = (type, act) => table.addEventListener(type, event => {
      const cell = this.byInput.get(event.target);
      if (cell) act(cell, event);
    });
    on("focusin", cell => { this.look(cell); cell.input.select(); });
    on("focusout", cell => { cell.figure.leave(); this.trouble(); });
    on("input", cell => { cell.figure.type({text: cell.input.value.trim()}); this.update(cell); });
    on("keydown", (cell, event) => this.pressed(event, cell));
    on("paste", (cell, event) => {
      const text = event.clipboardData.getData("text");
      if (/[\n\r\t]/.test(text)) { event.preventDefault(); this.paste(cell, text); }
    });
  }

  // --- what the person does ---

  pressed(event, cell) {
    const isNote = event.altKey && event.key.toLowerCase() === "n";
    if (isNote) { event.preventDefault(); this.more.note.focus(); return; }
    if (!isPlain(event)) return;
    const {input, figure} = cell, {selectionStart, selectionEnd, value} = input;
    const before = this.rows[cell.row][cell.column - 1]?.figure.held.text;
    const meaning = meaningInGrid(event.key, {shift: event.shiftKey, atStart: selectionEnd === 0,
      atEnd: selectionEnd === value.length, whole: selectionStart === 0 && selectionEnd === value.length,
      typed: Boolean(value), draft: figure.isDraft, last: Boolean(before)});
    if (!meaning) return;
    event.preventDefault();
    if (typeof meaning === "string") this.act(cell, meaning, before);
    else this.go(cell, ...meaning, event.key === "Enter");
  }

  act(cell, meaning, before) {
    const {input, figure} = cell;
    if (meaning === "restore") { figure.restore(); this.fill(cell); input.select(); return; }
    if (meaning === "provisional") { figure.leave(); provisional(figure); this.update(cell); return; }
    const said = {
      same: {text: before, status: "final", waiting_for: ""}, none: {text: "0", status: "final", waiting_for: ""},
      nothing: {text: "", status: "nothing_to_count", waiting_for: ""}, late: {text: "", status: "not_in_yet"},
    }[meaning];
    if (figure.isWhole(said.text) || !said.text) figure.answer(said); else figure.type(said);
    cell.input.value = figure.held.text;
    this.update(cell);
    this.go(cell, 1, 0, true);
  }

  // `on`: past the foot of a week to the head of the next, and back.
  go(cell, down, right, on = false) {
    cell.figure.leave();
    const next = this.rows[cell.row + down]?.[cell.column + right];
    const other = on && !next && this.rows.at(down > 0 ? 0 : -1)?.[cell.column + down];
    (next || other || null)?.input.focus();
  }

  // A block of Excel from this cell to the right and downwards. A gap leaves its cell alone.
  paste(cell, text) {
    const wanted = cells(text).flatMap((line, down) => line.flatMap((now, right) => {
      const other = this.rows[cell.row + down]?.[cell.column + right];
      return other && now ? [{other, now}] : [];
    }));
    const listed = wanted.map(({other, now}) => ({name: other.name, was: other.figure.held.text, now}));
    const back = () => cell.input.focus();
    shown(this.pasted, listed, () => { this.take(wanted); back(); }, back);
  }

  take(wanted) {
    for (const {other, now} of wanted) {
      other.figure.answer({text: now}, {wait: true});
      this.fill(other);
    }
    together(this.box, wanted.map(({other}) => other.figure));
    words(this.said, ngettext("{n} figure pasted.", "{n} figures pasted.", wanted.length));
  }

  // --- what is shown ---

  heard(cell, change, answer) {
    if (change === "merged" || change === "saved") this.fill(cell);
    if (answer) this.follow(cell.week.week, answer);
    if (change === "saved") words(this.said, _("{name}: saved.", {name: cell.name}));
    if (change === "refused") words(this.said, `${cell.name}: ${cell.figure.sentence}`);
    this.update(cell);
    this.trouble();
  }

  // What the server worked out anew from a saved figure: sums of its week, and shares of it.
  follow(week, answer) {
    for (const [id, text] of Object.entries(answer.sums || {})) {
      const sum = this.sums.get(id + ":" + week);
      if (sum) words(sum, text || "–");
    }
    for (const [id, now] of Object.entries(answer.shares || {})) {
      this.byId.get(idOf({measure_id: id, week}))?.figure.follow(now);
    }
  }

  fill(cell) {
    if (!cell.figure.isDraft) cell.input.value = cell.figure.held.text;
    this.update(cell);
  }

  update(cell) {
    const {figure, input} = cell, held = figure.held, kind = figure.doubt ? "saved" : standingWords(figure)[0];
    const late = !held.text && held.status === "not_in_yet" && held.version;
    input.dataset.state = figure.done || kind === "refused" || figure.kept ? kind || "keeping" : "";
    input.dataset.sure = held.status;
    input.classList.toggle("noted", Boolean(held.note));
    input.placeholder = late ? _("not in") : held.status === "nothing_to_count" ? _("nobody") : "";
    input.classList.toggle("asked", Boolean(figure.doubt));
    if (this.seen === cell) this.tell();
  }

  look(cell) {
    if (this.seen === cell) return;
    this.seen = cell;
    this.more = more(cell.figure, cell.name, () => cell.input.focus());
    this.state = el("span", {class: "vm-state"});
    this.about.replaceChildren(el("p", {class: "top"}, el("strong", {}, cell.name), this.state), this.more.node);
    this.tell();
  }

  tell() {
    const [kind, text] = standingWords(this.seen.figure);
    this.state.dataset.state = kind;
    words(this.state, text);
    this.more.update();
  }

  // Every cell that asks something, wherever it is.
  trouble() {
    const here = /** @type {ShadowRoot} */ (this.body.getRootNode()).activeElement;
    const asking = [...this.byId.values()].filter(({figure, input}) =>
      figure.doubt || ["clash", "refused"].includes(figure.state) || input !== here && this.isHalf(figure));
    const sign = asking.map(({figure}) => signOf(figure)).join("|");
    redraw(this.troubles, sign, () => asking.length ? el("div", {}, ...asking.map(cell => this.ask(cell))) : null);
  }

  ask(cell) {
    const {figure} = cell, {text} = figure.held;
    const half = this.isHalf(figure)
      && el("div", {class: "doubt"}, el("p", {}, _("Out of how many? Type it as {n}/47, or {n}%.", {n: text})),
        el("button", {type: "button", onclick: () => this.act(cell, "nothing")}, _("Nothing to count")));
    return el("div", {class: "one"}, el("strong", {}, cell.name), half || trouble(figure, () => cell.input.focus()));
  }

  isHalf(figure) { return figure.isDraft && !figure.isWhole(figure.held.text); }

  merge(data) {
    this.box.pass = data.pass;
    for (const now of data.lines.flatMap(line => line.figures)) this.byId.get(idOf(now))?.figure.merge(now);
  }
}

// What is drawn of a figure that asks something: drawn again only where this is another.
const signOf = ({id, state, doubt, sentence, kept}) =>
  [id, state, doubt, sentence, JSON.stringify(kept?.theirs)].join();
