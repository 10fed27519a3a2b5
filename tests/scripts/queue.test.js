// The outbox's queue: nothing anyone typed is lost, nothing is said to be saved that is not, and nothing is made twice.
import assert from "node:assert/strict";
import {beforeEach, describe, it} from "node:test";

import {MOST_AT_ONCE, Queue, rebase} from "../../vmboard/ui/components/queue.js";

const figure = (text, version = 1) => ({verb: "figures.type", measure: 3, week: "2026-11-15", text, version});
const [FALLS, SORES] = ["figure:3:2026-11-15", "figure:4:2026-11-15"];
let queue;

beforeEach(() => {
  queue = new Queue();
  queue.pass = "pass";
});

// One request there and back: what was sent, answered by `reply(item)`.
function exchange(reply, meanwhile = () => {}) {
  const sent = queue.take().map(({id, n, item}) => ({id, n, item: {...item}}));
  meanwhile();
  queue.succeeded();
  return sent.map(({id, n, item}) => queue.answered({id, n}, reply(item)));
}

describe("what is put", () => {
  it("waits until it is sent, and words under the same id replace it", () => {
    queue.put(FALLS, figure("3"), true);
    queue.put(FALLS, figure("4"), true);
    assert.deepEqual(queue.take().map(({item}) => item.text), ["4"]);
  });

  it("is a draft while somebody types, and is not sent", () => {
    queue.put(FALLS, figure("3"), false);
    assert.deepEqual(queue.take(), []);
    assert.equal(queue.get(FALLS).item.text, "3");
    assert.deepEqual(queue.standing, {waiting: 0, trouble: ""});
  });

  it("is found by the beginning of its id", () => {
    queue.put(FALLS, figure("3"), true);
    queue.put("move:7", {verb: "projects.move", row: 7}, true);
    assert.deepEqual(queue.all("move:").map(({id}) => id), ["move:7"]);
  });
});

describe("a batch", () => {
  it("takes the oldest first, and no more than the server takes at once", () => {
    for (let n = 0; n < MOST_AT_ONCE + 5; n++) queue.put("figure:" + n, figure(String(n)), true);
    const batch = queue.take();
    assert.equal(batch.length, MOST_AT_ONCE);
    assert.equal(batch[0].id, "figure:0");
    assert.ok(batch.every(({state}) => state === "sending"));
  });

  it("mixes no passes: what one person typed never goes out as another", () => {
    queue.put(FALLS, figure("3"), true);
    queue.pass = "another";
    queue.put(SORES, figure("4"), true);
    assert.deepEqual(queue.take().map(({id}) => id), [FALLS]);
  });

  it("leaves out what clashed and what was refused until somebody has looked", () => {
    for (const [id, why] of [[FALLS, "clash"], [SORES, "refused"]]) {
      queue.put(id, figure("3"), true);
      exchange(() => ({ok: false, why, sentence: "No.", theirs: {text: "5", version: 2}}));
    }
    assert.deepEqual(queue.take(), []);
  });
});

describe("an answer", () => {
  it("lets go of what was saved, and says so once", () => {
    queue.put(FALLS, figure("3"), true);
    const [heard] = exchange(() => ({ok: true, version: 2}));
    assert.equal(heard.state, "saved");
    assert.equal(queue.get(FALLS), undefined);
  });

  it("puts what was typed meanwhile over what was just saved, and sends it next", () => {
    queue.put(FALLS, figure("3", 1), true);
    const [heard] = exchange(() => ({ok: true, version: 2}), () => queue.put(FALLS, figure("34", 1), true));
    assert.deepEqual([heard.state, queue.get(FALLS).state], ["kept", "kept"], "not yet saved");
    assert.deepEqual(queue.take().map(({item}) => [item.text, item.version]), [["34", 2]]);
  });

  it("keeps mine beside theirs in a clash, and typing on does not lose theirs", () => {
    queue.put(FALLS, figure("3"), true);
    exchange(() => ({ok: false, why: "clash", sentence: "Two people.", theirs: {text: "5", version: 2}}));
    queue.put(FALLS, figure("33"), false);
    const {state, theirs, item, sentence} = queue.get(FALLS);
    assert.deepEqual([state, theirs.text, item.text, sentence], ["clash", "5", "33", "Two people."]);
  });

  it("sends mine over theirs once I insist, on their version", () => {
    queue.put(FALLS, figure("3", 1), true);
    exchange(() => ({ok: false, why: "clash", theirs: {text: "5", version: 2}}));
    queue.insist(queue.get(FALLS));
    const [entry] = queue.take();
    assert.deepEqual([entry.item.text, entry.item.version, entry.theirs], ["3", 2, undefined]);
  });

  it("keeps what was refused, with its sentence", () => {
    queue.put(FALLS, figure("many"), true);
    const [heard] = exchange(() => ({ok: false, why: "refused", sentence: "That is not a number."}));
    assert.deepEqual([heard.state, queue.get(FALLS).item.text], ["refused", "many"]);
  });

  it("sends what was typed while it was being refused", () => {
    queue.put(FALLS, figure("many"), true);
    exchange(() => ({ok: false, why: "refused", sentence: "No."}), () => queue.put(FALLS, figure("3"), true));
    assert.deepEqual(queue.take().map(({item}) => item.text), ["3"]);
  });

  it("to something that was let go meanwhile is heard by nobody", () => {
    queue.put(FALLS, figure("3"), true);
    assert.deepEqual(exchange(() => ({ok: true}), () => queue.drop(FALLS)), [null]);
  });
});

