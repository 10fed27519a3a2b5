// @ts-check
/* What a wall decides by itself, without a page: how old it is, whether it is dark, and what it shows next.
   It stands in front of wall.js in one file; old browsers run it too. Times are milliseconds, ages seconds. */
/* exported wallRules */
var wallRules = (function () {
  'use strict';
  var AMBER = 15, RED = 600, SILENT = 12;       // seconds without a word from the server
  var NIGHT = 210, NIGHT_LASTS = 30;            // minutes of the day at which a wall fetches itself anew
  var SPREAD = 20;                              // minutes over which the walls of a hospital begin with it
  var SETTLED = 7200;                           // seconds that a wall has been up before it does

  /** @typedef {{now: number, offset: number, lost: number, overview: number, focus: number}} Told by the server */

  /** @param {number} n */
  function two(n) { return (n < 10 ? '0' : '') + n; }

  /** A moment as the ward's own clock says it. @param {number} ms @param {number} offset in minutes */
  function clock(ms, offset) {
    var local = new Date(ms + offset * 60000);
    return two(local.getUTCHours()) + ':' + two(local.getUTCMinutes());
  }

  /** @param {string} text 14:31 */
  function minutes(text) { return 60 * +text.split(':')[0] + 1 * +text.split(':')[1]; }

  /** What a wall says by itself; the board of another language brings its own. */
  var WORDS = {
    live: 'Live {time}', late: 'Not updated since {time}', of: '{number} of {of}',
    lost: 'Figures not reachable since {time}: showing the last board'
  };

  /** A message with its named places filled. @param {string} message @param {any} places */
  function said(message, places) {
    return message.replace(/\{(\w+)\}/g, function (_, name) { return places[name]; });
  }

  /** How old the board is, in a look and in words. @param {Told} told @param {number} now @param {number} age
      @param {typeof WORDS} [words] */
  function standing(told, now, age, words) {
    var late = age >= AMBER, since = told.lost || told.now, w = words || WORDS;
    if (!late && !told.lost) return { state: 'live', text: said(w.live, { time: clock(now, told.offset) }) };
    return {
      state: now - since >= RED * 1000 ? 'very-old' : 'old',
      text: said(late ? w.late : w.lost, { time: clock(since, told.offset) })
    };
  }

  /** Which page this is of so many. @param {number} number @param {number} of @param {typeof WORDS} [words] */
  function which(number, of, words) { return said((words || WORDS).of, { number: number, of: of }); }

  /** Whether nothing was heard for so long that the connection is dead, whatever it looks like. @param {number} age */
  function isSilent(age) { return age > SILENT; }

  /** @param {number} age @param {boolean} streams whether a live feed tells of changes by itself */
  function askAgainIn(age, streams) { return isSilent(age) ? 2 : streams ? 15 : 5; }

  /** Whether it is dark at this time of day. @param {string} span 19:00-07:00, over midnight too
      @param {string} time */
  function isDark(span, time) {
    var at = minutes(time), from = minutes(span.split('-')[0]), until = minutes(span.split('-')[1]);
    return from <= until ? at >= from && at < until : at >= from || at < until;
  }

  /** @param {number} now @param {number} from @param {number} until */
  function isWithin(now, from, until) { return now >= from && now < until; }

  /** The half-hour in which a wall that has been up for long fetches itself anew, each at its own minute.
      @param {string} time @param {number} up @param {number} lateness 0 to 1, of this screen */
  function isNight(time, up, lateness) {
    var past = minutes(time) - NIGHT;
    return past >= SPREAD * lateness && past < NIGHT_LASTS && up > SETTLED;
  }

  /** The files that a page of a wall loads, as it names them. @param {string} page */
  function filesOf(page) {
    return (page.match(/"\.\.\/wall\/[^"]+"/g) || []).map(function (quoted) { return quoted.slice(1, -1); });
  }

  /** @param {number} width @param {number} height */
  function layout(width, height) { return height > width ? 'portrait' : 'landscape'; }

  /** How long a page stays: a focus page long enough for its groups to turn. @param {Told} told @param {number} place
      @param {number} every @param {number} parts */
  function stay(told, place, every, parts) { return place ? Math.max(told.focus, every * parts) : told.overview; }

  /** The overview, one focus page, the overview, the next focus page; or round the pages that a huddle leads to.
      -1 where it stays on this one.
      @param {number} place @param {number} last @param {number[] | null} lead @param {number} lastFocus
      @param {boolean} turns whether this display shows focus pages at all */
  function nextPage(place, last, lead, lastFocus, turns) {
    if (last < 1) return -1;
    if (lead) return lead[(lead.indexOf(place) + 1) % lead.length];
    if (place) return 0;
    return turns ? lastFocus % last + 1 : -1;
  }

  /** The page and turn that an address holds on to: #page-2/1. @param {string} hash */
  function held(hash) {
    var asked = /page-(\d+)(?:\/(\d+))?/.exec(hash);
    return asked && { page: +asked[1], turn: +(asked[2] || 0) };
  }

  /** Whether a part of the board has words of its own; a drawing's are sized by its drawing. @param {Element} part */
  function hasWords(part) {
    var child = /** @type {any} */ (part).ownerSVGElement ? null : part.firstChild;
    for (; child; child = child.nextSibling) if (child.nodeType === 3 && /\S/.test(child.nodeValue || '')) return true;
    return false;
  }

  /** How large text of so many CSS pixels comes out: in pixels of the glass, or as a glass of 1,080 lines would show it
      where that is less, as in a small window on a large screen. @param {number} size @param {number} ratio
      @param {number} lines the shorter side of the whole screen in CSS pixels */
  function textPixels(size, ratio, lines) { return size * Math.min(ratio, 1080 / lines); }

  /** What a wall tells of itself with a question. @param {string} key of the board last painted @param {number} ago
      @param {any} glass the window @param {number} smallest of its texts, in CSS pixels */
  function ofItself(key, ago, glass, smallest) {
    var wide = glass.innerWidth, high = glass.innerHeight, whole = glass.screen || {};
    var lines = Math.max(Math.min(wide, high), Math.min(whole.width || 0, whole.height || 0));
    return '&painted=' + key + '&ago=' + Math.round(ago) + '&wide=' + wide + '&high=' + high
      + '&text=' + textPixels(smallest, glass.devicePixelRatio || 1, lines).toFixed(1);
  }

  return {
    askAgainIn: askAgainIn, clock: clock, filesOf: filesOf, hasWords: hasWords, held: held, isDark: isDark,
    isNight: isNight, isSilent: isSilent, isWithin: isWithin, layout: layout, nextPage: nextPage, ofItself: ofItself,
    standing: standing, stay: stay, textPixels: textPixels, which: which
  };
}());
