// @ts-check
// What is touched while the page is away would be lost: a button that turns grey under the finger is never clicked, and
// a file that is chosen goes to a server that does not know the page. Held, and done again when the page is back.

const TYPES = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "keydown", "change", "dragover", "drop"];
const CONTROLS = "button, label, input", DROP = "[data-testid=stFileUploaderDropzone]";
const ENTER = {key: "Enter", code: "Enter", bubbles: true};
const HAND = 100;  // ms from one touch to the next

/** @typedef {HTMLButtonElement | HTMLLabelElement | HTMLInputElement} Control */
/** @typedef {{at: Control, again: string, does: "click" | "enter" | FileList}} Touch */

/** Where the control stands after the page has run again; empty where Streamlit gave it no key.
 * @param {Control} at */
export function placeOf(at) {
  const box = at.closest("[class*=st-key-]");
  const key = box && [...box.classList].find(name => name.startsWith("st-key-"));
  return key ? "." + CSS.escape(key) + " " + at.tagName : "";
}

export class Touches {
  /** @param {() => "here" | "cut" | "waking"} state  of the page: cut off, its buttons are grey
   *  @param {() => void} told  of each touch that is held */
  constructor(state, told) {
    this.state = state;
    this.told = told;
    /** @type {Touch[]} */
    this.held = [];
    /** @type {Control | null} */
    this.pressed = null;
    this.isOurs = false;
    this.heard = event => this.touched(event);
    for (const type of TYPES) document.addEventListener(type, this.heard, true);
  }

  leave() { for (const type of TYPES) document.removeEventListener(type, this.heard, true); }

  touched(event) {
    if (this.isOurs || !event.target.closest) return;
    const at = event.target.closest(CONTROLS), drop = event.target.closest(DROP);
    if (drop && event.type.startsWith("dr")) this.dropped(event, drop.querySelector("input"));
    if (at && at.type === "file" && event.type === "change") this.chosen(event, at, at.files);
    if (at && event.isTrusted && !["change", "drop", "dragover"].includes(event.type)) this.pointed(event, at);
  }

  pointed(event, at) {
    const pressed = this.pressed, isGrey = at.disabled || at.control && at.control.disabled;
    if (event.type === "pointerdown") this.pressed = isGrey ? null : at;
    const isWaking = this.state() === "waking", isLetGo = event.type === "pointerup" && isGrey;
    if (isLetGo && (isWaking || pressed === at)) this.hold(at, "click");  // what is grey is never clicked
    if (isWaking) this.stopped(event, at);
  }

  stopped(event, at) {
    if (event.type === "keydown" && event.key !== "Enter") return;
    event.stopImmediatePropagation();
    if (event.type !== "click" && event.type !== "keydown") return;
    event.preventDefault();
    this.hold(at, event.type === "click" ? "click" : "enter");
  }

  dropped(event, input) {
    if (this.state() === "here") return;
    event.preventDefault();  // or the browser would leave the page for the file
    if (event.type === "drop") this.chosen(event, input, event.dataTransfer.files);
  }

  /** @param {FileList} files */
  chosen(event, at, files) {
    if (this.state() === "here" || !files.length) return;
    event.stopImmediatePropagation();
    this.hold(at, files);
  }

  hold(at, does) {
    this.held.push({at, again: placeOf(at), does});
    this.told();
  }

  // One after the other, as a hand would: the page must have taken an answer in before the form is sent.
  again() {
    if (this.state() !== "here" || !this.held.length) return;
    const {at, again, does} = this.held.shift();
    const now = at.isConnected ? at : again && /** @type {Control} */ (document.querySelector(again));
    this.isOurs = true;
    if (now) this.act(now, does);
    this.isOurs = false;
    setTimeout(() => this.again(), HAND);
  }

  /** @param {Control} now  @param {Touch["does"]} does */
  act(now, does) {
    if (does === "click") now.click();
    else if (does === "enter") now.dispatchEvent(new KeyboardEvent("keydown", ENTER));
    else if (now instanceof HTMLInputElement) {
      now.files = does;
      now.dispatchEvent(new Event("change", {bubbles: true}));
    }
  }
}
