"""How a project stands: how long in its lane, stuck or not, and whether what it embedded still holds; what it needs
before testing, what it is for, and what it gives back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import fmean
from typing import Protocol

from vmboard.domain.figures.days import full_day
from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import N_, _, day_words, ngettext
from vmboard.domain.text.folding import fold
from vmboard.domain.weeks import age_words
from vmboard.domain.words import LANES, BenefitKind, BenefitState, Direction, Signal, Stage

HOLDS_AFTER_WEEKS = 4
"""Weeks of figures after embedding before anyone can say that it holds."""


def days_text(stage: Stage, moved_on: date, today: date) -> str:
    """``46 days`` in a lane; on embedded, ``since Sep``, with the year once it is not this one."""
    if stage is Stage.EMBEDDED:
        if moved_on.year == today.year:
            return _("since {month}", month=day_words(moved_on, "MMM", f"{moved_on:%b}"))
        return _("since {month}", month=day_words(moved_on, "yMMM", f"{moved_on:%b %Y}"))
    return age_words((today - moved_on).days)


def is_stuck(stage: Stage, moved_on: date, last_step: date | None, today: date, after_days: int) -> bool:
    """A test is stuck when it has been in its lane for so long and no PDSA cycle was started lately either."""
    newest = max(day for day in (moved_on, last_step) if day is not None)
    return stage is Stage.TESTING and (today - newest).days >= after_days


def still_holds(
    weeks: Sequence[date],
    values: Sequence[float | None],
    signal: Signal,
    direction: Direction,
    baseline: float | None,
    embedded_on: date,
) -> bool | None:
    """Whether the gain that was embedded still holds; None while fewer than four weeks can tell.

    It slips when the rules call the latest week worse, or when the last four weeks are on average no better than
    the frozen baseline.
    """
    since = [v for w, v in zip(weeks, values, strict=True) if v is not None and w >= embedded_on]
    if len(since) < HOLDS_AFTER_WEEKS or direction is Direction.NEUTRAL:
        return None
    if signal is Signal.CONCERN:
        return False
    if baseline is None:
        return True
    recent = fmean(since[-HOLDS_AFTER_WEEKS:])
    return recent > baseline if direction is Direction.INCREASE else recent < baseline


def stage_name(stage: Stage, lanes: tuple[str, str, str]) -> str:
    """A stage in a sentence, by the team's own names for its three lanes: ``Testing``, ``Stopped``."""
    named = dict(zip(LANES, lanes, strict=True))
    name = named.get(stage)
    return stage.named(name) if name else short_stage(stage)


def short_stage(stage: Stage) -> str:
    """A stage in a sentence, by our name for it."""
    return _("Stopped") if stage is Stage.STOPPED else stage.label


def testing_needs(
    claims_money: bool, is_cost_idea: bool, has_guard: bool, impact_done: bool, unsigned: Sequence[str] = ()
) -> tuple[str, ...]:
    """What is missing before a project may enter testing, a message each, for ``_``; empty when it may.

    Only a project that claims money or is a cost idea needs anything, however small the sum: a guard measure, and a
    short quality impact assessment that somebody has checked (Bolton's rule, £90 or £90,000). One that claims money
    also needs both sign-offs; ``unsigned`` are those that are missing, ``medical`` or ``nursing``.
    """
    if not (claims_money or is_cost_idea):
        return ()
    missing = []
    if not has_guard:
        missing.append(N_("Choose a guard measure: the one that must not get worse while you save."))
    if not impact_done:
        missing.append(N_("Say what could get worse for safety, quality and experience, and who checked."))
    if claims_money and unsigned:
        missing.append(_WAITS[tuple(unsigned)])
    return tuple(missing)


_WAITS = {
    ("medical",): N_("It waits for the medical sign-off, given on the page Schemes."),
    ("nursing",): N_("It waits for the nursing sign-off, given on the page Schemes."),
    ("medical", "nursing"): N_("It waits for the medical and the nursing sign-off, given on the page Schemes."),
}


