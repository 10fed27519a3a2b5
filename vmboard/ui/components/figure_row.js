// @ts-check
// One measure of the week: its name, what is usual, its box, three one-touch answers, and how it stands.

import {_} from "./catalogue.js";
import {el, isPlain, words} from "./dom.js";
import {Figure} from "./figure.js";
import {meaningInRow} from "./figure_keys.js";
import {more, provisional, redraw, standingWords, trouble} from "./figure_more.js";
import {isBare, read, say} from "./sums.js";

const HALF = "half";  // an answer that needs one more number

let count = 0;

export class Row {
  // `list` knows the other rows: step(row, by), changed(row), paste(row, text).
  constructor(list, line) {
    this.list = list;
    this.line = line;
    this.key = "f" + ++count;
    /** @type {ReturnType<typeof more> | null} */
    this.more = null;
    const now = {...line.figure, week: list.week};
    this.figure = new Figure(list.box, now, (_figure, change, answer) => this.heard(change, answer));
    this.figure.isWhole = text => this.isWhole(text);
    this.draw();
    this.node.classList.toggle("was-in", this.figure.isIn);  // no room for answers under it
    this.fill();
    this.update();
  }

  draw() {
    const {line, key} = this, about = `${key}u ${key}s`;
    this.above = this.input(line.name, {id: key, "aria-describedby": about});
    this.isLinked = Boolean(line.out_of_id);  // another row of the week says out of how many
    this.of = el("output", {class: "unit"});
    this.below = line.out_of && !this.isLinked
      ? this.input(_("{name}, out of how many", {name: line.name}), {"aria-describedby": about}) : null;
    this.state = el("span", {class: "vm-state", id: key + "s"});
    const touch = _("{name}, in one touch", {name: line.name}), as = _("Same as {when}", {when: line.last_when});
    this.answers = el("div", {class: "answers", role: "group", "aria-label": touch},
      line.last_typed && !line.out_of ? this.button(_("same"), as, () => this.same()) : null,
      this.button(_("none"), _("None this week"), () => this.none()),
      line.out_of ? this.nobody = this.button(_("nothing to count"), _("Nobody to count"), () => this.nothing()) : null,
      this.button(_("not in yet"), _("Not in yet"), () => this.late()));
    this.dots = el("button", {type: "button", class: "dots", "data-looks": "", tabindex: -1, "aria-expanded": "false",
      "aria-label": _("{name}: note, provisional", {name: line.name}), onclick: () => this.open()}, "…");
    this.under = el("div", {class: "under"});
    this.aside = el("p", {class: "note"});
    const name = el("div", {class: "name"}, el("label", {for: key}, line.name), owedMark(line));
    this.node = el("li", {class: "row"}, name, beside(line, key + "u"),
      this.boxes(), el("div", {class: "side"}, this.answers, this.state), this.dots, this.under, this.aside);
    this.node.addEventListener("keydown", event => {
      if (/** @type {Element} */ (event.target).tagName === "BUTTON") this.walked(event);
    });
    this.node.addEventListener("focusout", event => {
      if (!this.node.contains(/** @type {Node} */ (event.relatedTarget))) this.figure.leave();
    });
  }

  // Its one box with the unit, or its two: so many of so many.
  boxes() {
    const {line, above, below} = this, unit = text => el("span", {class: "unit"}, text);
    if (this.isLinked) return el("div", {class: "put"}, above, this.of);
    if (!below) return el("div", {class: "put"}, above, unit(line.unit_text));
    return el("div", {class: "put"}, above, unit(_("of")), below, unit(line.out_of === "so many" ? "" : line.out_of));
  }

  input(label, attributes) {
    const made = el("input", {type: "text", inputmode: "decimal", enterkeyhint: "next", autocomplete: "off",
      "aria-label": attributes.id ? null : label, ...attributes});
    made.addEventListener("input", () => this.typed());
    made.addEventListener("keydown", event => this.pressed(event));
    made.addEventListener("paste", event => {
      const text = event.clipboardData.getData("text");
      if (/[\n\r\t]/.test(text)) { event.preventDefault(); this.list.paste(this, text); }
    });
    return made;
  }

