"""A wall tells what is on its glass: in a real browser, whose painting is stopped, and whose window is tiny."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from tests.conftest import TODAY
from tests.web.live import Clock, Live
from tests.web.ward import Ward, build_ward, tick
from vmboard.domain.access.actor import DEMO
from vmboard.domain.displays import READABLE
from vmboard.domain.views.displays import DisplayLine
from vmboard.queries.displays import displays
from vmboard.settings import settings
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.revisions import revision_of
from vmboard.store.tables import Display

pytestmark = pytest.mark.browser

CLOCK = "const real = performance.now.bind(performance); performance.now = () => real() + (window.skipped || 0);"
"""The screen's own clock, which a test may move on."""
SKIP = "minutes => { window.skipped = (window.skipped || 0) + minutes * 60000; dispatchEvent(new Event('online')); }"
STOP = "() => { window.due = []; window.painter = requestAnimationFrame; requestAnimationFrame = f => due.push(f); }"
"""No frame is drawn any more, as behind another window; what waits for one waits."""
GO_ON = "() => { requestAnimationFrame = painter; due.forEach(f => painter(f)); }"
SMALLEST = """() => {
  const size = part => parseFloat(getComputedStyle(part).fontSize);
  const worded = part => part.children.length === 0 && /[A-Za-z]/.test(part.textContent) && !part.ownerSVGElement;
  const shown = [...document.querySelectorAll('.vm-page:not([hidden]) *')].filter(part => worded(part)
    && part.getBoundingClientRect().width > 0 && part.getBoundingClientRect().height < 2 * size(part));
  const {x, y, width, height} = shown.sort((one, other) => size(one) - size(other))[0].getBoundingClientRect();
  return {x, y, width, height};
}"""


@pytest.fixture
def ward(empty_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ward]:
    monkeypatch.setattr(settings(), "today", TODAY.isoformat())
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    yield build_ward(engine_for(f"sqlite:///{path}"), TODAY)
    dispose(f"sqlite:///{path}")


def opened(browser: Browser, server: Live, ward: Ward, width: int, height: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, screen={"width": 1920, "height": 1080})
    page = context.new_page()
    page.add_init_script(CLOCK)
    page.goto(server.url + ward.link)
    page.wait_for_selector("[data-live][data-state=live]")
    return page


def heard(page: Page, does: str, *more: object) -> None:
    """Do something, and wait until the wall has asked and told of itself, twice: one question says what was painted
    before it."""
    page.evaluate(does, *more)
    for _ in range(2):
        with page.expect_response(lambda answer: "/board?" in answer.url and "painted=" in answer.url):
            page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(100)


def listed(server: Live, ward: Ward) -> DisplayLine:
    server.walls.seen.write()
    with reading(ward.bind) as session:
        return displays(session, DEMO, ward.team_id, server.walls.hub.clock())[0]


def kept(ward: Ward) -> Display:
    with reading(ward.bind) as session:
        row = session.get_one(Display, (ward.team_id, ward.display_id))
        session.expunge(row)
        return row


def revision(ward: Ward) -> int:
    with reading(ward.bind) as session:
        return revision_of(session, ward.team_id)


def glass(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot())).convert("L")


def test_what_is_on_the_glass_is_told_and_a_screen_that_paints_no_more_is_named(browser: Browser, ward: Ward) -> None:
    with Live(ward.bind, Clock()) as server:
        page = opened(browser, server, ward, 1920, 1080)
        heard(page, "() => {}")
        before = glass(page)
        assert (listed(server, ward).mark, kept(ward).painted_revision) == ("", revision(ward))
        assert (kept(ward).viewport_width, kept(ward).viewport_height, kept(ward).text_px) == (1920, 1080, 20.0)
        tick(ward, TODAY)
        page.wait_for_function("() => !document.body.textContent.includes('Order new bed sensors')", timeout=10_000)
        heard(page, "() => {}")
        listed(server, ward)
        assert kept(ward).painted_revision == revision(ward)
        assert ImageChops.difference(before, glass(page)).getbbox(), "what it says it painted can be seen"

        heard(page, STOP)
        painted = kept(ward).painted_revision
        tick(ward, TODAY, done=False)
        page.wait_for_function("() => document.body.textContent.includes('Order new bed sensors')", timeout=10_000)
        heard(page, SKIP, 9)
        assert listed(server, ward).mark == ""
        heard(page, SKIP, 2)
        line = listed(server, ward)
        assert line.mark == "Shows nothing" and "nothing new is on it since" in line.trouble
        assert kept(ward).painted_revision == painted != revision(ward)

        heard(page, GO_ON)
        assert (listed(server, ward).trouble, kept(ward).painted_revision) == ("", revision(ward))
        page.context.close()


def test_text_that_is_too_small_is_told_as_what_it_is_on_the_glass(browser: Browser, ward: Ward) -> None:
    with Live(ward.bind, Clock()) as server:
        page = opened(browser, server, ward, 640, 360)
        heard(page, "() => {}")
        line = listed(server, ward)
        assert line.mark == "Too small to read" and "Its window has 640 × 360 pixels" in line.trouble
        assert kept(ward).text_px == pytest.approx(20 * 360 / 1080, abs=0.1)
        tiny = letters(page)
        assert tiny < READABLE, "from the top of an l to the foot of a g"

        page.set_viewport_size({"width": 1280, "height": 720})
        heard(page, "() => {}")
        assert (listed(server, ward).trouble, kept(ward).text_px) == ("", pytest.approx(20 * 720 / 1080, abs=0.1))
        assert letters(page) >= READABLE and 1.6 < letters(page) / tiny < 2.4
        page.context.close()


def letters(page: Page) -> int:
    """The rows of pixels that the smallest words of the page have ink in."""
    clip = page.evaluate(SMALLEST)
    image = Image.open(BytesIO(page.screenshot(clip=clip))).convert("L")
    darkest, lightest = image.getextrema()
    ink = image.point(lambda value: 255 if abs(value - lightest) > (lightest - darkest) / 3 else 0)
    box = ink.getbbox()
    assert box
    return box[3] - box[1]
