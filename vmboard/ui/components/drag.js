// @ts-check
// Dragging by mouse, pen and finger. What is dragged and where it may go is the caller's.
//
// A mouse drags after 6 px. A finger holds for 200 ms first: a swipe scrolls the page as ever. Esc puts it back.

import {HOLD_MS, afterMove, scrollStep} from "./drag_rules.js";

/**
 * @param {HTMLElement} frame
 * @param {{
 *   pick: (event: any) => any, lift: (node: HTMLElement) => void,
 *   over: (node: HTMLElement, x: number, y: number) => void, drop: (node: HTMLElement, landed: boolean) => void,
 * }} page `pick`: the element to drag, or null; `lift`: it is in the air, and a copy follows the pointer; `drop`: let
 *   go, or put back
 * @returns {() => void} stops it
 */
export function drag(frame, page) {
  const dragging = new Dragging(frame, page);
  return () => dragging.leave();
}

class Dragging {
  constructor(frame, page) {
    this.frame = frame;
    this.page = page;
    /** @type {any} */
    this.held = null;
    const up = event => { if (this.isIts(event)) this.end(event.type === "pointerup"); };
    const still = event => { if (this.held?.ghost) event.preventDefault(); };
    this.heard = {pointerdown: event => this.down(event), pointermove: event => this.move(event), pointerup: up,
      pointercancel: up, contextmenu: still, touchmove: still};
    for (const [name, hear] of Object.entries(this.heard)) frame.addEventListener(name, hear, {passive: false});
    this.escape = event => this.escaped(event);
    addEventListener("keydown", this.escape, true);
  }

  leave() {
    this.end(false);
    for (const [name, hear] of Object.entries(this.heard)) this.frame.removeEventListener(name, hear);
    removeEventListener("keydown", this.escape, true);
  }

  isIts(event) { return this.held && event.pointerId === this.held.id; }

  down(event) {
    if (this.held || event.button || !event.isPrimary) return;
    const node = this.page.pick(event);
    if (!node) return;
    const touch = event.pointerType === "touch";
    this.held = {node, id: event.pointerId, x: event.clientX, y: event.clientY, touch, ghost: null, timer: 0};
    if (touch) this.held.timer = setTimeout(() => { if (this.held) this.begin(); }, HOLD_MS);
  }

  begin() {
    const {held, frame} = this, box = held.node.getBoundingClientRect(), ghost = held.node.cloneNode(true);
    ghost.classList.add("vm-ghost");
    ghost.inert = true;
    ghost.setAttribute("aria-hidden", "true");
    Object.assign(ghost.style,
      {position: "fixed", left: "0", top: "0", width: box.width + "px", height: box.height + "px"});
    Object.assign(held, {ghost, dx: held.x - box.left, dy: held.y - box.top});
    frame.append(ghost);
    frame.setPointerCapture(held.id);
    this.page.lift(held.node);
    this.follow(held.x, held.y);
    this.scroll();
  }

  follow(x, y) {
    const {held} = this;
    Object.assign(held, {x, y});
    held.ghost.style.transform = `translate(${x - held.dx}px, ${y - held.dy}px) rotate(1.5deg)`;
    this.page.over(held.node, x, y);
  }

  move(event) {
    if (!this.isIts(event)) return;
    const {x, y, touch, ghost} = this.held, far = Math.hypot(event.clientX - x, event.clientY - y);
    const now = afterMove({dragging: Boolean(ghost), touch}, far);
    if (now === "begin") this.begin();
    if (now === "begin" || now === "follow") this.follow(event.clientX, event.clientY);
    if (now === "let go") this.end(false);
  }

  end(landed) {
    if (!this.held) return;
    const {frame} = this, {node, ghost, timer, id} = this.held;
    clearTimeout(timer);
    this.held = null;
    if (!ghost) return;
    ghost.remove();
    if (frame.hasPointerCapture(id)) frame.releasePointerCapture(id);
    swallow();
    this.page.drop(node, landed);
  }

  scroll() {
    const {held} = this;
    if (!held?.ghost) return;
    const step = scrollStep(held.y, innerHeight);
    if (step) {
      const pageNode = document.querySelector("[data-testid=stMain]") || document.scrollingElement;
      pageNode.scrollBy(0, step);
      this.page.over(held.node, held.x, held.y);
    }
    requestAnimationFrame(() => this.scroll());
  }

  escaped(event) {
    if (event.key !== "Escape" || !this.held?.ghost) return;
    event.preventDefault();
    event.stopPropagation();
    this.end(false);
  }
}

// The click that a browser makes of letting go is nobody's wish.
function swallow() {
  const eat = event => { event.stopPropagation(); event.preventDefault(); };
  addEventListener("click", eat, true);
  setTimeout(() => removeEventListener("click", eat, true), 60);
}
