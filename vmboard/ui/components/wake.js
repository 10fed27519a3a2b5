// @ts-check
// A page is awake while the server answers it. After a cut, or a sleep of the computer, Streamlit neither runs the
// page again nor keeps the first click: this asks for that run, and what is touched until it is over is held and done
// again. The browser judges all of this by itself: a dead server cannot report its own death.

import {_, speak} from "./catalogue.js";
import {Drafts} from "./drafts.js";
import {Pieces} from "./pieces.js";
import {Spoken} from "./spoken.js";
import {oneStep} from "./steps.js";
import {Touches} from "./touches.js";

const READ = 20_000;  // long enough to read a sentence twice
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
    this.pieces = new Pieces();
    this.spoken = new Spoken();
    oneStep();
    /** @type {HTMLElement} */
    this.app = document.querySelector("[data-testid=stApp]");
    this.mark = root.querySelector(".mark");
    this.outbox = {trouble: "", waiting: 0};
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
    this.warned = event => this.warn(event.detail);
    addEventListener("vmboard-outbox", this.heard);
    addEventListener("vmboard-warn", this.warned);
    this.touches = new Touches(() => this.state, () => this.judge());
  }

  get connection() { return this.app.dataset.testConnectionState; }

  // Touched in the very moment of waking, a page does not know yet that it slept.
  /** @returns {"here" | "cut" | "waking"} */
  get state() {
    if (Date.now() - this.beat > ASLEEP) this.tick();
    if (this.waking) return "waking";
    return this.seen && this.connection !== "CONNECTED" ? "cut" : "here";
  }

  show(component) {
    this.component = component;
    this.at = component.data.at;
    this.live = component.data.live;
    speak(component.data.words).catch(() => {});  // what is said without is said in English
    this.last = Date.now();
    this.drafts.of(component.data.who);
    this.judge();
    this.ran(component.data.run);
  }

  leave() {
    this.drafts.leave();
    this.pieces.leave();
    this.spoken.leave();
    this.watching.disconnect();
    clearInterval(this.clock);
    removeEventListener("vmboard-outbox", this.heard);
    removeEventListener("vmboard-warn", this.warned);
    this.touches.leave();
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
    const waking = {asked: false, ran: false, late: setTimeout(() => this.late(), patience)};
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

  // Where the page still runs, its end is seen.
  late() {
    if (this.app.dataset.testScriptState === "notRunning") this.release();
    else this.waking.ran = this.waking.asked = true;
  }

  release() {
    clearTimeout(this.waking.late);
    this.waking = null;
    this.touches.again();
    this.judge();
  }

  get trouble() {
    const {trouble, waiting} = this.outbox;
    if (trouble) return trouble + (waiting ? " " + _("Waiting to be saved: {n}.", {n: waiting}) : "");
    if (this.seen && this.connection !== "CONNECTED") return _("Not connected. This page comes back by itself.");
    return this.waking && this.touches.held.length ? _("One moment. This page is coming back.") : "";
  }

  judge() {
    const late = this.live && Date.now() - this.last > this.live * 1000;
    const words = this.trouble || this.asking || (late ? _("Not updated since {time}.", {time: this.at}) : "");
    if (this.mark.textContent !== words) this.mark.textContent = words;
    this.mark.hidden = !words;
  }
}
