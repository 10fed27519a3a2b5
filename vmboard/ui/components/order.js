// @ts-check
// The measures of each domain in their order: moved by dragging, by buttons or by Shift and an arrow; on the wall or
// off it with one touch. What goes out names the neighbour and not a list, so that two people at once both get their
// way.

import {_} from "./catalogue.js";
import {drag} from "./drag.js";
import {el, framed, words} from "./dom.js";
import {below, neighbour, placed, stepped} from "./list_rules.js";
import {outbox} from "./outbox.js";

export async function mount(host) {
  const frame = await framed(host, "vm vm-order", "order");
  return new Order(frame);
}

class Order {
  constructor(frame) {
    this.frame = frame;
    this.rows = new Map();
    this.lists = new Map();
    this.stops = [];
    /** @type {HTMLElement | null} */
    this.held = null;
  }

  leave() { this.stops.forEach(stop => stop()); this.frame.remove(); }

  show(data, component) {
    this.data = data;
    this.component = component;
    if (!this.box) this.begin();
    this.box.pass = data.pass;
    if (!this.held) this.merge();
  }

  begin() {
    this.box = outbox(this.data);
    this.note = el("p", {class: "note", role: "alert", hidden: true});
    this.told = el("p", {class: "vm-only", role: "status"});
    this.frame.append(this.note, this.told);
    this.stops.push(this.box.listen("order:", entry => entry && this.moved(entry)),
      this.box.listen("wall:", entry => entry && this.hung(entry)),
      drag(this.frame, {
        pick: event => event.target.closest("button, a") ? null : event.target.closest("li"),
        lift: node => this.lift(node),
        over: (node, x, y) => this.over(node, y),
        drop: (node, landed) => this.dropped(node, landed),
      }));
    this.frame.addEventListener("keydown", event => {
      const row = event.target.closest("li"), way = {ArrowUp: -1, ArrowDown: 1}[event.key];
      if (!row || !way || !event.shiftKey) return;
      event.preventDefault();
      this.step(row, way, event.target);
    });
  }

  merge() {
    for (const {domain, label, measures} of this.data.lists) {
      const list = this.list(domain, label);
      for (const of of measures) this.row(list, of);
      if (!this.waiting(list)) this.arrange(list, measures.map(of => of.id));
    }
    const known = new Set(this.data.lists.flatMap(({measures}) => measures.map(of => of.id)));
    for (const [id, row] of this.rows) if (!known.has(id)) { row.node.remove(); this.rows.delete(id); }
    for (const entry of this.box.all("order:")) this.place(entry.item);
    for (const list of this.lists.values()) { list.parentElement.hidden = !list.children.length; this.ends(list); }
  }

  list(domain, label) {
    const held = this.lists.get(domain);
    if (held) return held;
    const list = el("ul", {"aria-label": label});
    this.lists.set(domain, list);
    this.frame.append(el("section", {}, el("h2", {}, label), list));
    return list;
  }

  newRow(id) {
    const name = el("strong", {}), note = el("span", {class: "quiet"});
    const up = el("button", {type: "button", class: "step", onclick: () => this.step(node, -1, up)}, "↑");
    const down = el("button", {type: "button", class: "step", onclick: () => this.step(node, 1, down)}, "↓");
    const wall = el("button", {type: "button", class: "wall", onclick: () => this.hang(id)});
    const grip = el("span", {class: "grip", "aria-hidden": "true"}, "⠿");
    const node = el("li", {"data-id": String(id)}, grip, up, down, el("div", {class: "what"}, name, note), wall);
    return {node, name, note, up, down, wall, of: null};
  }

  row(list, of) {
    const row = this.rows.get(of.id) || this.newRow(of.id);
    this.rows.set(of.id, row);
    if (row.node.parentElement !== list) list.append(row.node);
    words(row.name, of.name);
    words(row.note, of.note);
    row.up.setAttribute("aria-label", _("Move {name} up", {name: of.name}));
    row.down.setAttribute("aria-label", _("Move {name} down", {name: of.name}));
    row.of = of;
    this.wall(of.id);
  }

