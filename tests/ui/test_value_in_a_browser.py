"""The pages of schemes and impact in a real browser: on every size, in light and dark, and for everyone."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.conftest import Serve, Server
from tests.ui.test_in_a_browser import SIDEWAYS, SIZES, SMALL, opened, problems

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(serve: Serve, demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    path = tmp_path_factory.mktemp("value") / "demo.db"
    shutil.copy(demo_sqlite, path)
    return serve(f"sqlite:///{path}")


@pytest.mark.parametrize("name", ["schemes", "impact"])
def test_the_pages_of_value_fit_every_screen_and_everyone_can_use_them(
    browser: Browser, site: Server, name: str
) -> None:
    with opened(browser, f"{site.where}/{name}") as page:
        if name == "schemes":
            page.get_by_role("link", name="Drug-round tabard").click()
            expect(page.get_by_role("heading", name="Nursing sign-off")).to_be_visible()
        else:
            expect(page.get_by_role("img", name="For each £1")).to_be_visible()
            page.get_by_text("How long is long enough to judge").click()
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.wait_for_function(
                "t => getComputedStyle(document.querySelector('.stApp')).colorScheme === t", arg=theme
            )
            page.wait_for_timeout(300)
            assert problems(page) == [], theme
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(300)
            assert page.evaluate(SIDEWAYS) <= 0, f"{size}: scrolls sideways"
            assert page.evaluate(SMALL) == [], f"{size}: targets under 44 px"
