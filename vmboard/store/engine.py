"""Database engine and transactions: one engine from a URL, and the transaction every command runs in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.orm import Session, SessionTransaction

from vmboard.domain.refusals import ReadOnly
from vmboard.domain.text.catalogue import speaking
from vmboard.settings import ROOT, settings
from vmboard.store.announcing import Announcer
from vmboard.store.turns import SAVING, Turns, busy, left, until

PATIENCE = 5.0
"""Seconds that whoever saves waits for others who write. It is then said who they are, and the words are kept."""
DEADLOCK, LOCK_TIMEOUT = "40P01", "55P03"
"""What Postgres calls two that wait for each other, and a wait that is over."""
READ_ONLY = ("25006", "0A000")
"""What a standby says that is asked to write: at the statement, or as soon as a transaction that might begins."""
NO_ROOM = ("53100", "SQLITE_FULL")
REMEMBERED = 60.0
"""Seconds that a write which found no room on the disk counts, unless one since went well: several come in that time
from the app itself."""

T = TypeVar("T")
_engines: dict[str, Engine] = {}
_turns: dict[str, Turns] = {}
_announcers: dict[str, Announcer] = {}
_no_room_at: dict[str, float] = {}
_making = Lock()
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
def transaction(
    bind: Engine | None = None, *, now: datetime | None = None, doing: str = SAVING, patience: float = PATIENCE
) -> Iterator[Session]:
    """A session that commits when the block ends well and leaves nothing behind when it does not.

    Writers on SQLite take the lock at once (BEGIN IMMEDIATE): a read that turns into a write later would meet
    "database is locked" with no wait. On Postgres they wait for each other at the team's row, and each statement sees
    what was committed before it: what was waited for is what is changed. Revisions bumped inside are announced after
    the commit. ``now`` is the moment history names; the demo uses it to write a past.

    Words that are made inside are stored: they are made in the source, whatever the page speaks.

    Raises Busy where others still write after ``patience`` seconds, or when the time of ``turns.patient`` is over;
    ``doing`` tells them what they wait for. Raises ReadOnly where the database is a standby.
    """
    bind = bind or engine()
    end = until(patience)
    writing = bind.execution_options(vmboard_writes=True, vmboard_until=end)
    with speaking(None), _turn(bind, doing, left(end)), Session(writing, expire_on_commit=False) as session:
        session.info["now"] = now or datetime.now(UTC)
        with _bounded(bind), session.begin():
            session.connection()
            yield session
    _no_room_at.pop(str(bind.url), None)
    if changed := session.info.get("changed_teams"):
        if not is_sqlite(bind):
            _announcer(bind).announce(changed)
        for listener in list(_listeners):
            listener(changed)


@contextmanager
def reading(bind: Engine | None = None) -> Iterator[Session]:
    """A session for queries: one consistent view, as of its first question, and nothing can be written.

    On SQLite every transaction is such a view. Postgres gives one to whoever asks for REPEATABLE READ.
    """
    bind = bind or engine()
    options: dict[str, Any] = {"vmboard_reads": True}
    if not is_sqlite(bind):
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with Session(bind.execution_options(**options)) as session, session.begin():
        yield session


@contextmanager
def attempt(session: Session) -> Iterator[SessionTransaction]:
    """A part of a transaction that may come to nothing, by an exception or ``rollback()``: what it wrote goes, with
    the locks it took and the changes it would have announced."""
    before = {name: set(session.info.get(name, ())) for name in ("changed_teams", "held_teams")}
    done = False
    try:
        with session.begin_nested() as part:
            yield part
            done = part.is_active
    finally:
        if not done:
            session.info.update(before)


def again(work: Callable[[], T]) -> T:
    """Do the work of a whole transaction, and once more where Postgres let another go first: two had waited for each
    other, and all that this one did is undone."""
    try:
        return work()
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") != DEADLOCK:
            raise
        return work()


def _announcer(bind: Engine) -> Announcer:
    with _making:
        return _announcers.get(str(bind.url)) or _announcers.setdefault(str(bind.url), Announcer(bind))


def _turn(bind: Engine, doing: str, patience: float) -> AbstractContextManager[None]:
    """A writer's turn. On Postgres the team's row is what they queue for."""
    return _turns.setdefault(str(bind.url), Turns()).turn(doing, patience) if is_sqlite(bind) else nullcontext()


def has_no_room(bind: Engine) -> bool:
    """Whether what was to be written a moment ago found the database's disk full: a server's disk is nobody else's to
    look at."""
    return monotonic() - _no_room_at.get(str(bind.url), float("-inf")) < REMEMBERED


@contextmanager
def _bounded(bind: Engine) -> Iterator[None]:
    """The end of a wait in the database's own words, in ours: another process has the file, or the team's row. So is
    what a standby says, and that there is no room is remembered."""
    try:
        yield
    except DBAPIError as error:
        waited, state = getattr(error.orig, "sqlite_errorname", ""), getattr(error.orig, "sqlstate", "")
        if (state or waited) in NO_ROOM:
            _no_room_at[str(bind.url)] = monotonic()
        if waited.startswith("SQLITE_BUSY") or state == LOCK_TIMEOUT:
            raise busy() from error
        if state in READ_ONLY:
            raise ReadOnly from error
        raise


def on_commit(listener: Callable[[set[int]], None]) -> Callable[[], None]:
    """Call ``listener`` with the ids of changed teams after each commit in this process; returns how to stop."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def dispose(url: str) -> None:
    if url in _engines:
        gone = _engines.pop(url)
        if announcer := _announcers.pop(str(gone.url), None):
            announcer.close()
        gone.dispose()


