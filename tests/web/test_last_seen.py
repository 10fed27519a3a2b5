"""When screens were last seen: all of them together, in bites, and let go while the database is away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from vmboard.domain.displays import Painting, Sighting
from vmboard.web import last_seen as module
from vmboard.web.last_seen import Seen, painting

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


class Hub:
    """As much of the hub as is asked: its clock, and whether the database is away."""

    bind, lost = None, None

    def __init__(self) -> None:
        self.now = NOON

    def clock(self) -> datetime:
        return self.now


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[dict[tuple[int, int], Sighting]]:
    bites: list[dict[tuple[int, int], Sighting]] = []

    @contextmanager
    def transaction(bind: object) -> Iterator[object]:
        yield bind

    monkeypatch.setattr(module, "transaction", transaction)
    monkeypatch.setattr(module, "mark_seen", lambda session, some: bites.append(dict(some)))
    return bites


def screen(number: int, team: int = 7) -> Any:
    return SimpleNamespace(team_id=team, display_id=number)


def test_each_screen_is_written_once_with_when_it_was_last_seen(written: list[dict[tuple[int, int], Sighting]]) -> None:
    hub = Hub()
    seen = Seen(hub)  # type: ignore[arg-type]
    seen.note(screen(1), {})
    seen.note(screen(1, team=8), {})
    hub.now += timedelta(seconds=30)
    seen.note(screen(1), {})
    seen.write()
    assert written == [{(7, 1): Sighting(hub.now), (8, 1): Sighting(NOON)}]
    seen.write()
    assert len(written) == 1, "what was written is not written again"


def test_many_screens_are_written_in_bites_and_none_is_lost(written: list[dict[tuple[int, int], Sighting]]) -> None:
    seen = Seen(Hub())  # type: ignore[arg-type]
    for number in range(2 * module.AT_ONCE + 1):
        seen.note(screen(number), {})
    seen.write()
    assert [len(bite) for bite in written] == [module.AT_ONCE, module.AT_ONCE, 1]
    assert len({key for bite in written for key in bite}) == 2 * module.AT_ONCE + 1


def test_while_the_database_is_away_sightings_are_let_go(
    written: list[dict[tuple[int, int], Sighting]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hub = Hub()
    seen = Seen(hub)  # type: ignore[arg-type]
    seen.note(screen(1), {})
    hub.lost = NOON  # type: ignore[assignment]
    seen.write()
    hub.lost = None
    seen.write()
    assert written == []

    def fails(session: object, some: object) -> None:
        raise OperationalError("", {}, Exception("away"))

    monkeypatch.setattr(module, "mark_seen", fails)
    seen.note(screen(1), {})
    seen.write()
    assert "could not be written" in caplog.text


TOLD = {"painted": "41-5f3a91.20261118.abc", "ago": "30", "wide": "1920", "high": "1080", "text": "20.0"}


def test_what_a_screen_tells_of_itself_is_read_with_its_question() -> None:
    assert painting(TOLD, NOON) == Painting(NOON - timedelta(seconds=30), 41, 1920, 1080, 20.0)
    first = painting(TOLD | {"painted": "", "ago": "700"}, NOON)
    assert first and (first.revision, NOON - first.at) == (None, timedelta(seconds=700))


@pytest.mark.parametrize(
    "odd",
    [
        {"painted": "x"}, {"painted": "9" * 40}, {"ago": "-1"}, {"ago": "1e300"}, {"ago": "nan"}, {"wide": "0"},
        {"high": "inf"}, {"text": ""}, {"text": "-3"}, {"wide": "1 OR 1"}, {"painted": "\x00"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_by_nobody(odd: dict[str, str]) -> None:
    assert painting(TOLD | odd, NOON) is None
    assert painting({name: value for name, value in TOLD.items() if name not in odd}, NOON) is None
