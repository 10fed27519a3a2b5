// Days and times in British form; one step of the browser's history a page; what is read aloud.
import assert from "node:assert/strict";
import {describe, it} from "node:test";

import {heard} from "../../vmboard/ui/components/spoken.js";
import {completes} from "../../vmboard/ui/components/steps.js";
import {dayOf, dayText, timeOf} from "../../vmboard/ui/components/when_rules.js";

describe("a day", () => {
  const of = typed => dayOf(typed, "2026-11-18");

  it("is shown as people write it", () => {
    assert.equal(dayText("2027-02-06"), "6 Feb 2027");
    assert.equal(dayText("next week"), "next week");
  });

  it("is understood as it is written in Britain, the day before the month", () => {
    for (const typed of ["16/2/27", "16.2.2027", "16-02-2027", "16 Feb 2027", "16th February 2027", "Tue 16 Feb 2027",
      "2027-02-16", " 16 FEB 27 "]) assert.equal(of(typed), "2027-02-16", typed);
    assert.equal(of("3/4/27"), "2027-04-03");
  });

  it("without a year is the nearest", () => {
    assert.deepEqual([of("16 Feb"), of("20/10"), of("18 Nov")], ["2027-02-16", "2026-10-20", "2026-11-18"]);
  });

  it("that is none is not guessed at", () => {
    for (const typed of ["", "02/16/2027", "31 Feb 2027", "29/2/27", "soon", "16", "1627", "16 Fob"]) {
      assert.equal(of(typed), "", typed);
    }
    assert.equal(of("29/2/28"), "2028-02-29");
  });
});

describe("a time", () => {
  it("is one of 24 hours, whatever was typed", () => {
    assert.deepEqual(["14:30", "14.30", "1430", "2 pm", "2.30pm", "9", "12am", "12 pm", "14:30:00"].map(timeOf),
      ["14:30", "14:30", "14:30", "14:00", "14:30", "09:00", "00:00", "12:00", "14:30"]);
    assert.deepEqual(["", "25:00", "10:60", "13 pm", "noonish"].map(timeOf), ["", "", "", "", ""]);
  });
});

describe("a step of the browser's history", () => {
  const at = path => new URL("http://ward" + path);
  const joins = (was, to, half = "") => completes(at(was), at(to), half && at(half).href, "/");

  it("is one where a page opens another with an address of its own", () => {
    const half = "/projects?team=a&project=7";
    assert.equal(joins("/projects?team=a", half), false);
    assert.equal(joins(half, "/project?team=a&project=7", half), true);
  });

  it("stays its own where a link leads on", () => {
    assert.equal(joins("/week?team=a", "/projects?team=a"), false);
    assert.equal(joins("/week?team=a&weeks=12", "/projects?team=a", "/week?team=a&weeks=12"), false);
    assert.equal(joins("/organisation", "/organisation?show=waves"), false);
    assert.equal(joins("/teams", "/round"), false);
  });

  it("is none where a bare address is completed: Back leaves the site", () => {
    assert.equal(joins("/", "/teams"), true);
    assert.equal(joins("/", "/?team=a"), true);
    assert.equal(joins("/week", "/week?team=a"), true);
  });
});

describe("a label read aloud", () => {
  it("has none of the marks that its words are drawn with", () => {
    assert.equal(heard("**Bank \\& agency cost** What they cost this week\\."),
      "Bank & agency cost What they cost this week.");
    assert.equal(heard("Omitted, in %\u2060\\:\u2060 last week 5.4%"), "Omitted, in %: last week 5.4%");
    assert.equal(heard("2 \\* 3 and a\\\\b"), "2 * 3 and a\\b");
  });
});
