"""Graduation criteria: what a team has shown by the time its coach can let it go on by itself, from what the board
knows of it.

The criteria are the organisation's own, and their numbers ours: the sources ask for figures that are in week by week,
a huddle that is held, projects that become part of the work and a benefit that finance knows of, and give no number.
Two huddles in three is what a published pilot came to (81 of 120 held).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vmboard.domain.counting import counted
from vmboard.domain.dials import dial

HUDDLE_WEEKS = 12
"""Huddles of so many weeks are counted."""


@dataclass(frozen=True)
class Criteria:
    """What an organisation asks for. A number of 0 asks for nothing."""

    weeks_begun: int = dial("On the board for, at least", "weeks", 20, least=0, most=104)
    on_time_percent: int = dial("Figures in on time, at least", "%", 75, least=0, most=100)
    huddles_held: int = dial(f"Huddles held in {HUDDLE_WEEKS} weeks, at least", "huddles", 8, least=0, most=60)
    embedded: int = dial("Projects embedded, at least", "projects", 2, least=0, most=20)
    confirmed: int = dial("Benefits confirmed by finance, at least", "benefits", 1, least=0, most=20)


@dataclass(frozen=True)
class Shown:
    """What a team has shown by now. ``on_time`` of ``on_time_of`` figures came in within a week; ``huddles`` were held
    in the latest weeks; ``slipping`` of its embedded projects no longer hold."""

    began: date
    on_time: int = 0
    on_time_of: int = 0
    huddles: int = 0
    embedded: int = 0
    slipping: int = 0
    confirmed: int = 0


@dataclass(frozen=True)
class Criterion:
    """One of them: what is asked, how it stands, and whether it is met."""

    asked: str
    stands: str
    met: bool


def criteria_of(shown: Shown, asked: Criteria, today: date) -> tuple[Criterion, ...]:
    """Every criterion that asks for something, in the order of the work."""
    return tuple(_criteria(shown, asked, today))


def is_ready(criteria: Sequence[Criterion]) -> bool:
    return bool(criteria) and all(criterion.met for criterion in criteria)


def missing_words(criteria: Sequence[Criterion]) -> str:
    """``Not yet: 3 huddles held of 8. 0 benefits confirmed of 1.``; empty where all are met."""
    missing = [criterion.stands for criterion in criteria if not criterion.met]
    return f"Not yet: {'. '.join(missing)}." if missing else ""


def _criteria(shown: Shown, asked: Criteria, today: date) -> Iterator[Criterion]:
    if asked.weeks_begun:
        weeks = max((today - shown.began).days // 7, 0)
        words = f"On the board for {counted(asked.weeks_begun, 'week')}: long enough to judge a change"
        yield Criterion(words, f"{counted(weeks, 'week')} on the board", weeks >= asked.weeks_begun)
    if asked.on_time_percent:
        share = shown.on_time * 100 / shown.on_time_of if shown.on_time_of else 0
        stands = f"{shown.on_time} of {shown.on_time_of} figures on time" if shown.on_time_of else "No figure was due"
        yield Criterion(
            f"{asked.on_time_percent}% of figures in within a week, over 8 weeks", stands,
            shown.on_time_of > 0 and share >= asked.on_time_percent,
        )  # fmt: skip
    if asked.huddles_held:
        words = f"{counted(asked.huddles_held, 'huddle')} held in {HUDDLE_WEEKS} weeks"
        yield Criterion(words, f"{counted(shown.huddles, 'huddle')} held", shown.huddles >= asked.huddles_held)
    if asked.embedded:
        words = f"{counted(asked.embedded, 'project')} embedded, and none of them slipping"
        slips = f", {shown.slipping} slipping" if shown.slipping else ""
        stands = f"{counted(shown.embedded, 'project')} embedded{slips}"
        yield Criterion(words, stands, shown.embedded >= asked.embedded and not shown.slipping)
    if asked.confirmed:
        words = f"{counted(asked.confirmed, 'benefit')} confirmed by finance"
        yield Criterion(words, f"{counted(shown.confirmed, 'benefit')} confirmed", shown.confirmed >= asked.confirmed)
