// @ts-check
// The celebration box, with what there is to celebrate beside it, and whom to thank: one touch puts it in.

import {_} from "./catalogue.js";
import {mount as boxes} from "./boxes.js";
import {el, framed, redraw} from "./dom.js";
import {isNamed, thanking} from "./kudos_rules.js";

export async function mount(host) {
  const frame = await framed(host, "vm", "huddle");
  const place = el("div", {}), offers = el("div", {class: "offers"});
  const title = el("h2", {class: "offered"}, _("Worth a word?"));
  const thanks = el("h2", {class: "offered"}, _("Thank by initials")), people = el("div", {class: "offers"});
  frame.append(place, thanks, people, title, offers);
  place.attachShadow({mode: "open"});
  const inner = await boxes(place.shadowRoot);
  const box = () => /** @type {HTMLInputElement} */ (place.shadowRoot.querySelector("input, textarea"));
  const put = text => {
    const input = box();
    input.value = text;
    input.dispatchEvent(new Event("input", {bubbles: true}));  // `mark` listens above the box
    input.dispatchEvent(new Event("change"));
    input.focus();
  };
  // Who is named shows it, however the box came to say so.
  const mark = () => {
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (people.querySelectorAll("button"))) {
      one.setAttribute("aria-pressed", String(isNamed(box().value, one.dataset.initials)));
    }
  };
  place.shadowRoot.addEventListener("input", mark);
  return {
    show(data, component) {
      inner.show(data, component);
      thanks.hidden = !data.people.length;
      redraw(people, data.people.map(([initials, name]) =>
        el("button", {type: "button", title: name, "aria-label": `${initials}, ${name}`, "data-initials": initials,
          onclick: () => put(thanking(box().value, initials))}, initials)));
      mark();
      title.hidden = !data.offers.length;
      redraw(offers, data.offers.map(text =>
        el("button", {type: "button", onclick: () => put(text)}, text)));
    },
    leave() { inner.leave(); frame.remove(); },
  };
}
