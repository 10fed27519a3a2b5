// The outbox in a browser of cloth: one request in flight, kept before it is sent, tried again, and told of once.
import assert from "node:assert/strict";
import {afterEach, beforeEach, it, mock} from "node:test";

const FALLS = "figure:3:2026-11-15";
const figure = text => ({verb: "figures.type", measure: 3, week: "2026-11-15", text, version: 1});
let Outbox, outbox, storage, requests, told;

// A request that the test answers.
function fetching(url, {body, headers, signal, keepalive}) {
  return new Promise((answer, fail) => {
    const {items} = JSON.parse(new TextDecoder().decode(body));
    const reply = (status, said) => { answer({status, json: async () => said}); return settled(); };
    const cut = () => { fail(new TypeError("no network")); return settled(); };
    requests.push({url, items, headers, keepalive, reply, fail: cut});
    signal.addEventListener("abort", () => fail(new Error("late")));
  });
}

const settled = async () => { for (let n = 0; n < 10; n++) await Promise.resolve(); };

beforeEach(async () => {
  const page = new EventTarget();
  storage = new Map();
  [requests, told] = [[], []];
  const localStorage = new Proxy({
    getItem: name => storage.get(name) ?? null, setItem: (name, value) => storage.set(name, value),
    removeItem: name => storage.delete(name),
  }, {ownKeys: () => [...storage.keys()], getOwnPropertyDescriptor: () => ({enumerable: true, configurable: true})});
  Object.assign(globalThis, {localStorage, fetch: fetching, document: Object.assign(new EventTarget(), {hidden: false}),
    addEventListener: page.addEventListener.bind(page), dispatchEvent: page.dispatchEvent.bind(page)});
  mock.timers.enable({apis: ["setTimeout"]});
  ({Outbox, outbox} = await import("../../vmboard/ui/components/outbox.js"));
});

afterEach(() => mock.timers.reset());

function open() {
  const box = new Outbox("/save", "ward");
  box.pass = "pass";
  box.listen("figure:", entry => { if (entry) told.push(entry.state); });
  return box;
}

it("keeps words in this browser before they are sent, and lets go once they are saved", async () => {
  const box = open();
  box.put(FALLS, figure("3"));
  assert.equal(JSON.parse(storage.get("vmboard:ward:" + FALLS)).item.text, "3");
  await requests[0].reply(200, {items: [{id: FALLS, ok: true, version: 2}]});
  assert.deepEqual([...storage.keys()], []);
  assert.deepEqual(told, ["kept", "sending", "gone", "saved"]);
  assert.deepEqual([requests[0].headers["x-vmboard"], requests[0].items[0].id], ["pass", FALLS]);
});

it("has one request in flight; what piles up goes as one", async () => {
  const box = open();
  for (const n of [1, 2, 3]) box.put("figure:" + n, figure(String(n)));
  assert.equal(requests.length, 1);
  await requests[0].reply(200, {items: [{ok: true}]});
  assert.deepEqual(requests.map(({items}) => items.length), [1, 2]);
});

it("tries again after a cut, and never says saved in between", async () => {
  const box = open();
  box.put(FALLS, figure("3"));
  await requests[0].fail();
  assert.match(box.standing.trouble, /Not connected/);
  assert.ok(storage.has("vmboard:ward:" + FALLS) && !told.includes("saved"));
  mock.timers.tick(500);
  await requests[1].reply(200, {items: [{ok: true, version: 2}]});
  assert.deepEqual(box.standing, {waiting: 0, trouble: ""});
});

it("gives up a request that is not answered in five seconds, and one whose answer is no answer", async () => {
  const box = open();
  box.put(FALLS, figure("3"));
  mock.timers.tick(5000);
  await settled();
  assert.match(box.standing.trouble, /Not connected/);
  mock.timers.tick(500);
  await requests[1].reply(503, {});
  assert.equal(box.standing.waiting, 1);
});

it("hands in after a reload what had no answer, and leaves a draft alone", () => {
  open().put(FALLS, figure("3"));
  open().put("figure:4", figure("half"), {ready: false});
  requests.length = 0;
  const box = open();
  box.again();
  assert.deepEqual(requests[0].items.map(({id}) => id), [FALLS]);
  assert.equal(box.get("figure:4").item.text, "half");
});

it("waits with a pass that is too old, and goes on with the page's next one", async () => {
  const box = open();
  box.put(FALLS, figure("3"));
  await requests[0].reply(401, {sentence: "Load it again."});
  assert.equal(box.standing.trouble, "Load it again.");
  box.pass = "newer";
  mock.timers.tick(4000);
  await requests[1].reply(401, {sentence: "Load it again."});
  mock.timers.tick(4000);
  assert.equal(requests[2].headers["x-vmboard"], "newer");
});

it("sends nothing more with a pass that is too old until it is tried again", async () => {
  const box = open();
  box.put(FALLS, figure("3"));
  await requests[0].reply(401, {sentence: "Load it again."});
  box.put("figure:4", figure("4"));
  assert.equal(requests.length, 1);
  box.pass = "newer";
  mock.timers.tick(4000);
  await requests[1].reply(401, {sentence: "Load it again."});
  assert.equal(JSON.parse(storage.get("vmboard:ward:" + FALLS)).pass, "newer", "as it would go after a reload");
});

it("is one for a page and its team, takes the newest pass, and hands in at once what was kept", async () => {
  const kept = new Outbox("/save", "ward-9");
  kept.pass = "old";
  kept.put(FALLS, figure("3"));
  const made = outbox({url: "/save", pass: "first", place: "ward-9"});
  assert.deepEqual([requests.length, requests[1].url, requests[1].items[0].text], [2, "/save", "3"]);
  assert.equal(outbox({url: "/save", pass: "second", place: "ward-9"}), made);
  assert.notEqual(outbox({url: "/save", pass: "second", place: "ward-8"}), made);
  assert.equal(made.pass, "second");
});

