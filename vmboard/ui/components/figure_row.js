// One measure of the week: its name, what is usual, its box, three one-touch answers, and how it stands.

import {el, words} from "./outbox.js";
import {Figure, isBare} from "./figure.js";
import {more, provisional, redraw, standingWords, trouble} from "./figure_more.js";
import {read, say} from "./sums.js";

let count = 0;

export class Row {
  // `list` knows the other rows: step(row, by), changed(row), paste(row, text).
  constructor(list, line) {
    Object.assign(this, {list, line, key: "f" + ++count});
    this.figure = new Figure(list.box, {...line.figure, week: list.week}, (_, change, answer) => this.heard(change, answer));
    this.figure.isWhole = text => this.isWhole(text);
    this.draw();
    this.node.classList.toggle("was-in", this.figure.isIn);  // no room for answers under it
    this.fill();
    this.update();
  }

  draw() {
    const {line, key} = this, about = `${key}u ${key}s`;
    this.above = this.input(line.name, {id: key, "aria-describedby": about});
    this.below = line.out_of ? this.input(`${line.name}, out of how many`, {"aria-describedby": about}) : null;
    this.name = el("label", {for: key, class: "name"}, line.name);
    this.state = el("span", {class: "vm-state", id: key + "s"});
    this.answers = el("div", {class: "answers", role: "group", "aria-label": line.name + ", in one touch"},
      line.last_typed ? this.button("same", "Same as " + line.last_when, () => this.same()) : null,
      this.button("none", "None this week", () => this.none()), this.button("not in yet", "Not in yet", () => this.late()));
    this.dots = el("button", {type: "button", class: "dots", "data-looks": "", tabindex: -1, "aria-expanded": "false", "aria-label": `${line.name}: note, provisional`,
      onclick: () => this.open()}, "…");
    this.under = el("div", {class: "under"});
    this.aside = el("p", {class: "note"});
    this.side = el("div", {class: "side"}, this.answers, this.state);
    this.node = el("li", {class: "row"}, this.name,
      el("div", {class: "beside", id: key + "u"}, el("span", {class: "last"}, [line.last_when, line.last_text].join(" ").trim()),
        el("span", {class: "usual"}, line.usual && "usual " + line.usual)),
      el("div", {class: "put"}, this.above, this.below ? el("span", {class: "unit"}, "of") : null, this.below,
        el("span", {class: "unit"}, this.below ? line.out_of === "so many" ? "" : line.out_of : line.unit_text)),
      this.side, this.dots, this.under, this.aside);
    this.node.addEventListener("keydown", event => event.target.tagName === "BUTTON" && this.walked(event));
    this.node.addEventListener("focusout", event => this.node.contains(event.relatedTarget) || this.figure.leave());
  }

  input(label, more) {
    const made = el("input", {type: "text", inputmode: "decimal", enterkeyhint: "next", autocomplete: "off", "aria-label": more.id ? null : label, ...more});
    made.addEventListener("input", () => this.typed());
    made.addEventListener("keydown", event => this.pressed(event));
    made.addEventListener("paste", event => {
      const text = event.clipboardData.getData("text");
      if (/[\n\r\t]/.test(text)) { event.preventDefault(); this.list.paste(this, text); }
    });
    return made;
  }

  button(label, title, act) {
    const touched = event => { act(); if (event.pointerType !== "touch") this.list.step(this, 1); };  // no keyboard in a thumb's way
    return el("button", {type: "button", tabindex: -1, title, onclick: touched}, label);
  }

  // --- what the person does ---

  typed() {
    const above = this.above.value.trim(), below = this.below ? this.below.value.trim() : "";
    this.figure.type({text: below ? above + "/" + below : above});
    this.update();
  }

  same() { this.say({text: this.line.last_typed, status: "final", waiting_for: ""}); }
  late() { this.say({text: "", status: "not_in_yet", waiting_for: this.figure.held.waiting_for || this.line.waits}); }

  none() {
    const of = this.below ? this.below.value.trim() : "";
    this.say({text: of ? "0/" + of : "0", status: "final", waiting_for: ""});
  }

  say(changes) {
    this.figure.answer(changes);
    this.fill();
    this.update();
  }

