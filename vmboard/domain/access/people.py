"""Principals: what was found out about whoever asks, and the hats that follow from it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from vmboard.domain.text.folding import fold
from vmboard.domain.words import Profession, Role


class Hat(StrEnum):
    """What somebody is before one thing: the columns of the table."""

    DISPLAY = "display of the team"
    MEMBER = "member of the team"
    LEAD = "lead of the team"
    COACH = "coach with a grant"
    EDITOR = "coach with a grant to edit"
    MANAGER = "manager, on the management team's own board"
    ANSWERER = "manager, for what a team below escalated"
    ABOVE = "manager or coach of a team above, at any depth"
    SIGNATORY = "medical or nursing signatory"
    ADMINISTRATOR = "administrator"
    READING_SOURCE = "another system that reads the team's figures"
    WRITING_SOURCE = "another system that puts the team's figures in"
    STAFF_DOOR = "somebody at the team's staff door, without a sign-in"
    DATA_OWNER = "data owner outside the team"
    PUBLIC_DOOR = "somebody at the team's public door, without a sign-in"


READS_BELOW = (Role.COACH, Role.MANAGER)
"""A grant as one of these counts below its team too, at any depth: to read, and no more."""
_GRANTED = {Role.LEAD: Hat.LEAD, Role.COACH: Hat.COACH, Role.MANAGER: Hat.MANAGER, Role.DATA_OWNER: Hat.DATA_OWNER}


@dataclass(frozen=True)
class Grant:
    """What an account may be for one team; ``may_edit`` lets a coach do the team's work with it."""

    team_id: int
    role: Role
    may_edit: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody, or something, that asks: all that was found out about them, and nobody without any of it.

    ``display_of`` is the team of a screen's link, ``member_of`` that of a sign-in by PIN; ``below`` are the teams next
    under those a manager has a grant for, ``reads_below`` all that stand under those a manager or a coach has one for,
    at any depth. ``signs_for``: a signatory, of the whole organisation. ``source_reads`` and ``source_writes``: teams
    that another system reaches by its token, for ``only_measures``, folded, or all. ``staff_door_of`` and
    ``public_door_of``: the team of a door's link, which lets nobody in any further. ``owes_as``: how teams name
    whom a data owner gives figures for, such as *Finance*. ``is_app``: the app's own work.
    """

    display_of: int | None = None
    member_of: int | None = None
    grants: tuple[Grant, ...] = ()
    below: frozenset[int] = frozenset()
    reads_below: frozenset[int] = frozenset()
    is_administrator: bool = False
    signs_for: Profession | None = None
    is_app: bool = False
    source_reads: frozenset[int] = frozenset()
    source_writes: frozenset[int] = frozenset()
    only_measures: frozenset[str] = frozenset()
    staff_door_of: int | None = None
    public_door_of: int | None = None
    owes_as: str = ""

    @cached_property
    def hats_at(self) -> dict[int, frozenset[Hat]]:
        """The hats that the grants give, by team: looked up thousands of times for a list of thousands of teams."""
        made: dict[int, frozenset[Hat]] = {}
        for grant in self.grants:
            edits = {Hat.EDITOR} if grant.role is Role.COACH and grant.may_edit else set()
            made[grant.team_id] = made.get(grant.team_id, frozenset()) | {_GRANTED[grant.role]} | edits
        return made

    @cached_property
    def granted(self) -> frozenset[Hat]:
        """All hats that the grants give, whatever the team."""
        return frozenset().union(*self.hats_at.values())

    @property
    def gives_figures(self) -> bool:
        """Whether somebody gives figures that teams wait for: those are theirs, and nothing else of these teams."""
        return bool(self.owes_as) and Hat.DATA_OWNER in self.granted

    def owes(self, owner: str) -> bool:
        """Whether a measure that names this ``owner`` is theirs to give. What names nobody is nobody's."""
        return bool(fold(self.owes_as)) and fold(self.owes_as) == fold(owner)

    @property
    def looks_after_others(self) -> bool:
        """Whether somebody coaches or manages: the pages of many teams are theirs."""
        return not self.granted.isdisjoint((Hat.COACH, Hat.MANAGER))


NOBODY, APP = Person(), Person(is_app=True)
