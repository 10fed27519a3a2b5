"""Deserialisation: what history tells of a row, read back: plain JSON values become what the row's columns hold."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from vmboard.store.tables import Row

TABLES: dict[str, type[Row]] = {mapper.class_.__tablename__: mapper.class_ for mapper in Row.registry.mappers}


def revived(column: Any, value: Any) -> Any:
    """A value of history as its column takes it."""
    words = getattr(column.type, "words", None)
    if value is None:
        return None
    if words is not None:
        return words(value)
    wanted = column.type.python_type
    for parsed in (datetime, date, time):
        if wanted is parsed:
            return parsed.fromisoformat(value)
    return int(value) if wanted is int and not isinstance(value, bool) else value


def revived_row(kind: type[Row], snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """A whole row as it was noted. Columns the table has lost are left out; those it has gained keep their defaults."""
    columns = kind.__table__.columns
    return {name: revived(columns[name], value) for name, value in snapshot.items() if name in columns}
