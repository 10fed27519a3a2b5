"""What a team has changed, line by line, as the page of its history shows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ChangeLine:
    """One change, or all that was done in one go. ``number`` is what undo takes."""

    number: int
    day: date
    time_text: str
    who: str
    words: str
    """What was done, as it follows the name: ``put Falls, week ending 15 Nov, from 3 to 5``."""
    texts: tuple[tuple[str, str, str], ...]
    """Longer texts that changed: what it is, before, after."""
    reason: str
    undone: bool
    can_undo: bool
    many: int
    """How many rows it touched; more than one asks before it goes back."""
    asks_first: bool
    """So much was done in one go that it is asked about before it goes back as one."""
    earlier: tuple[int, ...] = ()
    """The changes told on this line with it, newest first: they go back with it."""


@dataclass(frozen=True)
class HistoryPage:
    """Lines newest first. ``older`` is where the next page begins, None at the end of it."""

    lines: tuple[ChangeLine, ...]
    older: int | None
