"""A measure that is sampled every four weeks is told in samples on every screen: seven of them are half a year."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward, small_ward
from vmboard.commands import measures
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.huddles.figures import too_soon_words
from vmboard.domain.views.board import MeasureView, Tile
from vmboard.domain.words import Signal
from vmboard.queries.board import board
from vmboard.queries.measures import measure
from vmboard.ui.measure_words import summary

TODAY = MOMENT.date()
STEADY = (4, 5, 6, 5) * 4


def sampled(ward: Ward, *values: float) -> Ward:
    """The latest sample is two weeks old."""
    ward.do(measures.change_measure, ward.falls_id, cadence_weeks=4)
    many = len(values)
    at = [WEEK - timedelta(weeks=2 + 4 * (many - 1 - n)) for n in range(many)]
    ward.do(record_points, ward.falls_id, [NewPoint(week, float(v)) for week, v in zip(at, values, strict=True)])
    return ward


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)


def tile(ward: Ward) -> Tile:
    return ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY)).tiles[0]


def page(ward: Ward) -> MeasureView:
    return ward.ask(lambda session: measure(session, ward.nurse, ward.team_id, ward.falls_id, TODAY))


@pytest.mark.parametrize(
    ("latest", "words"),
    [
        ((3, 4, 3, 4, 3, 4, 3), "Fewer falls for 7 samples running."),
        ((1, 2, 3, 4, 5, 6, 7), "Rising for 7 samples."),
        ((5, 15), "Higher than usual this time: 15, usual 4 to 8."),
    ],
)
def test_how_long_it_has_lasted_is_said_in_samples(ward: Ward, latest: tuple[float, ...], words: str) -> None:
    made = tile(sampled(ward, *STEADY, *latest))
    assert made.sentence == words
    assert summary(page(ward)).startswith(f"{len(STEADY) + len(latest)} samples, from ")


def test_too_few_are_counted_in_samples(ward: Ward) -> None:
    made = tile(sampled(ward, *STEADY[:8]))
    assert made.sentence == page(ward).default_text == "Not enough samples yet: 8 of 10."
    assert {row.says for row in page(ward).rows} == {"Not enough samples yet to judge"}
    assert too_soon_words([made]) == "Too soon to say", "these are no weeks"
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK - timedelta(weeks=4 * n), 5.0) for n in range(3)])
    assert page(ward).default_text == "A run chart, with 11 samples so far; limits need 13."


def test_a_new_centre_line_waits_for_samples_of_its_own_also_before_the_first(ward: Ward) -> None:
    sampled(ward, *STEADY)
    ward.do(measures.rebase, ward.falls_id, week=WEEK, reason="New trolley")
    made, view = tile(ward), page(ward)
    assert (made.signal, made.sentence) == (Signal.NOT_ENOUGH, "New centre line since 15 Nov: 0 of 10 samples.")
    assert view.default_text == "Not enough samples yet: 0 of 10."
    assert made.value == STEADY[-1] and made.chart.spans[-1].centre is None
    assert [row.usual for row in view.rows][:2] == ["", "3 to 7"], "an old week keeps its range"
