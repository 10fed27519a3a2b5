// Days and months as text (2026-11-17), and where each day stands on a safety cross and on a calendar.

const two = number => String(number).padStart(2, "0");

export function iso(year, month, day) {
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCFullYear() + "-" + two(made.getUTCMonth() + 1) + "-" + two(made.getUTCDate());
}

export function parts(text) {
  const [year, month, day] = text.split("-").map(Number), at = new Date(Date.UTC(year, month - 1, day));
  const said = (options) => new Intl.DateTimeFormat("en-GB", {timeZone: "UTC", ...options}).format(at);
  return {year, month, day, weekday: (at.getUTCDay() + 6) % 7, words: said({weekday: "short"}) + " " + day + " " + said({month: "long"})};
}

export function step(text, days) {
  const {year, month, day} = parts(text);
  return iso(year, month, day + days);
}

export function monthName(text) {
  const [year, month] = text.split("-").map(Number);
  return new Intl.DateTimeFormat("en-GB", {timeZone: "UTC", month: "long", year: "numeric"}).format(new Date(Date.UTC(year, month - 1, 1)));
}

// Row and column of each day. The cross is the paper one: three, three, then seven, seven, seven, then three, then one.
export function cells(month, shape) {
  const [year, number] = month.split("-").map(Number), length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const cross = [[2, 5], [2, 5], [0, 7], [0, 7], [0, 7], [2, 5], [3, 4]].flatMap(([from, to], row) =>
    Array.from({length: to - from}, (_, place) => ({row, column: from + place})));
  const first = parts(iso(year, number, 1)).weekday;
  return Array.from({length}, (_, index) => ({day: iso(year, number, index + 1),
    ...(shape === "cross" ? cross[index] : {row: Math.floor((index + first) / 7), column: (index + first) % 7})}));
}
