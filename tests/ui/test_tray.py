"""The page From the wall: accepted at one press, doors that open and shut, and what the pulse asks."""

from datetime import UTC, datetime

from sqlalchemy import select

from tests.ui.conftest import Ward, text
from vmboard.commands.tray import put_in_tray
from vmboard.domain.access.actor import DEMO
from vmboard.domain.words import Face, VoiceKind
from vmboard.settings import settings, today_at
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Door, Project, PulseQuestion, TrayItem, Voice

CLOCK = "A clock with large hands in the long bay"


def left(ward: Ward, kind: VoiceKind = VoiceKind.IDEA, words: str = CLOCK) -> int:
    with transaction(ward.bind) as session:
        today = today_at(datetime.now(UTC), settings().timezone)
        return put_in_tray(session, DEMO, ward.team_id, face=Face.PUBLIC, kind=kind, words=words, today=today).id


def rows(ward: Ward, kind: type) -> list:  # type: ignore[type-arg]
    with reading(ward.bind) as session:
        found = list(session.scalars(select(kind)))
        session.expunge_all()
        return found


def test_an_idea_is_taken_in_at_one_press(ward: Ward) -> None:
    item = left(ward)
    at = ward.open("tray")
    assert CLOCK in text(at) and "From a patient or family" in text(at)
    at.button(key=f"accept_{item}").click().run()
    assert "It is a card among the ideas." in text(at)
    assert CLOCK in [project.title for project in rows(ward, Project)]
    assert rows(ward, TrayItem) == [] and [voice.words for voice in rows(ward, Voice)] == [CLOCK]


def test_what_is_not_for_us_is_gone(ward: Ward) -> None:
    item = left(ward, VoiceKind.THANKS, "Thank you Morag Kerr, you were kind")
    at = ward.open("tray")
    assert "May name somebody" in text(at)
    at.button(key=f"decline_{item}").click().run()
    assert rows(ward, TrayItem) == rows(ward, Voice) == [] and "Nothing waits" in text(at)


def test_a_door_opens_with_its_link_and_shuts_and_the_pulse_asks_what_the_team_wants(ward: Ward) -> None:
    at = ward.open("tray")
    assert "Open the staff door first" in text(at)
    at.button(key="open_staff").click().run()
    (door,) = rows(ward, Door)
    assert any(door.link_token in str(code.value) for code in at.code)
    at.text_input(key="question_1").set_value("Did you feel heard?")
    at.text_input(key="question_2").set_value("")
    at.checkbox(key="asks_words").check()
    next(button for button in at.button if button.label == "Ask this").click().run()
    assert [row.text for row in rows(ward, PulseQuestion)] == ["Did you feel heard?"]
    assert rows(ward, Door)[0].asks_words and "Added to the pulse" in text(at), "the last week stands there"
    at.button(key="shut_staff").click().run()
    assert rows(ward, Door)[0].revoked_at is not None
    assert not any(door.link_token in str(code.value) for code in at.code)
