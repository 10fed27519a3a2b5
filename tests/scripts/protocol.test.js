// What scripts say to the server is what the protocol says, and what the server answers is read by some script.
import assert from "node:assert/strict";
import {readFileSync, readdirSync} from "node:fs";
import {it} from "node:test";

import * as espree from "espree";

import {LOOKUPS, MESSAGES, TRIGGERS} from "../../vmboard/ui/components/protocol.js";

const COMPONENTS = new URL("../../vmboard/ui/components/", import.meta.url);
const DECLARED = new Set(["protocol.js"]);
const nodes = readdirSync(COMPONENTS).filter(name => name.endsWith(".js") && !DECLARED.has(name)).flatMap(name => {
  const code = readFileSync(new URL(name, COMPONENTS), "utf8");
  return [...walk(espree.parse(code, {ecmaVersion: 2022, sourceType: "module", loc: true}))].map(node => ({name,
    node}));
});

function* walk(node) {
  if (!node || typeof node !== "object") return;
  if (typeof node.type === "string") yield node;
  for (const child of Object.values(node)) {yield* Array.isArray(child) ? child.flatMap(one =>
    [...walk(one)]) : walk(child);}
}

const nameOf = property => property.key?.name ?? property.key?.value;
const items = nodes.flatMap(({name, node}) => {
  const verb = node.type === "ObjectExpression" && node.properties.find(property => nameOf(property) === "verb")?.value;
  return verb && verb.type === "Literal" ? [{where: `${name}:${node.loc.start.line}`, verb: verb.value, node}] : [];
});

it("finds the scripts' items", () => assert.ok(items.length > 15));

it("no script says a verb that the server does not know", () => {
  assert.deepEqual(items.filter(({verb}) => !(verb in MESSAGES)).map(({where, verb}) => where + " " + verb), []);
});

it("no item has a key that its verb does not take", () => {
  const odd = items.flatMap(({where, verb, node}) => node.properties.map(nameOf)
    .filter(key => key && key !== "verb" && !MESSAGES[verb]?.takes.includes(key)).map(key =>
      `${where} ${verb}: ${key}`));
  assert.deepEqual(odd, []);
});

it("the server answers no key that no script reads", () => {
  const read = new Set(nodes.flatMap(({node}) => [
    node.type === "MemberExpression" && node.property.name,
    ...(node.type === "ObjectPattern" ? node.properties.map(nameOf) : []),
    node.type === "Literal" && node.value,
  ]));
  const told = [...Object.values(MESSAGES).flatMap(({answers}) => answers), ...Object.values(LOOKUPS).flat()];
  const answered = new Set(told);
  assert.deepEqual([...answered].filter(key => !read.has(key)), []);
});

it("no script reads a key of an answer that the server does not give", () => {
  const given = new Set([...Object.values(MESSAGES).flatMap(({answers}) => answers), "warn"]);
  const asked = new Set(["outbox.js", "queue.js", "news.js", "action_add.js"]);  // an answer there is a whole response
  const odd = nodes.filter(({name, node}) => !asked.has(name) && node.type === "MemberExpression" && !node.computed
    && ["answer", "theirs"].includes(node.object.name ?? node.object.property?.name) && !given.has(node.property.name));
  assert.deepEqual(odd.map(({name, node}) => `${name}:${node.loc.start.line} ${node.property.name}`), []);
});

it("a component asks its page to run only for what the protocol says, and for all of that", () => {
  const asked = {};
  for (const {name, node} of nodes) {
    const {callee, arguments: [trigger]} = node.type === "CallExpression" ? node : {arguments: []};
    if (callee?.property?.name !== "setTriggerValue") continue;
    const component = name.replace(/\.js$/, "");
    asked[component] = [...new Set([...asked[component] || [], trigger.value])].sort();
  }
  assert.deepEqual(asked, TRIGGERS);
});
