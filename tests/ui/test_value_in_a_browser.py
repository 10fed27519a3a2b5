"""What comes back for each £1, in a real browser: it moves with every number typed, and is saved on purpose only."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import TODAY
from tests.ui.audit import opened
from tests.ui.conftest import NURSE, Serve, make_ward
from vmboard.commands.returns import save_inputs
from vmboard.queries.returns import inputs
from vmboard.store.engine import dispose, engine_for, reading, transaction

pytestmark = pytest.mark.browser


@pytest.fixture
def site(serve: Serve, empty_sqlite: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A ward, and numbers that somebody saved; the address, and that of the database."""
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    bind = engine_for(url)
    make_ward(bind, "Ward 7A")
    with transaction(bind) as session:
        save_inputs(session, NURSE, version=0, wards=20, cash=53_600, cost=100_000, running=36_000)
    dispose(url)
    yield serve(url).where, url


def test_the_return_moves_as_one_types_and_the_earlier_numbers_are_one_press_away(
    browser: Browser, site: tuple[str, str]
) -> None:
    where, url = site

    def saved() -> float:
        bind = engine_for(url)
        with reading(bind) as session:
            return inputs(session, NURSE, TODAY).inputs.cash

    with opened(browser, f"{where}/impact") as page:
        told = page.locator(".st-key-return_told .ui-lead")
        box = page.get_by_label("Cash released by a ward that delivers")
        expect(told).to_contain_text("each £1 releases £2.32 in cash")
        box.click()
        box.press("Control+a")
        page.keyboard.type("90000")
        expect(told).to_contain_text("each £1 releases £4.14 in cash")
        expect(box).to_be_focused()
        assert saved() == 53_600
        page.get_by_role("button", name="Save these numbers").click()
        expect(page.get_by_text("Saved, with your name")).to_be_visible()
        assert saved() == 90_000
        page.get_by_role("button", name="Back to the earlier numbers").click()
        expect(told).to_contain_text("each £1 releases £2.32 in cash")
        assert saved() == 53_600
