// Lists that people put in order, cards in their lanes, drags and moves.
import assert from "node:assert/strict";
import {describe, it} from "node:test";

import {afterMove, scrollStep} from "../../vmboard/ui/components/drag_rules.js";
import {beside, gone, order, room, whereIn} from "../../vmboard/ui/components/lane_rules.js";
import {below, neighbour, placed, stepped} from "../../vmboard/ui/components/list_rules.js";
import {lateWords, samePlace} from "../../vmboard/ui/components/huddle_rules.js";
import {ASKS, following, offered} from "../../vmboard/ui/components/move_rules.js";

describe("a list in order", () => {
  it("takes one a place up or down, and no further than its ends", () => {
    assert.deepEqual(stepped([1, 2, 3], 2, -1), [2, 1, 3]);
    assert.deepEqual(stepped([1, 2, 3], 2, 1), [1, 3, 2]);
    assert.deepEqual([stepped([1, 2], 1, -1), stepped([1, 2], 2, 1), stepped([1, 2], 9, 1)], [null, null, null]);
  });

  it("takes one before another or to its end; a stranger moves nothing", () => {
    assert.deepEqual(placed([1, 2, 3], 3, 1), [3, 1, 2]);
    assert.deepEqual(placed([1, 2, 3], 1, null), [2, 3, 1]);
    assert.deepEqual(placed([1, 2, 3], 9, 1), [1, 2, 3]);
    assert.deepEqual(placed([1, 2, 3], 1, 9), [1, 2, 3]);
    assert.deepEqual(placed([1, 2, 3], 2, 3), [1, 2, 3]);
  });

  it("names the neighbour, so that putting it there gives the same list", () => {
    const list = [4, 7, 9];
    for (const item of list) assert.deepEqual(placed(list, item, neighbour(list, item)), list);
    assert.equal(neighbour(list, 9), null);
  });

  it("is dragged over by the middles of its rows", () => {
    const rows = [{item: "a", top: 0, height: 40}, {item: "b", top: 40, height: 40}];
    assert.deepEqual([10, 20, 59, 60, 500].map(y => below(rows, y)), ["a", "b", "b", null, null]);
    assert.equal(below([], 5), null);
  });
});

describe("a card in its lane", () => {
  const of = {stage: "", days: 0, votes: 0, blocked: "", stuck: false, slipping: false};
  const sorted = (stage, ...cards) => cards.map((card, place) => ({of: {...of, ...card}, place, name: card.name}))
    .sort(order(stage)).map(({name}) => name).join("");

  it("stands by votes, the newest first, where it is an idea", () => {
    assert.equal(sorted("idea", {name: "a", days: 9}, {name: "b", days: 1}, {name: "c", votes: 2, days: 20}), "cba");
  });

  it("stands by how long it is tested, trouble before all", () => {
    assert.equal(sorted("testing", {name: "a", days: 3}, {name: "b", days: 9}, {name: "c", blocked: "No staff"},
      {name: "d", stuck: true, days: 40}), "dcba");
  });

  it("stands newest first once embedded, what slips before all, and as the server had it where all is equal", () => {
    assert.equal(sorted("embedded", {name: "a", days: 9}, {name: "b", days: 1}, {name: "c", days: 30,
      slipping: true}), "cba");
    assert.equal(sorted("embedded", {name: "a"}, {name: "b"}), "ab");
    const had = [{of, place: 2}, {of, place: 0}, {of, place: 1}].sort(order("embedded")).map(({place}) => place);
    assert.deepEqual(had, [0, 1, 2]);
  });

  it("that is moved goes before what the server had there, where all is equal", () => {
    const [moved, there] = [{of, place: null}, {of, place: 1}];
    assert.deepEqual([[there, moved], [moved, there]].map(cards => cards.sort(order("idea"))[0]), [moved, moved]);
  });

  it("says which of how many it is, or its lane alone; and that it left the board", () => {
    assert.deepEqual([whereIn("Testing", 2, 4), whereIn("Testing", 0, 4)], ["Testing, position 2 of 4", "Testing"]);
    assert.deepEqual(["parked", "stopped"].map(stage => gone("Slings", stage)),
      ["“Slings” is parked.", "“Slings” is stopped, and what it taught is kept."]);
  });

  it("says what room its lane has", () => assert.deepEqual(
    [[2, 0], [0, 1], [1, 3], [2, 3], [3, 3], [4, 3]].map(args => room(...args)),
    ["2", "0 of 1: room for one more", "1 of 3: room for 2", "2 of 3: room for one more",
      "3 of 3: full: finish one first", "4 of 3: more than we agreed"],
  ));

  it("is left sideways for the same height in the next lane that has any", () => {
    assert.deepEqual(beside([3, 0, 2], 0, 2, 1), [2, 1]);
    assert.deepEqual(beside([3, 0, 2], 2, 0, -1), [0, 0]);
    assert.deepEqual([beside([3, 0, 0], 0, 0, 1), beside([3, 1], 0, 0, -1)], [null, null]);
  });
});

