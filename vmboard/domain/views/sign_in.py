"""Who is signed in on a browser, and what its entrance shows."""

from dataclasses import dataclass
from datetime import datetime

from vmboard.domain.access.permissions import Grant
from vmboard.domain.text.phrases import phrase
from vmboard.domain.views.board import MemberLine
from vmboard.domain.words import Profession

CLOSED = phrase("Your account here is closed. An administrator can open it again.")


@dataclass(frozen=True)
class SignedIn:
    """One live sign-in: an account with its grants, or a member on a computer of the team."""

    sign_in_id: int
    name: str
    seen_at: datetime
    account_id: int | None = None
    is_administrator: bool = False
    grants: tuple[Grant, ...] = ()
    below: frozenset[int] = frozenset()
    reads_below: frozenset[int] = frozenset()
    team_id: int | None = None
    member_id: int | None = None
    has_password: bool = False
    signs_for: Profession | None = None
    owes_as: str = ""


@dataclass(frozen=True)
class Entrance:
    """The entrance on a computer of a team: whose it is, and who may come in."""

    team_id: int
    team_slug: str
    team_name: str
    computer_name: str
    members: tuple[MemberLine, ...]
    has_pin: bool


@dataclass(frozen=True)
class DeviceLine:
    """A sign-in in the list of my devices."""

    sign_in_id: int
    browser: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool
