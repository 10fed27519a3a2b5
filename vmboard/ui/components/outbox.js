// The outbox: what people typed or touched, kept in this browser until the server says that it has it.
//
// One outbox a page and team. An entry has an id of its own ("figure:12:2026-11-15"); putting words under the same id
// again replaces them. It is written to this browser's storage before anything else, sent as soon as it is ready,
// one request in flight, what piles up meanwhile as one batch. "Saved" is only ever said by an answer.

const boxes = new Map();
const KEEPALIVE = 60_000;  // a browser refuses to finish longer requests after their page has gone

export function outbox({url, pass, place}) {
  const known = boxes.get(place) || new Outbox(url, place);
  boxes.set(place, known);
  known.pass = pass;
  known.pump();
  return known;
}

class Outbox {
  constructor(url, place) {
    Object.assign(this, {url, prefix: "vmboard:" + place + ":", entries: new Map(), listeners: new Set(),
      busy: false, fails: 0, sentence: "", timer: 0});
    this.load();
    for (const back of ["online", "vmboard-back"]) addEventListener(back, () => this.again());
    addEventListener("storage", event => this.elsewhere(event));
    document.addEventListener("visibilitychange", () => document.hidden || this.again());
  }

  // --- what a component calls ---

  // Keep words under an id; `ready` sends them too. An entry that clashed stays so until it is settled.
  put(id, item, {ready = true} = {}) {
    const old = this.entries.get(id);
    const entry = {id, item, ready, n: (old ? old.n : 0) + 1, pass: this.pass, state: "kept"};
    if (old && old.state === "clash") Object.assign(entry, {state: "clash", theirs: old.theirs, sentence: old.sentence});
    this.entries.set(id, entry);
    this.store(entry);
    this.tell(entry);
    if (ready) this.pump();
    return entry;
  }

  get(id) { return this.entries.get(id); }

  all(prefix) { return [...this.entries.values()].filter(entry => entry.id.startsWith(prefix)); }

  drop(id) {
    const entry = this.entries.get(id);
    this.entries.delete(id);
    try { localStorage.removeItem(this.prefix + id); } catch { /* no storage: nothing to clear */ }
    if (entry) this.tell({...entry, state: "gone"});
  }

  // After a clash: "mine" is sent again over what they put there, "theirs" lets mine go.
  settle(id, whose) {
    const entry = this.entries.get(id);
    if (!entry) return;
    if (whose === "theirs") { this.drop(id); this.tell({...entry, state: "saved", answer: entry.theirs}); return; }
    rebase(entry.item, entry.theirs);
    Object.assign(entry, {state: "kept", ready: true, theirs: undefined, n: entry.n + 1});
    this.store(entry);
    this.tell(entry);
    this.pump();
  }

  // `hear(entry)` on every change of an entry: its state is kept, sending, saved (with its answer), clash, refused, gone.
  // An answer's `warn` is said at the foot of the page, unless a listener says it nearer and returns "warned".
  listen(prefix, hear) {
    const one = {prefix, hear};
    this.listeners.add(one);
    return () => this.listeners.delete(one);
  }

  // How the outbox stands as a whole: {waiting, trouble}; trouble is a sentence or empty.
  get standing() {
    const waiting = [...this.entries.values()].filter(entry => entry.ready && entry.state !== "clash" && entry.state !== "refused").length;
    return {waiting, trouble: this.fails || this.sentence ? this.sentence || "Not connected. What you type is kept on this screen." : ""};
  }

  // --- sending ---

