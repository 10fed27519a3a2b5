// @ts-check
// What a key means where figures are typed, in a row of the week and in a cell of the grid.

/**
 * @typedef {{shift: boolean, atStart: boolean, atEnd: boolean, typed: boolean, draft: boolean}} Box
 *   `typed`: something stands in the box; `draft`: it is being typed, and letters are letters.
 * @typedef {"enter" | "back" | "down" | "up" | "along" | "above" | "restore" | "provisional" | "same" | "none" | "late"
 *   | "nothing"
 *   | ""} Meaning
 */

/** @type {Record<string, Meaning>} */
const ALWAYS = {ArrowDown: "down", ArrowUp: "up", Escape: "restore"};
/** @type {Record<string, Meaning>} */
const LETTERS = {s: "same", n: "none", c: "nothing", w: "late"};
/** @type {Record<string, [number, number]>} */
const MOVES = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]};

/**
 * In a row: `below` is its second box, out of how many; `last` says that there is a week before to be the same as.
 * @param {string} key @param {Box & {below: boolean, last: boolean}} box @returns {Meaning}
 */
export function meaningInRow(key, {shift, atStart, atEnd, typed, draft, below, last}) {
  if (key === "Enter") return shift ? "back" : "enter";
  if (ALWAYS[key]) return ALWAYS[key];
  if (key.startsWith("Arrow")) return sideways(key, atStart && below, atEnd);
  if (key.toLowerCase() === "p" && typed) return "provisional";
  return draft || below ? "" : letter(key, last);
}

/**
 * In a cell: where to go as rows down and columns right, or what to do. An arrow leaves a cell at the end of its
 * words, or where all of them are selected (`whole`).
 * @param {string} key @param {Box & {whole: boolean, last: boolean}} box @returns {[number, number] | Meaning}
 */
export function meaningInGrid(key, {shift, atStart, atEnd, whole, typed, draft, last}) {
  if (key === "Enter") return [shift ? -1 : 1, 0];
  if (key === "Escape") return "restore";
  const move = MOVES[key];
  if (move && (move[0] || whole || (move[1] < 0 ? atStart : atEnd))) return move;
  if (key.toLowerCase() === "p" && typed) return "provisional";
  return draft ? "" : letter(key, last);
}

/** @param {string} key @param {boolean} back @param {boolean} on @returns {Meaning} */
function sideways(key, back, on) {
  if (key === "ArrowRight") return on ? "along" : "";
  return back ? "above" : "";
}

/** @param {string} key @param {boolean} last @returns {Meaning} */
function letter(key, last) {
  const meaning = LETTERS[key.toLowerCase()] || "";
  return meaning === "same" && !last ? "" : meaning;
}
