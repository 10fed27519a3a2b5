// @ts-check
// What every component draws with: elements, words, stylesheets, and the question that a clash asks.

import {_} from "./catalogue.js";
import {outbox} from "./outbox.js";

/**
 * An element from a tag, its attributes and its children; text is always text, never markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Record<string, any>} [attributes] `onclick` and its like are listened to
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [what, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (what.startsWith("on")) made.addEventListener(what.slice(2), value);
    else if (what === "value" && "value" in made) made.value = value;
    else made.setAttribute(what, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return made;
}

/**
 * Set text only where it changed, so that nothing flickers and a screen reader hears it once.
 * @param {Node} node @param {string} text
 */
export function words(node, text) { if (node.textContent !== text) node.textContent = text; }

/**
 * Stand the nodes first in a frame, in this order. One that stands right is not moved: it would lose the focus.
 * @param {HTMLElement} frame @param {Iterable<HTMLElement>} nodes
 */
export function inOrder(frame, nodes) {
  let at = frame.firstElementChild;
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling;
    else frame.insertBefore(node, at);
  }
}

/**
 * Draw a frame's nodes anew. The focus stays with the one that says the same, or bears the same name in its data.
 * @param {HTMLElement} frame @param {Iterable<HTMLElement>} nodes
 */
export function redraw(frame, nodes) {
  const {activeElement} = /** @type {ShadowRoot} */ (frame.getRootNode());
  const held = frame.contains(activeElement) ? /** @type {HTMLElement} */ (activeElement) : null;
  frame.replaceChildren(...nodes);
  const all = held ? /** @type {NodeListOf<HTMLElement>} */ (frame.querySelectorAll(held.tagName)) : [];
  [...all].find(one => held && nameOf(one) === nameOf(held))?.focus({preventScroll: true});
}

/** @param {HTMLElement} one */
const nameOf = one => Object.values(one.dataset).join("") || one.getAttribute("aria-label") || one.textContent;

/**
 * A key by itself: with others it is the browser's, or the system's.
 * @param {KeyboardEvent} event
 */
export function isPlain({ctrlKey, metaKey, altKey}) { return !(ctrlKey || metaKey || altKey); }

/**
 * The words both people typed, and one touch to choose.
 * @param {import("./queue.js").Entry} entry
 * @param {(item: any) => string} show turns a value into words
 * @param {(whose: "mine" | "theirs") => void} choose
 */
export function clash(entry, show, choose) {
  const mine = el("button", {type: "button", class: "vm-mine", onclick: () => choose("mine")}, _("Use mine"));
  const theirs = el("button", {type: "button", onclick: () => choose("theirs")}, _("Keep theirs"));
  return el("div", {class: "vm-clash", role: "alert"}, el("p", {}, entry.sentence || ""),
    el("dl", {}, el("div", {}, el("dt", {}, _("Yours")), el("dd", {}, show(entry.item) || _("(empty)"))),
      el("div", {}, el("dt", {}, _("Theirs")), el("dd", {}, show(entry.theirs) || _("(empty)")))),
    el("div", {class: "vm-choose"}, mine, theirs));
}

/** @type {Map<string, Promise<CSSStyleSheet>>} */
const sheets = new Map();

/** @param {string} name */
function sheet(name) {
  const url = new URL(`./${name}.css`, import.meta.url).href;
  const held = sheets.get(url)
    || fetch(url).then(got => got.text()).then(text => new CSSStyleSheet().replace(text));
  sheets.set(url, held);
  return held;
}

/**
 * The element a component draws in, dressed in the sheets of these names before its first paint.
 * @param {HTMLElement | ShadowRoot} host @param {string} look @param {...string} names
 */
export async function framed(host, look, ...names) {
  const root = /** @type {ShadowRoot} */ (host.getRootNode());
  root.adoptedStyleSheets = await Promise.all(["base", ...names].map(sheet));
  const frame = el("div", {class: look});
  host.append(frame);
  return frame;
}

/**
 * A component made of functions over `own`: `start(own)` once it has its outbox, `draw(own)` with every run's data.
 * @param {any} own @param {Promise<HTMLElement>} frame
 * @param {(own: any) => void} start @param {(own: any) => void} draw
 */
export async function drawn(own, frame, start, draw) {
  Object.assign(own, {frame: await frame, stops: []});
  own.show = (data, component) => {
    Object.assign(own, {data, component});
    if (!own.box) { own.box = outbox(data); start(own); }
    own.box.pass = data.pass;
    draw(own);
  };
  own.leave = () => { own.stops.forEach(stop => stop()); own.frame.remove(); };
  return own;
}
