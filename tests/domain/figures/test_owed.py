"""What a week asks for and has not got: one rule for the week's page, the tile, the huddle, the recap and the round."""

from datetime import date, timedelta

import pytest

from vmboard.domain.figures.owed import Owed, waiting_for, weeks_owed
from vmboard.domain.measures.points import Reading
from vmboard.domain.words import PointStatus

WEEK = date(2026, 11, 15)
NOTHING = Reading(None, PointStatus.NOTHING_TO_COUNT)


def ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


def waits(whom: str = "") -> Reading:
    return Reading(None, PointStatus.NOT_IN_YET, whom)


@pytest.mark.parametrize(
    ("readings", "every", "weeks"),
    [
        ({ago(0): Reading(4.0)}, 1, None),
        ({ago(0): NOTHING, ago(1): Reading(4.0)}, 1, None),
        ({ago(1): Reading(4.0)}, 1, 1),
        ({ago(1): Reading(4.0), ago(0): waits("finance")}, 1, 1),
        ({ago(3): Reading(4.0)}, 1, 3),
        ({ago(-1): Reading(4.0), ago(1): Reading(4.0)}, 1, 1),  # the running week's figure is not this week's
        ({ago(3): Reading(4.0)}, 4, None),
        ({ago(4): Reading(4.0)}, 4, 1),
        ({ago(1): Reading(4.0), ago(0): waits("the audit")}, 4, 0),
        ({ago(1): Reading(4.0), ago(0): waits()}, 4, None),
    ],
)
def test_a_figure_is_owed_from_the_week_it_is_due(readings: dict[date, Reading], every: int, weeks: int | None) -> None:
    assert weeks_owed(readings, WEEK, every=every, since=ago(9)) == weeks


def test_a_measure_that_never_had_a_figure_is_owed_at_once_and_late_since_the_week_it_was_added() -> None:
    assert [weeks_owed({}, WEEK, every=1, since=since) for since in (ago(-1), ago(0), ago(2))] == [0, 1, 3]


def test_nobody_waits_for_a_week_that_was_left_out() -> None:
    had = {ago(3): Reading(4.0)}
    assert weeks_owed(had, WEEK, every=1, left_out={ago(1)}, since=ago(3)) == 2
    assert weeks_owed(had, WEEK, every=1, left_out={ago(0), ago(1), ago(2)}, since=ago(3)) is None


def test_whom_it_waits_for_is_as_the_newest_missing_week_says_and_older_gaps_are_history() -> None:
    readings = {ago(3): waits("pharmacy"), ago(2): Reading(4.0), ago(1): waits("finance"), ago(0): waits()}
    assert waiting_for(readings, WEEK) == "finance"
    assert waiting_for(readings | {ago(0): Reading(5.0)}, WEEK) == ""
    assert waiting_for(readings | {ago(-1): Reading(5.0)}, WEEK) == "finance", "what is in of a later week is no answer"


def test_it_is_told_with_its_age_and_whom_it_waits_for() -> None:
    assert Owed(1, "Falls", 2, "finance").words == "Falls: 2 weeks late, waiting for finance"
    assert Owed(1, "Falls", 1).words == "Falls: 1 week late"
    assert Owed(1, "Falls", 0).words == "Falls: not in yet"
    assert [Owed(1, "Pay", 1, *who).who for who in (("finance", "Lead"), ("", "Lead"), ())] == [
        "finance", "Lead", "The team",
    ]  # fmt: skip
