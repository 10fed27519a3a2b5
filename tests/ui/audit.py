"""How a page is judged in a real browser: it fits every size, in light and dark, and everyone can use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.rooms import fresh

SIZES = {"phone": (390, 844), "tablet": (1024, 768), "desk": (1440, 900)}
TARGETS = """() => {
  const all = root => [...root.querySelectorAll("*")].flatMap(e => e.shadowRoot ? [e, ...all(e.shadowRoot)] : [e]);
  const roles = ["button", "link", "tab", "switch", "radio", "checkbox", "option", "menuitem", "slider"];
  const taken = ["a", "button", "input", "select", "summary", "textarea", ...roles.map(role => `[role=${role}]`)];
  return all(document).filter(e => e.matches(taken)).map(e => {
  const box = (e.matches("[type=checkbox], [type=radio]") && e.closest("label") || e).getBoundingClientRect();
  const least = innerWidth > 1100 && e.matches(".ticks .box") ? 31.5 : 43.5;
  return [e.innerText || e.getAttribute("aria-label"), Math.round(box.width), Math.round(box.height), least];
  }).filter(([, w, h]) => w > 1 && h > 1);
}"""
"""What is touched, inside our own components too: its words, its size, and the least it may have. The lines of the
drawn board leave a mouse less."""
SIDEWAYS = """() => Math.max(...["html", "[data-testid=stMain]"].map(of => document.querySelector(of)).filter(Boolean)
  .map(part => part.scrollWidth - part.clientWidth))"""
HELP = """() => {
  const page = document.querySelector("[data-testid=stMainBlockContainer]"), lines = page.querySelectorAll(".ui-help");
  if (lines.length !== 1) return [`${lines.length} lines say whom to ask`];
  const after = e => lines[0].compareDocumentPosition(e) === Node.DOCUMENT_POSITION_FOLLOWING;
  const below = [...page.querySelectorAll("*")].filter(e => after(e) && e.checkVisibility() && e.innerText?.trim());
  return below.slice(0, 1).map(e => "below whom to ask: " + e.innerText.slice(0, 40));
}"""
"""Whether help is where it is on every page (WCAG 3.2.6): one line, and nothing of the page is below it."""
SETTLED = """() => {
  const app = document.querySelector(".stApp");
  return !app || app.dataset.testScriptState === "notRunning" && !document.querySelector("[data-testid=stSkeleton]");
}"""
"""The page has run, and what it drew is there: Streamlit fetches the code of a form, a table or a chart when it first
needs it, and draws a grey bar in its place meanwhile."""
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
RULED = """options => axe.run(options).then(found => [
  ...found.violations.filter(one => ["serious", "critical"].includes(one.impact)),
  ...found.incomplete.filter(one => JSON.stringify(one.nodes).includes("1:1 contrast ratio"))
].map(one => one.id + ": " + one.nodes[0].html.slice(0, 160)))"""
"""What breaks a rule; text in the colour of its background too, which axe itself leaves undecided."""
COVERED = """() => {
  const all = root => [...root.querySelectorAll("*")].flatMap(e => e.shadowRoot ? [e, ...all(e.shadowRoot)] : [e]);
  const box = e => e.getBoundingClientRect(), within = (e, bar) => {
    for (let at = e; at; at = at.parentNode || at.host) if (at === bar) return true;
    return false;
  };
  const shown = e => e.checkVisibility({visibilityProperty: true}) && box(e).width > 1 && box(e).height > 1;
  const every = all(document).filter(shown);
  const opened = e => e.closest("[data-baseweb=layer], [data-baseweb=popover], [data-floating-ui-portal]");
  const stays = e => ["fixed", "sticky"].includes(getComputedStyle(e).position);
  const bars = every.filter(e => stays(e) && !opened(e));
  const takes = "a[href], button, input, select, textarea, summary, [tabindex]";
  const stops = every.filter(e => e.matches(takes) && e.tabIndex >= 0 && !e.disabled && !opened(e)
    && !e.closest("[data-testid=stDateInput]"));  // opens Streamlit's calendar, which closes when it likes
  const top = (x, y) => {
    let at = document.elementFromPoint(x, y), deeper = at;
    while (deeper?.shadowRoot && (deeper = deeper.shadowRoot.elementFromPoint(x, y)) && deeper !== at) at = deeper;
    return at;
  };
  const hidden = e => {
    const {left, top: up, width, bottom} = box(e), [from, to] = [Math.max(up, 0), Math.min(bottom, innerHeight)];
    if (from >= to) return "off the screen";
    const x = left + width / 2, y = (from + to) / 2;
    const over = bars.find(bar => !within(e, bar) && !within(bar, e) && within(top(x, y), bar));
    return over && "under " + (over.className || over.tagName);
  };
  const wrong = new Set();
  for (const e of [...stops, ...stops.reverse()]) {
    e.focus();
    const why = e.checkVisibility() && (e.getRootNode().activeElement === e) && hidden(e);
    if (why) wrong.add((e.innerText || e.getAttribute("aria-label") || e.tagName).slice(0, 40) + ": " + why);
  }
  document.activeElement?.blur();
  return [...wrong];
}"""
"""What is focused and cannot be seen, because a bar that stays lies over it (WCAG 2.4.11, and stricter: over its
middle), as one goes through the page to its end and back."""
DRAGGED = """() => {
  const all = root => [...root.querySelectorAll("*")].flatMap(e => e.shadowRoot ? [e, ...all(e.shadowRoot)] : [e]);
  return all(document).filter(e => e.draggable && !e.matches("a, img") || getComputedStyle(e).cursor === "grab")
    .filter(e => !all(e.closest("li, tr, article") || e).some(way => way.matches("button")))
    .map(e => e.className || e.tagName);
}"""
"""What can be dragged and has no button of its own to do the same (WCAG 2.5.7)."""
HEARD = r"""() => {
  const all = root => [...root.querySelectorAll("*")].flatMap(e => e.shadowRoot ? [e, ...all(e.shadowRoot)] : [e]);
  return [...all(document)].flatMap(e => [
    ...["aria-label", "title", "placeholder", "alt"].map(name => e.getAttribute(name) || "")
      .filter(words => /\*\*|\\|\u2060/.test(words)).map(words => "read aloud with its marks: " + words),
    ...(e.matches("input:is([type=date], [type=time], [type=month])") && !e.closest("[data-testid=stDateInput]")
      ? ["in the browser's language: " + e.id] : [])
  ]);
}"""
"""What a screen reader hears with markdown's marks, and what speaks another language than ours. Streamlit's own box for
a day shows DD/MM/YYYY in every language; behind it stands one of the browser's that nobody sees."""
MOUNTED = """() => [...document.querySelectorAll("[data-testid=stMain] *")].filter(e => e.shadowRoot)
  .every(e => e.shadowRoot.querySelector("[class]"))"""
