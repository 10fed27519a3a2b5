"""Search and tags: the library of ideas: what teams tried, found again by theme, measure and words, and how far an
idea has spread."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vmboard.domain.counting import counted
from vmboard.domain.narrowing import EVERYTHING, Wanted, tally
from vmboard.domain.text.folding import fold, holds_words, natural
from vmboard.domain.words import Stage


@dataclass(frozen=True)
class Idea:
    """A project as the library shows it. ``key`` names it across teams; ``origin`` is the key of the idea it was
    copied from, empty where it was the team's own. ``learned`` is what it taught, ``outcome`` what came of its measure;
    ``holds`` whether that lasts, None while nobody can say. ``words`` are those it is found by too: its tests, its
    story."""

    key: str
    team: str
    title: str
    stage: Stage
    theme: str = ""
    measures: tuple[str, ...] = ()
    aim: str = ""
    change_idea: str = ""
    learned: str = ""
    origin: str = ""
    outcome: str = ""
    holds: bool | None = None
    words: str = ""
    site: str = ""
    since: date = date.min
    """The day it came to stand where it does."""

    @property
    def rank(self) -> int:
        """What worked and holds comes first, then what is kept, what slips, what is tested, and what was stopped."""
        if self.stage is Stage.EMBEDDED:
            return {True: 0, None: 1, False: 2}[self.holds]
        return 3 if self.stage is Stage.TESTING else 4


def search(ideas: Iterable[Idea], wanted: Wanted = EVERYTHING, *, measure: str = "") -> tuple[Idea, ...]:
    """The ideas that fit all that was asked; ``wanted.since`` leaves out what stood there before. What worked and holds
    comes first; of equals those with the words in their title, then by title and team."""

    def place(idea: Idea) -> tuple[int, bool, str, str]:
        return idea.rank, not holds_words(wanted.words, idea.title), natural(idea.title), natural(idea.team)

    return tuple(sorted((idea for idea in ideas if _fits(idea, wanted, measure)), key=place))


def themes(ideas: Iterable[Idea]) -> tuple[tuple[str, int], ...]:
    """Every theme with its number of ideas, by name; spelled as most write it, however they type it."""
    return tally(idea.theme for idea in ideas)


def measures(ideas: Iterable[Idea]) -> tuple[tuple[str, int], ...]:
    """Every measure that ideas are meant to move, with their number, by name."""
    return tally(name for idea in ideas for name in idea.measures)


@dataclass(frozen=True)
class SpreadOf:
    """How far an idea went: the other teams that took it up, at first or second hand, and how many keep it."""

    teams: tuple[str, ...]
    embedded: int

    @property
    def words(self) -> str:
        """``Taken up by 3 other teams, embedded in 2``; empty where nobody has taken it up."""
        if not self.teams:
            return ""
        told = f"Taken up by {counted(len(self.teams), 'other team')}"
        return f"{told}, embedded in {self.embedded}" if self.embedded else told


def spread_of(idea: Idea, ideas: Iterable[Idea]) -> SpreadOf:
    """Where an idea went from here, copies of copies included; the team's own copies do not count."""
    taken_up = [one for one in ideas if one.origin]
    origins = {one.key: one.origin for one in taken_up}
    copies = [one for one in taken_up if one.team != idea.team and idea.key in _line(one.key, origins)[1:]]
    embedded = {one.team for one in copies if one.stage is Stage.EMBEDDED}
    return SpreadOf(tuple(sorted({one.team for one in copies}, key=natural)), len(embedded))


def first_origin(key: str, origins: Mapping[str, str]) -> str:
    """The idea at the beginning of a line of copies; ``origins`` maps each key to the one it was copied from."""
    return _line(key, origins)[-1]


def _line(key: str, origins: Mapping[str, str]) -> list[str]:
    """The idea, what it was copied from, and so on; a ring, which should not be, ends where it would close."""
    line = [key]
    while (before := origins.get(line[-1], "")) and before not in line:
        line.append(before)
    return line


def _fits(idea: Idea, wanted: Wanted, measure: str) -> bool:
    if measure and fold(measure) not in map(fold, idea.measures):
        return False
    searched = (
        idea.title, idea.theme, *idea.measures, idea.aim, idea.change_idea, idea.learned, idea.outcome, idea.words,
        idea.team,
    )  # fmt: skip
    return wanted.fits(idea.since, idea.site, idea.theme, *searched)
