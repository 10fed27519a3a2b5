// Everything wrong with the page that is seen: a list of sentences, empty when all is well.
// Floors are design pixels (the wall is 1920 or 1080 of them wide) and scale with the screen.
(floors) => {
  const wall = document.getElementById('wall'), found = [];
  const unit = wall.getBoundingClientRect().width / (wall.dataset.layout === 'portrait' ? 1080 : 1920);
  const far = wall.classList.contains('vm-far');
  const seen = (e) => e.checkVisibility ? e.checkVisibility() : e.offsetParent !== null;
  const name = (e) => (e.closest('[class]') || e).className.baseVal || (e.closest('[class]') || e).className;
  const say = (what, e, text) => found.push(`${what}: “${(text || e.textContent).trim().slice(0, 50)}” in ${name(e)}`);

  // --- colour ---
  const rgb = (c) => (c.match(/[\d.]+/g) || []).map(Number);
  const light = (c) => { const [r, g, b] = rgb(c).map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const behind = (e) => {                      // every colour that may stand behind an element
    for (let at = e; at; at = at.parentElement) {
      const s = getComputedStyle(at), image = s.backgroundImage.match(/rgba?\([^)]*\)/g);
      if (image) return image;
      if (!/rgba\(0, 0, 0, 0\)|transparent/.test(s.backgroundColor)) return [s.backgroundColor];
    }
    return ['rgb(255,255,255)'];
  };
  const contrast = (e, colour, least, what, text) => behind(e.ownerSVGElement && !e.matches('.vm-pill-text') ? e.ownerSVGElement.parentElement : e.matches('.vm-pill-text') ? null || e : e)
    .forEach((b) => { const ground = e.matches('.vm-pill-text') ? getComputedStyle(e.previousElementSibling).fill : b; if (ratio(colour, ground) < least) say(`${what} ${ratio(colour, ground).toFixed(2)} on ${ground}`, e, text); });

  // --- text ---
  const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT), lines = [];
  for (let node; (node = walker.nextNode());) {
    const e = node.parentElement, text = node.textContent.trim();
    if (!text || !seen(e)) continue;
    const s = getComputedStyle(e), size = parseFloat(s.fontSize) / unit * (e.ownerSVGElement ? e.ownerSVGElement.getBoundingClientRect().width / e.ownerSVGElement.viewBox.baseVal.width : 1);
    let floor = far ? floors.far : floors.near;
    if (e.matches('.vm-name, .vm-title')) floor = far ? floors.far : floors.title;
    if (e.matches('.vm-value')) floor = floors.value;
    if (e.matches('.vm-focus-value')) floor = floors.farValue;
    if (size < floor - .2) say(`text of ${size.toFixed(1)} below ${floor}`, e, text);
    contrast(e, e.ownerSVGElement ? s.fill : s.color, 4.5, 'text contrast', text);
    const range = document.createRange(); range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width < 1) continue;
      const slim = { left: r.left + 1, right: r.right - 1, top: r.top + r.height * .18, bottom: r.bottom - r.height * .18, e, text };
      if (r.left < -1 || r.right > innerWidth + 1 || slim.top < -1 || slim.bottom > innerHeight + 1) say('text off the screen', e, text);
      for (let box = e; box && box !== wall.parentElement; box = box.parentElement) {
        if (!box.matches('.vm-tile, .vm-card, .vm-panel, .vm-header, .vm-footer, .vm-heading, .vm-page')) continue;
        const b = box.getBoundingClientRect();
        if (r.left < b.left - 1 || r.right > b.right + 1 || slim.top < b.top - 1 || slim.bottom > b.bottom + 1) say(`text outside its ${box.className}`, e, text);
      }
      lines.push(slim);
    }
  }
  lines.forEach((a, i) => lines.slice(i + 1).forEach((b) => {
    if (a.e !== b.e && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) say(`text over “${b.text.slice(0, 30)}”`, a.e, a.text);
  }));

  // --- boxes ---
  wall.querySelectorAll('.vm-tile, .vm-card, .vm-panel, .vm-lane, .vm-actions, .vm-domain, .vm-column, .vm-list, .vm-page, .vm-header, .vm-footer').forEach((box) => {
    if (!seen(box)) return;
    if (box.scrollWidth > box.clientWidth + 2 || box.scrollHeight > box.clientHeight + 2) say(`overflows by ${box.scrollWidth - box.clientWidth} × ${box.scrollHeight - box.clientHeight}`, box);
    const b = box.getBoundingClientRect(), foot = wall.querySelector('.vm-footer').getBoundingClientRect();
    if (!box.matches('.vm-footer') && b.bottom > foot.top + 1) say(`runs ${(b.bottom - foot.top).toFixed(0)} px under the footer`, box);
  });
  const apart = [...wall.querySelectorAll('.vm-tile, .vm-card, .vm-actions > .vm-panel')].filter(seen);
  apart.forEach((a, i) => apart.slice(i + 1).forEach((b) => {
    const p = a.getBoundingClientRect(), q = b.getBoundingClientRect();
    if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 && q.top < p.bottom - 1) say('overlaps', a, `${a.textContent.slice(0, 20)} / ${b.textContent.slice(0, 20)}`);
  }));

  wall.querySelectorAll('.vm-tile, .vm-card').forEach((t) => { if (seen(t) && /\bMDC\b/.test(t.textContent)) say('names rules', t); });
  wall.querySelectorAll('.vm-tile').forEach((t) => { if (seen(t) && !t.querySelector('.vm-spark') && t.querySelector('.vm-value').textContent !== '–') say('no chart', t); });

  // --- marks ---
  wall.querySelectorAll('.vm-icon, .vm-dot, .vm-usual, .vm-line, .vm-centre, .vm-target, .vm-box').forEach((m) => {
    if (!seen(m)) return;
    const s = getComputedStyle(m), colour = m.matches('.vm-box') ? s.borderTopColor : m.matches('.vm-usual, .vm-line, .vm-centre, .vm-target') ? s.stroke : s.fill;
    contrast(m, colour, 3, 'mark contrast', m.getAttribute('class'));
  });
  if (document.documentElement.scrollHeight > innerHeight + 1 || document.documentElement.scrollWidth > innerWidth + 1) found.push('the page scrolls');
  return [...new Set(found)];
}
