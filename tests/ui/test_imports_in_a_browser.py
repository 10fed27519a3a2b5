"""From a ward's own sheet to the wall: four presses the first time at most, two from the second."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.audit import settle, unfold
from tests.ui.conftest import TEAM, Serve, Server

pytestmark = [pytest.mark.browser, pytest.mark.spread]

OWN = "Ward 7A box score\n\nKPI,w/c 2 Nov,w/c 9 Nov\nInpatient falls,{falls},3\nDischarged by noon,0.27,{noon}\n"


@pytest.fixture(scope="module")
def site(serve: Serve, demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    path = tmp_path_factory.mktemp("figures") / "demo.db"
    shutil.copy(demo_sqlite, path)
    return serve(f"sqlite:///{path}", "uvicorn")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


class Presses:
    """Every press a person makes, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def file(self, content: str) -> None:
        self.count += 1
        self.page.set_input_files(
            "input[type=file]", [{"name": "ours.csv", "mimeType": "", "buffer": content.encode()}]
        )

    def button(self, name: str) -> None:
        self.count += 1
        self.page.get_by_role("button", name=name, exact=True).first.click()
        settle(self.page)


@pytest.mark.smoke
def test_a_wards_own_sheet_is_on_the_wall_in_four_presses_and_then_in_two(site: Server, page: Page) -> None:
    page.goto(f"{site.where}/imports{TEAM}")
    first = Presses(page)
    first.file(OWN.format(falls=5, noon=0.31))
    expect(page.get_by_text("2 questions before anything is imported.")).to_be_visible()
    assert page.get_by_role("button", name="Import", exact=True).count() == 0
    first.button("Falls")
    first.button("27%")
    expect(page.get_by_role("cell", name="27%", exact=True)).to_be_visible()
    first.button("Import")
    expect(page.get_by_text("Imported: 0 new figures, 4 changed.")).to_be_visible()
    assert first.count <= 4

    second = Presses(page)
    second.file(OWN.format(falls=4, noon=0.35))
    expect(page.get_by_role("cell", name="35%", exact=True)).to_be_visible()
    second.button("Import")
    expect(page.get_by_text("Imported: 0 new figures, 2 changed.")).to_be_visible()
    assert second.count <= 2

    page.goto(f"{site.where}/{TEAM}")
    expect(page.get_by_text("35%").first).to_be_visible()


def test_a_block_copied_from_a_sheet_is_read_as_a_file_is(site: Server, page: Page) -> None:
    page.goto(f"{site.where}/imports{TEAM}")
    unfold(page.locator("summary", has_text="Or paste cells"))
    page.get_by_label("Cells copied from a sheet, with their headings").fill("Measure\t8 Nov 2026\nFalls\t6\n")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("cell", name="6", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_visible()


ODD = (
    "Just the far end,,\nEvened out over a few weeks,,\nWard 7A box score,,\n\n"
    "Measure,8 Nov 2026,15 Nov 2026\nFalls,5,3\n\n"
    "We count from Thursday morning to the Wednesday night that follows\nOnly what Mary saw\n"
)


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_words_around_the_figures_that_were_not_read_stand_above_the_press(
    site: Server, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site.where}/imports{TEAM}")
    Presses(page).file(ODD)
    words = page.get_by_role("rowheader", name="Just the far end", exact=True)
    expect(words).to_be_visible()
    press = page.get_by_role("button", name="Import", exact=True)
    expect(press).to_be_enabled()
    above, below = words.bounding_box(), press.bounding_box()
    assert above and below and above["y"] < below["y"]
    expect(page.get_by_role("row", name="Only what Mary saw ours A9")).to_be_visible()
    assert page.get_by_role("rowheader", name="Ward 7A box score").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
