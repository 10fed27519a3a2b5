"""What the huddle's page says of the figures: late is late, too soon is too soon, and a paused team says so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.conftest import TODAY
from tests.ui.conftest import NURSE, Ward, text
from vmboard.commands import huddles, teams
from vmboard.commands.actions import raise_action
from vmboard.commands.escalations import escalate, send_higher
from vmboard.commands.measures import add_measure, change_measure, rebase
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.huddles.sections import Section
from vmboard.domain.views.board import MeasureView
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Direction, Domain, PointStatus
from vmboard.queries.measures import measure
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, Measure

WEEK = date(2026, 11, 15)


def at_the_figures(ward: Ward) -> str:
    now = datetime.now(UTC)
    row = ward.do(huddles.start_huddle, today=TODAY, now=now).id
    ward.do(huddles.go_to, row, section=Section.FIGURES, now=now)
    return text(ward.open("huddle"))


def page_of(ward: Ward, measure_id: int) -> MeasureView:
    with reading(ward.bind) as session:
        return measure(session, NURSE, ward.team_id, measure_id, TODAY)


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
    assert "Not in yet (1)" in said and "<b>Falls</b> <span>2 weeks late, waiting for finance" in said
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


def test_how_a_measure_stands_to_its_target_is_told_as_on_its_own_page(ward: Ward, falls_id: int) -> None:
    ward.do(change_measure, falls_id, target=3.0)
    view = page_of(ward, falls_id)
    assert "the target of 3 or fewer" in view.tile.target_sentence
    assert view.tile.target_sentence in at_the_figures(ward)


def test_a_team_that_rebased_is_told_when_its_old_line_would_have_said_otherwise(ward: Ward) -> None:
    slings = ward.do(add_measure, name="Slings", domain=Domain.SAFETY, direction=Direction.DECREASE).id
    values = [9.0, 10.0, 11.0, 10.0] * 5 + [2.0, 3.0, 2.0]
    weeks = [WEEK - timedelta(weeks=back) for back in reversed(range(len(values)))]
    ward.do(record_points, slings, [NewPoint(week, value) for week, value in zip(weeks, values, strict=True)])
    ward.do(rebase, slings, week=weeks[20], reason="New trolley")
    words = f"By the centre line before {short_day(weeks[20])} this would be Better."
    view = page_of(ward, slings)
    assert view.tile.old_line == words
    assert words in at_the_figures(ward)


@pytest.fixture
def division(ward: Ward) -> int:
    """A team above the ward."""
    with transaction(ward.bind) as session:
        where = {"organisation": "NHS Highland", "site": "Raigmore", "timezone": "Europe/London"}
        above = teams.add_team(session, NURSE, name="Division", **where).id
        teams.change_team(session, NURSE, ward.team_id, parent_id=above)
    return above


def test_of_what_is_with_those_above_nobody_is_asked_who_and_by_when(ward: Ward, division: int) -> None:
    now = datetime.now(UTC)
    row = ward.do(huddles.start_huddle, today=TODAY, now=now).id
    ward.do(huddles.go_to, row, section=Section.CLOSE, now=now)
    action = ward.do(raise_action, text="A second porter", today=TODAY).id
    ward.at.query_params["team"] = "ward-7a"
    assert "Who, and by when?" in text(ward.open("huddle"))
    ward.do(escalate, action, reason="Nobody on Sundays", today=TODAY)
    assert "Who, and by when?" not in text(ward.open("huddle"))


def test_what_went_higher_waits_for_no_answer_of_ours(ward: Ward, division: int) -> None:
    with transaction(ward.bind) as session:
        where = {"organisation": "NHS Highland", "site": "Raigmore", "timezone": "Europe/London"}
        top = teams.add_team(session, NURSE, name="Executive", **where).id
        teams.change_team(session, NURSE, division, parent_id=top)
    for number in range(2):
        action = ward.do(raise_action, text=f"Porter {number}", today=TODAY).id
        ward.do(escalate, action, reason="Nobody on Sundays", today=TODAY)
    with transaction(ward.bind) as session:
        send_higher(session, NURSE, ward.team_id, action, words="Not ours", today=TODAY)
    now = datetime.now(UTC)
    with transaction(ward.bind) as session:
        row = huddles.start_huddle(session, NURSE, division, today=TODAY, now=now)
        huddles.go_to(session, NURSE, division, row.id, section=Section.ESCALATE, now=now)
    ward.at.query_params["team"] = "division"
    said = text(ward.open("huddle"))
    assert "Porter 0" in said and "1 to answer" in said