describe("without an answer", () => {
  it("all of it waits again, says so, and is tried again more and more patiently up to a second", () => {
    queue.put(FALLS, figure("3"), true);
    const waits = [];
    for (let n = 0; n < 4; n++) {
      queue.failed(queue.take());
      waits.push(queue.patience);
    }
    assert.deepEqual(waits, [500, 1000, 1000, 1000]);
    assert.deepEqual(queue.standing, {waiting: 1, trouble: "Not connected. What you type is kept on this screen."});
    exchange(() => ({ok: true}));
    assert.deepEqual(queue.standing, {waiting: 0, trouble: ""});
  });

  it("it is kept again, and goes no second time where another tab has handed it in", () => {
    queue.put(FALLS, figure("3"), true);
    const [back] = queue.failed(queue.take());
    assert.equal(back.state, "kept");
    queue.doneElsewhere(FALLS);
    assert.equal(queue.get(FALLS), undefined);
  });

  it("words that replaced it meanwhile stay as they are", () => {
    queue.put(FALLS, figure("3"), true);
    const batch = queue.take();
    queue.put(FALLS, figure("34"), false);
    assert.equal(queue.failed(batch).length, 1);
    assert.deepEqual([queue.get(FALLS).item.text, queue.get(FALLS).ready], ["34", false]);
  });
});

describe("a pass that is too old", () => {
  it("is replaced by the page's newest, and what was typed with it goes out again", () => {
    queue.put(FALLS, figure("3"), true);
    const batch = queue.take();
    queue.pass = "newer";
    assert.deepEqual(queue.turnedAway(batch, "Load it again.").map(({pass}) => pass), ["newer"]);
    assert.deepEqual(queue.standing, {waiting: 1, trouble: ""});
  });

  it("is said, and nothing is lost, while the page has no other", () => {
    queue.put(FALLS, figure("3"), true);
    assert.deepEqual(queue.turnedAway(queue.take(), "Load it again."), []);
    assert.deepEqual(queue.standing, {waiting: 1, trouble: "Load it again."});
    assert.deepEqual([queue.get(FALLS).state, queue.fails], ["kept", 1]);
    exchange(() => ({ok: true}));
    assert.deepEqual(queue.standing, {waiting: 0, trouble: ""}, "until there is one");
  });
});

describe("after a reload, and in another tab", () => {
  const kept = state => ({id: FALLS, item: figure("3"), ready: true, n: 4, pass: "pass", state});

  it("what was on its way or refused goes again; a clash stays", () => {
    for (const [state, after] of [["sending", "kept"], ["refused", "kept"], ["kept", "kept"], ["clash", "clash"]]) {
      queue.restore(kept(state));
      assert.equal(queue.get(FALLS).state, after);
    }
  });

  it("what another tab handed in goes no second time, but a draft here is nobody else's", () => {
    queue.restore(kept("kept"));
    queue.doneElsewhere(FALLS);
    assert.equal(queue.get(FALLS), undefined);
    queue.put(FALLS, figure("3"), false);
    queue.doneElsewhere(FALLS);
    assert.ok(queue.get(FALLS));
  });
});

describe("rebase", () => {
  it("gives an item the version, or the words, that it now stands on, and nothing it did not have", () => {
    const box = {verb: "boxes.set", value: "Home sooner", was: ""}, day = {verb: "days.mark", count: 1};
    rebase(box, {value: "Home"});
    rebase(day, {value: 3, version: 2});
    assert.equal(box.was, "Home");
    assert.deepEqual(day, {verb: "days.mark", count: 1});
  });
});
