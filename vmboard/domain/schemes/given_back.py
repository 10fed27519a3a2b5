"""Benefits realised so far, time and money given back: what projects in testing and embedded give, in human units.

What is claimed and what finance confirmed stand apart, and so do cash, a cost avoided and time. An idea has given
nothing back yet, and a halted scheme gives nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vmboard.domain.numbers import format_value
from vmboard.domain.projects.standing import BenefitTotal, benefit_totals
from vmboard.domain.schemes.register import Scheme, SchemeBenefit
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.folding import fold
from vmboard.domain.words import BenefitKind, BenefitState, Stage

GIVING = frozenset((Stage.TESTING, Stage.EMBEDDED))
SHIFT_HOURS = 7.5
"""Paid hours of a standard day of work (37.5 hours a week)."""
FIRST = (BenefitKind.CAPACITY, BenefitKind.CASH, BenefitKind.AVOIDED)
"""In this order a wall tells them: time before money."""
_UNITS = {
    BenefitKind.CASH: N_("{amount} a year in cash"),
    BenefitKind.AVOIDED: N_("{amount} a year avoided (not cash)"),
}
_STATES = {BenefitState.CONFIRMED: N_("{amount} confirmed"), BenefitState.CLAIMED: N_("{amount} claimed")}


@dataclass(frozen=True)
class SpentOn:
    """Time that was freed, ``5 nurse hours a week``, and what it is spent on now."""

    hours: str
    now: str


@dataclass(frozen=True)
class GivenBack:
    """What a team, a site or an organisation gives back. ``money`` says how promises of money to teams stand."""

    totals: tuple[BenefitTotal, ...] = ()
    spent: tuple[SpentOn, ...] = ()
    money: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.totals or self.money)

    @property
    def pieces(self) -> tuple[str, ...]:
        """A piece a kind, time first, then how promises stand: as many as there is room for are told."""
        kinds = (kind_words([total for total in self.totals if total.kind is kind]) for kind in FIRST)
        return tuple(filter(None, (*kinds, self.money)))


def given_back(benefits: Iterable[SchemeBenefit], money: str = "") -> GivenBack:
    """Of benefits that count, each once."""
    counting = list(benefits)
    spent = [
        SpentOn(benefit_totals([one])[0].worth if one.amount is not None else _("Time"), one.spent_on)
        for one in counting if one.spent_on
    ]  # fmt: skip
    return GivenBack(benefit_totals(counting), tuple(spent), money)


def giving(schemes: Iterable[Scheme]) -> list[Scheme]:
    """The schemes that give something back by now."""
    return [scheme for scheme in schemes if scheme.stage in GIVING]


def kind_words(totals: Sequence[BenefitTotal]) -> str:
    """``4 nurse hours a week confirmed, 5 claimed``, ``£3,100 a year in cash confirmed``; empty where none gives an
    amount. ``totals`` are of one kind."""
    amounts = {one.state: one.amount for one in totals if one.amount is not None}
    states = [state for state in _STATES if state in amounts]
    if not states:
        return ""
    kind = totals[0].kind
    said = [format_value(amounts[state], "£" if kind.is_pounds else "") for state in states]
    said[0] = _(_UNITS[kind], amount=said[0]) if kind in _UNITS else _hours(totals, said[0])
    return ", ".join(_(_STATES[state], amount=words) for state, words in zip(states, said, strict=True))


def _hours(totals: Sequence[BenefitTotal], amount: str) -> str:
    """``4 nurse hours a week`` where all are hours of one role."""
    roles = {fold(role): role for one in totals for role, _hours_of_it in one.by_role}
    if len(roles) == 1 and "" not in roles:
        return _("{amount} {role} hours a week", amount=amount, role=next(iter(roles.values())))
    return _("{amount} hours a week", amount=amount)


def shift_words(totals: Iterable[BenefitTotal]) -> str:
    """``Together about 1.2 shifts of 7.5 hours, every week.`` of all hours of capacity; empty for less than half."""
    shifts = sum(one.amount or 0.0 for one in totals if one.kind is BenefitKind.CAPACITY) / SHIFT_HOURS
    if shifts < 0.5:
        return ""
    return _(
        "Together about {n} shifts of {hours} hours, every week.",
        n=format_value(shifts, "", 1), hours=format_value(SHIFT_HOURS),
    )  # fmt: skip
