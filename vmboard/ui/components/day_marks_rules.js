// @ts-check
// Which days a daily huddle still waits for, and how a day is said, without a browser. A count of null is open.

import {_} from "./catalogue.js";

/**
 * @typedef {{day: string, words: string, count: number | null, version: number}} Day
 * @typedef {{id: number, name: string, every_day: boolean, days: Day[]}} Measure
 */

/** As many days of a measure stand in its line: a week. */
export const MOST_LINES = 7;

/** @param {number | null} count @param {boolean} everyDay */
export function stateOf(count, everyDay) {
  if (count) return "harm";
  return count === 0 || !everyDay ? "none" : "open";
}

/** @param {number | null} count @param {boolean} everyDay */
export function said(count, everyDay) {
  return {harm: "◆ " + count, none: _("None"), open: _("Not filled in")}[stateOf(count, everyDay)];
}

/**
 * The days that one press says none happened on: those of a safety cross that nobody filled in.
 * @param {readonly Measure[]} measures @param {(measure: Measure, day: Day) => number | null} countOf
 */
export function openDays(measures, countOf) {
  return measures.filter(measure => measure.every_day).flatMap(measure =>
    measure.days.filter(day => countOf(measure, day) === null).map(day => ({measure, day})));
}
