"""A wall screen's link is secret, shown once, and can be switched off."""

from datetime import UTC, datetime, time, timedelta

import pytest

from tests.small_ward import MOMENT, Ward
from vmboard.commands import displays
from vmboard.domain.displays import Painting, Sighting
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Face
from vmboard.queries.displays import Screen, screen_of
from vmboard.queries.displays import displays as lines
from vmboard.store.engine import transaction
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Display

NOW = datetime(2026, 11, 18, 14, 31, tzinfo=UTC)


def opened_by(ward: Ward, token: str) -> Screen | None:
    screen: Screen | None = ward.ask(lambda session: screen_of(session, hash_of(token)))
    return screen


def test_only_a_hash_of_the_link_is_kept_anywhere(ward: Ward) -> None:
    _, token = ward.do(displays.add_display, name="Nurses' station", place="By the doors")
    screen = opened_by(ward, token)
    assert screen is not None and screen.team_id == ward.team_id and not screen.revoked
    assert len(token) >= 40
    assert token not in repr([(row.before, row.after) for row in ward.history()])


def test_a_renewed_link_replaces_the_old_one_at_once(ward: Ward) -> None:
    row, old = ward.do(displays.add_display, name="Nurses' station")
    new = ward.do(displays.renew_display, row.id)
    assert opened_by(ward, old) is None
    assert opened_by(ward, new) is not None


def test_a_revoked_screen_is_off_until_it_is_renewed(ward: Ward) -> None:
    row, token = ward.do(displays.add_display, name="Nurses' station")
    ward.do(displays.revoke_display, row.id)
    shown = opened_by(ward, token)
    assert shown is not None and shown.revoked
    renewed = opened_by(ward, ward.do(displays.renew_display, row.id))
    assert renewed is not None and not renewed.revoked


def test_a_screen_before_the_public_stays_there_whatever_else_is_set(ward: Ward) -> None:
    row, token = ward.do(displays.add_display, name="By the doors")
    how = {"overview_seconds": 30, "focus_seconds": 10, "dark_from": time(20), "dark_until": time(6)}
    ward.do(displays.set_display, row.id, **how, face=Face.PUBLIC)
    ward.do(displays.set_display, row.id, **how | {"overview_seconds": 60})
    ward.do(displays.renew_display, row.id, code="")
    seen = ward.row(Display, row.id)
    assert (seen.overview_seconds, seen.face) == (60, Face.PUBLIC) and opened_by(ward, token) is None


def test_last_night_is_not_today_however_few_hours_ago(ward: Ward) -> None:
    row, _ = ward.do(displays.add_display, name="Nurses' station")
    for at, said in ((NOW - timedelta(hours=15), "Seen 17 Nov 23:31"), (NOW - timedelta(hours=14), "Seen today 00:31")):
        with transaction(ward.bind) as session:
            displays.mark_seen(session, {(ward.team_id, row.id): Sighting(at)})
        (line,) = ward.ask(lambda session: lines(session, ward.nurse, ward.team_id, NOW))
        assert line.seen_text == said


def test_being_seen_is_no_change_of_the_board(ward: Ward) -> None:
    row, _ = ward.do(displays.add_display, name="Nurses' station")
    before = ward.revision(), len(ward.history())
    with transaction(ward.bind) as session:
        displays.mark_seen(session, {(ward.team_id, row.id): Sighting(NOW, Painting(NOW, 7, 1920, 1080, 20.0))})
    assert (ward.revision(), len(ward.history())) == before
    kept = ward.row(Display, row.id)
    assert (kept.last_seen_at, kept.told_at, kept.painted_at, kept.painted_revision) == (NOW, NOW, NOW, 7)


def test_a_page_that_tells_nothing_leaves_what_was_told(ward: Ward) -> None:
    row, _ = ward.do(displays.add_display, name="Nurses' station")
    for sighting in (Sighting(NOW, Painting(NOW, 7, 1920, 1080, 20.0)), Sighting(NOW + timedelta(minutes=1))):
        with transaction(ward.bind) as session:
            displays.mark_seen(session, {(ward.team_id, row.id): sighting})
    kept = ward.row(Display, row.id)
    assert (kept.last_seen_at, kept.told_at) == (NOW + timedelta(minutes=1), NOW)


@pytest.mark.parametrize(("overview", "focus"), [(9, 10), (30, 4), (3601, 10)])
def test_pages_that_would_flicker_or_freeze_are_refused(ward: Ward, overview: int, focus: int) -> None:
    row, _ = ward.do(displays.add_display, name="Nurses' station")
    with pytest.raises(Refused, match="10 seconds"):
        ward.do(
            displays.set_display, row.id, overview_seconds=overview, focus_seconds=focus, dark_from=time(20),
            dark_until=time(7),
        )  # fmt: skip


def test_a_screen_needs_a_name(ward: Ward) -> None:
    with pytest.raises(Refused, match="Nurses' station"):
        ward.do(displays.add_display, name=" ")


def test_an_older_sighting_takes_no_newer_ones_place_and_a_renewed_screen_was_not_seen_yet(ward: Ward) -> None:
    row, _ = ward.do(displays.add_display, name="Nurses' station")
    for at in (MOMENT, MOMENT - timedelta(minutes=5)):
        with transaction(ward.bind, now=MOMENT) as session:
            displays.mark_seen(session, {(ward.team_id, row.id): Sighting(at)})
        assert ward.row(Display, row.id).last_seen_at == MOMENT
    ward.do(displays.renew_display, row.id)
    assert ward.row(Display, row.id).last_seen_at is None


def test_a_screen_switched_off_twice_was_off_from_the_first_time(ward: Ward) -> None:
    row, _ = ward.do(displays.add_display, name="Nurses' station")
    for hours in (0, 1):
        ward.at(MOMENT + timedelta(hours=hours)).do(displays.revoke_display, row.id)
    assert ward.row(Display, row.id).revoked_at == MOMENT
