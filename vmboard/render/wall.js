// @ts-check
/* The wall keeps itself: it asks, swaps, turns its pages and says how old it is. Nobody ever touches it.
   Plain old JavaScript with no build step: the browsers of televisions are old. */
(function (rules) {
  'use strict';
  var wall = document.getElementById('wall'), root = document.documentElement;
  var page = location.pathname.replace(/\/$/, '');
  var boardUrl = wall.getAttribute('data-board') || page + '/board';
  var feedUrl = wall.getAttribute('data-feed') || page + '/events';
  /** @type {any} */
  var told = {};                                // what the server said last: key, now, offset, lost, overview…
  var heard = mono();                           // when it said so, by a clock that nobody sets
  var build, key, gone = false;
  var place = 0, lastFocus = 0, turns = [0, 0], shownAt = heard, turnedAt = heard;
  var stream = null, shape, backoff = 1, streamAt = 0; // the live feed, and when it may be opened (again)
  var asked = 0, applied = 0, open = 0, askAt = 0, renewAt = 0;
  var painted = '', paintedAt = heard, painting = false; // the board last on the glass, and when
  var words = ownWords();                       // what the script says, where the board is in another language
  var smallest = 0, measured = '';              // its smallest text in CSS pixels, and of what that was taken
  var lateness = Math.random();                 // so that a thousand screens do not reload in the same second

  /* --- time: the server's, never the television's --- */

  function mono() { return (window.performance ? performance.now() : new Date().getTime()) / 1000; }
  function age() { return mono() - heard; }
  function now() { return told.now + age() * 1000; }
  function clock() { return rules.clock(now(), told.offset); }

  /* --- what the server says --- */

  function hear(info) {
    for (var name in info) told[name] = info[name];
    build = build || told.build;
    heard = mono();
  }

  function listen() {
    if (!window.EventSource || stream || !key || mono() < streamAt) return;
    shape = layout();
    stream = new EventSource(feedUrl + '?layout=' + shape + '&have=' + key);
    stream.addEventListener('beat', beat);
    stream.addEventListener('change', change);
    stream.addEventListener('gone', ask);
    stream.onerror = function () { hangUp(); ask(); };
  }

  function beat(event) {
    backoff = 1;
    hear(JSON.parse(event.data));
    if (told.key !== key) ask();
  }

  function change(event) {                      // what is told stands in the first line, the board below it
    var end = event.data.indexOf('\n');
    backoff = 1;
    hear(JSON.parse(event.data.slice(0, end)));
    applied = asked;                            // an answer to an earlier question would be older
    swap(event.data.slice(end + 1), shape);
  }

  function hangUp() {
    if (stream) stream.close();
    stream = null;
    streamAt = mono() + backoff * (0.5 + Math.random());
    backoff = Math.min(backoff * 2, 300);
  }

  /* --- asking for the board --- */

  function get(url, etag, done) {
    var request = new XMLHttpRequest(), over = false;
    function end() { if (!over) { over = true; done(request); } }
    request.open('GET', url);
    request.timeout = 4000;
    if (etag) request.setRequestHeader('If-None-Match', etag);
    request.onload = request.onerror = request.ontimeout = request.onabort = end;
    request.send();
  }

  function layout() { return rules.layout(window.innerWidth, window.innerHeight); }
  function shown() { return wall.getAttribute('data-layout'); }

  function ask() {
    if (open > 1) return;
    var mine = ++asked, wanted = layout(), etag = key && '"' + key + '.' + shown() + '"';
    open++;
    askAt = mono() + rules.askAgainIn(age(), !!stream || gone);
    paint();
    get(boardUrl + '?layout=' + wanted + (key ? ofItself() : ''), etag, function (answer) {
      var word = answer.status ? answer.getResponseHeader('X-Wall') : null;
      open--;
      if (!word) { askAt = Math.min(askAt, mono() + 2); return; }
      if (mine <= applied) return;              // overtaken by a newer answer
      applied = mine;
      hear(JSON.parse(word));
      gone = answer.status === 404;
      if (gone) hangUp();
      if (gone && !key) wall.setAttribute('data-layout', wanted); // what a dark wall says stays, its code with it
      else if (gone || answer.status === 200) swap(answer.responseText, wanted);
    });
  }

  function swap(markup, drawn) {
    var here = pages()[place], kind = here && here.getAttribute('data-kind'), after;
    var before = same(kind).indexOf(here);
    key = gone ? '' : told.key;
    wall.innerHTML = markup;
    words = ownWords();
    wall.setAttribute('data-layout', drawn);
    after = same(kind);                         // stay on the same kind of page, and the same one of its kind
    here = after[Math.min(before, after.length - 1)];
    show(here ? list(pages()).indexOf(here) : 0, true);
    if (!stream && !gone) { backoff = 1; streamAt = 0; }
    paint();
    tick();
  }

  /* --- what it tells of itself with every question: what is on the glass, since when, and how small --- */

  function paint() {                            // by the second frame what stood at the first has been painted
    if (painting || !window.requestAnimationFrame || !key || (told.key !== key && !told.lost)) return;
    painting = true;
    requestAnimationFrame(function () {
      var drawn = key;
      requestAnimationFrame(function () { painting = false; painted = drawn; paintedAt = mono(); });
    });
  }

  function measure() {                          // hidden pages too: they come round
    var what = key + window.innerWidth + 'x' + window.innerHeight, all, i;
    if (what === measured) return;
    all = list(wall.querySelectorAll('*')).filter(rules.hasWords);
    for (smallest = i = 0; i < all.length; i++) smallest = Math.min(smallest || 1e9, fontSize(all[i]));
    measured = what;
  }

  function fontSize(part) { return parseFloat(getComputedStyle(part).fontSize) || 1e9; }

  function ofItself() {
    if (!window.requestAnimationFrame) return '';
    measure();
    return rules.ofItself(painted, mono() - paintedAt, window, smallest);
  }

  /* --- pages: the overview, one focus page, the overview, the next focus page --- */

  function list(nodes) { return Array.prototype.slice.call(nodes); }
  /** @returns {NodeListOf<HTMLElement>} */
  function pages() { return wall.querySelectorAll('.vm-page'); }
  function same(kind) { return list(wall.querySelectorAll('.vm-page[data-kind="' + kind + '"]')); }

  function ownWords() {
    var spot = wall.querySelector('[data-words]');
    return spot ? JSON.parse(spot.getAttribute('data-words')) : undefined;
  }

  function followed() {                         // the pages that a huddle leads to, for as long as it does
    var leads = wall.querySelector('[data-follow]');
    if (!leads || now() >= +leads.getAttribute('data-follow-until')) return null;
    return leads.getAttribute('data-follow').split(',').map(Number);
  }

  function show(index, again) {
    var all = pages(), i;
    place = Math.max(0, Math.min(index, all.length - 1));
    for (i = 0; i < all.length; i++) all[i].hidden = i !== place;
    wall.classList[place ? 'add' : 'remove']('vm-far');
    if (!again) {
      shownAt = turnedAt = mono();
      if (place) { lastFocus = place; turns[1] = 0; }
    }
    flip();
  }

  function flip() {                             // every group of the visible page to its own page of this turn
    var here = pages()[place], groups = here ? here.querySelectorAll('[data-group]') : [];
    var turn = turns[place ? 1 : 0], most = 1, i, j, parts;
    for (i = 0; i < groups.length; i++) {
      parts = groups[i].querySelectorAll('[data-page]');
      for (j = 0; j < parts.length; j++) parts[j].hidden = j !== turn % parts.length;
      say(groups[i], '[data-count]', rules.which(turn % parts.length + 1, parts.length, words));
      most = Math.max(most, parts.length);
    }
    return most;
  }

  function turnPages() {
    var hold = rules.held(location.hash), lead = followed();
    var every = +wall.getAttribute('data-turn') || 10, last = pages().length - 1, stay, next;
    if (hold) { turns = [hold.turn, hold.turn]; show(hold.page, true); return; }
    if (lead && lead.indexOf(place) < 0) { show(lead[0]); return; }
    if (mono() - turnedAt >= every) { turns[place ? 1 : 0]++; turnedAt = mono(); }
    stay = rules.stay(told, place, every, flip());
    if (mono() - shownAt < stay) return;
    next = rules.nextPage(place, last, lead, lastFocus, !!told.focus);
    if (next >= 0) show(next);
  }

  /* --- twice a second --- */

  function say(within, selector, text, state) {
    var all = within.querySelectorAll(selector), i, spot;
    for (i = 0; i < all.length; i++) {
      spot = all[i].querySelector('[data-live-text]') || all[i];
      if (state) all[i].setAttribute('data-state', state);
      if (spot.textContent !== text) spot.textContent = text;
    }
  }

  function sayAge() {
    var standing = rules.standing(told, now(), age(), words);
    say(wall, '[data-live]', standing.text, standing.state);
  }

  function setHours() {                         // what is shown for a while: a huddle now, what it still misses
    list(wall.querySelectorAll('[data-from]')).forEach(function (part) {
      var within = rules.isWithin(now(), +part.getAttribute('data-from'), +part.getAttribute('data-until'));
      part.hidden = within === part.hasAttribute('data-else');
    });
  }

  function setTheme() {
    var forced = /\b(dark|light)\b/.exec(location.hash), dark = rules.isDark(told.dark, clock());
    root.setAttribute('data-theme', forced ? forced[1] : dark ? 'dark' : 'light');
  }

  function renew() {                            // a fresh page, but never a reload into an error
    if (mono() < renewAt || (!rules.isNight(clock(), mono(), lateness) && told.build === build)) return;
    renewAt = mono() + 60 + 600 * lateness;
    setTimeout(function () {
      get(location.href, '', function (answer) {
        if (answer.status === 200 && answer.responseText.indexOf('id="wall"') > 0) {
          fetchFirst(rules.filesOf(answer.responseText), function () { location.reload(); });
        }
      });
    }, 50000 * lateness);
  }

  function fetchFirst(files, done) {            // what is drawn with is here before the old board goes: no empty frame
    if (!files.length) { done(); return; }
    get(files[0], '', function (answer) { if (answer.status === 200) fetchFirst(files.slice(1), done); });
  }

  function stayAwake() {                        // a hidden page lets its wake lock go, and asks for one when it is seen
    if (navigator.wakeLock && !document.hidden) navigator.wakeLock.request('screen').then(null, function () {});
  }

  function tick() {
    if (stream && rules.isSilent(age())) { hangUp(); askAt = 0; }
    if (stream && shape !== layout()) { hangUp(); streamAt = 0; }
    if (mono() >= askAt || (shown() && shown() !== layout())) ask();
    if (!rules.isSilent(age())) listen();
    if (told.key) { say(wall, '[data-clock]', clock()); sayAge(); setHours(); setTheme(); renew(); }
    turnPages();
  }

  ['key', 'build', 'now', 'offset', 'lost', 'overview', 'focus', 'dark'].forEach(function (name) {
    var value = wall.getAttribute('data-' + name);
    if (value !== null) told[name] = /key|build|dark/.test(name) ? value : +value;
  });
  build = told.build;
  key = told.key;
  askAt = mono() + (key ? 5 : 0);
  window.addEventListener('online', ask);
  window.addEventListener('resize', tick);
  window.addEventListener('hashchange', tick);
  document.addEventListener('visibilitychange', function () { stayAwake(); if (!document.hidden) ask(); });
  show(0);
  paint();
  stayAwake();
  tick();
  setInterval(tick, 500);
}(wallRules));
