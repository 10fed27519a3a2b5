"""What a team has made by itself over the two nights on which the clocks change, and where the server was off: each
once, at the time that the clock on the ward shows."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.commands.schedules import LATE_BY, add_schedule
from vmboard.domain.reports.words import Audience, Kind
from vmboard.domain.weeks import local
from vmboard.queries.archive import schedules
from vmboard.store.engine import reading
from vmboard.store.tables import Report
from vmboard.web.making import ask_for_what_is_due

ZONE = "Europe/London"
BACK, FORWARD = date(2027, 10, 31), date(2027, 3, 28)
"""The Sundays on which an hour comes twice, and on which one is left out."""
A_LOOK = timedelta(minutes=10)


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


def weekly(ward: Ward, sunday: date, at: time) -> None:
    ward.do(
        add_schedule,
        kind=Kind.CHASE,
        audience=Audience.MANAGER,
        weekday=sunday.weekday(),
        at=at,
        now=MOMENT,
        mail=False,
    )


def asked_at(ward: Ward, first: datetime, last: datetime) -> list[str]:
    """Look from then to then: when by the clock of the ward something was asked for, such as ``Sun 31 01:30 BST``."""
    asked, now = list[str](), first
    while now <= last:
        asked += [f"{local(now, ZONE):%a %d %H:%M %Z}"] * ask_for_what_is_due(ward.bind, now)
        now += A_LOOK
    return asked


def over(sunday: date) -> tuple[datetime, datetime]:
    midnight = datetime.combine(sunday, time(), ZoneInfo(ZONE)).astimezone(UTC)
    return midnight - timedelta(hours=2), midnight + timedelta(hours=27)


@pytest.mark.parametrize(
    ("sunday", "at", "when"),
    [
        (BACK, time(0, 30), "Sun 31 00:30 BST"), (BACK, time(1, 0), "Sun 31 01:00 BST"),
        (BACK, time(1, 30), "Sun 31 01:30 BST"), (BACK, time(2, 0), "Sun 31 02:00 GMT"),
        (BACK, time(8, 0), "Sun 31 08:00 GMT"), (BACK, time(23, 30), "Sun 31 23:30 GMT"),
        (FORWARD, time(0, 30), "Sun 28 00:30 GMT"), (FORWARD, time(1, 0), "Sun 28 02:00 BST"),
        (FORWARD, time(1, 30), "Sun 28 02:00 BST"), (FORWARD, time(2, 0), "Sun 28 02:00 BST"),
        (FORWARD, time(8, 0), "Sun 28 08:00 BST"), (FORWARD, time(23, 30), "Sun 28 23:30 BST"),
    ],
)  # fmt: skip
def test_it_is_asked_for_once_by_the_clock_of_the_ward(ward: Ward, sunday: date, at: time, when: str) -> None:
    weekly(ward, sunday, at)
    assert asked_at(ward, *over(sunday)) == [when]
    with reading(ward.bind) as session:
        assert session.scalars(select(Report.day)).all() == [sunday]


@pytest.mark.parametrize("sunday", [BACK, FORWARD])
def test_the_page_promises_that_time_the_day_before_and_keeps_the_week_after(ward: Ward, sunday: date) -> None:
    weekly(ward, sunday, time(8, 0))
    first, last = over(sunday)
    with reading(ward.bind) as session:
        said = [
            schedules(session, ward.nurse, ward.team_id, at)[0].next_text for at in (first, last + timedelta(hours=1))
        ]
    later = sunday + timedelta(days=7)
    assert said == [f"Sun {day.day} {day:%b} 08:00" for day in (sunday, later)]
    assert len(asked_at(ward, first, last)) == 1
    again = datetime.combine(later, time(8, 0), ZoneInfo(ZONE)).astimezone(UTC)
    assert len(asked_at(ward, again - A_LOOK, again)) == 1


@pytest.mark.parametrize("sunday", [BACK, FORWARD])
@pytest.mark.parametrize("at", [time(0, 30), time(1, 30), time(2, 30)])
def test_a_server_that_was_off_over_the_change_makes_it_once_when_it_is_back(
    ward: Ward, sunday: date, at: time
) -> None:
    weekly(ward, sunday, at)
    _, last = over(sunday)
    back = datetime.combine(sunday, time(6, 0), ZoneInfo(ZONE)).astimezone(UTC)
    assert len(asked_at(ward, back, last)) == 1


@pytest.mark.parametrize("sunday", [BACK, FORWARD])
def test_what_was_missed_for_two_days_waits_for_its_next_time_across_the_change_too(ward: Ward, sunday: date) -> None:
    weekly(ward, sunday, time(0, 30))
    due = datetime.combine(sunday, time(0, 30), ZoneInfo(ZONE)).astimezone(UTC)
    assert ask_for_what_is_due(ward.bind, due + LATE_BY + timedelta(minutes=1)) == 0
    assert ask_for_what_is_due(ward.bind, due + LATE_BY) == 1
