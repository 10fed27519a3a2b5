// What a script says to people goes through the catalogue: a sentence that stands in one by itself is said in English
// whatever the page speaks.

import assert from "node:assert/strict";
import {readFileSync, readdirSync} from "node:fs";
import {test} from "node:test";

import {parse} from "espree";

const FOLDER = new URL("../../vmboard/ui/components/", import.meta.url);
const OF_OTHER_PAGES = new Set(["no_socket.js"]);  // not yet in other languages
const SAID = /^[‹✓◆▲▼ ]*[A-Z][a-z]+($|[ ,.:?…])|[a-z]{2,} [a-z]{2,} [a-z]{2,}/;
const CALLS = new Set(["_", "N_", "ngettext"]);
const NO_WORDS = new Set(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Enter", "Escape", "Tab", "Home", "End",
  "Delete", "Backspace", "Arrow"]);

// What a piece of a script says, where it is a text.
function textOf({type, value}) {
  const text = {Literal: value, TemplateElement: value?.cooked}[type];
  return typeof text === "string" && SAID.test(text) && !NO_WORDS.has(text) ? text : "";
}

function* sentences(node) {
  if (!node || typeof node !== "object" || /^Import/.test(node.type) || CALLS.has(node.callee?.name)) return;
  if (textOf(node)) yield textOf(node);
  for (const child of Object.values(node).flat()) yield* sentences(child);
}

test("no script says a sentence that is not in the catalogue", () => {
  const past = [];
  for (const name of readdirSync(FOLDER).filter(file => file.endsWith(".js") && !OF_OTHER_PAGES.has(file))) {
    const tree = parse(readFileSync(new URL(name, FOLDER), "utf8"), {ecmaVersion: 2022, sourceType: "module"});
    for (const said of sentences(tree)) past.push(name + ": " + said);
  }
  assert.deepEqual(past, []);
});
