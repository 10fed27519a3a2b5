"""Whatever people of any team type is shown as typed to all who look after many teams; no request leaves."""

import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.hostile import HOSTILE
from tests.hostile_hall import Told, hostile_hall, hostile_items
from tests.ui.audit import opened, sized, walk
from tests.ui.conftest import Serve, Server
from tests.ui.test_hostile_text import DRAWN, TYPED
from vmboard.store.engine import dispose, engine_for

pytestmark = pytest.mark.browser

HALL = {
    "round": 60, "round?how=1": 60, "organisation": 60, "organisation?show=measures&measure=pressure_ulcers": 60,
    "organisation?show=waves": 60, "organisation?show=sources": 60, "escalations": 135, "schemes": 55, "impact": 0,
    "learning": 55, "learning?show=stories": 80, "learning?show=questions": 499, "teams": 60, "accounts": 80,
    "sources": 51, "programmes": 60, "owed": 0,
    "pathways": 60, "pathways?of={along}&show=projects": 60, "pathways?of={along}&show=huddle": 60,
    "organisation?show=given": 60,
}  # fmt: skip
"""Each speaks of all the hostile teams at once; and how much of the longest words it must show. ``along`` is one of the
pathways through them all."""
ALONG = ("pathways?of={along}&show=measures", "pathways?of={along}&show=set_up")
"""What speaks of one pathway, and of its own words alone: why its centre line starts anew."""
OF_A_TEAM = {
    "access?team={0.slug}": 80, "visits?team={0.slug}": 2000, "assessment?team={0.slug}": 60,
    "story?team={0.slug}&story={0.story}": 2000, "project?team={0.slug}&project={0.project}": 2000,
    "actions?team={0.slug}-above": 135, "schemes?scheme={0.slug}.{0.project}": 80,
}  # fmt: skip
SIZES = ((390, 844), (1440, 900))


@pytest.fixture(scope="module")
def hall(
    serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, list[Told], list[str]]]:
    path = tmp_path_factory.mktemp("hall") / "hall.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    told = hostile_hall(engine_for(url))
    hostile_items(engine_for(url), HOSTILE["markup"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VMBOARD_SIGN_IN", "off")
        yield serve(url), told, [one.pathway for one in told]
    dispose(url)


@pytest.fixture(scope="module")
def coach(browser: Browser, hall: tuple[Server, list[Told], list[str]]) -> Iterator[tuple[Page, list[str]]]:
    """One browser for all the pages, and what it asked for elsewhere."""
    server, *_ = hall
    own, elsewhere = ("data:", "blob:", server.where, server.where.replace("http", "ws")), []
    with opened(browser, f"{server.where}/round") as page:
        page.on("request", lambda request: None if request.url.startswith(own) else elsewhere.append(request.url))
        yield page, elsewhere


@pytest.mark.parametrize("name", HALL)
def test_pages_over_many_teams_show_it_as_typed(
    coach: tuple[Page, list[str]], hall: tuple[Server, list[Told], list[str]], name: str
) -> None:
    page, elsewhere = coach
    shown = name.format(along=hall[2][0])
    assert looked_at(page, shown, [text[: HALL[name]] for text in HOSTILE.values()]) == []
    assert elsewhere == []


@pytest.mark.parametrize("place", range(len(HOSTILE)), ids=list(HOSTILE))
def test_what_is_decided_of_a_pathway_is_shown_as_typed(
    coach: tuple[Page, list[str]], hall: tuple[Server, list[Told], list[str]], place: int
) -> None:
    page, elsewhere = coach
    text = list(HOSTILE.values())[place][:200].strip()
    wrong = [looked_at(page, name.format(along=hall[2][place]), [text]) for name in ALONG]
    assert [*chain(*wrong), *elsewhere] == []


@pytest.mark.parametrize("place", range(len(HOSTILE)), ids=list(HOSTILE))
def test_what_a_coach_reads_of_a_team_shows_it_as_typed(
    coach: tuple[Page, list[str]], hall: tuple[Server, list[Told], list[str]], place: int
) -> None:
    page, elsewhere = coach
    told = hall[1][place]
    wrong = [looked_at(page, name.format(told), [HOSTILE[told.kind][:long]]) for name, long in OF_A_TEAM.items()]
    assert [*chain(*wrong), *elsewhere] == []


def looked_at(page: Page, name: str, texts: list[str]) -> list[str]:
    """What is wrong with a page: something of the texts drawn or left out, or a scroll sideways."""
    walk(page, f"/{name}")
    missing = texts
    for _ in range(20):
        seen = spaced(page.evaluate(TYPED))
        if not (missing := [text for text in missing if spaced(text) not in seen]):
            break
        page.wait_for_timeout(150)
    wrong = [f"{name}: {drawn}" for drawn in page.evaluate(DRAWN)]
    wrong += [f"{name}: “{text[:12]}…” is not shown as typed" for text in missing]
    if page.locator("[data-testid=stException]").count():
        wrong.append(f"{name}: fails")
    for width, height in SIZES:
        wrong += [f"{name} at {width}: {one}" for one in sized(page, width, height, fingers=False)]
    return wrong


def spaced(text: str) -> str:
    """With one plain space where there are any, as a browser draws them."""
    return " ".join(text.split())
