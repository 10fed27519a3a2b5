"""The round over whole hospitals: it says of each wall what the wall says; many teams are made the same each time."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from db.seeds.many import build
from tests.conftest import TODAY
from vmboard.domain.access.actor import DEMO
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Domain
from vmboard.queries.board import board
from vmboard.queries.round import morning_round
from vmboard.queries.summaries import team_summary
from vmboard.store.engine import engine_for, reading
from vmboard.store.tables import Baseline, Benefit, DataPoint, EscalationMove, Measure, Story, Team, Visit

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)


def test_the_round_says_of_each_wall_what_the_wall_says(demo_sqlite: Path) -> None:
    with reading(engine_for(f"sqlite:///{demo_sqlite}")) as session:
        for team_id in session.scalars(select(Team.id)).all():
            wall, kept = (ask(session, DEMO, team_id, TODAY) for ask in (board, team_summary))
            for domain in Domain:
                assert kept.signals.get(domain, {}) == Counter(tile.signal for tile in wall.tiles_of(domain))
            assert list(kept.stages) == [len(lane.cards) for lane in wall.lanes]
            slipping = {card.title for lane in wall.lanes for card in lane.cards if card.holding is False}
            assert {slip.title for slip in kept.slipping} == slipping


def test_many_teams_are_the_same_each_time_and_some_of_them_need_a_visit(bind: Engine) -> None:
    build(bind, 12, TODAY, measures=4, weeks=20)
    with reading(bind) as session:
        assert session.scalar(select(func.count()).select_from(DataPoint).where(DataPoint.team_id == 1)) == 80
        view = morning_round(session, DEMO, TODAY, NOW)
        told = [(line.ranked.name, [reason.text for reason in line.ranked.reasons]) for line in view.lines]
    assert len(view.lines) + len(view.paused) == 12
    assert view.needing > 0
    assert told[0][0] == "Ward 1", "it stands over the others, and owes them answers"
    with reading(bind) as session:
        for kind in (Baseline, Benefit, Story, EscalationMove, Visit):
            assert session.scalar(select(func.count()).select_from(kind)), kind
        assert session.scalars(select(Team.parent_id).where(Team.id == 2)).one() == 1
        assert session.scalars(select(Measure.id).where(Measure.library_key == "falls")).all()
    with pytest.raises(Refused):
        build(bind, 1, TODAY)
