// A figure on its way: what Escape takes back, and what it leaves.
import assert from "node:assert/strict";
import {describe, it} from "node:test";

import {Figure} from "../../vmboard/ui/components/figure.js";
import {Queue} from "../../vmboard/ui/components/queue.js";

const NOW = {measure_id: 7, week: "2026-11-15", text: "92", status: "final", waiting_for: "", note: "", version: 3};
const ID = "figure:7:2026-11-15";

function typed(...steps) {
  const queue = new Queue();
  const box = {
    get: id => queue.get(id), drop: id => queue.drop(id),
    put(id, item, {ready = true} = {}) { figure.heard(queue.put(id, item, ready)); },
  };
  const figure = new Figure(box, NOW, () => {});
  const sent = () => { for (const entry of queue.take()) figure.heard(entry); };
  for (const step of steps) step(figure, sent);
  figure.still();
  const entry = queue.get(ID);
  return entry && [entry.item.text, entry.item.note, entry.ready];
}

const note = figure => { figure.type({note: "Two nurses short"}); figure.leave(); };
const nine = figure => figure.type({text: "9"});
const escape = figure => figure.restore();
const goes = (_, sent) => sent();

describe("Escape", () => {
  it("takes back what is typed and nobody was given", () => assert.equal(typed(nine, escape), undefined));

  it("leaves a note that was handed in, on its way or about to go", () => {
    assert.deepEqual(typed(note, goes, nine, escape), ["92", "Two nurses short", true]);
    assert.deepEqual(typed(note, nine, escape), ["92", "Two nurses short", true]);
  });

  it("takes back what was handed in last where nothing is typed over it", () => {
    assert.deepEqual(typed(note, goes, escape), ["92", "", true]);
    assert.equal(typed(note, escape), undefined);
  });

  it("goes back to what is saved once the answer is there", () => {
    const saved = figure => figure.heard({state: "saved", answer: {...NOW, note: "Two nurses short", version: 4}});
    const gone = figure => figure.box.drop(ID);
    assert.equal(typed(note, goes, gone, saved, nine, escape), undefined);
  });
});
