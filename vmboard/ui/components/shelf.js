// @ts-check
// A shelf of projects that left the board: what each taught us, and one touch to bring it back.

import {_} from "./catalogue.js";
import {moves} from "./moving.js";
import {drawn, el, framed, redraw, words} from "./dom.js";

export const mount = host => drawn({gone: new Set()}, framed(host, "vm", "asking", "shelf"), start, draw);

function start(own) {
  own.list = el("ul", {class: "shelf"});
  own.said = el("p", {class: "note", role: "status", hidden: true});
  const say = text => { words(own.said, text); own.said.hidden = !text; };
  own.frame.append(own.said, own.list);
  own.moves = moves(own.box, own.frame, {
    name: stage => Object.fromEntries(own.data.stages)[stage],
    changed: (id, stage) => {
      const card = own.data.cards.find(other => other.id === id);
      if (!card) return;
      const back = stage !== card.home;
      own.gone[back ? "add" : "delete"](id);
      card.stage = stage;
      const lane = Object.fromEntries(own.data.stages)[stage];
      if (back) say(_("“{card}” is back in {lane}.", {card: card.title, lane}));
      draw(own);
    },
    told: say,
    saved: () => own.component.setTriggerValue("saved", Date.now()),
  });
  own.stops.push(own.moves.stop);
}

function draw(own) {
  const cards = own.data.cards;
  for (const card of cards) card.home ??= card.stage;
  redraw(own.list, cards.filter(card => !own.gone.has(card.id)).map(card => line(own, card)));
}

function line(own, card) {
  const back = () => own.moves.start(card, "idea");
  const open = () => own.component.setTriggerValue("open", {project: card.id, at: ""});
  const facts = [card.when, card.owner, card.measure].filter(Boolean).join(" · ");
  const quiet = text => el("p", {class: "quiet"}, text);
  const said = card.said ? el("p", {class: "said"}, card.said) : null;
  const told = el("div", {class: "told"}, el("h2", {}, card.title), said,
    card.aim ? quiet(_("We wanted: {aim}", {aim: card.aim})) : null, quiet(facts));
  return el("li", {class: own.data.learned ? "learned" : ""}, told, el("div", {class: "vm-choose"},
    el("button", {type: "button", "data-looks": "", onclick: open,
      "aria-label": _("Open “{card}”", {card: card.title})}, _("Open")),
    el("button", {type: "button", "aria-label": _("Bring “{card}” back", {card: card.title}), onclick: back},
      _("Bring back"))));
}
