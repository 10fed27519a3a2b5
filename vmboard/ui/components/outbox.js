// @ts-check
// The outbox: what people typed or touched, kept in this browser until the server says that it has it.
//
// One outbox a page and team. An entry is written to this browser's storage before anything else, sent as soon as it is
// ready, one request in flight, what piles up meanwhile as one batch. "Saved" is only ever said by an answer.

import {Queue} from "./queue.js";

/**
 * @typedef {import("./queue.js").Entry} Entry
 * @typedef {(entry: Entry | null) => unknown} Hear
 * @typedef {{url: string, pass: string, place: string}} HandingIn
 */

/** @type {Map<string, Outbox>} */
const boxes = new Map();
/** Two installations may share a host, and so this browser's storage: what is kept below a path stays there.
    @param {string} url of the write route, such as /vmboard/save */
const below = url => url.replace(/\/save$/, "");
const KEEPALIVE = 60_000;  // a browser refuses to finish longer requests after their page has gone
const LATE_MS = 5000, TURNED_AWAY_MS = 4000;
const DRAWN_MS = 10_000;  // by then a page is drawn from what the server has

/** @param {HandingIn} data */
export function outbox({url, pass, place}) {
  const box = boxes.get(place) || new Outbox(url, place);
  boxes.set(place, box);
  box.pass = pass;
  box.pump();
  return box;
}

