"""Bulk authorisation: many grants at once: what is wanted, what a file's line says, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from vmboard.domain.figures.sheets import Refusal
from vmboard.domain.text.catalogue import N_, _, ngettext, number_words
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
        parts = [
            (self.given, N_("{many} given")), (self.taken, N_("{many} taken back")),
            (self.same, N_("{many} as they were")),
        ]  # fmt: skip
        said = ", ".join(_(what, many=number_words(f"{many:,}")) for many, what in parts if many)
        if not said:
            return _("No grants to change.")
        return ngettext("{n} grant: {parts}.", "{n} grants: {parts}.", self.given + self.taken + self.same, parts=said)


def role_of(text: str) -> Role | None:
    """The role that somebody wrote, or None."""
    return ROLES.get(" ".join(text.casefold().split()))


def each_once(wanted: Sequence[NewGrant]) -> list[NewGrant]:
    """By team and account; of two for the same the last one counts."""
    last = {(one.team_id, one.account_id, one.role): one for one in wanted}
    return [last[key] for key in sorted(last)]
