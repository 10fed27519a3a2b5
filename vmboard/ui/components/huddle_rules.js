// @ts-check
// Where a huddle stands among its stops, how it says its time, and who was there, without a browser.

import {_, ngettext} from "./catalogue.js";

/** @typedef {{section: string, project: number | null}} Stop */

/**
 * The place of a stop; of a project that is not discussed here, the first stop of its section.
 * @param {readonly Stop[]} stops @param {Stop} at
 */
export function stopOf(stops, {section, project}) {
  const same = stops.findIndex(stop => stop.section === section && stop.project === project);
  return same >= 0 ? same : Math.max(0, stops.findIndex(stop => stop.section === section));
}

/**
 * Whether the server's huddle (`7:projects:12`) stands where this page does. A section may name no project, where the
 * page shows its first.
 * @param {string} theirs @param {string} mine @param {readonly Stop[]} stops
 */
export function samePlace(theirs, mine, stops) {
  const place = (/** @type {string} */ at) => {
    const [row, section, project] = at.split(":");
    return row + ":" + (section ? stopOf(stops, {section, project: project ? Number(project) : null}) : "");
  };
  return place(theirs) === place(mine);
}

/**
 * What was typed into a huddle's box and is in no recap: the lines that were not there before.
 * @param {{value: unknown, was: unknown}} item
 */
export function lateWords({value, was}) {
  const before = new Set(String(was ?? "").split("\n").map(line => line.trim()));
  return String(value ?? "").split("\n").map(line => line.trim()).filter(line => line && !before.has(line)).join("\n");
}

const EVERY_MS = 1000;
const HIDDEN_EVERY_MS = 15_000;
const HIDDEN_MOST_MS = 20 * 60_000;

/**
 * Whether a page asks who is here. Nobody looks at a hidden one, and a browser wakes it once a minute: it asks seldom,
 * and no longer than a huddle may last.
 * @param {number} now @param {number} asked when it asked last @param {number} shown when it was last seen
 * @param {boolean} hidden
 */
export function mayAsk(now, asked, shown, hidden) {
  const every = hidden ? HIDDEN_EVERY_MS : EVERY_MS / 2;  // a tick may come a little early
  return now - asked >= every && (!hidden || now - shown <= HIDDEN_MOST_MS);
}

/**
 * One hand at a time: whose it is, and to oneself that one waits.
 * @param {readonly (readonly [string, string])[]} people @param {string} hand @param {string} me @param {boolean} up
 */
export function handWords(people, hand, me, up) {
  if (!hand) return "";
  if (hand === me) return _("You speak next");
  const initials = people.find(([whose]) => whose === hand)?.[1] ?? "";
  return up ? _("{who} would like to speak. Your hand is up too", {who: initials})
    : _("{who} would like to speak", {who: initials});
}

/** A time as a clock says it, 4:07; from an hour on in minutes. @param {number} ms */
export function spell(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000)), minutes = Math.floor(seconds / 60);
  if (seconds >= 3600) return ngettext("{n} min", "{n} min", minutes);
  return minutes + ":" + String(seconds % 60).padStart(2, "0");
}

/** A profession that somebody typed, as it is counted. @param {string} typed */
export const profession = typed => typed.trim().toLowerCase().replace(/[0-9,;&+]/g, "");

/** So many people, with one more or fewer. @param {number | undefined} count @param {number} by */
export const counted = (count, by) => Math.min(MOST, Math.max(0, (count || 0) + by));

const MOST = 500;
