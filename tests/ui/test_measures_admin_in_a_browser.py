"""Arranging, settings and days in a real browser: by touch, by keyboard alone, and through a server that goes away."""

import shutil
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import Engine, select

from tests.ui.audit import opened
from tests.ui.conftest import NURSE, Serve, Server, soon
from tests.ward import full_ward
from vmboard.commands import measures
from vmboard.domain.words import MeasureKind
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import DayMark, Measure, Team

pytestmark = pytest.mark.browser

TEAM = "?team=ward-7a-respiratory"


class Open:
    """A ward's server and database."""

    def __init__(self, server: Server, bind: Engine) -> None:
        self.server, self.bind = server, bind
        with reading(bind) as session:
            self.team_id = session.scalars(select(Team.id)).one()

    def rows(self) -> list[Measure]:
        with reading(self.bind) as session:
            found = list(session.scalars(select(Measure).order_by(Measure.position, Measure.id)))
            session.expunge_all()
            return found

    def measure(self, name: str) -> Measure:
        return next(row for row in self.rows() if row.name == name)

    def count(self, measure: int, day: date) -> int | None:
        with reading(self.bind) as session:
            mark = session.get(DayMark, (self.team_id, measure, day))
            return mark.count if mark else None

    def page(self, name: str, **address: object) -> str:
        return f"{self.server.where}/{name}{TEAM}" + "".join(f"&{key}={value}" for key, value in address.items())


@pytest.fixture(scope="module")
def ward(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    path = tmp_path_factory.mktemp("ward") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    full_ward(engine_for(url), measures_=10, cards=2, by_day=False)
    bind = engine_for(url)
    with transaction(bind) as session:
        team_id = session.scalars(select(Team.id)).one()
        ulcers = session.scalars(select(Measure).where(Measure.name == "Medicines omitted")).one()
        began = date(2026, 11, 1)  # else it begins in the month in which the tests are run
        measures.change_measure(session, NURSE, team_id, ulcers.id, kind=MeasureKind.SAFETY_CROSS, began_on=began)
    yield Open(serve(url), bind)
    dispose(url)


def names(ward: Open) -> list[str]:
    return [row.name for row in ward.rows() if row.domain == "safety"]


def test_a_measure_is_moved_by_one_key_one_button_or_one_drag_and_stays_there(browser: Browser, ward: Open) -> None:
    with opened(browser, ward.page("measures", do="arrange")) as page:
        safety = page.locator("section").filter(has_text="Safety").locator("li")
        expect(safety).to_have_count(2)
        first, second = names(ward)
        down = page.get_by_role("button", name=f"Move {first} down")
        down.press("Shift+ArrowDown")
        soon(lambda: names(ward), [second, first])
        expect(down).to_be_focused()
        page.get_by_role("button", name=f"Move {first} up").click()
        soon(lambda: names(ward), [first, second])
        safety.nth(0).locator("strong").hover()
        page.mouse.down()
        box = safety.nth(1).bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 200, box["y"] + box["height"] + 8, steps=6)
        page.mouse.up()
        soon(lambda: names(ward), [second, first])
        page.reload()
        expect(safety.nth(0)).to_contain_text(second)


def test_one_touch_takes_a_measure_off_the_wall(browser: Browser, ward: Open) -> None:
    with opened(browser, ward.page("measures", do="arrange")) as page:
        touch = page.get_by_role("button", name="Falls: on the wall")
        touch.click()
        soon(lambda: ward.measure("Falls").on_wall, False)
        expect(page.get_by_role("button", name="Falls: not on the wall")).to_have_attribute("aria-pressed", "false")


def test_a_day_is_filled_in_by_touch_and_by_keyboard_alone(browser: Browser, ward: Open) -> None:
    cross = ward.measure("Medicines omitted").id
    with opened(browser, ward.page("days", measure=cross)) as page:
        day = page.get_by_role("button", name="Tue 17 November")
        day.click()
        soon(lambda: ward.count(cross, date(2026, 11, 17)), 0)
        day.click()
        soon(lambda: ward.count(cross, date(2026, 11, 17)), 1)
        expect(day).to_have_attribute("data-state", "harm")
        expect(day).to_contain_text("◆ 1")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("3")
        soon(lambda: ward.count(cross, date(2026, 11, 16)), 3)
        page.keyboard.press("Delete")
        soon(lambda: ward.count(cross, date(2026, 11, 16)), None)
        page.get_by_role("button", name="None", exact=True).click()
        soon(lambda: ward.count(cross, date(2026, 11, 16)), 0)
        page.get_by_role("button", name="Calendar").click()
        expect(page.get_by_role("button", name="Mon 16 November: None")).to_be_visible()
        assert page.get_by_role("button", name="Thu 19 November").is_disabled(), "still to come"


def test_days_filled_in_while_the_server_is_away_are_saved_when_it_is_back(browser: Browser, ward: Open) -> None:
    cross = ward.measure("Medicines omitted").id
    with opened(browser, ward.page("days", measure=cross)) as page:
        first = page.get_by_role("button", name="Mon 2 November")
        first.click()
        soon(lambda: ward.count(cross, date(2026, 11, 2)), 0)
        ward.server.stop()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
            page.keyboard.press("2")
        expect(page.get_by_text("Not connected. What you type is kept")).to_be_visible(timeout=10_000)
        ward.server.start()
        back = time.monotonic()
        days = [date(2026, 11, 3) + timedelta(days=n) for n in range(5)]
        soon(lambda: [ward.count(cross, day) for day in days], [2] * 5, 12)
        assert time.monotonic() - back < 3, "not saved after the server came back"


def test_two_people_on_one_day_see_both_and_one_chooses(browser: Browser, ward: Open) -> None:
    cross = ward.measure("Medicines omitted").id
    address = ward.page("days", measure=cross)
    with opened(browser, address) as mine, opened(browser, address) as other:
        for page in (mine, other):
            expect(page.get_by_role("button", name="Thu 12 November")).to_be_visible()
        mine.get_by_role("button", name="Thu 12 November").press("1")
        soon(lambda: ward.count(cross, date(2026, 11, 12)), 1)
        other.get_by_role("button", name="Thu 12 November").press("4")
        expect(other.get_by_text("Someone else filled in this day")).to_be_visible()
        assert ward.count(cross, date(2026, 11, 12)) == 1
        other.get_by_role("button", name="Use mine").click()
        soon(lambda: ward.count(cross, date(2026, 11, 12)), 4)


def test_a_box_of_the_settings_saves_itself_and_the_tile_follows(browser: Browser, ward: Open) -> None:
    row = ward.measure("Falls")
    with opened(browser, ward.page("settings", measure=row.id)) as page:
        page.get_by_label("Short name for the tile").fill("Falls <b>*7A*</b>")
        page.keyboard.press("Tab")
        soon(lambda: ward.measure("Falls").short_name, "Falls <b>*7A*</b>")
        expect(page.locator(".vm-tile .vm-name")).to_have_text("Falls <b>*7A*</b>")
