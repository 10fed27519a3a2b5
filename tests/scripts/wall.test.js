// What a wall decides by itself: how old it is, whether it is dark, what it shows next. In an engine of nothing but
// the language, as an old television has it.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {describe, it} from "node:test";
import {createContext, runInContext} from "node:vm";

const text = readFileSync(new URL("../../vmboard/render/wall_rules.js", import.meta.url), "utf8");
const rules = runInContext(text + "\nwallRules;", createContext({}));
const here = value => JSON.parse(JSON.stringify(value));  // out of the other engine

const AT = Date.UTC(2026, 10, 18, 14, 31), told = {now: AT, offset: 0, lost: 0, overview: 20, focus: 10};

describe("the age of a wall", () => {
  const standing = (age, more = {}) => here(rules.standing({...told, ...more}, AT + age * 1000, age));

  it("is live while the server is heard", () => {
    assert.deepEqual(standing(0), {state: "live", text: "Live 14:31"});
    assert.equal(standing(14.9).state, "live");
  });

  it("is told from a quarter of a minute on, and red after ten", () => {
    assert.deepEqual(standing(15), {state: "old", text: "Not updated since 14:31"});
    assert.deepEqual([standing(599.9).state, standing(600).state], ["old", "very-old"]);
  });

  it("is told where the server answers and its figures do not", () => {
    assert.deepEqual(standing(1, {lost: AT - 60_000}),
      {state: "old", text: "Figures not reachable since 14:30: showing the last board"});
    assert.equal(standing(1, {lost: AT - 600_000}).state, "very-old");
  });

  it("is the ward's own clock, not the television's", () => {
    assert.equal(rules.clock(AT, 60), "15:31");
    assert.equal(rules.clock(Date.UTC(2026, 10, 18, 23, 59), 60), "00:59");
    assert.deepEqual([[9, 9], [10, 10]].map(([hour, minute]) => rules.clock(Date.UTC(2026, 0, 5, hour, minute), 0)),
      ["09:09", "10:10"]);
  });

  it("makes it ask again: at once where nothing is heard, seldom where a feed tells by itself", () => {
    assert.deepEqual([[13, true], [13, false], [1, false], [1, true]].map(args => rules.askAgainIn(...args)), [2, 2,
      5, 15]);
    assert.deepEqual([12, 12.1].map(rules.isSilent), [false, true]);
  });
});

describe("the light of a wall", () => {
  it("goes out in the evening and comes back in the morning, over midnight or within a day", () => {
    const dark = span => ["06:59", "07:00", "18:59", "19:00", "00:00"].map(time => rules.isDark(span, time));
    assert.deepEqual(dark("19:00-07:00"), [true, false, false, true, true]);
    assert.deepEqual(dark("07:00-19:00"), [false, true, true, false, false]);
    assert.deepEqual(dark("00:00-00:00"), [false, false, false, false, false]);
  });
});

describe("the pages of a wall", () => {
  const next = (place, last, {lead = null, lastFocus = 0, turns = true} = {}) => rules.nextPage(place, last, lead,
    lastFocus, turns);

  it("are the overview, a focus page, the overview, the next", () => {
    assert.deepEqual([next(0, 3), next(1, 3, {lastFocus: 1}), next(0, 3, {lastFocus: 1}), next(0, 3, {lastFocus: 3})],
      [1, 0, 2, 1]);
  });

  it("stay where there is but one, and where this display shows no focus pages", () => {
    assert.deepEqual([next(0, 0), next(0, 3, {turns: false}), next(0, 0, {lead: [0]})], [-1, -1, -1]);
  });

  it("are two where there is one measure, and say which of how many they are", () => {
    assert.deepEqual([next(0, 1), next(1, 1, {lastFocus: 1})], [1, 0]);
    assert.deepEqual([rules.which(2, 3), rules.which(2, 3, {of: "{number} o {of}"})], ["2 of 3", "2 o 3"]);
  });

  it("show for a while what has its hours: from their first moment up to their last", () => {
    assert.deepEqual([99, 100, 199, 200].map(now => rules.isWithin(now, 100, 200)), [false, true, true, false]);
  });

  it("go round those that a huddle leads to", () => {
    assert.deepEqual([next(2, 5, {lead: [2, 4]}), next(4, 5, {lead: [2, 4]})], [4, 2]);
  });

  it("stay long enough for their groups to turn", () => {
    assert.deepEqual([rules.stay(told, 0, 10, 4), rules.stay(told, 2, 10, 4), rules.stay(told, 2, 2, 1)], [20, 40, 10]);
  });

  it("are held on to by an address", () => {
    assert.deepEqual(["#page-2", "#dark,page-3/1", "#dark"].map(hash => here(rules.held(hash))),
      [{page: 2, turn: 0}, {page: 3, turn: 1}, null]);
  });

  it("are drawn upright where the screen is", () => {
    assert.deepEqual([rules.layout(1920, 1080), rules.layout(1080, 1920), rules.layout(900, 900)],
      ["landscape", "portrait", "landscape"]);
  });
});

