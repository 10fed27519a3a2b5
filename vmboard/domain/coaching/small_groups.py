"""Statistical disclosure control: what people say of themselves is told only of groups, and only once nobody can
answer any more.

A figure that followed every answer would give each one away: the mean of six less the mean of five is the sixth. So a
round is a month, told when it is over and then never changed; it is told of five people or more, in whole numbers; and
the ends of the scale are folded together, for where everybody says *not at all*, everybody is known to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor

from vmboard.domain.text.catalogue import N_, _

FEWEST = 5
"""People a figure must come from before anyone else may see it: fewer could be recognised by their answers."""
KEPT_PRIVATE = N_("Fewer than 5 people answered: kept private")


@dataclass(frozen=True)
class Scale:
    """Whole numbers from 0 to ``top``; the lowest and highest ``fold`` of them are not told apart from their
    neighbours."""

    top: int
    fold: int

    @property
    def least(self) -> int:
        return self.fold

    @property
    def most(self) -> int:
        return self.top - self.fold

    def words(self, answer: int) -> str:
        """``7``, ``8 or more``, ``2 or less``."""
        if answer == self.most:
            return _("{figure} or more", figure=answer)
        return _("{figure} or less", figure=answer) if answer == self.least else str(answer)


def is_open(on: date, today: date) -> bool:
    """Whether the round of that day, its month, still goes on."""
    return on.replace(day=1) >= today.replace(day=1)


def told_mean(answers: Sequence[int], scale: Scale) -> int | None:
    """The mean of a closed round's answers, one a person, as it is told; None where fewer than five answered."""
    if len(answers) < FEWEST:
        return None
    whole = floor(sum(answers) / len(answers) + 0.5)
    return min(max(whole, scale.least), scale.most)
