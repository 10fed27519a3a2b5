"""Tokens of other systems: made once, shown once, told in each team's history, ended at once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.small_ward import Ward
from tests.sources import RHONA, TODAY, system
from vmboard.commands.sources import add_source, note_used, withdraw_source
from vmboard.commands.teams import add_team, place_team
from vmboard.commands.undo import undo
from vmboard.domain.access.sources import NewSource
from vmboard.domain.refusals import Refused
from vmboard.queries.history import team_history
from vmboard.queries.sources import source_of, sources, team_sources
from vmboard.store.engine import reading, transaction
from vmboard.store.hashing import hash_of
from vmboard.store.tables import History, Organisation, Source, SourceTeam, Team


def reached(ward: Ward, token: str, today: Any = TODAY) -> frozenset[int] | None:
    with reading(ward.bind) as session:
        known = source_of(session, token, today)
        return known and known[1].person.source_writes


def organisation(ward: Ward) -> int:
    return ward.ask(lambda session: session.scalars(select(Organisation.id)).one())


def ward_8(ward: Ward, site: str = "Raigmore Hospital", organisation: str = "NHS Highland") -> int:
    with transaction(ward.bind) as session:
        return add_team(
            session, RHONA, organisation=organisation, site=site, name="Ward 8", timezone="Europe/London"
        ).id  # fmt: skip


def test_only_a_hash_of_the_token_is_kept_and_no_history_holds_even_that(ward: Ward) -> None:
    token = system(ward.bind, ward.team_id)
    assert token.startswith("vmb_") and len(token) > 40
    row = ward.ask(lambda session: session.scalars(select(Source)).one())
    assert row.token_hash == hash_of(token) and token not in str(vars(row))
    told = str([vars(line) for line in ward.history()])
    assert token not in told and row.token_hash not in told


def test_one_that_is_ended_leaves_the_others_where_they_are(ward: Ward) -> None:
    beside = ward_8(ward)
    ours, theirs = system(ward.bind, ward.team_id), system(ward.bind, beside, name="Ledger")
    first = ward.ask(lambda session: session.scalars(select(Source.id).order_by(Source.id)).first())
    with transaction(ward.bind) as session:
        withdraw_source(session, RHONA, first)
    assert reached(ward, ours) is None and reached(ward, theirs) == {beside}
    told = ward.ask(lambda session: list(session.scalars(select(History.verb).where(History.team_id == beside))))
    assert "withdraw source" not in told


def test_the_teams_history_says_who_let_it_in_and_who_ended_it(ward: Ward) -> None:
    token = system(ward.bind, ward.team_id)
    source_id = ward.ask(lambda session: session.scalars(select(Source.id)).one())
    with transaction(ward.bind) as session:
        withdraw_source(session, RHONA, source_id)
    with transaction(ward.bind) as session:
        withdraw_source(session, RHONA, source_id)  # a second time changes nothing
    with reading(ward.bind) as session:
        told = [
            f"{line.who} {line.words}"
            for line in team_history(session, ward.nurse, ward.team_id, today=TODAY).lines[:2]
        ]
    assert told == [
        "Rhona Bell no longer lets the system “Datix” put figures in and read",
        "Rhona Bell let the system “Datix” put figures in and read",
    ]
    assert reached(ward, token) is None


def test_letting_in_is_not_undone_on_the_history_page_but_withdrawn_on_its_own(ward: Ward) -> None:
    system(ward.bind, ward.team_id)
    with pytest.raises(Refused, match="Other systems"):
        ward.do(undo, ward.history()[-1].revision)


def test_a_token_ends_by_itself_after_its_last_day(ward: Ward) -> None:
    token = system(ward.bind, ward.team_id, ends=TODAY + timedelta(days=1))
    assert reached(ward, token, TODAY + timedelta(days=1)) == {ward.team_id}
    assert reached(ward, token, TODAY + timedelta(days=2)) is None


def test_a_ward_reads_of_it_to_its_last_day(ward: Ward) -> None:
    system(ward.bind, ward.team_id)
    last = ward.ask(lambda session: session.scalars(select(Source.expires_on)).one())
    for days, names in ((0, 1), (1, 0)):
        now = datetime.combine(last + timedelta(days=days), datetime.min.time(), UTC) + timedelta(hours=12)
        lines = ward.ask(lambda session, at=now: team_sources(session, ward.nurse, ward.team_id, at))
        assert len(lines) == names


def test_a_token_of_an_organisation_reaches_a_ward_that_comes_later_and_leaves_one_that_moves(ward: Ward) -> None:
    token = system(ward.bind, organisation_id=organisation(ward))
    later, elsewhere = ward_8(ward), ward_8(ward, organisation="NHS Tayside")
    assert reached(ward, token) == {ward.team_id, later}
    with transaction(ward.bind) as session:
        place_team(session, RHONA, later, organisation="NHS Tayside", site="Ninewells", parent_id=None)
        place_team(session, RHONA, elsewhere, organisation="NHS Highland", site="Belford", parent_id=None)
    assert reached(ward, token) == {ward.team_id, elsewhere}
    verbs = ward.ask(
        lambda s: s.scalars(
            select(History.verb)
            .where(History.team_id == later, History.noun == "source_team")
            .order_by(History.revision)
        ).all()
    )
    assert verbs == ["let source in", "withdraw source"]


def test_a_move_that_is_undone_lets_no_token_follow(ward: Ward) -> None:
    token = system(ward.bind, organisation_id=organisation(ward))
    other = ward_8(ward, organisation="NHS Tayside", site="Ninewells")
    tayside = ward.ask(lambda session: session.get_one(Team, other).site_id)
    with transaction(ward.bind) as session:
        session.get_one(Team, ward.team_id).site_id = tayside  # whichever way it came there
    assert reached(ward, token) == frozenset()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": " "}, "Give the system a name"),
        ({"name": "x" * 60}, "60 characters"),
        ({"may_read": False, "may_write": False}, "puts figures in, reads, or both"),
        ({"teams": frozenset()}, "Say which teams"),
        ({"site_id": 1}, "Say which teams"),
        ({"teams": frozenset({99})}, "not here any more"),
        ({"teams": frozenset(), "site_id": 99}, "not here any more"),
        ({"expires_on": TODAY}, "ends by itself"),
        ({"expires_on": TODAY + timedelta(days=1000)}, "two years at most"),
        ({"measures": ("x" * 61,)}, "61 characters"),
        ({"name": "datix"}, "called “datix” already"),
    ],
)
def test_what_is_asked_wrongly_is_said_and_nothing_is_made(ward: Ward, more: dict[str, Any], words: str) -> None:
    system(ward.bind, ward.team_id)
    fair = {"name": "Ledger", "may_read": True, "may_write": True, "expires_on": TODAY + timedelta(days=9)}
    with pytest.raises(Refused, match=words), transaction(ward.bind) as session:
        add_source(session, RHONA, NewSource(**{**fair, "teams": frozenset({ward.team_id})} | more), today=TODAY)
    assert ward.ask(lambda session: len(session.scalars(select(SourceTeam)).all())) == 1


def test_last_used_is_written_down_once_a_minute_and_listed(ward: Ward) -> None:
    system(ward.bind, ward.team_id, measures=("Falls",))
    noon = datetime(2026, 11, 18, 12, tzinfo=UTC)
    seen = []
    for seconds in (0, 30, 61):
        with transaction(ward.bind) as session:
            note_used(session, 1, noon + timedelta(seconds=seconds))
        seen.append(ward.ask(lambda session: session.get_one(Source, 1).last_used_at))
    assert seen == [noon, noon, noon + timedelta(seconds=61)]
    with reading(ward.bind) as session:
        (line,) = sources(session, RHONA, noon + timedelta(minutes=10))
    assert (line.name, line.may, line.reaches) == ("Datix", "puts figures in and reads", "1 team")
    assert line.used == "last used 8 minutes ago" and line.measures == ("Falls",) and line.is_live