  async pump() {
    if (this.busy || this.fails > 0 && this.timer) return;
    const waiting = [...this.entries.values()].filter(entry => entry.ready && entry.state !== "clash" && entry.state !== "refused");
    if (!waiting.length) return;
    const pass = waiting[0].pass, batch = waiting.filter(entry => entry.pass === pass).slice(0, 50);
    const sent = batch.map(entry => ({id: entry.id, n: entry.n}));
    this.busy = true;
    for (const entry of batch) { entry.state = "sending"; this.tell(entry); }
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), 5000);
    try {
      const body = new TextEncoder().encode(JSON.stringify({items: batch.map(entry => ({...entry.item, id: entry.id}))}));
      const answer = await fetch(this.url, {method: "POST", keepalive: body.length < KEEPALIVE, signal: stop.signal,
        headers: {"content-type": "application/json", "x-vmboard": pass}, body});
      if (answer.status === 401) { this.turnedAway(batch, (await answer.json()).sentence); return; }
      if (answer.status !== 200) throw new Error(answer.status);
      const items = (await answer.json()).items;
      this.fails = 0;
      this.sentence = "";
      sent.forEach((was, place) => this.answered(was, items[place]));
    } catch {
      this.fails += 1;
      for (const entry of batch) if (entry.state === "sending") { entry.state = "kept"; this.tell(entry); }
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.again(), Math.min(1000, 250 * 2 ** this.fails));
      this.tell(null);
    } finally {
      clearTimeout(late);
      this.busy = false;
    }
    if (!this.fails) { this.tell(null); this.pump(); }
  }

  again() { clearTimeout(this.timer); this.timer = 0; this.pump(); }

  // The pass is too old. What was typed with it goes out with the page's newest one, once there is another.
  turnedAway(batch, sentence) {
    for (const entry of batch) {
      entry.state = "kept";
      if (entry.pass !== this.pass) { entry.pass = this.pass; this.store(entry); continue; }
      this.sentence = sentence;
      this.fails = Math.max(this.fails, 1);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), 4000);
    this.tell(null);
  }

  answered(was, answer) {
    const entry = this.entries.get(was.id);
    if (!entry) return;
    if (answer.ok && entry.n === was.n) {
      this.drop(entry.id);
      this.tell({...entry, state: "saved", answer});
    } else if (answer.ok) {  // typed on meanwhile: what is newer now stands on what was just saved
      rebase(entry.item, answer);
      entry.state = "kept";
      this.store(entry);
      this.tell({...entry, answer});
    } else {
      Object.assign(entry, {state: answer.why, sentence: answer.sentence, theirs: answer.theirs});
      if (answer.why === "refused" && entry.n !== was.n) entry.state = "kept";
      this.store(entry);
      this.tell(entry);
    }
  }

  // --- what this browser keeps ---

  load() {
    try {
      const keys = Object.keys(localStorage).filter(key => key.startsWith(this.prefix)).sort();
      for (const key of keys) {
        const entry = JSON.parse(localStorage.getItem(key));
        if (entry.state === "sending" || entry.state === "refused") entry.state = "kept";
        this.entries.set(entry.id, entry);
      }
    } catch { /* no storage, or not ours: the page works without */ }
  }

  store(entry) {
    try { localStorage.setItem(this.prefix + entry.id, JSON.stringify(entry)); } catch { /* full or forbidden */ }
  }

  // Another tab of this browser has handed an entry in: it need not go twice.
  elsewhere(event) {
    if (!event.key || !event.key.startsWith(this.prefix) || event.newValue !== null) return;
    const entry = this.entries.get(event.key.slice(this.prefix.length));
    if (entry && entry.state === "kept" && entry.ready) this.entries.delete(entry.id);
  }

  tell(entry) {
    dispatchEvent(new CustomEvent("vmboard-outbox", {detail: this.standing}));
    const shown = [...this.listeners].map(one => (!entry || entry.id.startsWith(one.prefix)) && one.hear(entry));
    const warn = entry?.state === "saved" && entry.answer?.warn;
    if (warn && !shown.includes("warned")) dispatchEvent(new CustomEvent("vmboard-warn", {detail: warn}));
  }
}

function rebase(item, answer) {
  if ("version" in item && answer.version !== undefined) item.version = answer.version;
  if ("was" in item && answer.value !== undefined) item.was = answer.value;
}

export const key = () => crypto.randomUUID ? crypto.randomUUID() : Date.now().toString(36) + Math.random().toString(36).slice(2);

// --- small helpers that every component draws with ---

// An element from a tag, its attributes and its children; text is always text, never markup.
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [what, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (what.startsWith("on")) made.addEventListener(what.slice(2), value);
    else if (what === "value") made.value = value;
    else made.setAttribute(what, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return made;
}

// Set text only where it changed, so that nothing flickers and a screen reader hears it once.
export function words(node, text) { if (node.textContent !== text) node.textContent = text; }

// The words both people typed, and one touch to choose. `show` turns a value into words.
export function clash(entry, show, choose) {
  const mine = el("button", {type: "button", class: "vm-mine", onclick: () => choose("mine")}, "Use mine");
  const theirs = el("button", {type: "button", onclick: () => choose("theirs")}, "Keep theirs");
  return el("div", {class: "vm-clash", role: "alert"}, el("p", {}, entry.sentence || ""),
    el("dl", {}, el("div", {}, el("dt", {}, "Yours"), el("dd", {}, show(entry.item) || "(empty)")),
      el("div", {}, el("dt", {}, "Theirs"), el("dd", {}, show(entry.theirs) || "(empty)"))),
    el("div", {class: "vm-choose"}, mine, theirs));
}

const sheets = new Map();

// The component's styles, in its own root and before its first paint.
export async function dress(host, ...urls) {
  const root = host.getRootNode();
  root.adoptedStyleSheets = await Promise.all(urls.map(url => {
    if (!sheets.has(url)) sheets.set(url, fetch(url).then(got => got.text()).then(text => new CSSStyleSheet().replace(text)));
    return sheets.get(url);
  }));
}

// The element a component draws in, dressed in the sheets of these names.
export async function framed(host, look, ...names) {
  await dress(host, ...["base", ...names].map(name => new URL(`./${name}.css`, import.meta.url).href));
  const frame = el("div", {class: look});
  host.append(frame);
  return frame;
}

// A component made of functions over `own`: `start(own)` once it has its outbox, `draw(own)` with every run's data.
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
