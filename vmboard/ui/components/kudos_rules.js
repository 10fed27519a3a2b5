// @ts-check
// Whom a celebration thanks: initials before a colon at its beginning, "MK, JD: quieter doors".

const LED = /^\s*([A-Z][A-Z0-9]{0,3}(?:(?:,| and| &) [A-Z][A-Z0-9]{0,3})*): ?/;

/** @param {string} text */
function split(text) {
  const led = LED.exec(text);
  return led ? {names: led[1].split(/, | and | & /), rest: text.slice(led[0].length)} : {names: [], rest: text};
}

/** Whether the celebration names these initials. @param {string} text @param {string} initials */
export const isNamed = (text, initials) => split(text).names.includes(initials);

/**
 * The celebration with these initials named, or no longer where they were.
 * @param {string} text @param {string} initials
 */
export function thanking(text, initials) {
  const {names, rest} = split(text);
  const now = names.includes(initials) ? names.filter(one => one !== initials) : [...names, initials];
  return now.length ? `${now.join(", ")}: ${rest}` : rest;
}
