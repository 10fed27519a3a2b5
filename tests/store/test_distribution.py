"""Teams spread over servers: what a sharding Postgres asks of the schema and of every statement, without having one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, Index, Table, UniqueConstraint, text

from db import distribution
from db.distribution import TEAM, WHOLE, is_distributed, is_reference
from tests.commands.test_history import CHANGES, TODAY, Given, given  # noqa: F401
from tests.shards import DISTRIBUTED, recorded, unnamed, written
from tests.small_ward import Ward, small_ward
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.refusals import Refused
from vmboard.queries.board import board
from vmboard.queries.screens import editions_of, followed
from vmboard.store.engine import is_sqlite, reading
from vmboard.store.tables import Row

TABLES = Row.metadata.sorted_tables
STAND_IN = """
CREATE TABLE pg_dist_partition (logicalrelid regclass PRIMARY KEY, partmethod text, repmodel text);
CREATE FUNCTION create_reference_table(it regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  PERFORM refuse_keys(it);
  INSERT INTO pg_dist_partition VALUES (it, 'n', 't');
END $$;
CREATE FUNCTION create_distributed_table(it regclass, col text, colocate_with text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE alone text; BEGIN
  PERFORM refuse_keys(it);
  IF NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = it AND attname = col AND atttypid = 'bigint'::regtype)
    THEN RAISE '%% of %% is no bigint', col, it; END IF;
  SELECT i.indexrelid::regclass::text INTO alone FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = it AND a.attname = col
    WHERE i.indrelid = it AND i.indisunique AND NOT a.attnum = ANY (i.indkey);
  IF alone IS NOT NULL THEN RAISE 'unique %% does not name %%', alone, col; END IF;
  IF colocate_with <> 'none'
    AND NOT EXISTS (SELECT 1 FROM pg_dist_partition WHERE logicalrelid = colocate_with::regclass)
    THEN RAISE '%% is not spread yet', colocate_with; END IF;
  INSERT INTO pg_dist_partition VALUES (it, 'h', 's');
END $$;
CREATE FUNCTION refuse_keys(it regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE contype = 'f' AND it IN (conrelid, confrelid))
    THEN RAISE '%% has a foreign key still', it; END IF;
END $$;
"""
"""The rules of Citus that our statements have to keep, as far as plain Postgres can hold us to them."""


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)


def test_every_table_is_of_one_of_three_kinds() -> None:
    kinds = {t.name: (is_distributed(t), is_reference(t), t.name in WHOLE) for t in TABLES}
    assert [name for name, kind in kinds.items() if sum(kind) != 1] == []
    assert [name for name, (_, reference, _) in kinds.items() if reference] == sorted(
        ["account", "choice", "link", "organisation", "secret", "site", "source", "team"],
        key=[table.name for table in TABLES].index,
    )


@pytest.mark.parametrize("table", [table for table in TABLES if is_distributed(table)], ids=lambda table: table.name)
def test_every_key_and_constraint_of_what_a_team_owns_names_the_team(table: Table) -> None:
    assert next(iter(table.primary_key)).name == TEAM
    alone = [one for one in table.constraints if isinstance(one, UniqueConstraint)] + [
        index for index in table.indexes if index.unique
    ]
    assert [str(one.name) for one in alone if TEAM not in [column.name for column in _columns(one)]] == []
    for key in table.foreign_key_constraints:
        if is_distributed(key.referred_table):
            assert (TEAM, TEAM) in [(one.parent.name, one.column.name) for one in key.elements], key.name
        else:
            assert is_reference(key.referred_table), key.name


def _columns(one: UniqueConstraint | Index) -> list[Any]:
    return list(one.columns)


def test_nothing_that_stands_whole_or_everywhere_points_at_what_is_spread() -> None:
    wrong = [
        str(key.name)
        for table in TABLES if not is_distributed(table)
        for key in table.foreign_key_constraints if not is_reference(key.referred_table)
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize("bind", ["postgres"], indirect=True)
def test_the_statements_spread_a_filled_database_and_every_foreign_key_holds_again(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distribution, "_check", lambda connection: None)
    with ward.bind.begin() as connection:
        connection.exec_driver_sql(STAND_IN)
        before = _foreign_keys(connection)
    with recorded(ward.bind) as said:
        assert distribution.distribute(ward.bind) == len([table for table in TABLES if table.name not in WHOLE])
    with ward.bind.connect() as connection:
        assert _foreign_keys(connection) == before
    assert [line for line in said if line in list(distribution.statements())] == list(distribution.statements())
    assert distribution.distribute(ward.bind) == 0, "what is spread is left alone"


def _foreign_keys(connection: Any) -> set[Any]:
    asked = "SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'"
    return {tuple(row) for row in connection.execute(text(asked))}


def test_a_table_that_comes_later_is_spread_alone() -> None:
    others = {table.name for table in TABLES if table.name != "huddle"}
    assert [line for line in distribution.statements(others) if "create_" in line] == [
        "SELECT create_distributed_table('huddle', 'team_id', colocate_with => 'team_revision')"
    ]


def test_without_citus_nothing_is_done_and_a_sentence_says_what_is_missing(bind: Engine) -> None:
    sentence = "Only Postgres" if is_sqlite(bind) else "This Postgres has no Citus"
    with pytest.raises(Refused, match=sentence):
        distribution.distribute(bind)


def test_every_change_of_a_team_names_it_and_writes_no_table_of_all_teams(
    ward: Ward,
    given: Given,  # noqa: F811
) -> None:
    for verb, change in {**CHANGES, **LONGER}.items():
        with recorded(ward.bind) as said:
            change(ward, given)
        own = {row.noun for row in ward.history()[-1:]} | ({"link"} if "display" in verb else set())
        assert [line for line in said if unnamed(line)] == [], verb
        assert {written(line) for line in said} - DISTRIBUTED - own - {"", "audit_line"} == set(), verb


LONGER: dict[str, Callable[[Any, Given], Any]] = {
    "record points": lambda w, g: w.do(
        record_points, w.falls_id, [NewPoint(date(2026, 11, day), 3) for day in (1, 8)]
    ),
}  # fmt: skip


def test_a_board_and_whoever_follows_it_ask_of_the_team_alone(
    ward: Ward,
    given: Given,  # noqa: F811
) -> None:
    for change in CHANGES.values():
        change(ward, given)
    with recorded(ward.bind) as said, reading(ward.bind) as session:
        board(session, ward.nurse, ward.team_id, TODAY)
        followed(session, ward.team_id)
        editions_of(session, [ward.team_id])
    assert len(said) > 10
    assert [line for line in said if unnamed(line)] == []


@pytest.mark.parametrize(("statement", "tables"), [
    ("SELECT * FROM action WHERE action.team_id = ?", set()),
    ("SELECT * FROM action WHERE action.id = ?", {"action"}),
    ("SELECT * FROM action WHERE action.team_id = ? OR action.id = ?", {"action"}),
    ("SELECT * FROM action JOIN member ON member.team_id = action.team_id WHERE action.team_id = ?", set()),
    ("SELECT * FROM action JOIN member ON member.id = action.owner_id WHERE action.team_id = ?", {"member"}),
    ("SELECT * FROM team WHERE team.id = ?", set()),
    ("SELECT * FROM team WHERE team.id IN (SELECT huddle.team_id FROM huddle)", {"huddle"}),
    ("UPDATE action SET done_on = ? WHERE action.id = ?", {"action"}),
    ("UPDATE action SET done_on = ? WHERE action.team_id = ? AND action.id = ?", set()),
    ("DELETE FROM receipt WHERE receipt.at < ?", {"receipt"}),
    ("INSERT INTO receipt (key, row_id) VALUES (?, ?)", {"receipt"}),
    ("INSERT INTO receipt (team_id, key) VALUES (?, ?)", set()),
])  # fmt: skip
def test_what_a_statement_leaves_unsaid_is_seen(statement: str, tables: set[str]) -> None:
    assert unnamed(statement) == tables
