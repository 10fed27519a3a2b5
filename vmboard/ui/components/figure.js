// One figure of one week, as every page keeps it: what is saved, what is typed over it, and what the server says.

const REST_MS = 4000;
const FIELDS = ["text", "status", "waiting_for", "note"];

export class Figure {
  // `now` is what stood there when the page was drawn; `see(figure, change)` draws it again.
  constructor(box, now, see) {
    Object.assign(this, {box, see, id: ["figure", now.measure_id, now.week].join(":"), measure: now.measure_id, week: now.week,
      saved: {...now}, doubt: "", mend: "", sure: "", done: false});
    this.out = Boolean(this.kept?.ready);  // something handed in has no answer yet: the server may hold it
    if (this.isDraft) this.rest();  // left behind by a reload
  }

  get kept() { return this.box.get(this.id); }
  get held() { return this.kept ? this.kept.item : this.saved; }
  get state() { return this.kept ? this.kept.ready || this.kept.state === "clash" ? this.kept.state : "typing" : this.done ? "saved" : ""; }
  get sentence() { return this.kept && this.kept.sentence || ""; }
  get isIn() { return this.saved.status !== "not_in_yet"; }
  get isDraft() { return Boolean(this.kept) && !this.kept.ready; }

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
  }

  send() {
    const kept = this.kept;
    if (!kept || kept.ready) return;
    kept.ready = true;
    this.box.store(kept);
  }

  // Leaving a box hands in what is typed there, and nothing that has been handed in before.
  leave() {
    this.still();
    if (this.isDraft && this.isWhole(this.kept.item.text)) this.box.put(this.id, this.kept.item);
  }

  restore() {
    this.still();
    this.clear();
    if (this.kept?.state === "clash") return;
    if (this.out) this.box.put(this.id, this.item(this.saved)); else this.box.drop(this.id);
  }

  settle(whose) { this.still(); this.box.settle(this.id, whose); }

  isWhole() { return true; }

  isAsSaved(item) { return !this.out && this.kept?.state !== "clash" && FIELDS.every(field => item[field] === (this.saved[field] || "")); }

  item(changes) {
    const {text, status, waiting_for, note, version} = {...this.held, ...changes};
    const item = {verb: "figure", measure: this.measure, week: this.week, text, status, waiting_for: waiting_for || "", note: note || "", version};
    if (text && status === "not_in_yet") Object.assign(item, {status: "final", waiting_for: ""});
    return item;
  }

  heard(entry) {
    const answer = entry.answer;
    if (entry.state === "sending") this.out = true;
    if (answer || ["clash", "refused"].includes(entry.state)) this.out = false;
    if (answer && answer.version !== undefined) this.saved = {...this.saved, ...pick(answer)};
    if (entry.state === "saved") {
      this.done = true;
      const asked = answer.doubt && this.sure !== answer.text;
      Object.assign(this, {doubt: asked ? answer.doubt : "", mend: asked ? answer.mend : ""});
    }
    this.see(this, entry.state, answer);
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

function pick(answer) {
  return Object.fromEntries([...FIELDS, "version", "value_text"].map(field => [field, answer[field]]));
}

// Several answers as one request; what is not whole waits in its box.
export function together(box, figures) {
  figures.filter(figure => figure.isWhole(figure.held.text)).forEach(figure => figure.send());
  box.pump();
}

// What Excel puts on the clipboard: rows of cells. The line end after the last row is no row.
export function cells(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map(line => line.split("\t").map(cell => cell.trim()));
}

// A number alone, where so many out of so many is wanted.
export const isBare = text => /^[\d.,\s]+$/.test(text);
