"""Decisions of a huddle: where projects were taken that day, with the words typed, as its recap tells them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from vmboard.domain.projects.standing import stage_name
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.words import Stage

_WHY = {
    Stage.EMBEDDED: N_("We will know it holds by"), Stage.STOPPED: N_("We learned"),
    Stage.PARKED: N_("It waits because"),
}  # fmt: skip
"""What the words typed at a move are, by where it went."""


class Moved(Protocol):
    """A move as rows keep it, the oldest first; an undone one is followed by one dated back."""

    @property
    def to_stage(self) -> Stage: ...
    @property
    def moved_on(self) -> date: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True)
class Decision:
    """What was decided of a project: ``Stopped``, its title, what the words are (``We learned``), and the words."""

    done: str
    title: str
    why: str = ""
    words: str = ""

    @property
    def said(self) -> str:
        """``We learned: it made no odds.``, or nothing."""
        text = " ".join(self.words.split()).rstrip(".")
        return f"{self.why}: {text}." if text and self.why else f"{text}." if text else ""

    @property
    def line(self) -> str:
        """``Stopped: Quieter doors. We learned: it made no odds.``"""
        return " ".join(part for part in (f"{self.done}: {self.title}.", self.said) if part)


def move_of(moves: Sequence[Moved], day: date) -> Moved | None:
    """The move that a day came to: None where none was made, or all was put back, or the project only began."""
    by_then = [move for move in moves if move.moved_on <= day]
    that_day = next((at for at, move in enumerate(by_then) if move.moved_on == day), None)
    if that_day is None or by_then[-1].moved_on != day:
        return None
    was = by_then[that_day - 1].to_stage if that_day else Stage.IDEA
    return by_then[-1] if by_then[-1].to_stage is not was else None


def decided(title: str, moves: Sequence[Moved], day: date, lanes: tuple[str, str, str]) -> Decision | None:
    """What was decided of a project on a day, in the team's own names for its lanes."""
    move = move_of(moves, day)
    if move is None:
        return None
    name = stage_name(move.to_stage, lanes)
    if move.to_stage in (Stage.IDEA, Stage.TESTING):
        return Decision(_("Moved to {lane}", lane=name), title, words=move.reason)
    return Decision(name, title, _(_WHY[move.to_stage]), move.reason)


def blocked(projects: Iterable[tuple[str, str]]) -> list[Decision]:
    """Projects that are blocked, each with what blocks it."""
    return [Decision(_("Blocked"), title, words=reason) for title, reason in projects if reason]
