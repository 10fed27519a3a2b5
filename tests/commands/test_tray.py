"""The tray: words from a door wait, are taken in by one press with their origin, or leave no trace."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.commands.huddles import hold_huddle
from vmboard.commands.tray import accept_from_tray, decline_from_tray, put_in_tray
from vmboard.domain.refusals import Refused
from vmboard.domain.tray import FULL, MOST_WAITING
from vmboard.domain.words import Face, VoiceKind
from vmboard.queries.board import board
from vmboard.queries.tray import origin_of, tray, voices_beside
from vmboard.store.engine import reading
from vmboard.store.tables import TrayItem, Voice

TODAY = MOMENT.date()
CLOCK = "Put a clock with large hands where people in every bed of the long bay can see it"


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


def left(ward: Ward, words: str = CLOCK, kind: VoiceKind = VoiceKind.IDEA, face: Face = Face.PUBLIC) -> int:
    return ward.do(put_in_tray, face=face, kind=kind, words=words, today=TODAY).id


def items(ward: Ward) -> int:
    return ward.ask(lambda session: session.scalar(select(func.count()).select_from(TrayItem)) or 0)


def test_what_waits_is_no_part_of_the_board(ward: Ward) -> None:
    before = ward.revision()
    left(ward)
    assert ward.revision() == before and ward.history(before) == []
    with reading(ward.bind) as session:
        assert "clock" not in repr(board(session, ward.nurse, ward.team_id, TODAY))
        [line] = tray(session, ward.nurse, ward.team_id, TODAY).waiting
    assert (line.words, line.origin, line.week_text) == (CLOCK, "From a patient or family", "Week to 22 Nov")


def test_an_idea_becomes_a_card_with_its_origin_and_its_own_words(ward: Ward) -> None:
    voice = ward.do(accept_from_tray, left(ward), today=TODAY, measure_id=ward.falls_id)
    assert items(ward) == 0
    with reading(ward.bind) as session:
        seen = board(session, ward.nurse, ward.team_id, TODAY)
        assert [card.title for card in seen.lanes[0].cards] == [
            "Put a clock with large hands where people in every bed of…"
        ]
        assert origin_of(session, ward.team_id, voice.project_id or 0, TODAY) == (
            "From a patient or family, week to 22 Nov"
        )
        assert [line.words for line in voices_beside(session, ward.nurse, ward.team_id, ward.falls_id, TODAY)] == [
            CLOCK
        ]


def test_a_thank_you_is_celebrated_with_whom_it_is_from(ward: Ward) -> None:
    ward.do(accept_from_tray, left(ward, "You were all so kind", VoiceKind.THANKS), today=TODAY)
    with reading(ward.bind) as session:
        celebrated = board(session, ward.nurse, ward.team_id, TODAY).celebration
    assert celebrated == "“You were all so kind” From a patient or family"


def test_thanks_taken_in_on_the_day_of_the_last_huddle_and_after_it_are_celebrated(ward: Ward) -> None:
    ward.do(hold_huddle, held_on=TODAY, celebration="41 days clear")
    ward.do(accept_from_tray, left(ward, "You were all so kind", VoiceKind.THANKS), today=TODAY)
    with reading(ward.bind) as session:
        assert board(session, ward.nurse, ward.team_id, TODAY).celebration.startswith("“You were all so kind”")
    ward.do(hold_huddle, held_on=TODAY + timedelta(days=1), celebration="Nobody fell")
    with reading(ward.bind) as session:
        later = board(session, ward.nurse, ward.team_id, TODAY + timedelta(days=1))
    assert later.celebration == "Nobody fell"


def test_what_is_declined_leaves_no_trace(ward: Ward) -> None:
    before = ward.revision()
    ward.do(decline_from_tray, left(ward))
    assert items(ward) == 0 and ward.history(before) == []


def test_two_members_who_press_at_once_make_one_card(ward: Ward) -> None:
    item = left(ward)
    ward.do(accept_from_tray, item, today=TODAY)
    with pytest.raises(Refused):
        ward.do(accept_from_tray, item, today=TODAY)
    assert ward.ask(lambda session: session.scalar(select(func.count()).select_from(Voice))) == 1


def test_a_full_tray_takes_no_more(ward: Ward) -> None:
    for number in range(MOST_WAITING):
        left(ward, f"Idea {number}")
    with pytest.raises(Refused, match=FULL):
        left(ward)
    assert items(ward) == MOST_WAITING


def test_another_teams_tray_is_out_of_reach(ward: Ward) -> None:
    item = left(ward)
    for act in (accept_from_tray, decline_from_tray):
        with pytest.raises(Refused):
            Ward(ward.bind, ward.team_id + 999, ward.nurse_id).do(
                act, item, **({"today": TODAY} if act is accept_from_tray else {})
            )
