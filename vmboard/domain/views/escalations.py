"""What a team sent up, as both boards and the hall show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from vmboard.domain.escalations import Asked
from vmboard.domain.narrowing import Wanted


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
    held_since: date
    """The day on which whoever has it got it."""
    days: int
    """Days waiting; 0 once it is settled."""
    says: str
    says_above: str
    turns: str
    """The days of each team that had it, in words; empty where one had it all the time."""
    seen: int
    may: tuple[Asked, ...]
    """The moves that may come next."""
    can_go_higher: bool
    teams: frozenset[int]
    """The team that asked, and all that have it or had it."""
    story: tuple[str, ...]
    """Every move in words, oldest first."""
    site: str = ""
    """Where the team is that asked."""
    theme: str = ""
    """The theme of the project it is about; empty where it is about none."""
    due_says: str = ""
    """Who is to answer and by when, while it waits; empty where nobody was named."""
    answer_by: date | None = None
    receiver: str = ""
    problem_kind: str = ""
    """Of what kind it is, in a word of the list; empty where nobody said."""
    higher: tuple[str, date] | None = None
    """Who would answer next and by when, were it sent higher; None where it cannot be."""

    def says_to(self, team_id: int) -> str:
        """How one of its teams reads it: who has it, or had it, is told from whom it came."""
        passed_on = self.is_open and team_id != self.holder_id
        return self.says if passed_on or team_id == self.team_id else self.says_above

    def data(self, team_id: int) -> dict[str, Any]:
        """As plain values, for a component on this team's page."""
        return {
            "team": self.team_id, "row": self.action_id, "asker": self.asker, "text": self.text,
            "reason": self.reason, "says": self.says_to(team_id), "seen": self.seen, "days": self.days,
            "mine": self.is_open and self.holder_id == team_id, "accept": Asked.ACCEPTED in self.may,
            "higher": self.can_go_higher, "story": list(self.story), "turns": self.turns,
        }  # fmt: skip


@dataclass(frozen=True)
class TeamEscalations:
    """What a team sent up, and what teams below sent to it: the open first, those that wait longest before."""

    sent: tuple[EscalationView, ...]
    asked: tuple[EscalationView, ...]


def narrowed(views: Iterable[EscalationView], wanted: Wanted) -> list[EscalationView]:
    """Those that fit all that is asked, in the order they come."""
    return [
        view for view in views
        if wanted.fits(view.asked_on, view.site, view.theme, view.asker, view.holder, view.text, view.reason)
    ]  # fmt: skip
