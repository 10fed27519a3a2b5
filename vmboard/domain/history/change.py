"""Change record: one change of one row, as history keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vmboard.domain.history.field_words import UNSAID, UNSAID_OF

Shown = Mapping[str, Any]
Fields = dict[str, tuple[Any, Any]]
"""What was changed: before and after, field by field."""


@dataclass(frozen=True)
class Change:
    """A row of history. ``before`` is None where the row was added, ``after`` where it went away."""

    noun: str
    verb: str
    before: Shown | None
    after: Shown | None
    reason: str = ""

    @property
    def row(self) -> Shown:
        """The row as it stands now, or last stood."""
        return self.after or self.before or {}

    def changed(self) -> Fields:
        if self.before is None or self.after is None:
            return {}
        unsaid = UNSAID | UNSAID_OF.get(self.noun, frozenset())
        both = ((name, self.before.get(name), value) for name, value in self.after.items() if name not in unsaid)
        return {name: (was, now) for name, was, now in both if was != now}
