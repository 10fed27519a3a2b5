// @ts-check
// One figure of one week, as every page keeps it: what is saved, what is typed over it, and what the server says.

const REST_MS = 4000;
const FIELDS = ["text", "status", "waiting_for", "note"];
const ENDS = ["saved", "clash", "refused"];

export const idOf = now => ["figure", now.measure_id, now.week].join(":");

export class Figure {
  // `now` is what stood there when the page was drawn; `see(figure, change)` draws it again.
  /** @param {import("./outbox.js").Outbox} box @param {any} now @param {any} see */
  constructor(box, now, see) {
    this.box = box;
    this.see = see;
    this.id = idOf(now);
    this.measure = now.measure_id;
    this.week = now.week;
    this.saved = {...now};
    this.doubt = this.mend = this.sure = "";
    this.done = false;
    this.given = null;  // what was handed in last, while there is no answer to it
    this.out = Boolean(this.kept?.ready);  // something handed in has no answer yet: the server may hold it
    if (this.isDraft) this.rest();  // left behind by a reload
  }

  get kept() { return this.box.get(this.id); }
  get held() { return this.kept ? this.kept.item : this.saved; }
  get sentence() { return this.kept && this.kept.sentence || ""; }
  get isIn() { return this.saved.status !== "not_in_yet"; }
  get isDraft() { return Boolean(this.kept) && !this.kept.ready; }

  get state() {
    const {kept} = this;
    if (!kept) return this.done ? "saved" : "";
    return kept.ready || kept.state === "clash" ? kept.state : "typing";
  }

  // Every keystroke comes here first of all, and from here into the browser's storage.
  type(changes) {
    const item = this.item(changes);
    if (this.isAsSaved(item)) {
      this.still();
      this.box.drop(this.id);
    } else {
      this.box.put(this.id, item, {ready: false});
      this.rest();
    }
    this.clear();
  }

  // A whole answer in one touch. `wait` leaves it to be sent together with others, by `send`.
  answer(changes, {wait = false} = {}) {
    const item = this.item(changes);
    this.still();
    this.clear();
    if (this.saved.version > 0 && this.isAsSaved(item)) {
      this.box.drop(this.id);
      this.done = true;
      this.see(this, "saved");
      return;
    }
    this.box.put(this.id, item, {ready: !wait});
    this.given = wait ? this.given : item;
  }

  send() {
    const kept = this.kept;
    if (!kept || kept.ready) return;
    kept.ready = true;
    this.given = kept.item;
    this.box.store(kept);
  }

  // Leaving a box hands in what is typed there, and nothing that has been handed in before.
  leave() {
    this.still();
    if (!this.isDraft || !this.isWhole(this.kept.item.text)) return;
    this.given = this.kept.item;
    this.box.put(this.id, this.given);
  }

  // Back by one step: from what is typed to what was handed in, though it is still on its way, or to what is saved.
  restore() {
    this.still();
    this.clear();
    if (this.kept?.state === "clash") return;
    if (this.isDraft && this.given) this.box.put(this.id, this.item(only(this.given)));
    else if (this.out) this.box.put(this.id, this.item(this.saved)); else this.box.drop(this.id);
  }

  settle(whose) { this.still(); this.box.settle(this.id, whose); }

  // Whether these words may be sent as they stand; a row that has two boxes says otherwise.
  isWhole(_text) { return true; }

  isAsSaved(item) {
    const open = this.out || this.kept?.state === "clash";
    return !open && this.isSaved(item);
  }

  isSaved(item) { return FIELDS.every(field => item[field] === (this.saved[field] || "")); }

  item(changes) {
    const {text, status, waiting_for, note, version} = {...this.held, ...changes};
    /** @type {import("./protocol.js").Items["figures.type"]} */
    const item = {verb: "figures.type", measure: this.measure, week: this.week, text, status, version,
      waiting_for: waiting_for || "", note: note || ""};
    if (text && status === "not_in_yet") Object.assign(item, {status: "final", waiting_for: ""});
    return item;
  }

  heard(entry) {
    const {answer} = entry;
    if (entry.state === "sending") this.out = true;
    if (answer || ENDS.includes(entry.state)) this.out = false;
    if (answer && answer.version !== undefined) this.saved = {...this.saved, ...pick(answer)};
    if (ENDS.includes(entry.state) || this.given && this.isSaved(this.given)) this.given = null;
    if (entry.state === "saved") this.saw(answer);
    this.see(this, entry.state, answer);
  }

  // Saved, perhaps with a question that nobody has answered yet.
  saw(answer) {
    const asked = answer.doubt && this.sure !== answer.text;
    Object.assign(this, {done: true, doubt: asked ? answer.doubt : "", mend: asked ? answer.mend : ""});
  }

  // What somebody else has put there meanwhile, from a later run of the page.
  merge(now) {
    if (this.kept || now.version <= this.saved.version) return;
    this.saved = {...now};
    this.see(this, "merged");
  }

  agree() { this.sure = this.saved.text; this.clear(); this.see(this, "agreed"); }

  clear() { this.doubt = this.mend = ""; this.done = false; }
  rest() { clearTimeout(this.resting); this.resting = setTimeout(() => this.leave(), REST_MS); }
  still() { clearTimeout(this.resting); }
}

function only(item) { return Object.fromEntries(FIELDS.map(field => [field, item[field]])); }

function pick(answer) {
  return Object.fromEntries([...FIELDS, "version", "value_text"].map(field => [field, answer[field]]));
}

// Several answers as one request; what is not whole waits in its box.
export function together(box, figures) {
  figures.filter(figure => figure.isWhole(figure.held.text)).forEach(figure => figure.send());
  box.pump();
}

