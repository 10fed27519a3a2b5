"""A change at half past midnight on 2 June, in Scotland, is dated 2 June wherever a person reads its day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.small_ward import Ward
from vmboard.commands import accounts, attempts, benefits, displays, keeping, measures, projects, returns, schemes, undo
from vmboard.domain.access.actor import DEMO
from vmboard.domain.refusals import Clash
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.words import BenefitKind
from vmboard.queries import access, history, round, settings
from vmboard.queries import displays as display_queries
from vmboard.queries import keeping as keeping_queries
from vmboard.queries import returns as return_queries
from vmboard.queries import schemes as scheme_queries
from vmboard.queries.owed import _added
from vmboard.store.engine import transaction
from vmboard.store.tables import Display, Team

NIGHT = datetime(2027, 6, 1, 23, 30, tzinfo=UTC)
DAY = date(2027, 6, 2)


def at_night(ward: Ward, command: Callable[..., Any], *args: Any, **details: Any) -> Any:
    with transaction(ward.bind, now=NIGHT) as session:
        return command(session, DEMO, ward.team_id, *args, **details)


def whole(ward: Ward, command: Callable[..., Any], *args: Any, **details: Any) -> Any:
    with transaction(ward.bind, now=NIGHT) as session:
        return command(session, DEMO, *args, **details)


def told(ward: Ward, query: Callable[..., Any], *args: Any) -> Any:
    return ward.ask(lambda session: query(session, DEMO, ward.team_id, *args))


def test_who_set_a_measure_and_who_removed_one(ward: Ward) -> None:
    at_night(ward, measures.change_measure, ward.falls_id, target=3.0)
    assert "2 Jun" in told(ward, settings.settings, ward.falls_id, DAY).target_since
    at_night(ward, measures.remove_measure, ward.falls_id)
    assert "2 Jun" in told(ward, settings.away, DAY)[1][0].why


def test_who_gets_in(ward: Ward) -> None:
    at_night(ward, accounts.set_pin, pin="482916")
    at_night(ward, accounts.enrol_computer, name="PC by the desk")
    view = told(ward, access.team_access, DAY, NIGHT)
    assert "2 Jun" in repr(view) and "1 Jun" not in repr(view)


def test_what_an_administrator_chose_for_all(ward: Ward) -> None:
    whole(ward, keeping.set_keeping, version=0, sign_in_days=30)
    whole(ward, returns.save_inputs, version=0, cash=100.0)
    assert "2 Jun" in repr(ward.ask(lambda session: keeping_queries.keeping(session, DEMO, DAY)))
    assert "2 Jun" in repr(ward.ask(lambda session: return_queries.inputs(session, DEMO, DAY)))


def test_what_was_decided_of_a_scheme(ward: Ward) -> None:
    idea = at_night(ward, projects.add_project, title="Bed sensors", today=DAY).id
    at_night(ward, benefits.add_benefit, idea, kind=BenefitKind.QUALITY, text="Fewer falls")
    at_night(ward, schemes.set_scheme_state, idea, state=SchemeState.HALTED, reason="No money")
    view = told(ward, scheme_queries.scheme, idea, DAY)
    assert "2 Jun" in repr(view) and "1 Jun" not in repr(view)


def test_history_and_what_an_undo_says_stands_in_its_way(ward: Ward) -> None:
    first = at_night(ward, measures.change_measure, ward.falls_id, name="Falls with harm")
    assert first is not None
    changed = ward.revision()
    at_night(ward, measures.change_measure, ward.falls_id, name="Falls on the ward")
    assert ward.ask(lambda s: history.team_history(s, DEMO, ward.team_id, today=DAY)).lines[0].day == DAY
    with pytest.raises(Clash, match="on 2 Jun"):
        at_night(ward, undo.undo, changed)


def test_a_screen_that_was_seen_today_was_not_silent_for_a_day(ward: Ward) -> None:
    screen, _ = ward.do(displays.add_display, name="Nurses' station")
    with transaction(ward.bind) as session:
        session.get_one(Display, (ward.team_id, screen.id)).last_seen_at = NIGHT

    def silent(session: Session) -> list[int]:
        return round._lately(session, DEMO, [ward.team_id], DAY + timedelta(days=1), NIGHT + timedelta(days=3)).silent[
            ward.team_id
        ]

    assert ward.ask(silent) == [1]


def test_a_screen_says_the_day_and_the_hour_where_it_stands(ward: Ward) -> None:
    screen, _ = ward.do(displays.add_display, name="Nurses' station")
    with transaction(ward.bind) as session:
        session.get_one(Display, (ward.team_id, screen.id)).last_seen_at = NIGHT
    (line,) = told(ward, display_queries.displays, NIGHT + timedelta(days=2))
    assert line.seen_text == "Seen 2 Jun 00:30"


def test_a_measure_added_in_the_night_is_of_the_week_that_began_then(ward: Ward) -> None:
    monday = datetime(2027, 6, 6, 23, 30, tzinfo=UTC)
    with transaction(ward.bind, now=monday) as session:
        falls = measures.add_measure(session, DEMO, ward.team_id, name="Ulcers", domain="safety", direction="decrease")

    def added(session: Session) -> date:
        team = session.get_one(Team, ward.team_id)
        return _added(session, team, [falls.id])[falls.id]

    assert ward.ask(added) == date(2027, 6, 13)


def test_a_day_of_tries_is_over_at_midnight_here(ward: Ward) -> None:
    def tries(now: datetime) -> str:
        with transaction(ward.bind, now=now) as session:
            return attempts.count_attempt(session, "a key", now, wait=False)

    assert [tries(NIGHT - timedelta(hours=1)) for _ in range(101)][-1] == attempts.TOO_MANY_TODAY
    assert tries(NIGHT) == ""
