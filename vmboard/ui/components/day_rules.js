// @ts-check
// What a day of rare harm says, and what a touch or a key makes of it, without a browser. A count of null is open.

import {_} from "./catalogue.js";
import {cells, step} from "./months.js";

export const MOST = 99;

/**
 * @typedef {{today: string, first: string, every_day: boolean, harm: string}} Days `first`: the day they began;
 *   `every_day`: each is to be filled in
 * @typedef {"future" | "before" | "open" | "none" | "harm"} DayState
 */

/** @param {string} day @param {number | null} count @param {Days} days @returns {DayState} */
export function stateOf(day, count, {today, first}) {
  if (day > today) return "future";
  if (day < first) return "before";
  if (count === null) return "open";
  return count > 0 ? "harm" : "none";
}

/** @param {string} day @param {number | null} count @param {Days} days */
export function inWords(day, count, days) {
  return {
    none: _("None"), harm: count + " " + days.harm.toLowerCase(), future: _("Still to come"),
    before: _("Before we began"),
    open: days.every_day ? _("Not filled in yet") : _("Nothing noted"),
  }[stateOf(day, count, days)];
}

/** In the day's own square. @param {string} day @param {number | null} count @param {Days} days */
export function sign(day, count, days) {
  const state = stateOf(day, count, days);
  if (state === "none") return _("None");
  if (state === "harm") return "◆ " + count;
  return state === "open" && days.every_day ? _("open") : "";
}

/** A touch: on an open day it says that none happened, another that it did, and each one more.
 * @param {number | null} count @param {Days} days
 */
export function touched(count, {every_day}) {
  if (count === null) return every_day ? 0 : 1;
  return Math.min(count + 1, MOST);
}

/** One more, one fewer, none (0) or left open (null). @param {number | null} count @param {number | null} by */
export function changed(count, by) {
  return by === null ? null : by === 0 ? 0 : Math.max(0, Math.min((count ?? 0) + by, MOST));
}

/**
 * The day an arrow goes to. On the cross, up and down go to the day that stands there.
 * @param {string} key @param {string} day @param {string} shape @returns {string | null}
 */
export function dayAt(key, day, shape) {
  if (key === "ArrowLeft") return step(day, -1);
  if (key === "ArrowRight") return step(day, 1);
  if (key !== "ArrowUp" && key !== "ArrowDown") return null;
  if (shape === "calendar") return step(day, key === "ArrowUp" ? -7 : 7);
  return beside(day, key === "ArrowUp");
}

/** @param {string} day @param {boolean} up */
function beside(day, up) {
  const all = cells(day.slice(0, 7), "cross"), from = all.find(cell => cell.day === day);
  if (!from) return day;
  const near = all.filter(({row, column}) => column === from.column && (up ? row < from.row : row > from.row));
  return (up ? near.at(-1) : near[0])?.day ?? day;
}
