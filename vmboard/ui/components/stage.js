// @ts-check
// Where one project stands, and one touch to move it: the same moves and questions as in the lanes.

import {_} from "./catalogue.js";
import {moves} from "./moving.js";
import {drawn, el, framed, words} from "./dom.js";

export const mount = host => drawn({}, framed(host, "vm", "asking", "stage"), start, show);

function show(own) {
  const {data} = own;
  if (!own.moves.asking && !own.box.get("move:" + data.card.id)) own.card = {...data.card};
  own.card.holds = data.card.holds;
  draw(own);
  own.moves.resume(new Map([[own.card.id, own.card]]));
}

function start(own) {
  own.card = {...own.data.card};
  own.row = el("div", {class: "stages", role: "group", "aria-label": _("Stage")});
  own.note = el("p", {class: "note", role: "status", hidden: true});
  own.frame.append(own.row, own.note);
  own.moves = moves(own.box, own.frame, {
    name: stage => Object.fromEntries(own.data.stages)[stage],
    changed: (id, stage) => { if (id === own.card.id) { own.card.stage = stage; draw(own); } },
    told: (sentence, id, stage, why) => {
      if (id !== own.card.id) return;
      own.note.dataset.why = why;
      words(own.note, sentence);
      own.note.hidden = false;
      if (why === "clash") own.component.setTriggerValue("saved", Date.now());
    },
    saved: id => id === own.card.id && own.component.setTriggerValue("saved", Date.now()),
  });
  own.stops.push(own.moves.stop);
}

function draw(own) {
  own.buttons ??= own.data.stages.map(([stage, name]) => {
    const move = () => { own.note.hidden = true; own.moves.start(own.card, stage); };
    const button = el("button", {type: "button", onclick: move}, name);
    button.dataset.stage = stage;
    own.row.append(button);
    return button;
  });
  for (const button of own.buttons) {
    button.setAttribute("aria-pressed", String(button.dataset.stage === own.card.stage));
  }
}
