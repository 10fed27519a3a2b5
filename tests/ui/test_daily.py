"""The daily huddle on its pages: when it is offered, what it asks, and what stands of it afterwards."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import TODAY
from tests.ui.conftest import Ward, text
from vmboard.commands import actions, daily, huddles, teams


@pytest.fixture
def every_day(ward: Ward) -> Ward:
    ward.do(teams.change_team, daily_days="every day")
    return ward


def labels(ward: Ward, page: str = "week") -> list[str]:
    at = ward.open(page)
    return [*(link.proto.label for link in at.get("page_link")), *(button.label for button in at.button)]


def hold(ward: Ward) -> None:
    ward.do(daily.hold_daily, day=TODAY, today=TODAY, now=datetime(2026, 11, 18, 8, 17, tzinfo=UTC))


def test_the_bar_offers_it_until_it_was_held_and_then_the_weekly_one(every_day: Ward) -> None:
    said = labels(every_day)
    assert "Daily huddle" in said and "Start huddle" not in said
    hold(every_day)
    said = labels(every_day)
    assert "Daily huddle" not in said and "Start huddle" in said


def test_a_team_without_one_sees_nothing_of_it(ward: Ward) -> None:
    assert "Daily huddle" not in labels(ward)
    assert "What is different today?" not in text(ward.open("huddle"))


def test_its_page_has_the_three_prompts_what_is_owed_and_the_days_before(every_day: Ward) -> None:
    every_day.do(actions.raise_action, text="Order <b>drips</b>", today=TODAY, due=TODAY - timedelta(days=1))
    every_day.do(daily.say_different, day=TODAY - timedelta(days=2), words="Bed 12 closed", today=TODAY)
    at = every_day.open("huddle")
    said = text(at)
    assert not at.exception
    for prompt in ("What is different today?", "Safety first: did anyone come to harm?", "What do we owe?"):
        assert prompt in said
    assert "1 late action." in said and "Order &lt;b&gt;drips&lt;/b&gt; · 1 day late" in said
    assert "Bed 12 closed" in said and "No daily huddle held yet" in said
    hold(every_day)
    assert "Held at 08:17." in text(every_day.open("huddle"))


def test_the_weekly_huddle_can_be_held_instead_and_takes_its_place(every_day: Ward) -> None:
    at = every_day.open("huddle")
    next(button for button in at.button if button.label == "Start the weekly huddle").click().run()
    assert "What went well this week?" in text(at)
    row = every_day.do(lambda s, a, t: huddles.open_row(s, t)).id
    every_day.do(huddles.close_huddle, row, now=datetime.now(UTC))
    said = text(every_day.open("huddle"))
    assert "Today’s huddle is closed." in said and "What is different today?" not in said


def test_the_board_has_the_prompts_around_its_time_alone(every_day: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Daily huddle, 08:15" not in text(every_day.open("board")), "the tests' day is not this one"
    monkeypatch.setattr("vmboard.ui.daily.is_shown", lambda span, now: span is not None)
    said = text(every_day.open("board"))
    assert "Daily huddle, 08:15" in said and "did anyone come to harm?" in said
    hold(every_day)
    assert "Daily huddle, 08:15" not in text(every_day.open("board"))
