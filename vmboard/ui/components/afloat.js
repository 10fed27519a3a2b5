// @ts-check
// What floats over the drawn board: the drawing belongs to the page and may be drawn anew at any time, so nothing is
// put into it.

/** What scrolls, with the board in it. */
export function page() { return document.querySelector("[data-testid=stMain]") || document.body; }

/**
 * Calls `place` within a frame of whatever the page draws, hides or sizes anew.
 * @param {HTMLElement} frame of what floats @param {() => void} place
 */
export function afloat(frame, place) {
  let waiting = 0;
  const anew = () => { waiting ||= requestAnimationFrame(() => { waiting = 0; place(); }); };
  const drawn = new MutationObserver(anew), sized = new ResizeObserver(anew);
  drawn.observe(page(), {subtree: true, childList: true, attributes: true, attributeFilter: ["hidden", "class"]});
  sized.observe(page());
  sized.observe(frame);
  return {anew, stop: () => { drawn.disconnect(); sized.disconnect(); cancelAnimationFrame(waiting); }};
}
