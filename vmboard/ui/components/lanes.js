// The three lanes. A card is moved by dragging, by Shift and an arrow, or by its menu; ideas are typed straight in.
//
// There is no order by hand: the board's own rule says where in its lane a card stands (cards.js).

import {Card, order} from "./cards.js";
import {drag} from "./drag.js";
import {Ideas} from "./ideas.js";
import {menu} from "./menu.js";
import {moves} from "./moving.js";
import {news} from "./news.js";
import {el, framed, key, outbox, words} from "./outbox.js";

const NEW_HERE = {days: 0, age: "today", stuck: false, holding: "", slipping: false};
const NEXT = {idea: "testing", testing: "embedded", embedded: "testing"};

export async function mount(host) {
  const frame = await framed(host, "vm vm-lanes", "asking", "lanes");
  return new Lanes(frame);
}

class Lanes {
  constructor(frame) {
    Object.assign(this, {frame, cards: new Map(), lanes: new Map(), stops: [], revision: 0, theme: "", at: null, place: 0});
  }

  show(data, component) {
    this.component = component;
    this.data = data;
    this.names = Object.fromEntries(data.stages);
    this.drawFrame();
    this.box.pass = data.pass;
    this.news.seen(data);
    if (this.dragged || this.moves.asking) this.late = true;
    else this.merge();
  }

  leave() { this.stops.forEach(stop => stop()); this.frame.remove(); }

  // --- what the frame is made of, once ---

  drawFrame() {
    if (this.box) return;
    const {frame, data} = this;
    this.box = outbox(data);
    this.news = news(back => {
      if (back) for (const card of this.cards.values()) card.revision = 0;  // what this browser saved is no longer there
      this.component.setTriggerValue("saved", Date.now());
    });
    this.ideas = new Ideas(this);
    this.note = el("div", {class: "note", role: "status", tabindex: -1, hidden: true});
    this.chips = el("div", {class: "themes", role: "group", "aria-label": "Theme"});
    this.said = el("p", {class: "vm-only", role: "status"});
    const row = el("div", {class: "row"}, ...data.lanes.map(stage => this.lane(stage)));
    frame.append(this.chips, this.note, row, this.said);
    this.moves = moves(this.box, frame, {
      name: stage => this.names[stage],
      changed: (id, stage) => this.changed(id, stage),
      told: (sentence, id, stage, why) => this.tell(sentence, id, why),
      saved: (id, answer) => this.saved(id, answer),
    });
    this.stops.push(this.moves.stop, this.news.stop, ...this.ideas.listen(), this.box.listen("", entry => this.heard(entry)),
      drag(frame, {
        pick: event => event.target.closest(".more, .vote, .vm-menu, dialog") ? null : event.target.closest("li.card:not(.new)"),
        lift: node => this.lift(node), over: (node, x, y) => this.over(x, y), drop: (node, landed) => this.dropped(node, landed),
      }));
    frame.addEventListener("keydown", event => this.keyed(event));
    frame.addEventListener("click", event => this.clicked(event));
  }

  heard(entry) {
    if (entry?.answer?.revision) this.news.mine(entry.answer.revision);
    this.marks();
  }

  lane(stage) {
    const id = "l" + key(), list = el("ul", {"aria-labelledby": id}), count = el("span", {class: "quiet"});
    const head = el("div", {class: "head"}, el("h2", {id}, this.names[stage]), count);
    const node = el("section", {class: "lane", "data-stage": stage}, head, stage === "idea" ? this.ideas.node : null, list);
    this.lanes.set(stage, {node, list, count});
    return node;
  }

  // --- what the page knows, and what this browser has done since ---

  merge() {
    const {data} = this;
    const seen = new Set(data.cards.map(of => of.id));
    for (const [id, card] of this.cards) {
      if (typeof id === "number" && !seen.has(id) && !(card.revision > data.revision)) { card.node.remove(); this.cards.delete(id); }
    }
    data.cards.forEach((of, place) => {
      const card = this.cards.get(of.id);
      if (card) {
        if (card.revision > data.revision) Object.assign(of, stood(card.of), {votes: card.of.votes});
        card.of = of;
      } else this.keep(of.id, new Card(of));
      Object.assign(this.cards.get(of.id), {place, home: stood(of)});
    });
    for (const {item} of this.box.all("move:")) if (item.key && this.cards.has(item.row)) this.cards.get(item.row).of.stage = item.to;
    this.ideas.waiting();
    this.themes();
    this.arrange();
    this.moves.resume(new Map([...this.cards].map(([id, card]) => [id, card.of])));
  }

