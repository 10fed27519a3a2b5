// Figures as they are typed: what a box means, what a key means in it, and the sums that follow.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {describe, it} from "node:test";

import {meaningInGrid, meaningInRow} from "../../vmboard/ui/components/figure_keys.js";
import {cells, derive, isBare, read, say} from "../../vmboard/ui/components/sums.js";

const each = (cases, check) => cases.forEach(([input, wanted]) => assert.deepEqual(check(input), wanted,
  String(input)));

describe("a box's text", () => {
  it("is read as people write numbers, or not at all", () => each([
    ["3", 3], ["1,313", 1313], ["£14.50", 14.5], ["92%", 92], ["−2", -2], [".5", .5], ["7.", 7],
    ["", null], ["three", null], ["1.2.3", null], ["1-2", null], ["1e3", null],
  ], text => read(text)));

  it("is a share where it has two numbers", () => each([
    ["16/47", 16 / 47 * 100], ["16 / 64", 25], ["16 of 64", 25], ["5/0", null], ["/47", null], ["16/", null],
      ["1/2/3", null],
  ], text => read(text, 100)));

  it("is bare where one number stands where two are wanted", () => each([
    ["16", true], ["1,313", true], ["16/47", false], ["92%", false], ["", false],
  ], isBare));
});

describe("a value", () => {
  it("is said as the board says it", () => each([
    [[438.5, "£"], "£438.50"], [[12000.4, "£"], "£12,000"], [[500, "£"], "£500"], [[34.04, "%", 0], "34%"],
    [[1204, ""], "1,204"], [[3.04, ""], "3.0"], [[.125, ""], "0.13"], [[-2, ""], "−2"], [[-.001, "", 0], "0"],
    [[null, ""], ""], [[Infinity, ""], ""], [[3, "", 2], "3.00"],
  ], args => say(...args)));

  it("is said to the last figure as the server will say it (tests/domain/test_numbers.py)", () => {
    const cases = JSON.parse(readFileSync(new URL("../data/said_alike.json", import.meta.url), "utf8"));
    for (const [value, unit, decimals, words] of cases) {
      assert.deepEqual([say(value, unit, decimals), say(-value, unit, decimals)], [words, "−" + words]);
    }
  });
});

describe("a sum", () => {
  const parts = [{measure_id: 1, weight: 1, below: false}, {measure_id: 2, weight: -2, below: false},
    {measure_id: 3, weight: 1, below: true}];
  const of = (...values) => derive(parts, 1000, id => values[id - 1]);

  it("is its parts by their weights over the part below", () => assert.equal(of(10, 2, 300), 20));

  it("is empty while any part is missing, and never divides by nothing", () => {
    assert.deepEqual([of(null, 2, 300), of(10, undefined, 300), of(10, 2, null), of(10, 2, 0)], [null, null, null,
      null]);
  });
});

describe("what Excel puts on the clipboard", () => {
  it("is rows of cells; the line end after the last is no row, a gap is an empty cell", () => {
    assert.deepEqual(cells("3\t 47 \r\n\t50\r\n"), [["3", "47"], ["", "50"]]);
    assert.deepEqual(cells("3\n\n4"), [["3"], [""], ["4"]]);
  });
});

describe("a key in a row", () => {
  const box = {shift: false, atStart: false, atEnd: false, typed: false, draft: false, below: false, last: true};
  const means = (key, more = {}) => meaningInRow(key, {...box, ...more});

  it("goes on, back, up and down", () => {
    assert.deepEqual(["Enter", "ArrowDown", "ArrowUp", "Escape"].map(key => means(key)), ["enter", "down", "up",
      "restore"]);
    assert.equal(means("Enter", {shift: true}), "back");
  });

  it("leaves a box sideways only at the end of its words", () => {
    assert.deepEqual([means("ArrowRight"), means("ArrowRight", {atEnd: true})], ["", "along"]);
    assert.deepEqual([means("ArrowLeft", {atStart: true}), means("ArrowLeft", {atStart: true, below: true})], ["",
      "above"]);
  });

  it("answers in one letter, large or small, but not while somebody types", () => {
    assert.deepEqual(["s", "N", "w"].map(key => means(key)), ["same", "none", "late"]);
    assert.deepEqual(["s", "n", "w"].map(key => means(key, {draft: true})), ["", "", ""]);
    assert.equal(means("n", {below: true}), "");
    assert.equal(means("s", {last: false}), "", "there is no week before to be the same as");
  });

  it("says that a figure is provisional once there is one", () => {
    assert.deepEqual([means("p"), means("P", {typed: true, draft: true})], ["", "provisional"]);
  });

  it("is a digit like any other", () => assert.equal(means("7"), ""));
});

describe("a key in the grid", () => {
  const box = {shift: false, atStart: false, atEnd: false, whole: false, typed: false, draft: false, last: true};
  const means = (key, more = {}) => meaningInGrid(key, {...box, ...more});

  it("goes up and down from anywhere, sideways at the end of the words or over all of them", () => {
    assert.deepEqual([means("ArrowDown"), means("ArrowUp"), means("Enter"), means("Enter", {shift: true})],
      [[1, 0], [-1, 0], [1, 0], [-1, 0]]);
    assert.deepEqual([means("ArrowRight"), means("ArrowRight", {atEnd: true}), means("ArrowRight", {whole: true})],
      ["", [0, 1], [0, 1]]);
    assert.deepEqual([means("ArrowLeft", {atEnd: true}), means("ArrowLeft", {atStart: true})], ["", [0, -1]]);
  });

  it("answers in one letter, but not while somebody types", () => {
    assert.deepEqual(["s", "n", "w", "p"].map(key => means(key)), ["same", "none", "late", ""]);
    assert.deepEqual(["s", "p"].map(key => means(key, {draft: true, typed: true})), ["", "provisional"]);
    assert.deepEqual([means("s", {last: false}), means("Escape")], ["", "restore"]);
  });
});
