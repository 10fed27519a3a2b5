"""Figures that another system puts in: as typed ones are checked, questioned and undone; a person's word stands."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from tests.small_ward import WEEK, Ward
from tests.sources import TODAY, system
from vmboard.commands.charts import choose_chart
from vmboard.commands.feed import Answer, Sent, Taken, put_figures
from vmboard.commands.figures import Typed, answer_doubt, type_figure
from vmboard.commands.measures import add_measure
from vmboard.commands.undo import undo, undo_batch
from vmboard.domain.access.actor import NotAllowed
from vmboard.domain.figures.put import NotTaken, Outcome, Put, Why, tag_of
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus
from vmboard.queries.after_saving import questions
from vmboard.queries.sources import source_of
from vmboard.store.engine import transaction
from vmboard.store.tables import DataPoint

BEFORE = WEEK - timedelta(weeks=1)


@pytest.fixture
def token(ward: Ward) -> str:
    return system(ward.bind, ward.team_id)


def send(ward: Ward, token: str, *sent: Sent | Put) -> list[Answer]:
    with transaction(ward.bind, now=ward.moment) as session:
        known = source_of(session, token, TODAY)
        assert known is not None
        ask = partial(questions, session, known[1], ward.team_id)
        many = [one if isinstance(one, Sent) else Sent([one]) for one in sent]
        return put_figures(session, known[1], ward.team_id, many, today=TODAY, questions=ask)


def falls(value: float | None = None, week: date = WEEK, **more: Any) -> Put:
    return Put("Falls", week, value, **more)


def outcomes(answers: Sequence[Answer]) -> list[Any]:
    return [[one.outcome for one in a] if isinstance(a, list) else [f.why for f in a.faults] for a in answers]


def taken(answer: Answer) -> Taken:
    assert isinstance(answer, list), answer
    return answer[0]


def refused(answer: Answer) -> str:
    assert isinstance(answer, NotTaken), answer
    return answer.sentence


def point(ward: Ward, measure_id: int | None = None, week: date = WEEK) -> DataPoint | None:
    return ward.ask(lambda session: session.get(DataPoint, (ward.team_id, measure_id or ward.falls_id, week)))


def test_a_figure_is_made_changed_and_left_as_it_is_in_history_by_the_systems_name(ward: Ward, token: str) -> None:
    first, again, other = (outcomes(send(ward, token, falls(value))) for value in (3, 3, 5))
    assert (first, again, other) == ([[Outcome.CREATED]], [[Outcome.UNCHANGED]], [[Outcome.CHANGED]])
    told = ward.history()[-2:]
    assert [(line.actor_name, line.verb, line.batch) for line in told] == [
        ("Datix (system)", "record point", None), ("Datix (system)", "correct point", None),
    ]  # fmt: skip


def test_a_figure_is_undone_like_any_other_and_does_not_come_back_by_itself(ward: Ward, token: str) -> None:
    send(ward, token, falls(3))
    ward.do(undo, ward.history()[-1].revision)
    assert point(ward) is None
    (answer,) = send(ward, token, falls(3))
    assert refused(answer).startswith("Falls, week ending 15 Nov: Jo Douglas changed this figure since.")
    assert point(ward) is None


def test_what_a_person_changed_since_stands_until_its_tag_is_sent(ward: Ward, token: str) -> None:
    send(ward, token, falls(3))
    version = taken(send(ward, token, falls(3))[0]).point.version
    ward.do(type_figure, ward.falls_id, WEEK, Typed("4", version=version), today=TODAY)
    assert outcomes(send(ward, token, falls(3), Sent([falls(3)], keep=True))) == [[Why.BY_A_PERSON], [Outcome.KEPT]]
    stands = point(ward)
    assert stands is not None and stands.value == 4
    assert outcomes(send(ward, token, falls(4))) == [[Outcome.UNCHANGED]]
    assert outcomes(send(ward, token, falls(3, if_match='"1-0"'))) == [[Why.OTHER_VERSION]]
    assert outcomes(send(ward, token, falls(3, if_match=tag_of(stands)))) == [[Outcome.CHANGED]]


def test_a_tag_is_of_this_very_figure_although_it_was_taken_back_and_put_in_anew(ward: Ward, token: str) -> None:
    old = tag_of(taken(send(ward, token, falls(3))[0]).point)
    ward.do(undo, ward.history()[-1].revision)
    ward.do(type_figure, ward.falls_id, WEEK, Typed("8"), today=TODAY)
    new = point(ward)
    assert new is not None and new.version == 1 and tag_of(new) != old
    assert outcomes(send(ward, token, falls(3, if_match=old))) == [[Why.OTHER_VERSION]]


def test_none_may_be_there_where_none_is_asked_for(ward: Ward, token: str) -> None:
    assert outcomes(send(ward, token, falls(3, if_match="*"))) == [[Why.OTHER_VERSION]]
    assert outcomes(send(ward, token, falls(3, only_new=True))) == [[Outcome.CREATED]]
    assert outcomes(send(ward, token, falls(3, only_new=True))) == [[Why.OTHER_VERSION]]


def test_many_are_taken_or_none_with_every_reason_and_are_undone_as_one(ward: Ward, token: str) -> None:
    weeks = [WEEK - timedelta(weeks=back) for back in range(4)]
    wrong = [falls(3, weeks[0], at="/0"), falls(4, WEEK - timedelta(days=1), at="/1"), Put("Fells", WEEK, 3, at="/2")]
    (answer,) = send(ward, token, Sent(wrong))
    assert isinstance(answer, NotTaken) and [fault.at for fault in answer.faults] == ["/1", "/2"]
    assert point(ward) is None
    (answer,) = send(ward, token, Sent([falls(3 + n, week, at=f"/{n}") for n, week in enumerate(weeks)]))
    assert outcomes([answer]) == [[Outcome.CREATED] * 4]
    (batch,) = {line.batch for line in ward.history()[-4:]}
    ward.do(undo_batch, batch)
    assert all(point(ward, week=week) is None for week in weeks)


def test_of_requests_written_together_each_stands_or_falls_by_itself(ward: Ward, token: str) -> None:
    answers = send(ward, token, falls(3), falls(-1, BEFORE), falls(4), Put("x", WEEK, 1), falls(5, WEEK, if_match="*"))
    assert outcomes(answers)[0::2] == [[Outcome.CREATED], [Outcome.CHANGED], [Outcome.CHANGED]]
    assert outcomes(answers)[3] == [Why.NOT_HERE]
    stands = point(ward)
    assert stands is not None and (stands.value, stands.version) == (5, 3)


def test_a_figure_that_looks_like_a_slip_is_kept_with_its_question_and_no_token_answers_it(
    ward: Ward, token: str
) -> None:
    ward.record(4, 5, 4, 3, 5, 4, 4, 5, 3, 4, 5, 4, None)
    answer = taken(send(ward, token, falls(41, if_match="*"))[0])
    assert "41 or 4" in answer.point.doubt
    same = taken(send(ward, token, falls(41))[0])
    assert (same.outcome, same.point.doubt) == (Outcome.UNCHANGED, answer.point.doubt)
    ward.do(answer_doubt, ward.falls_id, WEEK, version=same.point.version)
    assert outcomes(send(ward, token, falls(41))) == [[Outcome.UNCHANGED]]
    stands = point(ward)
    assert stands is not None and stands.doubt == ""


def test_a_figure_that_a_person_only_said_was_right_is_still_the_systems(ward: Ward, token: str) -> None:
    send(ward, token, falls(4, BEFORE))
    send(ward, token, falls(40))
    asked = point(ward)
    assert asked is not None and asked.doubt
    ward.do(answer_doubt, ward.falls_id, WEEK, version=asked.version)
    assert outcomes(send(ward, token, falls(41))) == [[Outcome.CHANGED]]


def test_within_one_sending_each_figure_is_held_against_those_before_it(ward: Ward, token: str) -> None:
    values = [4, 5, 4, 3, 5, 4, 4, 5, 3, 4, 5, 4, 41]
    weeks = [WEEK - timedelta(weeks=12 - n) for n in range(13)]
    (answer,) = send(
        ward, token, Sent([falls(v, w, at=f"/{n}") for n, (v, w) in enumerate(zip(values, weeks, strict=True))])
    )
    assert isinstance(answer, list)
    assert [bool(one.point.doubt) for one in answer] == [False] * 12 + [True]


def share(ward: Ward, **more: Any) -> int:
    fields = {"name": "Home by noon", "domain": Domain.QUALITY, "direction": Direction.INCREASE, "unit": "%"} | more
    return ward.do(add_measure, **fields).id


@pytest.mark.parametrize(
    ("put", "words"),
    [
        ({"value": 34}, "34% out of how many? Its P chart needs both numbers"),
        ({"numerator": 16}, "16 out of how many?"),
        ({"denominator": 47}, "how many of 47?"),
        ({"value": 34, "numerator": 16, "denominator": 40}, "16 of 40 is 40%, not 34%"),
        ({"numerator": 48, "denominator": 47}, "more than all of them"),
        ({"numerator": 1.5, "denominator": 47}, "whole"),
        ({"numerator": 1, "denominator": 0}, "nothing is out of 0"),
        ({}, "give a value"),
        ({"value": 34, "status": PointStatus.NOT_IN_YET}, "has no value"),
        ({"numerator": 1, "denominator": 2, "status": PointStatus.NOT_IN_YET}, "are a figure"),
    ],
)
def test_a_proportion_needs_both_numbers_and_they_agree(
    ward: Ward, token: str, put: dict[str, Any], words: str
) -> None:
    id_ = share(ward)
    send(ward, token, Put(str(id_), BEFORE, numerator=16, denominator=47))
    ward.do(choose_chart, id_, chart=Chart.P)
    (answer,) = send(ward, token, Put("home by NOON", WEEK, **put))
    assert words in refused(answer) and refused(answer).startswith("Home by noon, week ending 15 Nov:")


def test_two_numbers_give_the_value_exactly_and_the_same_value_strips_none_of_them(ward: Ward, token: str) -> None:
    id_ = share(ward)
    kept = taken(send(ward, token, Put(str(id_), WEEK, numerator=16, denominator=47))[0]).point
    assert kept.value == pytest.approx(34.0425, abs=1e-4)
    assert outcomes(send(ward, token, Put(str(id_), WEEK, kept.value))) == [[Outcome.UNCHANGED]]
    assert outcomes(send(ward, token, Put(str(id_), WEEK, 34.0, 16, 47))) == [[Outcome.UNCHANGED]]


def test_a_share_counted_by_another_measure_follows_it_in_one_sending(ward: Ward, token: str) -> None:
    patients = share(ward, name="Patients", unit="", domain=Domain.CAPACITY)
    id_ = share(ward, out_of_id=patients)
    (answer,) = send(
        ward, token, Sent([Put(str(id_), WEEK, numerator=16, at="/0"), Put("Patients", WEEK, 47, at="/1")])
    )
    assert isinstance(answer, list)
    assert [(one.point.numerator, one.point.denominator) for one in answer] == [(16, 47), (None, None)]
    assert outcomes(send(ward, token, Put("Patients", WEEK, 50), Put(str(id_), WEEK, numerator=17))) == [
        [Outcome.CHANGED], [Outcome.CHANGED],
    ]  # fmt: skip
    follows = point(ward, id_)
    assert follows is not None and follows.value == pytest.approx(34)


def test_a_share_that_followed_what_a_person_put_right_below_it_is_still_the_systems(ward: Ward, token: str) -> None:
    """A nurse corrects how many patients there were: of the share itself she said nothing."""
    patients = share(ward, name="Patients", unit="", domain=Domain.CAPACITY)
    id_ = share(ward, out_of_id=patients)
    send(ward, token, Sent([Put("Patients", WEEK, 47, at="/0"), Put(str(id_), WEEK, numerator=16, at="/1")]))
    there = point(ward, patients)
    assert there is not None
    ward.do(type_figure, patients, WEEK, Typed("50", version=there.version), today=TODAY)
    followed = point(ward, id_)
    assert followed is not None and followed.denominator == 50
    assert outcomes(send(ward, token, Put(str(id_), WEEK, numerator=17))) == [[Outcome.CHANGED]]
    assert outcomes(send(ward, token, Put("Patients", WEEK, 48))) == [[Why.BY_A_PERSON]]


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (date(2026, 11, 14), "a week ending Sunday, such as 15 Nov 2026"),
        (date(2026, 11, 9), "a week ending Sunday, such as 8 Nov 2026"),
        (date(1999, 12, 26), "a week from 2000 on"),
        (date(2026, 11, 29), "a week that has begun"),
        (date(9999, 12, 26), "a week that has begun"),
    ],
)
def test_a_week_is_named_by_its_last_day_and_has_begun(ward: Ward, token: str, week: date, words: str) -> None:
    assert words in refused(send(ward, token, falls(3, week))[0])


def test_the_running_week_is_taken_as_so_far(ward: Ward, token: str) -> None:
    assert outcomes(send(ward, token, falls(3, date(2026, 11, 22)))) == [[Outcome.CREATED]]


def test_what_takes_no_figures_says_so(ward: Ward, token: str) -> None:
    daily = share(ward, name="Days since", kind=MeasureKind.DAYS_SINCE)
    assert "day by day" in refused(send(ward, token, Put(str(daily), WEEK, 3))[0])


def test_a_note_that_is_not_spoken_of_stands_and_a_patients_number_is_refused(ward: Ward, token: str) -> None:
    send(ward, token, falls(3, note="Flu on bay 2"))
    send(ward, token, falls(5))
    stands = point(ward)
    assert stands is not None and stands.note == "Flu on bay 2"
    assert "CHI or NHS number" in refused(send(ward, token, falls(6, note="see 943 476 5919"))[0])
    assert "943" not in refused(send(ward, token, Put("943 476 5919", WEEK, 1))[0])


def test_a_token_for_some_measures_puts_in_no_other(ward: Ward) -> None:
    share(ward)
    token = system(ward.bind, ward.team_id, name="Beds", measures=("home by noon",))
    answers = send(ward, token, falls(3), Put("Home by noon", WEEK, 34))
    assert outcomes(answers) == [[Why.NOT_HERE], [Outcome.CREATED]]
    assert "The token is not for Falls." in refused(answers[0])


def test_a_token_that_reads_puts_nothing_in(ward: Ward) -> None:
    token = system(ward.bind, ward.team_id, write=False)
    with pytest.raises(NotAllowed):
        send(ward, token, falls(3))
