// The celebration box, with what there is to celebrate beside it: one touch puts it in.

import {mount as boxes} from "./boxes.js";
import {dress, el} from "./outbox.js";

export async function mount(host) {
  await dress(host, new URL("./base.css", import.meta.url).href, new URL("./huddle.css", import.meta.url).href);
  const place = el("div", {}), offers = el("div", {class: "offers"}), title = el("h2", {class: "offered"}, "Worth a word?");
  const frame = el("div", {class: "vm"}, place, title, offers);
  host.append(frame);
  place.attachShadow({mode: "open"});
  const inner = await boxes(place.shadowRoot);
  const put = text => {
    const input = place.shadowRoot.querySelector("input, textarea");
    input.value = text;
    input.dispatchEvent(new Event("input"));
    input.dispatchEvent(new Event("change"));
    input.focus();
  };
  return {
    show(data, component) {
      inner.show(data, component);
      title.hidden = !data.offers.length;
      offers.replaceChildren(...data.offers.map(text => el("button", {type: "button", onclick: () => put(text)}, text)));
    },
    leave() { inner.leave(); frame.remove(); },
  };
}
