// @ts-check
// What stands in the page for each component: it fetches the component's script, and before it the words of another
// language; it tries again while the server is away. The element that the page gave it keeps the component over the
// page's runs.

import {speak} from "./catalogue.js";

const TRIES = 20, WAIT_MS = 1000;
const mounted = "__vmboard";

/** @param {any} component of the page's own library: its data, and the element to draw in */
export default function (component) {
  const host = component.parentElement, {src, reads, words} = component.data;
  host[mounted] = host[mounted] || start(host, addressOf(src), words && addressOf(words), 0);
  host[mounted].then(own => own.show(component.data, component));
  if (reads) import(addressOf(reads)).then(script => script.onlyReads(host));
  return () => {
    const leaving = host[mounted];
    host[mounted] = null;
    leaving.then(own => own.leave());
  };
}

const addressOf = place => new URL(place, location.origin).href;

// A script that could not be fetched is remembered as such by its address: each try has its own.
async function start(host, address, words, tries) {
  try {
    await speak(words);
    const script = await import(tries ? address + "?again=" + tries : address);
    return await script.mount(host);
  } catch (error) {
    if (tries === TRIES) throw error;
    await new Promise(wait => setTimeout(wait, WAIT_MS));
    return start(host, address, words, tries + 1);
  }
}
