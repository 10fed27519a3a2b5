// Months, the safety cross and its days; the huddle's stops and times; what is known of an action.
import assert from "node:assert/strict";
import {describe, it} from "node:test";

import {byDay, factsOf, openByOwner, partOf} from "../../vmboard/ui/components/action_rules.js";
import {MOST, changed, dayAt, inWords, sign, stateOf, touched} from "../../vmboard/ui/components/day_rules.js";
import {counted, handWords, mayAsk, profession, spell, stopOf} from "../../vmboard/ui/components/huddle_rules.js";
import {cells, iso, monthName, parts, step} from "../../vmboard/ui/components/months.js";

describe("a month", () => {
  it("runs over into the next and the last, leap years too", () => {
    assert.deepEqual([iso(2027, 13, 1), iso(2028, 3, 0), iso(2027, 3, 0)], ["2028-01-01", "2028-02-29", "2027-02-28"]);
    assert.deepEqual([step("2026-12-31", 1), step("2026-03-29", -1)], ["2027-01-01", "2026-03-28"]);
  });

  it("is said in words, whatever the clock of the computer", () => {
    assert.equal(monthName("2026-11"), "November 2026");
    assert.deepEqual(parts("2026-11-17"), {year: 2026, month: 11, day: 17, weekday: 1, words: "Tue 17 November"});
  });

  it("has each of its days once, on the cross and on the calendar", () => {
    for (const [month, length] of [["2026-02", 28], ["2028-02", 29], ["2026-11", 30], ["2026-12", 31]]) {
      for (const shape of ["cross", "calendar"]) {
        const days = cells(month, shape), places = new Set(days.map(({row, column}) => row + "/" + column));
        assert.deepEqual([days.length, places.size, days.at(-1).day], [length, length, month + "-" + length]);
      }
    }
  });

  it("is a cross of paper: three, three, seven, seven, seven, three, and the last below the middle", () => {
    const rows = cells("2026-12", "cross").reduce((all, {row, column}) => {
      (all[row] ??= []).push(column);
      return all;
    }, []);
    const [three, seven] = [[2, 3, 4], [0, 1, 2, 3, 4, 5, 6]];
    assert.deepEqual(rows, [three, three, seven, seven, seven, three, [3]]);
  });

  it("begins on the calendar under its weekday, and as a cross three wide", () => {
    assert.deepEqual(cells("2026-11", "calendar")[0], {day: "2026-11-01", row: 0, column: 6});
    assert.deepEqual(cells("2026-11", "cross").slice(0, 4).map(({row, column}) => [row, column]),
      [[0, 2], [0, 3], [0, 4], [1, 2]]);
  });
});

describe("a day of rare harm", () => {
  const days = {today: "2026-11-17", first: "2026-01-05", every_day: true, harm: "Falls"};
  const rare = {...days, every_day: false};

  it("is open, none or harm between the first day and today", () => {
    assert.deepEqual([stateOf("2026-11-18", null, days), stateOf("2026-01-04", null, days)], ["future", "before"]);
    assert.deepEqual([stateOf("2026-01-05", null, days), stateOf("2026-01-05", 1, days)], ["open", "harm"]);
    assert.deepEqual([null, 0, 2].map(count => stateOf("2026-11-17", count, days)), ["open", "none", "harm"]);
  });

  it("is never said to be none where nobody has said so", () => {
    assert.deepEqual([null, 0, 2].map(count => inWords("2026-11-17", count, days)), ["Not filled in yet", "None",
      "2 falls"]);
    assert.equal(inWords("2026-11-17", null, rare), "Nothing noted");
    assert.deepEqual([null, 0, 2].map(count => sign("2026-11-17", count, days)), ["open", "None", "◆ 2"]);
    assert.equal(sign("2026-11-17", null, rare), "");
  });

  it("says none at the first touch, then one, then more; where only harm is noted, one at once", () => {
    assert.deepEqual([null, 0, 1, MOST].map(count => touched(count, days)), [0, 1, 2, MOST]);
    assert.equal(touched(null, rare), 1);
  });

  it("is changed by its buttons, and never below none", () => {
    assert.deepEqual([changed(null, 1), changed(2, -1), changed(0, -1), changed(MOST, 1)], [1, 1, 0, MOST]);
    assert.deepEqual([changed(4, 0), changed(4, null)], [0, null]);
  });

  it("is left by arrows: day by day, week by week, and on the cross to the one that stands there", () => {
    assert.deepEqual(["ArrowLeft", "ArrowRight"].map(key => dayAt(key, "2026-11-01", "cross")), ["2026-10-31",
      "2026-11-02"]);
    assert.deepEqual(["ArrowUp", "ArrowDown"].map(key => dayAt(key, "2026-11-10", "calendar")), ["2026-11-03",
      "2026-11-17"]);
    assert.equal(dayAt("ArrowDown", "2026-11-01", "cross"), "2026-11-04");
    assert.equal(dayAt("ArrowUp", "2026-11-01", "cross"), "2026-11-01", "nothing stands above it");
    assert.equal(dayAt("ArrowUp", dayAt("ArrowDown", "2026-11-20", "cross"), "cross"), "2026-11-20", "there and back");
    assert.equal(dayAt("ArrowDown", "2026-11-30", "cross"), "2026-11-30", "nor below the last");
    assert.equal(dayAt("Home", "2026-11-01", "cross"), null);
  });
});

