"""Words and links of a page as they are drawn: nothing lies over a link, and a button holds its words."""

from playwright.sync_api import Page

OVER = r"""() => {
  const cut = (boxes, e) => {  // what is seen of them: what their parents cut off is not
    for (; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.visibility === "hidden" || style.opacity === "0" || style.clipPath !== "none") return [];
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const r = e.getBoundingClientRect();
      boxes = boxes.map(([a, b, c, d]) =>
        [Math.max(a, r.left), Math.max(b, r.top), Math.min(c, r.right), Math.min(d, r.bottom)]);
    }
    return boxes.filter(([a, b, c, d]) => c - a > 1 && d - b > 1);
  };
  const box = r => [r.left, r.top, r.right, r.bottom];
  const shown = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return cut([...range.getClientRects()].map(box), node.parentElement);
  };
  const wrong = [];
  for (const part of document.querySelectorAll(".st-key-bar, [data-testid=stMainBlockContainer]")) {
    const isBar = part.matches(".st-key-bar"), words = [], walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());)
      if (node.data.trim() && (isBar || !node.parentElement.closest(".st-key-bar"))) words.push([node, shown(node)]);
    for (const link of part.querySelectorAll("a, button")) {
      if (!isBar && link.closest(".st-key-bar")) continue;
      const r = link.getBoundingClientRect(), seen = cut([box(r)], link.parentElement)[0];
      if (!seen || !link.innerText.trim()) continue;
      for (const [node, boxes] of words) {
        const inside = link.contains(node);
        for (const [a, b, c, d] of boxes) {
          const across = Math.min(c, seen[2]) - Math.max(a, seen[0]);
          const down = Math.min(d, seen[3]) - Math.max(b, seen[1]);
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
