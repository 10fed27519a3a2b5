"""Backup and restore: one file for either database, written from one moment while others go on working.

The file is a zip: ``manifest.json`` (release, schema, moment, and each table's columns, rows and checksum) and a text
file of rows for each table (``portable``). Anybody can open it, and it goes back into SQLite or Postgres alike.
"""

import json
import os
import shutil
import time
import tomllib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from sqlalchemy import Connection, Engine, text

from db import migrate, portable
from db.portable import TableSum
from vmboard.domain.counting import counted
from vmboard.domain.refusals import Refused
from vmboard.settings import ROOT
from vmboard.store.announcing import CHANNEL
from vmboard.store.engine import dispose, engine_for, is_sqlite, reading

A_DAY = 86_400
STAGED = "vmboard-restore-"
"""How the folder of a backup is called that is tried, among others' temporary ones."""
FORM = 1
"""Of the file; a later one says a higher number."""
MANIFEST = "manifest.json"
NO_BACKUP = "{} is no backup of vmboard, or it is broken: {}. Nothing was changed."
DIFFERS = "{} is broken: the rows of “{}” are not those that were written. Nothing was changed."
NEWER = "{} was written by a newer vmboard ({}). Install that version first. Nothing was changed."
FILLED = (
    "There is a database with {} in this place. To put the other in its place, say --replace: "
    "what is there now is kept in a backup of its own first."
)


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. ``tables``: by name, its columns and its sum."""

    release: str
    schema: str
    at: datetime
    tables: dict[str, tuple[tuple[str, ...], TableSum]]

    @property
    def rows(self) -> int:
        return sum(total.rows for _, total in self.tables.values())


def back_up(bind: Engine, file: Path, *, now: datetime) -> Manifest:
    """Write all that is committed into ``file``, as of one moment. It appears whole and read back, or not at all.

    Raises Refused where the database has no tables yet, or where what was written cannot be read back, and OSError
    where the file cannot be written.
    """
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.part")
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    _let_go(file.parent.glob(f"{escape(file.name)}.*.part"))
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as raw:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive, reading(bind) as session:
                manifest = _write(session.connection(), archive, now)
            raw.flush()
            os.fsync(raw.fileno())
        read_manifest(unfinished)
        unfinished.replace(file)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What a backup says of itself, each table's rows counted and their checksums compared. Raises Refused."""
    with _opened(file) as (archive, manifest):
        for name, (_, written) in manifest.tables.items():
            if portable.summed(_lines(archive, name)) != written:
                raise Refused(DIFFERS.format(file.name, name))
    return manifest


def verify(file: Path) -> Manifest:
    """Restore a backup into an empty place, bring that to this release, and compare. Raises Refused."""
    with staged(file) as (_, manifest):
        return manifest


def restore(file: Path, bind: Engine, *, keep: Path | None, now: datetime) -> Manifest:
    """Put a backup in the place of what is in ``bind``, in one transaction: readers see the old or the new.

    What is replaced is kept in ``keep`` first; None refuses where there are teams. Raises Refused.
    """
    with staged(file) as (staging, manifest):
        replaces(bind, keep, now=now)
        fill(staging, bind)
    return manifest


def replaces(bind: Engine, keep: Path | None, *, now: datetime) -> bool:
    """Whether there are teams in a place that is to be filled; they are kept in ``keep`` first. Raises Refused where
    that is None."""
    if migrate.is_blank(bind):
        return False
    migrate.upgrade(bind, now=now)
    count = teams_in(bind)
    if count and keep is None:
        raise Refused(FILLED.format(counted(count, "team")))
    if count and keep is not None:
        back_up(bind, keep, now=now)
    return bool(count)


def fill(source: Engine, target: Engine) -> dict[str, TableSum]:
    """Make ``target`` hold the rows of ``source``, and no others. Both have the newest schema; a ``target`` that is
    blank gets it in the same transaction, so that nobody ever finds a board there with nothing in it. The rows are
    compared before it is committed. Raises Refused where they differ."""
    with reading(source) as session, migrate.filling(target) as connection:
        asked = session.connection()
        theirs = {table.name: table for table in portable.tables_of(asked)}
        ours = portable.tables_of(connection)
        _clear(connection, ours)
        come = {}
        for table in ours:
            other = theirs[table.name]
            names = [column.name for column in other.columns]
            portable.load(connection, table, names, portable.lines_of(asked, other))
            portable.count_on(connection, table)
            come[table.name] = portable.summed(portable.lines_of(connection, table))
            if come[table.name] != portable.summed(portable.lines_of(asked, other)):
                raise Refused(f"The rows of “{table.name}” did not come over as they were. Nothing was changed.")
        if not is_sqlite(target):  # whoever shows a board looks again, at all of them
            connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})
    return come


