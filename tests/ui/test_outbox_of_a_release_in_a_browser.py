"""Words that a browser kept under an earlier release are sent by this one, once, or offered where they were half typed.

The browser's storage is put as a real browser of that release left it; the database is that release's, brought up.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import Engine, select

from db.migrate import upgrade
from tests.store.test_releases import FROZEN, RELEASES, put_in
from tests.ui.conftest import Serve, soon
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import Action, DataPoint, Team

pytestmark = pytest.mark.browser

PUT_BACK = """kept => {
  if (sessionStorage.getItem('put')) return;
  sessionStorage.setItem('put', 'once');
  for (const [name, value] of Object.entries(kept)) localStorage.setItem(name, value);
}"""
LEFT = "() => Object.keys(localStorage).filter(name => name.startsWith('vmboard:ward-7a:'))"
PATIENCE = 20
"""Seconds: the pass of then is turned away first, and the words go with the page's own."""
TEAM = 1
"""Ward 7A in a frozen database."""


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def brought_up(release: str, tmp_path: Path) -> Iterator[Engine]:
    bind = engine_for(f"sqlite:///{tmp_path / 'release.db'}")
    put_in(bind, release)
    upgrade(bind, with_copy=False)
    yield bind
    dispose(bind.url.render_as_string(hide_password=False))


def test_what_was_kept_is_sent_and_half_a_word_is_offered(
    browser: Browser, serve: Serve, release: str, brought_up: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = json.loads((FROZEN / f"{release}.outbox.json").read_text("utf-8"))
    monkeypatch.setenv("VMBOARD_SIGN_IN", "off")
    server = serve(brought_up.url.render_as_string(hide_password=False))
    room = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    room.add_init_script(f"({PUT_BACK})({json.dumps(kept)})")
    page = room.new_page()

    page.goto(f"{server.where}/week?team=ward-7a")
    expect(page.get_by_label("Falls", exact=True)).to_have_value("3")
    soon(lambda: figures(brought_up), [3.0], PATIENCE)
    page.goto(f"{server.where}/actions?team=ward-7a")
    soon(
        lambda: actions(brought_up), {"Order new bed sensors": True, "Ask pharmacy about Friday cover": False}, PATIENCE
    )
    page.wait_for_function("() => !Object.keys(localStorage).some(name => /:(figure|act):/.test(name))")

    page.goto(f"{server.where}/team?team=ward-7a")
    vision = page.get_by_label("Vision: what good looks like")
    expect(vision).to_have_value("Home sooner")
    vision.press("End")
    vision.press_sequentially(", and safely")
    vision.blur()
    soon(lambda: words(brought_up), "Home sooner, and safely", PATIENCE)
    page.reload()
    expect(vision).to_have_value("Home sooner, and safely")
    assert (page.evaluate(LEFT), len(actions(brought_up))) == ([], 2), "once, and nothing is left over"
    room.close()


def figures(bind: Engine) -> list[float | None]:
    with reading(bind) as session:
        return list(session.scalars(select(DataPoint.value).where(DataPoint.team_id == TEAM)))


def actions(bind: Engine) -> dict[str, bool]:
    with reading(bind) as session:
        rows = session.scalars(select(Action).where(Action.team_id == TEAM))
        return {row.text: row.done_on is not None for row in rows}


def words(bind: Engine) -> str:
    with reading(bind) as session:
        return session.get_one(Team, TEAM).vision
