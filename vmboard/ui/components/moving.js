// @ts-check
// A project moves from stage to stage: at once on the screen, then through the outbox, with the stage it was moved
// from.
//
// Embedded, stopped and parked ask a question first. What is typed there is a draft like any other; Escape is Not now.

import {_} from "./catalogue.js";
import {el, words} from "./dom.js";
import {ASKS, following, offered} from "./move_rules.js";
import {key} from "./outbox.js";

const at = id => "move:" + id;

/**
 * @param {import("./outbox.js").Outbox} box @param {HTMLElement} frame
 * @param {{
 *   name: (stage: string) => string, changed: (id: number, stage: string) => void,
 *   told: (sentence: string, id: number, stage: string, why: string) => void,
 *   saved: (id: number, answer: any, was: string) => void,
 * }} page `name`: the team's word for a stage; `changed`: show it there, saved or not; `told`: a clash, a refusal or a
 *   kind word
 */
export const moves = (box, frame, page) => new Moves(box, frame, page);

class Moves {
  constructor(box, frame, page) {
    this.box = box;
    this.frame = frame;
    this.page = page;
    /** @type {HTMLDialogElement | null} */
    this.dialog = null;
    /** @type {Map<string, string>} */
    this.kept = new Map();
    this.unhear = box.listen("move:", entry => entry && this.heard(entry));
    this.stop = () => { this.unhear(); this.dialog?.remove(); };
  }

  get asking() { return Boolean(this.dialog); }

  start(card, to) {
    if (to === card.stage) return;
    const was = card.stage;
    this.page.changed(card.id, to);
    if (ASKS[to]) this.ask(card, to, was);
    else this.send(card.id, to, was);
  }

  send(row, to, was, reason = "") {
    this.box.put(at(row), following(this.box.get(at(row))?.item, {row, to, was, reason}, key()));
  }

  ask(card, to, was, typed = undefined) {
    const asked = ASKS[to], {dialog, text, worry} = this.draw(card, to);
    const close = () => { dialog.close(); dialog.remove(); this.dialog = null; };
    const done = () => {
      if (asked.needed && !text.value.trim()) { words(worry, _(asked.needed)); text.focus(); return; }
      close();
      this.send(card.id, to, was, text.value);
    };
    const back = () => {
      close();
      this.kept.set(to + card.id, text.value);  // Not now: what was typed is there when it is asked again
      this.box.drop(at(card.id));
      this.page.changed(card.id, was);
    };
    dialog.append(el("div", {class: "vm-choose"},
      el("button", {type: "button", class: "main", onclick: done}, _("Move to {lane}", {lane: this.page.name(to)})),
      el("button", {type: "button", onclick: back}, _("Not now"))));
    text.value = typed ?? this.kept.get(to + card.id) ?? offered(card, to);
    text.addEventListener("input", () => this.draft(card.id, to, was, text.value));
    dialog.addEventListener("cancel", event => { event.preventDefault(); back(); });
    dialog.addEventListener("keydown", event => {
      event.stopPropagation();
      if (event.key === "Escape") { event.preventDefault(); back(); return; }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) done();
    });
    this.frame.append(dialog);
    dialog.showModal();
    const answered = typed === undefined && Boolean(text.value);  // said already: one key sends it as it stands
    /** @type {HTMLElement} */ (answered ? dialog.querySelector("button.main") : text).focus();
    text.setSelectionRange(text.value.length, text.value.length);
    this.dialog = dialog;
  }

  draw(card, to) {
    const {title, help} = ASKS[to], id = "a" + key();
    const text = el("textarea", {id, rows: 3, maxlength: 200, "aria-describedby": id + "h"});
    const worry = el("p", {class: "worry", role: "alert"});
    const dialog = el("dialog", {class: "vm-ask", closedby: "none", "aria-labelledby": id + "t"},
      el("p", {class: "quiet"}, card.title), el("h2", {id: id + "t"}, el("label", {for: id}, _(title))),
      el("p", {class: "quiet", id: id + "h"}, _(help)), text, worry);
    return {dialog, text, worry};
  }

  // What is being typed is kept, and not yet sent. An earlier move that still waits goes first.
  draft(row, to, was, reason) {
    if (this.box.get(at(row))?.ready) return;
    this.box.put(at(row), {verb: "projects.move", row, to, was, reason, after: []}, {ready: false});
  }

  // A question that a reload left open is asked again, with what was typed.
  resume(cards) {
    if (this.asking) return;
    for (const {item, ready} of this.box.all("move:")) {
      const card = cards.get(item.row);
      if (ready || !card) continue;
      this.page.changed(card.id, item.to);
      this.ask(card, item.to, item.was, item.reason);
      return;
    }
  }

  heard({id, item, state, answer, theirs, sentence}) {
    const {changed, told, saved} = this.page, {row} = item;
    if (state === "saved") {
      saved(row, answer, item.was);
      if (answer.value !== item.to) changed(row, answer.value);
      if (answer.warning) told(answer.warning, row, item.to, "kind");
    } else if (state === "clash") {
      this.box.drop(id);
      changed(row, theirs.value);
      told(sentence, row, theirs.value, "clash");
    } else if (state === "refused") {
      this.box.drop(id);
      changed(row, item.was);
      told(sentence, row, item.to, "refused");
    }
  }
}
