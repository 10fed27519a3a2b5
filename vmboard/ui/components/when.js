// @ts-check
// A box for a day or a time, in British form. A browser's own box of that kind speaks the browser's language.

import {_, dayNames} from "./catalogue.js";
import {el, words} from "./dom.js";
import {cells, iso, monthName, parts} from "./months.js";
import {dayOf, dayText, timeOf} from "./when_rules.js";

const {get, set} = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
const KINDS = {
  day: {read: text => dayOf(text, today()), show: dayText, such: () => _("Such as {day}", {day: dayText("2027-02-16")}),
    needed: () => _("A day such as {day} or 16/2/27.", {day: dayText("2027-02-16")})},
  time: {read: timeOf, show: text => text.slice(0, 5), such: () => _("Such as 14:30"),
    needed: () => _("A time such as 14:30.")},
};

export const isWhen = kind => kind in KINDS;

/**
 * An input whose `value` is 2027-02-16 or 14:30 and which shows and takes what people write. What cannot be read is
 * its value as it was typed, and `wrong()` says so.
 * @returns {HTMLInputElement & {wrong: () => string}}
 */
export function when(kind, attributes = {}) {
  const {read, show, such, needed} = KINDS[kind];
  const input = el("input", {...attributes, type: "text", class: "when", placeholder: such(), autocomplete: "off"});
  const typed = () => get.call(input);
  const put = text => { set.call(input, show(read(text ?? "") || text || "")); };
  Object.defineProperty(input, "value", {get: () => read(typed()) || typed().trim(), set: put});
  input.addEventListener("change", () => put(input.value));
  return Object.assign(input, {wrong: () => typed().trim() && !read(typed()) ? needed() : ""});
}

// The day box with its calendar: opened by a touch, never in the way of typing. `anchor` gives the name of the box.
export function withCalendar(input) {
  const calendar = el("div", {class: "calendar", role: "group", "aria-label": _("Calendar"), hidden: true});
  const open = el("button", {type: "button", class: "open", "aria-label": _("Choose from the calendar"),
    "aria-expanded": "false", onclick: () => turn(calendar.hidden)});
  const node = el("div", {class: "when-box"}, input, open, calendar);
  const turn = shown => {
    calendar.hidden = !shown;
    open.setAttribute("aria-expanded", String(shown));
    if (!shown) return;
    month(calendar, (dayOf(input.value, today()) || today()).slice(0, 7), input.value, choose);
    calendar.scrollIntoView({block: "nearest"});
  };
  const choose = day => {
    input.value = day;
    turn(false);
    input.dispatchEvent(new Event("input", {bubbles: true}));
    input.dispatchEvent(new Event("change", {bubbles: true}));
    open.focus();
  };
  node.addEventListener("keydown", event => {
    if (event.key !== "Escape" || calendar.hidden) return;
    event.stopPropagation();
    turn(false);
    open.focus();
  });
  node.addEventListener("focusout", event => {
    const to = /** @type {Node | null} */ (event.relatedTarget);
    if (to && !node.contains(to)) turn(false);
  });
  return node;
}

function month(calendar, of, chosen, choose) {
  const [year, number] = of.split("-").map(Number);
  const go = by => {
    month(calendar, iso(year, number + by, 1).slice(0, 7), chosen, choose);
    calendar.querySelector(by < 0 ? ".back" : ".on").focus();
  };
  const head = el("div", {class: "months"},
    el("button", {type: "button", class: "back", "aria-label": _("The month before"), onclick: () => go(-1)}, "‹"),
    el("b", {"aria-live": "polite"}), el("button", {type: "button", class: "on", "aria-label": _("The next month"),
      onclick: () => go(1)}, "›"));
  words(head.children[1], monthName(of));
  const days = cells(of, "calendar").map(({day, row, column}) => el("button", {type: "button", class: "day",
    style: `grid-area: ${row + 2} / ${column + 1}`, "aria-label": parts(day).words,
    "aria-pressed": String(day === chosen), "aria-current": day === today() ? "date" : null,
    onclick: () => choose(day)}, String(parts(day).day)));
  const letters = dayNames()?.letters ?? ["M", "T", "W", "T", "F", "S", "S"];
  const names = letters.map(name => el("span", {"aria-hidden": "true"}, name));
  calendar.replaceChildren(head, el("div", {class: "days"}, ...names, ...days));
}

function today() {
  const now = new Date();
  return iso(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
