"""The demo invents nothing called published: boards that stand for published results say so on every screen, stand in
their own weeks, and are no teams wherever teams are counted or compared."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.seeds.demo_stand_ins import CASES, COUNTS, GROUPS, PUBLISHED_CASES, REPORT
from vmboard.domain.access.actor import DEMO
from vmboard.domain.impact.since_baseline import LongEnough
from vmboard.domain.words import Stage
from vmboard.queries.board import board
from vmboard.queries.history import team_history
from vmboard.queries.impact import impact
from vmboard.queries.organisation import comparison, shared_measures, tree
from vmboard.queries.round import morning_round
from vmboard.queries.stories import stories, story
from vmboard.queries.teams import teams
from vmboard.render.round import row
from vmboard.render.wall import board_markup
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import Benefit, DataPoint, Team

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 8, tzinfo=UTC)
TEAMS = 8


@pytest.fixture(scope="module")
def demo(demo_sqlite: Path) -> Iterator[Engine]:
    url = f"sqlite:///{demo_sqlite}"
    yield engine_for(url)
    dispose(url)


@pytest.fixture
def session(demo: Engine) -> Iterator[Session]:
    with reading(demo) as opened:
        yield opened


def ids(session: Session) -> dict[str, int]:
    return {line.name: line.team_id for line in teams(session, DEMO) if line.stand_in}


def test_the_falls_groups_stand_in_the_weeks_they_stand_for(session: Session) -> None:
    for name in GROUPS:
        team_id = ids(session)[name]
        weeks = select(func.min(DataPoint.week), func.max(DataPoint.week), func.count()).where(
            DataPoint.team_id == team_id
        )
        first, last, _ = session.execute(weeks).one()
        paused = session.get_one(Team, team_id).paused_on
        assert (first.year, last.year) == (2017, 2018)
        assert paused is not None and paused > last
        assert board(session, DEMO, team_id, TODAY).week_text == "1 Jul 2018", "the board tells of their last week"


def test_wall_round_impact_and_history_say_that_the_counts_are_chosen(session: Session) -> None:
    mine = ids(session)
    view = morning_round(session, DEMO, TODAY, NOW)
    judged = impact(session, DEMO, list(mine.values()), "library:falls", LongEnough(), TODAY)
    assert len(judged.lines) == 2 and all(line.stand_in == COUNTS for line in judged.lines)
    for name in GROUPS:
        of = board(session, DEMO, mine[name], TODAY)
        assert of.paused == COUNTS and COUNTS in board_markup(of), "no pause of a ward"
        line = next(line for line in view.stand_ins if line.ranked.name == name)
        assert COUNTS in str(row(line))
        lines = team_history(session, DEMO, mine[name], today=TODAY).lines
        figures = [line for line in lines if "figures" in line.words]
        assert len(figures) == 2 and all(line.reason == COUNTS for line in figures)
        assert not any("published" in line.words.lower() and "chosen" not in line.words for line in lines)


def test_they_stand_among_no_wards(session: Session) -> None:
    mine = set(ids(session))
    view = morning_round(session, DEMO, TODAY, NOW)
    assert view.of == TEAMS
    assert not mine & {line.ranked.name for line in (*view.lines, *view.paused)}
    falls = comparison(session, DEMO, "falls_rate", TODAY)
    assert not mine & {tile.team for tile in falls.tiles}
    assert falls.variation is not None and not mine & {place.team for place in falls.variation.places}
    shared = {one.key: one.teams for one in shared_measures(session, DEMO)}
    assert shared["falls_rate"] == falls.teams
    assert {branch.name for branch in tree(session, DEMO) if branch.stand_in} == mine


def test_every_case_result_is_embedded_and_told_with_its_source(session: Session) -> None:
    of = board(session, DEMO, ids(session)[CASES], TODAY)
    embedded = {card.title: card.benefit for lane in of.lanes for card in lane.cards if lane.stage is Stage.EMBEDDED}
    assert embedded == {case.title: case.benefit for case in PUBLISHED_CASES}
    lines = [line for line in stories(session, DEMO, TODAY) if line.team == CASES]
    texts = [story(session, DEMO, line.slug, line.story_id, TODAY) for line in lines]
    told = "\n".join(str(view) for view in texts)
    for fact in ("15%", "£10,185", "31%", "90%", "£69,720"):
        assert fact in told
    assert len(texts) == 4 and all(REPORT in str(view) for view in texts)
    claimed = select(func.count()).select_from(Benefit).where(Benefit.team_id == ids(session)[CASES])
    assert session.scalar(claimed) == 0, "the money of other hospitals is not claimed here"
