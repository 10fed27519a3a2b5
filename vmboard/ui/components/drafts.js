// What is typed into a form of Streamlit's own is kept in this tab until the form is sent: a reload loses none of it.
//
// Kept beside it is what the box showed before. Where the box shows something else by now, somebody has saved since,
// and what was kept is let go.

const TYPED = ".stForm .stTextInput input:not([type=password]), .stForm .stTextArea textarea, .stForm .stNumberInput input";
const TAKEN = 2500;  // by then a form that was taken has emptied its boxes, or shows what was saved

class Drafts {
  constructor() {
    Object.assign(this, {who: "", seen: new WeakSet(), was: new WeakMap()});
    this.heard = event => this.hear(event);
    this.watching = new MutationObserver(() => { clearTimeout(this.soon); this.soon = setTimeout(() => this.fill(), 60); });
    this.watching.observe(document.querySelector("[data-testid=stApp]"), {childList: true, subtree: true});
    for (const type of ["focusin", "input", "click", "keydown"]) document.addEventListener(type, this.heard, true);
  }

  // Whoever is signed in: the next one at this screen is not shown what they typed.
  of(who) {
    if (who !== this.who) this.seen = new WeakSet();
    this.who = who;
    this.fill();
  }

  leave() {
    this.watching.disconnect();
    for (const type of ["focusin", "input", "click", "keydown"]) document.removeEventListener(type, this.heard, true);
  }

  hear({type, key, target}) {
    const box = target.matches && target.matches(TYPED) && target;
    if (box && type === "focusin" && !this.was.has(box)) this.was.set(box, box.value);
    else if (box && type === "input") this.keep(box);
    else if (type === "click" && target.closest?.(".stFormSubmitButton button")) this.sent(target.closest(".stForm"));
    else if (box && type === "keydown" && key === "Enter" && !target.matches("textarea")) this.sent(target.closest(".stForm"));
  }

  keep(box) {
    const place = this.place(box);
    if (place) store(place, {was: this.was.get(box) ?? "", typed: box.value});
  }

  // Let go of, unless it is still there afterwards: then the form was refused.
  sent(form) {
    const boxes = [...form.querySelectorAll(TYPED)].filter(box => kept(this.place(box)));
    for (const box of boxes) {
      const place = this.place(box), draft = kept(place);
      store(place, null);
      setTimeout(() => box.isConnected && box.value === draft.typed ? kept(place) || store(place, draft) : this.was.delete(box), TAKEN);
    }
  }

  fill() {
    for (const box of document.querySelectorAll(TYPED)) {
      if (this.seen.has(box)) continue;
      this.seen.add(box);
      const place = this.place(box), draft = kept(place);
      if (!draft) continue;
      if (box.value !== draft.was) { store(place, null); continue; }
      this.was.set(box, draft.was);
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value").set.call(box, draft.typed);
      for (const event of [new InputEvent("input", {bubbles: true}), new FocusEvent("focusout", {bubbles: true})]) box.dispatchEvent(event);
    }
  }

  place(box) {
    const keyed = box.closest("[class*=st-key-]"), key = keyed && [...keyed.classList].find(name => name.startsWith("st-key-"));
    return key && `vmboard:typed:${this.who}:${location.pathname}${location.search}:${key}`;
  }
}

function kept(place) {
  try { return place && JSON.parse(sessionStorage.getItem(place)); } catch { return null; }
}

function store(place, draft) {
  try { draft ? sessionStorage.setItem(place, JSON.stringify(draft)) : sessionStorage.removeItem(place); } catch { /* no storage */ }
}

