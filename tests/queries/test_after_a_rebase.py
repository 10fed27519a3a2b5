"""After a rebase the count begins anew on every screen, and no screen shows the old range as today's."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward, small_ward
from vmboard.commands import measures
from vmboard.domain.huddles.figures import too_soon_words
from vmboard.domain.views.board import MeasureView
from vmboard.domain.words import Signal
from vmboard.queries.board import board
from vmboard.queries.measures import measure
from vmboard.queries.series import team_series
from vmboard.queries.week import before
from vmboard.ui.measure_words import summary

TODAY = MOMENT.date()


@pytest.fixture
def rebased(bind: Engine) -> Ward:
    """Twenty weeks about 5, and a new centre line from the last of them."""
    ward = small_ward(bind)
    ward.record(*[4.0, 5.0, 6.0, 5.0] * 5)
    ward.do(measures.rebase, ward.falls_id, week=WEEK, reason="New trolley")
    return ward


def page(ward: Ward) -> MeasureView:
    return ward.ask(lambda session: measure(session, ward.nurse, ward.team_id, ward.falls_id, TODAY))


def test_the_tile_the_page_and_the_huddle_say_one_of_ten_weeks(rebased: Ward) -> None:
    tile = rebased.ask(lambda session: board(session, rebased.nurse, rebased.team_id, TODAY)).tiles[0]
    assert (tile.signal, tile.sentence) == (Signal.NOT_ENOUGH, "New centre line since 15 Nov: 1 of 10 weeks.")
    view = page(rebased)
    assert view.tile.sentence == tile.sentence
    assert view.default_text == "Not enough weeks yet: 1 of 10."
    assert too_soon_words([tile]) == "Too soon to say: 1 of 10 weeks"


def test_the_old_range_is_told_of_old_weeks_alone(rebased: Ward) -> None:
    view = page(rebased)
    assert view.rows[0].usual == "" and view.rows[1].usual != ""
    assert view.tile.chart.spans[-1].centre is None
    assert "usual range" not in summary(view)


def test_the_week_to_be_filled_in_next_borrows_no_range_from_before(rebased: Ward) -> None:
    def usual(week: date) -> str:
        series = rebased.ask(lambda session: team_series(session, rebased.team_id, TODAY))[rebased.falls_id]
        return before(series, week)[3]

    assert usual(WEEK - timedelta(weeks=1)) != "", "a week of before"
    assert usual(WEEK) == "" and usual(WEEK + timedelta(weeks=1)) == ""
