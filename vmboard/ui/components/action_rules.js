// @ts-check
// Where an action stands in its list, what is known of it, and who has open ones, without a browser.

import {_} from "./catalogue.js";

/**
 * @typedef {{
 *   action_id: number, text: string, owner: string, owner_name?: string, due: string | null, due_text: string,
 *   done_on: string | null, done_text: string, removed: boolean, reason: string, late: boolean, soon: boolean,
 *   carried_text: string, repeat_text: string, escalated_on: string | null, escalated_text: string,
 *   escalated_turns: string, is_with: boolean,
 *   escalation: string, version: number,
 * }} Line as the server draws it
 * @typedef {"first" | "open" | "up" | "told" | "done" | "dropped" | ""} Part
 */

export const NOBODY = "nobody";

/** @param {Line} line */
export const ownerOf = line => line.owner || NOBODY;

/**
 * The part of the list that a line belongs to; "" where it is not shown.
 * @param {Line} line @param {{mode: string, lately: boolean, first?: boolean}} list @returns {Part}
 */
export function partOf(line, {mode, lately, first}) {
  if (line.removed) return line.reason && lately ? "dropped" : "";
  if (mode === "escalate") return sentPart(line);
  if (line.done_on) return "done";
  return first && (line.late && !line.is_with || isAnswered(line)) ? "first" : "open";
}

/** Whether it came back from above. @param {Line} line */
const isAnswered = line => Boolean(line.escalated_on) && !line.is_with;

/** @param {Line} line @returns {Part} */
function sentPart(line) {
  if (line.done_on) return "";
  if (line.is_with) return "up";
  return line.escalated_on ? "told" : "open";
}

/** Those due first come first, those without a day last. @param {Line} line @param {Line} other */
export function byDay(line, other) {
  return (line.due || "9999").localeCompare(other.due || "9999") || line.action_id - other.action_id;
}

/**
 * How many are open by owner: [owner or "" for all, label, count].
 * @param {readonly Line[]} lines @returns {[string, string, number][]}
 */
export function openByOwner(lines) {
  const open = lines.filter(line => !line.removed && !line.done_on), owners = new Map();
  for (const line of open) owners.set(ownerOf(line), (owners.get(ownerOf(line)) || 0) + 1);
  /** @returns {[string, string, number]} */
  const chip = (/** @type {string} */ who) => [who, who === NOBODY ? _("Nobody yet") : who, owners.get(who)];
  return [["", _("Everyone"), open.length], ...[...owners.keys()].sort().map(chip)];
}

/** @typedef {[look: string, words: string, title?: string]} Fact */

/** @param {Line} line @returns {Fact[]} */
export function factsOf(line) {
  /** @type {Fact} */
  const owner = line.owner ? ["owner", line.owner, line.owner_name] : [NOBODY, _("Nobody yet")];
  /** @type {(Fact | false)[]} */
  const facts = [
    owner, standing(line),
    Boolean(line.carried_text) && !line.done_on && ["", line.carried_text],
    Boolean(line.repeat_text) && ["", "↻ " + line.repeat_text],
    Boolean(line.escalated_text) && !line.done_on && ["sent", "↑ " + line.escalated_text],
    Boolean(line.escalated_turns) && !line.done_on && ["", line.escalated_turns],
    Boolean(line.is_with) && !line.done_on && ["", _("We asked: {what}", {what: line.escalation})],
  ];
  return facts.filter(fact => fact !== false);
}

/** @param {Line} line @returns {Fact} */
function standing(line) {
  if (line.removed) return ["", line.reason];
  if (line.done_on) return ["", line.done_text || _("Done")];
  if (line.late) return ["due worse", line.due_text];
  return [line.soon ? "due soon" : "due", line.due_text];
}
