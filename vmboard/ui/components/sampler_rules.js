// @ts-check
// What the sampler reckons by itself: whether it is time to look round, and how many looks there are with those kept.

/**
 * Whether somebody should look round now: a moment has come, and nobody was tapped since.
 * @param {number[]} moments oldest first @param {number} now @param {number} tapped when the last tap was, 0 for never
 */
export function isDue(moments, now, tapped) {
  const last = moments.filter(moment => moment <= now).pop();
  return last !== undefined && last > tapped;
}

/** @param {number[]} moments oldest first @param {number} now */
export const nextMoment = (moments, now) => moments.find(moment => moment > now);

/**
 * Looks by category: those the server told, and those this browser keeps until it has them.
 * @param {Record<string, number>} told
 * @param {{category: number, gone: boolean, counted: boolean}[]} kept
 *   `counted`: the server told of it already
 */
export function counted(told, kept) {
  const all = {...told};
  for (const {category, gone, counted: has} of kept) {
    const by = Number(!gone) - Number(has);
    all[category] = Math.max((all[category] || 0) + by, 0);
  }
  return all;
}

/** @param {Record<string, number>} looks */
export const total = looks => Object.values(looks).reduce((sum, many) => sum + many, 0);

/** @param {string} name */
export const title = name => name[0].toUpperCase() + name.slice(1);
