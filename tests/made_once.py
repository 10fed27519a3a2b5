"""What a ward does once and tests would do hundreds of times: it is done once a process, or once a run."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from argon2 import PasswordHasher
from sqlalchemy import Connection, Dialect, Engine, Table, create_engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from db import migrate, portable
from tests.filling import said_of
from tests.shared import once
from vmboard.store import engine as store_engine
from vmboard.store import hashing
from vmboard.store.engine import dispose, engine_for, is_sqlite


@pytest.fixture(scope="session", autouse=True)
def weak_hashes() -> Iterator[None]:
    """PINs and passwords are hashed in a moment. Servers in processes of their own hash as they do on a ward."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """A statement compiled for one database serves all of its kind: a ward has one, the tests have hundreds."""
    compiled: dict[type[Dialect], Any] = {}

    def create(*args: Any, **more: Any) -> Engine:
        made = create_engine(*args, **more)
        made._compiled_cache = compiled.setdefault(type(made.dialect), made._compiled_cache)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_engine, "create_engine", create)
        for kind in (SQLiteDialect_pysqlite, PGDialect_psycopg):  # what is kept, is kept by dialect
            patch.setattr(kind, "__eq__", lambda one, other: type(one) is type(other))
            patch.setattr(kind, "__hash__", lambda one: hash(type(one)))
        yield


@pytest.fixture(scope="session", autouse=True)
def garbage_looked_for_seldom() -> Iterator[None]:
    """Streamlit looks for garbage after each run of a page, among all that a process of tests has."""
    runner = sys.modules.get("streamlit.runtime.scriptrunner.script_runner")  # where a test that was read opens a page
    with pytest.MonkeyPatch.context() as patch:
        if runner:
            patch.setattr(runner, "gc", SimpleNamespace(collect=lambda _: 0))
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_compiled_once() -> Iterator[None]:
    """Each run of a page in a test compiles it anew, asks for each page there is where it lies, and feigns a server."""
    caches = sys.modules.get("streamlit.runtime.scriptrunner.script_cache")
    pages = sys.modules.get("streamlit.testing.v1.app_test")
    resolve, compiled, places = Path.resolve, dict[str, Any](), dict[str, Path]()

    def resolved(path: Path, strict: bool = False) -> Path:
        if path.parent.name != "pages":
            return resolve(path, strict)
        return places.get(str(path)) or places.setdefault(str(path), resolve(path, strict))

    with pytest.MonkeyPatch.context() as patch:
        if caches:
            really = caches.ScriptCache.get_bytecode
            patch.setattr(
                caches.ScriptCache,
                "get_bytecode",
                lambda own, path: compiled.get(path) or compiled.setdefault(path, really(own, path)),
            )
            patch.setattr(Path, "resolve", resolved)
        if pages:
            patch.setattr(pages, "MagicMock", cache(pages.MagicMock))
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_set_aside() -> Iterator[None]:
    """A server that starts in a test's process would look through half a gigabyte that is none of its own."""
    routes = sys.modules.get("vmboard.web.routes")

    async def nothing() -> None:
        pass

    with pytest.MonkeyPatch.context() as patch:
        if routes:
            patch.setattr(routes, "set_aside_what_stays", nothing)
        yield


@pytest.fixture(scope="session", autouse=True)
def authorities_read_once() -> Iterator[None]:
    """Whoever asks the organisation's provider has every certificate authority of the machine read."""
    client = sys.modules.get("httpcore2")
    with pytest.MonkeyPatch.context() as patch:
        if client:
            really = client.default_ssl_context
            kept = cache(lambda of, **more: really(**more))
            patch.setattr(client, "default_ssl_context", lambda **more: kept(os.environ.get("SSL_CERT_FILE"), **more))
        yield


@pytest.fixture(scope="session", autouse=True)
def migrations_read_once() -> Iterator[None]:
    """Whoever asks for the newest schema has every migration read; the files of one folder stay as they are."""
    really, kept = ScriptDirectory.from_config, {}

    def read(config: Config) -> ScriptDirectory:
        folder = Path(config.get_main_option("script_location") or "")
        key = (folder, *sorted(path.name for path in (folder / "versions").glob("*.py")))
        return kept.setdefault(key, kept.get(key) or really(config))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScriptDirectory, "from_config", read)
        yield


@pytest.fixture(scope="session", autouse=True)
def tables_described_once() -> Iterator[None]:
    """A backup and a restore have the database describe every table: half their time where rows are few."""
    really = portable.tables_of
    kept: dict[tuple[str, ...], list[Table]] = {}

    def tables_of(connection: Connection) -> list[Table]:
        said = said_of(connection)
        if said not in kept:
            kept[said] = really(connection)
        return list(kept[said])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portable, "tables_of", tables_of)
        yield


@pytest.fixture(scope="session", autouse=True)
def schemas_built_once() -> Iterator[None]:
    """A restore stages in a database that every migration builds: the newest is built once a run, then copied."""
    really = migrate.build_schema

    def build(bind: Engine, revision: str) -> None:
        place = Path(bind.url.database or "")
        if not is_sqlite(bind) or place.exists() or revision != migrate.head():
            return really(bind, revision)
        shutil.copy(once(f"schema-{revision}.db", lambda path: filled(path, lambda new: really(new, revision))), place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "build_schema", build)
        yield


def filled(path: Path, fill: Callable[[Engine], object]) -> None:
    """A SQLite file with the write-ahead log folded into it, so that a copy of it is whole."""
    url = f"sqlite:///{path}"
    fill(engine_for(url))
    with engine_for(url).connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    dispose(url)
