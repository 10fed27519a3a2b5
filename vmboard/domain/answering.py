"""Response times: who is to answer what a team sends up, by when it was agreed, and how soon first answers come.

Each time something is sent to somebody is a call on them. What counts is every call whose agreed day is over, answered
or not, so that a day of grace flatters nobody: one that still waits counts with the days it has waited so far. An
acceptance is no answer; an answer, passing it on and handing it back are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from vmboard.domain.escalations import REPLIES, Asked
from vmboard.domain.figures.days import full_day
from vmboard.domain.numbers import format_value, in_decimals
from vmboard.domain.spc.earning import POINTS_FOR_A_RUN_CHART
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.weeks import week_ending

SENT = frozenset({Asked.WAITING, Asked.SENT_HIGHER})
"""The moves that call on somebody to answer."""


@dataclass(frozen=True)
class Agreed:
    """What a team agreed with those above: its service manager and its executive sponsor, empty where nobody is named,
    and within how many days they answer."""

    manager: str = ""
    sponsor: str = ""
    days: int = 14

    def receiver(self, above: str, *, higher: bool = False) -> str:
        """Who is to answer unless somebody says otherwise: the manager first, the sponsor ``higher``; where nobody is
        named the team above itself."""
        return (self.sponsor if higher else self.manager) or above

    def answer_by(self, today: date) -> date:
        return today + timedelta(days=self.days)


@dataclass(frozen=True)
class Step:
    """A move of an escalation, as response times see it."""

    state: Asked
    on: date
    receiver: str = ""
    answer_by: date | None = None
    to: int = 0
    """The team that has it from then on."""


@dataclass(frozen=True)
class Call:
    """Something sent to ``receiver``, of the team ``to``, on a day, to be answered by another; ``answered_on`` None
    while it waits."""

    receiver: str
    asked_on: date
    answer_by: date
    answered_on: date | None = None
    to: int = 0

    @property
    def in_time(self) -> bool:
        return self.answered_on is not None and self.answered_on <= self.answer_by

    def days(self, today: date) -> int:
        """Days to the first answer, or waited so far."""
        return max(((self.answered_on or today) - self.asked_on).days, 0)


def calls(steps: Sequence[Step], *, is_over: bool = False) -> list[Call]:
    """The calls among the moves of one action, oldest first. What was done or dropped unanswered (``is_over``) owes
    nobody an answer any more, and what is older than the agreement named nobody."""
    made = []
    for place, step in enumerate(steps):
        if step.state in SENT and step.receiver and step.answer_by is not None:
            later = (next_step.on for next_step in steps[place + 1 :] if next_step.state in REPLIES)
            answered = next(later, None)
            if answered is not None or not is_over:
                made.append(Call(step.receiver, step.on, step.answer_by, answered, step.to))
    return made


@dataclass(frozen=True)
class Answering:
    """Calls that fell due together: how many, how many of them answered in time, and the median days to an answer.
    ``at_least``: one of them still waits that could yet raise the median."""

    due: int
    in_time: int
    median_days: float
    at_least: bool = False

    @property
    def share(self) -> float:
        """In per cent."""
        return 100 * self.in_time / self.due

    @property
    def words(self) -> str:
        """``median 6 days to a first answer, 14 of 18 in time (78%).``"""
        days = _("{number} days", number=format_value(self.median_days))
        if float(self.median_days) in (0, 1):
            days = ngettext("{n} day", "{n} days", int(self.median_days))
        message = N_("median {days} to a first answer, {in_time} of {due} in time ({share}%).")
        if self.at_least:
            message = N_("median at least {days} to a first answer, {in_time} of {due} in time ({share}%).")
        return _(message, days=days, in_time=self.in_time, due=self.due, share=in_decimals(self.share))


def answering(due: Sequence[Call], today: date) -> Answering:
    """Of calls that fell due; there is one at least."""
    middle = median(call.days(today) for call in due)
    waits = any(call.answered_on is None and call.days(today) <= middle for call in due)
    return Answering(len(due), sum(call.in_time for call in due), middle, waits)


def fell_due(all_calls: Iterable[Call], today: date) -> list[Call]:
    """Those whose agreed day is over."""
    return [call for call in all_calls if call.answer_by < today]


def month_end(day: date) -> date:
    """The last day of a month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


PERIODS: tuple[tuple[str, Callable[[date], date]], ...] = (("month", month_end), ("week", week_ending))


@dataclass(frozen=True)
class Run:
    """Calls by the months, or weeks, in which they fell due, each by its last day, and only those that are over.

    ``why_not`` says why there is no run chart yet; then ``points`` are of weeks.
    """

    period: str
    points: tuple[tuple[date, Answering], ...]
    why_not: str = ""


def run(due: Iterable[Call], today: date) -> Run:
    """By months where they are enough for a run chart, else by weeks, else why there is none."""
    due, made = list(due), Run("week", ())
    for period, end_of in PERIODS:
        by: dict[date, list[Call]] = defaultdict(list)
        for call in due:
            by[end_of(call.answer_by)].append(call)
        over = sorted(end for end in by if end < today)
        made = Run(period, tuple((end, answering(by[end], today)) for end in over))
        if len(over) >= POINTS_FOR_A_RUN_CHART:
            return made
    why_not = ngettext(
        "Something fell due in {n} week so far. A run chart begins at {least}.",
        "Something fell due in {n} weeks so far. A run chart begins at {least}.",
        len(made.points), least=POINTS_FOR_A_RUN_CHART,
    )  # fmt: skip
    return Run("week", made.points, why_not)


def due_says(receiver: str, answer_by: date | None, today: date) -> str:
    """``Answer due 3 December, from Iona Maclean``; empty where it was never agreed."""
    if not receiver or answer_by is None:
        return ""
    if answer_by < today:
        return ngettext(
            "Answer was due {day} ({n} day ago), from {who}", "Answer was due {day} ({n} days ago), from {who}",
            (today - answer_by).days, day=full_day(answer_by, today), who=receiver,
        )  # fmt: skip
    if answer_by == today:
        return _("Answer due today, from {who}", who=receiver)
    return _("Answer due {day}, from {who}", day=full_day(answer_by, today), who=receiver)
