"""Diff of an import: each figure that differs from the board's, with how far it moves."""

from collections.abc import Mapping
from datetime import date

from vmboard.commands.points import NewPoint
from vmboard.domain.figures.sheets import Change
from vmboard.store.tables import DataPoint, Measure


def changes_of(
    team: str, row: Measure, wanted: Mapping[date, NewPoint], before: Mapping[date, DataPoint]
) -> list[Change]:
    """The figures that differ from the board's, each with how far it moves beside how far the measure moves."""
    values = [point.value for point in before.values() if point.value is not None]
    width = max(values) - min(values) if values else 0.0
    fields = ("value", "numerator", "denominator", "status", "waiting_for", "note")
    changes = []
    for week, new in sorted(wanted.items()):
        old = before.get(week)
        if old is not None and all(getattr(old, name) == getattr(new, name) for name in fields):
            continue
        was = old.value if old else None
        earlier = [point.value for at, point in sorted(before.items()) if at < week and point.value is not None]
        beside = was if was is not None else earlier[-1] if earlier else new.value
        moved = abs((new.value or 0.0) - (beside or 0.0)) if new.value is not None else 0.0
        jump = moved / max(width, abs(beside or 0.0) * 0.1, 1e-9)
        loses = bool(old and old.denominator and new.denominator is None and new.value is not None)
        changes.append(
            Change(
                team, row.name, week, was, new.value, new.numerator, new.denominator, new.status, jump, loses, row.unit
            )
        )
    return changes
