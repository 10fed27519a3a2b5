"""What is agreed, as the list of actions shows it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class ActionView:
    """An action with everything its line says. ``reason`` is why it was dropped."""

    action_id: int
    version: int
    text: str
    raised_on: date
    owner_id: int | None
    owner: str
    owner_name: str
    due: date | None
    due_text: str
    late: bool
    soon: bool
    """Due today."""
    carried_text: str
    repeat_weeks: int | None
    repeat_text: str
    escalated_on: date | None
    """The day it was sent up, or sent up again."""
    escalated_text: str
    """How that stands: ``Asked 12 days ago, with Division since 1 May``."""
    escalated_turns: str
    """The days of each team that had it, where several had; and who is to answer by when."""
    escalation: str
    """What was asked for."""
    is_with: str
    """The team above that has it to settle; empty where none has."""
    done_on: date | None
    done_text: str
    removed: bool = False
    reason: str = ""

    def data(self) -> dict[str, Any]:
        """As plain values, for a component of the page."""
        return {name: v.isoformat() if isinstance(v, date) else v for name, v in asdict(self).items()}


@dataclass(frozen=True)
class Actions:
    """A team's actions: open, the late and today's first; done lately, newest first; dropped, newest first."""

    open: tuple[ActionView, ...]
    done: tuple[ActionView, ...]
    dropped: tuple[ActionView, ...]
