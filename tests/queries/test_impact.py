"""The published results come out of the page's own arithmetic, each with its signal and its caution."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db.seeds.demo_stand_ins import COUNTS
from tests.small_ward import small_ward
from vmboard.commands.days import mark_day
from vmboard.commands.measures import change_measure
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.impact.since_baseline import LongEnough
from vmboard.domain.views.impact import Choices, Compared, ImpactView
from vmboard.domain.words import MeasureKind, Role, Signal
from vmboard.queries.group_series import group_series
from vmboard.queries.impact import choices, comparison, impact
from vmboard.queries.series import team_series
from vmboard.store.engine import dispose, engine_for, reading

TODAY = date(2026, 11, 18)
RULE = LongEnough()
COST, FALLS, RATE = "library:cost_per_patient", "library:falls", "library:falls_rate"
PUBLISHED = {
    "Ward 7A · Respiratory": ("£438.50", "21% lower, better", "30% more patients a week"),
    "Ward 6C · Cardio-endocrine": ("£471.60", "11% lower, better", "No clear change in patients a week"),
    "Children's Ward": ("£370.50", "10% lower, better", None),
    "Morar Ward · Inpatient psychiatry": ("£939.20", "12% lower, better", None),
    "Cath Lab": ("£1,219.50", "13% lower, better", None),
    "Sleep Service": ("£49.80", "16% lower, better", "115% more patients a week"),
}


@pytest.fixture(scope="module")
def demo(demo_sqlite: Path) -> Iterator[Engine]:
    url = f"sqlite:///{demo_sqlite}"
    yield engine_for(url)
    dispose(url)


@pytest.fixture(scope="module")
def known(demo: Engine) -> Choices:
    with reading(demo) as session:
        return choices(session, DEMO)


def ids(known: Choices, *, name: str = "") -> list[int]:
    return [team.team_id for team in known.teams if not name or team.name == name]


def seen(demo: Engine, known: Choices, key: str, *, rule: LongEnough = RULE, actor: Actor = DEMO) -> ImpactView:
    with reading(demo) as session:
        return impact(session, actor, ids(known), key, rule, TODAY)


def beside(demo: Engine, known: Choices, key: str) -> Compared:
    ours, theirs = ids(known, name="Wards that chose falls"), ids(known, name="Wards that chose others")
    with reading(demo) as session:
        return comparison(session, DEMO, ours, theirs, key, RULE, TODAY)


def test_cost_per_patient_is_the_published_one_to_the_penny_and_the_percent(demo: Engine, known: Choices) -> None:
    view = seen(demo, known, COST)
    assert {line.name for line in view.lines} == set(PUBLISHED)
    for line in view.lines:
        now, words, patients = PUBLISHED[line.name]
        assert (line.now, line.change.words) == (now, words), line.name
        assert line.change.signal is Signal.IMPROVEMENT
        assert line.cost is not None
        if patients:
            assert line.cost.productivity_words == patients
        found = line.cost.split
        assert found.price + found.volume == pytest.approx(line.change.now - line.change.baseline, abs=0.005)


def test_the_range_is_the_published_10_to_21_percent(demo: Engine, known: Choices) -> None:
    view = seen(demo, known, COST)
    assert view.spread is not None and view.productivity is not None
    assert view.spread.words == "10% to 21% lower in 6 teams, the middle 12% lower"
    assert view.productivity.words == "30% to 115% higher in 2 teams", "of those of which the rules see that it changed"
    assert view.impact.words == "6 of 6 teams judged."


def test_a_change_without_a_signal_is_no_clear_change(demo: Engine, known: Choices) -> None:
    lines = {line.name: line for line in seen(demo, known, "library:patients").lines}
    assert lines["Ward 6C · Cardio-endocrine"].change.words == "no clear change"
    assert lines["Sleep Service"].change.words == "115% higher, better"


def test_who_is_left_out_is_counted_and_named_with_the_reason(demo: Engine, known: Choices) -> None:
    view = seen(demo, known, FALLS)
    assert view.impact.words == "4 of 5 teams judged. Left out: 1 without a frozen baseline."
    assert [team for team, _ in view.impact.left_out] == ["Ward 6C · Cardio-endocrine"]
    assert "Sleep Service" in view.without
    strict = seen(demo, known, FALLS, rule=LongEnough(weeks_since=104))
    assert strict.lines == () and "too soon since the baseline" in strict.impact.words


@pytest.mark.parametrize("key", [FALLS, RATE])
def test_falls_are_25_9_percent_lower_against_2_5_and_no_interval_looks_published(
    demo: Engine, known: Choices, key: str
) -> None:
    found = beside(demo, known, key)
    name = "falls" if key == FALLS else "falls rate"
    assert found.sentences == (
        f"{name.capitalize()}: 25.9% lower in these teams, 2.5% lower in the others.",
        f"{COUNTS}. No interval was published, so none is shown.",
        f"These teams chose {name} themselves, so some of the difference may be who they are.",
    )
    assert found.exposure == ("team weeks" if key == FALLS else "bed days")


def test_a_percentage_changes_and_is_compared_in_points(demo: Engine, known: Choices) -> None:
    """Discharged by noon: a percent of a percent is nothing anybody can read."""
    view = seen(demo, known, "library:discharged_by_noon")
    words = [line.change.words for line in view.lines if line.change.is_clear]
    assert words and all("point" in said and "%" not in said for said in words)


def test_money_is_not_compared_as_if_it_were_counted(demo: Engine, known: Choices) -> None:
    teams = ids(known)
    with reading(demo) as session:
        found = comparison(session, DEMO, teams[:1], teams[1:], COST, RULE, TODAY)
    assert found.found is None and "is not a count" in found.why_not


def test_a_group_is_never_wider_than_what_one_may_see(demo: Engine, known: Choices) -> None:
    cath = next(team.team_id for team in known.teams if team.name == "Cath Lab")
    coach = Actor("Isla", person=Person(grants=(Grant(cath, Role.COACH),)))
    assert [line.name for line in seen(demo, known, COST, actor=coach).lines] == ["Cath Lab"]
    with reading(demo) as session:
        assert [team.name for team in choices(session, coach).teams] == ["Cath Lab"]
        found = comparison(session, coach, [cath], ids(known), FALLS, RULE, TODAY)
    assert found.ours == found.theirs == (0, 0, 0, 0)


@pytest.mark.parametrize("key", [COST, FALLS, RATE, "library:discharged_by_noon", "name:Echo within 2 days"])
def test_one_measure_of_many_teams_reads_as_each_team_reads_it(demo: Engine, known: Choices, key: str) -> None:
    with reading(demo) as session:
        for team_id, one in group_series(session, ids(known), key, TODAY).items():
            assert_same(session, team_id, one)


def assert_same(session: Session, team_id: int, one) -> None:  # type: ignore[no-untyped-def]
    alone = team_series(session, team_id, TODAY)[one.measure.id]
    assert (one.readings, one.plan()) == (alone.readings, alone.plan())
    assert (one.baseline and one.baseline.id) == (alone.baseline and alone.baseline.id)


def test_a_measure_kept_day_by_day_and_a_team_without_figures_do_no_harm(bind: Engine) -> None:
    ward = small_ward(bind)
    ward.do(change_measure, ward.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=date(2026, 9, 1))
    for day in (3, 4, 9):
        ward.do(mark_day, ward.falls_id, day=date(2026, 11, day), count=1, today=TODAY)
    with reading(bind) as session:
        ward_of = choices(session, DEMO)
        view = impact(session, DEMO, ids(ward_of), ward_of.measures[0].key, RULE, TODAY)
        assert view.impact.words == "0 of 1 team judged. Left out: 1 without a frozen baseline."
        found = comparison(session, DEMO, ids(ward_of), [999], ward_of.measures[0].key, RULE, TODAY)
    assert found.why_not.startswith("Each group needs a team")
