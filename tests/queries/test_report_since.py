"""What a report-out says has changed: against the board at the last huddle, or a week ago."""

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.commands.huddles import hold_huddle
from vmboard.domain.reports.words import Audience
from vmboard.queries.reports import report_out
from vmboard.store.engine import reading

STEADY = [4.0, 5.0, 3.0, 4.0, 6.0, 4.0, 5.0, 3.0, 4.0, 5.0, 4.0, 5.0, 4.0]


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)


def changed(ward: Ward) -> tuple[str, list[str]]:
    with reading(ward.bind) as session:
        seen = report_out(session, ward.nurse, ward.team_id, Audience.MANAGER, MOMENT.date())
    section = next(s for s in (*seen.before, *seen.after) if s.heading == "What changed")
    return seen.since_text, [f"{item.lead}: {item.words}" for item in section.items]


def test_a_signal_that_came_this_week_changed_and_one_that_stood_did_not(ward: Ward) -> None:
    ward.record(*STEADY, 30.0)
    assert changed(ward)[1][0].startswith("Falls: Worse.")
    ward.record(*STEADY, 30.0, 31.0)
    assert changed(ward) == ("since 11 Nov", [])


def test_it_is_told_against_the_last_huddle_however_many_weeks_came_since(ward: Ward) -> None:
    ward.record(*STEADY, 30.0, 31.0)
    ward.do(hold_huddle, held_on=date(2026, 11, 5), minutes=12, people=4)
    since, said = changed(ward)
    assert "5 Nov" in since and said[0].startswith("Falls: Worse.")
    ward.do(hold_huddle, held_on=MOMENT.date(), minutes=12, people=4)
    assert "5 Nov" in changed(ward)[0], "the huddle of the day is where it is told"


def test_a_huddle_long_ago_is_none_to_tell_against(ward: Ward) -> None:
    ward.record(*STEADY)
    ward.do(hold_huddle, held_on=date(2026, 10, 5), minutes=12, people=4)
    assert "11 Nov" in changed(ward)[0]


def test_a_signal_that_is_over_is_told_too(ward: Ward) -> None:
    ward.record(*STEADY, 30.0, 4.0)
    (said,) = changed(ward)[1]
    assert said.startswith("Falls: Steady, no longer Worse.")
