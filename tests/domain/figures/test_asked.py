"""Which figures a week asks for, how a figure is typed again, and who owes what."""

from datetime import date, timedelta

import pytest

from vmboard.domain.figures.asked import (
    as_typed,
    chase,
    chase_text,
    in_order,
    next_asked,
    said,
    share_scale,
    waiting_words,
)
from vmboard.domain.views.week import Figure, WeekLine
from vmboard.domain.words import Domain, PointStatus

WEEK = date(2026, 11, 15)


def line(
    name: str, domain: Domain = Domain.SAFETY, value: str = "", waits: str = "", owner: str = "", asked: bool = True
) -> WeekLine:
    status = PointStatus.FINAL if value else PointStatus.NOT_IN_YET
    return WeekLine(
        measure_id=1, name=name, domain=domain, unit="", unit_text="", decimals=None, owner=owner, last_when="",
        last_text="", last_typed="", usual="", figure=Figure(1, WEEK, value, status, waits), asked=asked,
        is_owed=asked and not value,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("weeks_ago", "cadence", "due"), [(1, 1, True), (7, 8, False), (8, 8, True), (3, 4, False), (4, 4, True)]
)
def test_a_measure_asked_every_so_often_is_owed_only_when_it_is_due(weeks_ago: int, cadence: int, due: bool) -> None:
    latest = WEEK - timedelta(weeks=weeks_ago)
    assert (next_asked(WEEK, latest, cadence, None) == WEEK) is due


def test_a_measure_without_any_figure_is_due_at_once() -> None:
    assert next_asked(WEEK, None, 8, None) == WEEK


def test_a_measure_that_is_only_watched_is_asked_for_every_four_weeks() -> None:
    latest = WEEK - timedelta(weeks=1)
    assert next_asked(WEEK, latest, 1, WEEK - timedelta(weeks=5)) == WEEK + timedelta(weeks=3)
    assert next_asked(WEEK, latest, 1, WEEK + timedelta(weeks=1)) == WEEK, "not yet retired then"


def test_a_measure_retired_on_the_last_day_of_a_week_is_only_watched_from_that_week() -> None:
    latest, monthly = WEEK - timedelta(weeks=1), WEEK + timedelta(weeks=3)
    assert next_asked(WEEK, latest, 1, WEEK) == monthly
    assert next_asked(WEEK, latest, 1, WEEK + timedelta(days=1)) == WEEK
    assert next_asked(WEEK, latest, 8, WEEK) == WEEK + timedelta(weeks=7), "sampled less often than that anyway"


def test_a_figure_is_typed_again_as_it_was_typed() -> None:
    assert as_typed(12.0, None, None, "count") == "12"
    assert as_typed(1313.5, None, None, "£") == "1313.5"
    assert as_typed(16 / 47 * 100, 16, 47, "%") == "16/47"
    assert as_typed(3 / 700 * 1000, 3, 700, "per 1,000 bed days") == "3/700"
    assert as_typed(4.3, 3, 800, "per 1,000 bed days") == "4.3", "these do not give it"
    assert as_typed(None, None, None, "%") == ""


def test_so_many_out_of_so_many_is_a_share_of_what_the_unit_says() -> None:
    assert [share_scale(unit) for unit in ("%", "per 1,000 bed days", "per 100 admissions", "count")] == [
        100,
        1000,
        100,
        1,
    ]


def test_a_share_is_said_with_what_it_is_out_of() -> None:
    assert said(16 / 47 * 100, 16, 47, "%", 0) == "34% (16 of 47)"
    assert said(41.0, None, None, "", None) == "41"


def test_rows_keep_the_order_of_the_board_whatever_is_owed() -> None:
    lines = [
        line("Pay", Domain.COST, waits="finance"), line("Bank", Domain.COST), line("Falls", value="2"),
        line("Observed", asked=False), line("Ulcers"),
    ]  # fmt: skip
    assert [one.name for one in in_order(lines)] == ["Falls", "Observed", "Ulcers", "Pay", "Bank"]


def test_who_owes_what_is_said_a_line_a_person_and_waiting_goes_before_ownership() -> None:
    lines = [
        line("Falls", owner="Ward clerk"), line("Pay", waits="finance", owner="Lead"), line("Noise", value="3"),
        line("Ulcers", owner="Ward clerk"), line("Joy"),
    ]  # fmt: skip
    owed = chase(lines)
    assert owed == (("Ward clerk", ("Falls", "Ulcers")), ("finance", ("Pay",)), ("The team", ("Joy",)))
    assert chase_text(owed[:1], WEEK, "tomorrow 10:00") == (
        "Still to come for week ending 15 Nov, before the huddle tomorrow 10:00:\nWard clerk: Falls, Ulcers"
    )
    assert waiting_words([*lines, line("Non-pay", waits="finance"), line("Drugs", waits="pharmacy")]) == (
        "2 waiting for finance, 1 for pharmacy"
    )