def begun_small(sentence: str) -> str:
    """A sentence as it goes on after a colon."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


def testing_warning(in_testing: int, limit: int) -> str:
    """A kind word when there are more tests at once than the team agreed on; it never blocks. Empty when all is well.

    ``in_testing`` counts the one about to start; a ``limit`` of 0 or less is no limit.
    """
    if limit < 1 or in_testing <= limit:
        return ""
    return ngettext(
        "{n} test at once, and you agreed on {limit}. Finish one before you start another?",
        "{n} tests at once, and you agreed on {limit}. Finish one before you start another?",
        in_testing, limit=limit,
    )  # fmt: skip


def stuck_words(days: int, limit: int) -> str:
    """``Nothing new for 46 days: what would help?`` from ``limit`` days on; empty before."""
    return _("Nothing new for {age}: what would help?", age=age_words(days)) if days >= max(limit, 1) else ""


def aim_sentence(aim: str, for_whom: str, by: date | None, today: date) -> str:
    """``Falls from 5 to 3 a week, for patients over 75, by 31 March``: how much, for whom, by when, as far as said."""
    who = re.sub(r"^for\s+", "", _plain(for_whom), flags=re.IGNORECASE)
    parts = (_plain(aim), who and _("for {who}", who=who), by and _("by {day}", day=full_day(by, today)))
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


class Benefit(Protocol):
    """What a project gives back. ``amount`` is pounds a year for cash and for a cost avoided, hours a week for
    capacity, else None; ``hours_of`` is whose hours these are."""

    @property
    def kind(self) -> BenefitKind: ...
    @property
    def state(self) -> BenefitState: ...
    @property
    def amount(self) -> float | None: ...
    @property
    def hours_of(self) -> str: ...


@dataclass(frozen=True)
class BenefitTotal:
    """Benefits of one kind and one state: how many, and their sum where any of them gives an amount.

    ``by_role`` are the hours of capacity by whose they are, the most first.
    """

    kind: BenefitKind
    state: BenefitState
    count: int
    amount: float | None
    by_role: tuple[tuple[str, float], ...] = ()

    @property
    def words(self) -> str:
        """``£10,185 a year, confirmed by finance``, ``11 hours a week, claimed``, ``2 benefits, claimed``."""
        return f"{self.worth}, {self.state.label.lower()}"

    @property
    def worth(self) -> str:
        """``£10,185 a year``; ``6 nurse hours and 5 hours a week``; ``2 benefits`` where none gives an amount."""
        if self.amount is None or self.kind is BenefitKind.QUALITY:
            return ngettext("{n} benefit", "{n} benefits", self.count)
        return worth_words(self.kind, self.by_role or (("", self.amount),), self.amount)


def worth_words(kind: BenefitKind, by_role: Sequence[tuple[str, float]], amount: float) -> str:
    """An amount in the unit of its kind, hours by whose they are: ``6 nurse hours and 5 hours a week``."""
    if kind is not BenefitKind.CAPACITY:
        return _("{amount} a year", amount=format_value(amount, "£"))
    said = [_hours(role, hours) for role, hours in by_role]
    together = _("{names} and {last}", names=", ".join(said[:-1]), last=said[-1]) if said[:-1] else said[-1]
    return _("{hours} a week", hours=together)


def _hours(role: str, hours: float) -> str:
    """``6 nurse hours``, ``1 hour``."""
    n = format_value(hours)
    if role:
        return _("{n} {role} hour", n=n, role=role) if hours == 1 else _("{n} {role} hours", n=n, role=role)
    return _("{n} hour", n=n) if hours == 1 else _("{n} hours", n=n)


def benefit_totals(benefits: Iterable[Benefit]) -> tuple[BenefitTotal, ...]:
    """Totals by kind and state, cash first and claimed before confirmed. Different kinds are never added together,
    nor what is claimed to what finance confirmed; a pair without a benefit has no total."""
    all_of_them = list(benefits)
    totals = []
    for kind in BenefitKind:
        for state in BenefitState:
            here = [benefit for benefit in all_of_them if (benefit.kind, benefit.state) == (kind, state)]
            amounts = [benefit.amount for benefit in here if benefit.amount is not None]
            if here:
                totals.append(BenefitTotal(kind, state, len(here), fsum(amounts) if amounts else None, _by_role(here)))
    return tuple(totals)


def _by_role(benefits: Sequence[Benefit]) -> tuple[tuple[str, float], ...]:
    """Hours by whose they are, the most first and those of nobody named last; spelled as the first of them is."""
    spelled: dict[str, str] = {}
    hours: dict[str, list[float]] = {}
    for benefit in benefits:
        if benefit.kind is BenefitKind.CAPACITY and benefit.amount is not None:
            spelled.setdefault(fold(benefit.hours_of), benefit.hours_of)
            hours.setdefault(fold(benefit.hours_of), []).append(benefit.amount)
    sums = [(spelled[role], fsum(amounts)) for role, amounts in hours.items()]
    return tuple(sorted(sums, key=lambda of: (not of[0], -of[1], of[0])))


def _plain(text: str) -> str:
    """One line without the stop or comma at its end, ready to stand in a sentence."""
    return " ".join(text.split()).rstrip(" .,;")
