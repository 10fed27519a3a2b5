"""A figure handed in by a browser: read as it was typed, on the version it was typed over; never half, never twice."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward, small_ward
from vmboard.commands import measures
from vmboard.commands.passes import pass_for
from vmboard.commands.undo import undo
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus
from vmboard.queries.week import figure
from vmboard.store.engine import transaction
from vmboard.store.tables import DataPoint, Measure
from vmboard.web import saving

A_WEEK = timedelta(weeks=1)


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


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


@pytest.mark.parametrize("order", list(permutations(["5", "3", "7"])), ids=" ".join)
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


def asked_about(ward: Ward, text: str = "41") -> int:
    """A percentage of about four, and this week ten times that."""
    rate = add(ward, "Omitted", "%")
    for back in range(1, 15):
        hand_in(ward, typed(ward, str(4 + back % 3 / 10), measure=rate, week=(WEEK - back * A_WEEK).isoformat()))
    hand_in(ward, typed(ward, text, measure=rate))
    return rate


def test_the_question_is_kept_with_its_figure_in_the_same_row_of_history(ward: Ward) -> None:
    rate = asked_about(ward)
    assert point(ward, rate).doubt == "Ten times last week: 41% or 4.1%?"
    assert ward.history()[-1].after["doubt"] == point(ward, rate).doubt
    box = ward.ask(lambda session: figure(session, ward.nurse, ward.team_id, rate, WEEK))
    assert (box.doubt, box.mend) == (point(ward, rate).doubt, "4.1"), "whoever opens the page is asked"
    hand_in(ward, typed(ward, "41", measure=rate, version=1, note="Looked again"))
    assert point(ward, rate).doubt, "a note answers nothing"
    hand_in(ward, typed(ward, "41", measure=rate, version=2, status="provisional"))
    assert point(ward, rate).doubt, "nor does how sure it is"


def test_it_is_right_answers_it_for_good_and_another_figure_answers_it_too(ward: Ward) -> None:
    rate = asked_about(ward)
    [answer] = hand_in(ward, typed(ward, "41", measure=rate, version=1, sure=True))
    assert (answer["ok"], answer["doubt"], point(ward, rate).doubt) == (True, "", "")
    assert (ward.history()[-1].verb, ward.history()[-1].before["doubt"][:3]) == ("answer doubt", "Ten")
    [again] = hand_in(ward, typed(ward, "41", measure=rate, version=2, note="Checked"))
    assert again["doubt"] == ""
    [odd] = hand_in(ward, typed(ward, "43", measure=rate, version=3))
    assert odd["doubt"], "another odd figure is another question"
    [mended] = hand_in(ward, typed(ward, "4.1", measure=rate, version=4))
    assert (mended["doubt"], point(ward, rate).doubt) == ("", "")


def test_a_figure_asked_about_is_no_measure_for_the_next(ward: Ward) -> None:
    rate = asked_about(ward)
    [answer] = hand_in(ward, typed(ward, "4.2", measure=rate, week=(WEEK + A_WEEK).isoformat()))
    assert answer["doubt"] == ""


def test_the_answer_is_undone_like_any_change(ward: Ward) -> None:
    rate = asked_about(ward)
    hand_in(ward, typed(ward, "41", measure=rate, version=1, sure=True))
    ward.do(undo, ward.history()[-1].revision)
    assert point(ward, rate).doubt


def test_nothing_to_count_is_an_answer_and_a_figure_takes_its_place(ward: Ward) -> None:
    rate = add(ward, "Home by noon", "%")
    [answer] = hand_in(ward, typed(ward, "", measure=rate, status="nothing_to_count"))
    assert (answer["status"], answer["text"], point(ward, rate).value) == ("nothing_to_count", "", None)
    [answer] = hand_in(ward, typed(ward, "16/47", measure=rate, version=1))
    assert (answer["status"], point(ward, rate).numerator) == ("final", 16)


def linked(ward: Ward) -> tuple[int, int]:
    """A percentage whose *of* is the patients of the week."""
    noon, patients = add(ward, "Home by noon", "%"), add(ward, "Patients this week")
    ward.do(measures.change_measure, noon, out_of_id=patients)
    return noon, patients


@pytest.mark.parametrize("first", ["patients", "noon"])
def test_out_of_how_many_is_taken_from_the_other_figure_whichever_comes_first(ward: Ward, first: str) -> None:
    noon, patients = linked(ward)
    order = [typed(ward, "47", measure=patients), typed(ward, "16", measure=noon)]
    if first == "noon":
        [waiting] = hand_in(ward, order.pop())
        assert (waiting["text"], waiting["waiting_for"], point(ward, noon).value) == ("16", "Patients this week", None)
        [answer] = hand_in(ward, *order)
        assert answer["shares"][noon]["value_text"] == "34.0% (16 of 47)", "the page learns what became of it"
    else:
        hand_in(ward, *order)
    row = point(ward, noon)
    assert (row.numerator, row.denominator, row.status) == (16, 47, PointStatus.FINAL)
    assert row.value == pytest.approx(16 / 47 * 100)


def test_where_the_other_figure_changes_the_share_follows_in_the_same_batch_and_says_so(ward: Ward) -> None:
    noon, patients = linked(ward)
    hand_in(ward, typed(ward, "47", measure=patients), typed(ward, "16", measure=noon))
    hand_in(ward, typed(ward, "50", measure=patients, version=1))
    assert (point(ward, noon).denominator, point(ward, noon).value) == (50, 32)
    counted, followed = ward.history()[-2:]
    assert (followed.verb, followed.reason) == ("follow share", "Out of Patients this week")
    assert counted.batch == followed.batch is not None
    ward.do(undo, counted.revision)
    assert (point(ward, noon).denominator, point(ward, patients).value) == (47, 47)
    [zero] = hand_in(ward, typed(ward, "0", measure=noon, version=point(ward, noon).version))
    assert zero["value_text"] == "0% (0 of 47)"
    hand_in(ward, typed(ward, "0", measure=patients, version=point(ward, patients).version))
    assert point(ward, noon).status is PointStatus.NOTHING_TO_COUNT, "none of nobody is no percentage"


def test_a_share_typed_out_of_another_number_is_left_as_it_was_typed(ward: Ward) -> None:
    noon, patients = linked(ward)
    hand_in(ward, typed(ward, "12/40", measure=noon), typed(ward, "47", measure=patients))
    assert (point(ward, noon).numerator, point(ward, noon).denominator) == (12, 40)


def test_only_a_number_typed_every_week_may_count_a_share(ward: Ward) -> None:
    noon, patients = linked(ward)
    for counts in (noon, 10**9):
        with pytest.raises(Refused, match="another measure"):
            ward.do(measures.change_measure, noon, out_of_id=counts)
    with pytest.raises(Refused, match="not typed as a number"):
        ward.do(measures.change_measure, patients, out_of_id=noon)
