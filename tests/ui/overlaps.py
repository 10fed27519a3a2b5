"""Words and links of a page as they are drawn: nothing lies over a link, and a button holds its words."""

from playwright.sync_api import Page

OVER = r"""() => {
  const shown = node => {  // where its words are seen: what its parents cut off is not
    const range = document.createRange();
    range.selectNodeContents(node);
    let boxes = [...range.getClientRects()].map(r => [r.left, r.top, r.right, r.bottom]);
    for (let e = node.parentElement; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.visibility === "hidden" || style.opacity === "0" || style.clipPath !== "none") return [];
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const r = e.getBoundingClientRect();
      boxes = boxes.map(([a, b, c, d]) =>
        [Math.max(a, r.left), Math.max(b, r.top), Math.min(c, r.right), Math.min(d, r.bottom)]);
    }
    return boxes.filter(([a, b, c, d]) => c - a > 1 && d - b > 1);
  };
  const wrong = [];
  for (const part of document.querySelectorAll(".st-key-bar, [data-testid=stMainBlockContainer]")) {
    const isBar = part.matches(".st-key-bar"), words = [], walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());)
      if (node.data.trim() && (isBar || !node.parentElement.closest(".st-key-bar"))) words.push([node, shown(node)]);
    for (const link of part.querySelectorAll("a, button")) {
      if (!isBar && link.closest(".st-key-bar")) continue;
      const r = link.getBoundingClientRect();
      for (const [node, boxes] of words) {
        const inside = link.contains(node);
        for (const [a, b, c, d] of boxes) {
          const across = Math.min(c, r.right) - Math.max(a, r.left), down = Math.min(d, r.bottom) - Math.max(b, r.top);
          if (!inside && across > 3 && down > 3)
            wrong.push(`“${node.data.trim().slice(0, 40)}” lies over “${link.innerText.slice(0, 40)}”`);
          if (inside && (a < r.left - 1 || c > r.right + 1 || b < r.top - 1 || d > r.bottom + 1))
            wrong.push(`“${node.data.trim().slice(0, 40)}” does not fit its button`);
        }
      }
    }
  }
  return [...new Set(wrong)];
}"""


def overlaps(page: Page) -> list[str]:
    """What words lie over a link they are not part of, and which leave the link or button they are in."""
    return list(page.evaluate(OVER))
