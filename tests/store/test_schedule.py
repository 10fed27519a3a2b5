"""Backups that are made by themselves: one a day, read back, the oldest let go."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from db import backup, schedule
from vmboard.domain.refusals import ReadOnly, Refused
from vmboard.queries.audit import last_backup
from vmboard.settings import Settings
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import AuditLine

NOW = datetime(2026, 11, 18, 3, tzinfo=UTC)


@pytest.fixture
def chosen(tmp_path: Path) -> Settings:
    return Settings(backup_folder=str(tmp_path / "backups"), backups_kept=3)


def days(chosen: Settings) -> list[int]:
    return sorted(moment.day for moment in schedule.dated(chosen.backups))


def test_one_a_day_and_the_oldest_go(sqlite_bind: Engine, chosen: Settings) -> None:
    mine = chosen.backups / "before-restore-20261101T030000Z.vmboard"
    chosen.backups.mkdir()
    mine.touch()
    for hour in range(0, 24 * 5, 6):
        schedule.back_up_if_due(sqlite_bind, chosen, NOW + timedelta(hours=hour))
    assert days(chosen) == [20, 21, 22] and mine.exists()
    with reading(sqlite_bind) as session:
        assert last_backup(session, NOW + timedelta(days=9)) == NOW + timedelta(days=4)
    newest = schedule.dated(chosen.backups)[NOW + timedelta(days=4)]
    assert backup.verify(newest).at == NOW + timedelta(days=4)


def test_a_clock_that_jumped_ahead_and_back_neither_stops_them_nor_makes_a_storm(
    sqlite_bind: Engine, chosen: Settings
) -> None:
    ahead = NOW + timedelta(days=400)
    moments = [NOW, *(ahead + timedelta(minutes=5 * n) for n in range(4))]  # wrong for a while
    moments += [NOW + timedelta(hours=hours) for hours in range(2, 24 * 4, 6)]
    made = [at for at in moments if schedule.back_up_if_due(sqlite_bind, chosen, at)]
    assert made == [NOW, ahead, *(NOW + timedelta(hours=hours) for hours in (26, 50, 74))]
    assert days(chosen) == [19, 20, 21], "the one from a day to come went first"
    with reading(sqlite_bind) as session:
        assert last_backup(session, NOW + timedelta(hours=75)) == NOW + timedelta(hours=74)
        assert last_backup(session, NOW + timedelta(hours=3)) == NOW, "and meanwhile it is not told as the newest"


@pytest.mark.parametrize("back", [timedelta(hours=30), timedelta(days=3000)])
def test_a_clock_that_was_put_back_makes_one_and_then_one_a_day(
    sqlite_bind: Engine, chosen: Settings, back: timedelta
) -> None:
    schedule.back_up_if_due(sqlite_bind, chosen, NOW)
    moments = [NOW - back + timedelta(minutes=5 * n) for n in range(6)]
    assert [at for at in moments if schedule.back_up_if_due(sqlite_bind, chosen, at)] == moments[:1]


def test_one_that_cannot_be_read_back_does_not_count_and_lets_none_go(
    sqlite_bind: Engine, chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(3):
        schedule.back_up_if_due(sqlite_bind, chosen, NOW + timedelta(days=day))

    def cut(written: int) -> None:
        os.truncate(written, os.fstat(written).st_size - 100)

    monkeypatch.setattr(backup.os, "fsync", cut)
    with pytest.raises(backup.Refused):
        schedule.back_up_if_due(sqlite_bind, chosen, NOW + timedelta(days=3))
    assert days(chosen) == [18, 19, 20] and len(list(chosen.backups.iterdir())) == 3
    with reading(sqlite_bind) as session:
        assert last_backup(session, NOW + timedelta(days=9)) == NOW + timedelta(days=2)


def test_what_a_killed_one_left_half_written_goes_after_a_day(sqlite_bind: Engine, chosen: Settings) -> None:
    chosen.backups.mkdir()
    old, new = (chosen.backups / f"vmboard-{name}.vmboard.7.part" for name in ("old", "new"))
    for left, hours in ((old, 25), (new, 1)):
        left.touch()
        os.utime(left, (0, (NOW - timedelta(hours=hours)).timestamp()))
    schedule.back_up_if_due(sqlite_bind, chosen, NOW)
    assert not old.exists() and new.exists()


def test_one_that_is_there_is_known_although_its_maker_was_killed_before_saying_so(
    bind: Engine, chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(schedule, "note", lambda *_: None)
        schedule.back_up_if_due(bind, chosen, NOW)
    for minutes in (5, 10):
        assert schedule.back_up_if_due(bind, chosen, NOW + timedelta(minutes=minutes)) is None
    with reading(bind) as session:
        assert list(session.scalars(select(AuditLine.at))) == [NOW] == [last_backup(session, NOW)]


def test_a_standby_keeps_its_own_and_lets_the_oldest_go(
    bind: Engine, chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def refused(*_: object, **__: object) -> Iterator[None]:
        raise ReadOnly
        yield

    monkeypatch.setattr(schedule, "transaction", refused)
    made = [schedule.back_up_if_due(bind, chosen, NOW + timedelta(days=day)) for day in range(5)]
    assert all(made) and days(chosen) == [20, 21, 22]


def test_an_empty_place_beside_backups_is_a_lost_board_and_no_new_one(
    bind: Engine, chosen: Settings, tmp_path: Path
) -> None:
    schedule.refuse_to_begin_anew(bind, chosen)
    made = schedule.back_up_if_due(bind, chosen, NOW)
    schedule.refuse_to_begin_anew(bind, chosen)
    empty = engine_for(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(Refused, match=f"python -m vmboard restore {made}"):
        schedule.refuse_to_begin_anew(empty, chosen)
    dispose(str(empty.url))


@pytest.mark.parametrize(
    ("url", "folder", "place"),
    [
        ("sqlite:////srv/ward/vmboard.db", "", "/srv/ward/backups"),
        ("postgresql://db/vmboard", "", "data/backups"),
        ("postgresql://db/vmboard", "/mnt/b", "/mnt/b"),
        ("sqlite:///data/vmboard.db", "off", "data/backups"),
    ],
)
def test_where_they_go(url: str, folder: str, place: str) -> None:
    assert str(Settings(database_url=url, backup_folder=folder).backups).endswith(place)
