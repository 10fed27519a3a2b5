// @ts-check
// Ticks on the drawn board: a real check box over the drawn one of every action, in the order they are drawn.

import {afloat} from "./afloat.js";
import {_} from "./catalogue.js";
import {el, framed, inOrder, words} from "./dom.js";
import {outbox} from "./outbox.js";

const LEAST_PX = 32, FINGER_PX = 44;

export async function mount(host) {
  const own = new Ticks(await framed(host, "vm ticks", "ticks"));
  return {show: (data, component) => own.show(data, component), leave: () => own.leave()};
}

class Ticks {
  constructor(frame) {
    this.frame = frame;
    /** @type {Map<number, HTMLButtonElement>} */
    this.boxes = new Map();
    this.texts = new Map();
    /** @type {Map<number, string>} */
    this.pressed = new Map();  // the page may have let go of a line before it hears that the tick is saved
    this.undo = el("button", {type: "button", onclick: () => this.takeBack()}, _("Undo"));
    this.said = el("span", {});
    this.note = el("div", {class: "ticked", role: "status", hidden: true}, this.said, this.undo);
    this.frame.append(this.note);
    this.stops = [];
  }

  show(data, component) {
    if (!this.box) this.begin(data);
    this.component = component;
    this.box.pass = data.pass;
    this.texts = new Map(data.actions);
    this.afloat.anew();
  }

  begin(data) {
    this.box = outbox(data);
    this.afloat = afloat(this.frame, () => this.place());
    this.stops.push(this.afloat.stop, this.box.listen("act:tick:", entry => entry && this.heard(entry)));
  }

  leave() { this.stops.forEach(stop => stop()); this.frame.remove(); }

  // --- what a press does ---

  press(id) { this.hand(id, this.boxes.get(id)?.getAttribute("aria-checked") !== "true"); }

  hand(id, done) {
    const text = this.texts.get(id);
    if (text) this.pressed.set(id, text);
    this.box.put("act:tick:" + id, {verb: "actions.complete", row: id, done});
    this.check(id, done);
  }

  takeBack() {
    const {last} = this;
    this.note.hidden = true;
    if (last) this.hand(last, false);
  }

  check(id, done) { this.boxes.get(id)?.setAttribute("aria-checked", String(done)); }

  /**
   * The server's answer. What could not be done stands as it did, and says why where it was pressed.
   * @param {import("./outbox.js").Entry} entry
   */
  heard({id, state, item, sentence}) {
    const row = Number(id.split(":")[2]), text = this.texts.get(row) || this.pressed.get(row);
    const was = this.boxes.get(row), focused = was && this.root.activeElement === was;
    if (state === "clash" || state === "refused") {
      this.box.drop(id);
      this.check(row, !item.done);
      this.tell(sentence || "", 0);
    } else if (state === "saved" && text) {
      this.redraw();
      if (item.done) this.tell(_("Done: {action}", {action: text}), row);
      if (item.done && focused) this.undo.focus();
    }
  }

  // The drawing is the page's: it runs, and draws anew.
  redraw() { this.component?.setTriggerValue?.("saved", Date.now()); }

  get root() { return /** @type {ShadowRoot} */ (this.frame.getRootNode()); }

  tell(said, row) {
    this.last = row;
    words(this.said, said);
    this.undo.hidden = !row;
    this.note.hidden = !said;
    this.place();
  }

  // --- where it stands ---

  place() {
    const from = this.frame.getBoundingClientRect(), lines = drawnLines(), seen = new Set();
    for (const {id, rect} of lines) {
      if (!this.texts.has(id) || seen.has(id)) continue;
      seen.add(id);
      const box = this.boxes.get(id) || this.make(id), least = coarse() ? FINGER_PX : LEAST_PX;
      const width = Math.max(rect.width, least), height = Math.max(rect.height, least);
      box.style.cssText = `left:${rect.left - from.left - (width - rect.width) / 2}px;`
        + `top:${rect.top - from.top - (height - rect.height) / 2}px;width:${width}px;height:${height}px;`
        + `--box:${rect.width}px`;
    }
    for (const [id, box] of this.boxes) if (!seen.has(id)) { box.remove(); this.boxes.delete(id); }
    inOrder(this.frame, [...seen].map(id => this.boxes.get(id)));
    const panel = document.querySelector(".vm-wall .vm-actions")?.getBoundingClientRect();
    if (panel) {
      this.note.style.cssText = `left:${panel.left - from.left}px;top:${panel.bottom - from.top}px;`
        + `width:${panel.width}px`;
    }
  }

  make(id) {
    const made = el("button", {type: "button", role: "checkbox", "aria-checked": "false", class: "box",
      "aria-label": _("Done: {action}", {action: this.texts.get(id)}), onclick: () => this.press(id)});
    this.boxes.set(id, made);
    const entry = this.box.get("act:tick:" + id);
    if (entry) made.setAttribute("aria-checked", String(entry.item.done));
    return made;
  }
}

function drawnLines() {
  /** @type {{id: number, rect: DOMRect}[]} */
  const found = [];
  for (const line of document.querySelectorAll(".vm-wall [data-action]")) {
    const rect = line.querySelector(".vm-box")?.getBoundingClientRect();
    if (rect && rect.width) found.push({id: Number(line.getAttribute("data-action")), rect});
  }
  return found;
}

const coarse = () => matchMedia("(pointer: coarse), (max-width: 1100px)").matches;
