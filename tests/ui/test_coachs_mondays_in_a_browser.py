"""A coach's Monday, and the Monday after: what was promised and begun at one visit opens the next."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.ui.audit import settle, unfold
from tests.ui.conftest import NURSE, Serve, Server
from vmboard.commands import accounts
from vmboard.domain.words import Role
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.store.tables import Team

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "isla.grant@nhs.scot", "trolley bay lantern"
WARD = "?team=ward-7a-respiratory"
MONDAY, MONDAY_AFTER = "2026-11-30", "2026-12-07"


@pytest.fixture
def site(serve: Serve, demo_sqlite: Path, tmp_path: Path) -> Server:
    """The demo hospital on a Monday, with a coach for its wards who may not keep their boards."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_sqlite, path)
    url = f"sqlite:///{path}"
    with transaction(engine_for(url)) as session:
        isla = accounts.add_account(session, NURSE, name="Isla Grant", email=EMAIL, password=PASSWORD)
        for team_id in session.scalars(select(Team.id).where(Team.slug.like("ward-%"))):
            accounts.grant(session, NURSE, team_id, isla.id, role=Role.COACH)
    dispose(url)
    made = serve(url)
    on(made, MONDAY)
    return made


def on(site: Server, day: str) -> None:
    """Start the app again on another day."""
    site.stop()
    site.env["VMBOARD_TODAY"] = day
    site.start()


def go(page: Page, site: Server, name: str) -> None:
    page.goto(f"{site.where}/{name}")
    page.locator(".st-key-bar").wait_for()
    settle(page)


def test_a_coachs_monday_and_the_monday_after(browser: Browser, site: Server) -> None:
    room = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    page = room.new_page()
    page.goto(site.where)
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Isla")

    go(page, site, f"visits{WARD}")
    level = page.get_by_role("combobox", name="With whom").first
    expect(level).to_have_value("Ward")
    expect(page.locator(".co-steps")).to_contain_text("Executive")
    level.click()
    page.get_by_role("option", name="Service").click()
    page.get_by_label("What was asked").first.fill("Who could call finance?")
    page.get_by_label("What was promised, and by whom").first.fill("Jean: call finance")
    page.get_by_label("Next step: it opens the next visit").fill("Bring the chart of bed days")
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_text("Logged.")).to_be_visible()
    expect(page.locator(".co-steps li", has_text="Bring the chart of bed days")).to_contain_text("Service, 30 Nov")

    for score in (6, 7, 7, 8, 7):
        page.locator(f".st-key-rate_team_{score} button").click()
        expect(page.get_by_text("The next person can answer now.")).to_be_visible()
        settle(page)
    expect(page.locator(".st-key-panel_confidence")).to_contain_text("The team, November: 11 answers so far.")

    go(page, site, f"assessment{WARD}")
    unfold(page.locator("summary", has_text="Assess ourselves again"))
    expect(page.get_by_text("Each for yourself")).to_have_count(0)
    page.locator(".stButtonGroup", has_text="An engaged leader").first.get_by_text("Fully", exact=True).click()
    page.get_by_role("button", name="Keep these answers").click()
    expect(page.locator(".st-key-panel_profile")).to_contain_text("30 Nov, agreed together")

    on(site, MONDAY_AFTER)
    go(page, site, f"visits{WARD}")
    expect(level).to_have_value("Service")
    expect(page.locator(".co-steps li", has_text="Bring the chart of bed days")).to_contain_text("Service, 30 Nov")
    told = page.locator(".st-key-panel_confidence")
    expect(told).to_contain_text(re.compile(r"The team, November: \d (or more )?of 10, from 11 people"))
    promises = page.locator(".st-key-panel_promises")
    row = promises.locator("[class*=st-key-row_promise_]", has_text="Jean: call finance")
    row.get_by_role("button", name="Kept", exact=True).click()
    expect(row).to_contain_text("Kept 7 Dec")
    shown = promises.locator("[class*=st-key-row_promise_]").count()
    expect(promises.get_by_text(re.compile(rf"^{shown} promises?: "))).to_be_visible()

    go(page, site, "learning")
    page.get_by_label("Find an idea").fill("Bed alarms")
    page.get_by_label("Find an idea").press("Enter")
    room.close()
