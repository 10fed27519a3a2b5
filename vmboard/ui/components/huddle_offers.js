// @ts-check
// The celebration box, with what there is to celebrate beside it: one touch puts it in.

import {mount as boxes} from "./boxes.js";
import {el, framed} from "./dom.js";

export async function mount(host) {
  const frame = await framed(host, "vm", "huddle");
  const place = el("div", {}), offers = el("div", {class: "offers"});
  const title = el("h2", {class: "offered"}, "Worth a word?");
  frame.append(place, title, offers);
  place.attachShadow({mode: "open"});
  const inner = await boxes(place.shadowRoot);
  const put = text => {
    const input = /** @type {HTMLInputElement} */ (place.shadowRoot.querySelector("input, textarea"));
    input.value = text;
    input.dispatchEvent(new Event("input"));
    input.dispatchEvent(new Event("change"));
    input.focus();
  };
  return {
    show(data, component) {
      inner.show(data, component);
      title.hidden = !data.offers.length;
      offers.replaceChildren(...data.offers.map(text =>
        el("button", {type: "button", onclick: () => put(text)}, text)));
    },
    leave() { inner.leave(); frame.remove(); },
  };
}
