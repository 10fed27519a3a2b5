// @ts-check
// What a screen reader hears of a box. Streamlit hands it the label with its marks: "**Falls** In our care\." is heard
// as it is seen, "Falls In our care."

const MARKS = /\\([!-/:-@[-`{-~])|\*\*|\u2060/g;
const MARKED = ["\\\\", "**", "\u2060"].map(mark => `[aria-label*="${mark}"]`).join();

/** @param {string} label as markdown */
export const heard = label => label.replace(MARKS, "$1");

export class Spoken {
  constructor() {
    /** @type {WeakMap<Element, string>} */
    this.cleaned = new WeakMap();  // a name may hold marks of its own: they are not taken for markdown twice
    this.watching = new MutationObserver(() => this.clean());
    this.watching.observe(document.body, {childList: true, subtree: true, attributeFilter: ["aria-label"]});
    this.clean();
  }

  clean() {
    for (const of of document.querySelectorAll(MARKED)) {
      if (this.cleaned.get(of) === of.ariaLabel) continue;
      this.cleaned.set(of, heard(of.ariaLabel));
      of.setAttribute("aria-label", heard(of.ariaLabel));
    }
  }

  leave() { this.watching.disconnect(); }
}
