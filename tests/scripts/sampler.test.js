import assert from "node:assert/strict";
import test from "node:test";

import {counted, isDue, nextMoment, title, total} from "../../vmboard/ui/components/sampler_rules.js";

const MOMENTS = [100, 200, 300];

test("it is time from the moment on until somebody was tapped", () => {
  assert.equal(isDue(MOMENTS, 99, 0), false);
  assert.equal(isDue(MOMENTS, 100, 0), true);
  assert.equal(isDue(MOMENTS, 190, 120), false);
  assert.equal(isDue(MOMENTS, 210, 120), true);
  assert.equal(isDue([], 210, 0), false);
});

test("the next moment is the first still to come", () => {
  assert.equal(nextMoment(MOMENTS, 100), 200);
  assert.equal(nextMoment(MOMENTS, 300), undefined);
});

test("looks that wait here are counted once, and one undone is not", () => {
  const look = {category: 7, gone: false, counted: false};
  assert.deepEqual(counted({7: 2}, [look, {...look, category: 8}]), {7: 3, 8: 1});
  assert.deepEqual(counted({7: 3}, [{...look, counted: true}]), {7: 3});
  assert.deepEqual(counted({7: 2}, [{...look, gone: true}]), {7: 2});
  assert.deepEqual(counted({7: 3}, [{...look, gone: true, counted: true}]), {7: 2});
  assert.equal(total({7: 3, 8: 1}), 4);
});

test("a role begins with a capital", () => assert.equal(title("ward clerk"), "Ward clerk"));