"""Our own components have drawn themselves."""
AT_REST = f"""of => {{
  const settled = {SETTLED}, mounted = {MOUNTED};
  if (window.atRest?.of !== of) {{
    window.atRest?.watch.disconnect();
    const rest = {{of, frames: 0, moves: 0, watch: new MutationObserver(() => {{ rest.frames = 0; }})}};
    rest.watch.observe(document, {{subtree: true, childList: true, attributes: true, characterData: true}});
    window.atRest = rest;
  }}
  const rest = window.atRest;
  if (!settled() || !mounted()) rest.frames = rest.moves = 0;
  rest.frames += 1;
  rest.moves += 1;
  return rest.frames > 4 || rest.moves > 30;
}}"""
"""Asked once a frame: it has run, its components have drawn themselves, and for four frames nothing on it changed. What
a component asks of the server as soon as it is there counts as running at once. A page on which something always moves
has run for thirty."""
_rests = count()
WALK = """address => new Promise(done => {
  const app = document.querySelector(".stApp"), isRunning = () => app.dataset.testScriptState !== "notRunning";
  const late = setTimeout(() => done(false), 5000);
  let hasRun = false;
  const watch = new MutationObserver(changes => {
    hasRun ||= isRunning() || changes.some(change => change.type === "childList");
    if (!hasRun || isRunning()) return;
    watch.disconnect();
    clearTimeout(late);
    done(true);
  });
  watch.observe(app, {attributes: true, attributeFilter: ["data-test-script-state"], childList: true, subtree: true});
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
})"""
"""The page at that address, opened as by Back or a link, as far as the end of its run; false where none was seen."""


