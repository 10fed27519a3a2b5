"""A file that is taken away is named by the day it is where its team is."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from typing import IO, Any

import pytest
import time_machine

from tests.small_ward import Ward
from vmboard.commands.teams import change_team
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.settings import settings
from vmboard.web import exports

HALF_PAST_MIDNIGHT_IN_LONDON = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
Named = Callable[[str, int | None], str]


@pytest.fixture
def named(quick: Ward, monkeypatch: pytest.MonkeyPatch) -> Named:
    """What a file is called that is of one team, or of many."""
    monkeypatch.setattr(exports, "engine", lambda: quick.bind)
    monkeypatch.setattr(exports, "actor_at", lambda request, bind: COMMAND_LINE)
    monkeypatch.setattr(settings(), "today", "")

    def made(name: str, team_id: int | None) -> str:
        def write(file: IO[bytes], *_: Any) -> tuple[str, int | None]:
            return name, team_id

        with time_machine.travel(HALF_PAST_MIDNIGHT_IN_LONDON, tick=False):
            file, called = exports._made(None, write, Event())  # type: ignore[arg-type]
        file.close()
        return called

    return made


def test_just_after_midnight_it_is_of_the_day_that_has_begun_where_the_team_is(quick: Ward, named: Named) -> None:
    assert named("ward-7a", quick.team_id) == "ward-7a-2026-07-01"
    assert named("figures", None) == "figures-2026-07-01", "of many teams: where the installation is"
    quick.do(change_team, timezone="America/Halifax")
    assert named("ward-7a", quick.team_id) == "ward-7a-2026-06-30"