  keep(id, card) {
    card.place ??= this.cards.size;
    this.cards.set(id, card);
    return card;
  }

  arrange() {
    const focused = this.frame.getRootNode().activeElement;
    for (const [stage, {list, count}] of this.lanes) {
      const here = [...this.cards.values()].filter(card => card.of.stage === stage).sort(order(stage));
      const shown = here.filter(card => !this.theme || card.of.theme === this.theme);
      words(count, stage === "testing" ? room(here.length, this.data.limit) : String(here.length));
      shown.forEach((card, place) => {
        if (list.children[place] !== card.node) list.insertBefore(card.node, list.children[place] || null);
      });
      while (list.children.length > shown.length) list.lastChild.remove();
    }
    for (const card of this.cards.values()) if (!this.lanes.has(card.of.stage)) card.node.remove();
    this.marks();
    if (focused?.isConnected && this.frame.contains(focused)) focused.focus({preventScroll: true});
    this.tabStop();
  }

  marks() {
    const trouble = Boolean(this.box.standing.trouble);
    for (const [id, card] of this.cards) {
      const waits = this.box.get(typeof id === "number" ? "move:" + id : "card:" + id)?.ready || this.box.get("vote:" + id)?.ready;
      card.draw({waiting: trouble && Boolean(waits), voted: Boolean(this.ideas.mine(id))});
    }
  }

  tabStop() {
    const all = [...this.frame.querySelectorAll("li.card")].map(node => node.__card);
    if (!all.includes(this.at)) this.at = all[0] || null;
    for (const card of all) card.body.tabIndex = card === this.at ? 0 : -1;
  }

  // --- moving ---

  // Show a card in another stage, and say so to those who do not see it.
  changed(id, stage) {
    const card = this.cards.get(id);
    if (!card || card.of.stage === stage) return;
    const had = this.frame.contains(this.frame.getRootNode().activeElement) && this.at === card;
    Object.assign(card.of, stage === card.home?.stage ? card.home : NEW_HERE, {stage});
    this.arrange();
    const list = this.lanes.get(stage)?.list;
    if (list && had) { this.at = card; this.tabStop(); card.body.focus(); }
    const place = list ? [...list.children].indexOf(card.node) + 1 : 0;
    words(this.said, "“" + card.of.title + "” moved to " + this.names[stage] +
      (place ? ", position " + place + " of " + list.children.length : "") + ".");
  }

  saved(id, answer) {
    const card = this.cards.get(id);
    if (card) Object.assign(card, {revision: answer.revision, home: stood(card.of)});
    if (this.late && !this.dragged) { this.late = false; this.merge(); }
    if (this.lanes.has(answer.value)) return;
    this.tell("“" + (card?.of.title || "") + "” is " + (answer.value === "parked" ? "parked." : "stopped, and what it taught is kept."), id, "gone");
    this.component.setTriggerValue("saved", answer.revision);
  }

  tell(sentence, id, why) {
    const card = this.cards.get(id);
    const open = el("button", {type: "button", onclick: () => this.open(id, why === "clash" ? "" : "needs")}, "Open it");
    const back = el("button", {type: "button", onclick: () => { this.hush(); this.moves.start({...card.of, id}, "idea"); }}, "Put it back");
    const close = el("button", {type: "button", "aria-label": "Close", class: "close", onclick: () => { this.hush(); this.at?.body.focus(); }}, "×");
    this.note.dataset.why = why;
    this.note.replaceChildren(el("p", {}, sentence), ...(why === "gone" ? card ? [back] : [] : id ? [open] : []), close);
    this.note.hidden = false;
    this.note.scrollIntoView({block: "nearest"});
    if (why === "gone") this.note.focus();
  }

  hush() { this.note.hidden = true; this.note.replaceChildren(); }

  move(card, to) {
    if (!card.of.id || !to) return;
    this.hush();
    this.moves.start(card.of, to);
  }

  lift(node) {
    this.dragged = node.__card;
    node.classList.add("slot");
  }

