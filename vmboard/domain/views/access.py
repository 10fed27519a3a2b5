"""Who gets in to a team, and who has an account."""

from dataclasses import dataclass

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
    signs_for: Profession | None = None


@dataclass(frozen=True)
class ComputerLine:
    computer_id: int
    name: str
    words: str
    """``let in by Jo Douglas on 3 May``."""
    seen: str
    """``last seen 3 hours ago``."""


@dataclass(frozen=True)
class GrantedLine:
    account_id: int
    name: str
    email: str
    role: Role
    may_edit: bool


@dataclass(frozen=True)
class AccessView:
    """``accounts`` are those who may be granted something, for whoever ``may_grant``."""

    pin_set: str
    computers: tuple[ComputerLine, ...]
    granted: tuple[GrantedLine, ...]
    accounts: tuple[AccountLine, ...]
    may_grant: bool
