// @ts-check
// From when, from whom: a small mark at the corner of every drawn tile, on the board and in the huddle. One touch tells
// in place where its figure comes from and what it is; another, Escape, or a touch elsewhere closes it.

import {afloat, page} from "./afloat.js";
import {el, framed, inOrder, words} from "./dom.js";

const WIDEST_PX = 430, EDGE_PX = 14, UNDER_PX = 34, APART_PX = 4;

export async function mount(host) {
  const own = new Provenance(await framed(host, "vm provenance", "provenance"));
  return {show: data => own.show(data), leave: () => own.leave()};
}

class Provenance {
  constructor(frame) {
    this.frame = frame;
    /** @type {Map<number, HTMLButtonElement>} */
    this.marks = new Map();
    /** @type {Map<number, Record<"name" | "figure" | "says" | "href", string> & {facts: [string, string][]}>} */
    this.tiles = new Map();
    this.name = el("h2", {id: "name", dir: "auto"});
    this.figure = el("b", {dir: "auto"});
    this.facts = el("dl", {id: "facts"});
    this.whole = el("a", {target: "_top"});
    this.shut = el("button", {type: "button", onclick: () => this.close(true)});
    this.panel = el("section", {class: "told", role: "dialog", tabindex: -1, "aria-labelledby": "name",
      "aria-describedby": "facts"}, el("header", {}, this.name, this.figure), this.facts,
    el("div", {class: "ways"}, this.whole, this.shut));
    this.keys = event => { if (event.key === "Escape") this.close(true); };
    this.away = event => { if (!event.composedPath().some(part => this.isOurs(part))) this.close(false); };
    this.panel.addEventListener("focusout", event => {
      const to = /** @type {Node | null} */ (event.relatedTarget);
      if (to && !this.panel.contains(to) && !this.isOurs(to)) this.close(false);
    });
    this.afloat = afloat(frame, () => this.place());
  }

  show({tiles, whole, close}) {
    this.tiles = new Map(tiles.map(tile => [tile.id, tile]));
    words(this.whole, whole);
    words(this.shut, close);
    if (this.open) this.tell();
    this.afloat.anew();
  }

  leave() {
    this.close(false);
    this.afloat.stop();
    this.frame.remove();
  }

  // --- what a touch does ---

  press(id) {
    const isOpen = this.open === id;
    this.close(isOpen);
    if (isOpen) return;
    this.open = id;
    this.tell();
    this.marks.get(id)?.setAttribute("aria-expanded", "true");
    this.marks.get(id)?.after(this.panel);
    addEventListener("keydown", this.keys, true);
    addEventListener("pointerdown", this.away, true);
    this.stand(true);
    this.panel.scrollTop = 0;
    this.panel.focus({preventScroll: true});
  }

  close(isBack) {
    const mark = this.marks.get(this.open);
    if (!this.open) return;
    this.open = 0;
    removeEventListener("keydown", this.keys, true);
    removeEventListener("pointerdown", this.away, true);
    mark?.setAttribute("aria-expanded", "false");
    if (isBack) mark?.focus({preventScroll: true});
    this.panel.remove();
  }

  tell() {
    const tile = this.tiles.get(this.open);
    if (!tile) return this.close(false);
    words(this.name, tile.name);
    words(this.figure, tile.figure);
    const said = JSON.stringify(tile.facts);
    if (said !== this.said) {
      this.said = said;
      this.facts.replaceChildren(...tile.facts.map(([label, text]) =>
        el("div", {}, el("dt", {}, label), el("dd", {dir: "auto"}, text))));
    }
    if (this.whole.getAttribute("href") !== tile.href) this.whole.setAttribute("href", tile.href);
  }

  isOurs(part) { return part === this.panel || part === this.marks.get(this.open); }

  // --- where it stands ---

  place() {
    const from = this.frame.getBoundingClientRect(), seen = new Set();
    for (const {id, rect} of drawnTiles()) {
      if (!this.tiles.has(id) || seen.has(id)) continue;
      seen.add(id);
      const mark = this.marks.get(id) || this.make(id);
      mark.style.cssText = `left:${rect.right - from.left}px;top:${rect.top - from.top}px`;
    }
    if (this.marks.has(this.open)) seen.add(this.open);  // its tile may have turned away: what is read stays
    for (const [id, mark] of this.marks) if (!seen.has(id)) { mark.remove(); this.marks.delete(id); }
    inOrder(this.frame, [...seen].flatMap(id => [this.marks.get(id), ...(id === this.open ? [this.panel] : [])]));
    if (this.open) this.stand(false);
  }

  make(id) {
    const made = el("button", {type: "button", class: "mark", "aria-label": this.tiles.get(id)?.says,
      "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.press(id)});
    this.marks.set(id, made);
    return made;
  }

  // Beside its mark, and clear of the bars that stay. Where it was opened it stays, as long as its mark does.
  stand(isNew) {
    const from = this.frame.getBoundingClientRect(), mark = this.marks.get(this.open).getBoundingClientRect();
    const width = Math.min(WIDEST_PX, innerWidth - 2 * EDGE_PX);
    this.panel.style.width = width + "px";
    if (isNew) this.fall = fall(mark.top, this.panel.offsetHeight);
    const left = Math.min(Math.max(mark.right - width, from.left), innerWidth - EDGE_PX - width);
    this.panel.style.left = left - from.left + "px";
    this.panel.style.top = mark.top + this.fall - from.top + "px";
  }
}

// How far below a mark's upper edge it begins: under the mark; above it; or as low as the screen allows.
function fall(top, height) {
  const bars = getComputedStyle(page());
  const first = parseFloat(bars.scrollPaddingTop) || EDGE_PX;
  const last = innerHeight - (parseFloat(bars.scrollPaddingBottom) || EDGE_PX) - height;
  if (top + UNDER_PX <= last) return UNDER_PX;
  if (top - height - APART_PX >= first) return -height - APART_PX;
  return Math.max(first, last) - top;
}

function drawnTiles() {
  /** @type {{id: number, rect: DOMRect}[]} */
  const found = [];
  for (const tile of document.querySelectorAll(":is(.vm-wall .vm-tile, .hd-tile)[data-measure]")) {
    const rect = tile.getBoundingClientRect();
    if (rect.width) found.push({id: Number(tile.getAttribute("data-measure")), rect});
  }
  return found;
}
