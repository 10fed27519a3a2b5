"""Words beside the pulse: none unless the team asks, told to it alone of five answers or more, and let go of."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select

from db.checking import faults
from tests.commands.test_pulse import LATER, SAFE, TODAY, answered, closed
from tests.small_ward import Ward, small_ward
from vmboard.commands.doors import open_door
from vmboard.commands.keeping import sweep
from vmboard.commands.pulse import answer_pulse, set_pulse
from vmboard.commands.pulse_words import ENOUGH, GONE, NOT_ASKED, drop_pulse_words, leave_pulse_words
from vmboard.domain.coaching.small_groups import FEWEST, KEPT_PRIVATE
from vmboard.domain.pulse import MOST_WORDS, NAMES_SOMEBODY
from vmboard.domain.refusals import Refused
from vmboard.domain.text.identifiers import Identified
from vmboard.domain.views.doors import WordsOfWeek
from vmboard.domain.words import Face
from vmboard.queries.doors import NOBODY_WROTE, pulse_words
from vmboard.queries.records import team_record
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Door, PulseQuestion, PulseWords

THIN, ROTA = "Two of us alone until two on Tuesday.", "A rota that comes early: thank you."


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    made = small_ward(emptied_bind)
    made.do(open_door, face=Face.STAFF)
    made.do(set_pulse, questions=[SAFE], headcount=12, words=True, today=TODAY)
    return made


def left(ward: Ward, *said: str, today: date = TODAY) -> None:
    for words in said:
        ward.do(leave_pulse_words, words=words, today=today)


def kept(ward: Ward) -> set[str]:
    return ward.ask(lambda session: set(session.scalars(select(PulseWords.words))))


def weeks(ward: Ward) -> list[WordsOfWeek]:
    with reading(ward.bind) as session:
        return pulse_words(session, ward.nurse, ward.team_id, LATER.date())


def test_none_are_taken_unless_the_team_asks(ward: Ward) -> None:
    assert not Door.__table__.c.asks_words.default.arg, "off until somebody asks for it"
    ward.do(set_pulse, questions=[SAFE], headcount=12, today=TODAY)
    with pytest.raises(Refused, match=NOT_ASKED):
        left(ward, THIN)


def test_nothing_is_told_while_the_week_runs_and_no_board_moves(ward: Ward) -> None:
    before = ward.revision()
    answered(ward, yes=6, no=0)
    left(ward, THIN)
    closed(ward)
    with reading(ward.bind) as session:
        assert all(not week.lines for week in pulse_words(session, ward.nurse, ward.team_id, TODAY))
    assert ward.revision() == before and ward.history(before) == []


def test_of_five_answers_they_are_told_by_the_alphabet_and_without_a_name(ward: Ward) -> None:
    answered(ward, yes=3, no=FEWEST - 3)
    left(ward, THIN, ROTA)
    closed(ward.at(LATER))
    (week,) = weeks(ward)
    assert (week.week_text, [line.words for line in week.lines], week.note) == ("Week to 22 Nov", [ROTA, THIN], "")
    assert list(faults(ward.bind)) == []


@pytest.mark.parametrize("answers", range(FEWEST))
def test_of_fewer_they_are_deleted_and_nobody_can_tell_that_there_were_any(ward: Ward, answers: int) -> None:
    answered(ward, yes=answers, no=0)
    left(ward, *(f"{THIN} {number}" for number in range(9)))
    closed(ward.at(LATER))
    assert kept(ward) == set()
    assert weeks(ward) == [WordsOfWeek("Week to 22 Nov", (), KEPT_PRIVATE)]


def test_two_questions_of_three_answers_each_are_three_people(ward: Ward) -> None:
    ward.do(set_pulse, questions=[SAFE, "Were you heard?"], headcount=12, words=True, today=TODAY)
    for number in ward.ask(lambda session: list(session.scalars(select(PulseQuestion.id)))):
        for _ in range(3):
            ward.do(answer_pulse, question_id=number, yes=True, today=TODAY)
    left(ward, THIN)
    closed(ward.at(LATER))
    assert kept(ward) == set()


def test_a_week_in_which_nobody_wrote_says_so(ward: Ward) -> None:
    answered(ward, yes=FEWEST, no=0)
    closed(ward.at(LATER))
    assert weeks(ward) == [WordsOfWeek("Week to 22 Nov", (), NOBODY_WROTE)]


@pytest.mark.parametrize("words", ["943 476 5919", "Mrs Campbell in bed 4 fell", "Mary Campbell shouted at me"])
def test_they_pass_the_guard_and_name_nobody(ward: Ward, words: str) -> None:
    with pytest.raises((Refused, Identified)) as refused:
        left(ward, words)
    assert (refused.value.args[0] == NAMES_SOMEBODY) == words.startswith("Mary")
    assert kept(ward) == set()


def test_a_week_takes_so_many_and_no_more(ward: Ward) -> None:
    left(ward, *map(str, range(MOST_WORDS)))
    with pytest.raises(Refused, match=ENOUGH):
        left(ward, THIN)
    left(ward, THIN, today=TODAY + timedelta(weeks=1))


def test_a_team_that_asks_no_more_is_told_nothing_of_the_running_week_and_keeps_what_it_was_told(ward: Ward) -> None:
    answered(ward, yes=FEWEST, no=0)
    left(ward, ROTA)
    closed(ward.at(LATER))
    left(ward, THIN, today=LATER.date())
    ward.do(set_pulse, questions=[SAFE], headcount=12, today=LATER.date())
    assert kept(ward) == {ROTA}


def test_what_should_not_stand_there_is_taken_away_and_only_what_was_told(ward: Ward) -> None:
    left(ward, THIN)
    (row,) = ward.ask(lambda session: list(session.scalars(select(PulseWords.id))))
    with pytest.raises(Refused, match=GONE):
        ward.do(drop_pulse_words, row)
    answered(ward, yes=FEWEST, no=0)
    closed(ward.at(LATER))
    since = ward.revision()
    ward.do(drop_pulse_words, row)
    assert kept(ward) == set() and "Tuesday" not in repr(ward.history(since))
    with pytest.raises(Refused, match=GONE):
        ward.do(drop_pulse_words, row)


def test_the_sweep_lets_go_of_them_after_eight_weeks(ward: Ward) -> None:
    answered(ward, yes=FEWEST, no=0)
    left(ward, THIN)
    closed(ward.at(LATER))
    ended = LATER - timedelta(days=LATER.weekday() + 1)
    for now, words in ((ended + timedelta(weeks=8), {THIN}), (ended + timedelta(weeks=8, days=1), set())):
        with transaction(ward.bind, now=now) as session:
            sweep(session, ward.nurse, now=now)
        assert kept(ward) == words


def test_what_is_taken_away_in_files_holds_none(ward: Ward) -> None:
    answered(ward, yes=FEWEST, no=0)
    left(ward, THIN)
    closed(ward.at(LATER))
    with reading(ward.bind) as session:
        assert "Tuesday" not in repr(team_record(session, ward.nurse, ward.team_id, LATER))
