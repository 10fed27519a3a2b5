// @ts-check
// What a move from stage to stage asks, and what is sent of it, without a browser.

import {N_} from "./catalogue.js";

/**
 * @typedef {{verb: "projects.move", row: number, to: string, was: string, reason: string, after: string[],
 *   key?: string}} Move without a `key` it is a draft
 */

/** @type {Record<string, {title: string, help: string, needed?: string}>} */
export const ASKS = {
  embedded: {title: N_("How will we know it holds?"),
    needed: N_("A few words, please: what would you see, and where?"),
    help: N_("Embedded is earned. The board looks again after 4, 12 and 26 weeks.")},
  stopped: {title: N_("What did we learn?"), needed: N_("A few words, please: it has taught us something."),
    help: N_("Stopping what does not work is good work. Others will read this before they try.")},
  parked: {title: N_("Why does it wait?"), help: N_("You may leave this empty.")},
};

/**
 * A move over one that still waits: from where that one began, and naming it, in case its answer was lost.
 * @param {Move | undefined} old @param {{row: number, to: string, was: string, reason: string}} move
 * @param {string} key known by it, it is made once @returns {Move}
 */
export function following(old, {row, to, was, reason}, key) {
  if (!old?.key) return {verb: "projects.move", row, to, was, reason, key, after: []};
  return {verb: "projects.move", row, to, was: old.was, reason, key, after: [...old.after, old.key]};
}

const MOST = 200;

/**
 * What was said already of what a move asks, as much as its box holds.
 * @param {{holds?: string, learned?: string}} card @param {string} to
 */
export function offered({holds, learned}, to) {
  const said = (to === "embedded" ? holds : to === "stopped" ? learned : "") || "";
  return said.length <= MOST ? said : said.slice(0, MOST - 1).replace(/\s+\S*$/, "") + "…";
}
