// Earlier weeks side by side: a measure a row, a week a column, each cell a box that saves itself like any other.

import {framed, el, outbox, words} from "./outbox.js";
import {Figure, cells, isBare, together} from "./figure.js";
import {more, provisional, redraw, standingWords, trouble} from "./figure_more.js";

const HELP = "Arrows, Tab or Enter move · S same as the week before · N none · W not in yet · P provisional · Alt+N note · Esc as it was";
const MOVES = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]};

export async function mount(host) {
  const frame = await framed(host, "vm vm-grid", "figures", "grid");
  const own = {frame};
  own.show = data => own.grid ? own.grid.merge(data) : own.grid = new Grid(frame, data);
  own.leave = () => { own.grid?.stop(); frame.remove(); };
  return own;
}

class Grid {
  constructor(frame, data) {
    Object.assign(this, {data, box: outbox(data), rows: [], sums: new Map(), byId: new Map()});
    this.body = el("tbody", {});
    const heads = data.weeks.map(week => el("th", {scope: "col"}, week.label));
    const table = el("table", {}, el("thead", {}, el("tr", {}, el("td", {}), ...heads)), this.body);
    this.scroll = el("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": "Figures by week"}, table);
    this.about = el("div", {class: "about"}, el("p", {class: "quiet"}, "Choose a cell to see its note and how sure it is."));
    this.troubles = el("div", {class: "troubles"});
    this.said = el("p", {class: "vm-only", role: "status"});
    data.lines.forEach(line => this.draw(line));
    frame.append(el("div", {class: "panel"}, this.scroll), el("div", {class: "panel aside"}, this.about, this.troubles),
      el("p", {class: "quiet keys"}, HELP), this.said);
    this.listen(table);
    const hear = this.box.listen("figure:", entry => entry && this.byId.get(entry.id)?.figure.heard(entry));
    this.stop = () => { hear(); this.byId.forEach(cell => cell.figure.still()); };
    this.scroll.scrollLeft = this.scroll.scrollWidth;
    this.trouble();
  }

  draw(line) {
    const row = el("tr", {}, el("th", {scope: "row"}, line.name, line.unit_text && !line.name.toLowerCase().endsWith(line.unit_text) ? el("span", {class: "quiet"}, " " + line.unit_text) : null));
    this.body.append(row);
    if (line.computed.length) {
      const made = line.computed.map(text => el("td", {class: "computed"}, text));
      made.forEach((cell, place) => this.sums.set(line.measure_id + ":" + this.data.weeks[place].week, cell));
      row.append(...made);
      return;
    }
    const mine = line.figures.map((now, place) => this.cell(line, now, this.data.weeks[place], this.rows.length, place));
    this.rows.push(mine);
    row.append(...mine.map(cell => el("td", {}, cell.input)));
  }

  cell(line, now, week, row, column) {
    const cell = {line, week, row, column, name: `${line.name}, ${week.label}`};
    cell.input = el("input", {type: "text", inputmode: "decimal", enterkeyhint: "next", autocomplete: "off", "aria-label": cell.name});
    cell.input.cell = cell;
    cell.figure = new Figure(this.box, now, (_, change, answer) => this.heard(cell, change, answer));
    if (line.figures.some(one => one.text.includes("/")))
      cell.figure.isWhole = text => !isBare(text) || text === "0" || text === cell.figure.saved.text;
    cell.input.value = cell.figure.held.text;
    this.byId.set(cell.figure.id, cell);
    this.update(cell);
    return cell;
  }

  listen(table) {
    const of = event => event.target.cell;
    table.addEventListener("focusin", event => { if (of(event)) { this.look(of(event)); event.target.select(); } });
    table.addEventListener("focusout", event => { if (of(event)) { of(event).figure.leave(); this.trouble(); } });
    table.addEventListener("input", event => { of(event).figure.type({text: event.target.value.trim()}); this.update(of(event)); });
    table.addEventListener("keydown", event => of(event) && this.pressed(event, of(event)));
    table.addEventListener("paste", event => {
      const text = event.clipboardData.getData("text");
      if (of(event) && /[\n\r\t]/.test(text)) { event.preventDefault(); this.paste(of(event), text); }
    });
  }

  // --- what the person does ---

  pressed(event, cell) {
    const letter = event.key.toLowerCase();
    if (event.altKey && letter === "n") { event.preventDefault(); this.more.note.focus(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.action(event, cell, letter);
    if (act) { event.preventDefault(); act(); }
  }

  action(event, cell, letter) {
    const {input, figure} = cell, whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (event.key === "Enter") return () => this.go(cell, event.shiftKey ? -1 : 1, 0);
    if (event.key === "Escape") return () => { figure.restore(); this.fill(cell); input.select(); };
    const move = MOVES[event.key];
    if (move && (move[0] || whole || input.selectionEnd === (move[1] < 0 ? 0 : input.value.length))) return () => this.go(cell, ...move);
    if (letter === "p" && input.value) return () => { figure.leave(); provisional(figure); this.update(cell); };
    if (figure.isDraft) return null;
    const before = this.rows[cell.row][cell.column - 1]?.figure.held.text;
    const answer = {s: before && {text: before, status: "final", waiting_for: ""}, n: {text: "0", status: "final", waiting_for: ""},
      w: {text: "", status: "not_in_yet"}}[letter];
    return answer ? () => { figure.answer(answer); this.fill(cell); this.go(cell, 1, 0); } : null;
  }

  go(cell, down, right) {
    cell.figure.leave();
    const next = this.rows[cell.row + down]?.[cell.column + right];
    if (next) next.input.focus();
  }

  // A block of Excel from this cell to the right and downwards. A gap leaves its cell alone.
  paste(cell, text) {
    const filled = [];
    cells(text).forEach((line, down) => line.forEach((typed, right) => {
      const one = this.rows[cell.row + down]?.[cell.column + right];
      if (!one || !typed) return;
      one.figure.answer({text: typed}, {wait: true});
      this.fill(one);
      filled.push(one.figure);
    }));
    together(this.box, filled);
    words(this.said, filled.length + " figures pasted.");
  }

  // --- what is shown ---

  heard(cell, change, answer) {
    if (change === "merged" || change === "saved") this.fill(cell);
    if (answer && answer.sums)
      for (const [id, text] of Object.entries(answer.sums)) { const sum = this.sums.get(id + ":" + cell.week.week); if (sum) words(sum, text || "–"); }
    if (change === "saved") words(this.said, cell.name + ": saved.");
    if (change === "refused") words(this.said, `${cell.name}: ${cell.figure.sentence}`);
    this.update(cell);
    this.trouble();
  }

  fill(cell) {
    if (!cell.figure.isDraft) cell.input.value = cell.figure.held.text;
    this.update(cell);
  }

  update(cell) {
    const {figure, input} = cell, held = figure.held, [kind] = standingWords(figure);
    const late = !held.text && held.status === "not_in_yet" && held.version;
    input.dataset.state = figure.done || kind === "refused" || figure.kept ? kind || "keeping" : "";
    input.dataset.sure = held.status;
    input.classList.toggle("noted", Boolean(held.note));
    input.placeholder = late ? "not in" : "";
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
    const here = this.body.getRootNode().activeElement;
    const asking = [...this.byId.values()].filter(({figure, input}) =>
      figure.doubt || ["clash", "refused"].includes(figure.state) || input !== here && this.isHalf(figure));
    const sign = asking.map(({figure}) => [figure.id, figure.state, figure.doubt, figure.sentence, JSON.stringify(figure.kept?.theirs)].join()).join("|");
    redraw(this.troubles, sign, () => asking.length ? el("div", {}, ...asking.map(cell => this.ask(cell))) : null);
  }

  ask(cell) {
    const half = this.isHalf(cell.figure) && el("p", {class: "refused"}, `Out of how many? Type it as ${cell.figure.held.text}/47, or ${cell.figure.held.text}%.`);
    return el("div", {class: "one"}, el("strong", {}, cell.name), half || trouble(cell.figure, () => cell.input.focus()));
  }

  isHalf(figure) { return figure.isDraft && !figure.isWhole(figure.held.text); }

  merge(data) {
    this.box.pass = data.pass;
    for (const now of data.lines.flatMap(line => line.figures))
      this.byId.get(["figure", now.measure_id, now.week].join(":"))?.figure.merge(now);
  }
}
