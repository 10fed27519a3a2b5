"""When screens were last seen: all of them together, in bites, and let go while the database is away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from vmboard.web import last_seen as module
from vmboard.web.last_seen import Seen

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


class Hub:
    """As much of the hub as is asked: its clock, and whether the database is away."""

    bind, lost = None, None

    def __init__(self) -> None:
        self.now = NOON

    def clock(self) -> datetime:
        return self.now


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[dict[tuple[int, int], datetime]]:
    bites: list[dict[tuple[int, int], datetime]] = []

    @contextmanager
    def transaction(bind: object) -> Iterator[object]:
        yield bind

    monkeypatch.setattr(module, "transaction", transaction)
    monkeypatch.setattr(module, "mark_seen", lambda session, some: bites.append(dict(some)))
    return bites


def screen(number: int, team: int = 7) -> Any:
    return SimpleNamespace(team_id=team, display_id=number)


def test_each_screen_is_written_once_with_when_it_was_last_seen(written: list[dict[tuple[int, int], datetime]]) -> None:
    hub = Hub()
    seen = Seen(hub)  # type: ignore[arg-type]
    seen.note(screen(1))
    seen.note(screen(1, team=8))
    hub.now += timedelta(seconds=30)
    seen.note(screen(1))
    seen.write()
    assert written == [{(7, 1): hub.now, (8, 1): NOON}]
    seen.write()
    assert len(written) == 1, "what was written is not written again"


def test_many_screens_are_written_in_bites_and_none_is_lost(written: list[dict[tuple[int, int], datetime]]) -> None:
    seen = Seen(Hub())  # type: ignore[arg-type]
    for number in range(2 * module.AT_ONCE + 1):
        seen.note(screen(number))
    seen.write()
    assert [len(bite) for bite in written] == [module.AT_ONCE, module.AT_ONCE, 1]
    assert len({key for bite in written for key in bite}) == 2 * module.AT_ONCE + 1


def test_while_the_database_is_away_sightings_are_let_go(
    written: list[dict[tuple[int, int], datetime]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hub = Hub()
    seen = Seen(hub)  # type: ignore[arg-type]
    seen.note(screen(1))
    hub.lost = NOON  # type: ignore[assignment]
    seen.write()
    hub.lost = None
    seen.write()
    assert written == []

    def fails(session: object, some: object) -> None:
        raise OperationalError("", {}, Exception("away"))

    monkeypatch.setattr(module, "mark_seen", fails)
    seen.note(screen(1))
    seen.write()
    assert "could not be written" in caplog.text
