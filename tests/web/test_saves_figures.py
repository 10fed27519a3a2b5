"""A figure handed in by a browser: read as it was typed, on the version it was typed over; never half, never twice."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward, small_ward
from vmboard.commands import measures
from vmboard.commands.passes import pass_for
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus
from vmboard.store.engine import transaction
from vmboard.store.tables import DataPoint, Measure
from vmboard.web import saving


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)


def hand_in(ward: Ward, *items: dict[str, Any]) -> list[dict[str, Any]]:
    signed = pass_for(ward.bind, ward.nurse, ward.team_id)
    return saving.save_items(ward.bind, signed, list(items), lambda: MOMENT)


def typed(ward: Ward, text: str, version: int = 0, measure: int = 0, **more: Any) -> dict[str, Any]:
    measure = measure or ward.falls_id
    item = {"verb": "figures.type", "measure": measure, "week": WEEK.isoformat(), "text": text, "status": "final"}
    return {"id": f"figure:{measure}", **item, "waiting_for": "", "note": "", "version": version, **more}


def point(ward: Ward, measure: int = 0) -> DataPoint:
    return ward.row(DataPoint, measure or ward.falls_id, WEEK)


def add(ward: Ward, name: str, unit: str = "") -> int:
    made = ward.do(measures.add_measure, name=name, unit=unit, domain=Domain.COST, direction=Direction.DECREASE)
    return made.id


def test_a_figure_is_saved_and_the_answer_says_what_stands_there(ward: Ward) -> None:
    [answer] = hand_in(ward, typed(ward, "4"))
    assert answer["ok"]
    assert (answer["text"], answer["version"], answer["value_text"], answer["doubt"]) == ("4", 1, "4", "")
    assert point(ward).value == 4
    assert ward.history()[-1].actor_name == "Jo Douglas"


def test_the_same_figure_sent_twice_is_saved_once_and_answered_well_twice(ward: Ward) -> None:
    hand_in(ward, typed(ward, "4"))
    before = ward.revision()
    [again] = hand_in(ward, typed(ward, "4"))
    assert (again["ok"], again["version"]) == (True, 1)
    assert not ward.history(since=before)


@pytest.mark.parametrize("order", permutations(["5", "3", "7"]), ids=" ".join)
def test_of_people_who_saw_the_same_the_first_is_kept_and_the_others_are_shown_it(
    ward: Ward, order: tuple[str, ...]
) -> None:
    first, *others = order
    assert hand_in(ward, typed(ward, first))[0]["ok"]
    for text in others:
        [answer] = hand_in(ward, typed(ward, text))
        assert (answer["why"], answer["theirs"]["text"], answer["theirs"]["version"]) == ("clash", first, 1)
    assert point(ward).value == float(first)
    assert hand_in(ward, typed(ward, others[0], version=1))[0]["ok"], "mine, over theirs"
    assert point(ward).value == float(others[0])


def test_two_people_on_two_measures_disturb_nobody(ward: Ward) -> None:
    other = add(ward, "Ulcers")
    assert hand_in(ward, typed(ward, "4"))[0]["ok"]
    assert hand_in(ward, typed(ward, "1", measure=other))[0]["ok"]


def test_so_many_out_of_so_many_keeps_both_and_the_share(ward: Ward) -> None:
    noon = add(ward, "Home by noon", "%")
    [answer] = hand_in(ward, typed(ward, "16/47", measure=noon))
    assert (answer["text"], answer["value_text"]) == ("16/47", "34.0% (16 of 47)")
    assert (point(ward, noon).numerator, point(ward, noon).denominator) == (16, 47)
    [answer] = hand_in(ward, typed(ward, "16/47", measure=noon, version=1, note="Two on leave"))
    assert (point(ward, noon).numerator, point(ward, noon).note) == (16, "Two on leave")


def test_a_rate_is_worked_out_in_its_own_unit(ward: Ward) -> None:
    rate = add(ward, "Falls rate", "per 1,000 bed days")
    hand_in(ward, typed(ward, "3/700", measure=rate))
    assert point(ward, rate).value == pytest.approx(3 / 700 * 1000)


def test_not_in_yet_says_whom_it_waits_for_and_a_figure_takes_its_place(ward: Ward) -> None:
    [late] = hand_in(ward, typed(ward, "", status="not_in_yet", waiting_for="finance"))
    assert (late["status"], late["waiting_for"], late["version"]) == ("not_in_yet", "finance", 1)
    [answer] = hand_in(ward, typed(ward, "4", version=1))
    assert (answer["status"], answer["waiting_for"]) == ("final", "")


def test_an_emptied_box_takes_its_figure_back_and_an_empty_one_writes_nothing(ward: Ward) -> None:
    [nothing] = hand_in(ward, typed(ward, ""))
    assert (nothing["ok"], nothing["version"]) == (True, 0)
    assert not ward.ask(lambda session: session.get(DataPoint, (ward.team_id, ward.falls_id, WEEK)))
    hand_in(ward, typed(ward, "4"))
    hand_in(ward, typed(ward, "", version=1))
    assert (point(ward).value, point(ward).status) == (None, PointStatus.NOT_IN_YET)


def test_provisional_is_said_by_its_mark_or_by_the_button(ward: Ward) -> None:
    hand_in(ward, typed(ward, "4 p"))
    assert point(ward).status is PointStatus.PROVISIONAL
    hand_in(ward, typed(ward, "4", version=1))
    assert point(ward).status is PointStatus.FINAL
    hand_in(ward, typed(ward, "4", version=2, status="provisional"))
    assert point(ward).status is PointStatus.PROVISIONAL


def test_what_cannot_be_read_leaves_nothing_and_holds_nothing_else_up(ward: Ward) -> None:
    other = add(ward, "Ulcers")
    before = ward.revision()
    bad, good = hand_in(ward, typed(ward, "1,5"), typed(ward, "2", measure=other))
    assert (bad["ok"], bad["why"], bad["sentence"]) == (False, "refused", "“1,5”: write 1.5 or 15.")
    assert good["ok"]
    assert [change.row_key for change in ward.history(since=before)] == [f"{other}:{WEEK}"]


@pytest.mark.parametrize("text", ["seven", "1e3", "\x00", "9" * 300, "12/0", "-4", "#REF!"])
def test_odd_text_is_refused_in_one_sentence(ward: Ward, text: str) -> None:
    [answer] = hand_in(ward, typed(ward, text))
    assert (answer["ok"], answer["why"]) == (False, "refused")
    assert 10 < len(answer["sentence"]) < 200


def test_a_batch_is_one_transaction_with_an_answer_for_each(ward: Ward) -> None:
    many = [add(ward, f"Measure {n}") for n in range(15)]
    answers = hand_in(ward, *(typed(ward, str(n), measure=id_) for n, id_ in enumerate(many)))
    assert [answer["ok"] for answer in answers] == [True] * 15
    assert [point(ward, id_).value for id_ in many] == list(range(15))


def test_a_figure_ten_times_last_weeks_is_saved_and_asked_about(ward: Ward) -> None:
    rate = add(ward, "Omitted", "%")
    for back in range(1, 15):
        day = (WEEK - timedelta(weeks=back)).isoformat()
        hand_in(ward, typed(ward, str(4 + back % 3 / 10), measure=rate, week=day))
    [answer] = hand_in(ward, typed(ward, "41", measure=rate))
    assert (answer["ok"], answer["mend"]) == (True, "4.1")
    assert answer["doubt"] == "Ten times last week: 41% or 4.1%?"
    assert point(ward, rate).value == 41


def test_the_answer_says_what_the_figure_adds_up_to(ward: Ward) -> None:
    pay, seen = add(ward, "Pay", "£"), add(ward, "Seen")
    cost = ward.do(
        measures.add_derived_measure, name="Cost", unit="£", domain=Domain.COST, direction=Direction.DECREASE,
        numerators={pay: 1}, denominator=seen,
    ).id  # fmt: skip
    first, second = hand_in(ward, typed(ward, "1000", measure=pay), typed(ward, "40", measure=seen))
    assert (first["sums"], second["sums"]) == ({cost: ""}, {cost: "£25"})
    [refused] = hand_in(ward, typed(ward, "5", measure=cost))
    assert "worked out by the board" in refused["sentence"]


def test_a_week_that_has_not_begun_and_a_measure_kept_day_by_day_are_refused(ward: Ward) -> None:
    [answer] = hand_in(ward, typed(ward, "4", week=(WEEK + timedelta(weeks=2)).isoformat()))
    assert "has not begun yet" in answer["sentence"]
    with transaction(ward.bind) as session:
        session.get_one(Measure, (ward.team_id, ward.falls_id)).kind = MeasureKind.SAFETY_CROSS
    [answer] = hand_in(ward, typed(ward, "4"))
    assert "day by day" in answer["sentence"]


@pytest.mark.parametrize(
    "odd", [{"week": "soon"}, {"measure": "8"}, {"measure": 987654}, {"status": "sure"}, {"text": 4}, {"version": -1}]
)
def test_what_no_page_of_ours_sends_is_refused(ward: Ward, odd: dict[str, Any]) -> None:
    [answer] = hand_in(ward, {**typed(ward, "4"), **odd})
    assert (answer["ok"], answer["why"]) == (False, "refused")
