// @ts-check
// Back takes one step. Streamlit writes two steps of the browser's history where a page opens another one with an
// address of its own (the new words under the old path, then the new path), and one more where it completes a bare
// address that was typed or followed.

/**
 * Whether a step only completes the one before it, and takes its place.
 * @param {URL} was @param {URL} to @param {string} half the address at which only the words after "?" had changed
 * @param {string} root the path of the site's bare address, which is never a page that stays
 */
export function completes(was, to, half, root) {
  if (was.pathname !== to.pathname) {
    return was.href === half && was.search === to.search || was.pathname === root && !was.search;
  }
  const added = [...to.searchParams.keys()];
  return !was.search && added.length === 1 && added[0] === "team";
}

export function oneStep() {
  if (history.pushState !== History.prototype.pushState) return;
  const root = new URL(".", document.baseURI).pathname;
  let half = "";
  history.pushState = (state, title, address) => {
    const was = new URL(location.href), to = new URL(String(address ?? ""), was);
    const step = completes(was, to, half, root) ? "replaceState" : "pushState";
    half = was.pathname === to.pathname ? to.href : "";
    History.prototype[step].call(history, state, title, address);
  };
}
