// @ts-check
// The three lanes. A card is moved by dragging, by Shift and an arrow, or by its menu; ideas are typed straight in.
//
// There is no order by hand: the board's own rule says where in its lane a card stands (cards.js).

import {_} from "./catalogue.js";
import {Card, cardOf, picked} from "./cards.js";
import {el, framed, isPlain, redraw, words} from "./dom.js";
import {drag} from "./drag.js";
import {Ideas} from "./ideas.js";
import {emptyLane, FILLS} from "./lane_frame.js";
import {Note} from "./lane_note.js";
import {NEW_HERE, NEXT, beside, gone, order, room, stood, wentTo, whereIn} from "./lane_rules.js";
import {menu} from "./menu.js";
import {moves} from "./moving.js";
import {news} from "./news.js";
import {outbox} from "./outbox.js";

export async function mount(host) {
  const frame = await framed(host, "vm vm-lanes", "asking", "lanes");
  return new Lanes(frame);
}

export class Lanes {
  constructor(frame) {
    this.frame = frame;
    /** @type {Map<number | string, Card>} */
    this.cards = new Map();
    this.lanes = new Map();
    this.stops = [];
    this.theme = this.target = "";
    this.at = this.dragged = null;
    this.late = false;
  }

  show(data, component) {
    this.component = component;
    // An older revision is of a database that was restored: what this browser saved is no longer there.
    if (data.revision < this.data?.revision) this.cards.forEach(card => { card.revision = 0; });
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
    this.news = news(() => this.component.setTriggerValue("saved", Date.now()));
    this.ideas = new Ideas(this);
    this.note = new Note(this);
    this.chips = el("div", {class: "themes", role: "group", "aria-label": _("Theme")});
    this.said = el("p", {class: "vm-only", role: "status"});
    const row = el("div", {class: "row"}, ...data.lanes.map(stage => this.lane(stage)));
    frame.append(this.chips, this.note.node, row, this.said);
    this.moves = moves(this.box, frame, {
      name: stage => this.names[stage],
      changed: (id, stage) => this.changed(id, stage),
      told: (sentence, id, stage, why) => this.note.tell(sentence, id, why),
      saved: (id, answer, was) => this.saved(id, answer, was),
    });
    const dragged = drag(frame, {pick: event => picked(event.target), lift: node => this.lift(node),
      over: (node, x, y) => this.over(x, y), drop: (node, landed) => this.dropped(node, landed)});
    this.stops.push(this.moves.stop, this.news.stop, dragged, ...this.ideas.listen(),
      this.box.listen("", entry => this.heard(entry)));
    frame.addEventListener("keydown", event => this.keyed(event));
    frame.addEventListener("click", event => this.clicked(event));
  }

  heard(entry) {
    if (entry?.answer?.revision) this.news.mine(entry.answer.revision);
    this.marks();
  }

  lane(stage) {
    const drawn = emptyLane(stage, this.names[stage], stage === "idea" ? this.ideas.node : null);
    this.lanes.set(stage, drawn);
    return drawn.node;
  }

  // --- what the page knows, and what this browser has done since ---

  merge() {
    const {data} = this;
    this.letGo(new Set(data.cards.map(of => of.id)));
    data.cards.forEach((of, place) => {
      const card = this.cards.get(of.id);
      if (card) {
        if (card.revision > data.revision) Object.assign(of, stood(card.of), {votes: card.of.votes});
        card.of = of;
      } else this.keep(of.id, new Card(of));
      Object.assign(this.cards.get(of.id), {place, home: stood(of)});
    });
    for (const {item} of this.box.all("move:")) {
      const card = this.cards.get(item.row);
      if (item.key && card) card.of.stage = item.to;
    }
    this.ideas.waiting();
    this.themes();
    this.arrange();
    this.moves.resume(new Map([...this.cards].map(([id, card]) => [id, card.of])));
  }

