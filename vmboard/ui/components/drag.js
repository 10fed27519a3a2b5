// Dragging by mouse, pen and finger. What is dragged and where it may go is the caller's.
//
// A mouse drags after 6 px. A finger holds for 200 ms first: a swipe scrolls the page as ever. Esc puts it back.

const MOUSE_PX = 6, HOLD_MS = 200, TOUCH_PX = 10, EDGE_PX = 80;

// drag(frame, {pick, lift, over, drop}) -> stop()
//   pick(event) -> the element to drag, or null        lift(node): it is in the air; a copy follows the pointer
//   over(node, x, y): the pointer is here              drop(node, landed): let go, or put back (landed is false)
export function drag(frame, {pick, lift, over, drop}) {
  let held = null;

  function down(event) {
    if (held || event.button || !event.isPrimary) return;
    const node = pick(event);
    if (!node) return;
    held = {node, id: event.pointerId, x: event.clientX, y: event.clientY, touch: event.pointerType === "touch", ghost: null};
    if (held.touch) held.timer = setTimeout(() => held && begin(), HOLD_MS);
  }

  function begin() {
    const box = held.node.getBoundingClientRect(), ghost = held.node.cloneNode(true);
    ghost.classList.add("vm-ghost");
    ghost.inert = true;
    ghost.setAttribute("aria-hidden", "true");
    Object.assign(ghost.style, {position: "fixed", left: "0", top: "0", width: box.width + "px", height: box.height + "px"});
    Object.assign(held, {ghost, dx: held.x - box.left, dy: held.y - box.top});
    frame.append(ghost);
    frame.setPointerCapture(held.id);
    lift(held.node);
    follow(held.x, held.y);
    scroll();
  }

  function follow(x, y) {
    Object.assign(held, {x, y});
    held.ghost.style.transform = `translate(${x - held.dx}px, ${y - held.dy}px) rotate(1.5deg)`;
    over(held.node, x, y);
  }

  function move(event) {
    if (!held || event.pointerId !== held.id) return;
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y);
    if (held.ghost) follow(event.clientX, event.clientY);
    else if (held.touch && far > TOUCH_PX) end(false);
    else if (!held.touch && far > MOUSE_PX) { begin(); follow(event.clientX, event.clientY); }
  }

  function end(landed) {
    if (!held) return;
    const {node, ghost, timer, id} = held;
    clearTimeout(timer);
    held = null;
    if (!ghost) return;
    ghost.remove();
    if (frame.hasPointerCapture(id)) frame.releasePointerCapture(id);
    swallow();
    drop(node, landed);
  }

  // The page scrolls by itself while something is held near its upper or lower edge.
  function scroll() {
    if (!held?.ghost) return;
    const page = document.querySelector("[data-testid=stMain]") || document.scrollingElement;
    const below = held.y - (innerHeight - EDGE_PX), above = EDGE_PX + 60 - held.y;
    const step = below > 0 ? below : above > 0 ? -above : 0;
    if (step) { page.scrollBy(0, step / 5); over(held.node, held.x, held.y); }
    requestAnimationFrame(scroll);
  }

  const up = event => held && event.pointerId === held.id && end(event.type === "pointerup");
  const still = event => held?.ghost && event.preventDefault();
  const escape = event => {
    if (event.key === "Escape" && held?.ghost) { event.preventDefault(); event.stopPropagation(); end(false); }
  };
  const heard = {pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, contextmenu: still, touchmove: still};
  for (const [name, hear] of Object.entries(heard)) frame.addEventListener(name, hear, {passive: false});
  addEventListener("keydown", escape, true);
  return () => {
    end(false);
    for (const [name, hear] of Object.entries(heard)) frame.removeEventListener(name, hear);
    removeEventListener("keydown", escape, true);
  };
}

// The click that a browser makes of letting go is nobody's wish.
function swallow() {
  const eat = event => { event.stopPropagation(); event.preventDefault(); };
  addEventListener("click", eat, true);
  setTimeout(() => removeEventListener("click", eat, true), 60);
}
