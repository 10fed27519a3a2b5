// @ts-check
// One line adds an action. How it will be understood stands below while it is typed; the line itself is what is sent.

import {N_, _} from "./catalogue.js";
import {el, words} from "./dom.js";
import {key} from "./outbox.js";

const ASK_MS = 120;
const HELP = N_("Whose and by when are understood: JD Friday, next Tue, in 2 weeks, every Monday.");
const LATER = N_("It will be understood when it is saved.");

export class Adding {
  /** @param {import("./actions.js").Actions} own */
  constructor(own) {
    this.own = own;
    this.draft = "act:line:" + own.data.list;
    this.waiting = new Map();
    this.input = el("input", {type: "text", id: "add", maxlength: 400, autocomplete: "off", enterkeyhint: "done",
      "aria-describedby": "understood", placeholder: _("Order 20 slings JD Friday")});
    this.said = el("p", {class: "understood", id: "understood", role: "status"}, this.help());
    this.pending = el("ul", {class: "pending"});
    const onclick = () => { this.add(); this.input.focus(); };
    const add = el("button", {type: "button", class: "main", onclick}, _("Add"));
    this.node = el("div", {class: "adding"}, el("label", {for: "add"}, _("Add an action")),
      el("div", {class: "with"}, this.input, add), this.said, this.pending);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.add();
    });
    const kept = own.box.get(this.draft);
    if (kept) { this.input.value = kept.item.line; this.day = kept.item.day; this.ask(); }
    for (const entry of own.box.all("act:add:")) this.heard(entry);
  }

  help() { return el("span", {class: "quiet"}, _(HELP)); }

  typed() {
    const line = this.input.value;
    this.day = this.own.data.day;
    if (line.trim()) this.own.box.put(this.draft, {verb: "actions.add", line, day: this.day}, {ready: false});
    else this.own.box.drop(this.draft);
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.ask(), ASK_MS);
  }

  add() {
    const line = this.input.value.trim(), mine = key();
    if (!line) return;
    clearTimeout(this.asking);
    this.input.value = "";
    this.said.replaceChildren(this.help());
    this.own.box.drop(this.draft);
    this.own.box.put("act:add:" + mine, {verb: "actions.add", key: mine, line, day: this.day || this.own.data.day});
  }

  async ask() {
    const line = this.input.value;
    if (!line.trim()) { this.said.replaceChildren(this.help()); return; }
    const read = await this.read(line).catch(() => null);  // not connected: it is kept, and understood later
    if (line !== this.input.value) return;
    if (read) this.said.replaceChildren(...understood(read));
    else words(this.said, _(LATER));
  }

  async read(line) {
    const {data, box} = this.own, body = JSON.stringify({line, day: this.day || data.day});
    const headers = {"content-type": "application/json", "x-vmboard": box.pass};
    const answer = await fetch(data.read, {method: "POST", headers, body});
    return answer.ok ? answer.json() : null;
  }

  // A line on its way stands below the box until the server has it.
  heard(entry) {
    const node = this.waiting.get(entry.id);
    if (entry.state === "saved" || entry.state === "gone") { node?.remove(); this.waiting.delete(entry.id); return; }
    const refused = entry.state === "refused", li = node || el("li", {});
    this.waiting.set(entry.id, li);
    if (!node) this.pending.append(li);
    const how = refused ? el("span", {class: "worse"}, entry.sentence) : el("span", {class: "quiet"}, _("Saving…"));
    li.replaceChildren(el("span", {class: "text"}, entry.item.line), how);
    if (refused) li.append(el("button", {type: "button", onclick: () => this.again(entry)}, _("Put it right")));
  }

  again(entry) {
    this.own.box.drop(entry.id);
    this.input.value = entry.item.line;
    this.typed();
    this.input.focus();
  }
}

function understood({text, owner, due, repeats, note}) {
  const said = (part, look = "") => part ? [el("span", look ? {class: look} : {}, part)] : [];
  return [el("span", {}, text), ...said(owner, "owner"), ...said(due), ...said(repeats && "↻ " + repeats),
    ...said(note, "worse"), el("b", {}, _("Enter to add"))];
}
