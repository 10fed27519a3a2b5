"""Work sampling: what share of the time goes where, estimated from looks at moments nobody chose for what they show.

An observer looks at each person in sight at random or fixed moments and taps what each is doing. The share of the looks
that found an activity estimates the share of the time it takes (Tippett 1935, Journal of the Textile Institute 26).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, sqrt
from random import Random
from statistics import NormalDist
from types import MappingProxyType

from vmboard.domain.numbers import in_decimals
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.words import TimeUse

_Z = NormalDist().inv_cdf(0.975)
"""Standard errors either side that hold 95 %."""

MARGIN = 0.05
"""What a sampling is planned to: each share known to 5 points either way."""
_COARSE = 0.10

CATEGORIES = (
    (N_("Direct care"), TimeUse.PRODUCTIVE), (N_("Indirect care"), TimeUse.PRODUCTIVE),
    (N_("Motion"), TimeUse.NON_PRODUCTIVE), (N_("Waiting"), TimeUse.NON_PRODUCTIVE),
    (N_("Rework"), TimeUse.NON_PRODUCTIVE), (N_("Free"), TimeUse.AVAILABLE),
    (N_("Break"), TimeUse.NOT_COUNTED),
)  # fmt: skip
"""What a team starts with. A break is rest, neither waste nor room for more work: it is no part of the whole."""


def category_name(name: str) -> str:
    """A category of the team's; ours, that it never changed, as it is said here."""
    return _(name) if name in _OURS else name


_OURS = frozenset(name for name, _use in CATEGORIES)
FILLS: Mapping[TimeUse, str] = MappingProxyType({
    TimeUse.PRODUCTIVE: "productive_time", TimeUse.NON_PRODUCTIVE: "non_productive_time",
    TimeUse.AVAILABLE: "available_time",
})  # fmt: skip
"""The measure of the library that each share fills, in the order of the capacity block."""

EVERY = (5, 10, 15, 20, 30)
"""Minutes between two moments that may be chosen."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % score interval of a share, both ends from 0 to 1; all of it where nothing was seen.

    E. B. Wilson 1927, Journal of the American Statistical Association 22:209–212; advised for small counts by Brown,
    Cai and DasGupta 2001, Statistical Science 16:101–133. It holds for looks that do not depend on each other.
    """
    if not of:
        return 0.0, 1.0
    share, z2 = hits / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def looks_needed(share: float = 0.5, margin: float = MARGIN) -> int:
    """How many looks tell a share to ``margin`` either way: z²·p·(1 − p) ÷ margin² (Cochran 1977, Sampling Techniques,
    chapter 4). Half is the share that asks for most."""
    return ceil(_Z * _Z * share * (1 - share) / (margin * margin))


ENOUGH = looks_needed(margin=_COARSE)
"""Fewer looks than this tell no share to 10 points: too few to judge by."""


SAMPLED = N_("Sampled: {hits} of {looks} looks, 95% interval {interval}.")
SAMPLED_FEW = N_(
    "Sampled: {hits} of {looks} looks, 95% interval {interval}. Too few looks to judge by: {least} is the least."
)
SAMPLED_ONCE = N_(
    "Sampled: {hits} of {looks} look, 95% interval {interval}. Too few looks to judge by: {least} is the least."
)
NOTES = (SAMPLED_FEW, SAMPLED_ONCE, SAMPLED)
"""What stands beside a share on the box score, as it is kept."""


@dataclass(frozen=True)
class Share:
    """``hits`` of ``of`` looks found this use of time."""

    use: TimeUse
    hits: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.hits / self.of if self.of else 0.0

    @property
    def percent_text(self) -> str:
        return f"{in_decimals(self.percent)}%"

    @property
    def interval_text(self) -> str:
        """``56–67%``: the 95 % interval, whole per cent."""
        low, high = wilson(self.hits, self.of)
        return f"{in_decimals(100 * low)}–{in_decimals(100 * high)}%"

    @property
    def note(self) -> str:
        """What stands beside the figure on the box score."""
        message = SAMPLED if self.of >= ENOUGH else SAMPLED_ONCE if self.of == 1 else SAMPLED_FEW
        return message.format(hits=self.hits, looks=f"{self.of:,}", interval=self.interval_text, least=ENOUGH)


@dataclass(frozen=True)
class Estimate:
    """The three shares of one week's looks, in the order of the capacity block; ``looks`` are those that count."""

    shares: tuple[Share, ...]
    looks: int

    @property
    def is_enough(self) -> bool:
        return self.looks >= ENOUGH

    @property
    def needed(self) -> int:
        """How many looks the next one takes for 5 points either way: by the share nearest to a half, once there are
        enough looks to know it."""
        if not self.is_enough:
            return looks_needed()
        most = max(looks_needed(share.hits / share.of) for share in self.shares)
        return max(most, ENOUGH) if most else looks_needed()

    @property
    def sentence(self) -> str:
        """What may be said of it, and what the next one takes."""
        if not self.looks:
            return _(_NOTHING, number=self.needed)
        judged = (
            ngettext("{n} look: enough to judge by.", "{n} looks: enough to judge by.", self.looks)
            if self.is_enough
            else ngettext(
                "{n} look: too few to judge by, {least} is the least.",
                "{n} looks: too few to judge by, {least} is the least.", self.looks, least=ENOUGH,
            )
        )  # fmt: skip
        return _("{judged} For 5 points either way, plan {number} next time.", judged=judged, number=self.needed)


_NOTHING = N_("Nothing sampled yet. Plan {number} looks to know each share to 5 points either way.")


def estimate(counts: Mapping[TimeUse, int]) -> Estimate:
    """The shares out of how many looks found each use of time."""
    looks = sum(counts.get(use, 0) for use in FILLS)
    return Estimate(tuple(Share(use, counts.get(use, 0), looks) for use in FILLS), looks)


def moments(seed: int, start: datetime, every: int, *, at_random: bool, until: datetime) -> Iterator[datetime]:
    """The moments to look round between ``start`` and ``until``, oldest first: every so many minutes, or one at random
    within each such stretch, so that no routine of the ward falls in step with them. The same seed gives the same."""
    drawn, stretch = Random(seed), timedelta(minutes=every)
    begins = start if at_random else start + stretch
    while begins < until:
        yield begins + stretch * drawn.random() if at_random else begins
        begins += stretch


def rounds_needed(looks: int, in_sight: int) -> int:
    """How many times round, with so many people in sight."""
    return ceil(looks / max(in_sight, 1))
