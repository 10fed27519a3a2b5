// @ts-check
// Keep testing, embed, stop or park: the same move as on the lanes, from within the huddle.

import {N_, _} from "./catalogue.js";
import {drawn, el, framed, words} from "./dom.js";
import {moves} from "./moving.js";

const WAYS = [
  ["testing", N_("Keep testing")], ["embedded", N_("Embed")], ["stopped", N_("Stop")], ["parked", N_("Park")],
];
const SAID = {
  testing: N_("Embedding asks how we will know it holds."),
  embedded: N_("Embedded. The board looks again after 4, 12 and 26 weeks."),
  stopped: N_("Stopped, with what you learned."),
  parked: N_("Parked."),
};
const NAMES = {testing: N_("testing"), embedded: N_("embedded"), stopped: N_("stopped"), parked: N_("parked")};

export const mount = host => drawn({}, framed(host, "vm", "huddle", "asking"), start, show);

function start(own) {
  const move = to => own.moves.start({...own.card, stage: own.stage}, to);
  own.buttons = WAYS.map(([to, label]) =>
    el("button", {type: "button", "data-to": to, onclick: () => move(to)}, _(label)));
  own.line = el("p", {class: "moved", role: "status"});
  own.frame.append(el("div", {class: "moves"}, ...own.buttons), own.line);
  own.moves = moves(own.box, own.frame, {
    name: stage => _(NAMES[stage]),
    changed: (id, stage) => { if (id === own.card.id) draw(own, stage); },
    told: (sentence, id) => { if (id === own.card.id) draw(own, own.stage, sentence); },
    saved: () => own.component?.setTriggerValue("stepped", Date.now()),
  });
  own.stops.push(own.moves.stop, own.box.listen("set:answer:", entry => entry && heard(own, entry)));
}

// What was just answered to "What have you learned?" is offered where Stop asks the same.
function heard(own, {id, item, state}) {
  if (own.card && id === learnedOf(own.card.id) && state !== "gone") own.card.learned = String(item.value ?? "");
}

const learnedOf = id => "set:answer:" + id + ":learned";

function show(own) {
  const {id, title, holds, learned, stage} = own.data, first = !own.card;
  const typed = own.box.get(learnedOf(id))?.item.value ?? learned;
  own.card = {id, title, holds, stage, learned: own.card?.learned || typed};
  if (first) { draw(own, stage); own.moves.resume(new Map([[id, own.card]])); }
  if (!own.box.get("move:" + id)) draw(own, stage);
}

function draw(own, stage, sentence = "") {
  own.stage = stage;
  for (const button of own.buttons) {
    const here = button.dataset.to === stage;
    button.setAttribute("aria-pressed", String(here));
    button.classList.toggle("main", here);
  }
  words(own.line, sentence || (stage in SAID ? _(SAID[stage]) : ""));
}
