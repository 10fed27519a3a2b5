"""Work sampling: looks come in, are taken back, and fill the capacity block of their week."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.small_ward import MOMENT, Ward
from vmboard.commands import measures, sampling
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.undo import undo
from vmboard.domain.refusals import Refused
from vmboard.domain.sampling import ENOUGH
from vmboard.domain.views.sampling import SamplingView
from vmboard.domain.words import Direction, Domain, PointStatus, TimeUse
from vmboard.queries import sampling as asked
from vmboard.queries.history import team_history
from vmboard.store.tables import DataPoint, Measure, Observation, Sampling

TODAY = date(2026, 11, 18)
WEEK = date(2026, 11, 22)


@pytest.fixture
def shift(ward: Ward) -> int:
    return start(ward)


def start(ward: Ward, day: date = TODAY, **how: Any) -> int:
    plan = {"every_minutes": 10, "at_random": True, "planned": 385} | how
    return int(ward.do(sampling.start_sampling, today=day, **plan).id)


def view(ward: Ward) -> SamplingView:
    return ward.ask(lambda session: asked.sampling(session, ward.nurse, ward.team_id))


def look(ward: Ward, shift: int, **many: int) -> list[int]:
    """Looks by the category's name, ``direct_care=3``."""
    ids = {line.name.lower().replace(" ", "_"): line.category_id for line in view(ward).categories}

    def observe(session: Any, actor: Any, team_id: int) -> list[int]:
        return [
            sampling.observe(session, actor, team_id, shift, category_id=ids[name], role="nurse").id
            for name, times in many.items() for _ in range(times)
        ]  # fmt: skip

    return ward.do(observe)


def figures(ward: Ward, week: date = WEEK) -> dict[str, DataPoint]:
    def read(session: Any) -> dict[str, DataPoint]:
        points = session.query(DataPoint).filter_by(team_id=ward.team_id, week=week)
        return {session.get_one(Measure, (ward.team_id, point.measure_id)).name: point for point in points}

    return ward.ask(read)


def test_a_first_sampling_brings_its_categories_and_fills_three_measures_of_its_week(ward: Ward, shift: int) -> None:
    look(ward, shift, direct_care=50, indirect_care=20, motion=10, waiting=10, rework=5, free=10, **{"break": 7})
    said = ward.do(sampling.end_sampling, shift)
    assert (said.looks, said.is_enough) == (105, True)
    points = figures(ward)
    assert {name: (point.numerator, point.denominator) for name, point in points.items()} == {
        "Productive time": (70, 105), "Non-productive time": (25, 105), "Available time": (10, 105),
    }  # fmt: skip
    productive = points["Productive time"]
    assert productive.value == pytest.approx(66.667, abs=0.001) and productive.status is PointStatus.FINAL
    assert productive.note == "Sampled: 70 of 105 looks, 95% interval 57–75%."
    row = ward.row(Measure, productive.measure_id)
    assert (row.domain, row.unit, row.cadence_weeks, row.library_key) == (Domain.CAPACITY, "%", 8, "productive_time")


def test_a_day_and_a_night_of_one_week_are_one_figure_and_the_next_week_is_another(ward: Ward, shift: int) -> None:
    look(ward, shift, direct_care=60, waiting=20)
    ward.do(sampling.end_sampling, shift)
    assert figures(ward)["Productive time"].status is PointStatus.PROVISIONAL, "80 looks are too few"
    assert "Too few looks" in figures(ward)["Productive time"].note
    night = start(ward, TODAY + timedelta(days=1))
    look(ward, night, direct_care=20, waiting=20)
    ward.do(sampling.end_sampling, night)
    both = figures(ward)["Productive time"]
    assert (both.numerator, both.denominator, both.status) == (80, 120, PointStatus.FINAL)
    later = start(ward, TODAY + timedelta(days=7))
    look(ward, later, free=1)
    ward.do(sampling.end_sampling, later)
    assert figures(ward, WEEK + timedelta(days=7))["Available time"].denominator == 1
    assert figures(ward)["Productive time"].denominator == 120


