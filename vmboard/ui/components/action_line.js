// @ts-check
// One action: its tick, what is known of it, and behind "⋯" all that may be done with it.

import {N_, _} from "./catalogue.js";
import {mount as boxes} from "./boxes.js";
import {factsOf} from "./action_rules.js";
import {el, words} from "./dom.js";
import {when, withCalendar} from "./when.js";

const UP = {label: N_("What do you need from above?"), such: N_("Such as: a decision on weekend cover"),
  needed: N_("Say what you need, so that somebody above can help.")};
const DROP = {label: N_("Why is it dropped?"), such: "", needed: N_("Say why, in a few words."), doing: N_("Drop it")};
const ROUNDS = [
  ["", N_("Once")], ["1", N_("Every week")], ["2", N_("Every 2 weeks")], ["4", N_("Every 4 weeks")],
];

export class Line {
  /** @param {import("./actions.js").Actions} own @param {any} line */
  constructor(own, line) {
    this.own = own;
    this.id = line.action_id;
    this.part = "";  // of the list, where it is drawn
    this.seen = false;
    this.check = el("input", {type: "checkbox", onchange: () => own.tick(this.line, this.check.checked)});
    this.text = el("span", {class: "text"});
    this.facts = el("span", {class: "facts"});
    this.note = el("p", {class: "note", role: "alert", hidden: true});
    this.panel = el("div", {class: "panel", id: "p" + this.id, hidden: true});
    this.more = el("button", {type: "button", class: "more", "data-looks": "", "aria-expanded": "false",
      "aria-controls": "p" + this.id, onclick: () => this.toggle()}, "⋯");
    this.undo = el("button", {type: "button", class: "plain", onclick: () => this.back()}, _("Undo"));
    const up = own.data.mode === "escalate";
    const what = el("span", {class: "what"}, this.text, this.facts);
    this.label = el(up ? "div" : "label", {class: "tick"}, up ? null : this.check, what);
    this.answers = el("div", {class: "doings answers", hidden: true},
      button(_("Done"), () => own.tick(this.line, true), "main"),
      button(_("Not yet: a week more"), () => this.later()));
    this.node = el("li", {class: "action"}, this.label, this.undo, this.more, this.answers, this.note, this.panel);
    this.node.addEventListener("keydown", event => {
      if (event.key !== "Escape" || this.panel.hidden || event.defaultPrevented) return;
      event.stopPropagation();
      this.toggle();
      this.more.focus();
    });
  }

  update(line) {
    this.line = line;
    const up = this.own.data.mode === "escalate", done = Boolean(line.done_on) || line.removed;
    this.check.checked = Boolean(line.done_on);
    this.check.disabled = line.removed;
    this.node.classList.toggle("done", done);
    this.node.classList.toggle("late", line.late && !done);
    const asked = this.part === "first" && !done;
    words(this.text, asked ? _("{action}: done?", {action: line.text}) : line.text);
    this.answers.hidden = !asked;
    this.more.setAttribute("aria-label", _("More about {action}", {action: line.text}));
    this.more.hidden = done || up;
    if (up) this.panelButton(line);
    words(this.undo, line.removed ? _("Put back") : _("Undo"));
    this.undo.setAttribute("aria-label", line.removed
      ? _("Put back {action}", {action: line.text}) : _("Undo {action}", {action: line.text}));
    this.undo.hidden = !done;
    this.drawFacts(line);
    if (done && !this.panel.hidden) this.toggle();
  }

  drawFacts(line) {
    const facts = factsOf(line), text = JSON.stringify(facts);
    if (this.drawn === text) return;
    this.drawn = text;
    this.facts.replaceChildren(...facts.map(([look, said, title]) => el("span", {class: look, title}, said)));
  }

  complain(sentence) { words(this.note, sentence || ""); this.note.hidden = !sentence; }

  back() {
    if (this.line.removed) this.own.hand("pick", this.line, {verb: "actions.pick_up"});
    else this.own.tick(this.line, false);
  }

  // --- behind the three dots ---

  toggle() {
    const open = this.panel.hidden;
    this.panel.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
    this.complain("");
    if (!open) {
      this.words?.leave();
      this.words = null;
      this.panel.replaceChildren();
      return;
    }
    const place = el("div", {class: "words"});
    const send = this.line.is_with
      ? button(_("Take back"), () => this.takeBack())
      : button(sendWords(this.line) + "…", () => this.ask("up"));
    this.reason = el("div", {class: "reason"});
    this.panel.append(place, el("div", {class: "doings"}, button(_("Carry over a week"), () => this.carry()), send,
      button(_("Drop…"), () => this.ask("drop"))), this.reason);
    this.fill(place);
  }

