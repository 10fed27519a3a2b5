// What a script says to people goes through the catalogue: a sentence that stands in one by itself is said in English
// whatever the page speaks.

import assert from "node:assert/strict";
import {readFileSync, readdirSync} from "node:fs";
import {test} from "node:test";

import {parse} from "espree";

const FOLDER = new URL("../../vmboard/ui/components/", import.meta.url);
const OF_OTHER_PAGES = new Set(["no_socket.js", "sampler.js"]);  // not yet in other languages
const SAID = /^[‹✓◆▲▼ ]*[A-Z][a-z]+($|[ ,.:?…])|[a-z]{2,} [a-z]{2,} [a-z]{2,}/;
const CALLS = new Set(["_", "N_", "ngettext"]);
const NO_WORDS = new Set(["Enter", "Escape", "Tab", "Home", "End", "Delete", "Backspace", "Arrow"]);

function* sentences(node, within = false) {
  if (!node || typeof node.type !== "string") return;
  if (node.type.startsWith("Import") || node.type.startsWith("Export") && !node.declaration) return;
  const said = node.type === "Literal" ? node.value : node.type === "TemplateElement" ? node.value.cooked : null;
  if (typeof said === "string" && SAID.test(said) && !within && !NO_WORDS.has(said)) yield said;
  const inside = within || node.type === "CallExpression" && CALLS.has(node.callee.name);
  for (const child of Object.values(node).flat()) if (child && typeof child === "object") yield* sentences(child, inside);
}

test("no script says a sentence that is not in the catalogue", () => {
  const past = [];
  for (const name of readdirSync(FOLDER).filter(file => file.endsWith(".js") && !OF_OTHER_PAGES.has(file))) {
    const tree = parse(readFileSync(new URL(name, FOLDER), "utf8"), {ecmaVersion: 2022, sourceType: "module"});
    for (const said of sentences(tree)) past.push(name + ": " + said);
  }
  assert.deepEqual(past, []);
});
