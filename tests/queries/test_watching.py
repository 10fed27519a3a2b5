"""The offer to watch a measure monthly: made once a gain has held for a quarter, taken, put off, undone."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.small_ward import Ward
from vmboard.commands import measure_list, measures, projects, undo, watching
from vmboard.domain.measures.watching import WatchOffer
from vmboard.domain.words import Direction, Domain, LinkRole, Stage
from vmboard.queries.history import team_history
from vmboard.queries.watching import watch_offers
from vmboard.queries.week import week_view
from vmboard.store.engine import transaction
from vmboard.store.tables import Measure

TODAY = date(2026, 11, 18)
WEEK = date(2026, 11, 15)
A_WEEK = timedelta(weeks=1)


def offers(ward: Ward, today: date = TODAY) -> list[WatchOffer]:
    return list(ward.ask(lambda session: watch_offers(session, ward.nurse, ward.team_id, today)))


def embed(ward: Ward, weeks_ago: int, title: str = "Comfort rounds") -> int:
    """A project embedded so many weeks ago, which was to bring falls down."""
    made = ward.do(projects.add_project, title=title, today=TODAY - (weeks_ago + 6) * A_WEEK).id
    ward.do(projects.link_measure, made, ward.falls_id, role=LinkRole.OUTCOME)
    ward.do(projects.move_project, made, to=Stage.TESTING, today=TODAY - (weeks_ago + 5) * A_WEEK)
    ward.do(projects.move_project, made, to=Stage.EMBEDDED, today=TODAY - weeks_ago * A_WEEK, reason="It holds")
    return int(made)


@pytest.fixture
def held(ward: Ward) -> Ward:
    """Falls halved, and stayed so for the sixteen weeks since."""
    ward.record(*[6.0, 5, 7, 6, 5, 7, 6, 6, 5, 7, 6, 6], *[2.0, 3, 2, 3, 2, 2, 3, 2, 3, 2, 2, 3, 2, 3, 2, 2, 3])
    first = WEEK - 28 * A_WEEK
    ward.do(measures.freeze_baseline, ward.falls_id, first_week=first, last_week=first + 11 * A_WEEK, reason="Before")
    return ward


def test_a_gain_that_held_for_twelve_weeks_is_offered_with_its_reason(held: Ward) -> None:
    embed(held, 16)
    (offered,) = offers(held)
    assert (offered.measure_id, offered.name) == (held.falls_id, "Falls")
    assert offered.sentence.startswith("“Comfort rounds” has been part of the work since 29 Jul, and what it won holds")
    held.do(measure_list.retire_measure, held.falls_id, reason=offered.reason, today=TODAY)
    assert offers(held) == []
    assert held.row(Measure, held.falls_id).retired_on == TODAY


def test_nothing_is_offered_before_the_twelve_weeks(held: Ward) -> None:
    embed(held, 11)
    assert offers(held) == []


def test_nothing_is_offered_where_the_gain_went(held: Ward) -> None:
    embed(held, 16)
    held.record(2, 3, 7, 8, 7, 8)
    assert offers(held) == []


def test_a_measure_that_a_test_looks_at_or_another_is_made_of_goes_on_week_by_week(held: Ward) -> None:
    embed(held, 16)
    test = held.do(projects.add_project, title="Quiet nights", today=TODAY).id
    held.do(projects.link_measure, test, held.falls_id, role=LinkRole.GUARD)
    held.do(projects.move_project, test, to=Stage.TESTING, today=TODAY)
    assert offers(held) == []
    held.do(projects.move_project, test, to=Stage.STOPPED, today=TODAY, reason="Too loud")
    assert len(offers(held)) == 1
    held.do(
        measures.add_derived_measure, name="All harm", domain=Domain.SAFETY, direction=Direction.DECREASE,
        numerators={held.falls_id: 1.0},
    )  # fmt: skip
    assert offers(held) == []


def test_a_measure_that_others_are_out_of_goes_on_week_by_week(held: Ward) -> None:
    embed(held, 16)
    shares: dict[str, Any] = {"domain": Domain.SAFETY, "direction": Direction.DECREASE, "unit": "%"}
    harmed = held.do(measures.add_measure, name="Falls with harm", **shares).id
    held.do(measures.change_measure, harmed, out_of="falls", out_of_id=held.falls_id)
    assert offers(held) == []


def test_put_off_it_rests_for_twelve_weeks_and_undo_brings_it_back(held: Ward) -> None:
    embed(held, 16)
    before = held.revision()
    held.do(watching.rest_watch_offer, held.falls_id, today=TODAY)
    assert offers(held) == []
    assert held.row(Measure, held.falls_id).watch_rests_until == TODAY + 12 * A_WEEK
    (line, *_) = held.ask(lambda session: team_history(session, held.nurse, held.team_id, today=TODAY)).lines
    assert "put off watching Falls monthly until 10 Feb 2027" in line.words
    held.do(undo.undo, before + 1)
    assert len(offers(held)) == 1


def test_it_rests_until_its_day_and_is_made_on_it(held: Ward) -> None:
    embed(held, 16)
    for until, made in ((TODAY + timedelta(days=1), 0), (TODAY, 1)):
        with transaction(held.bind) as session:
            session.get_one(Measure, (held.team_id, held.falls_id)).watch_rests_until = until
        assert len(offers(held)) == made


def test_watched_monthly_a_figure_is_asked_for_every_four_weeks_and_not_late_in_between(held: Ward) -> None:
    held.do(measure_list.retire_measure, held.falls_id, reason="It holds", today=TODAY)

    def owed(weeks: int) -> bool:
        week, today = WEEK + weeks * A_WEEK, TODAY + weeks * A_WEEK
        view = held.ask(lambda session: week_view(session, held.nurse, held.team_id, week, today))
        return any(line.measure_id == held.falls_id and line.is_owed for line in view.lines)

    assert [owed(weeks) for weeks in range(1, 5)] == [False, False, False, True]
