"""The coaching log: visits and walk-rounds at four levels, what was promised, and confidence over time.

A coach visits a ward, a service, the middle or the executive of an organisation, and is coached in turn. A note is
private to who wrote it until it is shared. The next step of one visit opens the next one.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum

from vmboard.domain.coaching.small_groups import KEPT_PRIVATE, Scale, is_open, told_mean
from vmboard.domain.numbers import format_value
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.weeks import long_day

MOST_MONEY = 10_000_000
"""Pounds: no promise to a team is of more."""


class Level(StrEnum):
    """Where coaching takes place."""

    WARD = "ward"
    SERVICE = "service"
    MIDDLE = "middle"
    EXECUTIVE = "executive"
    COACH = "coach"

    @property
    def label(self) -> str:
        return _(_LEVELS[self])


_LEVELS = {
    Level.WARD: N_("Ward"), Level.SERVICE: N_("Service"), Level.MIDDLE: N_("Middle management"),
    Level.EXECUTIVE: N_("Executive"), Level.COACH: N_("Coach the coach"),
}  # fmt: skip


class Occasion(StrEnum):
    """What a log entry is about."""

    VISIT = "visit"
    WALK_ROUND = "walk_round"

    @property
    def label(self) -> str:
        return _("Walk-round") if self is Occasion.WALK_ROUND else _("Visit")


class Readers(StrEnum):
    """Who reads an entry: whoever reads the team's log, whoever coaches a team, or its author alone."""

    LOG = "log"
    COACHES = "coaches"
    AUTHOR = "author"

    @property
    def label(self) -> str:
        return _(_READERS[self])

    @property
    def flags(self) -> dict[str, bool]:
        """How it is kept: ``private``, and ``for_coaches`` in spite of that."""
        return {"private": self is not Readers.LOG, "for_coaches": self is Readers.COACHES}


_READERS = {
    Readers.LOG: N_("All who read this log"), Readers.COACHES: N_("Coaches, of all teams"),
    Readers.AUTHOR: N_("Only you"),
}  # fmt: skip


class PromiseState(StrEnum):
    """How a promise stands."""

    KEPT = "kept"
    NOT_YET = "not_yet"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        return _(_STATES[self])


_STATES = {PromiseState.KEPT: N_("Kept"), PromiseState.NOT_YET: N_("Not yet"), PromiseState.OVERDUE: N_("Overdue")}


@dataclass(frozen=True)
class Promise:
    """What somebody promised at a visit: ``by`` is the day it was promised for, if one was named; ``amount`` pounds
    that go back to the team, where it is about money."""

    text: str
    by: date | None = None
    kept_on: date | None = None
    amount: float | None = None

    def stands(self, today: date) -> PromiseState:
        """Kept, not yet, or overdue from the day after the one it was promised for."""
        if self.kept_on is not None:
            return PromiseState.KEPT
        return PromiseState.OVERDUE if self.by is not None and self.by < today else PromiseState.NOT_YET

    def words(self, today: date) -> str:
        """``Kept 3 May``, ``Not yet, promised by 20 Nov``, ``3 days overdue``."""
        if self.kept_on is not None:
            return _("Kept {day}", day=long_day(self.kept_on, today))
        if self.by is None:
            return _("Not yet")
        if self.by < today:
            return ngettext("{n} day overdue", "{n} days overdue", (today - self.by).days)
        return _("Not yet, promised by {day}", day=long_day(self.by, today))


@dataclass(frozen=True)
class Visit:
    """One entry of the log. ``author`` is who wrote it; every text is as typed: escape it on a page."""

    on: date
    occasion: Occasion
    level: Level
    author: str
    asked: str = ""
    promises: tuple[Promise, ...] = ()
    next_step: str = ""
    private: bool = False


def check_visit(visit: Visit, today: date) -> None:
    """Raises Refused for a visit still to come, one that says nothing, or a promise for a day before it."""
    if visit.on > today:
        raise Refused("That day is still to come. Log the visit once it has been.")
    if not (visit.asked.strip() or visit.next_step.strip() or visit.promises):
        raise Refused("Say what was asked, what was promised, or what comes next.")
    for promise in visit.promises:
        if not promise.text.strip():
            raise Refused("Say what was promised.")
        if promise.amount is not None and not 0 < promise.amount <= MOST_MONEY:
            raise Refused("Money that goes back to the team is more than nothing: leave the box empty for none.")
        if any(day is not None and day < visit.on for day in (promise.by, promise.kept_on)):
            raise Refused("A promise cannot be for a day before the visit.")


def readable(visits: Iterable[Visit], reader: str) -> tuple[Visit, ...]:
    """The visits this person may read, newest first: those that are shared, and their own."""
    mine = [visit for visit in visits if not visit.private or visit.author == reader]
    return tuple(sorted(mine, key=lambda visit: visit.on, reverse=True))


def open_steps(visits: Iterable[Visit], reader: str) -> tuple[Visit, ...]:
    """The visits whose next step is still open for this reader, the newest first.

    A next step is open until who wrote it visits that level again: one they do not repeat is over.
    """
    newest: dict[tuple[Level, str], Visit] = {}
    for visit in readable(visits, reader):
        newest.setdefault((visit.level, visit.author), visit)
    return tuple(visit for visit in newest.values() if visit.next_step.strip())


