// @ts-check
// Figures as the page reads and says them while someone types. The server's answer has the last word.

import {number} from "./catalogue.js";

/** What a sum's half may lack by how computers keep it (domain/numbers.py). */
const A_HAIR = 1 + 1e-14, FINE = 1e12;
const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)$/;

/**
 * The value of a box's text, or null: "1,313", "£14.50", "92%", "16/47" (times the measure's scale).
 * @param {string} text
 */
export function read(text, scale = 1) {
  const [above, below, more] = text.split(/\s*\/\s*|\s+of\s+/);
  if (more !== undefined) return null;
  const top = plain(above), bottom = below === undefined ? 1 : plain(below);
  if (top === null || !bottom) return null;
  return below === undefined ? top : top / bottom * scale;
}

/** @param {string} text */
function plain(text) {
  const bare = (text || "").replace(/[\s£%,]/g, "").replace("−", "-");
  return NUMBER.test(bare) ? Number(bare) : null;
}

// What Excel puts on the clipboard: rows of cells. The line end after the last row is no row.
/** @param {string} text */
export function cells(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map(line => line.split("\t").map(cell => cell.trim()));
}

// A number alone, where so many out of so many is wanted.
/** @param {string} text */
export const isBare = text => /^[\d.,\s]+$/.test(text);

/**
 * The value as the board says it: "£438.50", "34%", "1,204".
 * @param {number | null} value @param {string} unit @param {number | null} [decimals]
 */
export function say(value, unit, decimals) {
  if (value === null || !Number.isFinite(value)) return "";
  const places = decimals ?? natural(value, unit);
  const all = {minimumFractionDigits: places, maximumFractionDigits: places};
  const size = Math.abs(value), hair = size * 10 ** places < FINE ? A_HAIR : 1;
  const text = (size * hair).toLocaleString("en-GB", all);
  const sign = value < 0 && Number(text.replaceAll(",", "")) !== 0 ? "−" : "", here = number(text);
  return sign + (unit === "£" ? "£" + here : unit === "%" ? here + "%" : here);
}

/** @param {number} value @param {string} unit */
function natural(value, unit) {
  if (unit === "£") return Math.abs(value) < 10000 && !Number.isInteger(value) ? 2 : 0;
  if (Math.abs(value - Math.round(value)) < 1e-9 || Math.abs(value) >= 1000) return 0;
  return Math.abs(value) >= 1 ? 1 : 2;
}

/**
 * factor × Σ weight × part ÷ the part below; null while any part is missing.
 * @param {readonly {measure_id: number, weight: number, below: boolean}[]} parts @param {number} factor
 * @param {(measure: number) => number | null | undefined} valueOf
 */
export function derive(parts, factor, valueOf) {
  let above = 0, below = 1;
  for (const part of parts) {
    const value = valueOf(part.measure_id);
    if (value === null || value === undefined) return null;
    if (part.below) below = value; else above += part.weight * value;
  }
  return below ? factor * above / below : null;
}
