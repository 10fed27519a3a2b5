"""Filter: what a list of many teams' things is narrowed to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vmboard.domain.text.folding import fold, holds_words, natural


@dataclass(frozen=True)
class Wanted:
    """Words, a place, a theme and an age. What is empty asks nothing; ``since`` and ``until`` are days, both within."""

    words: str = ""
    site: str = ""
    theme: str = ""
    since: date = date.min
    until: date = date.max

    def fits(self, day: date, site: str, theme: str, *texts: str) -> bool:
        """Whether a thing of this day, site and theme, with these texts, is asked for. Capitals do not matter."""
        return (
            self.site in ("", site)
            and fold(self.theme) in ("", fold(theme))
            and self.since <= day <= self.until
            and holds_words(self.words, *texts)
        )


EVERYTHING = Wanted()


def tally(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Every name with how often it comes, in natural order; spelled as most write it, however they type it."""
    spelled: dict[str, Counter[str]] = {}
    for name in names:
        if name.strip():
            spelled.setdefault(fold(name), Counter())[" ".join(name.split())] += 1
    tallies = ((min(how, key=lambda one: (-how[one], one)), how.total()) for how in spelled.values())
    return tuple(sorted(tallies, key=lambda one: natural(one[0])))