  wall(id) {
    const {of, wall} = this.rows.get(id), on = this.box.get("wall:" + id)?.item.on_wall ?? of.on_wall;
    wall.setAttribute("aria-pressed", String(on));
    wall.setAttribute("aria-label", on ? _("{name}: on the wall", {name: of.name})
      : _("{name}: not on the wall", {name: of.name}));
    words(wall, on ? _("✓ On the wall") : _("Not on the wall"));
  }

  waiting(list) {
    return this.box.all("order:").some(({item}) => this.rows.get(item.row)?.node.parentElement === list);
  }

  arrange(list, ids) {
    if (idsIn(list).join() === ids.join()) return;
    const focus = list.getRootNode().activeElement;
    for (const id of ids) if (this.rows.has(id)) list.append(this.rows.get(id).node);
    if (focus && list.contains(focus)) focus.focus();
  }

  place({row, before}) {
    const list = this.rows.get(row)?.node.parentElement;
    if (list) this.arrange(list, placed(idsIn(list), row, before));
  }

  ends(list) {
    [...list.children].forEach((node, place, all) => {
      const {up, down} = this.rows.get(Number(node.dataset.id));
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === all.length - 1));
    });
  }

  // --- moving ---

  step(node, way, focus) {
    const list = node.parentElement, ids = stepped(idsIn(list), idOf(node), way);
    if (!ids) return;
    list.insertBefore(node, this.rows.get(neighbour(ids, idOf(node)))?.node || null);
    focus.focus();
    this.send(node);
  }

  lift(node) {
    this.held = node;
    this.from = [...node.parentElement.children];
    node.classList.add("slot");
  }

  over(node, y) {
    const list = node.parentElement, others = [...list.children].filter(other => other !== node);
    const places = others.map(item => ({item, top: item.getBoundingClientRect().top, height: item.offsetHeight}));
    const before = below(places, y);
    if (before !== node.nextElementSibling) list.insertBefore(node, before);
  }

  dropped(node, landed) {
    node.classList.remove("slot");
    this.held = null;
    const list = node.parentElement;
    if (!landed) list.append(...this.from);
    else if ([...list.children].some((other, place) => other !== this.from[place])) this.send(node);
    this.ends(list);
  }

  send(node) {
    const row = idOf(node), ids = idsIn(node.parentElement);
    this.box.put("order:" + row, {verb: "measures.move", row, before: neighbour(ids, row)});
    this.ends(node.parentElement);
    words(this.told, _("{name}, place {place} of {n}",
      {name: this.rows.get(row).of.name, place: ids.indexOf(row) + 1, n: ids.length}));
  }

  moved(entry) {
    const list = this.rows.get(entry.item.row)?.node.parentElement;
    this.mark(entry, list ? this.rows.get(entry.item.row).node : null);
    if (entry.state !== "saved" || !list || this.waiting(list) || this.held) return;
    this.arrange(list, entry.answer.order);
    this.ends(list);
  }

  // --- on the wall ---

  hang(id) {
    const on = this.box.get("wall:" + id)?.item.on_wall ?? this.rows.get(id).of.on_wall;
    this.box.put("wall:" + id, {verb: "measures.show", row: id, on_wall: !on});
  }

  hung(entry) {
    const row = this.rows.get(entry.item.row);
    if (!row) return;
    if (entry.state === "saved") row.of.on_wall = entry.answer.on_wall;
    this.wall(entry.item.row);
    this.mark(entry, row.node);
  }

  mark(entry, node) {
    node?.classList.toggle("kept", entry.state === "kept" || entry.state === "sending");
    if (entry.state === "saved") this.note.hidden = true;
    if (entry.state !== "refused" && entry.state !== "clash") return;
    this.note.hidden = false;
    words(this.note, entry.sentence);
    this.box.drop(entry.id);
    this.component.setTriggerValue("stale", Date.now());
  }
}

const idOf = node => Number(node.dataset.id);
const idsIn = list => [...list.children].map(idOf);
