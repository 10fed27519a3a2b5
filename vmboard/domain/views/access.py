"""Who gets in to a team, and who has an account."""

from dataclasses import dataclass
from datetime import datetime

from vmboard.domain.words import Profession, Role


@dataclass(frozen=True)
class AccountLine:
    account_id: int
    name: str
    email: str
    closed: bool
    by_password: bool
    words: str
    """``administrator, by the organisation's sign-in``."""
    is_administrator: bool = False
    grants: tuple[str, ...] = ()
    """``Leads Ward 7A``, ``Manages Surgical Division, reads 6 teams below``; empty for who has no team."""
    signs_for: Profession | None = None
    owes_as: str = ""
    """How teams name whom they give figures for; empty for who gives none."""


@dataclass(frozen=True)
class ComputerLine:
    computer_id: int
    name: str
    words: str
    """``let in by Jo Douglas on 3 May``."""
    seen: str
    """``last seen 3 hours ago``."""
    is_this_one: bool = False


@dataclass(frozen=True)
class GrantedLine:
    account_id: int
    name: str
    email: str
    role: Role
    may_edit: bool
    reads_below: int = 0
    """How many teams they read besides, because these stand below."""


@dataclass(frozen=True)
class ReaderLine:
    """Somebody who reads this board for a team above it."""

    account_id: int
    name: str
    words: str
    """``manages Surgical Division``."""


@dataclass(frozen=True)
class TeamGroup:
    """Teams that are given in one go: all below one (``below``), all of a ``site``, or one by itself (``slug``)."""

    label: str
    team_ids: tuple[int, ...]
    below: str = ""
    site: str = ""
    slug: str = ""


@dataclass(frozen=True)
class GrantChoices:
    """To whom, and what, grants may be given."""

    accounts: tuple[AccountLine, ...]
    groups: tuple[TeamGroup, ...]


@dataclass(frozen=True)
class AccessView:
    """``accounts`` are those who may be granted something, for whoever ``may_grant``."""

    pin_set: str
    computers: tuple[ComputerLine, ...]
    granted: tuple[GrantedLine, ...]
    accounts: tuple[AccountLine, ...]
    may_grant: bool
    readers: tuple[ReaderLine, ...] = ()


@dataclass(frozen=True)
class AuditEntry:
    """A line of the audit log: ``Isla Grant · closed an account · Iain Ross``."""

    at: datetime
    who: str
    words: str
    team: str
    whose: str
    """Whose account it was about, where it was not their own."""
    event: str
    """The event's own name, for those who search."""
