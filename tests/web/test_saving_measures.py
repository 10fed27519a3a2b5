"""What pages hand in about measures and days, on both databases: saved, or both texts shown, never lost."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.commands import measures
from vmboard.commands.passes import pass_for
from vmboard.domain.words import Direction, Domain, MeasureKind
from vmboard.store.tables import DayMark, Measure
from vmboard.web.saving import save_items

TODAY = "2026-11-18"


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


def hand_in(ward: Ward, *items: dict[str, Any]) -> list[dict[str, Any]]:
    signed = pass_for(ward.bind, ward.nurse, ward.team_id)
    return save_items(ward.bind, signed, [{"id": str(n), **item} for n, item in enumerate(items)], lambda: MOMENT)


def box(ward: Ward, field: str, value: str, was: str = "") -> dict[str, Any]:
    return {"verb": "boxes.set", "noun": "measure", "row": ward.falls_id, "field": field, "value": value, "was": was}


BOXES = {
    "name": ("Falls", "All falls", "All falls"), "short_name": ("", "Falls", "Falls"),
    "domain": ("safety", "quality", Domain.QUALITY), "direction": ("decrease", "neutral", Direction.NEUTRAL),
    "target": ("", "£1,300.50", 1300.5), "unit": ("", "falls", "falls"), "out_of": ("", "patients", "patients"),
    "definition": ("", "Any fall", "Any fall"), "source": ("", "Datix", "Datix"),
    "data_owner": ("", "Ward clerk", "Ward clerk"), "cadence_weeks": ("1", "4", 4), "decimals": ("", "2", 2),
    "kind": ("weekly", "safety_cross", MeasureKind.SAFETY_CROSS), "began_on": ("", "2026-10-01", date(2026, 10, 1)),
}  # fmt: skip


@pytest.mark.parametrize("field", BOXES)
def test_every_box_of_a_measure_saves_itself(ward: Ward, field: str) -> None:
    was, value, kept = BOXES[field]
    (answer,) = hand_in(ward, box(ward, field, value, was))
    assert answer["ok"], answer
    assert getattr(ward.row(Measure, ward.falls_id), field) == kept
    assert hand_in(ward, box(ward, field, answer["value"], was))[0]["ok"], "handed in again after a lost answer"


@pytest.mark.parametrize(
    ("field", "value", "was"),
    [("cadence_weeks", "0", "1"), ("cadence_weeks", "often", "1"), ("decimals", "9", ""), ("domain", "luck", "safety"),
     ("target", "many", ""), ("name", "", "Falls"), ("kind", "hourly", "weekly"), ("began_on", "soon", "")],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(ward: Ward, field: str, value: str, was: str) -> None:
    (answer,) = hand_in(ward, box(ward, field, value, was))
    assert answer["why"] == "refused"
    assert answer["sentence"].endswith(".") and "tell whoever runs" not in answer["sentence"]


def test_two_people_on_one_box_see_both_texts_and_on_two_boxes_both_are_kept(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, target=3)
    answers = hand_in(ward, box(ward, "target", "2"), box(ward, "unit", "falls"))
    assert (answers[0]["why"], answers[0]["theirs"]) == ("clash", {"value": "3"})
    assert answers[1]["ok"]
    assert hand_in(ward, box(ward, "target", "2", was="3"))[0]["ok"]


def test_a_measure_is_moved_and_shown_with_one_item_each(ward: Ward) -> None:
    other = ward.do(measures.add_measure, name="Ulcers", domain=Domain.SAFETY, direction=Direction.DECREASE).id
    answers = hand_in(
        ward, {"verb": "measures.move", "row": other, "before": ward.falls_id},
        {"verb": "measures.show", "row": other, "on_wall": False},
    )  # fmt: skip
    assert answers[0]["order"] == [other, ward.falls_id]
    assert answers[1]["on_wall"] is False
    (again,) = hand_in(ward, {"verb": "measures.move", "row": other, "before": None})
    assert again["order"] == [ward.falls_id, other]


def test_a_day_is_filled_in_and_left_open_again_and_two_people_on_one_day_see_both(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.SAFETY_CROSS)
    mark = {"verb": "days.mark", "row": ward.falls_id, "day": TODAY, "count": 0, "version": 0}
    assert hand_in(ward, mark)[0] == {"id": "0", "ok": True, "count": 0, "version": 1}
    assert hand_in(ward, mark)[0]["ok"], "the same again after a lost answer"
    (clash,) = hand_in(ward, {**mark, "count": 2})
    assert (clash["why"], clash["theirs"]) == ("clash", {"count": 0, "version": 1})
    assert hand_in(ward, {**mark, "count": 2, "version": 1})[0]["version"] == 2
    assert hand_in(ward, {**mark, "count": None, "version": 2})[0]["count"] is None
    assert ward.ask(lambda s: s.get(DayMark, (ward.team_id, ward.falls_id, date(2026, 11, 18)))) is None


def test_a_day_of_another_kind_or_to_come_is_refused(ward: Ward) -> None:
    mark = {"verb": "days.mark", "row": ward.falls_id, "day": TODAY, "count": 0, "version": 0}
    assert "a figure every week" in hand_in(ward, mark)[0]["sentence"]
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.DAYS_SINCE)
    assert "still to come" in hand_in(ward, {**mark, "day": "2026-11-19"})[0]["sentence"]
