"""Line lists: short texts typed one a line, and which line of a new list carries on which of the old one."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from vmboard.domain.refusals import Refused
from vmboard.domain.text.clean import clean_text

LONGEST, MOST = 60, 40
"""Characters of a line, and lines of a list. So much fits a card's title, and a sheet of paper."""
_ALIKE = 0.6
"""How alike two lines are where one is the other put better: Python's own ``ratio``, from 0 to 1."""


def lines_of(text: str, what: str) -> list[str]:
    """The lines of a text that hold something. ``what`` opens the sentence of a refusal. Raises Refused for too many,
    and for words that cannot be kept."""
    kept = clean_text(text, max_length=MOST * (LONGEST + 30), what=what)
    lines = [line.strip() for line in kept.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise Refused(
            "{what} has {number} lines: please keep it to {most}, which fit a sheet of paper.",
            what=what,
            number=len(lines),
            most=MOST,
        )
    return lines


def short(words: str) -> str:
    """The words of a line, in one stroke. Raises Refused where they are too long."""
    words = " ".join(words.split())
    if len(words) > LONGEST:
        raise Refused(
            "“{words}…” has {number} characters: please keep each line to {longest}.",
            words=words[:30],
            number=len(words),
            longest=LONGEST,
        )
    return words


def carried_on(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new line the place of the old one it carries on, None where it is new: the same words first, wherever
    they stand, then words put a little differently. No old line is carried on twice."""
    left = list(range(len(old)))
    kept: list[int | None] = []
    for words in new:
        same = next((place for place in left if old[place].casefold() == words.casefold()), None)
        kept.append(same)
        if same is not None:
            left.remove(same)
    for place, words in enumerate(new):
        if kept[place] is None and left:
            likeness, nearest = max((_likeness(old[of], words), -of) for of in left)
            if likeness >= _ALIKE:
                kept[place] = -nearest
                left.remove(-nearest)
    return kept


def _likeness(was: str, now: str) -> float:
    return SequenceMatcher(None, was.casefold(), now.casefold()).ratio()
