"""Rows for every table of a database at whatever schema it is, made from what the database says of itself."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, Table, inspect, text
from sqlalchemy import types as sa

ROWS = 3
"""So many go into every table: two that fill every column, and one that leaves out what may be left out."""

CHECKED = {("data_point", "status"): "not_in_yet"}
"""What a bare row says where the table checks that it fits what was left out."""

Rows = dict[str, list[tuple[Any, ...]]]


_SAID = {
    "sqlite": "SELECT coalesce(sql, '') FROM sqlite_master ORDER BY rowid",
    "postgresql": """
        SELECT concat_ws(' ', attrelid::regclass, attnum, attname, format_type(atttypid, atttypmod), attnotnull,
            attidentity, pg_get_expr(adbin, adrelid)) FROM pg_attribute LEFT JOIN pg_attrdef ON (adrelid, adnum) =
            (attrelid, attnum) JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
            WHERE relnamespace = 'public'::regnamespace AND attnum > 0
        UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1""",
}
"""What makes a database say of its tables what it says: all columns, constraints and indexes, in lines."""
_described: dict[tuple[str, ...], MetaData] = {}


def said_of(connection: Connection) -> tuple[str, ...]:
    """A key of all that the database says of its tables, in one statement: to have it described takes hundreds."""
    kind = connection.dialect.name
    return (kind, *connection.exec_driver_sql(_SAID[kind]).scalars())


def tables_of(connection: Connection) -> MetaData:
    """What the database says of its tables, read once wherever it is the same."""
    said = said_of(connection)
    if said not in _described:
        _described[said] = _read(connection)
    return _described[said]


def _read(connection: Connection) -> MetaData:
    there = MetaData()
    there.reflect(connection)
    there.remove(there.tables["alembic_version"])
    return there


def fill(connection: Connection, after: int = 0) -> None:
    """Three rows in every table, numbered from the one ``after``. The nth points at the nth of each table it refers to,
    itself among them."""
    _fill(connection, tables_of(connection), after)


_newest: dict[str, MetaData] = {}


def fill_newest(connection: Connection) -> None:
    """The same at the newest schema, whose description is read once for each kind of database."""
    kind = connection.dialect.name
    if kind not in _newest:
        _newest[kind] = tables_of(connection)
    _fill(connection, _newest[kind], after=0)


def _fill(connection: Connection, tables: MetaData, after: int) -> None:
    numbers = range(after + 1, after + 1 + ROWS)
    for table in tables.sorted_tables:
        connection.execute(table.insert(), [_row(table, number) for number in numbers])
        if connection.dialect.name == "postgresql" and "id" in table.c:
            count_on = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)")
            connection.execute(count_on, {"table": table.name, "last": numbers[-1]})


def columns_of(connection: Connection) -> dict[str, list[str]]:
    seen = inspect(connection)
    return {
        str(table): [column["name"] for column in columns]
        for (_, table), columns in seen.get_multi_columns().items()
        if table != "alembic_version"
    }


def rows_of(connection: Connection, columns: dict[str, list[str]]) -> Rows:
    """Every row of the tables and columns named, as the database keeps it, in the order of the rows' text."""
    quote = connection.dialect.identifier_preparer.quote
    rows: Rows = {}
    for table, names in columns.items():
        asked = f"SELECT {', '.join(map(quote, names))} FROM {quote(table)}"
        rows[table] = sorted(map(tuple, connection.exec_driver_sql(asked)), key=repr)
    return rows


def everything(bind: Engine) -> Rows:
    with bind.connect() as connection:
        return rows_of(connection, columns_of(connection))


def definition(bind: Engine) -> dict[str, list[Any]]:
    """All that the database says of its tables, in an order of ours."""
    with bind.connect() as connection:
        seen = inspect(connection)
        return {
            table.name: [
                [(c.name, repr(c.type), c.nullable, str(getattr(c.server_default, "arg", ""))) for c in table.columns],
                seen.get_pk_constraint(table.name),
                sorted(map(repr, seen.get_foreign_keys(table.name))),
                sorted(map(repr, seen.get_unique_constraints(table.name))),
                sorted(map(repr, seen.get_check_constraints(table.name))),
                sorted(_told(index) for index in seen.get_indexes(table.name)),
            ]
            for table in tables_of(connection).sorted_tables
        }


def _told(index: Mapping[str, Any]) -> str:
    options = {name: str(option) for name, option in index.get("dialect_options", {}).items()}
    return repr({**index, "dialect_options": options})


def _row(table: Table, number: int) -> dict[str, Any]:
    row = {column.name: _value(column, number) for column in table.columns}
    if number % ROWS == 0:
        row |= {column.name: None for column in table.columns if column.nullable}
        row |= {column: value for (name, column), value in CHECKED.items() if name == table.name}
    return row


def _value(column: Column[Any], number: int) -> Any:
    if column.foreign_keys:
        pointed = next(iter(column.foreign_keys)).column
        return number if pointed.table is column.table else _value(pointed, number)
    match column.type:
        case sa.Boolean():
            return number % 2 == 1
        case sa.Integer():
            return number
        case sa.Float() | sa.Numeric():
            return number + 0.25
        case sa.DateTime():
            return datetime(2026, 1, 1, 9, 30, tzinfo=UTC) + timedelta(days=number)
        case sa.Time():
            return time(9 + number // 60, number % 60)
        case sa.Date():
            return date(2026, 1, 4) + timedelta(weeks=number)
        case sa.LargeBinary():
            return f"{column.name} {number}".encode()
        case sa.JSON():
            return {column.name: number}
        case sa.String():
            return f"“ä” {column.name} {number}"[-(column.type.length or 99) :]
    raise AssertionError(f"What goes into {column} of type {column.type!r}? Say it here.")
