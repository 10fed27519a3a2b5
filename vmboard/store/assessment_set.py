"""The set of items that teams assess themselves by: the one we ship, or the one this installation has chosen."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from vmboard.domain.coaching.self_assessment import ITEMS, Group, Item
from vmboard.store.tables import Choice

CHOSEN = "self_assessment"


def chosen_set(session: Session) -> tuple[tuple[Group, ...], int, str]:
    """The groups with their items, the version, 0 where nobody has changed ours, and who changed it last."""
    row = session.get(Choice, CHOSEN)
    return (ITEMS, 0, "") if row is None else (unpacked(row.value), row.version, row.author)


def packed(groups: Sequence[Group]) -> dict[str, Any]:
    """The groups as plain JSON values; ``unpacked`` reads them back."""
    return {
        "groups": [
            {"key": g.key, "title": g.title, "items": [{"key": i.key, "words": i.words} for i in g.items]}
            for g in groups
        ]
    }


def unpacked(value: dict[str, Any]) -> tuple[Group, ...]:
    return tuple(
        Group(one["key"], one["title"], tuple(Item(item["key"], item["words"]) for item in one["items"]))
        for one in value["groups"]
    )
