"""Whoever leaves while a file is made for them, or presses once more, keeps nobody waiting: it is not made to its end,
and the log of who took what away does not say that they did."""

import asyncio
import io
from collections.abc import Callable
from datetime import datetime
from time import sleep
from typing import IO, Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from starlette.requests import Request

from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.domain.access.actor import Actor
from vmboard.domain.calling_off import CalledOff, check_wanted, wanted_while
from vmboard.files.record_files import write_records
from vmboard.queries.records import record_changes, team_record
from vmboard.store.engine import reading
from vmboard.store.tables import AuditLine
from vmboard.web import exports


@pytest.fixture
def ward(emptied_bind: Engine, monkeypatch: pytest.MonkeyPatch) -> Ward:
    made = small_ward(emptied_bind)
    monkeypatch.setattr(exports, "engine", lambda: made.bind)
    monkeypatch.setattr(exports, "actor_at", lambda *_: made.nurse)
    monkeypatch.setattr(exports, "LOOK", 0.01)
    return made


class Visitor:
    """Somebody who asks for a file and leaves at once, or once they are told to."""

    def __init__(self, is_there: bool) -> None:
        self.is_there = is_there

    async def _receive(self) -> dict[str, Any]:
        while self.is_there:
            await asyncio.sleep(0.005)
        return {"type": "http.disconnect"}

    def ask(self, write: Callable[..., tuple[str, int | None]]) -> int:
        request = Request({"type": "http", "method": "GET", "path": "/export/zip", "headers": []}, self._receive)
        return asyncio.run(exports._answer(request, "zip", ("zip",), write)).status_code


def taken(ward: Ward) -> int:
    return ward.ask(lambda session: session.scalar(select(func.count()).select_from(AuditLine)) or 0)


def test_for_whoever_left_before_their_turn_nothing_is_made(ward: Ward) -> None:
    made: list[int] = []

    def write(*_: object) -> tuple[str, None]:
        made.append(1)
        return "figures", None

    assert Visitor(is_there=False).ask(write) == 204
    assert made == [] and taken(ward) == 0


def test_what_is_made_for_whoever_leaves_meanwhile_is_called_off(ward: Ward) -> None:
    visitor = Visitor(is_there=True)

    def write(file: IO[bytes], session: Session, actor: Actor, now: datetime) -> tuple[str, None]:
        for _ in range(500):  # teams
            visitor.is_there = False
            sleep(0.01)
            check_wanted()
        return "figures", None

    assert visitor.ask(write) == 204
    assert taken(ward) == 0


def test_whoever_stays_has_it_and_the_log_says_so(ward: Ward) -> None:
    assert Visitor(is_there=True).ask(lambda *_: ("figures", None)) == 200
    assert taken(ward) == 1


@pytest.mark.parametrize("kind", ["json", "zip"])
def test_between_two_teams_it_asks_whether_it_is_wanted(ward: Ward, kind: Any) -> None:
    written: list[str] = []

    with reading(ward.bind) as session:

        def each() -> Any:
            for name in ("first", "second"):
                written.append(name)
                yield (
                    team_record(session, ward.nurse, ward.team_id, MOMENT),
                    record_changes(session, ward.nurse, ward.team_id),
                )

        with wanted_while(lambda: len(written) < 2), pytest.raises(CalledOff):
            write_records(io.BytesIO(), each(), kind, MOMENT)
