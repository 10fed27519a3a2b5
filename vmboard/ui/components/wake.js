// @ts-check
// A page is awake while the server answers it. After a cut, or a sleep of the computer, Streamlit neither runs the
// page again nor keeps the first click: this asks for that run, holds what is touched until it is over, and then
// touches again. The browser judges all of this by itself: a dead server cannot report its own death.

import {Drafts} from "./drafts.js";

const READ = 20_000;  // long enough to read a sentence twice
const TOUCHES = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "keydown"];
const BEAT = 5000, ASLEEP = 90_000;  // a page in the background still beats once a minute
const SOON = 5000, PATIENCE = 30_000;  // a dead connection that looks open is noticed by the browser after some 20 s

export default function (component) {
  const root = component.parentElement;
  root.__wake = root.__wake || new Wake(root);
  root.__wake.show(component);
  return () => { root.__wake.leave(); root.__wake = null; };
}

class Wake {
  constructor(root) {
    this.drafts = new Drafts();
    /** @type {HTMLElement} */
    this.app = document.querySelector("[data-testid=stApp]");
    this.mark = root.querySelector(".mark");
    this.outbox = {trouble: "", waiting: 0};
    this.held = [];
    /** @type {{asked: boolean, ran: boolean, late: number} | null} */
    this.waking = null;
    this.beat = Date.now();
    this.was = this.connection;
    this.seen = this.was === "CONNECTED";
    this.watching = new MutationObserver(() => this.changed());
    this.watching.observe(this.app, {attributes: true,
      attributeFilter: ["data-test-connection-state", "data-test-script-state"]});
    this.clock = setInterval(() => this.tick(), BEAT);
    this.heard = event => { this.outbox = event.detail; this.judge(); };
    this.hold = event => this.touched(event);
    this.warned = event => this.warn(event.detail);
    addEventListener("vmboard-outbox", this.heard);
    addEventListener("vmboard-warn", this.warned);
    for (const type of TOUCHES) document.addEventListener(type, this.hold, true);
  }

  get connection() { return this.app.dataset.testConnectionState; }

  show(component) {
    this.component = component;
    this.at = component.data.at;
    this.live = component.data.live;
    this.last = Date.now();
    this.drafts.of(component.data.who);
    this.judge();
    this.ran(component.data.run);
  }

  leave() {
    this.drafts.leave();
    this.watching.disconnect();
    clearInterval(this.clock);
    removeEventListener("vmboard-outbox", this.heard);
    removeEventListener("vmboard-warn", this.warned);
    for (const type of TOUCHES) document.removeEventListener(type, this.hold, true);
  }

  // What was saved may name a patient: said for a while, wherever it was typed.
  warn(words) {
    this.asking = words;
    clearTimeout(this.asked);
    this.asked = setTimeout(() => this.warn(""), READ);
    this.judge();
  }

  tick() {
    if (Date.now() - this.beat > ASLEEP) this.wake(PATIENCE);
    this.beat = Date.now();
    this.judge();
  }

  changed() {
    this.follow();
    if (this.connection === this.was) return;
    this.was = this.connection;
    if (this.was === "CONNECTED" && this.seen) {
      dispatchEvent(new Event("vmboard-back"));
      this.wake(SOON);
    }
    this.seen = this.seen || this.was === "CONNECTED";
    setTimeout(() => this.judge(), 1000);
  }

  // Run the page again; whatever is touched before that is over waits.
  wake(patience) {
    if (this.waking) clearTimeout(this.waking.late);
    const waking = {asked: false, ran: false, late: setTimeout(() => this.release(), patience)};
    this.waking = waking;
    setTimeout(() => {
      this.component.setTriggerValue("wake", Date.now());
      waking.asked = true;
      this.follow();
    }, 50);
    setTimeout(() => this.judge(), 1500);
  }

  // From the asking on: a run, and its end. A run that was under way when it was asked for begins anew.
  follow() {
    if (!this.waking || !this.waking.asked) return;
    if (this.app.dataset.testScriptState !== "notRunning") this.waking.ran = true;
    else if (this.waking.ran) this.release();
  }

  // A run may be over before its state is ever drawn: what it hands in here is as good a sign of it.
  /** @param {string} run */
  ran(run) {
    const isNew = run !== this.run;
    this.run = run;
    if (!isNew || !this.waking || !this.waking.asked) return;
    this.waking.ran = true;
    setTimeout(() => this.follow());
  }

  touched(event) {
    const at = event.target.closest && event.target.closest("button, label, input");
    if (!event.isTrusted || !at || event.type === "keydown" && event.key !== "Enter") return;
    if (Date.now() - this.beat > ASLEEP) this.tick();  // touched in the very moment of waking
    if (!this.waking) return;
    event.stopImmediatePropagation();
    if (event.type !== "click" && event.type !== "keydown") return;
    event.preventDefault();
    const box = at.closest("[class*=st-key-]");
    const key = box && [...box.classList].find(name => name.startsWith("st-key-"));
    this.held.push({type: event.type, at, again: key && "." + CSS.escape(key) + " " + at.tagName});
  }

  release() {
    if (this.waking) clearTimeout(this.waking.late);
    this.waking = null;
    this.again();
    this.judge();
  }

  // One after the other, as a hand would: the page must have taken an answer in before the form is sent.
  again() {
    if (this.waking || !this.held.length) return;
    const {type, at, again} = this.held.shift();
    const now = at.isConnected ? at : again && document.querySelector(again);
    if (now && type === "click") now.click();
    else if (now) now.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", code: "Enter", bubbles: true}));
    setTimeout(() => this.again(), 100);
  }

  get trouble() {
    const {trouble, waiting} = this.outbox;
    if (trouble) return trouble + (waiting ? " Waiting to be saved: " + waiting + "." : "");
    if (this.seen && this.connection !== "CONNECTED") return "Not connected. This page comes back by itself.";
    return this.waking && this.held.length ? "One moment. This page is coming back." : "";
  }

  judge() {
    const late = this.live && Date.now() - this.last > this.live * 1000;
    const words = this.trouble || this.asking || (late ? "Not updated since " + this.at + "." : "");
    if (this.mark.textContent !== words) this.mark.textContent = words;
    this.mark.hidden = !words;
  }
}
