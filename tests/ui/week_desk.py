"""A ward of fifteen measures with its week still to come, and its page in a real browser."""

from datetime import date, timedelta
from itertools import count

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import Engine, select

from tests.rooms import fresh
from tests.ui.conftest import NURSE, Server
from vmboard.commands import measures, teams
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.words import Direction, Domain
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, Measure, Team

WEEK = date(2026, 11, 15)
MEASURES = (
    ("Falls", "count"), ("Pressure ulcers", "count"), ("Medicines omitted", "%"), ("Discharged by noon", "%"),
    ("Readmitted in 28 days", "%"), ("Care plans in 24 h", "%"), ("Would recommend", "%"), ("Staff joy in work", ""),
    ("Complaints", "count"), ("Patients this week", "count"), ("Bed occupancy", "%"), ("Bank hours", "hours"),
    ("Overtime", "hours"), ("Pay", "£"), ("Non-pay", "£"),
)  # fmt: skip
VALUES = ("2", "0", "4.1", "31", "9.4", "92", "94", "7.6", "3", "47", "91", "104", "12", "16480", "4310")
"""A week as a ward types it: 38 digits and points, and fifteen times Enter."""
_names = count(1)


class Desk:
    """The page of the week of one ward, for as many people as a test needs."""

    def __init__(self, bind: Engine, server: Server, browser: Browser) -> None:
        self.bind, self.server, self.browser = bind, server, browser
        self.rooms: list[BrowserContext] = []
        self.name = f"Ward {next(_names)}"
        self.team_id, self.ids = make_week(bind, self.name)

    @property
    def slug(self) -> str:
        return self.name.lower().replace(" ", "-")

    def room(self, width: int = 1440, height: int = 900, **more: object) -> BrowserContext:
        room = fresh(self.browser, locale="en-GB", viewport={"width": width, "height": height}, **more)
        self.rooms.append(room)
        return room

    def someone(self, more: str = "", page: Page | None = None) -> Page:
        page = page or self.room().new_page()
        page.goto(f"{self.server.where}/week?team={self.slug}{more}")
        expect(page.locator(".vm-week, .vm-grid").first).to_be_visible(timeout=20_000)
        page.wait_for_timeout(150)
        return page

    def close(self) -> None:
        for room in self.rooms:
            room.close()

    def figures(self, week: date = WEEK) -> dict[str, float | None]:
        """What the database holds, by measure."""
        with reading(self.bind) as session:
            found = select(Measure.name, DataPoint.value).join(
                DataPoint, (DataPoint.team_id == Measure.team_id) & (DataPoint.measure_id == Measure.id)
            ).where(Measure.team_id == self.team_id, DataPoint.week == week)  # fmt: skip
            return dict(session.execute(found).all())  # type: ignore[arg-type]

    def point(self, name: str, week: date = WEEK) -> DataPoint:
        with reading(self.bind) as session:
            found = session.get_one(DataPoint, (self.team_id, self.ids[name], week))
            session.expunge(found)
            return found


def make_week(bind: Engine, name: str) -> tuple[int, dict[str, int]]:
    with transaction(bind) as session:
        slugs = set(session.scalars(select(Team.name)))
        assert name not in slugs
        team = teams.add_team(
            session, NURSE, organisation="NHS Highland", site="Raigmore", name=name, timezone="Europe/London"
        )
        ids = {}
        for place, ((called, unit), typed) in enumerate(zip(MEASURES, VALUES, strict=True)):
            row = measures.add_measure(
                session, NURSE, team.id, name=called, unit=unit, domain=list(Domain)[place // 3],
                direction=Direction.DECREASE, data_owner="Finance" if unit == "£" else "Ward clerk",
            )  # fmt: skip
            row.out_of = "patients" if called == "Would recommend" else ""
            ids[called] = row.id
            usual = float(typed)
            points = [
                NewPoint(WEEK - timedelta(weeks=back), round(usual * (1 + (back % 3 - 1) * 0.05), 1))
                for back in range(1, 15)
            ]
            record_points(session, NURSE, team.id, row.id, points)
        measures.add_derived_measure(
            session, NURSE, team.id, numerators={ids["Pay"]: 1, ids["Non-pay"]: 1},
            denominator=ids["Patients this week"], name="Cost per patient", unit="£", decimals=2,
            domain=Domain.COST, direction=Direction.DECREASE,
        )  # fmt: skip
        return team.id, ids


def box(page: Page, name: str) -> Locator:
    return page.get_by_label(name, exact=True)


def row(page: Page, name: str) -> Locator:
    return page.locator("li.row", has=page.get_by_text(name, exact=True))


def bar(page: Page) -> Locator:
    return page.locator(".bar strong")


def focused(page: Page) -> str:
    """The name of the box that has the focus."""
    return str(
        page.evaluate("""() => {
      let at = document.activeElement;
      while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
      return at && (at.getAttribute("aria-label") || at.labels && at.labels[0] && at.labels[0].textContent) || "";
    }""")
    )
