// @ts-check
// What stands under a figure when it is needed: its note, how sure it is, whom it waits for, a question, a clash.

import {N_, _} from "./catalogue.js";
import {clash, el} from "./dom.js";

// The panel behind "…". `back` gives the focus back to the box.
export function more(figure, name, back) {
  const sure = el("button", {type: "button", onclick: () => provisional(figure)}, _("Provisional"));
  const note = field(figure, "note", 200), waits = field(figure, "waiting_for", 60);
  const waiting = el("label", {class: "more-field"}, el("span", {}, _("Waiting for")), waits);
  const node = el("div", {class: "more", role: "group", "aria-label": _("{name}, more", {name})},
    sure, waiting, el("label", {class: "more-field wide"}, el("span", {}, _("Note")), note));
  node.addEventListener("keydown", event => {
    if (event.key === "Escape") { event.stopPropagation(); back(); }
  });
  const update = () => {
    const held = figure.held, root = /** @type {ShadowRoot} */ (node.getRootNode());
    sure.setAttribute("aria-pressed", String(held.status === "provisional"));
    sure.disabled = !held.text;
    waiting.hidden = held.status !== "not_in_yet";
    if (root.activeElement !== note) note.value = held.note || "";
    if (root.activeElement !== waits) waits.value = held.waiting_for || "";
  };
  update();
  return {node, note, update};
}

export function provisional(figure) {
  const held = figure.held;
  const status = held.status === "provisional" ? "final" : "provisional";
  if (held.text && figure.isWhole(held.text)) figure.answer({status});
}

function field(figure, name, most) {
  const input = el("input", {type: "text", maxlength: most, autocomplete: "off", value: figure.held[name] || ""});
  input.addEventListener("input", () => figure.type({[name]: input.value}));
  input.addEventListener("blur", () => figure.leave());
  input.addEventListener("keydown", event => {
    if (event.key === "Enter") { event.preventDefault(); figure.leave(); }
  });
  return input;
}

// A gentle question, a refusal, or both people's figures; null where there is nothing to say.
export function trouble(figure, back) {
  const {kept, state} = figure;
  if (state === "clash") return clash(kept, said, whose => { figure.settle(whose); back(); });
  if (state === "refused") return el("p", {class: "refused", role: "alert"}, figure.sentence);
  if (!figure.doubt) return null;
  const button = (onclick, text) => el("button", {type: "button", onclick}, text);
  const keep = button(() => { figure.agree(); back(); }, _("It is {figure}", {figure: spelled(figure.saved.text)}));
  const mend = figure.mend
    ? button(() => { figure.answer({text: figure.mend}); back(); }, _("Make it {figure}", {figure: figure.mend}))
    : button(back, _("Change it"));
  const asked = el("p", {}, figure.doubt);
  return el("div", {class: "doubt", role: "group", "aria-label": _("A question")}, asked, keep, mend);
}

const NO_FIGURE = {not_in_yet: N_("Not in yet"), nothing_to_count: N_("Nothing to count")};

/** 16/47 as one says it. @param {string} text */
export function spelled(text) {
  const [above, ...below] = text.split("/");
  return below.length ? _("{n} of {all}", {n: above, all: below.join("/")}) : text;
}

// A figure in words, for the box that shows both.
export function said(item) {
  const parts = [item.text ? spelled(item.text) : item.status in NO_FIGURE ? _(NO_FIGURE[item.status]) : ""];
  if (item.status === "provisional") parts.push(_("provisional"));
  if (item.waiting_for) parts.push(_("waiting for {who}", {who: item.waiting_for}));
  if (item.note) parts.push("“" + item.note + "”");
  return parts.filter(Boolean).join(", ");
}

// How a figure stands: which look its words have, and the words.
export function standingWords(figure) {
  const held = figure.held;
  if (figure.state === "typing") return ["", ""];
  if (figure.state === "refused") return ["refused", _("Not saved")];
  if (figure.state === "clash") return ["refused", _("Two people typed here")];
  if (figure.state === "kept" || figure.state === "sending") return ["", _("Keeping…")];
  if (figure.doubt) return ["late", _("being checked")];
  if (held.status === "nothing_to_count") return ["saved", _("✓ nothing to count")];
  if (held.status === "provisional") return ["saved", _("✓ saved, provisional")];
  if (held.status !== "not_in_yet") return ["saved", _("✓ saved")];
  if (held.waiting_for) return ["late", _("waiting for {who}", {who: held.waiting_for})];
  return ["late", held.version ? _("not in yet") : ""];
}

// Draw again only what changed: a button under a finger must not be replaced. `sign` says what is drawn.
export function redraw(place, sign, make) {
  if (place.dataset.sign === sign) return;
  place.dataset.sign = sign;
  const made = make();
  place.replaceChildren(...(made ? [made] : []));
}
