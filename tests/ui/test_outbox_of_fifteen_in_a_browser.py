"""A whole week typed while nobody takes it: fifteen figures land once, under the name of whoever typed them."""

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.conftest import SLOW_MACHINE
from tests.ui.conftest import Serve, soon
from tests.ui.week_desk import MEASURES, VALUES, WEEK, Desk, box, row
from vmboard.commands import accounts
from vmboard.commands.sign_in import sign_out_everywhere
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.words import Role
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import History

pytestmark = pytest.mark.browser

ADMIN = Actor("Administrator", person=APP)
MAILS = {"Jo Douglas": "jo.douglas@nhs.scot", "Morag Kerr": "morag.kerr@nhs.scot"}
PASSWORD = "trolley bay lantern"
TYPED = {name: value for (name, _), value in zip(MEASURES, VALUES, strict=True)}


@pytest.fixture
def desk(browser: Browser, serve: Serve, empty_sqlite: Path, tmp_path: Path) -> Iterator[Desk]:
    url = f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'ward.db')}"
    made = Desk(engine_for(url), serve(url), browser)
    yield made
    made.close()
    made.server.stop()
    dispose(url)


def type_all(page: Page, typed: dict[str, str]) -> None:
    for name, value in typed.items():
        box(page, name).fill(value)
        box(page, name).press("Tab")
        if name == "Would recommend":
            page.keyboard.type("100")
            page.keyboard.press("Tab")


def landed(desk: Desk) -> list[tuple[str, str]]:
    """Measure and name of each row of history about this week, in their order."""
    names = {id_: name for name, id_ in desk.ids.items()}
    with reading(desk.bind) as session:
        asked = select(History.after, History.actor_name).where(
            History.team_id == desk.team_id, History.noun == "data_point"
        )
        rows = session.execute(asked.order_by(History.revision)).all()
    return [(names[after["measure_id"]], who) for after, who in rows if after and after["week"] == WEEK.isoformat()]


def test_fourteen_of_fifteen_are_saved_as_soon_as_the_server_is_back_and_one_says_why(desk: Desk) -> None:
    page = desk.someone()
    desk.server.stop()
    type_all(page, TYPED | {"Complaints": "3 or 4"})
    desk.server.start()
    back = time.monotonic()
    soon(lambda: len(landed(desk)), 14, SLOW_MACHINE / 1000)
    print(f"14 saved {time.monotonic() - back:.1f} s after the server was back")
    expect(row(page, "Complaints").get_by_text("cannot be read", exact=False)).to_be_visible()
    expect(box(page, "Complaints")).to_have_value("3 or 4")
    assert {name for name, _ in landed(desk)} == TYPED.keys() - {"Complaints"} and len(landed(desk)) == 14


def test_a_sign_in_that_ended_meanwhile_holds_them_until_the_same_person_is_back(desk: Desk) -> None:
    with transaction(desk.bind) as session:
        people = {
            name: accounts.add_account(session, ADMIN, name=name, email=mail, password=PASSWORD).id
            for name, mail in MAILS.items()
        }
        for account_id in people.values():
            accounts.grant(session, ADMIN, desk.team_id, account_id, role=Role.LEAD)
    page = desk.room().new_page()
    sign_in(desk, page, "Jo Douglas")
    page.route("**/save", lambda route: route.abort())
    type_all(page, TYPED)
    expect(page.get_by_text("Not connected.", exact=False).first).to_be_visible()
    with transaction(desk.bind) as session:
        sign_out_everywhere(session, people["Jo Douglas"])
    page.unroute("**/save")
    expect(page.get_by_text("what you typed is kept", exact=False).first).to_be_visible()
    sign_in(desk, page, "Morag Kerr")
    assert landed(desk) == [], "nobody hands in what another typed"
    page.goto(f"{desk.server.where}/sign-out")
    sign_in(desk, page, "Jo Douglas")
    soon(lambda: len(landed(desk)), 15, SLOW_MACHINE / 1000)
    assert Counter(landed(desk)) == Counter({(name, "Jo Douglas"): 1 for name in TYPED})


def sign_in(desk: Desk, page: Page, who: str) -> None:
    page.goto(f"{desk.server.where}/week?team={desk.slug}")
    page.get_by_label("E-mail").fill(MAILS[who])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".vm-week").first).to_be_visible(timeout=SLOW_MACHINE * 4)
    page.wait_for_timeout(500)
