// Keep testing, embed, or stop and say why: the same move as on the lanes, from within the huddle.

import {moves} from "./moving.js";
import {dress, el, outbox, words} from "./outbox.js";

export async function mount(host) {
  const sheet = name => new URL(name, import.meta.url).href;
  await dress(host, sheet("./base.css"), sheet("./huddle.css"), sheet("./asking.css"));
  const frame = el("div", {class: "vm"}), row = el("div", {class: "moves"}), line = el("p", {class: "moved", role: "status"});
  frame.append(row, line);
  host.append(frame);
  const own = {};
  const draw = (stage, sentence) => {
    own.stage = stage;
    for (const button of row.children) button.setAttribute("aria-pressed", String(button.dataset.to === stage));
    for (const button of row.children) button.classList.toggle("main", button.dataset.to === stage);
    words(line, sentence || {testing: "Embedding asks how we will know it holds.", embedded: "Embedded. The board looks again after 4, 12 and 26 weeks.",
      stopped: "Stopped, with what you learned.", parked: "Parked."}[stage] || "");
  };
  const begin = data => {
    own.box = outbox(data);
    for (const [to, label] of [["testing", "Keep testing"], ["embedded", "Embed"], ["stopped", "Stop, and say why"]])
      row.append(el("button", {type: "button", "data-to": to, onclick: () => own.moves.start({...own.card, stage: own.stage}, to)}, label));
    own.moves = moves(own.box, frame, {
      name: stage => ({testing: "testing", embedded: "embedded", stopped: "stopped"})[stage] || stage,
      changed: (id, stage) => id === own.card.id && draw(stage),
      told: (sentence, id) => id === own.card.id && draw(own.stage, sentence),
      saved: () => own.component?.setTriggerValue("stepped", Date.now()),
    });
  };
  return {
    show(data, component) {
      own.component = component;
      own.card = {id: data.id, title: data.title, holds: data.holds, stage: data.stage};
      if (!own.box) { begin(data); draw(data.stage); own.moves.resume(new Map([[own.card.id, own.card]])); }
      own.box.pass = data.pass;
      if (!own.box.get("move:" + data.id)) draw(data.stage);
    },
    leave() { own.moves?.stop(); frame.remove(); },
  };
}
