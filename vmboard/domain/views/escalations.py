"""What a team sent up, as both boards and the hall show it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vmboard.domain.escalation import Asked


@dataclass(frozen=True)
class EscalationView:
    """An action that was sent up, and how it stands. ``seen`` is its newest move, to be handed back with an answer.

    ``says`` is what the asking team reads of it, ``says_above`` what the team that has it reads.
    """

    team_id: int
    action_id: int
    asker: str
    slug: str
    text: str
    reason: str
    """What was asked for, in the team's own words."""
    holder_id: int
    holder: str
    state: Asked
    is_open: bool
    asked_on: date
    since: date
    days: int
    """Days waiting; 0 once it is settled."""
    says: str
    says_above: str
    act: str
    seen: int
    may: tuple[Asked, ...]
    """The moves that may come next."""
    can_go_higher: bool
    story: tuple[str, ...]
    """Every move in words, oldest first."""

    def data(self) -> dict[str, Any]:
        """As plain values, for a component of the page."""
        return {
            "team": self.team_id, "row": self.action_id, "asker": self.asker, "text": self.text,
            "reason": self.reason, "says": self.says_above, "seen": self.seen, "days": self.days,
            "open": self.is_open, "accepted": self.state is Asked.ACCEPTED, "higher": self.can_go_higher,
            "accept": Asked.ACCEPTED in self.may, "story": list(self.story),
        }  # fmt: skip


@dataclass(frozen=True)
class TeamEscalations:
    """What a team sent up, and what teams below sent to it: the open first, those that wait longest before."""

    sent: tuple[EscalationView, ...]
    asked: tuple[EscalationView, ...]
