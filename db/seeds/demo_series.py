"""The shapes of the demo's figures, oldest week first. Seeded by name: the same on every day and machine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

WEEKS = 78
BASELINE = 26
"""The first weeks: half a year, from which a change is judged."""
LATEST = 13
"""The last weeks, whose average says how large a change is."""
LONGEST_RUN = 3


@dataclass(frozen=True)
class Level:
    """Figures that stray around a level, and stand at a new one (``now``) for the last ``weeks``.

    ``spread`` is the furthest a week strays; ``ramp`` the weeks it takes to get from one level to the other;
    ``last`` fixes the newest figure. The averages of the first 26 and of the last 13 weeks are exact.
    """

    was: float
    spread: float
    now: float | None = None
    weeks: int = 0
    ramp: int = 0
    last: float | None = None
    decimals: int = 0
    slipped: tuple[int, float] | None = None
    """How many of the newest weeks have slipped back, and to which level."""

    def means(self) -> list[float]:
        """The level of each week, before any straying."""
        now = self.was if self.now is None else self.now
        first = WEEKS - self.weeks - self.ramp
        risen = [min(max((i - first + 1) / (self.ramp + 1), 0.0), 1.0) for i in range(WEEKS)]
        moved = [self.was + (now - self.was) * share for share in risen]
        weeks, level = self.slipped or (0, 0.0)
        return moved[: WEEKS - weeks] + [level] * weeks

    def figures(self, rng: Random) -> list[float]:
        means = self.means()
        strayed = [
            mean + self.spread * stray * (mean / self.was) ** 0.5
            for mean, stray in zip(means, straying(rng), strict=True)
        ]
        made = [max(round(x, self.decimals), 0.0) for x in strayed]
        if self.last is not None:
            made[-1] = self.last
        for span in (range(BASELINE), range(WEEKS - LATEST, WEEKS - 1)):
            if len({round(means[i], 6) for i in span}) == 1:
                self._settle(rng, made, span, means[span[0]])
        return made

    def _settle(self, rng: Random, made: list[float], span: range, mean: float) -> None:
        """Move single weeks by one unit of the last decimal until the average of the span is right."""
        unit = 10.0**-self.decimals
        whole = [*span, *([WEEKS - 1] if span[-1] == WEEKS - 2 else [])]
        over = round((sum(made[i] for i in whole) - mean * len(whole)) / unit)
        for place in rng.sample(list(span) * (1 + abs(over) // len(span)), abs(over)):
            made[place] = max(round(made[place] + (unit if over < 0 else -unit), self.decimals), 0.0)


@dataclass(frozen=True)
class Since:
    """Days since a rare harm: how many days before the newest huddle it happened, and how far back that is known."""

    ago: tuple[int, ...]
    known: int


@dataclass(frozen=True)
class Cross:
    """A safety cross, filled in day by day; ``weekly`` is how many there are in a week."""

    weekly: Level


def straying(rng: Random) -> list[float]:
    """How far each week strays, from -1 to 1: never far outside the usual, and never long on one side."""
    signs: list[int] = []
    for _ in range(WEEKS):
        stuck = len(set(signs[-LONGEST_RUN:])) == 1 and len(signs) >= LONGEST_RUN
        signs.append(-signs[-1] if stuck else rng.choice((-1, 1)))
    return [sign * rng.uniform(0.15, 1.0) for sign in signs]


def shares(percent: Sequence[float], out_of: Sequence[float]) -> list[tuple[float, float]]:
    """Numerators and denominators whose shares come close to these percentages."""
    return [(float(round(p * n / 100)), n) for p, n in zip(percent, out_of, strict=True)]


@dataclass(frozen=True)
class Money:
    """A team's cost per patient before and now, and what it is made of: each part's share before and now.

    The parts follow how many patients there are on average, not week by week: most costs are there anyway.
    """

    was: float
    now: float
    parts: Mapping[str, tuple[float, float]]
    weeks: int = 20
    ramp: int = 12

    def figures(self, patients: Level, seen: Sequence[float], rng: Callable[[str], Random]) -> dict[str, list[float]]:
        """Each part in pounds, week by week. The first part is moved until every average is right."""
        each = Level(self.was, 0.0, self.now, self.weeks, self.ramp).means()
        weekly = [cost * level for cost, level in zip(each, patients.means(), strict=True)]
        risen = [(cost - self.was) / (self.now - self.was) for cost in each]
        made = {
            name: [
                float(round(total * (was + (now - was) * share) * (1 + stray * (0.04 if i == 0 else 0.07))))
                for total, share, stray in zip(weekly, risen, straying(rng(name)), strict=True)
            ]
            for i, (name, (was, now)) in enumerate(self.parts.items())
        }
        first, *others = made
        rest = [sum(made[name][i] for name in others) for i in range(WEEKS)]
        made[first][-1] = round(self.now * seen[-1] - rest[-1], 2)
        self._settle(made[first], rest, seen, range(BASELINE), self.was)
        self._settle(made[first], rest, seen, range(WEEKS - LATEST, WEEKS - 1), self.now)
        return made

    @staticmethod
    def _settle(first: list[float], rest: list[float], seen: Sequence[float], span: range, mean: float) -> None:
        off = mean / fmean((first[i] + rest[i]) / seen[i] for i in span)
        for i in span:
            first[i] = float(round(first[i] + (off - 1) * (first[i] + rest[i])))
