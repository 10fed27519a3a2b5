// @ts-check
// Where something goes in a list that people put in order, without a browser.

/**
 * The list with one moved a place up (-1) or down (1); null where it stands at that end already.
 * @template T @param {readonly T[]} list @param {T} item @param {number} way @returns {T[] | null}
 */
export function stepped(list, item, way) {
  const from = list.indexOf(item), to = from + way;
  if (from < 0 || to < 0 || to >= list.length) return null;
  const rest = list.filter(other => other !== item);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/**
 * The list with one put before another, or at its end (null). One that is not in this list moves nothing.
 * @template T @param {readonly T[]} list @param {T} item @param {T | null} before @returns {T[]}
 */
export function placed(list, item, before) {
  const rest = list.filter(other => other !== item);
  const to = before === null ? rest.length : rest.indexOf(before);
  if (rest.length === list.length || to < 0) return [...list];
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/**
 * The neighbour that something comes to stand before, or null at the end: what is sent names it, and not a list.
 * @template T @param {readonly T[]} list @param {T} item @returns {T | null}
 */
export function neighbour(list, item) { return list[list.indexOf(item) + 1] ?? null; }

/**
 * Dragged over a list at this height: the first whose middle is below, or null at the end.
 * @template T @param {readonly {item: T, top: number, height: number}[]} others @param {number} y @returns {T | null}
 */
export function below(others, y) { return others.find(({top, height}) => y < top + height / 2)?.item ?? null; }
