// @ts-check
// A lane before its cards: its name, how many it holds, and where new ones are typed.

import {N_} from "./catalogue.js";
import {el} from "./dom.js";
import {key} from "./outbox.js";

/** How an empty lane fills, in the words of the wall. */
export const FILLS = {idea: N_("None yet. Add the first above."), testing: N_("Nothing yet. Move an idea here."),
  embedded: N_("Nothing yet: what works stays.")};

/**
 * @param {string} stage
 * @param {string} name
 * @param {Node | null} add  where a new card is typed straight in
 */
export function emptyLane(stage, name, add) {
  const id = "l" + key(), list = el("ul", {"aria-labelledby": id}), count = el("span", {class: "quiet"});
  const head = el("div", {class: "head"}, el("h2", {id}, name), count);
  return {node: el("section", {class: "lane", "data-stage": stage}, head, add, list), list, count};
}
