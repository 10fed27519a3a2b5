"""Bulk authorisation: many grants at once: what is wanted, what a file's line says, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from vmboard.domain.counting import counted
from vmboard.domain.figures.sheets import Refusal
from vmboard.domain.words import Role

ROLES = {
    "lead": Role.LEAD, "leads": Role.LEAD, "leads the team": Role.LEAD,
    "coach": Role.COACH, "coaches": Role.COACH, "coaches it": Role.COACH,
    "manager": Role.MANAGER, "manage": Role.MANAGER, "manages": Role.MANAGER, "manages it": Role.MANAGER,
    "data owner": Role.DATA_OWNER, "gives figures": Role.DATA_OWNER,
}  # fmt: skip
"""How people write what somebody may be, in small letters."""
YES, NO = ("yes", "y", "x", "true", "1"), ("", "no", "n", "false", "0")


@dataclass(frozen=True)
class NewGrant:
    """A grant that is to be given, or taken back."""

    team_id: int
    account_id: int
    role: Role
    may_edit: bool = False


@dataclass(frozen=True)
class GrantRow:
    """One line of a file as it was typed; ``number`` is the line's in the file."""

    number: int
    email: str
    team: str
    role: str
    may_edit: str = ""


@dataclass(frozen=True)
class Resolved:
    """What the lines of a file come to: grants, or why some cannot be taken. Then none is."""

    wanted: tuple[NewGrant, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Granted:
    """How many grants were given or changed, taken back, and how many stood so already."""

    given: int = 0
    taken: int = 0
    same: int = 0

    @property
    def sentence(self) -> str:
        """``50 given, 2 stood already.``"""
        parts = [(self.given, "given"), (self.taken, "taken back"), (self.same, "as they were")]
        said = ", ".join(f"{many:,} {what}" for many, what in parts if many)
        return f"{counted(self.given + self.taken + self.same, 'grant')}: {said}." if said else "No grants to change."


def role_of(text: str) -> Role | None:
    """The role that somebody wrote, or None."""
    return ROLES.get(" ".join(text.casefold().split()))


def each_once(wanted: Sequence[NewGrant]) -> list[NewGrant]:
    """By team and account; of two for the same the last one counts."""
    last = {(one.team_id, one.account_id, one.role): one for one in wanted}
    return [last[key] for key in sorted(last)]
