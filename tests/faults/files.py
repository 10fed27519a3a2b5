"""F11 and F12: a file that is broken, and a process that is killed while it brings the tables up to date."""

import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from alembic import command
from sqlalchemy import Engine, inspect, text

from db import migrate
from db.schedule import back_up_if_due, refuse_to_begin_anew
from tests.faults.house import House
from tests.faults.table import Outcome
from tests.filling import columns_of, fill, rows_of
from tests.small_ward import MOMENT, small_ward
from vmboard.domain.refusals import Refused
from vmboard.settings import Settings
from vmboard.store.engine import dispose, engine_for, is_sqlite

MOST_WAITED = 120
"""Seconds for a migration."""


def _header_zeroed(file: Path) -> None:
    file.write_bytes(bytes(100) + file.read_bytes()[100:])


def _cut_in_half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _noise(file: Path) -> None:
    file.write_bytes(random.Random(11).randbytes(file.stat().st_size))


HARMS: list[Callable[[Path], None]] = [_header_zeroed, _cut_in_half, _emptied, _noise, Path.unlink]


def broken(house: House, _: str, times: int) -> Outcome:
    """Break the file of a board that has a backup, in turn in each way, and begin: refused, with the way back named,
    and what is left of the file stays as it is."""
    folder = house.new_folder()
    good, chosen = folder / "good.db", Settings(backup_folder=str(folder / "backups"))
    bind = engine_for(f"sqlite:///{good}")
    migrate.upgrade(bind)
    small_ward(bind)
    back_up_if_due(bind, chosen, MOMENT)
    _fold(good)
    wrong = []
    for turn in range(times):
        harm, file = HARMS[turn % len(HARMS)], folder / f"{turn}.db"
        shutil.copy(good, file)
        harm(file)
        before = file.read_bytes() if file.exists() else b""
        said = _begin(file, chosen)
        wrong += [] if "python -m vmboard restore" in said else [f"{harm.__name__}: {said or 'it began'}"]
        wrong += [] if not before or file.read_bytes() == before else [f"{harm.__name__}: the file was changed"]
    return Outcome(times, "refused each time with the way back; no new board, and what was left stayed", wrong)


def _begin(file: Path, chosen: Settings) -> str:
    """As ``app.py`` does; what it says where it will not."""
    url = f"sqlite:///{file}"
    try:
        refuse_to_begin_anew(engine_for(url), chosen)
        migrate.upgrade(engine_for(url))
    except Refused as refused:
        return refused.sentence
    finally:
        dispose(url)
    return ""


def _fold(file: Path) -> None:
    """The write-ahead log into the file, as a server does when it stops."""
    dispose(f"sqlite:///{file}")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def upgrade_killed(house: House, on: str, times: int) -> Outcome:
    """Kill ``migrate`` at a random moment on its way from an earlier schema, each in turn: the tables are the old or
    the new with all their rows, whatever bears the name of a copy of before is one, and the next start brings them up
    to date."""
    scripts = migrate.ScriptDirectory.from_config(migrate.config()).walk_revisions()
    schemas = sorted(script.revision for script in scripts)[:-1]
    chance, wrong, came = random.Random(12), list[str](), {"old": 0, "new": 0}
    usual = _usual(house, on, schemas[0])
    for turn in range(times):
        schema = schemas[turn * (len(schemas) // max(times, 1) or 1) % len(schemas)]
        url = house.url(on)
        bind = engine_for(url)
        before = _filled(bind, schema)
        running = house.command(url, "migrate")
        time.sleep(chance.uniform(0.1, 1) * usual)
        running.kill()
        running.wait(MOST_WAITED)
        now = _schema(bind)
        came["old" if now == schema else "new"] += 1
        where = f"kill {turn + 1}, from {schema}"
        wrong += [] if now in (schema, migrate.head()) else [f"{where}: it came to {now}"]
        wrong += [] if now != schema or _rows(bind, before[0]) == before else [f"{where}: rows went"]
        wrong += [f"{where}: {fault}" for fault in _copies_differ(bind, before, migrated=now != schema)]
        migrate.upgrade(bind)
        wrong += _counts_differ(bind, before, where)
        dispose(url)
    seen = f"{came['old']} times the old tables, {came['new']} times the new, nothing between, no row lost"
    return Outcome(times, seen, wrong)


Held = tuple[dict[str, list[str]], dict[str, list[tuple[object, ...]]]]


def _filled(bind: Engine, schema: str) -> Held:
    with bind.execution_options(vmboard_writes=True).begin() as connection:
        command.upgrade(migrate.config(connection), schema)
        fill(connection)
    with bind.connect() as connection:
        return _rows(bind, columns_of(connection))


def _rows(bind: Engine, columns: dict[str, list[str]]) -> Held:
    with bind.connect() as connection:
        return columns, rows_of(connection, columns)


def _schema(bind: Engine) -> str | None:
    with bind.connect() as connection:
        return migrate.revision_of(connection)


def _counts_differ(bind: Engine, before: Held, where: str) -> list[str]:
    with bind.connect() as connection:
        there = columns_of(connection)
        counts = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in before[1] if table in there
        }  # fmt: skip
    return [f"{where}: {table} has {count}" for table, count in counts.items() if count < len(before[1][table])]


def _copies_differ(bind: Engine, before: Held, *, migrated: bool) -> list[str]:
    """What is there as a copy of the database as it was, and is not. After a migration there is one."""
    if is_sqlite(bind):
        path = Path(bind.url.database or "")
        copies = [copy for copy in path.parent.glob(f"{path.stem}-*") if copy.suffix == path.suffix]
        held = [_rows(engine_for(f"sqlite:///{copy}"), before[0]) for copy in copies]
    else:
        with bind.connect() as connection:
            copies = [name for name in inspect(connection).get_schema_names() if name.startswith("vmboard_")]
            held = []
            for name in copies:
                connection.execute(text(f"SET LOCAL search_path = {name}"))
                held.append((before[0], rows_of(connection, before[0])))
    wrong = [f"the copy {copy} is another" for copy, rows in zip(copies, held, strict=True) if rows != before]
    return wrong if copies or not migrated else ["there is no copy of before"]


def _usual(house: House, on: str, schema: str) -> float:
    """Seconds a migration takes that nobody kills."""
    url = house.url(on)
    _filled(engine_for(url), schema)
    began = time.monotonic()
    house.command(url, "migrate").wait(MOST_WAITED)
    assert _schema(engine_for(url)) == migrate.head()
    dispose(url)
    return time.monotonic() - began
