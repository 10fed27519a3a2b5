"""What goes into a box score: clean figures only, a missing one never a nought, and nothing lost between two."""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.small_ward import Ward
from vmboard.commands import actions, cycles, huddles, measures, projects, teams
from vmboard.commands.points import NewPoint, record_point, record_points
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Direction, Domain, LinkRole, PartRole, PointStatus
from vmboard.store.engine import transaction
from vmboard.store.tables import Baseline, DataPoint, Measure, MeasurePart

WEEK = date(2026, 11, 15)
TODAY = date(2026, 11, 18)
COST = {"domain": Domain.COST, "direction": Direction.DECREASE}


def point_of(ward: Ward, week: date = WEEK) -> DataPoint:
    point: DataPoint = ward.row(DataPoint, ward.falls_id, week)
    return point


def test_figures_are_recorded_corrected_and_left_alone(ward: Ward) -> None:
    assert ward.record(3, 2) == (2, 0, 0)
    assert ward.record(3, 1) == (0, 1, 1)
    assert point_of(ward).value == 1
    noted = ward.history()[-1]
    assert (noted.verb, noted.before["value"], noted.after["value"]) == ("correct point", 2, 1)


@pytest.mark.parametrize("figure", [math.nan, math.inf, -math.inf, 1e308, 1e13, True, "a few"])
def test_what_is_no_figure_never_reaches_a_database(ward: Ward, figure: Any) -> None:
    for field in ("value", "numerator", "denominator"):
        with pytest.raises(Refused, match="Falls"):
            ward.do(record_point, ward.falls_id, NewPoint(WEEK, **{"value": 1.0, field: figure}))
    with pytest.raises(Refused, match="target"):
        ward.do(measures.change_measure, ward.falls_id, target=figure)
    assert ward.ask(lambda session: session.scalar(select(func.count()).select_from(DataPoint))) == 0
    assert ward.row(Measure, ward.falls_id).target is None


@pytest.mark.parametrize("broken", ["a\x00b", "a\x1bb", "\ud800", "\ufffe"])
def test_no_hidden_character_reaches_a_database_by_any_text(ward: Ward, broken: str) -> None:
    project = ward.do(projects.add_project, title="Rounds", today=TODAY).id
    typed: list[Callable[[], Any]] = [
        lambda: ward.do(measures.change_measure, ward.falls_id, name=broken),
        lambda: ward.do(measures.change_measure, ward.falls_id, definition=broken),
        lambda: ward.do(record_point, ward.falls_id, NewPoint(WEEK, 1, note=broken)),
        lambda: ward.do(record_point, ward.falls_id, NewPoint(WEEK, None, waiting_for=broken)),
        lambda: ward.do(measures.rebase, ward.falls_id, week=WEEK, reason=broken),
        lambda: ward.do(teams.change_team, vision=broken),
        lambda: ward.do(teams.add_member, name=broken),
        lambda: ward.do(projects.change_project, project, aim=broken),
        lambda: ward.do(projects.block, project, reason=broken),
        lambda: ward.do(cycles.start_cycle, project, plan=broken, prediction="", today=TODAY),
        lambda: ward.do(actions.raise_action, text=broken, today=TODAY),
        lambda: ward.do(huddles.hold_huddle, held_on=TODAY, celebration=broken),
    ]
    noted = len(ward.history())
    for type_it in typed:
        with pytest.raises(Refused, match="hidden or broken character"):
            type_it()
    assert len(ward.history()) == noted


def test_a_missing_figure_is_not_in_yet_and_never_a_nought(ward: Ward) -> None:
    ward.record(None, waiting_for="finance")
    point = point_of(ward)
    assert (point.value, point.status, point.waiting_for) == (None, PointStatus.NOT_IN_YET, "finance")
    ward.record(0)
    assert (point_of(ward).value, point_of(ward).status) == (0, PointStatus.FINAL)


def test_a_share_is_worked_out_from_what_it_is_a_share_of(ward: Ward) -> None:
    noon = ward.do(measures.add_measure, name="Home by noon", unit="%", **COST).id
    ward.do(record_points, noon, [NewPoint(WEEK, None, 16, 47)])
    assert ward.row(DataPoint, noon, WEEK).value == pytest.approx(34.04, abs=0.01)


def test_a_day_that_ends_no_week_is_refused_with_the_one_that_does(ward: Ward) -> None:
    with pytest.raises(Refused, match="Weeks end on Sunday: use 22 Nov"):
        ward.do(record_point, ward.falls_id, NewPoint(date(2026, 11, 18), 2))


def test_typing_over_a_figure_that_somebody_else_has_just_changed_is_a_clash(ward: Ward) -> None:
    ward.do(record_point, ward.falls_id, NewPoint(WEEK, 2))
    ward.do(record_point, ward.falls_id, NewPoint(WEEK, 3), version=1)
    with pytest.raises(Clash, match="Both are kept"):
        ward.do(record_point, ward.falls_id, NewPoint(WEEK, 4), version=1)
    assert (point_of(ward).value, point_of(ward).version) == (3, 2)


def test_sending_the_same_figure_again_is_no_clash(ward: Ward) -> None:
    """A save whose answer was lost is sent again by the outbox."""
    share = ward.do(measures.add_measure, name="Home by noon", unit="%", **COST).id
    for point in (NewPoint(WEEK, None, 16, 47), NewPoint(WEEK, None, 16, 47, note=" ")):
        ward.do(record_point, share, point)
    assert ward.row(DataPoint, share, WEEK).version == 1


