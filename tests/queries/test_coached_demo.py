"""The demo's coach has something true to show: promises kept and overdue, a month kept private, two assessments."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import TODAY
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, PromiseState
from vmboard.domain.coaching.reasons_to_visit import Why
from vmboard.queries.assessments import self_assessment
from vmboard.queries.round import morning_round
from vmboard.queries.visits import coaching_log
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import Member, Team


@pytest.fixture(scope="module")
def session(demo_sqlite: Path) -> Iterator[Session]:
    url = f"sqlite:///{demo_sqlite}"
    with reading(engine_for(url)) as opened:
        yield opened
    dispose(url)


def id_of(session: Session, slug: str) -> int:
    return session.scalars(select(Team.id).where(Team.slug == slug)).one()


def test_the_ward_was_visited_at_every_level(session: Session) -> None:
    log = coaching_log(session, DEMO, id_of(session, "ward-7a-respiratory"), TODAY)
    assert {visit.level for visit in log.visits} == set(Level)
    assert log.promises_words == "6 promises: 2 kept, 1 not yet, 3 overdue", "those that the list shows"
    assert log.open[0].state is PromiseState.OVERDUE
    assert any(step.level is Level.WARD and step.on_text == "10 Nov" for step in log.steps)


def test_one_board_was_opened_by_nobody_for_three_weeks(session: Session) -> None:
    seen = morning_round(session, DEMO, TODAY, datetime.combine(TODAY, time(7, 45), UTC))
    why = {line.ranked.name: reason.text for line in seen.lines for reason in line.ranked.reasons
           if reason.kind is Why.UNOPENED}  # fmt: skip
    assert why == {"Medical and Diagnostic Division": "Nobody opened the board for 3 weeks"}


def test_the_leads_own_note_is_shown_to_the_lead_alone(session: Session) -> None:
    team_id = id_of(session, "ward-7a-respiratory")
    lead = session.scalars(select(Member).where(Member.team_id == team_id, Member.initials == "JD")).one()
    seen = coaching_log(session, Actor(lead.name, lead.id, team_id, APP), team_id, TODAY)
    assert [visit.private for visit in seen.visits].count(True) == 1
    assert not [visit for visit in coaching_log(session, DEMO, team_id, TODAY).visits if visit.private]


def test_confidence_grows_and_a_month_and_a_small_team_are_kept_private(session: Session) -> None:
    told = coaching_log(session, DEMO, id_of(session, "ward-7a-respiratory"), TODAY).confidence
    known = [one.mean for one in told if one.mean is not None]
    assert known == sorted(known) and len(known) == len(told) - 2 == 4, "one is private, one goes on"
    small = coaching_log(session, DEMO, id_of(session, "sleep-service"), TODAY).confidence
    assert [one.mean for one in small] == [None, None]


def test_the_ward_assessed_itself_twice_half_a_year_apart(session: Session) -> None:
    view = self_assessment(session, DEMO, id_of(session, "ward-7a-respiratory"), TODAY)
    assert view.now is not None and view.since == date(2026, 5, 14)
    assert all(step.change and step.change > 0 for step in view.steps)
    assert len(view.gaps) == 3
