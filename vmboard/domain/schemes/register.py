"""The register of schemes: every project that claims something, and totals in which nothing counts twice.

A benefit carries its ``origin``: the benefit it was copied with, or itself. When one idea is copied to other wards and
the copies still show the same benefit, it counts once. Halted schemes count for nothing; closed ones have given what
they gave. Kinds are never added together, nor what is claimed to what finance confirmed (``projects.benefit_totals``).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vmboard.domain.projects.standing import BenefitTotal, benefit_totals
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.signatures import NOBODY, SignOff, halted_words
from vmboard.domain.schemes.triumvirate import NO_OWNERS, Triumvirate
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.text.folding import fold, holds_words
from vmboard.domain.weeks import long_day
from vmboard.domain.words import BenefitKind, BenefitState, Profession, Stage


class SchemeState(StrEnum):
    """How a scheme stands beyond its stage on the board."""

    ACTIVE = "active"
    AMENDED = "amended"
    HALTED = "halted"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _(_STATES[self])


_STATES = {
    SchemeState.ACTIVE: N_("Active"), SchemeState.AMENDED: N_("Amended"), SchemeState.HALTED: N_("Halted"),
    SchemeState.CLOSED: N_("Closed"),
}  # fmt: skip
_NEXT = {
    SchemeState.ACTIVE: frozenset({SchemeState.AMENDED, SchemeState.HALTED, SchemeState.CLOSED}),
    SchemeState.AMENDED: frozenset({SchemeState.AMENDED, SchemeState.HALTED, SchemeState.CLOSED}),
    SchemeState.HALTED: frozenset({SchemeState.ACTIVE, SchemeState.AMENDED, SchemeState.CLOSED}),
    SchemeState.CLOSED: frozenset({SchemeState.ACTIVE}),
}


@dataclass(frozen=True)
class SchemeBenefit:
    """A benefit in the register. ``amount`` is pounds a year for cash and for a cost avoided, hours a week for capacity
    (``hours_of`` says whose, ``spent_on`` what the time is for now), None for quality.

    ``key`` names it across teams; ``origin`` is the key of the first of its copies, its own where it is not one.
    """

    key: str
    origin: str
    kind: BenefitKind
    state: BenefitState
    amount: float | None
    hours_of: str = ""
    spent_on: str = ""


@dataclass(frozen=True)
class Scheme:
    """A project that claims something. ``wave`` and ``programme`` are as the organisation names them."""

    team: str
    title: str
    owner: str
    stage: Stage
    state: SchemeState
    benefits: tuple[SchemeBenefit, ...]
    medical: SignOff = NOBODY
    nursing: SignOff = NOBODY
    site: str = ""
    programme: str = ""
    wave: str = ""
    theme: str = ""
    owners: Triumvirate = NO_OWNERS

    @property
    def needs_signing(self) -> bool:
        """Any money at all, £90 or £90,000, asks for both sign-offs."""
        return any(benefit.kind.is_pounds for benefit in self.benefits)

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The sign-offs that its money still asks for: ``medical``, ``nursing``."""
        sides = (("medical", self.medical), ("nursing", self.nursing))
        return tuple(name for name, side in sides if self.needs_signing and not side.is_signed)

    @property
    def stands(self) -> SchemeState:
        """Its state as screens tell it and totals count it: a test that lost a signature is halted by that alone."""
        return SchemeState.HALTED if self.halted_by_signature else self.state

    @property
    def halted_by_signature(self) -> str:
        """``Halted: waits for the nursing sign-off``; empty where no signature is missing under a test."""
        return halted_words(self.unsigned) if self.stage is Stage.TESTING and self.unsigned else ""

    def sign_words(self, today: date) -> str:
        """``Signed by both``, ``Waiting for nursing``, ``Waiting for medical and nursing``; empty without money."""
        if not self.needs_signing:
            return ""
        if self.unsigned:
            return _(_WAITING[self.unsigned])
        last = max(side.on for side in (self.medical, self.nursing) if side.on is not None)
        sides = ((Profession.MEDICAL, self.medical), (Profession.NURSING, self.nursing))
        recorded = [_("for {profession} {how}", profession=of.of, how=side.how) for of, side in sides if not side.own]
        return "; ".join((_("Signed by both, {day}", day=long_day(last, today)), *recorded))


_WAITING = {
    ("medical",): N_("Waiting for medical"), ("nursing",): N_("Waiting for nursing"),
    ("medical", "nursing"): N_("Waiting for medical and nursing"),
}  # fmt: skip