def test_a_look_taken_back_counts_no_more_and_one_that_comes_late_counts(ward: Ward, shift: int) -> None:
    first, *_ = look(ward, shift, direct_care=60, waiting=40)
    ward.do(sampling.take_back, first)
    ward.do(sampling.take_back, first)
    ward.do(sampling.end_sampling, shift)
    assert figures(ward)["Productive time"].denominator == 99
    late, *_ = look(ward, shift, waiting=2)
    assert figures(ward)["Non-productive time"].numerator == 42
    ward.do(sampling.take_back, late)
    assert figures(ward)["Non-productive time"].numerator == 41


def test_looks_of_one_that_is_under_way_stand_in_no_weeks_picture_yet(ward: Ward, shift: int) -> None:
    look(ward, shift, direct_care=3)
    ward.do(sampling.end_sampling, shift)
    night = start(ward, TODAY + timedelta(days=1))
    look(ward, night, waiting=2)
    newest = view(ward).newest
    assert newest is not None and newest.said.looks == figures(ward)["Productive time"].denominator == 3
    ward.do(sampling.end_sampling, night)
    newest = view(ward).newest
    assert newest is not None and newest.said.looks == 5


def test_a_sampling_on_the_last_day_of_a_week_is_of_no_other(ward: Ward) -> None:
    for day, looks in ((WEEK - timedelta(days=7), 2), (WEEK, 3)):
        made = start(ward, day)
        look(ward, made, waiting=looks)
        ward.do(sampling.end_sampling, made)
    newest = view(ward).newest
    assert newest is not None and (newest.week, newest.said.looks) == (WEEK, 3)
    assert [figures(ward, week)["Non-productive time"].denominator for week in (WEEK - timedelta(days=7), WEEK)] == [
        2,
        3,
    ]


def test_a_sampling_without_a_look_fills_nothing(ward: Ward, shift: int) -> None:
    look(ward, shift, **{"break": 3})
    assert ward.do(sampling.end_sampling, shift).looks == 0
    assert figures(ward) == {}


def test_a_week_whose_last_look_was_a_slip_has_no_figures_any_more(ward: Ward, shift: int) -> None:
    (slip,) = look(ward, shift, direct_care=1)
    ward.do(sampling.end_sampling, shift)
    assert figures(ward)["Productive time"].value == 100
    ward.do(sampling.take_back, slip)
    assert [(point.value, point.status) for point in figures(ward).values()] == 3 * [(None, PointStatus.NOT_IN_YET)]
    typed = figures(ward)["Productive time"].measure_id
    ward.do(record_points, typed, [NewPoint(WEEK, 62.0)])
    ward.do(sampling.end_sampling, start(ward))
    assert figures(ward)["Productive time"].value == 62, "what somebody typed is no sampling's to take back"


def test_one_sampling_is_under_way_at_a_time_and_one_forgotten_is_ended(ward: Ward, shift: int) -> None:
    assert start(ward) == shift
    look(ward, shift, direct_care=2)
    tomorrow = ward.at(MOMENT + timedelta(days=1, minutes=1))
    assert start(tomorrow, TODAY + timedelta(days=1)) != shift
    assert ward.row(Sampling, shift).ended_at is not None and figures(ward)["Productive time"].denominator == 2
    with pytest.raises(Refused, match="End it first"):
        ward.do(sampling.reopen_sampling, shift)


def test_a_sampling_ended_too_early_goes_on(ward: Ward, shift: int) -> None:
    look(ward, shift, direct_care=1)
    ward.do(sampling.end_sampling, shift)
    ward.do(sampling.reopen_sampling, shift)
    going = view(ward).going
    assert going is not None and (going.sampling_id, sum(going.looks.values())) == (shift, 1)
    assert figures(ward)["Productive time"].denominator == 1, "what it said stands until it ends again"


