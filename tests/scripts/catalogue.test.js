// What the scripts say by themselves, in English and in another language.

import assert from "node:assert/strict";
import {afterEach, test} from "node:test";

import {N_, _, ngettext, number} from "../../vmboard/ui/components/catalogue.js";
import {monthName, parts} from "../../vmboard/ui/components/months.js";
import {say} from "../../vmboard/ui/components/sums.js";
import {dayOf, dayText} from "../../vmboard/ui/components/when_rules.js";

const WELSH = {
  address: "words-cy.json", signs: ",.",
  forms: Array.from({length: 200}, (_each, n) => ({1: 0, 2: 1, 3: 2, 6: 2})[n] ?? 3),
  months: ["Ion", "Chwef", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag"],
  long_months: ["Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref",
    "Tachwedd", "Rhagfyr"],
  days: ["Llun", "Maw", "Mer", "Iau", "Gwen", "Sad", "Sul"], day_letters: [],
  messages: {"Note: {note}": "Nodyn: {note}", "{n} cat": ["{n} gath", "{n} gath", "{n} chath", "{n} cath"]},
};
const inWelsh = () => { globalThis.vmboardWords = WELSH; };

afterEach(() => { globalThis.vmboardWords = undefined; });

test("English is said as it stands, with its places filled", () => {
  assert.equal(_("Note: {note}", {note: "{n} <b>"}), "Note: {n} <b>");
  assert.equal(ngettext("{n} cat", "{n} cats", 1), "1 cat");
  assert.equal(ngettext("{n} cat", "{n} cats", 1204), "1,204 cats");
  assert.equal(N_("Note"), "Note");
});

test("another language says it with its own words, forms and signs; English where it has none", () => {
  inWelsh();
  assert.equal(_("Note: {note}", {note: "x"}), "Nodyn: x");
  assert.equal(_("Nobody put this into Welsh"), "Nobody put this into Welsh");
  assert.deepEqual([1, 3, 4, 203, 1204].map(n => ngettext("{n} cat", "{n} cats", n)),
    ["1 gath", "3 chath", "4 cath", "203 cath", "1.204 cath"]);
  assert.equal(ngettext("{n} dog", "{n} dogs", 2), "2 dogs");
  assert.equal(number("1,204.5"), "1.204,5");
  assert.equal(say(1204.5, "£", 2), "£1.204,50");
});

test("days are said in it, and read in it and in English", () => {
  inWelsh();
  assert.equal(parts("2026-11-17").words, "Maw 17 Tachwedd");
  assert.equal(monthName("2026-07"), "Gorffennaf 2026");
  assert.equal(dayText("2027-02-16"), "16 Chwef 2027");
  for (const typed of ["16 Chwef 2027", "16 chwefror 2027", "16 Feb 2027", "16/2/27", "Maw 16 Chwef"]) {
    assert.equal(dayOf(typed, "2027-01-05"), "2027-02-16", typed);
  }
  assert.equal(dayOf("16 Gorffennaf", "2026-11-18"), "2026-07-16");
});
