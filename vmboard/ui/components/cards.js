// A project's card in its lane: a real button that opens it, a vote, and "⋯" to move it.

import {el} from "./outbox.js";

const LETTERS = ["P", "D", "S", "A"], STEPS = ["Plan", "Do", "Study", "Act"];

export class Card {
  constructor(of) {
    this.of = of;
    this.body = el("button", {type: "button", class: "card-open", "data-looks": "", "aria-keyshortcuts": "M V Shift+ArrowRight"});
    this.more = el("button", {type: "button", class: "more", tabindex: -1, "aria-haspopup": "menu", "aria-expanded": "false"}, "⋯");
    this.vote = el("button", {type: "button", class: "vote", tabindex: -1});
    this.node = el("li", {class: "card"}, this.body, this.more, this.vote);
    this.node.__card = this;
    this.draw();
  }

  // Show what the card is now; `waiting` says that the server has not heard of it yet.
  draw({waiting = false, voted = false} = {}) {
    const {of} = this, shown = JSON.stringify([of, waiting, voted]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.more.setAttribute("aria-label", "Move “" + of.title + "” to…");
    this.more.hidden = !of.id;
    this.vote.hidden = of.stage !== "idea" || !of.id;
    this.vote.replaceChildren(el("span", {"aria-hidden": "true"}, "▲ "), String(of.votes));
    this.vote.setAttribute("aria-label", of.votes + (of.votes === 1 ? " vote for “" : " votes for “") + of.title + "”");
    this.vote.setAttribute("aria-pressed", String(voted));
    this.node.classList.toggle("idea", of.stage === "idea");
    this.body.replaceChildren(
      el("span", {class: "top"}, el("b", {class: "title"}, of.title), of.owner ? el("span", {class: "chip"}, of.owner) : null),
      el("span", {class: "meta"}, [of.measure, of.stuck ? "" : of.age].filter(Boolean).join(" · ") || " "),
      ...(of.blocked ? [warn("Blocked: " + of.blocked)] : []), ...(of.stuck ? [warn("Stuck for " + of.age)] : []),
      el("span", {class: "foot"}, this.left(), waiting ? el("span", {class: "waiting"}, "Waiting to be saved") : null, drawing(of.spark)));
  }

  left() {
    const {of} = this;
    if (of.stage === "testing" && of.step !== null) {
      return el("span", {class: "steps", role: "img", "aria-label": "PDSA " + of.cycle + ", " + (of.done ? "decided" : STEPS[of.step])},
        ...LETTERS.map((letter, place) =>
          el("i", {class: of.done || place < of.step ? "done" : place === of.step ? "now" : ""}, letter)));
    }
    if (of.stage === "embedded" && of.holding) {
      return el("span", {class: of.slipping ? "slipping" : "holds"}, el("span", {"aria-hidden": "true"}, of.slipping ? "▼ " : "▲ "), of.holding);
    }
    return el("span", {});
  }
}

const warn = text => el("span", {class: "warn"}, el("span", {"aria-hidden": "true"}, "▲ "), text);

// The small chart is markup of the server's own making, escaped there; nothing anybody typed is parsed here.
function drawing(markup) {
  const box = el("span", {class: "spark"}), made = document.createElement("template");
  made.innerHTML = markup || "";
  box.append(made.content);
  return box;
}

// The board's own order (queries/board.py): ideas by votes, tests longest first, embedded newest first, trouble before all.
export function order(stage) {
  const rank = {
    idea: of => [-of.votes, of.days],
    testing: of => [of.blocked || of.stuck ? 0 : 1, -of.days],
    embedded: of => [of.slipping ? 0 : 1, of.days],
  }[stage];
  return (one, other) => {
    const [a, b] = [rank(one.of), rank(other.of)];
    return a[0] - b[0] || a[1] - b[1] || one.place - other.place;
  };
}
