// @ts-check
// What is said above the lanes: a clash, a refusal, or where a project went, and what may be done about it.

import {_} from "./catalogue.js";
import {el} from "./dom.js";

export class Note {
  // `board` has the cards, the moves and the one that is chosen: open(id, at), moves.start(card, stage).
  constructor(board) {
    this.board = board;
    this.node = el("div", {class: "note", role: "status", tabindex: -1, hidden: true});
  }

  /** @param {string} sentence @param {number} id @param {string} why @param {string} was the lane it came from */
  tell(sentence, id, why, was = "idea") {
    const shut = () => { this.hush(); this.board.at?.body.focus(); };
    const close = el("button", {type: "button", "aria-label": _("Close"), class: "close", onclick: shut}, "×");
    this.node.dataset.why = why;
    this.node.replaceChildren(el("p", {}, sentence), ...this.wayOut(id, why, was), close);
    this.node.hidden = false;
    if (why !== "moved") this.node.scrollIntoView({block: "nearest"});
    if (why === "gone") this.node.focus();
  }

  // Put back what was moved, or open the project.
  wayOut(id, why, was) {
    const {board} = this, card = board.cards.get(id);
    const button = (onclick, text) => [el("button", {type: "button", onclick}, text)];
    const back = () => { this.hush(); if (card) board.moves.start({...card.of, id}, was); board.focus(card); };
    if (why === "moved") return button(back, _("Undo"));
    if (why !== "gone") return id ? button(() => board.open(id, why === "clash" ? "" : "needs"), _("Open it")) : [];
    return card ? button(back, _("Put it back")) : [];
  }

  hush() {
    this.node.hidden = true;
    this.node.replaceChildren();
  }
}
