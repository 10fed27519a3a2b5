"""Graduation criteria: what a team has shown by the time its coach can let it go on by itself, from what the board
knows of it.

The criteria are the organisation's own, and their numbers ours: the sources ask for figures that are in week by week,
a huddle that is held, projects that become part of the work and a benefit that finance knows of, and give no number.
Two huddles in three is what a published pilot came to (81 of 120 held).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vmboard.domain.dials import dial
from vmboard.domain.text.catalogue import N_, _, ngettext

HUDDLE_WEEKS = 12
"""Huddles of so many weeks are counted."""


@dataclass(frozen=True)
class Criteria:
    """What an organisation asks for. A number of 0 asks for nothing."""

    weeks_begun: int = dial(N_("On the board for, at least"), N_("weeks"), 20, least=0, most=104)
    on_time_percent: int = dial(N_("Figures in on time, at least"), "%", 75, least=0, most=100)
    huddles_held: int = dial(N_("Huddles held in 12 weeks, at least"), N_("huddles"), 8, least=0, most=60)
    embedded: int = dial(N_("Projects embedded, at least"), N_("projects"), 2, least=0, most=20)
    confirmed: int = dial(N_("Benefits confirmed by finance, at least"), N_("benefits"), 1, least=0, most=20)


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
        words = ngettext(
            "On the board for {n} week: long enough to judge a change",
            "On the board for {n} weeks: long enough to judge a change", asked.weeks_begun,
        )  # fmt: skip
        stands = ngettext("{n} week on the board", "{n} weeks on the board", weeks)
        yield Criterion(words, stands, weeks >= asked.weeks_begun)
    if asked.on_time_percent:
        share = shown.on_time * 100 / shown.on_time_of if shown.on_time_of else 0
        in_time = _("{n} of {all} figures on time", n=shown.on_time, all=shown.on_time_of)
        yield Criterion(
            _("{percent}% of figures in within a week, over 8 weeks", percent=asked.on_time_percent),
            in_time if shown.on_time_of else _("No figure was due"),
            shown.on_time_of > 0 and share >= asked.on_time_percent,
        )  # fmt: skip
    if asked.huddles_held:
        words = ngettext("{n} huddle held in {weeks} weeks", "{n} huddles held in {weeks} weeks", asked.huddles_held,
                         weeks=HUDDLE_WEEKS)  # fmt: skip
        stands = ngettext("{n} huddle held", "{n} huddles held", shown.huddles)
        yield Criterion(words, stands, shown.huddles >= asked.huddles_held)
    if asked.embedded:
        words = ngettext("{n} project embedded, and none of them slipping",
                         "{n} projects embedded, and none of them slipping", asked.embedded)  # fmt: skip
        kept = ngettext("{n} project embedded", "{n} projects embedded", shown.embedded)
        slips = ngettext("{n} slipping", "{n} slipping", shown.slipping) if shown.slipping else ""
        stands = ", ".join(filter(None, (kept, slips)))
        yield Criterion(words, stands, shown.embedded >= asked.embedded and not shown.slipping)
    if asked.confirmed:
        words = ngettext("{n} benefit confirmed by finance", "{n} benefits confirmed by finance", asked.confirmed)
        stands = ngettext("{n} benefit confirmed", "{n} benefits confirmed", shown.confirmed)
        yield Criterion(words, stands, shown.confirmed >= asked.confirmed)