export class Outbox {
  /** @param {string} url @param {string} place */
  constructor(url, place) {
    this.url = url;
    this.prefix = "vmboard" + below(url) + ":" + place + ":";
    this.queue = new Queue();
    /** @type {Set<{prefix: string, hear: Hear}>} */
    this.listeners = new Set();
    /** @type {Map<string, {entry: Entry, at: number}>} */
    this.unheard = new Map();
    this.busy = false;
    /** @type {number} */
    this.timer = 0;
    this.load();
    for (const back of ["online", "vmboard-back"]) addEventListener(back, () => this.again());
    addEventListener("storage", event => this.elsewhere(event));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.again(); });
  }

  // --- what a component calls ---

  get pass() { return this.queue.pass; }
  set pass(pass) { this.queue.pass = pass; }

  /**
   * Keep words under an id; `ready` sends them too.
   * @param {string} id @param {import("./protocol.js").Item} item @param {{ready?: boolean}} [how]
   */
  put(id, item, {ready = true} = {}) {
    const entry = this.queue.put(id, item, ready);
    this.store(entry);
    this.tell(entry);
    if (ready) this.pump();
    return entry;
  }

  /** @param {string} id */
  get(id) { return this.queue.get(id); }

  /** @param {string} prefix */
  all(prefix) { return this.queue.all(prefix); }

  /** @param {string} id */
  drop(id) {
    const entry = this.queue.drop(id);
    this.forget(id);
    if (entry) this.tell({...entry, state: "gone"});
  }

  /**
   * After a clash: "mine" is sent again over what they put there, "theirs" lets mine go.
   * @param {string} id @param {"mine" | "theirs"} whose
   */
  settle(id, whose) {
    const entry = this.queue.get(id);
    if (!entry) return;
    if (whose === "theirs") {
      this.drop(id);
      this.tell({...entry, state: "saved", answer: entry.theirs});
      return;
    }
    this.queue.insist(entry);
    this.store(entry);
    this.tell(entry);
    this.pump();
  }

  /**
   * `hear(entry)` on every change of an entry: its state is kept, sending, saved (with its answer), clash, refused,
   * gone. An answer's `warn` is said at the foot of the page, unless a listener says it nearer and returns "warned".
   * Who listens for all (an empty prefix) only looks on.
   * @param {string} prefix @param {Hear} hear
   */
  listen(prefix, hear) {
    const listener = {prefix, hear};
    this.listeners.add(listener);
    if (prefix) setTimeout(() => this.catchUp(listener), 0);  // once it has drawn itself
    return () => this.listeners.delete(listener);
  }

  /**
   * What was kept over a reload is sent by the first component of a page. The one it belongs to may be drawn after the
   * answer, from what was there before the save.
   * @param {{prefix: string, hear: Hear}} listener
   */
  catchUp(listener) {
    const {prefix, hear} = listener;
    if (!this.listeners.has(listener)) return;
    for (const [id, {entry, at}] of this.unheard) {
      if (!id.startsWith(prefix)) continue;
      this.unheard.delete(id);
      if (Date.now() - at < DRAWN_MS) hear(entry);
    }
  }

  get standing() { return this.queue.standing; }

  // --- sending ---

  async pump() {
    if (this.busy || this.queue.fails > 0 && this.timer) return;
    const batch = this.queue.take();
    if (!batch.length) return;
    const sent = batch.map(entry => ({id: entry.id, n: entry.n}));
    this.busy = true;
    for (const entry of batch) this.tell(entry);
    try {
      const {status, items, sentence} = await this.post(batch);
      if (status === 401) { this.turnedAway(batch, sentence); return; }
      this.queue.succeeded();
      sent.forEach((was, place) => this.answered(was, items[place]));
    } catch {
      for (const entry of this.queue.failed(batch)) this.tell(entry);
      this.tryIn(this.queue.patience);
      this.tell(null);
    } finally {
      this.busy = false;
    }
    if (!this.queue.fails) { this.tell(null); this.pump(); }
  }

  /**
   * One request and its answer, whole: a connection that dies half-way is given up like one that never answers.
   * @param {Entry[]} batch
   */
  async post(batch) {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), LATE_MS);
    const items = batch.map(entry => ({...entry.item, id: entry.id}));
    const body = new TextEncoder().encode(JSON.stringify({items}));
    try {
      const answer = await fetch(this.url, {method: "POST", keepalive: body.length < KEEPALIVE, signal: stop.signal,
        headers: {"content-type": "application/json", "x-vmboard": batch[0].pass}, body});
      if (answer.status !== 200 && answer.status !== 401) throw new Error(String(answer.status));
      return {status: answer.status, ...await answer.json()};
    } finally {
      clearTimeout(late);
    }
  }

  again() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.pump();
  }

  /** @param {number} ms */
  tryIn(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), ms);
  }

  /** @param {Entry[]} batch @param {string} sentence */
  turnedAway(batch, sentence) {
    for (const entry of this.queue.turnedAway(batch, sentence)) this.store(entry);
    this.tryIn(TURNED_AWAY_MS);
    this.tell(null);
  }

  /** @param {import("./queue.js").Sent} was @param {import("./queue.js").Answer} answer */
  answered(was, answer) {
    const entry = this.queue.answered(was, answer);
    if (!entry) return;
    const kept = this.queue.get(entry.id);
    if (kept) this.store(kept);
    else {
      this.forget(entry.id);
      this.tell({...entry, state: "gone", answer: undefined});
    }
    this.tell(entry);
  }

  // --- what this browser keeps ---

  load() {
    try {
      const keys = Object.keys(localStorage).filter(name => name.startsWith(this.prefix)).sort();
      for (const name of keys) this.queue.restore(JSON.parse(localStorage.getItem(name)));
    } catch { /* no storage, or not ours: the page works without */ }
  }

  /** @param {Entry} entry */
  store(entry) {
    try { localStorage.setItem(this.prefix + entry.id, JSON.stringify(entry)); } catch { /* full or forbidden */ }
  }

  /** @param {string} id */
  forget(id) {
    try { localStorage.removeItem(this.prefix + id); } catch { /* no storage: nothing to clear */ }
  }

  /** @param {StorageEvent} event */
  elsewhere(event) {
    if (!event.key || !event.key.startsWith(this.prefix) || event.newValue !== null) return;
    this.queue.doneElsewhere(event.key.slice(this.prefix.length));
  }

  /** @param {Entry | null} entry null: how all of it stands */
  tell(entry) {
    dispatchEvent(new CustomEvent("vmboard-outbox", {detail: this.standing}));
    const heard = [...this.listeners].map(({prefix, hear}) => (!entry || entry.id.startsWith(prefix)) && hear(entry));
    const isHeard = entry && [...this.listeners].some(({prefix}) => prefix && entry.id.startsWith(prefix));
    if (entry?.state === "saved" && !isHeard) this.unheard.set(entry.id, {entry, at: Date.now()});
    const warn = entry?.state === "saved" && entry.answer?.warn;
    if (warn && !heard.includes("warned")) dispatchEvent(new CustomEvent("vmboard-warn", {detail: warn}));
  }
}

export const key = () => crypto.randomUUID
  ? crypto.randomUUID()
  : Date.now().toString(36) + Math.random().toString(36).slice(2);
