"""Database engine and transactions: one engine from a URL, and the transaction every command runs in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session

from vmboard.settings import ROOT, settings

CHANNEL = "vmboard_revision"
"""The Postgres channel on which a changed team is announced."""

_engines: dict[str, Engine] = {}
_turns: dict[str, AbstractContextManager[object]] = {}
_listeners: list[Callable[[set[int]], None]] = []


def engine_for(url: str) -> Engine:
    """The one engine of this process for ``url``. A relative SQLite path starts at the project's root."""
    if url not in _engines:
        _engines[url] = _sqlite(url) if url.startswith("sqlite") else _postgres(url)
    return _engines[url]


def engine() -> Engine:
    return engine_for(settings().database_url)


def is_sqlite(bind: Engine) -> bool:
    return bind.dialect.name == "sqlite"


@contextmanager
def transaction(bind: Engine | None = None, *, now: datetime | None = None) -> Iterator[Session]:
    """A session that commits when the block ends well and leaves nothing behind when it does not.

    Writers on SQLite take the lock at once (BEGIN IMMEDIATE): a read that turns into a write later would meet
    "database is locked" with no wait. Writers of this process queue for it, since SQLite itself only asks again and
    again, and the unlucky ask too long. Revisions bumped inside are announced after the commit.
    ``now`` is the moment history names; the demo uses it to write a past.
    """
    bind = bind or engine()
    writing = bind.execution_options(vmboard_writes=True)
    with _turn(bind), Session(writing, expire_on_commit=False) as session:
        session.info["now"] = now or datetime.now(UTC)
        with session.begin():
            yield session
            changed: set[int] = session.info.get("changed_teams", set())
            if changed and not is_sqlite(bind):
                session.flush()
                for team in changed:
                    session.execute(text("SELECT pg_notify(:c, :t)"), {"c": CHANNEL, "t": str(team)})
    if changed:
        for listener in list(_listeners):
            listener(changed)


def _turn(bind: Engine) -> AbstractContextManager[object]:
    """A writer's turn. On Postgres the team's row is what they queue for."""
    return _turns.setdefault(str(bind.url), RLock()) if is_sqlite(bind) else nullcontext()


@contextmanager
def reading(bind: Engine | None = None) -> Iterator[Session]:
    """A session for queries: one consistent view, nothing written."""
    with Session(bind or engine()) as session, session.begin():
        yield session


def on_commit(listener: Callable[[set[int]], None]) -> Callable[[], None]:
    """Call ``listener`` with the ids of changed teams after each commit in this process; returns how to stop."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def dispose(url: str) -> None:
    if url in _engines:
        _engines.pop(url).dispose()


def _sqlite(url: str) -> Engine:
    place = make_url(url)
    if place.database and place.database != ":memory:":
        path = Path(place.database)
        path = path if path.is_absolute() else ROOT / path
        path.parent.mkdir(parents=True, exist_ok=True)
        place = place.set(database=str(path))
    made = create_engine(place, connect_args={"timeout": 5}, hide_parameters=True)

    @event.listens_for(made, "connect")
    def settle(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("vmboard_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


def _postgres(url: str) -> Engine:
    place = make_url(url)
    if place.drivername in ("postgres", "postgresql"):
        place = place.set(drivername="postgresql+psycopg")
    return create_engine(
        place, pool_pre_ping=True, pool_size=10, max_overflow=20, connect_args={"connect_timeout": 4},
        hide_parameters=True,
    )  # fmt: skip
