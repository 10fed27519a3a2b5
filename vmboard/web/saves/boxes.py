"""``set``: one box of a row, saved by itself as soon as the person leaves it.

A box carries the words it showed before (``was``). Where the row says something else by now, both are shown; a
change to another box of the same row disturbs nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from vmboard.commands import history
from vmboard.commands.projects import change_project, project_row
from vmboard.domain.refusals import Clash, Refused
from vmboard.web.saves.save import Answer, Item, Save, Verb, text, whole

CLASH = "Someone else changed this while you were typing. Both are kept: choose one."

Read = Callable[[Any], Any]
"""From what a box sends to what a command takes."""


def as_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except (TypeError, ValueError):
        raise Refused("That is not a day. Write it as 31/03/2027, or choose it.") from None


def as_id(value: Any) -> int | None:
    return int(value) if value else None


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else ""


@dataclass(frozen=True)
class Noun:
    """A row whose boxes save themselves: how it is found, how it is changed, and which boxes it has."""

    row: Callable[..., Any]
    change: Callable[..., Any]
    boxes: dict[str, Read]


NOUNS: dict[str, Noun] = {
    "project": Noun(
        project_row,
        change_project,
        {
            "title": as_text, "aim": as_text, "aim_for": as_text, "aim_by": as_day, "theme": as_text,
            "change_idea": as_text, "next_step": as_text, "holds_when": as_text, "owner_id": as_id,
        },
    ),
}  # fmt: skip


def set_box(save: Save, item: Item) -> Answer:
    noun, field = _find(item)
    history.hold(save.session, save.team_id)
    row = noun.row(save.session, save.team_id, whole(item, "row"))
    now, value = shown(getattr(row, field)), item.get("value", "")
    if now not in (item.get("was", ""), value):
        raise Clash(CLASH)
    noun.change(save.session, save.actor, save.team_id, whole(item, "row"), **{field: noun.boxes[field](value)})
    return {"value": shown(getattr(row, field))}


def box_now(save: Save, item: Item) -> Answer:
    noun, field = _find(item)
    return {"value": shown(getattr(noun.row(save.session, save.team_id, whole(item, "row")), field))}


def shown(value: Any) -> Any:
    """A column's value as a box holds it."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _find(item: Item) -> tuple[Noun, str]:
    noun, field = NOUNS.get(text(item, "noun")), text(item, "field")
    if noun is None or field not in noun.boxes:
        raise Refused("This page sent something the board does not know. Load it again: what you typed is kept.")
    return noun, field


VERBS = {"set": Verb(set_box, box_now)}