describe("a huddle", () => {
  const stops = [{section: "celebrate", project: null}, {section: "projects", project: 4}, {section: "projects",
    project: 9},
    {section: "close", project: null}];

  it("stands at its stop; of a project that is not discussed, at the first of its section", () => {
    assert.deepEqual([{section: "projects", project: 9}, {section: "projects", project: 5}, {section: "tea",
      project: null}]
      .map(at => stopOf(stops, at)), [2, 1, 0]);
  });

  it("stands at a stop that is the first of all, and at the first where it names none that is here", () => {
    assert.equal(stopOf(stops, stops[0]), 0);
    assert.equal(stopOf(stops, {section: "close", project: 4}), 3);
  });

  it("asks who is here every second while it is seen", () => {
    const asks = after => mayAsk(90_000 + after, 90_000, 0, false);
    assert.deepEqual([499, 500, 1000].map(asks), [false, true, true]);
    assert.ok(mayAsk(3_600_000, 0, 0, false), "however long it is seen");
  });

  it("asks every fifteen seconds while nobody looks, and after twenty minutes no more", () => {
    const [second, minute] = [1000, 60_000], shown = 5 * minute;
    const asks = (since, after) => mayAsk(shown + since, shown + since - after, shown, true);
    assert.deepEqual([asks(minute, 14.9 * second), asks(minute, 15 * second)], [false, true]);
    assert.deepEqual([asks(20 * minute, minute), asks(20 * minute + 1, minute)], [true, false]);
  });

  it("says whose hand is up, and to oneself that one speaks next, or waits", () => {
    const people = [["7", "AR"], ["9", "MK"]], said = (hand, up) => handWords(people, hand, "7", up);
    assert.deepEqual([said("", false), said("7", true), said("9", false), said("9", true)],
      ["", "You speak next", "MK would like to speak", "MK would like to speak. Your hand is up too"]);
  });

  it("says its time like a clock, and from an hour on in minutes", () => {
    assert.deepEqual([0, 247_900, 3_599_999, 3_600_000, -5].map(spell), ["0:00", "4:07", "59:59", "60 min", "0:00"]);
  });

  it("counts people of a profession, none to five hundred", () => {
    assert.deepEqual([counted(undefined, 1), counted(0, -1), counted(500, 1)], [1, 0, 500]);
    assert.equal(profession("  Ward Clerk 2; "), "ward clerk ");
  });
});

describe("an action", () => {
  const line = {action_id: 1, text: "Order slings", owner: "JD", due: "2026-11-20", due_text: "Fri 20 Nov",
    done_on: null,
    done_text: "", removed: false, reason: "", late: false, soon: false, carried_text: "", repeat_text: "",
    escalated_on: null, escalated_text: "", is_with: "", escalation: "", version: 1};
  const part = (more, list = {}) => partOf({...line, ...more}, {mode: "list", lately: true, ...list});

  it("stands in the part of the list it belongs to", () => {
    assert.deepEqual([part({}), part({done_on: "2026-11-17"}), part({removed: true, reason: "Lent"}),
      part({removed: true})],
      ["open", "done", "dropped", ""]);
    assert.equal(part({removed: true, reason: "Lent"}, {lately: false}), "");
  });

  it("comes first where it is late here or was answered above; one that still waits above is late there", () => {
    const first = more => part(more, {first: true}), sent = {escalated_on: "2026-11-10"};
    assert.deepEqual([first({}), first({late: true}), first({late: true, is_with: true, ...sent}),
      first({is_with: true, ...sent}), first(sent)], ["open", "first", "open", "open", "first"]);
    assert.equal(part({late: true}), "open", "where nothing comes first");
  });

  it("stands by its answer where actions are sent up", () => {
    const sent = more => part(more, {mode: "escalate"});
    assert.deepEqual([sent({}), sent({is_with: "Division", escalated_on: "2026-11-10"}),
      sent({escalated_on: "2026-11-10"}),
      sent({done_on: "2026-11-17"})], ["open", "up", "told", ""]);
  });

  it("comes by its day, those without one last, and otherwise as it was made", () => {
    const lines = [{action_id: 3, due: null}, {action_id: 2, due: "2026-11-20"}, {action_id: 1, due: "2026-11-20"},
      {action_id: 4, due: "2026-11-18"}];
    assert.deepEqual(lines.sort(byDay).map(other => other.action_id), [4, 1, 2, 3]);
  });

  it("is counted for its owner while it is open", () => {
    assert.deepEqual(openByOwner([line, {...line, owner: ""}, {...line, done_on: "2026-11-17"}, {...line,
      removed: true}]),
      [["", "Everyone", 2], ["JD", "JD", 1], ["nobody", "Nobody yet", 1]]);
  });

  it("says who, by when, and what became of it; once done, nothing of what it waited for", () => {
    const asked = {is_with: "Division", escalated_text: "Sent up", escalation: "Two porters",
      carried_text: "Carried over once"};
    assert.deepEqual(factsOf({...line, ...asked, owner_name: "Jo Dunn", late: true}), [["owner", "JD", "Jo Dunn"],
      ["due worse", "Fri 20 Nov"], ["", "Carried over once"], ["sent", "↑ Sent up"], ["", "We asked: Two porters"]]);
    assert.deepEqual(factsOf({...line, ...asked, done_on: "2026-11-17", owner: "", repeat_text: "Every week"}),
      [["nobody", "Nobody yet"], ["", "Done"], ["", "↻ Every week"]]);
  });

  it("says that its day is near, and how long each above has had it until it is done", () => {
    const said = more => factsOf({...line, escalated_turns: "7 days with Division", ...more}).slice(1);
    assert.deepEqual(said({}), [["due", "Fri 20 Nov"], ["", "7 days with Division"]]);
    assert.deepEqual(said({soon: true})[0], ["due soon", "Fri 20 Nov"]);
    assert.deepEqual(said({done_on: "2026-11-17"}), [["", "Done"]]);
  });
});