def _sqlite(url: str) -> Engine:
    place = make_url(url)
    if in_file := bool(place.database and place.database != ":memory:"):
        path = Path(place.database or "")
        path = path if path.is_absolute() else ROOT / path
        path.parent.mkdir(parents=True, exist_ok=True)
        place = place.set(database=str(path))
    made = create_engine(place, pool_timeout=PATIENCE, hide_parameters=True)

    @event.listens_for(made, "do_connect")
    def wait_no_longer(_: Any, __: Any, ___: Any, given: dict[str, Any]) -> None:
        given["timeout"] = left(until(PATIENCE))

    if in_file:
        _follow_the_file(made, path)

    @event.listens_for(made, "connect")
    def settle(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def begin(connection: Any) -> None:
        chosen = connection.get_execution_options()
        wanted = {
            "busy_timeout": _milliseconds(chosen.get("vmboard_until", until(PATIENCE))),
            "query_only": int(chosen.get("vmboard_reads", False)),
        }
        for pragma, value in wanted.items():
            if connection.info.get(pragma) != value:  # said only where it is news: what was compiled is let go
                connection.connection.cursor().execute(f"PRAGMA {pragma}={value}")
                connection.info[pragma] = value
        connection.exec_driver_sql("BEGIN IMMEDIATE" if chosen.get("vmboard_writes") else "BEGIN")

    return made


def _milliseconds(end: float) -> int:
    """What is left of a wait, in tenths of a second: to the millisecond it would be news each time."""
    return ceil(left(end) * 10) * 100


def _follow_the_file(made: Engine, path: Path) -> None:
    """Where another file was put in its place, as a restore does, no pooled connection goes on reading the old one.

    While there is no file that is an outage, and no reason to make an empty one.
    """

    @event.listens_for(made, "checkout")
    def check(_: Any, record: Any, __: Any) -> None:
        try:
            there = path.stat()
        except OSError as error:
            raise OperationalError("The database file cannot be found", None, error) from error
        file = (there.st_dev, there.st_ino)
        if record.info.setdefault("file", file) != file:
            raise DisconnectionError


def _postgres(url: str) -> Engine:
    place = make_url(url)
    if place.drivername in ("postgres", "postgresql"):
        place = place.set(drivername="postgresql+psycopg")
    chosen: dict[str, Any] = {"connect_timeout": 4}
    if place.query.get("pgbouncer") == "transaction":  # each transaction may meet another connection of the server
        chosen["prepare_threshold"] = None
    made = create_engine(
        place.difference_update_query(["pgbouncer"]), pool_pre_ping=True, pool_size=10, max_overflow=20,
        pool_timeout=PATIENCE, connect_args=chosen, hide_parameters=True,
    )  # fmt: skip

    @event.listens_for(made, "begin")
    def begin(connection: Any) -> None:
        end = connection.get_execution_options().get("vmboard_until")
        if end is not None:  # 0 would be no bound at all
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(_milliseconds(end), 1)}")

    return made
