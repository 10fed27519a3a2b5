// @ts-check
// Through the huddle: its sections and a quiet clock above (`part` rail), back and next below (`part` steps).
//
// A step is shown at once, saved through the outbox with where it came from, and then the page is asked to run.

import {_} from "./catalogue.js";
import {el, framed, isPlain, words} from "./dom.js";
import {Room} from "./huddle_room.js";
import {samePlace, spell, stopOf} from "./huddle_rules.js";
import {outbox} from "./outbox.js";

const READ_MS = 8000;
const FOLLOW_MS = 1000;  // whoever sits at another screen hears of a step, or of the close, within two seconds
const IN_USE = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], dialog";

export async function mount(host) {
  const frame = await framed(host, "vm huddle", "huddle");
  const own = new Huddle(frame);
  return {show: (data, component) => own.show(data, component), leave: () => own.leave()};
}

class Huddle {
  constructor(frame) {
    this.frame = frame;
    this.stops = [];
  }

  show(data, component) {
    const first = !this.data;
    this.data = data;
    this.component = component;
    this.skew = data.now - Date.now();
    this.id = "step:" + data.row;
    if (first) this.begin();
    this.box.pass = data.pass;
    const kept = this.box.get(this.id);
    this.stand(kept ? {...data, section: kept.item.section, project: kept.item.project} : data);
  }

  begin() {
    this.box = outbox(this.data);
    this.stops.push(this.box.listen(this.id, entry => entry && this.heard(entry)));
    if (this.data.part === "rail") this.drawRail(); else this.drawSteps();
    const kept = this.box.get(this.id);
    if (kept && this.data.part === "steps") this.letGo(kept);
  }

  leave() { this.stops.forEach(stop => stop()); this.frame.remove(); }

  // --- where the huddle stands ---

  stand({section, project, section_at}) {
    this.at = {section, project: project ?? null};
    if (section_at) this.since = section_at;
    this.place = stopOf(this.data.stops, this.at);
    if (this.data.part === "rail") this.markRail(); else this.markSteps();
  }

  go(to) {
    if (!to || to.section === this.at.section && to.project === this.at.project) return;
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    const old = this.box.get(this.id)?.item, was = old || {was: this.at.section, was_project: this.at.project};
    this.box.put(this.id, {verb: "huddles.step", row: this.data.row, section: to.section, project: to.project,
      was: was.was, was_project: was.was_project});
  }

  heard(entry) {
    if (entry.id !== this.id) return;
    const told = entry.answer || entry.theirs;
    if (entry.state === "kept" || entry.state === "sending") { this.onItsWay(entry.item, told); return; }
    if (this.data.part === "steps") this.letGo(entry);
    else if (entry.state !== "gone") this.component?.setTriggerValue("stepped", Date.now());
    if (told?.section) this.stand({section: told.section, project: told.project, section_at: told.at});
  }

  // Of the two parts of a page the rail asks it to run: whoever is quick steps there before the steps below are drawn,
  // and the page stayed behind. They say what failed and let go of it, also of what failed before they were there.
  letGo({state, sentence = ""}) {
    if (state !== "clash" && state !== "refused") return;
    this.say(sentence);
    this.box.drop(this.id);
  }

  // A step is shown before the server has it. One that was answered meanwhile is where the next one comes from.
  onItsWay(item, told) {
    if (told) Object.assign(item, {was: told.section, was_project: told.project});
    const moved = item.section !== this.at.section || item.project !== this.at.project;
    if (moved) this.stand({...item, section_at: Date.now() + this.skew});
  }

  // --- the rail: sections and clock ---

  drawRail() {
    this.buttons = this.data.parts.map(part => this.section(part));
    const list = el("ol", {class: "sections"}, ...this.buttons.map(button => el("li", {}, button)));
    this.whole = el("b", {});
    this.within = el("p", {class: "quiet"});
    const planned = el("span", {class: "quiet"}, " " + _("of {n} min", {n: this.data.planned}));
    const clock = el("div", {class: "clock", role: "timer", "aria-live": "off"}, el("p", {}, this.whole, planned),
      this.within);
    this.wall = el("input", {type: "checkbox", onchange: () => this.hang()});
    this.wall.checked = this.data.on_wall;
    const room = new Room(this.data, (said, last) => this.ask(said, last), answer => this.follow(answer));
    this.frame.append(el("nav", {"aria-label": _("The huddle")}, list), clock,
      el("div", {class: "beside"}, el("label", {class: "wall"}, this.wall, _("Show on the wall")), room.frame));
    const ticking = setInterval(() => this.tick(), 250), following = setInterval(() => room.beat(), FOLLOW_MS);
    this.stops.push(() => clearInterval(ticking), () => clearInterval(following), room.stop);
    this.stops.push(this.box.listen("wall:", entry => {
      if (entry && entry.answer) this.wall.checked = entry.answer.on_wall;
    }));
  }

