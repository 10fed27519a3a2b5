// @ts-check
// A project's card in its lane: a real button that opens it, a vote, and "⋯" to move it.

import {N_, _, ngettext} from "./catalogue.js";
import {el} from "./dom.js";

const LETTERS = ["P", "D", "S", "A"], STEPS = [N_("Plan"), N_("Do"), N_("Study"), N_("Act")];

const drawn = new WeakMap();

// The card that an element is, or undefined.
export const cardOf = node => drawn.get(node);

// What may be dragged: a card, but not by what stands on it.
export const picked = target =>
  target.closest(".more, .vote, .vm-menu, dialog") ? null : target.closest("li.card:not(.new)");

export class Card {
  constructor(of) {
    this.of = of;
    /** @type {number | null} */
    this.place = null;  // where the server had it
    this.revision = 0;  // the newest that this browser made of it
    /** @type {any} */
    this.home = null;  // how it stood in the lane that the server had it in
    this.body = el("button", {type: "button", class: "card-open", "data-looks": "",
      "aria-keyshortcuts": "M V Shift+ArrowRight"});
    this.more = el("button", {type: "button", class: "more", tabindex: -1, "aria-haspopup": "menu",
      "aria-expanded": "false"}, "⋯");
    this.vote = el("button", {type: "button", class: "vote", tabindex: -1});
    this.node = el("li", {class: "card"}, this.body, this.more, this.vote);
    drawn.set(this.node, this);
    this.draw();
  }

  // Show what the card is now; `waiting` says that the server has not heard of it yet.
  draw({waiting = false, voted = false} = {}) {
    const {of} = this, shown = JSON.stringify([of, waiting, voted]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.more.setAttribute("aria-label", _("Move “{card}” to…", {card: of.title}));
    this.more.hidden = !of.id;
    this.vote.hidden = of.stage !== "idea" || !of.id;
    this.vote.replaceChildren(el("span", {"aria-hidden": "true"}, "▲ "), String(of.votes));
    this.vote.setAttribute("aria-label", ngettext("{n} vote for “{card}”", "{n} votes for “{card}”", of.votes,
      {card: of.title}));
    this.vote.setAttribute("aria-pressed", String(voted));
    this.node.classList.toggle("idea", of.stage === "idea");
    this.body.replaceChildren(...this.inside(waiting));
  }

  inside(waiting) {
    const {of} = this, meta = [of.measure, of.stuck ? "" : of.age].filter(Boolean).join(" · ") || " ";
    const owner = of.owner ? el("span", {class: "chip"}, of.owner) : null;
    return [
      el("span", {class: "top"}, el("b", {class: "title"}, of.title), owner),
      el("span", {class: "meta"}, meta),
      ...(of.halted ? [warn(of.halted)] : []), ...(of.blocked ? [warn(_("Blocked: {why}", {why: of.blocked}))] : []),
      ...(of.stuck ? [warn(_("Stuck for {age}", {age: of.age}))] : []),
      el("span", {class: "foot"}, this.left(),
        waiting ? el("span", {class: "waiting"}, _("Waiting to be saved")) : null, drawing(of.spark)),
    ];
  }

  left() {
    const {of} = this;
    if (of.stage === "testing" && of.step !== null) return steps(of);
    if (of.stage !== "embedded" || !of.holding) return el("span", {});
    if (of.unclear) return el("span", {class: "unclear"}, of.holding);
    const arrow = el("span", {"aria-hidden": "true"}, of.slipping ? "▼ " : "▲ ");
    return el("span", {class: of.slipping ? "slipping" : "holds"}, arrow, of.holding);
  }
}

function steps(of) {
  const said = _("PDSA {n}, {step}", {n: of.cycle, step: of.done ? _("decided") : _(STEPS[of.step])});
  const look = place => {
    if (of.done || place < of.step) return "done";
    return place === of.step ? "now" : "";
  };
  return el("span", {class: "steps", role: "img", "aria-label": said},
    ...LETTERS.map((letter, place) => el("i", {class: look(place)}, letter)));
}

const warn = text => el("span", {class: "warn"}, el("span", {"aria-hidden": "true"}, "▲ "), text);

// The small chart is markup of the server's own making, escaped there; nothing anybody typed is parsed here.
function drawing(markup) {
  const box = el("span", {class: "spark"}), made = document.createElement("template");
  made.innerHTML = markup || "";
  box.append(made.content);
  return box;
}
