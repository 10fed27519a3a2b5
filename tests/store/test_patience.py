"""However many statements wait for others who write, together they wait no longer than was said."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, select

from vmboard.domain.refusals import Busy
from vmboard.store import engine as store
from vmboard.store import turns
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Team
from vmboard.store.turns import left, patient, until


class Steady:
    """A clock that goes on only as somebody waits, and notes for how long each wanted to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Steady:
    made = Steady()
    monkeypatch.setattr(turns, "monotonic", made)
    return made


def test_waits_inside_share_one_end(clock: Steady) -> None:
    with patient(5):
        assert left(until(5)) == 5
        clock.now += 3
        assert left(until(5)) == 2
        with patient(60):
            assert left(until(5)) == 2, "nobody waits longer than whoever began"
        clock.now += 3
        assert left(until(5)) == 0
    assert left(until(5)) == 5


def test_a_turn_that_was_waited_for_leaves_less_for_the_file(
    bind: Engine, clock: Steady, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked_for = store._turn, list[object]()

    def slow(*given: object) -> object:
        asked_for.append(given[-1])
        clock.now += 4
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "_turn", slow)
    asked = (
        "PRAGMA busy_timeout" if store.is_sqlite(bind) else "SELECT setting FROM pg_settings WHERE name='lock_timeout'"
    )
    with transaction(bind) as session:
        assert int(session.connection().exec_driver_sql(asked).scalar_one()) == 1000
    with patient(4.5), transaction(bind, patience=60) as session:
        assert int(session.connection().exec_driver_sql(asked).scalar_one()) == 500
    assert asked_for == [5, 4.5]


@pytest.fixture
def locked(bind: Engine) -> Iterator[Engine]:
    """The file while another process holds it."""
    if not store.is_sqlite(bind):
        pytest.skip("on Postgres nobody holds the whole database")
    with closing(sqlite3.connect(Path(str(bind.url.database)), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield bind
        other.rollback()


def test_one_wait_after_another_is_bounded_as_a_whole(locked: Engine) -> None:
    """Twenty writings of a patience of half a minute each: not ten minutes, but a moment."""
    done = Event()

    def many() -> None:
        with patient(0.3):
            for _ in range(20):
                with suppress(Busy), transaction(locked, patience=30) as session:
                    session.scalars(select(Team)).all()
        done.set()

    Thread(target=many, daemon=True).start()
    assert done.wait(20)


def test_reading_goes_on_meanwhile(locked: Engine) -> None:
    with patient(0), reading(locked) as session:
        assert session.scalars(select(Team)).all() == []