  // Somebody else has stepped, closed it, or changed what it shows: the page runs again, once for what it was drawn
  // from. What this browser is about to say itself is first.
  follow({huddle, news}) {
    if (document.hidden || this.box.get("close:" + this.data.row) || this.box.get(this.id)) return;
    const here = [this.data.row, this.at.section, this.at.project ?? ""].join(":"), {revision} = this.data;
    const moved = huddle !== this.heardOf && !samePlace(huddle, here, this.data.stops);
    if (moved || news && revision !== this.told) this.component?.setTriggerValue("stepped", Date.now());
    this.heardOf = huddle;
    if (news) this.told = revision;
  }

  // Null where the server does not answer: the frame says that. `last`: this page may be gone before it is answered.
  async ask(said, last = false) {
    const url = this.data.url.replace(/save$/, "here"), headers = {"x-vmboard": this.box.pass};
    const body = JSON.stringify({seen: this.data.revision, ...said});
    const how = last ? {keepalive: true} : {signal: AbortSignal.timeout(5000)};
    const got = await fetch(url, {method: "POST", headers, body, ...how}).catch(() => null);
    return got?.ok ? got.json() : null;
  }

  section({section, title}) {
    const go = () => this.go(this.data.stops.find(stop => stop.section === section));
    return el("button", {type: "button", onclick: go}, el("i", {"aria-hidden": "true"}), el("span", {}, title));
  }

  hang() {
    const {row} = this.data;
    this.box.put("wall:" + row, {verb: "huddles.follow", row, on: this.wall.checked});
  }

  markRail() {
    const order = this.data.parts.map(part => part.section), here = order.indexOf(this.at.section);
    this.buttons.forEach((button, at) => {
      button.dataset.state = at === here ? "here" : at < here ? "past" : "ahead";
      if (at === here) button.setAttribute("aria-current", "step"); else button.removeAttribute("aria-current");
    });
    this.tick();
  }

  tick() {
    const now = Date.now() + this.skew, part = this.data.parts.find(({section}) => section === this.at.section);
    words(this.whole, spell(now - this.data.opened_at));
    words(this.within, part
      ? _("{section} {time} of {n} min", {section: part.title, time: spell(now - this.since), n: part.minutes}) : "");
  }

  // --- back and next ---

  drawSteps() {
    const back = () => this.go(this.data.stops[this.place - 1]);
    this.back = el("button", {type: "button", class: "back", onclick: back}, _("‹ Back"));
    const on = event => this.forward(event.detail);
    this.next = el("button", {type: "button", class: "main next", onclick: on}, _("Next"));
    this.line = el("p", {class: "told", role: "status"});
    this.say = sentence => {
      words(this.line, sentence || "");
      clearTimeout(this.quiet);
      this.quiet = setTimeout(() => words(this.line, ""), READ_MS);
    };
    this.frame.append(this.line, el("div", {class: "steps"}, this.back, this.next));
    const keys = event => this.pressed(event);
    document.addEventListener("keydown", keys);
    this.stops.push(() => document.removeEventListener("keydown", keys), this.box.listen("close:", entry => {
      if (entry && entry.state === "saved") this.component?.setTriggerValue("stepped", Date.now());
    }));
  }

  markSteps() {
    const after = this.data.stops[this.place + 1], before = this.data.stops[this.place - 1];
    this.back.disabled = !before;
    const onwards = after
      && (after.section === this.at.section ? _("Next project ›") : _("Next: {section} ›", {section: after.title}));
    words(this.next, onwards || _("Close the huddle"));
  }

  // A double press is one: the second would pass over a section unseen, or close the huddle.
  forward(press) {
    if (press > 1) return;
    const after = this.data.stops[this.place + 1];
    if (after) this.go(after);
    else this.box.put("close:" + this.data.row, {verb: "huddles.close", row: this.data.row});
  }

  // Arrow keys step, but never while somebody types, chooses or has a question open.
  pressed(event) {
    if (event.defaultPrevented || !isPlain(event) || event.shiftKey) return;
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const on = event.composedPath()[0];
    if (on.closest?.(IN_USE)) return;
    const to = this.data.stops[this.place + (event.key === "ArrowRight" ? 1 : -1)];
    if (to) { event.preventDefault(); this.go(to); }
  }
}
