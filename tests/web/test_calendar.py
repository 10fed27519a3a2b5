"""A calendar behind a secret link: huddles and what is due, initials and nobody's name, until it is off."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.commands.actions import carry_over, complete, raise_action
from vmboard.commands.calendar import add_calendar_link, revoke_calendar_link
from vmboard.commands.huddles import hold_huddle
from vmboard.commands.teams import pause_team
from vmboard.domain.refusals import ReadOnly
from vmboard.queries.calendar import AN_ACTION, calendar, calendar_links
from vmboard.settings import settings
from vmboard.store.engine import reading
from vmboard.store.tables import CalendarLink
from vmboard.web import calendar as feed

TODAY = MOMENT.date()


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


def summaries(ward: Ward) -> list[str]:
    with reading(ward.bind) as session:
        _, entries = calendar(session, ward.nurse, ward.team_id, TODAY)
    return [entry.title for entry in entries]


def due(ward: Ward, text: str) -> int:
    return ward.do(raise_action, text=text, today=TODAY, due=TODAY + timedelta(days=3), owner_id=ward.nurse_id).id


def test_it_holds_huddles_and_what_is_due_with_initials(ward: Ward) -> None:
    action = due(ward, "Order 20 slings")
    assert summaries(ward)[0] == "Huddle: Ward 7A" and summaries(ward)[-1] == "JD Order 20 slings"
    ward.do(complete, action, today=TODAY)
    assert "JD Order 20 slings" not in summaries(ward)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ask Jo Douglas about slings", "JD Ask JD about slings"),
        ("Douglas to ring estates", "JD JD to ring estates"),
        ("Mrs Fraser bed 4 wants a mattress", f"JD {AN_ACTION}"),
        ("Thank Morag Kerr for the rota", f"JD {AN_ACTION}"),
    ],
)
def test_nobody_is_named_in_it(ward: Ward, typed: str, said: str) -> None:
    due(ward, typed)
    assert summaries(ward)[-1] == said


def test_a_paused_team_has_no_huddles_in_it(ward: Ward) -> None:
    ward.do(pause_team, reason="The ward moves", today=TODAY)
    assert summaries(ward) == []


def test_a_link_opens_its_own_teams_calendar_until_it_is_switched_off(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "engine", lambda: ward.bind)
    link, token = ward.do(add_calendar_link, name="Nurse in charge")
    due(ward, "Order 20 slings")
    client = TestClient(Starlette(routes=feed.routes()))
    answer = client.get(f"/calendar/{token}.ics")
    assert answer.headers["content-type"].startswith("text/calendar") and "no-store" in answer.headers["cache-control"]
    read = Calendar.from_ical(answer.content)
    uids = [str(event["uid"]) for event in read.walk("VEVENT")]
    assert len(set(uids)) == len(uids) and "Order 20 slings" in answer.text
    assert client.get("/calendar/made-up.ics").status_code == 404
    with reading(ward.bind) as session:
        assert calendar_links(session, ward.nurse, ward.team_id, datetime.now(UTC))[0].seen_text == "Asked just now"
    ward.do(revoke_calendar_link, link.id)
    gone = client.get(f"/calendar/{token}.ics")
    assert (gone.status_code, gone.content) == (404, b"")


def test_a_huddle_that_was_held_today_is_not_to_come(ward: Ward) -> None:
    tuesday = date(2026, 11, 17)

    def first() -> object:
        with reading(ward.bind) as session:
            return calendar(session, ward.nurse, ward.team_id, tuesday)[1][0].at.date()  # type: ignore[union-attr]

    ward.do(hold_huddle, held_on=tuesday - timedelta(days=7), people=8)
    assert first() == tuesday
    ward.do(hold_huddle, held_on=tuesday, people=8)
    assert first() == tuesday + timedelta(days=7)


def test_after_midnight_on_the_ward_yesterdays_huddle_is_over(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eleven of a Tuesday in June by UTC: on the ward it is Wednesday, and the huddle is on Tuesdays."""
    token = ward.do(add_calendar_link, name="Nurse in charge")[1]
    monkeypatch.setattr(feed, "engine", lambda: ward.bind)
    monkeypatch.setattr(settings(), "today", "")
    made = Calendar.from_ical(feed._feed(token, datetime(2026, 6, 30, 23, 30, tzinfo=UTC)))
    first = made.walk("VEVENT")[0]
    assert first.decoded("dtstart") == datetime(2026, 7, 7, 9, 0, tzinfo=UTC)
    assert first.decoded("dtend") - first.decoded("dtstart") == timedelta(minutes=15)


def test_only_a_hash_of_the_link_is_kept(ward: Ward) -> None:
    link, token = ward.do(add_calendar_link, name="Mine")
    row = ward.row(CalendarLink, link.id)
    assert token not in str(vars(row)) and token not in str([vars(change) for change in ward.history()])


def test_a_huddle_keeps_its_name_for_good_so_that_it_moves_and_does_not_double(ward: Ward) -> None:
    with reading(ward.bind) as session:
        _, today = calendar(session, ward.nurse, ward.team_id, date(2026, 11, 18))
        _, later = calendar(session, ward.nurse, ward.team_id, date(2026, 11, 20))
    assert {entry.uid for entry in today[1:]} & {entry.uid for entry in later}


def test_what_was_moved_seems_no_older_than_it_was_before(ward: Ward) -> None:
    """Each entry said that it was last changed when it was first made: a huddle at another time, or an action put off,
    would have stayed where it was in calendars that look at that."""
    action = due(ward, "Order 20 slings")
    ward.do(carry_over, action, was=TODAY + timedelta(days=3), today=TODAY)
    with reading(ward.bind) as session:
        _, entries = calendar(session, ward.nurse, ward.team_id, TODAY)
    made = Calendar.from_ical(feed.as_ical("Ward 7A", entries, MOMENT))
    for event in made.walk("VEVENT"):
        assert event.get("last-modified") is None and event["dtstamp"].dt == MOMENT
    last = made.walk("VEVENT")[-1]
    assert (last["dtstart"].dt, last["dtend"].dt) == (TODAY + timedelta(days=10), TODAY + timedelta(days=11)), (
        "a whole day ends with the next"
    )


def test_a_huddle_stays_at_its_time_of_day_when_the_clock_changes_and_long_words_are_folded(ward: Ward) -> None:
    due(ward, "Ω " * 60 + "the end")
    with reading(ward.bind) as session:
        _, entries = calendar(session, ward.nurse, ward.team_id, date(2026, 10, 14))
    made = feed.as_ical("Ward 7A", entries, MOMENT)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    events = Calendar.from_ical(made).walk("VEVENT")
    starts = [event["dtstart"].dt for event in events if isinstance(event["dtstart"].dt, datetime)]
    assert len({start.astimezone(ZoneInfo("Europe/London")).time() for start in starts}) == 1
    assert len({start.time() for start in starts}) == 2, "of which one is summer's"
    assert str(events[-1]["summary"]).endswith("the end")


def test_a_server_that_takes_nothing_in_shows_a_calendar_all_the_same(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A standby, or a database that is busy, cannot keep when it was asked for: that is no reason to show none."""
    token = ward.do(add_calendar_link, name="Nurse in charge")[1]
    monkeypatch.setattr(feed, "engine", lambda: ward.bind)

    def takes_nothing(*_: object, **__: object) -> None:
        raise ReadOnly

    monkeypatch.setattr(feed, "transaction", takes_nothing)
    assert feed._feed(token, MOMENT).startswith(b"BEGIN:VCALENDAR")
