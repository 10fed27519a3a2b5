// @ts-check
// The outbox's queue, without a browser: what waits, what goes as one batch, and what an answer makes of it.
//
// An entry has an id of its own ("figure:12:2026-11-15"); words put under the same id again replace it and count on.
// Its state is kept, sending, clash or refused; listeners hear also saved and gone, when the queue has let it go.

import {N_, _} from "./catalogue.js";

/**
 * @typedef {"kept" | "sending" | "saved" | "clash" | "refused" | "gone"} State
 * @typedef {import("./protocol.js").Item} Item
 * @typedef {import("./protocol.js").Told} Told
 * @typedef {{id: string, item: any, ready: boolean, n: number, pass: string, state: State, answer?: Told,
 *   theirs?: Told, sentence?: string}} Entry `n` counts what was put under its id; `ready` false is a draft, not sent
 * @typedef {Told & {id?: string, ok?: boolean, why?: "clash" | "refused", sentence?: string, theirs?: Told}} Answer
 * @typedef {{id: string, n: number}} Sent
 */

export const MOST_AT_ONCE = 50;
const NOT_CONNECTED = N_("Not connected. What you type is kept on this screen.");

export class Queue {
  constructor() {
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    this.pass = "";
    this.fails = 0;
    this.sentence = "";
  }

  /** @param {string} id */
  get(id) { return this.entries.get(id); }

  /** @param {string} prefix */
  all(prefix) { return [...this.entries.values()].filter(entry => entry.id.startsWith(prefix)); }

  get waiting() { return [...this.entries.values()].filter(isWaiting); }

  /**
   * Words under an id. An entry that clashed stays so until it is settled.
   * @param {string} id @param {Item} item @param {boolean} ready
   */
  put(id, item, ready) {
    const old = this.entries.get(id);
    /** @type {Entry} */
    const entry = {id, item, ready, n: (old ? old.n : 0) + 1, pass: this.pass, state: "kept"};
    if (old && old.state === "clash") {
      Object.assign(entry, {state: "clash", theirs: old.theirs, sentence: old.sentence});
    }
    this.entries.set(id, entry);
    return entry;
  }

  /** @param {string} id */
  drop(id) {
    const entry = this.entries.get(id);
    this.entries.delete(id);
    return entry;
  }

  /**
   * After a clash: mine goes again, over what they put there.
   * @param {Entry} entry
   */
  insist(entry) {
    rebase(entry.item, entry.theirs);
    Object.assign(entry, {state: "kept", ready: true, theirs: undefined, n: entry.n + 1});
  }

  /** What goes next as one request: the oldest first, and only what shares its pass. */
  take() {
    const waiting = this.waiting;
    const batch = waiting.filter(entry => entry.pass === waiting[0].pass).slice(0, MOST_AT_ONCE);
    for (const entry of batch) entry.state = "sending";
    return batch;
  }

  /**
   * No answer came: all of it waits again. Returns what was put back, and not typed over meanwhile.
   * @param {Entry[]} batch
   */
  failed(batch) {
    this.fails += 1;
    const back = batch.filter(entry => entry.state === "sending");
    for (const entry of back) entry.state = "kept";
    return back;
  }

  /**
   * The pass is too old. What was typed with it goes with the page's newest one, once there is another: those are
   * returned.
   * @param {Entry[]} batch @param {string} sentence
   */
  turnedAway(batch, sentence) {
    for (const entry of batch) entry.state = "kept";
    const renewed = batch.filter(entry => entry.pass !== this.pass);
    for (const entry of renewed) entry.pass = this.pass;
    if (renewed.length < batch.length) {
      this.sentence = sentence;
      this.fails = Math.max(this.fails, 1);
    }
    return renewed;
  }

  succeeded() {
    this.fails = 0;
    this.sentence = "";
  }

  /**
   * What an answer makes of what was sent: the entry as listeners hear it, null where nobody waits for it any more.
   * Where words were typed meanwhile, they stand on what was just saved, and go next.
   * @param {Sent} sent @param {Answer} answer @returns {Entry | null}
   */
  answered(sent, answer) {
    const entry = this.entries.get(sent.id);
    if (!entry) return null;
    const newer = entry.n !== sent.n;
    if (answer.ok && !newer) {
      this.entries.delete(entry.id);
      return {...entry, state: "saved", answer};
    }
    if (answer.ok) {
      rebase(entry.item, answer);
      entry.state = "kept";
      return {...entry, answer};
    }
    Object.assign(entry, {state: answer.why, sentence: answer.sentence, theirs: answer.theirs});
    if (answer.why === "refused" && newer) entry.state = "kept";
    return entry;
  }

  /**
   * An entry that this browser kept over a reload. Whether it arrived is not known: it goes again, and is made once.
   * @param {Entry} entry
   */
  restore(entry) {
    if (entry.state === "sending" || entry.state === "refused") entry.state = "kept";
    this.entries.set(entry.id, entry);
  }

  /**
   * Another tab of this browser has handed an entry in: it need not go twice.
   * @param {string} id
   */
  doneElsewhere(id) {
    const entry = this.entries.get(id);
    if (entry && entry.state === "kept" && entry.ready) this.entries.delete(id);
  }

  /** How it stands as a whole; trouble is a sentence or empty. */
  get standing() {
    const trouble = this.sentence || (this.fails ? _(NOT_CONNECTED) : "");
    return {waiting: this.waiting.length, trouble};
  }

  /** Milliseconds until the next try. */
  get patience() { return Math.min(1000, 250 * 2 ** this.fails); }
}

/** @param {Entry} entry */
function isWaiting(entry) { return entry.ready && entry.state !== "clash" && entry.state !== "refused"; }

/**
 * Words stand from now on over what the server has: its version, or the words it shows.
 * @param {any} item @param {any} answer
 */
export function rebase(item, answer) {
  if ("version" in item && answer.version !== undefined) item.version = answer.version;
  if ("was" in item && answer.value !== undefined) item.was = answer.value;
}
