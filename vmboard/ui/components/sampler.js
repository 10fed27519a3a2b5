// @ts-check
// The sampler: a role, and a touch for what each person is doing. Big enough for one thumb; nobody is named.
//
// A look is kept before it is sent, and known by its key: handed in twice it is one, and undone it never was.

import {_, ngettext} from "./catalogue.js";
import {el, framed, words} from "./dom.js";
import {key, outbox} from "./outbox.js";
import {counted, isDue, nextMoment, title, total} from "./sampler_rules.js";

const TICK_MS = 5000, BUZZ_MS = 200;
const ROLE = "vmboard:role";

export async function mount(host) {
  const own = new Sampler(await framed(host, "vm sampler", "sampler"));
  return {show: data => own.show(data), leave: () => own.leave()};
}

class Sampler {
  constructor(frame) {
    this.frame = frame;
    /** @type {Record<string, number>} */
    this.told = {};
    /** @type {Set<string>} */
    this.has = new Set();  // keys of looks that the server counts
    /** @type {{key: string, category: number, role: string}[]} */
    this.mine = [];
    this.stops = [];
    this.tapped = 0;
    this.due = false;
    this.counts = new Map();
  }

  show(data) {
    this.data = data;
    if (!this.box) this.begin();
    this.box.pass = data.pass;
    this.draw();
  }

  leave() { this.stops.forEach(stop => stop()); this.frame.remove(); }

  begin() {
    const {data} = this;
    this.box = outbox(data);
    this.told = data.looks;
    this.role = remembered(data.roles);
    this.moment = el("p", {class: "moment", role: "status"});
    this.looks = el("p", {class: "looks"});
    this.undo = el("button", {type: "button", class: "undo", onclick: () => this.takeBack()});
    this.note = el("p", {class: "worry", role: "alert", hidden: true});
    this.said = el("p", {class: "vm-only", role: "status"});
    const touches = data.categories.map(({id, name, use}) => {
      const many = el("span", {class: "many"});
      this.counts.set(id, many);
      return el("button", {type: "button", class: "touch", "data-use": use, onclick: () => this.tap(id)},
        el("span", {}, name), many);
    });
    const asked = {class: "touches", role: "group", "aria-label": _("What are they doing?")};
    this.frame.append(this.moment, this.roles(), el("div", asked, ...touches),
      el("div", {class: "foot"}, this.looks, this.undo), this.note, this.said);
    const tick = setInterval(() => this.tick(), TICK_MS);
    this.stops.push(() => clearInterval(tick), this.box.listen("look:", entry => entry && this.heard(entry)));
    this.tick();
  }

  roles() {
    const {data} = this, other = _("Another role");
    const rest = el("select", {"aria-label": other}, el("option", {value: ""}, other),
      ...data.rest.map(role => el("option", {value: role}, title(this.called(role)))));
    rest.addEventListener("change", () => rest.value && this.take(rest.value));
    this.rest = rest;
    this.chips = data.roles.map(role =>
      el("button", {type: "button", class: "chip", "data-role": role, onclick: () => this.take(role)},
        title(this.called(role))));
    return el("div", {class: "roles", role: "group", "aria-label": _("Who are you looking at?")}, ...this.chips, rest);
  }

  take(role) {
    this.role = role;
    try { localStorage.setItem(ROLE, role); } catch { /* for this time only */ }
    this.draw();
  }

  // --- a touch, and its undoing ---

  tap(category) {
    const made = key(), {role} = this;
    this.tapped = Date.now();
    this.mine.push({key: made, category, role});
    this.note.hidden = true;
    this.put(this.mine[this.mine.length - 1], false);
    words(this.said, this.name(category) + ", " + this.called(role));
    this.tick();
  }

  takeBack() {
    const last = this.mine.pop();
    if (!last) return;
    this.put(last, true);
    const what = this.name(last.category), role = this.called(last.role);
    words(this.said, _("Undone: {what}, {role}", {what, role}));
  }

  put(look, gone) {
    this.box.put("look:" + look.key, {verb: "samplings.observe", row: this.data.row, category: look.category,
      role: look.role, key: look.key, gone});
    this.draw();
  }

  /** @param {import("./outbox.js").Entry} entry */
  heard({id, state, item, answer, sentence}) {
    if (state === "saved" && answer) {
      this.told = answer.looks;
      if (item.gone) this.has.delete(item.key); else this.has.add(item.key);
    } else if (state === "refused") {
      this.box.drop(id);
      this.mine = this.mine.filter(look => look.key !== item.key);
      words(this.note, sentence || "");
      this.note.hidden = false;
    }
    this.draw();
  }

  // --- what is shown ---

  called(role) { return this.data.named?.[role] || role; }

  name(category) { return this.data.categories.find(({id}) => id === category)?.name || ""; }

  draw() {
    const kept = this.box.all("look:").filter(({item}) => item.row === this.data.row)
      .map(({item}) => ({category: item.category, gone: item.gone, counted: this.has.has(item.key)}));
    const looks = counted(this.told, kept), last = this.mine[this.mine.length - 1];
    for (const [id, many] of this.counts) words(many, String(looks[id] || 0));
    words(this.looks, _("{part} of {whole} looks", {part: total(looks), whole: this.data.planned}));
    words(this.undo, last ? _("Undo {what}", {what: this.name(last.category)}) : _("Undo"));
    this.undo.setAttribute("aria-disabled", String(!last));
    for (const chip of this.chips) chip.setAttribute("aria-pressed", String(chip.dataset.role === this.role));
    this.rest.value = this.data.rest.includes(this.role) ? this.role : "";
    this.rest.classList.toggle("chosen", this.rest.value !== "");
  }

  tick() {
    const {moments, at_random: random, every} = this.data, now = Date.now(), due = isDue(moments, now, this.tapped);
    if (due && !this.due) try { navigator.vibrate?.(BUZZ_MS); } catch { /* a phone that lies still */ }
    this.due = due;
    const next = nextMoment(moments, now);
    const waits = random ? ngettext("Next look round about every {n} minute, when it says so here",
      "Next look round about every {n} minutes, when it says so here", every)
      : next ? _("Next look round at {time}", {time: clock(next)}) : _("Next look round as you like");
    words(this.moment, due ? _("Look round now: tap what each person is doing") : waits);
    this.moment.classList.toggle("due", due);
  }
}

const clock = moment => new Date(moment).toLocaleTimeString("en-GB", {hour: "2-digit", minute: "2-digit"});

function remembered(roles) {
  try { return localStorage.getItem(ROLE) || roles[0]; } catch { return roles[0]; }
}
