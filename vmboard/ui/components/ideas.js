// @ts-check
// Ideas are typed straight into their lane: words, Enter, and the next. Votes are one touch, and may be taken back.

import {_} from "./catalogue.js";
import {Card} from "./cards.js";
import {el, words} from "./dom.js";
import {key} from "./outbox.js";

const LONGEST = 60;

export class Ideas {
  /** @param {import("./lanes.js").Lanes} board */
  constructor(board) {
    this.board = board;
    this.input = el("input", {type: "text", placeholder: _("Add an idea"), "aria-label": _("Add an idea"),
      autocomplete: "off", enterkeyhint: "done"});
    this.worry = el("p", {class: "worry", role: "alert"});
    this.node = el("div", {class: "add", "data-adds": ""}, this.input, this.worry);
    this.input.value = board.box.get("draft:card")?.item.title || "";
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", event => {
      event.stopPropagation();
      if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); this.add(); }
    });
  }

  listen() {
    const {box} = this.board;
    return [box.listen("card:", entry => entry && this.added(entry)),
      box.listen("vote:", entry => entry && this.voted(entry))];
  }

  typed() {
    const {box} = this.board, over = [...this.input.value.trim()].length - LONGEST;
    words(this.worry, over > 0
      ? _("A title has up to {most} characters: {n} too many.", {most: LONGEST, n: over}) : "");
    if (this.input.value) box.put("draft:card", {verb: "projects.add", title: this.input.value}, {ready: false});
    else box.drop("draft:card");
  }

  add() {
    const {board, input} = this, title = input.value.trim(), made = key();
    if (!title || this.worry.textContent) return;
    input.value = "";
    board.box.drop("draft:card");
    this.draw(made, title);
    board.box.put("card:" + made, {verb: "projects.add", title, key: made});
    board.arrange();
    words(board.said, _("“{card}” added to {lane}.", {card: title, lane: board.names.idea}));
  }

  // Ideas that the server has not heard of yet stand in their lane all the same.
  waiting() {
    for (const {item} of this.board.box.all("card:")) {
      if (!this.board.cards.has(item.key)) this.draw(item.key, item.title);
    }
  }

  draw(made, title) {
    this.board.keep(made, new Card({id: 0, title, stage: "idea", owner: "", measure: "", age: _("today"), days: 0,
      votes: 0, step: null, theme: this.board.theme, spark: ""}));
  }

  added(entry) {
    const {board} = this, made = entry.item.key, card = board.cards.get(made);
    if (!card || !["saved", "refused"].includes(entry.state)) return;
    board.cards.delete(made);
    if (entry.state === "saved" && !board.cards.has(entry.answer.row)) {
      card.of.id = entry.answer.row;
      card.revision = entry.answer.revision;
      board.keep(entry.answer.row, card);
    } else card.node.remove();
    if (entry.state === "refused") {
      board.box.drop(entry.id);
      if (!this.input.value) { this.input.value = entry.item.title; this.typed(); }
      board.note.tell(entry.sentence + " “" + entry.item.title + "”", 0, "refused");
    }
    board.arrange();
  }

  // Whose votes these are: this person's, in this browser. A vote is known by its key, so it counts once.
  get purse() { return "vmboard-votes:" + this.board.data.place + ":" + this.board.data.who; }

  votes() {
    try { return JSON.parse(localStorage.getItem(this.purse)) || {}; } catch { return {}; }
  }

  mine(id) { return this.votes()[id]; }

  vote(card) {
    const {board} = this, {id} = card.of, all = this.votes(), mine = all[id], made = mine || key();
    if (!id) return;
    if (mine) delete all[id]; else all[id] = made;
    try { localStorage.setItem(this.purse, JSON.stringify(all)); } catch { /* given, and not to be taken back here */ }
    card.of.votes += mine ? -1 : 1;
    board.box.put("vote:" + id, {verb: "projects.vote", row: id, key: made, up: !mine});
    board.arrange();
    words(board.said, card.vote.getAttribute("aria-label"));
  }

  voted(entry) {
    const {board} = this, card = board.cards.get(entry.item.row);
    if (!card) return;
    if (entry.state === "saved") {
      card.of.votes = entry.answer.votes;
      card.revision = entry.answer.revision;
      board.arrange();
    } else if (entry.state === "refused") {
      board.box.drop(entry.id);
      board.note.tell(entry.sentence, entry.item.row, "refused");
    }
  }
}
