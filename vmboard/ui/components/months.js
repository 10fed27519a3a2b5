// @ts-check
// Days and months as text (2026-11-17), and where each day stands on a safety cross and on a calendar.

import {_, dayNames} from "./catalogue.js";

const two = (/** @type {number} */ number) => String(number).padStart(2, "0");

/** @param {Date} at @param {Intl.DateTimeFormatOptions} options */
const inEnglish = (at, options) => new Intl.DateTimeFormat("en-GB", {timeZone: "UTC", ...options}).format(at);

/** @param {number} year @param {number} month @param {number} day may run over: 0 is the last of the month before */
export function iso(year, month, day) {
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCFullYear() + "-" + two(made.getUTCMonth() + 1) + "-" + two(made.getUTCDate());
}

/** @param {string} text */
export function parts(text) {
  const [year, month, day] = text.split("-").map(Number), at = new Date(Date.UTC(year, month - 1, day));
  const weekday = (at.getUTCDay() + 6) % 7, here = dayNames();
  const words = _("{weekday} {day} {month}", {day, month: here?.long[month - 1] ?? inEnglish(at, {month: "long"}),
    weekday: here?.days[weekday] ?? inEnglish(at, {weekday: "short"})});
  return {year, month, day, weekday, words};
}

/** @param {string} text @param {number} days */
export function step(text, days) {
  const {year, month, day} = parts(text);
  return iso(year, month, day + days);
}

/** @param {string} text */
export function monthName(text) {
  const [year, month] = text.split("-").map(Number);
  const here = dayNames()?.long[month - 1];
  return here ? _("{month} {year}", {month: here, year})
    : inEnglish(new Date(Date.UTC(year, month - 1, 1)), {month: "long", year: "numeric"});
}

// The paper cross: three, three, then seven, seven, seven, then three, then one. [first column, beyond the last] a row.
const CROSS = [[2, 5], [2, 5], [0, 7], [0, 7], [0, 7], [2, 5], [3, 4]].flatMap(([from, to], row) =>
  Array.from({length: to - from}, (_each, place) => ({row, column: from + place})));

/** Row and column of each day of a month. @param {string} month @param {string} shape cross or calendar */
export function cells(month, shape) {
  const [year, number] = month.split("-").map(Number), length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const first = parts(iso(year, number, 1)).weekday;
  const calendar = (/** @type {number} */ place) =>
    ({row: Math.floor((place + first) / 7), column: (place + first) % 7});
  return Array.from({length}, (_each, index) =>
    ({day: iso(year, number, index + 1), ...(shape === "cross" ? CROSS[index] : calendar(index))}));
}
