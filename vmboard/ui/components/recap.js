// @ts-check
// A text for those who are not here: copied in one press, or opened in the person's own mail program; the recap is
// printed too, and takes late words.

import {N_, _} from "./catalogue.js";
import {drawn, el, framed, words} from "./dom.js";
import {lateWords} from "./huddle_rules.js";
import {key} from "./outbox.js";

const READ_MS = 4000;
const MOST_IN_MAIL = 1800;  // letters of an address that every mail program opens
const KEPT_BACK = {refused: 1, clash: 1};
const REST = N_("It goes on: the whole text is copied, paste it here.");
const LATE = ["celebration", "notes", "questions"];

export const mount = host => drawn({}, framed(host, "vm tell", "huddle"), start, show);

function start(own) {
  const {frame} = own;
  own.text = el("textarea", {readonly: true, rows: 10, "aria-label": own.data.named || _("The recap as text")});
  own.said = el("span", {class: "vm-state", role: "status"});
  own.mail = el("a", {class: "way", "data-looks": "", onclick: () => long(own) && copy(own)}, _("E-mail it"));
  const printing = own.data.prints
    ? el("button", {type: "button", "data-looks": "", onclick: () => print()}, _("Print")) : null;
  own.late = el("div", {class: "late-words", role: "alert"});
  own.text.hidden = !own.data.prints;
  frame.append(own.late, el("button", {type: "button", class: "main", "data-looks": "", onclick: () => copy(own)},
    own.data.prints ? _("Copy the text") : _("Copy who owes what")), own.mail, printing || "", own.said, own.text);
  own.stops.push(own.box.listen("late:", entry => entry && heard(own, entry)),
    own.box.listen("set:huddle:", entry => entry && ask(own)));
}

function show(own) {
  const {text, subject, to} = own.data;
  if (own.text.value !== text) own.text.value = text;
  const body = fitting(text);
  own.mail.href = "mailto:" + to.map(encodeURIComponent).join(",").replaceAll("%40", "@")
    + "?subject=" + encodeURIComponent(subject) + "&body=" + encoded(body);
  ask(own);
}

const encoded = text => encodeURIComponent(text.replaceAll("\n", "\r\n"));
const long = own => fitting(own.data.text) !== own.data.text;

// As many whole lines as an address holds; the rest is in the clipboard.
function fitting(text) {
  const lines = text.split("\n");
  if (encoded(text).length <= MOST_IN_MAIL) return text;
  while (encoded(lines.join("\n")).length > MOST_IN_MAIL - _(REST).length * 3) lines.pop();
  return [...lines, "", _(REST)].join("\n");
}

async function copy(own) {
  const {text, said} = own, was = text.hidden;
  try { await navigator.clipboard.writeText(text.value); }
  catch {  // a plain http address has no clipboard
    text.hidden = false;
    text.focus();
    text.select();
    document.execCommand("copy");
    text.hidden = was;
  }
  said.dataset.state = "saved";
  words(said, _("✓ Copied"));
  setTimeout(() => words(said, ""), READ_MS);
}

// --- late words: typed on this screen, and not saved when the huddle was closed ---

function ask(own) {
  const prefix = "set:huddle:" + own.data.row + ":";
  const left = own.data.row ? own.box.all(prefix).filter(({ready, state}) => !ready || state in KEPT_BACK) : [];
  const late = left.map(({id, item}) => ({id, text: LATE.includes(item.field) ? lateWords(item) : ""}));
  for (const {id, text} of late) if (!text) own.box.drop(id);
  const asked = late.filter(({text}) => text), sign = JSON.stringify(asked);
  if (own.drawn === sign) return;
  own.drawn = sign;
  own.late.replaceChildren(...asked.map(({id, text}) => question(own, id, text)));
}

function question(own, id, text) {
  const add = () => { own.box.put("late:" + id, {verb: "huddles.add_to_recap", row: own.data.row, words: text,
    key: key()}); own.box.drop(id); };
  return el("div", {class: "vm-clash"}, el("p", {}, _("The huddle was closed while you typed. Add this to the recap?")),
    el("blockquote", {}, text), el("div", {class: "vm-choose"},
      el("button", {type: "button", class: "main", "data-looks": "", onclick: add}, _("Add it")),
      el("button", {type: "button", "data-looks": "", onclick: () => own.box.drop(id)}, _("Not now"))));
}

function heard(own, {state, sentence}) {
  if (state === "saved") own.component?.setTriggerValue("saved", Date.now());
  if (state === "refused") { own.said.dataset.state = "refused"; words(own.said, sentence || ""); }
}