describe("what a wall tells of itself", () => {
  const glass = {innerWidth: 1920, innerHeight: 1080, devicePixelRatio: 1, screen: {width: 1920, height: 1080}};

  it("is the board last painted, how long ago, its window and its smallest text", () => {
    assert.equal(rules.ofItself("41-5f.20261118.a", 12.4, glass, 20),
      "&painted=41-5f.20261118.a&ago=12&wide=1920&high=1080&text=20.0");
  });

  it("has text as large as its pixels on the glass, and no larger than its part of the screen", () => {
    const onGlass = (size, wide, high, ratio, screen) => Math.round(10 * rules.textPixels(size, ratio,
      Math.max(Math.min(wide, high), Math.min(...screen)))) / 10;
    assert.equal(onGlass(40, 3840, 2160, 1, [3840, 2160]), 20, "4K");
    assert.equal(onGlass(10, 960, 540, 2, [960, 540]), 20, "a television that counts two pixels as one");
    assert.equal(onGlass(10, 960, 540, 1, [3840, 2160]), 5, "a quarter of a large screen");
    assert.equal(onGlass(6.7, 640, 360, 1, [640, 360]), 6.7, "a screen of few pixels");
    assert.equal(onGlass(20, 1080, 1920, 1, [1080, 1920]), 20, "upright");
  });

  it("has words where a line of text stands in a part itself, and not in a drawing or in its own parts", () => {
    const chain = (...nodes) => nodes.reduceRight((next, node) => ({...node, nextSibling: next}), null);
    const [blank, words, tag] = [{nodeType: 3, nodeValue: " \n"}, {nodeType: 3, nodeValue: "Falls"}, {nodeType: 1}];
    const has = (...nodes) => rules.hasWords({firstChild: chain(...nodes)});
    assert.deepEqual([has(words), has(blank, tag, words), has(blank, tag), has(tag), has()],
      [true, true, false, false, false]);
    assert.equal(rules.hasWords({ownerSVGElement: {}, firstChild: chain(words)}), false);
  });

  it("is told by a browser that says little of its screen too", () => {
    assert.match(rules.ofItself("", 0, {innerWidth: 1280, innerHeight: 720}, 13.3), /&wide=1280&high=720&text=13\.3$/);
  });
});

describe("the night", () => {
  it("has half an hour in which a wall that has long been up fetches itself anew", () => {
    assert.deepEqual(["03:29", "03:30", "03:59", "04:00"].map(time => rules.isNight(time, 7201, 0)), [false, true,
      true, false]);
    assert.equal(rules.isNight("03:30", 7200, 0), false, "it has only just begun");
  });
  it("begins with it at another minute on each screen, and leaves each at least ten", () => {
    assert.deepEqual(["03:34", "03:35", "03:50"].map(time => rules.isNight(time, 7201, 0.25)), [false, true, true]);
    assert.equal(rules.isNight("03:50", 7201, 1), true);
  });
  it("knows the files of the page that is to come", () => {
    const page = '<link href="../wall/wall.css?v=1"><script src="../wall/wall.js?v=2"></script><a href="../x">';
    assert.deepEqual([...rules.filesOf(page)], ["../wall/wall.css?v=1", "../wall/wall.js?v=2"]);
  });
});
