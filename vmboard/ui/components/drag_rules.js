// @ts-check
// When a press becomes a drag, and how fast the page scrolls under it, without a browser.

export const MOUSE_PX = 6, HOLD_MS = 200, TOUCH_PX = 10, EDGE_PX = 80, HEAD_PX = 60;

/**
 * What a pointer's move makes of a press: a mouse drags after 6 px, a finger that moves before it has held still is a
 * swipe, and scrolls the page as ever.
 * @param {{dragging: boolean, touch: boolean}} held @param {number} far how far it has moved, in px
 * @returns {"follow" | "begin" | "let go" | ""}
 */
export function afterMove({dragging, touch}, far) {
  if (dragging) return "follow";
  if (touch) return far > TOUCH_PX ? "let go" : "";
  return far > MOUSE_PX ? "begin" : "";
}

/**
 * How far the page scrolls in one frame while something is held near its upper or lower edge, in px.
 * @param {number} y @param {number} height of the window
 */
export function scrollStep(y, height) {
  const below = y - (height - EDGE_PX), above = EDGE_PX + HEAD_PX - y;
  if (below > 0) return below / 5;
  return above > 0 ? -above / 5 : 0;
}
