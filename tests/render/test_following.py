"""Which pages a wall shows while a huddle leads it."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from vmboard.domain.views.board import Focus
from vmboard.domain.views.follow import Follow
from vmboard.domain.words import Signal
from vmboard.render.following import followed

UNTIL = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)


def focus(signal: Signal, project: int | None = None) -> Focus:
    tile: Any = SimpleNamespace(stands=signal)
    card: Any = None if project is None else SimpleNamespace(project_id=project)
    return Focus(tile, card, ())


WALL: list[Focus | str] = [
    "overview", focus(Signal.CONCERN), focus(Signal.IMPROVEMENT, 7), focus(Signal.IMPROVEMENT, 7),
    focus(Signal.COMMON_CAUSE, 8), "lanes", "actions", "sent-up",
]  # fmt: skip


@pytest.mark.parametrize(
    ("section", "project", "pages"),
    [
        ("celebrate", None, [0]),
        ("figures", None, [0, 1, 2, 3]),
        ("projects", 7, [2, 3]),
        ("projects", 8, [4]),
        ("projects", 9, [5]),
        ("actions", None, [6]),
        ("escalate", None, [7]),
        ("close", None, [0]),
    ],
)
def test_a_section_has_its_pages(section: str, project: int | None, pages: list[int]) -> None:
    assert followed(Follow(section, project, UNTIL), WALL) == pages


def test_a_wall_without_such_a_page_stays_on_its_overview() -> None:
    assert followed(Follow("actions", None, UNTIL), ["overview"]) == [0]
    assert followed(Follow("projects", 7, UNTIL), ["overview"]) == [0]
