"""While a huddle leads, the wall shows what the huddle looks at; half an hour after its last step it is free again."""

import shutil
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import Engine

from tests.conftest import TODAY
from tests.web.live import Clock, Live
from tests.web.ward import Ward, build_ward
from vmboard.commands import huddles
from vmboard.commands.displays import set_display
from vmboard.domain.access.actor import DEMO
from vmboard.domain.huddles.sections import Section
from vmboard.settings import settings
from vmboard.store.engine import dispose, engine_for, transaction

pytestmark = pytest.mark.browser

SHOWN = "kind => document.querySelector('.vm-page:not([hidden])').dataset.kind === kind"


@pytest.fixture
def bind(empty_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(settings(), "today", TODAY.isoformat())
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    yield engine_for(f"sqlite:///{path}")
    dispose(f"sqlite:///{path}")


@pytest.fixture
def ward(bind: Engine) -> Ward:
    made = build_ward(bind, TODAY, measures=3, weeks=14)
    with transaction(bind) as session:
        set_display(
            session, DEMO, made.team_id, made.display_id, overview_seconds=10, focus_seconds=5,
            dark_from=time(20), dark_until=time(7),
        )  # fmt: skip
    return made


def shows(page: Page, kind: str) -> None:
    page.wait_for_function(SHOWN, arg=kind, timeout=12_000)


def test_the_wall_goes_where_the_huddle_goes_and_is_free_half_an_hour_after_its_last_step(
    browser: Browser, ward: Ward
) -> None:
    with Live(ward.bind, Clock()) as server:
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(server.url + ward.link)
        page.wait_for_selector("[data-live][data-state=live]")
        now = server.walls.hub.clock()
        who = (DEMO, ward.team_id)
        with transaction(ward.bind) as session:
            row = huddles.start_huddle(session, *who, today=TODAY, now=now).id
            huddles.go_to(session, *who, row, section=Section.ACTIONS, now=now)
        page.wait_for_timeout(700)
        shows(page, "overview")
        with transaction(ward.bind) as session:
            huddles.follow(session, *who, row, on=True)
        shows(page, "actions")
        last = server.walls.hub.clock() - timedelta(minutes=30, seconds=-4)
        with transaction(ward.bind) as session:
            huddles.go_to(session, *who, row, section=Section.QUESTIONS, now=last)
        shows(page, "overview")
        with transaction(ward.bind) as session:
            huddles.go_to(session, *who, row, section=Section.ACTIONS, now=last)
        shows(page, "actions")
        page.wait_for_function(f"() => Date.now() > {last.timestamp() * 1000 + 1_800_000}", timeout=6000)
        shows(page, "overview")
        with transaction(ward.bind) as session:
            huddles.close_huddle(session, *who, row, now=now)
        page.wait_for_selector("[data-follow]", state="detached")
        page.close()