it("tries again at once when the network, the server or the person is back", async () => {
  const box = open(), {document} = globalThis;
  const back = {online: globalThis, "vmboard-back": globalThis, visibilitychange: document};
  box.put(FALLS, figure("3"));
  for (const [name, where] of Object.entries(back)) {
    await requests.at(-1).fail();
    const before = requests.length;
    where.dispatchEvent(new Event(name));
    assert.equal(requests.length, before + 1, name);
  }
  await requests.at(-1).fail();
  document.hidden = true;
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(requests.length, 4, "nobody is there yet");
  mock.timers.tick(1000);
  assert.equal(requests.length, 5, "and once it is tried again, that was the only waiting try");
});

it("lets go of what another tab handed in, and of nothing else", async () => {
  const box = open(), said = more => Object.assign(new Event("storage"), {newValue: null, ...more});
  box.put("figure:9", figure("9"));                   // on its way, so that what follows waits
  box.put(FALLS, figure("3"));
  for (const other of [{key: null}, {key: "vmboard:other:" + FALLS}, {key: "vmboard:ward:" + FALLS, newValue: "{}"}]) {
    globalThis.dispatchEvent(said(other));
    assert.ok(box.get(FALLS));
  }
  globalThis.dispatchEvent(said({key: "vmboard:ward:" + FALLS}));
  assert.equal(box.get(FALLS), undefined);
  assert.ok(box.get("figure:9"), "which has an answer to come");
});

it("is finished by the browser though the page goes, as far as a browser finishes requests", () => {
  open().put(FALLS, figure("3"));
  open().put(FALLS, figure("3".repeat(70_000)));
  assert.deepEqual(requests.map(({keepalive}) => keepalive), [true, false]);
});

it("tells how all of it stands whenever that changes", async () => {
  const standings = [], box = open();
  globalThis.addEventListener("vmboard-outbox", ({detail: {waiting, trouble}}) =>
    standings.push([waiting, Boolean(trouble)]));
  box.put(FALLS, figure("3"));
  assert.deepEqual(standings.at(-1), [1, false]);
  await requests[0].fail();
  assert.deepEqual([standings.at(-1), told.at(-1)], [[1, true], "kept"]);
  mock.timers.tick(500);
  await requests[1].reply(401, {sentence: "Load it again."});
  assert.deepEqual(standings.at(-1), [1, true]);
  mock.timers.tick(4000);
  await requests[2].reply(200, {items: [{id: FALLS, ok: true}]});
  assert.deepEqual(standings.at(-1), [0, false]);
});

it("settles a clash with theirs as saved, and with mine over theirs", async () => {
  const clash = {items: [{ok: false, why: "clash", sentence: "Two.", theirs: {text: "5", version: 2}}]};
  const box = open();
  box.put(FALLS, figure("3"));
  await requests[0].reply(200, clash);
  box.settle(FALLS, "mine");
  assert.equal(requests[1].items[0].version, 2);
  await requests[1].reply(200, clash);
  told.length = 0;
  box.settle(FALLS, "theirs");
  assert.deepEqual(told, ["gone", "saved"]);
  assert.deepEqual([...storage.keys()], []);
});

it("says a warning at the foot of the page only where no listener says it nearer", async () => {
  const warned = [], box = open();
  globalThis.addEventListener("vmboard-warn", event => warned.push(event.detail));
  box.put(FALLS, figure("3"));
  await requests[0].reply(200, {items: [{ok: true, warn: "A name?"}]});
  assert.deepEqual(warned, ["A name?"]);
  box.listen("figure:", entry => entry?.state === "saved" ? "warned" : "");
  box.put(FALLS, figure("4"));
  await requests[1].reply(200, {items: [{ok: true, warn: "A name?"}]});
  assert.equal(warned.length, 1);
});

it("keeps apart what is kept for two installations on one host", async () => {
  const here = new Outbox("/ward/save", "ward");
  here.pass = "pass";
  here.put(FALLS, figure("3"), {ready: false});
  assert.equal(new Outbox("/other/save", "ward").get(FALLS), undefined);
  assert.equal(open().get(FALLS), undefined);
  assert.equal(new Outbox("/ward/save", "ward").get(FALLS).item.text, "3");
});

it("tells whoever is drawn after the answer that their words were saved, once, and not what is long past", async () => {
  const box = new Outbox("/save", "ward");
  box.listen("", entry => entry);  // looks on
  box.put(FALLS, figure("3"));
  await requests[0].reply(200, {items: [{id: FALLS, ok: true, version: 2}]});
  const heard = [], listen = prefix => box.listen(prefix, entry => heard.push([entry.id, entry.state]));
  for (const prefix of ["day:", "figure:", "figure:"]) listen(prefix);
  assert.deepEqual(heard, [], "what listens draws itself first");
  mock.timers.tick(0);
  assert.deepEqual(heard, [[FALLS, "saved"]]);
  const late = new Outbox("/save", "ward");
  late.put(FALLS, figure("4"));
  await requests[1].reply(200, {items: [{id: FALLS, ok: true, version: 3}]});
  mock.method(Date, "now", () => Number.MAX_SAFE_INTEGER);
  late.listen("figure:", entry => heard.push([entry.id, entry.state]));
  mock.timers.tick(0);
  mock.restoreAll();
  assert.equal(heard.length, 1);
});