  button(label, title, act) {
    const touched = event => {
      if (act() === HALF) return;
      if (event.pointerType !== "touch") this.list.step(this, 1);  // no keyboard in a thumb's way
    };
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

  nothing() { this.say({text: "", status: "nothing_to_count", waiting_for: ""}); }

  // None of nobody is no percentage: it asks out of how many.
  none() {
    const of = this.below ? this.below.value.trim() : "";
    if (this.below && !of) {
      this.above.value = "0";
      this.typed();
      this.below.focus();
      return HALF;
    }
    this.say({text: of ? "0/" + of : "0", status: "final", waiting_for: ""});
    return "";
  }

  say(changes) {
    this.figure.answer(changes);
    this.fill();
    this.update();
  }

  pressed(event) {
    const box = event.currentTarget;
    const isNote = event.altKey && event.key.toLowerCase() === "n";
    if (isNote) { event.preventDefault(); this.open(true); return; }
    const meaning = isPlain(event) && meaningInRow(event.key, {shift: event.shiftKey, atStart: box.selectionStart === 0,
      atEnd: box.selectionEnd === box.value.length, typed: Boolean(box.value), draft: this.figure.isDraft,
      below: box === this.below, last: Boolean(this.line.last_typed)});
    if (!meaning) return;
    event.preventDefault();
    this.act(meaning, box);
  }

  act(meaning, box) {
    const onwards = act => { if (act() !== HALF) this.list.step(this, 1); };
    ({
      enter: () => this.enter(false, box), back: () => this.enter(true, box),
      down: () => this.list.step(this, 1), up: () => this.list.step(this, -1),
      along: () => this.along(box, 1), above: () => this.above.focus(),
      restore: () => { this.figure.restore(); this.fill(); this.update(); box.select(); },
      provisional: () => { this.figure.leave(); provisional(this.figure); this.update(); },
      same: () => onwards(() => this.same()), none: () => onwards(() => this.none()),
      nothing: () => onwards(() => this.nothing()), late: () => onwards(() => this.late()),
    })[meaning]();
  }

  enter(back, box) {
    const asksHowMany = box === this.above && this.below && !this.below.value && isBare(box.value);
    if (!back && asksHowMany) { this.below.focus(); return; }
    this.figure.leave();
    this.list.step(this, back ? -1 : 1);
  }

  // The arrow right walks on to the row's other marks, the arrow left back.
  along(from, by) {
    const all = [this.above, this.below, ...this.node.querySelectorAll("button")];
    const marks = all.filter(mark => mark && mark.checkVisibility() && !mark.disabled);
    const next = marks[marks.indexOf(from) + by];
    if (next) next.focus();
  }

  walked(event) {
    const act = {
      ArrowRight: () => this.along(event.target, 1), ArrowLeft: () => this.along(event.target, -1),
      ArrowDown: () => this.list.step(this, 1), ArrowUp: () => this.list.step(this, -1), Escape: () => this.focus(),
    }[event.key];
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
    if (!this.below || !text || text === this.figure.saved.text) return true;
    return !text.startsWith("/") && !text.endsWith("/") && !isBare(text);
  }

  get value() {
    const {text} = this.figure.held, {scale} = this.line;
    if (!text) return null;
    if (!this.isLinked || !isBare(text)) return read(text, scale);
    const above = read(text), below = this.list.valueOf(this.line.out_of_id);
    return above === null || !below ? null : above / below * scale;
  }

  fill() {
    const [above, below] = this.below ? this.figure.held.text.split("/") : [this.figure.held.text];
    this.above.value = above || "";
    if (this.below) this.below.value = below || "";
  }

  heard(change, answer) {
    const {activeElement} = /** @type {ShadowRoot} */ (this.node.getRootNode());
    const isTyping = this.node.contains(activeElement) && activeElement.tagName === "INPUT" && this.figure.kept;
    if (change === "merged" || change === "saved" && !isTyping) this.fill();
    if (answer && answer.sums) this.list.summed(answer.sums);
    if (answer && answer.shares) this.list.followed(answer.shares);
    this.update();
    this.list.changed(this, change);
  }

  update() {
    const {figure} = this, {held} = figure;
    this.standing();
    this.node.classList.toggle("in", figure.isIn && !figure.kept);
    this.node.classList.toggle("owed", this.line.asked && !figure.isIn);
    words(this.aside, held.note && !this.more ? _("Note: {note}", {note: held.note}) : "");
    this.aside.hidden = !this.aside.textContent;
    const clashing = figure.state === "clash" && JSON.stringify([figure.kept.theirs, held]);
    const sign = [clashing, figure.sentence, figure.doubt].join("|");
    redraw(this.under, sign, () => trouble(figure, () => this.focus()));
    if (this.more) this.more.update();
    this.list.recount();
  }

  standing() {
    const {figure, line} = this, [kind, text] = standingWords(figure);
    const half = figure.state === "typing" && !this.isWhole(figure.held.text);
    const next = !line.asked && line.next_asked ? _("next asked {day}", {day: line.next_asked}) : "";
    this.state.dataset.state = line.asked ? kind : "";
    words(this.state, half ? _("out of how many?") : [this.share(kind), text || next].filter(Boolean).join(" · "));
    const isNoneOfNobody = half && this.above.value.trim() === "0";
    for (const button of this.answers.children) {
      /** @type {HTMLElement} */ (button).hidden = isNoneOfNobody && button !== this.nobody;
    }
    this.answers.hidden = half ? !isNoneOfNobody : !this.isOpen || !line.asked;
  }

  // What it is out of, as the other row says it at this moment.
  showOf() {
    const {line} = this;
    const n = this.isLinked && say(this.list.valueOf(line.out_of_id), "", null) || "…";
    if (this.isLinked) words(this.of, _("of {n} {what}", {n, what: line.out_of}));
  }

  // Nobody has said anything about this figure yet: the one-touch answers stand there.
  get isOpen() {
    const {figure} = this;
    return !figure.isIn && (!figure.kept || figure.isDraft) && !figure.held.waiting_for && !figure.saved.version;
  }

  // So many of so many, as the board says it: 34%.
  share(kind) {
    const {line} = this, isShare = this.isLinked || this.below && this.figure.held.text.includes("/");
    return isShare && kind !== "refused" && this.value !== null ? say(this.value, line.unit, line.decimals) : "";
  }
}

// That a line is owed, said where it is late by more than this week.
export function owedMark(line) {
  if (!line.is_owed) return null;
  return el("span", {class: line.weeks_late > 1 ? "late-by" : "late-by vm-only"}, " " + line.owed_words);
}

// What this measure was the week before, and what is usual for it.
export function beside(line, id = null) {
  const last = [line.last_when, line.last_text].join(" ").trim();
  return el("div", {class: "beside", id}, el("span", {class: "last"}, last),
    el("span", {class: "usual"}, line.usual && _("usual {range}", {range: line.usual})));
}
