"""Backup and restore: one file goes back into either database, whole, and a broken one changes nothing."""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Table, text

from db import backup, migrate, portable
from tests.filling import fill_newest, tables_of
from vmboard.domain.refusals import Refused
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.store.tables import Account, Organisation

NOW = datetime(2026, 11, 18, 14, 22, 33, tzinfo=UTC)


def everything(bind: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row as what it means, whichever database says it: a moment in UTC, without saying so."""
    with bind.connect() as connection:
        return {
            table.name: sorted((_plain(row) for row in connection.execute(table.select())), key=repr)
            for table in tables_of(connection).sorted_tables
        }


def _plain(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(v.astimezone(UTC).replace(tzinfo=None) if getattr(v, "tzinfo", None) else v for v in row)


@pytest.fixture
def elsewhere(tmp_path: Path, empty_sqlite: Path) -> Iterator[Engine]:
    """An SQLite database at the newest schema, in a place of its own."""
    url = f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'elsewhere.db')}"
    yield engine_for(url)
    dispose(url)


@pytest.fixture
def file(filled: Engine, tmp_path: Path) -> Path:
    backup.back_up(filled, tmp_path / "ward.vmboard", now=NOW)
    return tmp_path / "ward.vmboard"


def test_every_row_of_every_table_comes_back_whatever_the_database(
    filled: Engine, file: Path, elsewhere: Engine
) -> None:
    held = everything(filled)
    restored = backup.restore(file, elsewhere, keep=None, now=NOW)
    assert everything(elsewhere) == held
    assert restored.rows == sum(map(len, held.values())) and restored.at == NOW


def test_and_the_other_way_round(bind: Engine, elsewhere: Engine, tmp_path: Path) -> None:
    with elsewhere.begin() as connection:
        fill_newest(connection)
    backup.back_up(elsewhere, tmp_path / "x.vmboard", now=NOW)
    backup.restore(tmp_path / "x.vmboard", bind, keep=None, now=NOW)
    assert everything(bind) == everything(elsewhere)


def test_what_is_added_afterwards_gets_a_number_of_its_own(file: Path, bind: Engine) -> None:
    backup.restore(file, bind, keep=file.with_name("before.vmboard"), now=NOW)
    with transaction(bind, now=NOW) as session:
        session.add_all([Organisation(name="NHS Borders"), Account(name="A", email="a@b.c", version=1)])


def test_a_restore_that_comes_to_nothing_leaves_the_numbers_that_are_next(
    file: Path, bind: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what was there before, not of what was to come: a killed restore let nobody add anything on Postgres."""
    with transaction(bind, now=NOW) as session:
        session.add_all(Organisation(name=f"Board {number}") for number in range(9))
    really = portable.count_on

    def cut(connection: Connection, table: Table) -> None:
        really(connection, table)
        if table.name == "organisation":
            raise OSError("the power went")

    monkeypatch.setattr(portable, "count_on", cut)
    with pytest.raises(OSError, match="power"):
        backup.restore(file, bind, keep=file.with_name("before.vmboard"), now=NOW)
    with transaction(bind, now=NOW) as session:
        session.add(Organisation(name="NHS Borders"))


def test_a_filled_place_is_refused_and_what_is_replaced_is_kept(
    file: Path, filled: Engine, elsewhere: Engine, tmp_path: Path
) -> None:
    with elsewhere.begin() as connection:
        fill_newest(connection)
        connection.execute(text("UPDATE team SET name = 'Another hospital'"))
    theirs = everything(elsewhere)
    with pytest.raises(Refused, match="There is a database with 3 teams in this place"):
        backup.restore(file, elsewhere, keep=None, now=NOW)
    assert everything(elsewhere) == theirs
    backup.restore(file, elsewhere, keep=tmp_path / "before.vmboard", now=NOW)
    assert everything(elsewhere) == everything(filled)
    backup.restore(tmp_path / "before.vmboard", elsewhere, keep=tmp_path / "x.vmboard", now=NOW)
    assert everything(elsewhere) == theirs


def test_a_restore_into_a_blank_place_that_comes_to_nothing_leaves_it_blank(
    file: Path, blank: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no board without anything in it, which a server would take for a new one."""

    def cut(*_: object) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as killed, pytest.raises(OSError, match="power"):
        killed.setattr(portable, "count_on", cut)
        backup.restore(file, blank, keep=None, now=NOW)
    assert migrate.is_blank(blank)
    backup.restore(file, blank, keep=None, now=NOW)
    assert migrate.is_current(blank) and backup.teams_in(blank) == 3


def test_what_is_left_of_those_that_were_killed_goes_after_a_day(
    file: Path, filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    left, young = tmp_path / "temporary/vmboard-restore-old", tmp_path / "temporary/vmboard-restore-new"
    part, other = tmp_path / "again.vmboard.7.part", tmp_path / "another.vmboard.7.part"
    for folder in (left, young):
        folder.mkdir(parents=True)
        (folder / "staged.db").touch()
    part.touch()
    other.touch()
    for old in (left, part, other):
        os.utime(old, (0, 0))
    backup.back_up(filled, tmp_path / "again.vmboard", now=NOW)
    backup.verify(file)
    assert [one.exists() for one in (left, young, part, other)] == [False, True, False, True]


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def _flip(file: Path) -> None:
    """A byte in the middle of a row, with a checksum of the zip's own that fits again."""
    _rewrite(file, "tables/team.jsonl", lambda rows: rows.replace(b"1", b"2", 1))


def _lose(file: Path) -> None:
    _rewrite(file, "tables/measure.jsonl", lambda _: None)


def _later(file: Path) -> None:
    _rewrite(file, "manifest.json", lambda said: json.dumps(json.loads(said) | {"vmboard_backup": 2}).encode())


def _scribble(file: Path) -> None:
    file.write_bytes(b"Ward 7A, falls: 3")


def _rewrite(file: Path, member: str, change) -> None:  # type: ignore[no-untyped-def]
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held[member] = change(held[member])
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in held.items():
            if content is not None:
                archive.writestr(name, content)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_cut, "is no backup of vmboard, or it is broken"),
        (_flip, "the rows of “team” are not those that were written"),
        (_lose, "is no backup of vmboard, or it is broken"),
        (_later, "was written by a newer vmboard"),
        (_scribble, "is no backup of vmboard, or it is broken"),
        (Path.unlink, "There is no file"),
    ],
)
def test_a_broken_file_is_said_and_changes_nothing(file: Path, elsewhere: Engine, harm, said: str) -> None:  # type: ignore[no-untyped-def]
    before = everything(elsewhere)
    harm(file)
    for use in (backup.read_manifest, backup.verify, lambda one: backup.restore(one, elsewhere, keep=None, now=NOW)):
        with pytest.raises(Refused, match=said):
            use(file)
    assert everything(elsewhere) == before


def test_a_backup_is_of_one_moment_while_others_write(bind: Engine, tmp_path: Path) -> None:
    """Every transaction adds two at once: a backup never holds an odd number."""
    done = Event()

    def write() -> None:
        for number in count():
            if done.is_set():
                return
            with transaction(bind, now=NOW) as session:
                session.add_all([Organisation(name=f"One {number}"), Organisation(name=f"Other {number}")])

    writer = Thread(target=write)
    writer.start()
    try:
        counts = [
            backup.back_up(bind, tmp_path / f"{n}.vmboard", now=NOW).tables["organisation"][1].rows for n in range(5)
        ]
    finally:
        done.set()
        writer.join()
    assert all(rows % 2 == 0 for rows in counts) and counts == sorted(counts)
    assert backup.verify(tmp_path / "4.vmboard").tables["organisation"][1].rows == counts[-1]


def test_a_backup_that_cannot_be_written_leaves_the_last_one(
    file: Path, filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        backup.back_up(filled, file, now=NOW)
    assert file.read_bytes() == before and [one.name for one in file.parent.glob("*.part")] == []


def test_a_backup_is_for_its_owners_eyes(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
