"""What pages hand in about a daily huddle, at once or hours later: landed once, on its own day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.small_ward import Ward, small_ward
from vmboard.commands.daily import daily_row
from vmboard.commands.passes import pass_for
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.store.tables import DailyHuddle
from vmboard.web.saving import save_items

DAY = date(2026, 11, 18)
LINE = {"verb": "boxes.set", "noun": "daily_huddle", "row": DAY.toordinal(), "field": "different"}
HELD = {"verb": "huddles.hold_daily", "day": DAY.isoformat(), "held": True}


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


def hand_in(ward: Ward, *items: dict[str, Any], at: datetime = datetime(2026, 11, 18, 8, 17, tzinfo=UTC)) -> list[Any]:
    signed = pass_for(ward.bind, Actor("Jo Douglas", person=APP), ward.team_id)
    numbered = [{"id": str(number)} | item for number, item in enumerate(items)]
    return save_items(ward.bind, signed, numbered, lambda: at)


def kept(ward: Ward) -> DailyHuddle:
    row = ward.ask(lambda session: daily_row(session, ward.team_id, DAY))
    assert row is not None
    return row


def test_a_whole_daily_huddle_is_two_items_in_any_order_and_twice_is_once(ward: Ward) -> None:
    said = LINE | {"value": "Bed 12 closed", "was": ""}
    (line, held) = hand_in(ward, said, HELD)
    assert (line["value"], held["held"]) == ("Bed 12 closed", True)
    before = ward.revision()
    assert all(answer["ok"] for answer in hand_in(ward, HELD, said))
    assert ward.revision() == before
    assert (kept(ward).different, kept(ward).held_at is not None) == ("Bed 12 closed", True)
    (again,) = hand_in(ward, HELD | {"held": False})
    assert again["held"] is False and kept(ward).held_at is None


def test_what_was_kept_out_of_reach_lands_on_its_own_day(ward: Ward) -> None:
    after_midnight = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)
    answers = hand_in(ward, LINE | {"value": "Bed 12 closed", "was": ""}, HELD, at=after_midnight)
    assert all(answer["ok"] for answer in answers)
    assert kept(ward).held_on == DAY


def test_two_who_say_what_is_different_are_both_kept_until_one_is_chosen(ward: Ward) -> None:
    hand_in(ward, LINE | {"value": "Bed 12 closed", "was": ""})
    (answer,) = hand_in(ward, LINE | {"value": "Short of drips", "was": ""})
    assert not answer["ok"] and answer["theirs"] == {"value": "Bed 12 closed"}
    assert kept(ward).different == "Bed 12 closed"


def test_a_number_that_is_no_day_and_a_patients_number_are_refused_in_words(ward: Ward) -> None:
    for number in (0, 5, 10**9, 2**52):
        (answer,) = hand_in(ward, LINE | {"row": number, "value": "x", "was": ""})
        assert not answer["ok"] and "no day" in answer["sentence"]
    (answer,) = hand_in(ward, LINE | {"value": "943 476 5919 to theatre", "was": ""})
    assert not answer["ok"] and "943" not in answer["sentence"]
