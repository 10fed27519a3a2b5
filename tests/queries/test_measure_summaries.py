"""What is kept of a measure says to the last bit what its weeks say, however many teams stand side by side."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import fmean
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from db.seeds.many import build
from tests.conftest import TODAY
from vmboard.commands.measures import change_measure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.access.verbs import Verb
from vmboard.domain.impact.overdispersion import dispersion, together
from vmboard.domain.impact.since_baseline import LeftOut, LongEnough
from vmboard.domain.measures.points import Reading
from vmboard.domain.views.summaries import MeasureSummary
from vmboard.domain.weeks import last_full_week
from vmboard.queries import organisation
from vmboard.queries.impact import comparison, impact
from vmboard.queries.measure_summaries import measured
from vmboard.queries.series import Series, team_series
from vmboard.queries.summaries import team_summary
from vmboard.queries.teams import seen_teams
from vmboard.store.engine import reading, transaction
from vmboard.store.summaries import keep, kept_measures, kept_sources

TEAMS, RULE = 8, LongEnough()
SHARED = ("falls", "would_recommend", "falls_rate", "cost_per_patient")
"""A count, a share with its numbers, and what is computed of others."""
KEYS = (*(f"library:{key}" for key in SHARED), "name:Falls, bay 2")


@pytest.fixture
def many(bind: Engine) -> Engine:
    """Teams with every kind of measure, some with a figure in doubt, a week left out or a new centre line."""
    build(bind, TEAMS, TODAY, measures=20, weeks=60)
    return bind


def fill(bind: Engine) -> None:
    with reading(bind) as session:
        made = [team_summary(session, DEMO, team_id, TODAY) for team_id in range(1, TEAMS + 1)]
    keep(bind, made)


def pages(session: Session, today: date = TODAY) -> dict[str, Any]:
    """All that the pages of many boards tell of every measure that teams share."""
    told: dict[str, Any] = {}
    ours, theirs = range(1, TEAMS // 2), range(TEAMS // 2, TEAMS + 1)
    for key in KEYS:
        told[f"impact of {key}"] = impact(session, DEMO, [*ours, *theirs], key, RULE, today)
        told[f"beside {key}"] = comparison(session, DEMO, ours, theirs, key, RULE, today)
    for key in SHARED:
        told[f"side by side {key}"] = organisation.comparison(session, DEMO, key, today)
    told["on time"] = organisation.data_on_time(session, DEMO, today)
    return told


def test_pages_told_from_what_is_kept_are_those_told_from_the_weeks(many: Engine) -> None:
    with reading(many) as session:
        from_weeks = pages(session)
    fill(many)
    with reading(many) as session:
        assert pages(session) == from_weeks
    with transaction(many) as session:
        week = last_full_week(TODAY)
        record_points(session, DEMO, 3, 2, [NewPoint(week - timedelta(weeks=back), 40.0 + back) for back in range(9)])
        change_measure(session, DEMO, 3, 2, source="Elsewhere")
    with reading(many) as session:
        changed = pages(session)
    for part in ("impact of library:falls", "side by side falls", "on time"):
        assert changed[part] != from_weeks[part], "a board that changed since is read anew"
    next_week = TODAY + timedelta(weeks=1)
    with reading(many) as session:
        turned = pages(session, next_week)
    assert turned["on time"] != changed["on time"]
    fill(many)
    with reading(many) as session:
        assert pages(session) == changed
        assert pages(session, next_week) == turned, "what is kept of a week tells nothing of the next"


def test_a_summary_is_what_its_weeks_add_up_to(many: Engine) -> None:
    """Reckoned here the plain way: every figure of both ends, one by one."""
    fill(many)
    with reading(many) as session:
        seen = seen_teams(session, DEMO.person, Verb.READ_MEASURE)
        for key in KEYS:
            for team_id, of in measured(session, seen, key, TODAY).items():
                series = team_series(session, team_id, TODAY)[of.of.measure_id]
                assert_adds_up(series, of.of, of.unit)


def assert_adds_up(series: Series, of: MeasureSummary, unit: str) -> None:
    was, now = of_baseline(series), list(since(series))[-13:]
    assert of.signal == (None if series.is_being_checked else series.judged().signal)
    assert (of.was.weeks, of.now.weeks, of.weeks_since) == (len(was), len(now), len(list(since(series))))
    for end, weeks in ((of.was, was), (of.now, now)):
        assert end.mean == (fmean(reading.value or 0.0 for _, reading in weeks) if weeks else None)
        assert (end.first, end.last) == ((weeks[0][0], weeks[-1][0]) if weeks else (None, None))
    shared = unit != "£" and bool(was + now) and all(reading.denominator for _, reading in was + now)
    pairs = [
        [(r.numerator or 0.0, r.denominator or 0.0) if shared else (r.value or 0.0, 1.0) for _, r in weeks]
        for weeks in (was, now)
    ]
    assert [sum(events for events, _ in end) for end in pairs] == [of.was.events, of.now.events]
    assert [sum(out_of for _, out_of in end) for end in pairs] == [of.was.exposure, of.now.exposure]
    assert dispersion(pairs, of_each=unit == "%") == together((end.squared, end.freedom) for end in (of.was, of.now))


def of_baseline(series: Series) -> list[tuple[date, Reading]]:
    base = series.baseline
    return [(w, r) for w, r in figures(series) if base and base.first_week <= w <= base.last_week]


def since(series: Series) -> Iterator[tuple[date, Reading]]:
    base = series.baseline
    return ((w, r) for w, r in figures(series) if base and w > base.last_week)


def figures(series: Series) -> list[tuple[date, Reading]]:
    return [(w, r) for w, r in sorted(series.counted.items()) if r.value is not None]


def test_a_measures_summary_read_back_is_the_one_that_was_kept(many: Engine) -> None:
    fill(many)
    with reading(many) as session:
        made = team_summary(session, DEMO, 2, TODAY)
        for key, of in made.measures.items():
            assert kept_measures(session, key, TODAY)[2] == (made.revision, made.week, of), key
        assert len(made.measures) == 20
        assert kept_sources(session)[2] == ((made.revision, made.week), made.sources)
        assert any(made.sources.values())


def test_impact_over_many_teams_asks_no_more_than_over_two(many: Engine) -> None:
    fill(many)
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    def queries(teams: Sequence[int]) -> int:
        asked.clear()
        with reading(many) as session:
            view = impact(session, DEMO, teams, "library:falls", RULE, TODAY, most=2)
        assert len(view.lines) == 2 <= len(view.impact.changes), "two are drawn, all are told of"
        return len(asked)

    event.listen(many, "before_cursor_execute", note)
    assert queries(range(1, TEAMS + 1)) == queries(range(1, 4))


def test_a_team_whose_newest_figure_is_being_checked_is_left_out_and_said_to_be(many: Engine) -> None:
    with reading(many) as session:
        before = impact(session, DEMO, [1, 2], "library:falls", RULE, TODAY)
    name = before.impact.changes[0].team
    team_id = int(name.removeprefix("Ward "))
    with transaction(many) as session:
        record_points(session, DEMO, team_id, 2, [NewPoint(last_full_week(TODAY), 41.0, doubt="41 or 4.1?")])
    with reading(many) as session:
        after = impact(session, DEMO, [1, 2], "library:falls", RULE, TODAY)
    assert (name, LeftOut.BEING_CHECKED) in after.impact.left_out
    assert "1 with a figure being checked" in after.impact.words
