"""The first day of a division's manager and of an administrator: signed in as themselves, in a real browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from tests.conftest import TODAY
from tests.rooms import fresh
from tests.ui.audit import SETTLED, faults, problems, unfit
from tests.ui.conftest import NURSE, Serve, Server, make_ward
from vmboard.commands import accounts, measures, teams
from vmboard.commands.actions import raise_action
from vmboard.commands.escalations import escalate
from vmboard.domain.words import Direction, Domain, Role
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import Account, Grant

pytestmark = pytest.mark.browser

PASSWORD = "trolley bay lantern"
WARDS = 12
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PEOPLE = {
    "rhona": "Rhona Bell",
    "isla": "Isla Grant",
    "nobody": "Jo Newly",
    "ends": "Fiona Ending",
    "lead": "Lena Lead",
    "owes": "Finn Finance",
}


@pytest.fixture
def site(serve: Serve, empty_sqlite: Path, tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """A division with wards below it, two of which sent something up; its manager; an administrator."""
    path = tmp_path / "above.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    bind = engine_for(url)
    first, second = make_ward(bind), make_ward(bind, "Ward 9")
    with transaction(bind) as session:
        where = {"organisation": "NHS Highland", "site": "Raigmore", "timezone": "Europe/London"}
        division = teams.add_team(session, NURSE, name="Surgical Division", **where).id
        for ward in (first, second):
            teams.change_team(session, NURSE, ward, parent_id=division)
            action = raise_action(session, NURSE, ward, text=f"A porter for {ward}", today=TODAY)
            escalate(session, NURSE, ward, action.id, reason="Nobody on Sundays", today=TODAY)
        for number in range(20, 18 + WARDS):
            teams.add_team(session, NURSE, name=f"Ward {number}", parent_id=division, **where)
        people = {
            key: accounts.add_account(
                session, NURSE, name=name, email=f"{key}@nhs.scot", password=PASSWORD, is_administrator=key == "rhona"
            )
            for key, name in PEOPLE.items()
        }
        accounts.grant(session, NURSE, division, people["isla"].id, role=Role.MANAGER)
        accounts.grant(session, NURSE, first, people["ends"].id, role=Role.COACH)
        accounts.grant(session, NURSE, first, people["lead"].id, role=Role.LEAD)
        accounts.set_owes_as(session, NURSE, people["owes"].id, owes_as="Finance")
        accounts.grant(session, NURSE, first, people["owes"].id, role=Role.DATA_OWNER)
        measures.add_measure(
            session, NURSE, first, name="Agency spend", domain=Domain.COST, direction=Direction.DECREASE, unit="£",
            data_owner="Finance",
        )  # fmt: skip
    server = serve(url)
    yield server, url
    server.stop()
    dispose(url)


@pytest.fixture
def enter(browser: Browser, site: tuple[Server, str]) -> Iterator[Callable[..., Page]]:
    """Sign in on a browser of one's own; the page on which one lands."""
    rooms = []

    def signed_in(who: str, size: dict[str, int] = DESK) -> Page:
        rooms.append(fresh(browser, locale="en-GB", viewport=size))
        page = rooms[-1].new_page()
        page.goto(site[0].where)
        page.get_by_label("E-mail").fill(f"{who}@nhs.scot")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator(".st-key-bar")).to_be_visible()
        return page

    yield signed_in
    for room in rooms:
        room.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_managers_first_day(enter: Callable[..., Page], size: dict[str, int]) -> None:
    page = enter("isla", size)
    expect(page.get_by_role("heading", name="Sent up")).to_be_visible()
    expect(page.get_by_text("2 wait for an answer")).to_be_visible()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    answer = page.get_by_role("button", name="Answer: A porter").first
    answer.click()
    page.locator("textarea:visible").fill("Two porters from 1 December")
    answer.click()
    expect(page.get_by_text("1 waits for an answer")).to_be_visible()

    page.get_by_role("link", name="Morning round").click()
    expect(page.get_by_role("link", name="Board").first).to_be_visible()
    expect(page.get_by_text("Ward 9").first).to_be_visible()
    page.locator("[class*=st-key-row_round_]", has_text="Ward 9").get_by_role("link", name="Board").click()
    expect(page.get_by_text("You read this board. Ward 9 keeps it.")).to_be_visible()
    expect(page.locator(".vm-wall")).to_contain_text("Ward 9")
    page.wait_for_function(SETTLED)
    page.get_by_role("button", name="All teams").click()
    expect(page.get_by_role("link", name="Isla Grant")).to_be_visible()
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    assert unfit(page, fingers=True) == []
    page.locator(".st-key-bar_all_ways").get_by_role("link", name="Sent up").click()
    expect(page.get_by_role("heading", name="Settled lately")).to_be_visible()


def test_rules_of_the_round_are_kept_for_oneself_and_read_only_for_who_may_not_change_them(
    enter: Callable[..., Page], site: tuple[Server, str]
) -> None:
    page, lead = enter("ends"), enter("lead")
    for opened in (page, lead):
        opened.goto(f"{site[0].where}/round?how=1")
        expect(opened.locator(".st-key-panel_round")).to_contain_text("Testing nothing")
        expect(opened.locator(".st-key-panel_how")).to_contain_text("For all teams, as we ship it")
    assert lead.locator(".st-key-panel_how").get_by_role("spinbutton").count() == 0
    expect(lead.locator(".st-key-panel_how")).to_contain_text("A coach, a manager or an administrator may change them.")

    weight = page.locator("[class*=st-key-rule_no_test_weight]").get_by_role("spinbutton").last
    weight.fill("0")
    weight.press("Tab")
    page.get_by_role("button", name="Keep for me alone").click()
    expect(page.get_by_text("Your list is made by these rules now, and nobody else’s.")).to_be_visible()
    expect(page.locator(".st-key-panel_round")).not_to_contain_text("Testing nothing")
    lead.reload()
    expect(lead.locator(".st-key-panel_round")).to_contain_text("Testing nothing")
    page.reload()
    expect(weight).to_have_value("0")
    page.get_by_role("button", name="Back to those for all teams").click()
    expect(page.locator(".st-key-panel_round")).to_contain_text("Testing nothing")