def test_two_people_recording_at_once_lose_nothing(ward: Ward) -> None:
    weeks = [WEEK - timedelta(weeks=ago) for ago in range(20)]

    def record(mine: list[date]) -> None:
        for week in mine:
            ward.do(record_point, ward.falls_id, NewPoint(week, week.day))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(record, (weeks[::2], weeks[1::2])))
    kept = ward.ask(lambda session: {p.week: p.value for p in session.scalars(select(DataPoint))})
    assert kept == {week: week.day for week in weeks}
    revisions = [row.revision for row in ward.history()]
    assert revisions == list(range(1, ward.revision() + 1))


def test_two_people_typing_the_same_figure_at_once_hear_of_each_other(ward: Ward) -> None:
    for ago in range(8):
        week, together = WEEK - timedelta(weeks=ago), Barrier(2)
        answers = _at_once(
            ward,
            [
                lambda session, value=value, together=together, week=week: (
                    together.wait() if session.bind.dialect.name != "sqlite" else None,
                    record_point(session, ward.nurse, ward.team_id, ward.falls_id, NewPoint(week, value)),
                )
                for value in (1.0, 2.0)
            ],
        )
        assert sorted(type(answer).__name__ for answer in answers) == ["Clash", "tuple"]


def test_two_people_doing_the_same_thing_at_once_never_see_a_fault(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Rounds", today=TODAY).id
    by = (ward.nurse, ward.team_id)
    same: list[Callable[[Any], Any]] = [
        lambda s: huddles.hold_huddle(s, *by, held_on=TODAY, people=7),
        lambda s: cycles.start_cycle(s, *by, project, plan="One bay", prediction="", today=TODAY),
        lambda s: projects.link_measure(s, *by, project, ward.falls_id, role=LinkRole.OUTCOME),
        lambda s: teams.add_member(s, *by, name="Mairi Kerr"),
        lambda s: measures.add_measure(s, *by, name="Pay", **COST),
    ]
    for command in same:
        for answer in _at_once(ward, [command, command]):
            assert not isinstance(answer, Exception) or isinstance(answer, Refused)


@pytest.mark.parametrize("name", ["Falls", "FALLS", "Élan", "élan"])
def test_a_name_that_is_taken_is_refused_in_any_capitals(ward: Ward, name: str) -> None:
    ward.do(measures.add_measure, name="Élan", **COST)
    with pytest.raises(Refused, match="already"):
        ward.do(measures.add_measure, name=name, **COST)


def test_a_removed_measure_gives_its_name_free_and_comes_back_only_when_it_is(ward: Ward) -> None:
    ward.do(measures.remove_measure, ward.falls_id)
    again = ward.do(measures.add_measure, name="Falls", **COST).id
    with pytest.raises(Refused, match="already"):
        ward.do(measures.restore_measure, ward.falls_id)
    ward.do(measures.change_measure, again, name="Falls, new way")
    ward.do(measures.restore_measure, ward.falls_id)
    assert not ward.row(Measure, ward.falls_id).removed


def test_a_new_baseline_puts_the_old_one_away_with_its_reason(ward: Ward) -> None:
    for reason in ("The first weeks", "After the move"):
        ward.do(measures.freeze_baseline, ward.falls_id, first_week=WEEK, last_week=WEEK, reason=reason)
    kept = ward.ask(lambda session: {b.reason: b.removed for b in session.scalars(select(Baseline))})
    assert kept == {"The first weeks": True, "After the move": False}
    with pytest.raises(Refused, match="why"):
        ward.do(measures.freeze_baseline, ward.falls_id, first_week=WEEK, last_week=WEEK, reason=" ")
    with pytest.raises(Refused, match="Swap"):
        ward.do(measures.freeze_baseline, ward.falls_id, first_week=WEEK, last_week=date(2026, 1, 4), reason="x")


def test_a_derived_measure_keeps_what_it_is_made_of(ward: Ward) -> None:
    pay = ward.do(measures.add_measure, name="Pay", **COST).id
    made = ward.do(
        measures.add_derived_measure, name="Pay for each fall", numerators={pay: 1.0}, denominator=ward.falls_id,
        **COST,
    )  # fmt: skip
    parts = ward.ask(lambda session: {(p.part_id, p.role) for p in session.scalars(select(MeasurePart))})
    assert parts == {(pay, PartRole.NUMERATOR), (ward.falls_id, PartRole.DENOMINATOR)}
    with pytest.raises(Refused, match="at least one"):
        ward.do(measures.add_derived_measure, name="Nothing", numerators={}, **COST)
    with pytest.raises(Refused, match="not on this team"):
        ward.do(measures.add_derived_measure, name="Elsewhere", numerators={made.id + 99: 1.0}, **COST)


def _at_once(ward: Ward, jobs: list[Callable[[Any], Any]]) -> list[Any]:
    """What each job answers, or the exception it met, all in transactions that begin together."""

    def run(job: Callable[[Any], Any]) -> Any:
        try:
            with transaction(ward.bind) as session:
                return job(session)
        except Exception as met:
            return met

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))
