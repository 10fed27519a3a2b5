// @ts-check
// What is typed into a form of Streamlit's own is kept in this tab until the form is sent: a reload loses none of it.
//
// Kept beside it is what the box showed before. Where the box shows something else by now, somebody has saved since,
// and what was kept is let go.

const TYPED = ".stForm .stTextInput input:not([type=password]), .stForm .stTextArea textarea, "
  + ".stForm .stNumberInput input";
const TAKEN = 2500;  // by then a form that was taken has emptied its boxes, or shows what was saved
const REST_MS = 60;
const HEARD = ["focusin", "input", "click", "keydown"];

export class Drafts {
  constructor() {
    this.who = "";
    this.seen = new WeakSet();
    this.was = new WeakMap();
    this.heard = event => this.hear(event);
    this.watching = new MutationObserver(() => this.fillSoon());
    this.watching.observe(document.querySelector("[data-testid=stApp]"), {childList: true, subtree: true});
    for (const type of HEARD) document.addEventListener(type, this.heard, true);
  }

  // Whoever is signed in: the next one at this screen is not shown what they typed.
  of(who) {
    if (who !== this.who) this.seen = new WeakSet();
    this.who = who;
    this.fill();
  }

  leave() {
    this.watching.disconnect();
    for (const type of HEARD) document.removeEventListener(type, this.heard, true);
  }

  hear(event) {
    const {type, target} = event;
    if (target.matches && target.matches(TYPED)) this.hearBox(event);
    if (type === "click" && target.closest?.(".stFormSubmitButton button")) this.sent(target.closest(".stForm"));
  }

  hearBox({type, key, target}) {
    const sends = type === "keydown" && key === "Enter" && !target.matches("textarea");
    if (type === "focusin" && !this.was.has(target)) this.was.set(target, target.value);
    else if (type === "input") this.keep(target);
    else if (sends) this.sent(target.closest(".stForm"));
  }

  keep(box) {
    const place = this.place(box);
    if (place) store(place, {was: this.was.get(box) ?? "", typed: box.value});
  }

  // Let go of, unless it is still there afterwards: then the form was refused.
  sent(form) {
    for (const box of boxesIn(form)) {
      const place = this.place(box), draft = kept(place);
      if (!draft) continue;
      store(place, null);
      setTimeout(() => this.afterSending(box, place, draft), TAKEN);
    }
  }

  afterSending(box, place, draft) {
    const refused = box.isConnected && box.value === draft.typed;
    if (!refused) this.was.delete(box);
    else if (!kept(place)) store(place, draft);
  }

  fillSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.fill(), REST_MS);
  }

  fill() {
    for (const box of boxesIn(document)) {
      if (this.seen.has(box)) continue;
      this.seen.add(box);
      const place = this.place(box), draft = kept(place);
      if (draft && box.value !== draft.was) store(place, null);
      else if (draft) this.put(box, draft);
    }
  }

  // Into a box of the page's own library: past its setter, and then said as if typed and left.
  put(box, draft) {
    this.was.set(box, draft.was);
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value").set.call(box, draft.typed);
    box.dispatchEvent(new InputEvent("input", {bubbles: true}));
    box.dispatchEvent(new FocusEvent("focusout", {bubbles: true}));
  }

  place(box) {
    const keyed = box.closest("[class*=st-key-]");
    const key = keyed && [...keyed.classList].find(name => name.startsWith("st-key-"));
    return key && `vmboard:typed:${this.who}:${location.pathname}${location.search}:${key}`;
  }
}

/** @param {ParentNode} within @returns {(HTMLInputElement | HTMLTextAreaElement)[]} */
function boxesIn(within) { return [...within.querySelectorAll(TYPED)].map(box => /** @type {any} */ (box)); }

function kept(place) {
  try { return place && JSON.parse(sessionStorage.getItem(place)); } catch { return null; }
}

function store(place, draft) {
  try {
    if (draft) sessionStorage.setItem(place, JSON.stringify(draft));
    else sessionStorage.removeItem(place);
  } catch { /* no storage */ }
}
