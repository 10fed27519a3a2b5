// Whom a celebration thanks, one touch each.

import assert from "node:assert/strict";
import {test} from "node:test";

import {isNamed, thanking} from "../../vmboard/ui/components/kudos_rules.js";

test("the first touch names somebody, the second takes them out again", () => {
  const named = thanking("Quieter doors", "MK");
  assert.equal(named, "MK: Quieter doors");
  assert.equal(thanking(named, "JD"), "MK, JD: Quieter doors");
  assert.equal(thanking("MK, JD: Quieter doors", "MK"), "JD: Quieter doors");
  assert.equal(thanking("JD: Quieter doors", "JD"), "Quieter doors");
});

test("initials may come before there are words", () => {
  assert.equal(thanking("", "MK"), "MK: ");
  assert.equal(thanking("MK: ", "JD"), "MK, JD: ");
});

test("what only looks like initials further on is words", () => {
  assert.equal(isNamed("Quieter doors: MK", "MK"), false);
  assert.equal(isNamed("MK and JD: doors", "JD"), true);
  assert.equal(thanking("Bay 2: quieter doors", "MK"), "MK: Bay 2: quieter doors");
});
