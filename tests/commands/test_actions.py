"""What a huddle agrees: raised, ticked, dropped and picked up again."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.small_ward import Ward
from vmboard.commands import actions, projects
from vmboard.domain.refusals import Clash, Refused
from vmboard.store.tables import Action

TODAY = date(2026, 11, 18)


def test_an_action_says_what_who_and_by_when(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Slings", today=TODAY).id
    made = ward.do(
        actions.raise_action, text=" Order 20 slings ", today=TODAY, owner_id=ward.nurse_id,
        due=date(2026, 11, 27), project_id=project,
    ).id  # fmt: skip
    kept = ward.row(Action, made)
    assert (kept.text, kept.owner_id, kept.due) == ("Order 20 slings", ward.nurse_id, date(2026, 11, 27))
    assert (kept.raised_on, kept.project_id, kept.done_on) == (TODAY, project, None)


def test_ticking_twice_is_ticking_once(ward: Ward) -> None:
    made = ward.do(actions.raise_action, text="Order slings", today=TODAY).id
    ward.do(actions.complete, made, today=TODAY)
    noted = len(ward.history())
    ward.do(actions.complete, made, today=date(2026, 12, 1))
    assert ward.row(Action, made).done_on == TODAY
    assert len(ward.history()) == noted


def test_why_an_action_was_dropped_is_remembered(ward: Ward) -> None:
    made = ward.do(actions.raise_action, text="Order slings", today=TODAY).id
    ward.do(actions.drop, made, reason="7B lent us theirs")
    assert ward.row(Action, made).removed
    assert ward.history()[-1].reason == "7B lent us theirs"


@pytest.mark.parametrize(
    "details", [{"text": ""}, {"text": "x" * 141}, {"text": "Ask", "owner_id": 999}, {"text": "Ask", "project_id": 9}]
)
def test_an_action_without_words_or_with_a_strangers_name_is_refused(ward: Ward, details: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        ward.do(actions.raise_action, today=TODAY, **details)


def raised(ward: Ward, **details: Any) -> int:
    return int(ward.do(actions.raise_action, text="Order slings", today=TODAY, **details).id)


@pytest.mark.parametrize(
    ("due", "to"),
    [
        (date(2026, 11, 20), date(2026, 11, 27)),
        (date(2026, 11, 12), date(2026, 11, 19)),
        (date(2026, 10, 16), date(2026, 11, 20)),
        (None, date(2026, 11, 25)),
    ],
    ids=["a week on", "late: from when it was due", "very late: the next such day", "no day: a week from today"],
)
def test_an_action_is_put_off_by_a_week_and_never_into_the_past(ward: Ward, due: date | None, to: date) -> None:
    made = raised(ward, due=due)
    for _ in range(2):
        ward.do(actions.carry_over, made, was=due, today=TODAY)
    assert (ward.row(Action, made).due, ward.row(Action, made).carried) == (to, 1), "asking twice is asking once"


def test_putting_off_what_somebody_else_gave_another_day_shows_theirs(ward: Ward) -> None:
    made = raised(ward, due=date(2026, 11, 20))
    ward.do(actions.change_action, made, due=date(2026, 12, 1))
    with pytest.raises(Clash):
        ward.do(actions.carry_over, made, was=date(2026, 11, 20), today=TODAY)
    assert ward.row(Action, made).due == date(2026, 12, 1)


def test_what_somebody_gave_the_very_day_it_would_be_put_off_to_is_a_clash_all_the_same(ward: Ward) -> None:
    made = raised(ward, due=date(2026, 11, 20))
    ward.do(actions.change_action, made, due=date(2026, 11, 27))
    with pytest.raises(Clash):
        ward.do(actions.carry_over, made, was=date(2026, 11, 20), today=TODAY)
    assert ward.row(Action, made).carried == 0


def test_a_repeating_action_raises_the_next_when_it_is_done(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Slings", today=TODAY).id
    made = raised(ward, due=date(2026, 11, 6), repeat_weeks=1, owner_id=ward.nurse_id, project_id=project)
    upcoming = ward.do(actions.complete, made, today=TODAY)
    assert upcoming is not None and upcoming.project_id == project, "it stays the project's"
    assert (upcoming.due, upcoming.follows_id, upcoming.owner_id) == (date(2026, 11, 20), made, ward.nurse_id)
    assert ward.do(actions.complete, made, today=TODAY) is None, "ticked twice, it comes round once"


def test_taking_the_tick_off_takes_the_next_one_back_unless_somebody_touched_it(ward: Ward) -> None:
    made = raised(ward, repeat_weeks=2)
    first = ward.do(actions.complete, made, today=TODAY)
    ward.do(actions.reopen, made)
    assert first is not None and ward.row(Action, first.id).removed
    second = ward.do(actions.complete, made, today=TODAY)
    assert second is not None
    ward.do(actions.change_action, second.id, text="Order slings, large")
    assert ward.do(actions.reopen, made) is None
    assert not ward.row(Action, second.id).removed
    assert ward.do(actions.complete, made, today=TODAY) is None, "its next one is on the list already"


def test_what_was_dropped_twice_for_two_reasons_keeps_the_first_and_says_so(ward: Ward) -> None:
    made = raised(ward)
    ward.do(actions.drop, made, reason="7B lent us theirs")
    ward.do(actions.drop, made, reason="7B lent us theirs")
    with pytest.raises(Clash):
        ward.do(actions.drop, made, reason="Too dear")
    with pytest.raises(Clash):
        ward.do(actions.complete, made, today=TODAY)
    ward.do(actions.pick_up, made)
    assert not ward.row(Action, made).removed


def test_an_action_cannot_be_dropped_without_a_word_nor_come_round_every_three_weeks(ward: Ward) -> None:
    made = raised(ward)
    with pytest.raises(Refused):
        ward.do(actions.drop, made, reason="")
    with pytest.raises(Refused):
        ward.do(actions.change_action, made, repeat_weeks=3)


def test_a_day_before_it_was_raised_is_a_slip_of_the_month_or_the_year_and_is_said(ward: Ward) -> None:
    made = raised(ward)
    with pytest.raises(Refused, match="that day is before"):
        ward.do(actions.change_action, made, due=TODAY - timedelta(days=1))
    ward.do(actions.change_action, made, due=TODAY)


def test_of_two_reasons_for_dropping_it_the_later_is_why_it_is_dropped(ward: Ward) -> None:
    row = ward.do(actions.raise_action, text="Order slings", today=TODAY).id
    ward.do(actions.drop, row, reason="The ward moves")
    ward.do(actions.pick_up, row)
    for _ in range(2):
        ward.do(actions.drop, row, reason="Somebody else has")
    with pytest.raises(Clash):
        ward.do(actions.drop, row, reason="The ward moves")
