"""The pulse from a touch to a measure: counts only, told once a week is over and five have answered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, func, select

from db.checking import faults
from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.commands.doors import open_door
from vmboard.commands.measures import change_measure, remove_measure
from vmboard.commands.pulse import NO_DOOR, answer_pulse, close_pulse, set_pulse
from vmboard.commands.teams import pause_team
from vmboard.domain.coaching.small_groups import KEPT_PRIVATE
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Face, MeasureKind, PointStatus
from vmboard.queries.doors import at_the_door, doors
from vmboard.queries.records import team_record
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, Measure, PulseCount, PulseQuestion

TODAY, ENDS = MOMENT.date(), date(2026, 11, 22)
"""A Wednesday, and the Sunday its week ends on."""
SAFE = "Did you feel safe?"
LATER = MOMENT + timedelta(days=7)


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    made = small_ward(emptied_bind)
    made.do(open_door, face=Face.STAFF)
    made.do(set_pulse, questions=[SAFE], headcount=12, today=TODAY)
    return made


def question(ward: Ward, text: str = SAFE) -> PulseQuestion:
    return ward.ask(lambda session: session.scalars(select(PulseQuestion).where(PulseQuestion.text == text)).one())


def answered(ward: Ward, yes: int, no: int, today: date = TODAY) -> None:
    row = question(ward)
    for said in [True] * yes + [False] * no:
        ward.do(answer_pulse, question_id=row.id, yes=said, today=today)


def closed(ward: Ward) -> int:
    with transaction(ward.bind, now=ward.moment) as session:
        return close_pulse(session, ward.nurse, now=ward.moment)


def points(ward: Ward) -> list[DataPoint]:
    of = DataPoint.team_id == ward.team_id, DataPoint.measure_id == question(ward).measure_id
    mine = select(DataPoint).where(*of).order_by(DataPoint.week)
    return ward.ask(lambda session: list(session.scalars(mine)))


def counts(ward: Ward) -> int:
    return ward.ask(lambda session: session.scalar(select(func.count()).select_from(PulseCount)) or 0)


def test_a_question_has_a_measure_of_its_own_that_no_public_screen_shows(ward: Ward) -> None:
    measure = ward.row(Measure, question(ward).measure_id)
    assert (measure.name, measure.unit, measure.public, measure.source) == (SAFE, "%", False, "Staff pulse")


def test_an_answer_is_a_count_and_leaves_no_history_no_revision_and_no_time(ward: Ward) -> None:
    before = ward.revision()
    answered(ward, yes=2, no=1)
    row = ward.row(PulseCount, question(ward).id, ENDS)
    assert {name: value for name, value in vars(row).items() if not name.startswith("_")} == {
        "team_id": ward.team_id, "question_id": question(ward).id, "week": ENDS, "yes": 2, "answers": 3,
    }  # fmt: skip
    assert ward.revision() == before and ward.history(before) == []


def test_nothing_is_told_while_the_week_runs(ward: Ward) -> None:
    answered(ward, yes=7, no=2)
    assert closed(ward) == 0 and points(ward) == []


def test_a_week_that_is_over_goes_to_the_measure_with_both_numbers_and_the_response_rate(ward: Ward) -> None:
    answered(ward, yes=7, no=2)
    assert closed(ward.at(LATER)) == 1
    [point] = points(ward)
    assert (point.week, point.numerator, point.denominator) == (ENDS, 7, 9)
    assert point.value == pytest.approx(700 / 9) and point.note == "9 of 12 answered (75%)"
    assert closed(ward.at(LATER)) == 0 and counts(ward) == 0
    with reading(ward.bind) as session:
        told = doors(session, ward.nurse, ward.team_id, LATER.date()).told
    assert list(told) == [f"{SAFE} 7 of 9 said yes. 9 of 12 answered (75%), week to 22 Nov"]


@pytest.mark.parametrize("answers", range(5))
def test_fewer_than_five_are_told_on_no_path_and_kept_nowhere(ward: Ward, answers: int) -> None:
    """A week of four is the same, row by row, as a week of none: in its measure, its history and every export."""
    answered(ward, yes=answers, no=0)
    since = ward.revision()
    closed(ward.at(LATER))
    [point] = points(ward)
    assert (point.value, point.numerator, point.denominator) == (None, None, None)
    assert (point.status, point.note) == (PointStatus.NOTHING_TO_COUNT, KEPT_PRIVATE)
    assert counts(ward) == 0
    assert ward.revision() == since + 1
    with reading(ward.bind) as session:
        record = repr(team_record(session, ward.nurse, ward.team_id, LATER))
        told = doors(session, ward.nurse, ward.team_id, LATER.date()).told
    assert list(told) == [f"{SAFE} {KEPT_PRIVATE}, week to 22 Nov"]
    assert "answered (" not in record


def test_more_answers_than_people_raise_a_question_and_no_signal(ward: Ward) -> None:
    answered(ward, yes=13, no=0)
    closed(ward.at(LATER))
    assert points(ward)[0].doubt == "13 answers from 12 people. Is that right?"


def test_a_week_that_was_told_leaves_a_database_that_is_well(ward: Ward) -> None:
    answered(ward, yes=6, no=0)
    closed(ward.at(LATER))
    assert list(faults(ward.bind)) == []


def test_each_week_missed_by_a_server_that_was_down_is_told_by_itself(ward: Ward) -> None:
    answered(ward, yes=5, no=0)
    answered(ward, yes=3, no=3, today=TODAY + timedelta(weeks=1))
    assert closed(ward.at(MOMENT + timedelta(weeks=3))) == 3
    assert [(point.numerator, point.denominator) for point in points(ward)] == [(5, 5), (3, 6), (None, None)]


def test_other_words_are_another_question_and_the_same_words_go_on(ward: Ward) -> None:
    answered(ward, yes=6, no=0)
    first = question(ward)
    ward.do(set_pulse, questions=["Were you heard?"], headcount=12, today=TODAY)
    assert counts(ward) == 0, "what was answered to a question that is asked no more is told of nobody"
    with pytest.raises(Refused):
        ward.do(answer_pulse, question_id=first.id, yes=True, today=TODAY)
    ward.do(set_pulse, questions=[SAFE, "Were you heard?"], headcount=None, today=TODAY)
    assert question(ward).measure_id == first.measure_id and not question(ward).removed


def test_of_the_weeks_in_which_it_was_not_asked_nothing_is_told(ward: Ward) -> None:
    ward.do(set_pulse, questions=["Were you heard?"], headcount=12, today=TODAY)
    again = ward.at(MOMENT + timedelta(weeks=3))
    again.do(set_pulse, questions=[SAFE], headcount=12, today=again.moment.date())
    answered(again, yes=5, no=0, today=again.moment.date())
    closed(ward.at(MOMENT + timedelta(weeks=4)))
    assert [point.week for point in points(ward)] == [ENDS + timedelta(weeks=3)]


def test_a_team_asks_nothing_from_the_day_it_is_paused(ward: Ward) -> None:
    def asked(today: date) -> int:
        return len(ward.ask(lambda s: at_the_door(s, ward.nurse, ward.team_id, face=Face.STAFF, today=today)).questions)

    ward.do(pause_team, reason="The ward moves", today=TODAY)
    assert (asked(TODAY - timedelta(days=1)), asked(TODAY)) == (1, 0)


def test_a_measure_that_was_taken_away_is_fed_no_more(ward: Ward) -> None:
    answered(ward, yes=6, no=0)
    ward.do(remove_measure, question(ward).measure_id)
    closed(ward.at(LATER))
    assert points(ward) == [] and counts(ward) == 0


def test_a_measure_that_takes_no_weekly_figure_any_more_keeps_no_other_team_from_its_own(ward: Ward) -> None:
    """One lead who keeps a pulse's measure day by day would have stopped the pulse of the whole organisation."""
    other = replace(ward, team_id=small_ward(ward.bind, "Ward 9").team_id)
    other.do(open_door, face=Face.STAFF)
    other.do(set_pulse, questions=["Do you know the plan?"], headcount=12, today=TODAY)
    answered(ward, yes=7, no=2)
    mine = select(PulseQuestion).where(PulseQuestion.team_id == other.team_id)
    theirs = other.ask(lambda s: s.scalars(mine).one())
    for _ in range(6):
        other.do(answer_pulse, question_id=theirs.id, yes=True, today=TODAY)
    ward.do(change_measure, question(ward).measure_id, kind=MeasureKind.SAFETY_CROSS)
    closed(ward.at(LATER))
    assert counts(ward) == 0 and points(ward) == [], "nothing of it is kept"
    told = other.ask(lambda s: s.get(DataPoint, (other.team_id, theirs.measure_id, ENDS)))
    assert told is not None and told.numerator == 6


def test_the_pulse_needs_an_open_door(emptied_bind: Engine) -> None:
    with pytest.raises(Refused, match=NO_DOOR):
        small_ward(emptied_bind).do(set_pulse, questions=[SAFE], headcount=None, today=TODAY)
