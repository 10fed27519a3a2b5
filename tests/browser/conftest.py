from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The Chromium or Chrome of this machine; without one the test is skipped, or fails where it is required."""
    if chromium.find() is None:
        (pytest.fail if chromium.required() else pytest.skip)(chromium.NONE_HERE)
    with sync_playwright() as play:
        found = chromium.launch(play)
        yield found
        found.close()
