"""Conditional visibility: what a wall shows for a while by itself: a huddle under way, what is missing before it, and
the prompts of a daily one.

The server names the moments and the wall's script compares them with its clock, so that a board drawn hours ago is
right to the second.
"""

from collections.abc import Sequence
from datetime import datetime

from vmboard.domain.figures.owed import Owed
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Board
from vmboard.domain.views.follow import Hours
from vmboard.render.html import Markup, tag

NOW, SOON, DAILY = "now", "soon", "daily"


def shown_at(board: Board, now: datetime) -> frozenset[str]:
    """Which of them are shown at a moment, for a screen without a script of its own."""
    hours = {NOW: board.huddle_hours, SOON: board.missing_hours, DAILY: board.daily.hours if board.daily else None}
    return frozenset(name for name, span in hours.items() if span is not None and span[0] <= now < span[1])


def in_turn(
    words: Sequence[object], otherwise: Sequence[object], hours: Hours | None, *, class_: str, is_shown: bool, mark: str
) -> list[Markup]:
    """Two paragraphs, of which one is seen: ``words`` in these hours, with ``mark`` as one more class."""
    if hours is None:
        return [tag("p", *otherwise, class_=class_)]
    within, outside = turns(hours, is_shown)
    return [tag("p", *words, class_=f"{class_} {mark}", **within), tag("p", *otherwise, class_=class_, **outside)]


def turns(hours: Hours, is_shown: bool) -> tuple[dict[str, object], dict[str, object]]:
    """What two elements carry of which one is seen: the first in these hours, the second in all others."""
    since, until = (round(moment.timestamp() * 1000) for moment in hours)
    span: dict[str, object] = {"data_from": since, "data_until": until}
    return span | {"hidden": not is_shown}, span | {"data_else": True, "hidden": is_shown}


def missing_words(owed: Sequence[Owed]) -> str:
    """``Falls, Pay (waiting for finance)``."""
    return ", ".join(
        _("{measure} (waiting for {whom})", measure=line.name, whom=line.waiting_for) if line.waiting_for else line.name
        for line in owed
    )