def test_nobody_is_named(ward: Ward, shift: int) -> None:
    (category, *_) = (line.category_id for line in view(ward).categories)
    with pytest.raises(Refused, match="nobody is named"):
        ward.do(sampling.observe, shift, category_id=category, role="Jo Douglas")
    with pytest.raises(Refused, match="not on this team's board"):
        ward.do(sampling.observe, shift, category_id=category + 900, role="nurse")
    with pytest.raises(Refused, match="not on this team's board"):
        ward.do(sampling.observe, shift + 900, category_id=category, role="nurse")
    with pytest.raises(Refused, match="choose one of these"):
        start(ward, every_minutes=7)


def test_a_team_makes_the_categories_its_own(ward: Ward, shift: int) -> None:
    lines = {line.name: line.category_id for line in view(ward).categories}
    ward.do(sampling.change_category, lines["Motion"], name="Fetching")
    ward.do(sampling.change_category, lines["Indirect care"], counts_as=TimeUse.NON_PRODUCTIVE)
    ward.do(sampling.remove_category, lines["Rework"])
    ward.do(sampling.add_category, name="Teaching", counts_as=TimeUse.PRODUCTIVE)
    names = [line.name for line in view(ward).categories]
    assert names == ["Direct care", "Indirect care", "Fetching", "Waiting", "Free", "Break", "Teaching"]
    for wrong, said in ((" ", "a name"), ("fetching", "already"), ("x" * 25, "24")):
        with pytest.raises(Refused, match=said):
            ward.do(sampling.add_category, name=wrong, counts_as=TimeUse.PRODUCTIVE)
    ward.do(sampling.restore_category, lines["Rework"])
    for n in range(4):
        ward.do(sampling.add_category, name=f"More {n}", counts_as=TimeUse.PRODUCTIVE)
    with pytest.raises(Refused, match="under a thumb"):
        ward.do(sampling.add_category, name="One too many", counts_as=TimeUse.PRODUCTIVE)


def test_a_measure_of_that_name_is_filled_and_none_is_made_beside_it(ward: Ward, shift: int) -> None:
    ours = ward.do(
        measures.add_measure, name="Available time", domain=Domain.CAPACITY, unit="%", direction=Direction.INCREASE
    )
    look(ward, shift, free=3)
    ward.do(sampling.end_sampling, shift)
    assert figures(ward)["Available time"].measure_id == ours.id


def test_the_page_shows_the_week_its_plan_and_roles_only_where_there_are_enough_looks(ward: Ward) -> None:
    before = view(ward)
    assert (before.going, before.newest, before.needed) == (None, None, 385)
    assert [line.name for line in before.categories][:2] == ["Direct care", "Indirect care"]
    shift = start(ward)
    look(ward, shift, direct_care=ENOUGH, waiting=20)
    (category, *_) = (line.category_id for line in view(ward).categories)
    ward.do(sampling.observe, shift, category_id=category, role="pharmacist")
    ward.do(sampling.end_sampling, shift)
    newest = view(ward).newest
    assert newest is not None and (newest.week, newest.said.looks) == (WEEK, ENOUGH + 21)
    assert newest.by_category[0] == ("Direct care", TimeUse.PRODUCTIVE, ENOUGH + 1)
    assert [role for role, _ in newest.by_role] == ["nurse"] and newest.fewer == 1
    assert view(ward).needed == newest.said.needed < 385


def test_history_tells_of_a_sampling_and_its_figures_and_not_of_every_look(ward: Ward, shift: int) -> None:
    look(ward, shift, direct_care=3)
    ward.do(sampling.end_sampling, shift)
    told = ward.ask(lambda s: team_history(s, ward.nurse, ward.team_id, today=TODAY))
    words = " | ".join(line.words for line in told.lines)
    assert "started the sampling of 18 Nov" in words and "ended the sampling of 18 Nov" in words
    assert "bservation" not in words and "put in Productive time, week ending 22 Nov: 3 of 3" in words
    made = next(line for line in ward.history() if line.verb == "observe")
    with pytest.raises(Refused, match="on its own page"):
        ward.do(undo, made.revision)
    assert len([1 for line in ward.history() if line.noun == Observation.__tablename__]) == 3