describe("a press", () => {
  const [mouse, finger] = [{touch: false, dragging: false}, {touch: true, dragging: false}];

  it("of a mouse is a drag from six pixels on", () => {
    assert.deepEqual([afterMove(mouse, 6), afterMove(mouse, 6.1)], ["", "begin"]);
  });

  it("of a finger that moves at once is a swipe", () => {
    assert.deepEqual([afterMove(finger, 10), afterMove(finger, 11)], ["", "let go"]);
  });

  it("is followed once it is a drag", () => assert.equal(afterMove({touch: true, dragging: true}, 0), "follow"));

  it("scrolls the page near its edges, the faster the nearer", () => {
    assert.deepEqual([400, 740, 800, 140, 40].map(y => scrollStep(y, 800)), [0, 4, 16, 0, -20]);
  });
});

describe("a move", () => {
  const move = {row: 7, to: "testing", was: "idea", reason: ""};

  it("says where it goes from and has a key, so that it is made once", () => {
    assert.deepEqual(following(undefined, move, "k1"), {verb: "projects.move", ...move, key: "k1", after: []});
  });

  it("over one that still waits goes from where that one began, and names it", () => {
    const first = following(undefined, move, "k1");
    const second = following(first, {...move, to: "idea", was: "testing"}, "k2");
    const third = following(second, {...move, to: "parked", was: "idea"}, "k3");
    assert.deepEqual([second.was, second.after], ["idea", ["k1"]]);
    assert.deepEqual([third.to, third.was, third.after], ["parked", "idea", ["k1", "k2"]]);
  });

  it("over a draft of a question begins anew: the draft was never sent", () => {
    const draft = {verb: "projects.move", ...move, after: []};
    assert.deepEqual(following(draft, move, "k1").after, []);
  });

  it("asks a reason where one is owed", () => {
    assert.deepEqual(Object.keys(ASKS).filter(stage => ASKS[stage].needed), ["embedded", "stopped"]);
  });
});

describe("what was said already of what a move asks", () => {
  it("is offered where the move asks it, as much as its box holds", () => {
    const card = {holds: "The tile stays under 3", learned: "Nights need two"};
    assert.deepEqual(["embedded", "stopped", "parked"].map(to => offered(card, to)), [card.holds, card.learned, ""]);
    const long = offered({learned: "word ".repeat(60)}, "stopped");
    assert.ok(long.length <= 200 && long.endsWith("word…"));
    assert.equal(offered({}, "stopped"), "");
    const whole = "a".repeat(200), cut = offered({learned: whole + "b"}, "stopped");
    assert.deepEqual([offered({learned: whole}, "stopped"), cut], [whole, "a".repeat(199) + "…"]);
  });
});

describe("a huddle that two screens show", () => {
  const stops = [{section: "figures", project: null}, {section: "projects", project: 7},
    {section: "projects", project: 9}];
  const same = (theirs, mine) => samePlace(theirs, mine, stops);

  it("stands in one place, by its section and the project it looks at; the first where none is named", () => {
    assert.ok(same("4:figures:", "4:figures:") && same("4:projects:", "4:projects:7"));
    assert.ok(!same("4:projects:9", "4:projects:7") && !same("4:projects:7", "4:figures:"));
  });

  it("is somewhere else once it is closed, or another one", () => {
    assert.ok(!same("", "4:figures:") && !same("5:figures:", "4:figures:"));
  });

  it("has late words where a line was not there before", () => {
    assert.equal(lateWords({value: "Rails\nPorter is back ", was: "Rails"}), "Porter is back");
    assert.equal(lateWords({value: "Rails", was: "Rails\nMore"}), "");
    assert.equal(lateWords({value: 12, was: null}), "12");
  });
});