  over(x, y) {
    const under = this.frame.getRootNode().elementsFromPoint(x, y).map(node => node.closest?.(".lane")).find(Boolean);
    const stage = under?.dataset.stage, card = this.dragged;
    for (const [name, {node}] of this.lanes) node.classList.toggle("over", name === stage);
    this.target = stage || "";
    const list = this.lanes.get(stage || card.of.stage).list;
    if (card.node.parentElement === list) return;
    const after = [...list.children].filter(node => node.__card !== card).find(node =>
      order(stage || card.of.stage)({of: {...card.of, days: stage === card.of.stage ? card.of.days : 0}, place: card.place}, node.__card) < 0);
    list.insertBefore(card.node, after || null);
  }

  dropped(node, landed) {
    const card = this.dragged, to = this.target;
    this.dragged = null;
    node.classList.remove("slot");
    for (const lane of this.lanes.values()) lane.node.classList.remove("over");
    this.at = card;
    if (landed && to && to !== card.of.stage) { card.body.focus({preventScroll: true}); this.move(card, to); } else this.arrange();
    card.body.focus({preventScroll: true});
    if (this.late && !this.moves.asking) { this.late = false; this.merge(); }
  }

  openMenu(card) {
    if (!card.of.id) return;
    card.more.setAttribute("aria-expanded", "true");
    menu(card.node, {
      label: "Move “" + card.of.title + "” to", items: this.data.stages, now: card.of.stage, first: NEXT[card.of.stage],
      choose: to => this.move(card, to),
      closed: () => { card.more.setAttribute("aria-expanded", "false"); this.at = card; this.tabStop(); card.body.focus(); },
    });
  }

  // --- keys and touches ---

  clicked(event) {
    const card = event.target.closest("li.card")?.__card;
    if (!card || event.target.closest(".vm-menu")) return;
    this.at = card;
    this.tabStop();
    if (event.target.closest(".more")) this.openMenu(card);
    else if (event.target.closest(".vote")) this.ideas.vote(card);
    else if (card.of.id) this.open(card.of.id);
  }

  open(id, at = "") { this.component.setTriggerValue("open", {project: id, at}); }

  keyed(event) {
    const card = event.target.closest("li.card")?.__card;
    if (!card || event.altKey || event.ctrlKey || event.metaKey) return;
    const side = {ArrowLeft: -1, ArrowRight: 1}[event.key], level = {ArrowUp: -1, ArrowDown: 1}[event.key];
    const stages = [...this.lanes.keys()], lane = stages.indexOf(card.of.stage);
    if (side && event.shiftKey) this.move(card, stages[lane + side]);
    else if (side) this.walk(card, stages, lane, side);
    else if (level) this.focus([...card.node.parentElement.children][[...card.node.parentElement.children].indexOf(card.node) + level]);
    else if (event.key === "m" || event.key === "M") this.openMenu(card);
    else if ((event.key === "v" || event.key === "V") && card.of.stage === "idea") this.ideas.vote(card);
    else return;
    event.preventDefault();
  }

  walk(card, stages, lane, side) {
    const level = [...card.node.parentElement.children].indexOf(card.node);
    for (let next = lane + side; stages[next]; next += side) {
      const there = this.lanes.get(stages[next]).list.children;
      if (there.length) { this.focus(there[Math.min(level, there.length - 1)]); return; }
    }
  }

  focus(node) {
    if (!node) return;
    this.at = node.__card;
    this.tabStop();
    this.at.body.focus();
  }

  themes() {
    const all = [...new Set([...this.cards.values()].map(card => card.of.theme).filter(Boolean))].sort();
    if (this.theme && !all.includes(this.theme)) this.theme = "";
    const chip = (theme, text) => el("button", {type: "button", "data-looks": "", "aria-pressed": String(theme === this.theme),
      onclick: () => { this.theme = theme; this.themes(); this.arrange(); this.chips.querySelector("[aria-pressed=true]").focus(); }}, text);
    this.chips.hidden = !all.length;
    this.chips.replaceChildren(chip("", "All"), ...all.map(theme => chip(theme, theme)));
  }
}

// What a card says of its time in a lane: should it come back there, it says so again.
const stood = ({stage, days, age, stuck, holding, slipping}) => ({stage, days, age, stuck, holding, slipping});

function room(count, limit) {
  if (limit < 1) return String(count);
  const free = limit - count;
  const said = free > 1 ? "room for " + free : free === 1 ? "room for one more" : free === 0 ? "full: finish one first" : "more than we agreed";
  return count + " of " + limit + ": " + said;
}
