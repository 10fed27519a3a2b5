"""A database as text: every row of every table, the same for SQLite and for Postgres, whatever the schema.

A row is a JSON array of its columns in their order, and rows stand in the order of their keys, so that two databases
hold the same where their text has the same checksum. Tables are read as the database describes them itself: this works
for older schemas too.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    bindparam,
    cast,
    func,
    insert,
    select,
    text,
    update,
)  # fmt: skip
from sqlalchemy.sql.elements import ColumnElement

SCHEMA_TABLE = "alembic_version"
AT_ONCE = 500
"""Rows read and written together."""
STREAMED = {"stream_results": True}


@dataclass(frozen=True)
class TableSum:
    """How many rows, and the checksum of their text (SHA-256)."""

    rows: int
    checksum: str


def tables_of(connection: Connection) -> list[Table]:
    """Every table but the schema's own, those first that others point at."""
    described = MetaData()
    described.reflect(connection)
    described.info["postgres"] = connection.dialect.name == "postgresql"
    return [table for table in described.sorted_tables if table.name != SCHEMA_TABLE]


def lines_of(connection: Connection, table: Table) -> Iterator[str]:
    """The rows of a table as text, one by one."""
    columns = list(table.columns)
    written = [_writer(column) for column in columns]
    asked = select(*(_as_text(column) for column in columns)).order_by(*(_by_bytes(c) for c in table.primary_key))
    for part in connection.execute(asked, execution_options=STREAMED).partitions(AT_ONCE):
        for row in part:
            values = [write(value) for write, value in zip(written, row, strict=True)]
            yield json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def load(connection: Connection, table: Table, names: Sequence[str], lines: Iterable[str]) -> None:
    """Put rows into an empty table. What points at rows that come later is pointed there at the end."""
    columns = [table.columns[name] for name in names]
    filled = insert(table).values({column.name: _taking(connection, column) for column in columns})
    read = [_reader(column) for column in columns]
    later = [name for name in to_itself(table) if name in names]
    keys = [column.name for column in table.primary_key]
    pointed: list[dict[str, Any]] = []
    for part in _parts(lines):
        rows = [
            {c.name: take(value) for c, take, value in zip(columns, read, json.loads(line), strict=True)}
            for line in part
        ]  # fmt: skip
        for row in rows:
            if any(row[name] is not None for name in later):
                pointed.append({f"key_{key}": row[key] for key in keys} | {name: row[name] for name in later})
                row.update(dict.fromkeys(later))
        connection.execute(filled, rows)
    if pointed:
        mine = [table.columns[key] == bindparam(f"key_{key}") for key in keys]
        connection.execute(update(table).where(*mine).values({name: bindparam(name) for name in later}), pointed)


def count_on(connection: Connection, table: Table) -> None:
    """Let a Postgres table that numbers its rows itself go on from the highest number there is.

    Setting a sequence outlasts a transaction that comes to nothing; restarting it goes with everything else.
    """
    for column in table.primary_key:
        if connection.dialect.name == "postgresql" and "nextval(" in str(getattr(column.server_default, "arg", "")):
            name = connection.dialect.identifier_preparer.format_table(table)
            sequence = connection.scalar(select(func.pg_get_serial_sequence(name, column.name)))
            last = connection.scalar(select(func.max(column))) or 0
            connection.execute(text(f"ALTER SEQUENCE {sequence} RESTART WITH {last + 1}"))


def summed(lines: Iterable[str], through: Callable[[bytes], object] = lambda _: None) -> TableSum:
    """Count and checksum of lines, each of which goes ``through`` somewhere on the way."""
    count, digest = 0, hashlib.sha256()
    for line in lines:
        encoded = line.encode() + b"\n"
        digest.update(encoded)
        through(encoded)
        count += 1
    return TableSum(count, digest.hexdigest())


def _parts(lines: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        part.append(line)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def to_itself(table: Table) -> list[str]:
    """Columns by which a row points at another of its own table and that may be empty for a while."""
    return [
        element.parent.name
        for constraint in table.foreign_key_constraints
        if constraint.referred_table is table
        for element in constraint.elements
        if element.parent.nullable
    ]


def _as_text(column: Column[Any]) -> ColumnElement[Any]:
    """JSON as the very text that is stored: read and written anew it could differ in a space or a number's digits."""
    if not isinstance(column.type, JSON):
        return column
    return cast(column, Text).label(column.name)


def _taking(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    """JSON comes as its text too. On SQLite it is kept as such: told to cast it, it would look for a number."""
    if not isinstance(column.type, JSON):
        return bindparam(column.name, type_=column.type)
    written = bindparam(column.name, type_=Text())
    return cast(written, JSON) if connection.dialect.name == "postgresql" else written


def _by_bytes(column: Column[Any]) -> ColumnElement[Any]:
    """An order that is the same everywhere: a database's own may go by a language."""
    if isinstance(column.type, String) and column.table.metadata.info.get("postgres"):
        return column.collate("C")
    return column


def _writer(column: Column[Any]) -> Callable[[Any], Any]:
    kind = column.type
    if isinstance(kind, DateTime):
        return lambda at: None if at is None else _plain(at).isoformat(timespec="microseconds")
    if isinstance(kind, (Date, Time)):
        return lambda value: None if value is None else value.isoformat()
    if isinstance(kind, LargeBinary):
        return lambda value: None if value is None else b64encode(value).decode("ascii")
    return lambda value: value


def _plain(at: datetime) -> datetime:
    """A moment in UTC without saying so: SQLite keeps no zone."""
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    kind = column.type
    if isinstance(kind, DateTime):
        zone = UTC if kind.timezone else None
        return lambda said: None if said is None else datetime.fromisoformat(said).replace(tzinfo=zone)
    if isinstance(kind, Date):
        return lambda said: None if said is None else date.fromisoformat(said)
    if isinstance(kind, Time):
        return lambda said: None if said is None else time.fromisoformat(said)
    if isinstance(kind, LargeBinary):
        return lambda said: None if said is None else b64decode(said)
    return lambda said: said
