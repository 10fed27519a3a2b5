"""Shared measures: the name under which teams keep the same measure, and which rows go by it."""

from sqlalchemy import ColumnElement

from vmboard.store.tables import Measure

BY_LIBRARY, BY_NAME = "library:", "name:"


def measure_key(library_key: str, name: str) -> str:
    """How a measure that teams share is named: by its definition in the library, else by its name."""
    return f"{BY_LIBRARY}{library_key}" if library_key else f"{BY_NAME}{name}"


def named(key: str) -> tuple[ColumnElement[bool], ...]:
    """Which measures in use go by this name."""
    kind, _, name = key.partition(":")
    if f"{kind}:" == BY_LIBRARY:
        return Measure.removed.is_(False), Measure.library_key == name
    return Measure.removed.is_(False), Measure.library_key == "", Measure.name == name