  pressed(event) {
    const box = event.currentTarget, letter = event.key.toLowerCase();
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.altKey && letter === "n") { event.preventDefault(); this.open(true); return; }
    if (!plain) return;
    const act = this.action(event, box, letter);
    if (act) { event.preventDefault(); act(); }
  }

  action(event, box, letter) {
    if (event.key === "Enter") return () => this.enter(event.shiftKey, box);
    if (event.key === "ArrowDown") return () => this.list.step(this, 1);
    if (event.key === "ArrowUp") return () => this.list.step(this, -1);
    if (event.key === "ArrowRight" && box.selectionEnd === box.value.length) return () => this.along(box, 1);
    if (event.key === "ArrowLeft" && box === this.below && box.selectionStart === 0) return () => this.above.focus();
    if (event.key === "Escape") return () => { this.figure.restore(); this.fill(); this.update(); box.select(); };
    if (letter === "p" && box.value) return () => { this.figure.leave(); provisional(this.figure); this.update(); };
    if (this.figure.isDraft || box === this.below) return null;
    const answer = {s: this.line.last_typed ? () => this.same() : null, n: () => this.none(), w: () => this.late()}[letter];
    return answer ? () => { answer(); this.list.step(this, 1); } : null;
  }

  enter(back, box) {
    if (!back && box === this.above && this.below && !this.below.value && isBare(box.value)) { this.below.focus(); return; }
    this.figure.leave();
    this.list.step(this, back ? -1 : 1);
  }

  // The arrow right walks on to the row's other marks, the arrow left back.
  along(from, by) {
    const marks = [this.above, this.below, ...this.node.querySelectorAll("button")].filter(mark => mark && mark.checkVisibility() && !mark.disabled);
    const next = marks[marks.indexOf(from) + by];
    if (next) next.focus();
  }

  walked(event) {
    const act = {ArrowRight: () => this.along(event.target, 1), ArrowLeft: () => this.along(event.target, -1), Escape: () => this.focus(),
      ArrowDown: () => this.list.step(this, 1), ArrowUp: () => this.list.step(this, -1)}[event.key];
    if (act) { event.preventDefault(); act(); }
  }

  open(toNote = false) {
    if (this.more && !toNote) { this.close(); return; }
    if (!this.more) {
      this.more = more(this.figure, this.line.name, () => { this.close(); this.focus(); });
      this.node.insertBefore(this.more.node, this.under);
      this.dots.setAttribute("aria-expanded", "true");
      this.update();
    }
    if (toNote) this.more.note.focus();
  }

  close() {
    this.more.node.remove();
    this.more = null;
    this.dots.setAttribute("aria-expanded", "false");
    this.update();
  }

  focus() {
    const {top, bottom} = this.above.getBoundingClientRect();
    this.above.focus({preventScroll: top > 140 && bottom < innerHeight - 90});
    if (this.above.value) this.above.select();
  }

  // --- what is shown ---

  // So many without out of how many is not sent, nor the other way round.
  isWhole(text) {
    if (!this.below || !text || text === this.figure.saved.text || text === "0") return true;
    return !text.startsWith("/") && !text.endsWith("/") && !isBare(text);
  }

  get value() { return this.figure.held.text ? read(this.figure.held.text, this.line.scale) : null; }

  fill() {
    const [above, below] = this.below ? this.figure.held.text.split("/") : [this.figure.held.text];
    this.above.value = above || "";
    if (this.below) this.below.value = below || "";
  }

  heard(change, answer) {
    const root = this.node.getRootNode(), here = this.node.contains(root.activeElement) && root.activeElement.tagName === "INPUT";
    if (change === "merged" || change === "saved" && !(here && this.figure.kept)) this.fill();
    if (answer && answer.sums) this.list.summed(answer.sums);
    this.update();
    this.list.changed(this, change);
  }

  update() {
    const {figure, line} = this, held = figure.held, [kind, text] = standingWords(figure);
    const half = figure.state === "typing" && !this.isWhole(held.text);
    const share = this.below && kind !== "refused" && this.value !== null && held.text.includes("/") ? say(this.value, line.unit, line.decimals) : "";
    const open = !figure.isIn && (!figure.kept || figure.isDraft) && !held.waiting_for && !figure.saved.version;
    this.state.dataset.state = line.asked ? kind : "";
    words(this.state, half ? "out of how many?" : [share, text || (!line.asked && line.next_asked ? "next asked " + line.next_asked : "")].filter(Boolean).join(" · "));
    this.answers.hidden = !open || half || !line.asked;
    this.node.classList.toggle("in", figure.isIn && !figure.kept);
    words(this.aside, held.note && !this.more ? "Note: " + held.note : "");
    this.aside.hidden = !this.aside.textContent;
    redraw(this.under, [figure.state === "clash" && JSON.stringify([figure.kept.theirs, held]), figure.sentence, figure.doubt].join("|"), () => trouble(figure, () => this.focus()));
    if (this.more) this.more.update();
    this.list.recount();
  }
}
