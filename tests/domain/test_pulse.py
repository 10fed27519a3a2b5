"""The staff pulse: what a week's answers come to, and what is never told."""

from datetime import date
from random import Random

import pytest

from vmboard.domain.coaching.small_groups import KEPT_PRIVATE
from vmboard.domain.pulse import (
    Answered,
    checked_headcount,
    checked_questions,
    read_answered,
    week_told,
)
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.analysis import Chart, Meaning, analyse

WEEK = date(2026, 11, 22)


def test_a_week_of_fewer_than_five_reads_as_one_of_none() -> None:
    told = {week_told(yes, answers, headcount) for answers in range(5) for yes in range(answers + 1)
            for headcount in (None, 3, 12)}  # fmt: skip
    assert {(week.yes, week.answers, week.note, week.doubt) for week in told} == {(None, None, KEPT_PRIVATE, "")}


def test_from_five_on_the_share_has_its_numerator_denominator_and_response_rate() -> None:
    told = week_told(4, 5, 12)
    assert (told.yes, told.answers, told.note, told.doubt) == (4, 5, "5 of 12 answered (42%)", "")
    assert week_told(4, 5, None).note == "5 answered"


def test_more_answers_than_people_is_asked_about() -> None:
    assert week_told(13, 14, 12).doubt == "14 answers from 12 people. Is that right?"


@pytest.mark.parametrize("texts", [[], ["", " "], ["A?", "B?", "C?", "D?"], ["Safe?", "SAFE?"], ["x" * 61]])
def test_one_to_three_short_questions_each_once(texts: list[str]) -> None:
    with pytest.raises(Refused):
        checked_questions(texts)


def test_empty_boxes_are_no_questions() -> None:
    assert checked_questions([" Did you feel safe? ", "", ""]) == ["Did you feel safe?"]


def test_a_headcount_is_a_number_of_people_or_none() -> None:
    assert checked_headcount(None) is None and checked_headcount(12) == 12
    for people in (0, -1, 501):
        with pytest.raises(Refused):
            checked_headcount(people)


def test_a_device_keeps_the_week_and_the_questions_it_answered_and_not_what_it_said() -> None:
    done = Answered(WEEK).and_also(12).and_also(7)
    assert done.written() == "2026-11-22.7.12"
    assert read_answered(done.written(), WEEK) == done
    assert read_answered(done.written(), date(2026, 11, 29)) == Answered(date(2026, 11, 29))


@pytest.mark.parametrize("cookie", ["", "nonsense", "2026-11-22.x.½.-1", "2026-11-22" + ".9" * 400, "\0", "."])
def test_a_cookie_that_somebody_made_up_does_no_harm(cookie: str) -> None:
    assert read_answered(cookie, WEEK).questions <= {9}


@pytest.mark.parametrize("chart", [Chart.XMR, Chart.P])
@pytest.mark.parametrize("share", [0.6, 0.8, 0.9])
def test_a_pulse_that_stays_as_it_is_is_seldom_called_a_change(share: float, chart: Chart) -> None:
    """A simulation: half a year of 400 teams of 14, of whom seven in ten answer a week and as many as ever say yes."""
    chance, called = Random(f"{share} {chart}"), 0
    for _ in range(400):
        weeks = []
        for _ in range(26):
            answers = sum(chance.random() < 0.7 for _ in range(14))
            week = week_told(sum(chance.random() < share for _ in range(answers)), answers, 14)
            if week.yes is not None and week.answers is not None:
                weeks.append((week.yes, week.answers))
        if chart is Chart.P:
            latest = analyse([yes for yes, _ in weeks], chart=chart, denominators=[of for _, of in weeks]).points[-1]
        else:
            latest = analyse([100 * yes / of for yes, of in weeks], chart=chart).points[-1]
        called += latest.meaning in (Meaning.IMPROVEMENT, Meaning.CONCERN)
    assert called / 400 < 0.06
