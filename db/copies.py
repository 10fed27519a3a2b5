"""The backup kept before a migration: the whole database as it was, and the way back to it in a sentence.

SQLite: a file beside the database's own. Postgres: a schema beside the tables' own, made in the migration's
transaction, with keys, indexes and sequences, so that the way back is to rename two schemas.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, inspect, text

from vmboard.domain.refusals import Refused

KEPT = 3
"""How many copies stay, the newest."""

BY_HAND = "or keep a copy of your own and run: python -m vmboard migrate --without-copy"
NO_ROOM = "No copy of the database could be kept beside it ({}), so it was left as it is. Make room for one, " + BY_HAND
MAY_NOT = (
    "vmboard may not make a schema to keep a copy in, so the database was left as it is. Let it: "
    'GRANT CREATE ON DATABASE "{}" TO "{}"; ' + BY_HAND
)


@dataclass(frozen=True)
class Copy:
    """Where it is, how to return to it, and how to ``forget`` it after a migration that came to nothing."""

    place: str
    way_back: str
    forget: Callable[[], None] = lambda: None


def keep_copy(connection: Connection, revision: str, at: datetime) -> Copy | None:
    """Copy what is committed, while ``connection`` holds off all other writers; the oldest copies go.

    None where there is no file to copy. Raises Refused where no copy can be made.
    """
    if connection.dialect.name == "sqlite":
        path = _file_of(connection)
        return _copy_file(path, f"{path.stem}-{revision}-{at:%Y%m%dT%H%M%SZ}{path.suffix}") if path else None
    return _copy_schema(connection, f"vmboard_{revision}_{at:%Y%m%dt%H%M%Sz}")


def _file_of(connection: Connection) -> Path | None:
    name: str = connection.execute(text("SELECT file FROM pragma_database_list WHERE name = 'main'")).scalar_one()
    return Path(name) if name else None


def _copy_file(path: Path, name: str) -> Copy:
    made, unfinished = path.with_name(name), path.with_name(f"{name}.part")
    try:
        for left in _copies_of(path, ".part").values():  # of a process that was killed while it copied
            left.unlink()
        unfinished.touch(mode=0o600)
        shutil.copymode(path, unfinished)
        with closing(sqlite3.connect(path)) as reader:  # it reads what is committed, whoever is writing
            reader.execute("VACUUM INTO ?", (str(unfinished),))
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        unfinished.replace(made)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise Refused(NO_ROOM.format(error)) from error
    dated = _copies_of(path)
    for day in sorted(dated)[:-KEPT]:
        dated[day].unlink()
    back = (
        f"stop vmboard, delete {path.name}-wal and {path.name}-shm where they are, "
        f"put {made.name} in the place of {path.name}, and start the vmboard of before"
    )
    return Copy(str(made), back, made.unlink)


def _copies_of(path: Path, ending: str = "") -> dict[str, Path]:
    """The copies beside a database, each by its moment."""
    ours = re.compile(rf"{re.escape(path.stem)}-\w+-(\d{{8}}T\d{{6}}Z){re.escape(path.suffix + ending)}")
    return {named[1]: file for file in path.parent.iterdir() if (named := ours.fullmatch(file.name))}


def _copy_schema(connection: Connection, name: str) -> Copy:
    database, role, may = connection.execute(
        text("SELECT current_database(), current_user, has_database_privilege(current_database(), 'CREATE')")
    ).one()
    if not may:
        raise Refused(MAY_NOT.format(database, role))
    there = MetaData()
    there.reflect(connection)
    connection.execute(text(f"LOCK TABLE {', '.join(_quoted(connection, t) for t in there.sorted_tables)}"))
    connection.execute(text(f"CREATE SCHEMA {name}"))
    copies = MetaData()
    for table in there.sorted_tables:
        _copy_table(connection, table, table.to_metadata(copies, schema=name))
    inspected = inspect(connection)
    ours = [schema for schema in inspected.get_schema_names() if re.fullmatch(r"vmboard_\w+_\d{8}t\d{6}z", schema)]
    for old in sorted(ours, key=lambda schema: schema.rpartition("_")[2])[:-KEPT]:
        connection.execute(text(f"DROP SCHEMA {old} CASCADE"))
    own = inspected.default_schema_name
    back = (
        f"stop vmboard; as the owner of the database, in psql: BEGIN; ALTER SCHEMA {own} RENAME TO vmboard_undone; "
        f"ALTER SCHEMA {name} RENAME TO {own}; COMMIT; and start the vmboard of before"
    )
    return Copy(f"the schema {name}", back)


def _copy_table(connection: Connection, table: Table, copy: Table) -> None:
    """Its rows, constraints and indexes, and a sequence of its own for a column that counts by itself."""
    counted = [c for c in copy.columns if c.server_default is not None and "nextval(" in str(_default(c))]
    for column in counted:
        column.server_default = None  # so that it is made as SERIAL, with a sequence in the copy's own schema
    copy.create(connection)
    connection.execute(copy.insert().from_select(list(table.columns.keys()), table.select()))
    for column in counted:
        ours, theirs = (
            connection.execute(
                text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": _quoted(connection, t), "c": column.name}
            ).scalar_one()
            for t in (copy, table)
        )
        connection.execute(text(f"SELECT setval(:ours, last_value, is_called) FROM {theirs}"), {"ours": ours})


def _default(column: object) -> object:
    return getattr(getattr(column, "server_default", None), "arg", "")


def _quoted(connection: Connection, table: Table) -> str:
    return connection.dialect.identifier_preparer.format_table(table)
