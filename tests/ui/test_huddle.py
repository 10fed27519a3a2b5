"""What the huddle's page says of the figures: late is late, too soon is too soon, and a paused team says so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.conftest import TODAY
from tests.ui.conftest import Ward, text
from vmboard.commands import huddles, teams
from vmboard.commands.measures import add_measure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.huddles.sections import Section
from vmboard.domain.words import Direction, Domain, PointStatus
from vmboard.store.engine import transaction
from vmboard.store.tables import DataPoint, Measure

WEEK = date(2026, 11, 15)


def at_the_figures(ward: Ward) -> str:
    now = datetime.now(UTC)
    row = ward.do(huddles.start_huddle, today=TODAY, now=now).id
    ward.do(huddles.go_to, row, section=Section.FIGURES, now=now)
    return text(ward.open("huddle"))


@pytest.fixture
def falls_id(ward: Ward) -> int:
    with transaction(ward.bind) as session:
        return session.scalars(select(Measure.id).where(Measure.team_id == ward.team_id)).one()


def test_all_steady_is_said_of_a_board_that_is(ward: Ward) -> None:
    said = at_the_figures(ward)
    assert "All steady" in said and "Not in yet" not in said


def test_a_late_figure_is_told_as_late_with_whom_it_waits_for_and_never_as_steady(ward: Ward, falls_id: int) -> None:
    with transaction(ward.bind) as session:
        session.execute(delete(DataPoint).where(DataPoint.week > WEEK - timedelta(weeks=2)))
    waits = NewPoint(WEEK, None, status=PointStatus.NOT_IN_YET, waiting_for="finance")
    ward.do(record_points, falls_id, [waits])
    said = at_the_figures(ward)
    assert "Not in yet (1)" in said and "2 weeks late, waiting for finance" in said
    assert ">Steady<" not in said and "All steady" not in said


def test_what_has_too_few_weeks_and_what_is_being_checked_are_told_as_such(ward: Ward, falls_id: int) -> None:
    young = ward.do(add_measure, name="Slings", domain=Domain.SAFETY, direction=Direction.INCREASE).id
    ward.do(record_points, young, [NewPoint(WEEK - timedelta(weeks=back), 4.0) for back in range(4)])
    with transaction(ward.bind) as session:
        doubted = update(DataPoint).where(DataPoint.measure_id == falls_id, DataPoint.week == WEEK)
        session.execute(doubted.values(doubt="41 or 4.1?"))
    said = at_the_figures(ward)
    assert "Too soon to say: 4 of 10 weeks" in said
    assert "Being checked" in said and "41 or 4.1?" in said
    assert ">Steady<" not in said and "All steady" not in said


def test_a_paused_team_says_so_and_is_asked_for_nothing(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        session.execute(delete(DataPoint).where(DataPoint.week == WEEK))
    ward.do(teams.pause_team, reason="The ward moves", today=TODAY - timedelta(days=1))
    said = at_the_figures(ward)
    assert "Paused since 17 Nov: The ward moves" in said
    assert "Not in yet" not in said and "All steady" not in said
