// Through the huddle: its sections and a quiet clock above (`part` rail), back and next below (`part` steps).
//
// A step is shown at once, saved through the outbox with where it came from, and then the page is asked to run.

import {el, framed, outbox, words} from "./outbox.js";

export async function mount(host) {
  const frame = await framed(host, "vm huddle", "huddle");
  const own = new Huddle(frame);
  return {show: (data, component) => own.show(data, component), leave: () => own.leave()};
}

class Huddle {
  constructor(frame) { Object.assign(this, {frame, stops: []}); }

  show(data, component) {
    const first = !this.data;
    Object.assign(this, {data, component, skew: data.now - Date.now()});
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
  }

  leave() { this.stops.forEach(stop => stop()); this.frame.remove(); }

  // --- where the huddle stands ---

  stand({section, project, section_at}) {
    this.at = {section, project: project ?? null};
    if (section_at) this.since = section_at;
    const order = this.data.stops, same = order.findIndex(one => one.section === section && one.project === this.at.project);
    this.place = same >= 0 ? same : Math.max(0, order.findIndex(one => one.section === section));
    this.data.part === "rail" ? this.markRail() : this.markSteps();
  }

  go(to) {
    if (!to || to.section === this.at.section && to.project === this.at.project) return;
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    const old = this.box.get(this.id)?.item, was = old || {was: this.at.section, was_project: this.at.project};
    this.box.put(this.id, {verb: "huddle.step", row: this.data.row, section: to.section, project: to.project,
      was: was.was, was_project: was.was_project});
  }

  heard(entry) {
    if (entry.id !== this.id) return;
    const told = entry.answer || entry.theirs;
    if (entry.state === "kept" || entry.state === "sending") {
      if (told) Object.assign(entry.item, {was: told.section, was_project: told.project});
      const moved = entry.item.section !== this.at.section || entry.item.project !== this.at.project;
      if (moved) this.stand({...entry.item, section_at: Date.now() + this.skew});
      return;
    }
    if (entry.state === "clash" || entry.state === "refused") {
      this.say?.(entry.sentence);
      if (this.data.part === "steps") this.box.drop(this.id);
    }
    if (told?.section) this.stand({section: told.section, project: told.project, section_at: told.at});
    if (this.data.part === "steps" && entry.state !== "gone") this.component?.setTriggerValue("stepped", Date.now());
  }

  // --- the rail: sections and clock ---

  drawRail() {
    const list = el("ol", {class: "sections"});
    this.buttons = this.data.parts.map(part => {
      const button = el("button", {type: "button", onclick: () => this.go(this.data.stops.find(one => one.section === part.section))},
        el("i", {"aria-hidden": "true"}), el("span", {}, part.title));
      list.append(el("li", {}, button));
      return button;
    });
    this.whole = el("b", {});
    this.within = el("p", {class: "quiet"});
    const clock = el("div", {class: "clock", role: "timer", "aria-live": "off"}, el("p", {}, this.whole, el("span", {class: "quiet"}, " of " + this.data.planned + " min")), this.within);
    this.wall = el("input", {type: "checkbox", onchange: () => this.box.put("wall:" + this.data.row, {verb: "huddle.wall", row: this.data.row, on: this.wall.checked})});
    this.wall.checked = this.data.on_wall;
    this.frame.append(el("nav", {"aria-label": "The huddle"}, list), clock, el("label", {class: "wall"}, this.wall, "Show on the wall"));
    const ticking = setInterval(() => this.tick(), 250);
    this.stops.push(() => clearInterval(ticking), this.box.listen("wall:", entry => {
      if (entry && entry.answer) this.wall.checked = entry.answer.on_wall;
    }));
  }

  markRail() {
    const order = this.data.parts.map(part => part.section), here = order.indexOf(this.at.section);
    this.buttons.forEach((button, at) => {
      button.dataset.state = at < here ? "past" : at === here ? "here" : "ahead";
      if (at === here) button.setAttribute("aria-current", "step"); else button.removeAttribute("aria-current");
    });
    this.tick();
  }

  tick() {
    const now = Date.now() + this.skew, part = this.data.parts.find(one => one.section === this.at.section);
    words(this.whole, spell(now - this.data.opened_at));
    words(this.within, part ? part.title + " " + spell(now - this.since) + " of " + part.minutes + " min" : "");
  }

  // --- back and next ---

  drawSteps() {
    this.back = el("button", {type: "button", class: "back", onclick: () => this.go(this.data.stops[this.place - 1])}, "‹ Back");
    this.next = el("button", {type: "button", class: "main next", onclick: () => this.forward()}, "Next");
    this.line = el("p", {class: "told", role: "status"});
    this.say = sentence => { words(this.line, sentence || ""); clearTimeout(this.quiet); this.quiet = setTimeout(() => words(this.line, ""), 8000); };
    this.frame.append(this.line, el("div", {class: "steps"}, this.back, this.next));
    const keys = event => this.pressed(event);
    document.addEventListener("keydown", keys);
    this.stops.push(() => document.removeEventListener("keydown", keys), this.box.listen("close:", entry => {
      if (entry && entry.state === "saved") this.component?.setTriggerValue("stepped", Date.now());
    }));
  }

  markSteps() {
    const after = this.data.stops[this.place + 1], before = this.data.stops[this.place - 1];
    this.back.hidden = !before;
    words(this.next, after ? (after.section === this.at.section ? "Next project ›" : "Next: " + after.title + " ›") : "Close the huddle");
  }

  forward() {
    const after = this.data.stops[this.place + 1];
    if (after) this.go(after);
    else this.box.put("close:" + this.data.row, {verb: "huddle.close", row: this.data.row});
  }

  // Arrow keys step, but never while somebody types, chooses or has a question open.
  pressed(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const on = event.composedPath()[0];
    if (on.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], dialog")) return;
    const to = this.data.stops[this.place + (event.key === "ArrowRight" ? 1 : -1)];
    if (to) { event.preventDefault(); this.go(to); }
  }
}

function spell(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return seconds < 3600 ? Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0") : Math.floor(seconds / 60) + " min";
}
