"""Where a huddle leads the walls of its team."""

from dataclasses import dataclass
from datetime import datetime

Hours = tuple[datetime, datetime]
"""From one moment until another."""


@dataclass(frozen=True)
class Follow:
    """Where a huddle stands that asks the team's walls to follow, and until when: 30 minutes after its last step."""

    section: str
    project_id: int | None
    until: datetime
