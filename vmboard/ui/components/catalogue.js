// @ts-check
// Message catalogue of the scripts (gettext): what they say by themselves, as the page says it. The messages are taken
// out of these files with those of the server, which sends what they are in another language; English stands here.

/**
 * @typedef {{address: string, forms: number[], signs: string, months: string[], long_months: string[], days: string[],
 *   day_letters: string[], messages: Record<string, string | string[]>}} Spoken `forms` is which form of a message goes
 *   with so many, up to 199
 */

/** Every script of the page has the one, however it came there. @returns {Spoken | undefined} */
const here = () => /** @type {any} */ (globalThis).vmboardWords;

/** Fetch the messages of this address and say them from now on; of none, English. @param {string} address */
export async function speak(address) {
  if (address === (here()?.address ?? "")) return;
  const got = address ? {...await (await fetch(address)).json(), address} : undefined;
  Object.assign(globalThis, {vmboardWords: got});
}

/** @param {string} words @param {Record<string, string | number>} places */
const filled = (words, places) => words.replace(/\{(\w+)\}/g, (_whole, name) => String(places[name]));

/** The message as it is said here, with its named places filled. @param {string} message
    @param {Record<string, string | number>} [places] */
export function _(message, places) {
  const words = /** @type {string} */ (here()?.messages[message] ?? message);
  return places ? filled(words, places) : words;
}

/** Marks a message that stands in a table: `_` says it, where it is read. @param {string} message */
export const N_ = message => message;

/** The message for one or for more of something; `{n}` is how many. @param {string} single @param {string} plural
    @param {number} count @param {Record<string, string | number>} [places] */
export function ngettext(single, plural, count, places = {}) {
  const now = here(), forms = now?.messages[single];
  const form = now?.forms[count < 200 ? count : 100 + count % 100];
  const words = forms && form !== undefined ? forms[form] : count === 1 ? single : plural;
  return filled(words, {n: number(count.toLocaleString("en-GB")), ...places});
}

/** A number as English writes it, 1,204.5, as it is written here. @param {string} text */
export function number(text) {
  const signs = here()?.signs ?? ".,";
  return signs === ".," ? text : text.replace(/[.,]/g, sign => signs[".,".indexOf(sign)]);
}

/** What months and days are called here, where it is not in English. */
export function dayNames() {
  const now = here();
  return now && {months: now.months, long: now.long_months, days: now.days, letters: now.day_letters};
}
