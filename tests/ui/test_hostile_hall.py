"""Whatever people of any team type is shown as typed to all who look after many teams; no request leaves."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.hostile import HOSTILE
from tests.hostile_hall import Told, hostile_hall, hostile_items
from tests.ui.audit import SETTLED, SIDEWAYS, opened
from tests.ui.conftest import Serve, Server
from tests.ui.test_hostile_text import DRAWN, TYPED
from vmboard.store.engine import dispose, engine_for

pytestmark = pytest.mark.browser

HALL = {
    "round": 60, "round?how=1": 60, "organisation": 60, "organisation?show=measures&measure=pressure_ulcers": 60,
    "organisation?show=waves": 60, "organisation?show=sources": 60, "escalations": 135, "schemes": 55, "impact": 0,
    "learning": 55, "learning?show=stories": 80, "learning?show=questions": 499, "teams": 60, "accounts": 80,
}  # fmt: skip
"""Each speaks of all the hostile teams at once; and how much of the longest words it must show."""
OF_A_TEAM = {
    "access?team={0.slug}": 80, "visits?team={0.slug}": 2000, "assessment?team={0.slug}": 60,
    "story?team={0.slug}&story={0.story}": 2000, "project?team={0.slug}&project={0.project}": 2000,
    "actions?team={0.slug}-above": 135, "schemes?scheme={0.slug}.{0.project}": 80,
}  # fmt: skip
SIZES = ((390, 844), (1440, 900))


@pytest.fixture(scope="module")
def hall(
    serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, list[Told]]]:
    path = tmp_path_factory.mktemp("hall") / "hall.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    told = hostile_hall(engine_for(url))
    hostile_items(engine_for(url), HOSTILE["markup"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VMBOARD_SIGN_IN", "off")
        yield serve(url), told
    dispose(url)


def test_pages_over_many_teams_and_what_a_coach_reads_show_it_as_typed(
    browser: Browser, hall: tuple[Server, list[Told]]
) -> None:
    (server, told), asked, wrong = hall, [], []
    with opened(browser, f"{server.where}/round") as page:
        page.on("request", lambda request: asked.append(request.url))
        for name, long in HALL.items():
            wrong += looked_at(page, server, name, [text[:long] for text in HOSTILE.values()])
        for one in told:
            for name, long in OF_A_TEAM.items():
                wrong += looked_at(page, server, name.format(one), [HOSTILE[one.kind][:long]])
    server.stop()
    assert wrong == []
    own = ("data:", "blob:", server.where, server.where.replace("http", "ws"))
    assert not [url for url in asked if not url.startswith(own)]


def looked_at(page: Page, server: Server, name: str, texts: list[str]) -> list[str]:
    """What is wrong with a page: something of the texts drawn or left out, or a scroll sideways."""
    page.goto(f"{server.where}/{name}")
    page.locator(".st-key-bar").wait_for()
    for _ in range(20):
        page.wait_for_timeout(150)
        page.wait_for_function(SETTLED)
        seen = spaced(page.evaluate(TYPED))
        if not (missing := [text for text in texts if spaced(text) not in seen]):
            break
    wrong = [f"{name}: {drawn}" for drawn in page.evaluate(DRAWN)]
    wrong += [f"{name}: “{text[:12]}…” is not shown as typed" for text in missing]
    if page.locator("[data-testid=stException]").count():
        wrong.append(f"{name}: fails")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(100)
        if (by := page.evaluate(SIDEWAYS)) > 0:
            wrong.append(f"{name} at {width}: {by} px sideways")
    return wrong


def spaced(text: str) -> str:
    """With one plain space where there are any, as a browser draws them."""
    return " ".join(text.split())