  later() { this.own.hand("carry", this.line, {verb: "actions.carry_over", due: this.line.due}); }

  carry() {
    this.own.hand("carry", this.line, {verb: "actions.carry_over", due: this.line.due});
    this.toggle();
    this.more.focus();
  }

  async fill(place) {
    place.attachShadow({mode: "open"});
    const made = this.words = await boxes(place.shadowRoot), line = this.line, data = this.own.data;
    if (this.panel.hidden) { made.leave(); return; }
    const box = (field, label, kind, value, more = {}) =>
      ({noun: "action", row: this.id, field, label, kind, value: value ?? "", ...more});
    const people = [["", _("Nobody yet")], ...data.members.map(([id, name]) => [String(id), name])];
    made.show({...data, boxes: [
      box("text", _("What"), "line", line.text, {wide: true, max: 140}),
      box("owner_id", _("Who"), "choice", line.owner_id && String(line.owner_id), {options: people}),
      box("due", _("By when"), "day", line.due),
      box("repeat_weeks", _("Comes round"), "choice", line.repeat_weeks && String(line.repeat_weeks),
        {options: ROUNDS.map(([weeks, said]) => [weeks, _(said)])}),
    ]}, null);
    place.shadowRoot.querySelector("input")?.focus();
  }

  // In the huddle's part for sending up, the button stands on the line itself.
  panelButton(line) {
    this.send = this.send || el("button", {type: "button", class: "send"});
    words(this.send, line.is_with ? _("Take back") : sendWords(line));
    this.send.setAttribute("aria-label", this.send.textContent + ": " + line.text);
    this.send.onclick = () => { if (line.is_with) this.takeBack(); else this.open(); };
    if (!this.send.isConnected) this.node.insertBefore(this.send, this.note);
  }

  open() {
    this.reason = el("div", {class: "reason"});
    this.panel.replaceChildren(this.reason);
    this.panel.hidden = false;
    this.ask("up");
  }

  takeBack() { this.own.hand("up", this.line, {verb: "actions.escalate", up: false}); this.focusAgain(); }

  // Ask for a reason, to send it up or to drop it.
  ask(kind) {
    const asked = kind === "up" ? {...UP, doing: sendWords(this.line)} : {...DROP, doing: _(DROP.doing)};
    const input = el("input", {type: "text", maxlength: 200, autocomplete: "off", id: "r" + this.id,
      placeholder: asked.such && _(asked.such)});
    const whom = kind === "up" && this.own.data.up ? toWhom(this.own.data.up, this.id) : null;
    const send = () => {
      if (!input.value.trim()) { this.complain(_(asked.needed)); input.focus(); return; }
      const wrong = whom?.wrong();
      if (wrong) { this.complain(wrong); return; }
      this.own.hand(kind, this.line, kind === "up"
        ? {verb: "actions.escalate", up: true, again: Boolean(this.line.escalated_on), reason: input.value,
          ...whom?.said()}
        : {verb: "actions.drop", reason: input.value});
      this.complain("");
      this.focusAgain();
    };
    input.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); send(); } });
    this.reason.replaceChildren(el("label", {for: input.id}, _(asked.label)),
      el("div", {class: "with"}, input, button(asked.doing, send, "main")), whom ? whom.node : "");
    input.focus();
  }

  focusAgain() {
    if (!this.panel.hidden && this.own.data.mode === "escalate") this.panel.hidden = true;
    else if (!this.panel.hidden) this.toggle();
    (this.send || this.more).focus();
  }
}

// Who answers, by when and of what kind it is: filled in as it was agreed, so that nothing more need be touched.
function toWhom(up, id) {
  const who = el("input", {type: "text", maxlength: 80, autocomplete: "off", id: "w" + id});
  const day = when("day", {id: "b" + id});
  const kinds = el("select", {id: "k" + id},
    el("option", {value: ""}, _("Not said")), ...up.kinds.map(([kind, said]) => el("option", {value: kind}, said)));
  who.value = up.receiver;
  day.value = up.answer_by;
  const field = (input, label, shown = input) => el("div", {}, el("label", {for: input.id}, label), shown);
  return {
    node: el("div", {class: "whom"}, field(who, _("Who answers")), field(day, _("Answer by"), withCalendar(day)),
      field(kinds, _("Of what kind"))),
    wrong: () => day.wrong(),
    said: () => ({receiver: who.value, answer_by: day.value, problem_kind: kinds.value}),
  };
}

const button = (label, onclick, kind = "") => el("button", {type: "button", class: kind, onclick}, label);
const sendWords = line => line.escalated_on ? _("Ask again") : _("Send up");
