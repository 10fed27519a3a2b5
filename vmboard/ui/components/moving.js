// A project moves from stage to stage: at once on the screen, then through the outbox, with the stage it was moved from.
//
// Embedded, stopped and parked ask a question first. What is typed there is a draft like any other.

import {el, key, words} from "./outbox.js";

const ASKS = {
  embedded: {title: "How will we know it holds?", needed: "A few words, please: what would you see, and where?",
    help: "Embedded is earned. The board looks again after 4, 12 and 26 weeks."},
  stopped: {title: "What did we learn?", needed: "A few words, please: it has taught us something.",
    help: "Stopping what does not work is good work. Others will read this before they try."},
  parked: {title: "Why does it wait?", help: "You may leave this empty."},
};

// moves(box, frame, {name, changed, told, saved}) -> {start, resume, stop}
//   name(stage) -> the team's word        changed(id, stage): show it there, saved or not
//   told(sentence, id, stage, why): a clash, a refusal or a kind word        saved(id, answer)
export function moves(box, frame, {name, changed, told, saved}) {
  let asking = null;

  function start(card, to) {
    if (to === card.stage) return;
    const was = card.stage;
    changed(card.id, to);
    if (ASKS[to]) ask(card, to, was);
    else send(card.id, to, was);
  }

  function item(id, to, was, reason) {
    const old = box.get(at(id))?.item;
    const after = old?.key ? [...old.after, old.key] : [];
    return {verb: "move", row: id, to, was: old?.key ? old.was : was, reason, key: key(), after};
  }

  function send(id, to, was, reason = "") { box.put(at(id), item(id, to, was, reason)); }

  function ask(card, to, was, typed) {
    const of = ASKS[to], id = "a" + key();
    const text = el("textarea", {id, rows: 3, maxlength: 200, "aria-describedby": id + "h"});
    const worry = el("p", {class: "worry", role: "alert"});
    const done = () => {
      if (of.needed && !text.value.trim()) { words(worry, of.needed); text.focus(); return; }
      close();
      send(card.id, to, was, text.value);
    };
    const back = () => { close(); box.drop(at(card.id)); changed(card.id, was); };
    const dialog = el("dialog", {class: "vm-ask", closedby: "none", "aria-labelledby": id + "t"},
      el("p", {class: "quiet"}, card.title), el("h2", {id: id + "t"}, el("label", {for: id}, of.title)),
      el("p", {class: "quiet", id: id + "h"}, of.help), text, worry,
      el("div", {class: "vm-choose"}, el("button", {type: "button", class: "main", onclick: done}, "Move to " + name(to)),
        el("button", {type: "button", onclick: back}, "Not now")));
    const close = () => { dialog.close(); dialog.remove(); asking = null; };
    text.value = typed ?? (to === "embedded" ? card.holds || "" : "");
    text.addEventListener("input", () => draft(card.id, to, was, text.value));
    dialog.addEventListener("cancel", event => event.preventDefault());
    dialog.addEventListener("keydown", event => {
      event.stopPropagation();
      if (event.key === "Escape") event.preventDefault();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) done();
    });
    frame.append(dialog);
    dialog.showModal();
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
    asking = dialog;
  }

  // What is being typed is kept, and not yet sent. An earlier move that still waits goes first.
  function draft(id, to, was, reason) {
    const waiting = box.get(at(id));
    if (waiting?.ready) return;
    box.put(at(id), {verb: "move", row: id, to, was, reason, after: []}, {ready: false});
  }

  // A question that a reload left open is asked again, with what was typed.
  function resume(cards) {
    if (asking) return;
    for (const {item, ready} of box.all("move:")) {
      const card = cards.get(item.row);
      if (ready || !card) continue;
      changed(card.id, item.to);
      ask(card, item.to, item.was, item.reason);
      return;
    }
  }

  const stop = box.listen("move:", entry => {
    if (!entry) return;
    const id = entry.item.row;
    if (entry.state === "saved") {
      saved(id, entry.answer);
      if (entry.answer.value !== entry.item.to) changed(id, entry.answer.value);
      if (entry.answer.warning) told(entry.answer.warning, id, entry.item.to, "kind");
    } else if (entry.state === "clash") {
      box.drop(entry.id);
      changed(id, entry.theirs.value);
      told(entry.sentence, id, entry.theirs.value, "clash");
    } else if (entry.state === "refused") {
      box.drop(entry.id);
      changed(id, entry.item.was);
      told(entry.sentence, id, entry.item.to, "refused");
    }
  });

  return {start, resume, stop: () => { stop(); asking?.remove(); }, get asking() { return Boolean(asking); }};
}

const at = id => "move:" + id;
