"""The coaching log and the self-assessment in a real browser: by mouse, by finger."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.audit import SETTLED, opened, unfold
from tests.ui.conftest import NURSE, Serve, Server, make_ward
from vmboard.commands import assessments, visits
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.coaching.self_assessment import ITEMS
from vmboard.store.engine import dispose, engine_for, transaction

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def site(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A ward with visits at two levels, scores of two months, one of them too few, and two assessments."""
    path = tmp_path_factory.mktemp("coached") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    team_id = make_ward(engine_for(url))
    with transaction(engine_for(url)) as session:
        for day, level in ((date(2026, 5, 3), Level.WARD), (date(2026, 10, 3), Level.EXECUTIVE)):
            visits.add_visit(
                session, NURSE, team_id, on=day, occasion=Occasion.VISIT, level=level, asked="What did you learn?",
                next_step="Try the five questions", today=TODAY,
                promises=[Promise("Answer every escalation within ten days", date(2026, 11, 3)), Promise("Call")],
            )  # fmt: skip
        for day, scores in ((date(2026, 10, 1), (4, 5)), (TODAY, (6, 7, 8, 7, 7))):
            for score in scores:
                visits.rate_confidence(session, NURSE, team_id, score=score, today=day)
        for day, score in ((date(2026, 5, 18), 1), (date(2026, 11, 2), 2)):
            answers = {item.key: score for group in ITEMS for item in group.items}
            assessments.add_assessment(session, NURSE, team_id, answers=answers, today=day)
    dispose(url)
    return serve(url)


def settled(page: Page) -> None:
    page.wait_for_timeout(150)
    page.wait_for_function(SETTLED)


def test_a_visit_is_logged_and_its_promise_ticked(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/visits") as page:
        page.get_by_label("What was asked").first.fill("What would you test?")
        page.get_by_label("What was promised, and by whom").first.fill("Jean: two people lead the huddle")
        page.get_by_label("Next step: it opens the next visit").fill("Come to the huddle")
        page.get_by_role("button", name="Log it").click()
        expect(page.locator(".co-visit").first).to_contain_text("What would you test?")
        row = page.locator("[class*=st-key-row_promise_]", has_text="two people lead the huddle")
        row.get_by_role("button", name="Kept", exact=True).click()
        expect(row).to_contain_text("Kept 18 Nov")


def test_a_team_assesses_itself_by_finger(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/assessment", size="tablet") as page:
        unfold(page.locator("summary", has_text="Assess ourselves again"))
        group = page.locator(".stButtonGroup", has_text="An engaged leader").first
        group.get_by_text("Fully", exact=True).click()
        page.get_by_role("button", name="Keep these answers").click()
        expect(page.locator(".st-key-panel_profile")).to_contain_text("18 Nov, agreed together")
        expect(page.locator(".co-items li", has_text="An engaged leader")).to_contain_text("Fully")
        settled(page)
