"""Counting who is not named: a number for a team and a day, added to, let go of in time, and read for the round."""

from datetime import date, timedelta

from sqlalchemy import select

from tests.small_ward import Ward
from vmboard.commands.opens import Opens, forget_opens, mark_opened
from vmboard.queries.opens import last_opened
from vmboard.store.engine import reading, transaction
from vmboard.store.revisions import revision_of
from vmboard.store.tables import BoardOpens
from vmboard.web import opening

TODAY = date(2026, 11, 18)


def counts(ward: Ward) -> list[tuple[date, int]]:
    with reading(ward.bind) as session:
        return [(row.on, row.times) for row in session.scalars(select(BoardOpens).order_by(BoardOpens.on))]


def test_a_day_has_one_row_which_counts_on_and_moves_no_board(ward: Ward) -> None:
    with reading(ward.bind) as session:
        before = revision_of(session, ward.team_id)
    for times in (2, 3):
        with transaction(ward.bind) as session:
            mark_opened(session, {(ward.team_id, TODAY): times})
    assert counts(ward) == [(TODAY, 5)]
    with reading(ward.bind) as session:
        assert revision_of(session, ward.team_id) == before


def test_a_process_gathers_and_writes_once_for_all(ward: Ward) -> None:
    for _ in range(3):
        opening.opens.note(ward.bind, ward.team_id, TODAY)
    assert counts(ward) == []
    opening.write_opens(ward.bind)
    opening.write_opens(ward.bind)
    assert counts(ward) == [(TODAY, 3)]


def test_what_cannot_be_written_is_let_go_of(ward: Ward) -> None:
    opening.opens.note(ward.bind, 4711, TODAY)
    opening.write_opens(ward.bind)
    assert counts(ward) == []
    assert Opens().taken(ward.bind) == {}


def test_the_round_is_told_the_newest_day_and_since_when_that_is_known(ward: Ward) -> None:
    with reading(ward.bind) as session:
        assert last_opened(session, TODAY) == ({}, None), "nothing was counted: nobody can say"
    days = [TODAY - timedelta(days=many) for many in (30, 23, 399)]
    with transaction(ward.bind) as session:
        mark_opened(session, {(ward.team_id, day): 1 for day in days})
    with reading(ward.bind) as session:
        assert last_opened(session, TODAY) == ({ward.team_id: days[1]}, days[0])


def test_old_days_are_let_go_of(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        mark_opened(session, {(ward.team_id, TODAY - timedelta(days=many)): 1 for many in (399, 401)})
        forget_opens(session, TODAY)
    assert counts(ward) == [(TODAY - timedelta(days=399), 1)]