  // Cards that are off the board by now; not those that this browser knows more of than the page does.
  letGo(seen) {
    for (const [id, card] of this.cards) {
      if (typeof id !== "number" || seen.has(id) || card.revision > this.data.revision) continue;
      card.node.remove();
      this.cards.delete(id);
    }
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
      list.dataset.fills = here.length ? "" : _(FILLS[stage]);
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
      const ids = [(typeof id === "number" ? "move:" : "card:") + id, "vote:" + id];
      const waits = ids.some(entry => this.box.get(entry)?.ready);
      card.draw({waiting: trouble && waits, voted: Boolean(this.ideas.mine(id))});
    }
  }

  tabStop() {
    const all = [...this.frame.querySelectorAll("li.card")].map(cardOf).filter(Boolean);
    if (!all.includes(this.at)) this.at = all[0] || null;
    for (const card of all) card.body.tabIndex = card === this.at ? 0 : -1;
  }

  // --- moving ---

  // Show a card in another stage. It is said once it is saved.
  changed(id, stage) {
    const card = this.cards.get(id);
    if (!card || card.of.stage === stage) return;
    const had = this.frame.contains(this.frame.getRootNode().activeElement) && this.at === card;
    Object.assign(card.of, stage === card.home?.stage ? card.home : NEW_HERE, {stage});
    this.arrange();
    const list = this.lanes.get(stage)?.list;
    if (list && had) { this.at = card; this.tabStop(); card.body.focus(); }
  }

  // Where the card is now, for those who do not see it and those who see one lane at a time; and the way back.
  saved(id, answer, was) {
    const card = this.cards.get(id), lane = this.lanes.get(answer.value);
    if (card) Object.assign(card, {revision: answer.revision, home: stood(card.of)});
    if (this.late && !this.dragged) { this.late = false; this.merge(); }
    if (lane) {
      const cards = [...lane.list.children], place = cards.indexOf(card?.node) + 1;
      const where = whereIn(this.names[answer.value], place, cards.length);
      if (card && was !== answer.value) this.note.tell(wentTo(card.of.title, where), id, "moved", was);
      return;
    }
    this.note.tell(gone(card?.of.title || "", answer.value), id, "gone");
    this.component.setTriggerValue("saved", answer.revision);
  }

  move(card, to) {
    if (!card.of.id || !to) return;
    this.note.hush();
    this.moves.start(card.of, to);
  }

  lift(node) {
    this.dragged = cardOf(node);
    node.classList.add("slot");
  }

  over(x, y) {
    const under = this.frame.getRootNode().elementsFromPoint(x, y).map(node => node.closest?.(".lane")).find(Boolean);
    const stage = under?.dataset.stage, card = this.dragged;
    for (const [name, {node}] of this.lanes) node.classList.toggle("over", name === stage);
    this.target = stage || "";
    const {list} = this.lanes.get(stage || card.of.stage), compare = order(stage || card.of.stage);
    if (card.node.parentElement === list) return;
    const there = {of: {...card.of, days: stage === card.of.stage ? card.of.days : 0}, place: card.place};
    const after = [...list.children].find(other => cardOf(other) !== card && compare(there, cardOf(other)) < 0);
    list.insertBefore(card.node, after || null);
  }

  dropped(node, landed) {
    const card = this.dragged, to = this.target;
    this.dragged = null;
    node.classList.remove("slot");
    for (const lane of this.lanes.values()) lane.node.classList.remove("over");
    this.at = card;
    if (landed && to && to !== card.of.stage) {
      card.body.focus({preventScroll: true});
      this.move(card, to);
    } else this.arrange();
    card.body.focus({preventScroll: true});
    if (this.late && !this.moves.asking) { this.late = false; this.merge(); }
  }

  openMenu(card) {
    if (!card.of.id) return;
    card.more.setAttribute("aria-expanded", "true");
    menu(card.node, {
      label: _("Move “{card}” to", {card: card.of.title}),
      items: this.data.stages, now: card.of.stage, first: NEXT[card.of.stage],
      choose: to => this.move(card, to),
      closed: () => { card.more.setAttribute("aria-expanded", "false"); this.focus(card); },
    });
  }

  // --- keys and touches ---

  clicked(event) {
    const card = cardOf(event.target.closest("li.card"));
    if (!card || event.target.closest(".vm-menu")) return;
    this.at = card;
    this.tabStop();
    if (event.target.closest(".more")) this.openMenu(card);
    else if (event.target.closest(".vote")) this.ideas.vote(card);
    else if (card.of.id) this.open(card.of.id);
  }

  open(id, at = "") { this.component.setTriggerValue("open", {project: id, at}); }

  keyed(event) {
    const card = cardOf(event.target.closest("li.card"));
    if (!card || !isPlain(event)) return;
    const act = this.onArrow(card, event) || this.onLetter(card, event.key.toLowerCase());
    if (!act) return;
    act();
    event.preventDefault();
  }

  onArrow(card, {key: arrow, shiftKey}) {
    const side = {ArrowLeft: -1, ArrowRight: 1}[arrow], by = {ArrowUp: -1, ArrowDown: 1}[arrow];
    const stages = [...this.lanes.keys()], lane = stages.indexOf(card.of.stage);
    const mates = [...card.node.parentElement.children], level = mates.indexOf(card.node);
    if (by) return () => this.focus(cardOf(mates[level + by]));
    if (!side) return null;
    if (shiftKey) return () => this.move(card, stages[lane + side]);
    const lists = stages.map(stage => this.lanes.get(stage).list.children);
    const to = beside(lists.map(list => list.length), lane, level, side);
    return () => to && this.focus(cardOf(lists[to[0]][to[1]]));
  }

  onLetter(card, letter) {
    if (letter === "m") return () => this.openMenu(card);
    return letter === "v" && card.of.stage === "idea" ? () => this.ideas.vote(card) : null;
  }

  focus(card) {
    if (!card) return;
    this.at = card;
    this.tabStop();
    card.body.focus();
  }

  themes() {
    const all = [...new Set([...this.cards.values()].map(card => card.of.theme).filter(Boolean))].sort();
    if (this.theme && !all.includes(this.theme)) this.theme = "";
    this.chips.hidden = !all.length;
    redraw(this.chips, [this.chip("", _("All")), ...all.map(theme => this.chip(theme, theme))]);
  }

  chip(theme, text) {
    const choose = () => {
      this.theme = theme;
      this.themes();
      this.arrange();
      /** @type {HTMLElement} */ (this.chips.querySelector("[aria-pressed=true]")).focus();
    };
    return el("button", {type: "button", "data-looks": "", "aria-pressed": String(theme === this.theme),
      onclick: choose}, text);
  }
}
