// @ts-check
// Where a project's card stands in its lane, and what the lanes say of room, without a browser.

import {_} from "./catalogue.js";

/**
 * @typedef {{stage: string, days: number, votes: number, halted?: string, blocked: string, stuck: boolean,
 *   slipping: boolean}} Project as much of it as decides its place
 * @typedef {{of: Project, place: number | null}} Placed `place`: where the server had it
 */

/** Where a card's menu begins: the stage that most often comes next. */
export const NEXT = {idea: "testing", testing: "embedded", embedded: "testing"};
/** What a card says of its time in a lane that it has only just come to. */
export const NEW_HERE = {days: 0, get age() { return _("today"); }, stuck: false, holding: "", slipping: false};

/** What it said before: should it come back there, it says so again. @param {any} of */
export const stood = ({stage, days, age, stuck, holding, slipping}) => ({stage, days, age, stuck, holding, slipping});

/** @type {Record<string, (of: Project) => [number, number]>} */
const RANKS = {
  idea: of => [-of.votes, of.days],
  testing: of => [of.halted || of.blocked || of.stuck ? 0 : 1, -of.days],
  embedded: of => [of.slipping ? 0 : 1, of.days],
};

/**
 * The board's own order (queries/board.py): ideas by votes, tests longest first, embedded newest first, trouble before
 * all.
 * @param {string} stage @returns {(card: Placed, other: Placed) => number}
 */
export function order(stage) {
  const rank = RANKS[stage];
  return (card, other) => {
    const [a, b] = [rank(card.of), rank(other.of)];
    return a[0] - b[0] || a[1] - b[1] || (card.place ?? 0) - (other.place ?? 0);
  };
}

/** How many are in a lane, and how many more may be: 0 is no limit. @param {number} count @param {number} limit */
export function room(count, limit) {
  if (limit < 1) return String(count);
  return left(limit - count, {n: count, limit});
}

/** @param {number} free @param {{n: number, limit: number}} how */
function left(free, how) {
  if (free > 1) return _("{n} of {limit}: room for {free}", {...how, free});
  if (free === 1) return _("{n} of {limit}: room for one more", how);
  return free === 0 ? _("{n} of {limit}: full: finish one first", how) : _("{n} of {limit}: more than we agreed", how);
}

/** @param {string} lane @param {number} place from 1; 0 is none of them that is seen @param {number} count */
export function whereIn(lane, place, count) {
  return place ? _("{lane}, position {place} of {n}", {lane, place, n: count}) : lane;
}

/** @param {string} card @param {string} where */
export const wentTo = (card, where) => _("“{card}” moved to {where}.", {card, where});

/** That a card left the board. @param {string} card @param {string} stage */
export function gone(card, stage) {
  return stage === "parked" ? _("“{card}” is parked.", {card})
    : _("“{card}” is stopped, and what it taught is kept.", {card});
}

/**
 * The card an arrow goes to: at the same height in the next lane that has any.
 * @param {readonly number[]} counts of each lane @param {number} lane @param {number} level @param {number} side
 * @returns {[number, number] | null}
 */
export function beside(counts, lane, level, side) {
  for (let next = lane + side; next >= 0 && next < counts.length; next += side) {
    if (counts[next]) return [next, Math.min(level, counts[next] - 1)];
  }
  return null;
}