STILL = """summary => new Promise(done => {
  const look = () => summary.closest("details").getAnimations().length ? requestAnimationFrame(look) : done();
  look();
})"""


def unfold(summary: Locator) -> None:
    """Open a fold, and wait until it has: what is pressed while it grows moves away from under the pointer."""
    summary.click()
    summary.evaluate(STILL)


@contextmanager
def opened(
    browser: Browser, address: str, *, clock: bool = False, size: str = "desk", has_touch: bool = False
) -> Iterator[Page]:
    width, height = (SIZES | {"wall": (1920, 1080)})[size]
    context = fresh(browser, viewport={"width": width, "height": height}, color_scheme="light", has_touch=has_touch)
    page = context.new_page()
    if clock:
        page.clock.install()
    page.goto(address)
    page.locator(".st-key-bar, .vm-tile").first.wait_for()
    page.wait_for_function(SETTLED)
    if "/d/" not in address:
        page.locator(".st-key-wake .mark").wait_for(state="attached")
    yield page
    context.close()


def walk(page: Page, address: str) -> None:
    """Open another page of the app as its links do. To load the app anew for each takes four times as long."""
    if not page.evaluate(WALK, address):  # nothing to see of it: it is the page that stood there, to the letter
        page.reload()
    page.locator(".st-key-bar, .st-key-calm, .vm-wall").first.wait_for()
    settle(page)


def visit(page: Page, where: str, address: str) -> None:
    """Open a page of the app: loaded where the browser is elsewhere yet, or on that very page; by a link of it else."""
    if page.url.startswith(where) and page.url != where + address:
        return walk(page, address)
    page.goto(where + address)
    page.locator(".st-key-bar, .vm-tile").first.wait_for()
    settle(page)


def settle(page: Page) -> None:
    """Until the page, and the components on it, stand still."""
    page.wait_for_function(AT_REST, arg=next(_rests))


def unfit(page: Page, *, fingers: bool) -> list[str]:
    """How far the page scrolls sideways, and what on it is too small for a finger."""
    by, touched = page.evaluate(SIDEWAYS), page.evaluate(TARGETS) if fingers else []
    small = [(words, w, h) for words, w, h, least in touched if min(w, h) < least]
    return [*([f"{by} px sideways"] if by > 0 else []), *(f"under 44 px: {one}" for one in small)]


def sized(page: Page, width: int, height: int, *, fingers: bool) -> list[str]:
    """What is unfit of the page at another size."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(DRAWN)
    if not unfit(page, fingers=fingers):
        return []
    page.wait_for_timeout(400)  # a chart may still be on its way to its new size
    return unfit(page, fingers=fingers)


def problems(page: Page) -> list[str]:
    """What axe finds serious or critical, with the first place of each, and what is heard or shown amiss."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(Axe().axe_script)
    ruled = page.evaluate(RULED, {"resultTypes": ["violations", "incomplete"], "selectors": False, "preload": False})
    return [*ruled, *page.evaluate(HEARD)]


def unreached(page: Page) -> list[str]:
    """What the keyboard comes to and nobody sees, what only a pointer can move, and help that is not in its place."""
    covered, dragged = page.evaluate(COVERED), page.evaluate(DRAGGED)
    said = [*(f"focused and not seen: {one}" for one in covered), *(f"only dragged: {one}" for one in dragged)]
    return [*said, *page.evaluate(HELP)]


def faults(page: Page, *, fingers: bool = True) -> list[str]:
    """All that is wrong with the page as it stands: whether it fits, in both themes and at every size, and what axe
    finds once a theme, at two sizes. ``fingers``: it is touched."""
    wrong = []
    for theme, sizes in ("light", ("desk", "tablet", "phone")), ("dark", ("phone", "tablet", "desk")):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.wait_for_function("t => getComputedStyle(document.querySelector('.stApp')).colorScheme === t", arg=theme)
        for size in sizes:
            wrong += [f"{size}, {theme}: {one}" for one in sized(page, *SIZES[size], fingers=fingers)]
        wrong += [f"{size}, {theme}: {one}" for one in (*problems(page), *unreached(page))]
    return wrong
