"""The computers of a team: when each was last seen, written down in passing."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select

from tests.small_ward import MOMENT, Ward
from vmboard.commands import accounts, sign_in
from vmboard.queries.access import team_access
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.store.tables import Computer

PIN = "482916"


@pytest.fixture
def cookie(ward: Ward) -> str:
    """The sign-in of a nurse on the ward's computer, at the moment of the tests."""
    ward.do(accounts.set_pin, pin=PIN)
    _, computer = ward.do(accounts.enrol_computer, name="PC by the desk")
    assert said(ward, MOMENT) == "not seen yet"
    return sign_in.sign_in_with_pin(
        ward.bind, computer_token=computer, pin=PIN, member_id=ward.nurse_id, browser="Chrome", now=MOMENT
    ).token


def said(ward: Ward, now: datetime) -> str:
    seen = ward.ask(lambda session: team_access(session, ward.nurse, ward.team_id, MOMENT.date(), now))
    return seen.computers[0].seen


def last_seen(ward: Ward) -> datetime | None:
    return ward.ask(lambda session: session.scalars(select(Computer.last_seen_at)).one())


def test_the_list_says_when_each_computer_was_last_seen(ward: Ward, cookie: str) -> None:
    assert said(ward, MOMENT + timedelta(minutes=1)) == "last seen just now"
    assert said(ward, MOMENT + timedelta(hours=5)) == "last seen 5 hours ago"


def test_in_use_it_is_written_down_every_few_minutes_and_changes_nothing_else(ward: Ward, cookie: str) -> None:
    before = ward.revision()
    for minute in range(1, 13):
        assert find_and_note_seen(ward.bind, cookie, MOMENT + timedelta(minutes=minute)) is not None
        assert last_seen(ward) == MOMENT + timedelta(minutes=minute // 5 * 5)
    assert (ward.revision(), ward.history(since=before)) == (before, [])


def test_a_run_of_a_page_within_the_minute_writes_nothing(ward: Ward, cookie: str) -> None:
    written: list[str] = []
    event.listen(ward.bind, "before_cursor_execute", lambda *told: written.append(told[2]))
    for second in range(0, 60, 10):
        find_and_note_seen(ward.bind, cookie, MOMENT + timedelta(seconds=second))
    assert written and not [one for one in written if one.startswith("UPDATE")]