@contextmanager
def staged(file: Path) -> Iterator[tuple[Engine, Manifest]]:
    """The backup as a database of its own with the newest schema, gone when the block ends. Raises Refused."""
    read_manifest(file)
    _let_go(Path(gettempdir()).glob(f"{STAGED}*"))
    with _opened(file) as (archive, manifest), TemporaryDirectory(prefix=STAGED) as folder:
        url = f"sqlite:///{folder}/staged.db"
        bind = engine_for(url)
        try:
            migrate.build_schema(bind, manifest.schema)
            with bind.execution_options(vmboard_writes=True).begin() as connection:
                for table in portable.tables_of(connection):
                    names, written = manifest.tables.get(table.name, ((), TableSum(0, "")))
                    portable.load(connection, table, names, _lines(archive, table.name) if names else ())
                    if names and portable.summed(portable.lines_of(connection, table)) != written:
                        raise Refused(DIFFERS.format(file.name, table.name))
            migrate.upgrade(bind, with_copy=False)
            yield bind, manifest
        finally:
            dispose(url)


def teams_in(bind: Engine) -> int:
    """How many there are; a database with none may be filled untold."""
    with bind.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM team")).scalar_one())


def said(manifest: Manifest) -> dict[str, Any]:
    """A manifest as the file keeps it and ``--json`` prints it."""
    tables = {name: {"columns": names, **asdict(total)} for name, (names, total) in manifest.tables.items()}
    return {
        "vmboard_backup": FORM, "release": manifest.release, "schema": manifest.schema,
        "at": manifest.at.isoformat(), "tables": tables,
    }  # fmt: skip


def release() -> str:
    """Of the code that runs. It is read from its own tree: most run it from there and have no package of it. Where
    that file was left behind a backup is made all the same."""
    told = ROOT / "pyproject.toml"
    return str(tomllib.loads(told.read_text("utf-8"))["project"]["version"]) if told.is_file() else "unreleased"


def _write(connection: Connection, archive: zipfile.ZipFile, now: datetime) -> Manifest:
    schema = migrate.revision_of(connection)
    if schema is None:
        raise Refused("There is no database of vmboard in this place yet, so there is nothing to back up.")
    tables = {}
    for table in portable.tables_of(connection):
        with archive.open(_member(table.name), "w", force_zip64=True) as written:
            total = portable.summed(portable.lines_of(connection, table), written.write)
        tables[table.name] = (tuple(column.name for column in table.columns), total)
    manifest = Manifest(release(), schema, now.astimezone(UTC), tables)
    archive.writestr(MANIFEST, json.dumps(said(manifest), indent=1))
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup and what it says of itself. Whatever is wrong with the file is one sentence. Raises Refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            said = json.loads(archive.read(MANIFEST))
            if said["vmboard_backup"] > FORM:
                raise Refused(NEWER.format(file.name, said["release"]))
            tables = {
                name: (tuple(one["columns"]), TableSum(one["rows"], one["checksum"]))
                for name, one in said["tables"].items()
            }
            at = datetime.fromisoformat(said["at"])
            yield archive, Manifest(said["release"], said["schema"], at, tables)
    except FileNotFoundError:
        raise Refused(f"There is no file {file}.") from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, zlib.error) as error:
        raise Refused(NO_BACKUP.format(file.name, error or type(error).__name__)) from error


def _let_go(left: Iterable[Path]) -> None:
    """What processes left behind that were killed in the middle, once it is a day old: nobody works on it any more."""
    for path in left:
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > A_DAY:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _lines(archive: zipfile.ZipFile, table: str) -> Iterator[str]:
    with archive.open(_member(table)) as rows:
        for line in rows:
            yield line.decode().removesuffix("\n")


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _clear(connection: Connection, tables: list[Any]) -> None:
    """Nobody else writes from here to the end; on SQLite nobody could."""
    if connection.dialect.name == "postgresql":
        quoted = ", ".join(connection.dialect.identifier_preparer.format_table(table) for table in tables)
        connection.execute(text(f"LOCK TABLE {quoted} IN EXCLUSIVE MODE"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))
    for table in reversed(tables):
        pointing = dict.fromkeys(portable.to_itself(table))
        if pointing:
            connection.execute(table.update().values(pointing))
        connection.execute(table.delete())
