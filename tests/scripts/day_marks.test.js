import assert from "node:assert/strict";
import test from "node:test";

import {openDays, said, stateOf} from "../../vmboard/ui/components/day_marks_rules.js";

const day = (name, count) => ({day: name, words: name, count, version: 0});
const cross = {id: 1, name: "Falls", every_day: true, days: [day("sun", 0), day("mon", null), day("tue", null)]};
const since = {id: 2, name: "Ulcers", every_day: false, days: [day("mon", null)]};

test("one press fills in what is open on a safety cross, and nothing else", () => {
  const open = openDays([cross, since], (_, {count}) => count);
  assert.deepEqual(open.map(one => [one.measure.id, one.day.day]), [[1, "mon"], [1, "tue"]]);
  assert.deepEqual(openDays([cross], () => 1), [], "what was touched meanwhile is not open");
});

test("a day without a mark is open on a cross, and had none where only harm is noted", () => {
  assert.deepEqual([stateOf(null, true), stateOf(null, false), stateOf(0, true), stateOf(2, false)],
    ["open", "none", "none", "harm"]);
  assert.deepEqual([said(null, true), said(0, true), said(2, true)], ["Not filled in", "None", "◆ 2"]);
});
