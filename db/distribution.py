"""Sharding: a Postgres that Citus spreads over many servers, each with some of the teams.

Three kinds of tables. What a team owns is **distributed** by ``team_id``, all of it together: a team's board is read
and changed on one server. What all teams look up, and people change seldom, is a **reference** table: every server has
it, and a change of it is written on every one, one after the other. What is written at every sign-in, and joined to no
team's rows, stays **whole** where everybody connects.
"""

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, Engine, ForeignKeyConstraint, Table, make_url, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import AddConstraint, DropConstraint

from vmboard.domain.refusals import Refused
from vmboard.store.engine import is_sqlite
from vmboard.store.tables import Row

TEAM = "team_id"
FIRST = "team_revision"
"""The table that every other of a team lies beside: a save holds its row first."""
WHOLE = frozenset(("sign_in", "attempt", "pairing", "audit_line"))

NEEDS_POSTGRES = "Only Postgres can be spread over servers. Move there first: python -m vmboard move --to URL"
NEEDS_CITUS = (
    "This Postgres has no Citus, so it was left as it is. Install it on every server, and say in this database: "
    "CREATE EXTENSION citus"
)
NEEDS_COORDINATOR = (
    "Citus does not know this server's own address yet, so nothing was changed. Say in this database: "
    "SELECT citus_set_coordinator_host('the name by which the other servers reach it')"
)


def is_distributed(table: Table) -> bool:
    """Whether a team owns it: its key begins with the team."""
    return [column.name for column in table.primary_key][:1] == [TEAM]


def is_reference(table: Table) -> bool:
    return not is_distributed(table) and table.name not in WHOLE


def statements(spread: Collection[str] = ()) -> Iterator[str]:
    """SQL that spreads every table that is not ``spread`` yet, in the order it has to be said, as one transaction.

    A foreign key is off while either of its tables is moved: Citus takes none from a table that stands still to one
    that is spread.
    """
    moved = [table for table in Row.metadata.sorted_tables if table.name not in spread and table.name not in WHOLE]
    keys = [key for table in Row.metadata.sorted_tables for key in _keys(table) if _touches(key, moved)]
    if not moved:
        return
    yield "SET LOCAL citus.multi_shard_modify_mode TO 'sequential'"
    for key in keys:
        yield _said(DropConstraint(key))
    for table in moved:
        if is_reference(table):
            yield f"SELECT create_reference_table('{table.name}')"
    for table in sorted(filter(is_distributed, moved), key=lambda table: (table.name != FIRST, table.name)):
        beside = "none" if table.name == FIRST else FIRST
        yield f"SELECT create_distributed_table('{table.name}', '{TEAM}', colocate_with => '{beside}')"
    for key in keys:
        yield _said(AddConstraint(key, isolate_from_table=False))


def distribute(bind: Engine) -> int:
    """Spread what is not spread yet, all of it or nothing; how many tables that were. Raises Refused."""
    if is_sqlite(bind):
        raise Refused(NEEDS_POSTGRES)
    with bind.begin() as connection:
        _check(connection)
        spread = _spread(connection)
        for statement in statements(spread):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(waits_everywhere(make_url(bind.url).database or ""))
        return len(_spread(connection) - spread)


def waits_everywhere(database: str) -> str:
    """SQL after which the end of a wait, which every change says for itself, is said to the other servers too."""
    name = postgresql.dialect().identifier_preparer.quote_identifier(database)  # type: ignore[no-untyped-call]
    return f"ALTER DATABASE {name} SET citus.propagate_set_commands TO 'local'"


def _check(connection: Connection) -> None:
    if connection.scalar(text("SELECT 1 FROM pg_extension WHERE extname = 'citus'")) is None:
        raise Refused(NEEDS_CITUS)
    if connection.scalar(text("SELECT 1 FROM pg_dist_node WHERE groupid = 0")) is None:
        raise Refused(NEEDS_COORDINATOR)


def _spread(connection: Connection) -> frozenset[str]:
    """Tables that Citus distributes ('h'), or has whole on every server ('t')."""
    asked = "SELECT logicalrelid::regclass::text FROM pg_dist_partition WHERE partmethod = 'h' OR repmodel = 't'"
    return frozenset(connection.execute(text(asked)).scalars())


def _keys(table: Table) -> list[ForeignKeyConstraint]:
    return sorted(table.foreign_key_constraints, key=lambda key: str(key.name))


def _touches(key: ForeignKeyConstraint, moved: Collection[Table]) -> bool:
    return key.table in moved or key.referred_table in moved


def _said(statement: AddConstraint | DropConstraint) -> str:
    return str(statement.compile(dialect=postgresql.dialect())).strip()  # type: ignore[no-untyped-call]
