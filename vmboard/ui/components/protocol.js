// @ts-check
// The protocol: what pages' scripts and the server say to each other, verb by verb, with the keys of each.
//
// The server's side is vmboard/domain/protocol; tests on both sides keep the two in step. No page loads this file: the
// scripts' items are held to it where they are checked (`npm run check`).

export const MESSAGES = /** @type {const} */ ({
  "figures.type": {
    "takes": ["measure", "week", "version", "text", "status", "waiting_for", "note", "sure"],
    "answers": ["text", "status", "waiting_for", "note", "version", "value_text", "doubt", "mend", "sums", "shares"]
  },
  "days.mark": {"takes": ["row", "day", "version", "count"], "answers": ["count", "version"]},
  "samplings.observe": {"takes": ["row", "category", "role", "key", "gone"], "answers": ["looks"]},
  "boxes.set": {"takes": ["noun", "row", "field", "value", "was"], "answers": ["value"]},
  "actions.add": {"takes": ["line", "day", "key"], "answers": ["line", "other"]},
  "actions.send_up": {
    "takes": ["line", "day", "reason", "project", "key", "receiver", "answer_by", "problem_kind"],
    "answers": ["line", "other"]
  },
  "actions.complete": {"takes": ["row", "done"], "answers": ["line", "other"]},
  "actions.carry_over": {"takes": ["row", "due"], "answers": ["line", "other"]},
  "actions.drop": {"takes": ["row", "reason"], "answers": ["line", "other"]},
  "actions.pick_up": {"takes": ["row"], "answers": ["line", "other"]},
  "actions.escalate": {
    "takes": ["row", "up", "again", "reason", "receiver", "answer_by", "problem_kind"],
    "answers": ["line", "other"]
  },
  "escalations.answer": {
    "takes": ["team", "row", "seen", "how", "words", "receiver", "answer_by"],
    "answers": ["line"]
  },
  "measures.move": {"takes": ["row", "before"], "answers": ["order"]},
  "measures.show": {"takes": ["row", "on_wall"], "answers": ["on_wall"]},
  "projects.add": {"takes": ["title", "key"], "answers": ["row", "revision"]},
  "projects.move": {
    "takes": ["row", "to", "was", "key", "reason", "after"],
    "answers": ["value", "revision", "warning"]
  },
  "projects.vote": {"takes": ["row", "key", "up"], "answers": ["votes", "revision"]},
  "projects.link": {"takes": ["row", "measure", "value", "was"], "answers": ["value", "version"]},
  "projects.remove": {"takes": ["row", "gone"], "answers": []},
  "drivers.make_card": {"takes": ["row", "key"], "answers": ["row"]},
  "causes.count": {"takes": ["row", "up", "key"], "answers": ["value", "version"]},
  "cycles.start": {"takes": ["row", "plan", "prediction", "key"], "answers": ["row"]},
  "cycles.advance": {"takes": ["row", "was", "value"], "answers": ["value", "version"]},
  "cycles.decide": {"takes": ["row", "was", "value"], "answers": ["value", "version"]},
  "benefits.add": {"takes": ["row", "kind", "text", "amount", "hours_of", "spent_on", "key"], "answers": ["row"]},
  "benefits.confirm": {"takes": ["row", "by", "on", "version", "undo"], "answers": ["value", "version"]},
  "benefits.remove": {"takes": ["row", "gone"], "answers": ["value", "version"]},
  "huddles.step": {
    "takes": ["row", "section", "project", "was", "was_project"],
    "answers": ["section", "project", "at", "on_wall"]
  },
  "huddles.follow": {"takes": ["row", "on"], "answers": ["section", "project", "at", "on_wall"]},
  "huddles.count_people": {"takes": ["row", "count", "was", "profession"], "answers": ["value", "people"]},
  "huddles.close": {"takes": ["row"], "answers": ["section", "project", "at", "on_wall"]},
  "huddles.add_to_recap": {"takes": ["row", "words", "key"], "answers": ["section", "project", "at", "on_wall"]},
  "huddles.hold_daily": {"takes": ["day", "held"], "answers": ["held"]}
});

export const LOOKUPS = /** @type {const} */ ({
  "here": ["huddle", "people", "hand", "me", "mine_up", "leads", "news"],
  "news": ["revision"],
  "read-action": ["text", "owner", "due", "repeats", "note"]
});

export const TRIGGERS = /** @type {const} */ ({
  "actions": ["saved"],
  "asks": ["saved"],
  "boxes": ["saved"],
  "cross": ["saved"],
  "day_marks": ["saved"],
  "huddle": ["stepped"],
  "huddle_move": ["stepped"],
  "lanes": ["open", "saved"],
  "order": ["stale"],
  "recap": ["saved"],
  "shelf": ["open", "saved"],
  "stage": ["saved"],
  "ticks": ["saved"],
  "wake": ["wake"]
});

/**
 * @typedef {typeof MESSAGES} Messages
 * @typedef {keyof Messages} Verb
 * @typedef {{[V in Verb]: {verb: V} & {[K in Messages[V]["takes"][number]]?: any}}} Items
 * @typedef {Items[Verb]} Item what a script hands in: a verb with keys that it takes
 * @typedef {{[K in Messages[Verb]["answers"][number]]?: any} & {warn?: string}} Told
 *   what an answer may bring; `warn` is a sentence where words that were saved may name a patient
 */