def test_who_was_given_nothing_is_told_so_and_whose_grant_was_withdrawn_too(
    enter: Callable[..., Page], site: tuple[Server, str]
) -> None:
    page = enter("nobody", PHONE)
    expect(page.get_by_role("heading", name="No team is yours to see")).to_be_visible()
    expect(page.get_by_text("rhona@nhs.scot")).to_be_visible()
    expect(page.get_by_role("link", name="Sign out").first).to_be_visible()
    page.goto(f"{site[0].where}/round")
    expect(page.get_by_role("heading", name="No team is yours to see")).to_be_visible()
    page.wait_for_function(SETTLED)
    assert problems(page) + unfit(page, fingers=True) == []

    ending = enter("ends")
    expect(ending.locator(".vm-wall")).to_contain_text("Ward 7A")
    with transaction(engine_for(site[1])) as session:
        fiona = session.scalar(select(Account).where(Account.email == "ends@nhs.scot"))
        ward = session.scalar(select(Grant.team_id).where(Grant.account_id == fiona.id))
        accounts.withdraw(session, NURSE, ward, fiona.id, role=Role.COACH)
    ending.reload()
    expect(ending.get_by_text("Jo Douglas withdrew what you were given for Ward 7A")).to_be_visible()
    with transaction(engine_for(site[1])) as session:
        accounts.disable_account(session, NURSE, fiona.id)
    ending.reload()
    expect(ending.get_by_text("Your account here is closed.")).to_be_visible()


def test_a_data_owner_gives_the_figures_owed_and_has_nothing_else(enter: Callable[..., Page]) -> None:
    page = enter("owes", PHONE)
    expect(page.get_by_role("heading", name="Figures owed")).to_be_visible()
    box = page.locator("[class*=st-key-owed_boxes_] input").first
    box.fill("1,204.50")
    page.get_by_role("button", name="Save for Ward 7A").click()
    expect(page.get_by_text("1 figure saved for Ward 7A.")).to_be_visible()
    expect(page.locator(".st-key-bar").get_by_role("link")).to_have_text(["Finn Finance", "Sign out"])
    page.wait_for_function(SETTLED)
    assert faults(page) == []


def test_an_administrators_first_day(enter: Callable[..., Page], site: tuple[Server, str]) -> None:
    page = enter("rhona")
    expect(page.get_by_role("heading", name="Teams", exact=True)).to_be_visible()
    page.get_by_role("link", name="Accounts").click()
    for number in range(10):
        page.get_by_role("textbox", name="Name", exact=True).fill(f"Nurse {number}")
        page.get_by_role("textbox", name="E-mail").fill(f"nurse{number}@nhs.scot")
        page.get_by_role("textbox", name="First password").fill(PASSWORD)
        if number == 0:
            page.get_by_text("An administrator", exact=True).click()
        page.get_by_role("button", name="Add", exact=True).click()
        said = "is an administrator, and has an account" if number == 0 else "has an account"
        expect(page.get_by_text(f"Nurse {number} {said}")).to_be_visible()
        expect(page.get_by_role("checkbox", name="An administrator")).not_to_be_checked()
    expect(page.get_by_text("16, 12 without a team")).to_be_visible()

    touches = given(page)
    expect(page.get_by_text(f"{WARDS} grants: {WARDS} given")).to_be_visible()
    assert touches <= 10
    with reading(engine_for(site[1])) as session:
        assert session.scalar(select(func.count()).where(Grant.role == Role.COACH)) == WARDS + 1
    expect(page.get_by_role("combobox", name="Who", exact=True)).not_to_have_value("Nurse 3, nurse3@nhs.scot")

    row = page.locator("[class*=st-key-row_account_]", has_text="nurse0@nhs.scot")
    row.get_by_role("button", name="Take the right away").click()
    page.get_by_role("button", name="Yes, take it away").click()
    expect(page.get_by_text("Nurse 0 is no longer an administrator.")).to_be_visible()
    row = page.locator("[class*=st-key-row_account_]", has_text="nurse5@nhs.scot")
    row.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Yes, close it").click()
    expect(page.get_by_text("The account of Nurse 5 is closed.")).to_be_visible()
    assert problems(page) == []

    mine = page.locator("[class*=st-key-row_account_]", has_text="rhona@nhs.scot")
    mine.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Yes, close it").click()
    expect(page.get_by_text("This is your own account")).to_be_visible()
    page.get_by_role("button", name="Yes, close my own account").click()
    expect(page.get_by_text("the only administrator who can come in")).to_be_visible()


def given(page: Page) -> int:
    """Give somebody a whole division; how many touches it took."""
    touched = []

    def touch(what: Callable[[], None]) -> None:
        what()
        touched.append(what)

    touch(page.get_by_role("combobox", name="Who", exact=True).click)
    touch(page.get_by_role("option", name="Nurse 3").click)
    touch(page.locator(".st-key-many_role button", has_text="Coaches").click)
    touch(page.get_by_role("combobox", name="Which teams").click)
    touch(page.get_by_role("option", name="Surgical Division: all").click)
    page.keyboard.press("Escape")
    touch(page.get_by_role("button", name="Give", exact=True).click)
    return len(touched)
