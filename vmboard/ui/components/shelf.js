// A shelf of projects that left the board: what each taught us, and one touch to bring it back.

import {moves} from "./moving.js";
import {drawn, el, framed, words} from "./outbox.js";

export const mount = host => drawn({gone: new Set()}, framed(host, "vm", "asking", "shelf"), start, draw);

function start(own) {
  own.list = el("ul", {class: "shelf"});
  own.said = el("p", {class: "note", role: "status", hidden: true});
  const say = text => { words(own.said, text); own.said.hidden = !text; };
  own.frame.append(own.said, own.list);
  own.moves = moves(own.box, own.frame, {
    name: stage => Object.fromEntries(own.data.stages)[stage],
    changed: (id, stage) => {
      const card = own.data.cards.find(card => card.id === id);
      if (!card) return;
      const back = stage !== card.home;
      own.gone[back ? "add" : "delete"](id);
      card.stage = stage;
      if (back) say("“" + card.title + "” is back in " + Object.fromEntries(own.data.stages)[stage] + ".");
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
  own.list.replaceChildren(...cards.filter(card => !own.gone.has(card.id)).map(card => line(own, card)));
}

function line(own, card) {
  const open = () => own.component.setTriggerValue("open", {project: card.id, at: ""});
  const facts = [card.when, card.owner, card.measure].filter(Boolean).join(" · ");
  return el("li", {class: own.data.learned ? "learned" : ""},
    el("div", {class: "told"}, el("h2", {}, card.title), card.said ? el("p", {class: "said"}, card.said) : null,
      card.aim ? el("p", {class: "quiet"}, "We wanted: " + card.aim) : null, el("p", {class: "quiet"}, facts)),
    el("div", {class: "vm-choose"}, el("button", {type: "button", "data-looks": "", "aria-label": "Open “" + card.title + "”", onclick: open}, "Open"),
      el("button", {type: "button", "aria-label": "Bring “" + card.title + "” back", onclick: () => own.moves.start(card, "idea")}, "Bring back")));
}
