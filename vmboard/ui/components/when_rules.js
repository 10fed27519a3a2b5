// @ts-check
// Days and times as they are typed and shown in Britain, whatever the browser's language: 16 Feb 2027, 14:30. In
// another language of ours its months are shown, and both are read.

import {_, dayNames} from "./catalogue.js";
import {iso} from "./months.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** @param {string} text 2027-02-16, or what nobody could read, which stays as it is */
export function dayText(text) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) || [];
  if (!year) return text;
  const name = MONTHS[Number(month) - 1], english = name[0].toUpperCase() + name.slice(1);
  return _("{day} {month} {year}", {day: Number(day), month: dayNames()?.months[Number(month) - 1] ?? english, year});
}

/**
 * The day that is meant, or "" where none can be read. Day before month, always.
 * @param {string} typed "16/2/27", "16 Feb 2027", "16th February", "2027-02-16"
 * @param {string} today decides the year where none is typed: the nearest
 */
export function dayOf(typed, today) {
  const text = typed.trim().toLowerCase(), turned = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (turned) return real(Number(turned[1]), Number(turned[2]), Number(turned[3]));
  const read = /^(?:\p{L}+\.? )?(\d\d?)(?:st|nd|rd|th)?[ /.-]*(\p{L}{3,}|\d\d?)(?:[ /.,-]+(\d{4}|\d\d))?$/u.exec(text);
  if (!read || /^\d+$/.test(text)) return "";
  const month = Number(read[2]) || monthOf(read[2]), day = Number(read[1]);
  if (read[3]) return real(Number(read[3]) + (read[3].length === 2 ? 2000 : 0), month, day);
  const year = Number(today.slice(0, 4)), now = Date.parse(today);
  const years = [year - 1, year, year + 1].map(near => real(near, month, day)).filter(Boolean);
  return years.sort((one, other) => Math.abs(Date.parse(one) - now) - Math.abs(Date.parse(other) - now))[0] || "";
}

/** Which month is meant, 1 to 12, or 0. @param {string} word */
function monthOf(word) {
  const here = (dayNames()?.months ?? []).map(name => name.toLowerCase().replace(/[.·]$/, ""));
  return MONTHS.findIndex((name, place) => word.startsWith(name) || here[place] && word.startsWith(here[place])) + 1;
}

/** @param {number} year @param {number} month @param {number} day */
function real(year, month, day) {
  const made = month >= 1 && month <= 12 && year >= 1900 && year <= 2199 ? iso(year, month, day) : "";
  return made.endsWith("-" + String(day).padStart(2, "0")) ? made : "";
}

/** The time that is meant, as 14:30, or "". @param {string} typed "14:30", "14.30", "1430", "2 pm", "9" */
export function timeOf(typed) {
  const read = /^(\d\d?)(?:[:.]?(\d\d))?(?::\d\d)?\s*([ap])?\.?m?\.?$/.exec(typed.trim().toLowerCase());
  if (!read) return "";
  const [, hours, minutes = "00", half] = read;
  const hour = half ? Number(hours) % 12 + (half === "p" ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59 || half && Number(hours) > 12) return "";
  return String(hour).padStart(2, "0") + ":" + minutes;
}