def usual_level(mine: Sequence[Level]) -> Level:
    """The level somebody visits at most, of their own visits, newest first; of two the newer. Ward without any."""
    return max(mine, key=lambda level: (mine.count(level), -mine.index(level)), default=Level.WARD)


def promises_words(stands: Sequence[PromiseState]) -> str:
    """``4 promises: 2 kept, 1 not yet, 1 overdue``; empty where there are none."""
    if not stands:
        return ""
    parts = [f"{stands.count(word)} {word.label.lower()}" for word in PromiseState if word in stands]
    return ngettext("{n} promise: {parts}", "{n} promises: {parts}", len(stands), parts=", ".join(parts))


PROMISED_BACK = N_("{amount} promised back to the team: {parts}")
UNDER_ITS_HEAD = N_("{amount}: {parts}")
"""In a column that says already what it is."""


def money_back_words(promises: Iterable[Promise], today: date, message: str = PROMISED_BACK) -> str:
    """``£2,400 promised back to the team: £1,500 kept, £900 overdue``; empty where no promise was of money."""
    of_money = [(one.stands(today), one.amount) for one in promises if one.amount is not None]
    if not of_money:
        return ""
    parts = [
        _(_OF_MONEY[word], amount=format_value(total, "£"))
        for word in PromiseState
        if (total := fsum(amount for stands, amount in of_money if stands is word))
    ]
    whole = format_value(fsum(amount for _stands, amount in of_money), "£")
    return _(message, amount=whole, parts=", ".join(parts))


_OF_MONEY = {
    PromiseState.KEPT: N_("{amount} kept"),
    PromiseState.NOT_YET: N_("{amount} not yet"),
    PromiseState.OVERDUE: N_("{amount} overdue"),
}


MOST_CONFIDENT = 10
CONFIDENT = Scale(MOST_CONFIDENT, fold=2)


@dataclass(frozen=True)
class Rating:
    """How confident somebody is to improve their own work, 0 to 10. ``who`` only tells people apart."""

    on: date
    who: int
    score: int


@dataclass(frozen=True)
class Confidence:
    """One month's. ``month`` is its first day; ``mean`` is None where it is kept private, or ``is_open`` still.

    ``people`` answered: 0 where that is kept private too. ``own``: one person's own, for nobody else.
    """

    month: date
    mean: int | None
    people: int
    is_open: bool = False
    own: bool = False

    @property
    def words(self) -> str:
        """``7 of 10, from 6 people``, ``8 or more of 10, from 6 people``, ``4 of 10``."""
        if self.mean is None:
            if self.is_open:
                return ngettext("{n} answer so far", "{n} answers so far", self.people)
            return _(KEPT_PRIVATE)
        if self.own:
            return _("{part} of {whole}", part=self.mean, whole=MOST_CONFIDENT)
        mean = CONFIDENT.words(self.mean)
        return ngettext(
            "{mean} of {whole}, from {n} person", "{mean} of {whole}, from {n} people", self.people, mean=mean,
            whole=MOST_CONFIDENT,
        )  # fmt: skip


def number_of(team_id: int, key: str) -> int:
    """The number under which a coach's own ratings of one team are kept: always the same, and no name."""
    return int(hashlib.sha256(f"confidence:{team_id}:{key}".encode()).hexdigest()[:15], 16)


def check_score(score: int) -> int:
    """Raises Refused unless it is a whole number from 0 to 10."""
    if isinstance(score, bool) or not isinstance(score, int) or not 0 <= score <= MOST_CONFIDENT:
        raise Refused("Choose a whole number from 0, not at all, to {most}, fully confident.", most=MOST_CONFIDENT)
    return score


def confidence(ratings: Sequence[Rating], today: date) -> tuple[Confidence, ...]:
    """Confidence month by month, oldest first; of each person the latest rating of the month counts.

    A month is told once it is over, of five people or more, in whole numbers (``small_groups``).
    """
    by_month = []
    for month, scores in _by_month(ratings):
        if is_open(month, today):
            by_month.append(Confidence(month, None, len(scores), is_open=True))
            continue
        middle = told_mean(scores, CONFIDENT)
        by_month.append(Confidence(month, middle, 0 if middle is None else len(scores)))
    return tuple(by_month)


def own_confidence(ratings: Sequence[Rating]) -> tuple[Confidence, ...]:
    """One person's own ratings as they may see them: the latest of each month, oldest first."""
    return tuple(Confidence(month, scores[-1], 1, own=True) for month, scores in _by_month(ratings))


def _by_month(ratings: Sequence[Rating]) -> list[tuple[date, list[int]]]:
    months: dict[date, dict[int, int]] = defaultdict(dict)
    for rating in sorted(ratings, key=lambda one: one.on):
        months[rating.on.replace(day=1)][rating.who] = rating.score
    return [(month, list(scores.values())) for month, scores in sorted(months.items())]
