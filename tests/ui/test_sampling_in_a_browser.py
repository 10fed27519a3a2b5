"""The sampler in a hand: one touch a look, undone by one, kept while nothing can be reached, and landed once."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.conftest import TODAY
from tests.small_ward import Ward, small_ward
from tests.ui.audit import faults, opened
from tests.ui.conftest import Renewed, Serve, soon
from tests.ui.test_counted_actions_in_a_browser import begin, counted
from vmboard.commands import sampling
from vmboard.store.engine import engine_for
from vmboard.store.tables import Observation

pytestmark = pytest.mark.browser
WAITING = "Object.keys(localStorage).filter(name => name.includes(':look:')).length"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def made(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Renewed:
    def under_way(bind: object) -> None:
        small_ward(bind).do(  # type: ignore[arg-type]
            sampling.start_sampling, every_minutes=10, at_random=True, planned=385, today=TODAY
        )

    return Renewed(serve, empty_sqlite, tmp_path_factory.mktemp("sampling"), under_way)


def under_the_mark(page: Page) -> list[str]:
    """Which buttons of the sampler lie under what says that nothing can be reached."""
    mark = page.get_by_text("Not connected.").bounding_box()
    buttons = page.locator(".touch, .undo, .chip").all()
    boxes = [(button.inner_text(), button.bounding_box()) for button in buttons]
    assert mark
    return [
        words for words, box in boxes
        if box and box["y"] < mark["y"] + mark["height"] and mark["y"] < box["y"] + box["height"]
    ]  # fmt: skip


def kept(made: Renewed) -> list[bool]:
    """Of every look there is a row of, whether it was taken back."""
    return Ward(engine_for(made.url)).ask(lambda s: list(s.scalars(select(Observation.removed))))


def test_a_look_is_one_touch_and_what_is_tapped_out_of_reach_lands_once(browser: Browser, made: Renewed) -> None:
    with opened(browser, f"{made.server.where}/sampling?team=ward-7a") as page:
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        looks, touch = page.locator(".looks"), page.locator(".touch")
        begin(page, touch.first)
        touch.first.click()
        expect(looks).to_have_text("1 of 385 looks")
        assert counted(page) == ["touch"]
        page.context.set_offline(True)
        for _ in range(3):
            touch.nth(3).click()
        page.get_by_role("button", name="Undo Waiting").click()
        expect(looks).to_have_text("3 of 385 looks")
        expect(page.get_by_text("Not connected.")).to_be_visible()
        page.get_by_test_id("stMain").evaluate("page => page.scrollTo(0, 0)")
        assert under_the_mark(page) == [], "what is tapped while it says so"
        page.context.set_offline(False)
        expect(touch.nth(3)).to_contain_text("2")
        soon(lambda: page.evaluate(WAITING), 0)
        assert sorted(kept(made)) in ([False] * 3, [False] * 3 + [True]), (
            "three count, however often they were handed in"
        )
        page.reload()
        expect(looks).to_have_text("3 of 385 looks")


def test_everyone_can_use_it_with_a_thumb(browser: Browser, made: Renewed) -> None:
    with opened(browser, f"{made.server.where}/sampling?team=ward-7a") as page:
        page.locator(".touch").first.wait_for()
        assert faults(page) == []
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        boxes = [touch.bounding_box() for touch in page.locator(".touch").all()]
        assert all(box and box["height"] >= 72 and box["width"] >= 140 for box in boxes)