def check_state(scheme: Scheme, state: SchemeState, reason: str) -> None:
    """Raises Refused for a state that may not come next, or one without the reason it asks for.

    A scheme with money starts again only once both sign-offs are there.
    """
    if state not in _NEXT[scheme.state]:
        raise Refused("A scheme that is {now} cannot become {then}.", now=_small(scheme.state), then=_small(state))
    if state in (SchemeState.HALTED, SchemeState.AMENDED) and not reason.strip():
        raise Refused(
            N_("Say why it is halted.") if state is SchemeState.HALTED else N_("Say what was changed, and why.")
        )
    if scheme.state is SchemeState.HALTED and state is not SchemeState.CLOSED and scheme.unsigned:
        raise Refused("Both sign-offs are needed before it starts again: medical and nursing.")


def _small(state: SchemeState) -> Callable[[], str]:
    return lambda: state.label.lower()


def counted_once(schemes: Sequence[Scheme], among: Sequence[Scheme] = ()) -> tuple[SchemeBenefit, ...]:
    """The benefits that count, each origin and kind once, in the order they come; those of halted schemes do not.

    Of several copies the one finance confirmed counts, else the original, else the largest. ``among`` is the whole
    register where ``schemes`` are a part of it: a copy counts in the part that has the one that counts and in no
    other, so that the parts add up to the whole.
    """
    best: dict[tuple[str, BenefitKind], SchemeBenefit] = {}
    for benefit in _going(among or schemes):
        held = best.setdefault((benefit.origin, benefit.kind), benefit)
        if _rank(benefit) > _rank(held):
            best[benefit.origin, benefit.kind] = benefit
    mine = {one.key for one in _going(schemes)}
    return tuple(one for one in best.values() if one.key in mine)


def totals(schemes: Sequence[Scheme], among: Sequence[Scheme] = ()) -> tuple[BenefitTotal, ...]:
    """Totals by kind and state over a register, or over a part of it, with nothing counted twice."""
    return benefit_totals(counted_once(schemes, among))


def copies_words(schemes: Sequence[Scheme], among: Sequence[Scheme] = ()) -> str:
    """``3 copies of a benefit are not counted again.`` for the foot of the totals; empty where there are none."""
    copies = sum(1 for _one in _going(schemes)) - len(counted_once(schemes, among))
    if not copies:
        return ""
    return ngettext(
        "{n} copy of a benefit is not counted again.", "{n} copies of a benefit are not counted again.", copies
    )


def _going(schemes: Iterable[Scheme]) -> Iterator[SchemeBenefit]:
    """The benefits of schemes that are not halted."""
    return (one for scheme in schemes if scheme.stands is not SchemeState.HALTED for one in scheme.benefits)


def _rank(one: SchemeBenefit) -> tuple[bool, bool, float]:
    amount = float("-inf") if one.amount is None else one.amount
    return one.state is BenefitState.CONFIRMED, one.key == one.origin, amount


@dataclass(frozen=True)
class Wanted:
    """What a register is narrowed to; empty asks nothing. Names are compared without capitals and accents."""

    site: str = ""
    programme: str = ""
    wave: str = ""
    theme: str = ""
    team: str = ""
    owner: str = ""
    stage: Stage | None = None
    state: SchemeState | None = None
    kind: BenefitKind | None = None
    benefit_state: BenefitState | None = None
    unsigned: bool = False
    words: str = ""


_NAMED = ("site", "programme", "wave", "theme", "team", "owner")


def wanted(schemes: Iterable[Scheme], asked: Wanted) -> tuple[Scheme, ...]:
    """The schemes that fit all that is asked, in the order they come."""
    return tuple(scheme for scheme in schemes if _fits(scheme, asked))


def _fits(scheme: Scheme, asked: Wanted) -> bool:
    for name in _NAMED:
        if (one := getattr(asked, name)) and fold(one) != fold(getattr(scheme, name)):
            return False
    if asked.stage not in (None, scheme.stage) or asked.state not in (None, scheme.stands):
        return False
    kinds = [b for b in scheme.benefits if asked.kind in (None, b.kind) and asked.benefit_state in (None, b.state)]
    if (asked.kind or asked.benefit_state) and not kinds:
        return False
    if asked.unsigned and not scheme.unsigned:
        return False
    return holds_words(asked.words, scheme.title, scheme.team, scheme.owner, scheme.theme, *scheme.owners.names)
