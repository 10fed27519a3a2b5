"""Rate ratios with confidence intervals: events over exposure, before and after, and a group beside a comparison
group: rate ratios with 95% intervals.

A rate ratio is (events after / exposure after) / (events before / exposure before): 0.741 is 25.9% lower. Its interval
is log-normal: exp(ln ratio ± 1.96 √(1/events before + 1/events after)), taking the events as Poisson counts (Kirkwood
and Sterne, Essential Medical Statistics, 2nd ed., ch. 23). After no event at all, where there is no logarithm, the
upper end is the exact one, conditional on the events there were (Rothman, Greenland and Lash, Modern Epidemiology).
Two ratios are compared by the difference of their logarithms, whose variances add (Altman and Bland, "Interaction
revisited", BMJ 2003;326:219). Weeks that vary more than Poisson counts do widen it: ``overdispersion``.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import NamedTuple, Protocol

from vmboard.domain.numbers import in_decimals

CONFIDENCE = 0.95
_TAIL = (1 - CONFIDENCE) / 2
_Z = NormalDist().inv_cdf(1 - _TAIL)


class Counts(NamedTuple):
    """Events and exposure (bed days, patients, weeks) of the baseline and of the weeks since."""

    events_before: float
    exposure_before: float
    events_after: float
    exposure_after: float


class Effect(Protocol):
    """A change with its 95% interval, as a group and its comparison group are told: a ratio, or points."""

    @property
    def is_clear(self) -> bool: ...

    @property
    def change_words(self) -> str: ...

    @property
    def interval(self) -> str: ...

    def with_steady(self, steady: bool) -> "Effect": ...


def told(effect: Effect) -> str:
    """``25.9% lower``; of a change that could be chance no size is told: ``no clear change``."""
    return effect.change_words if effect.is_clear else "no clear change"


@dataclass(frozen=True)
class RateRatio:
    """A ratio of two rates and its 95% interval. ``log_sd`` is None after no event at all.

    ``steady``: it is of one team, of which the rules see no change; then an interval makes none.
    """

    ratio: float
    lower: float
    upper: float
    log_sd: float | None
    steady: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no change."""
        return not self.steady and (self.upper < 1 or self.lower > 1)

    def with_steady(self, steady: bool) -> "RateRatio":
        return replace(self, steady=steady)

    @property
    def change(self) -> float:
        """The change as a share: -0.259."""
        return self.ratio - 1

    @property
    def change_words(self) -> str:
        """``25.9% lower``."""
        return percent_text(self.change, 1)

    @property
    def interval(self) -> str:
        """The 95% interval in words: ``32.6% lower to 18.5% lower``."""
        if self.steady:
            return "–"
        return f"{percent_text(self.lower - 1, 1)} to {percent_text(self.upper - 1, 1)}"

    @property
    def words(self) -> str:
        """``25.9% lower (95% interval: …)``; a ratio that could be chance says ``no clear change``."""
        return f"{told(self)} (95% interval: {self.interval})"


@dataclass(frozen=True)
class Comparison:
    """A group, a comparison group, and what the group did beyond them: ratio over ratio, or points less points."""

    group: Effect
    others: Effect
    beyond: Effect | None
    """None where one of them had no event left, so that there is nothing to divide."""

    def with_steady(self, group: bool, others: bool) -> "Comparison":
        """The same where a side is one team of which the rules see no change: its size is not told."""
        return replace(self, group=self.group.with_steady(group), others=self.others.with_steady(others))

    def sentences(self, measure: str) -> tuple[str, ...]:
        """The two changes, their difference with its interval, and the caution: never one without the others.

        ``measure`` is a plural in lower case: ``falls``. The difference is left out where it cannot be computed.
        """
        if self.beyond is None:
            second = "Too few events to compare the two."
        elif self.beyond.is_clear:
            second = f"Set against the others: {self.beyond.change_words} (95% interval: {self.beyond.interval})."
        else:
            second = f"No clear difference between the two (95% interval: {self.beyond.interval})."
        return (_changes(measure, told(self.group), told(self.others)), second, caution(measure))

    def stand_in_sentences(self, measure: str, stand_in: str) -> tuple[str, ...]:
        """The two changes of groups whose counts only stand for published ones (``stand_in`` says how): no interval
        was published, and one worked out from such counts would look as if it had been."""
        return (
            _changes(measure, self.group.change_words, self.others.change_words),
            f"{stand_in}. No interval was published, so none is shown.",
            caution(measure),
        )


def _changes(measure: str, group: str, others: str) -> str:
    return f"{measure[:1].upper()}{measure[1:]}: {group} in these teams, {others} in the others."


def rate_ratio(
    events_before: float, exposure_before: float, events_after: float, exposure_after: float, dispersed: float = 1.0
) -> RateRatio | None:
    """The rate after over the rate before, with its 95% interval. Exposures in any one unit, the same for both.
    ``dispersed`` is how many times as much weeks vary as Poisson counts do.

    None where a figure is negative or not finite, where an exposure is nought, or where there was no event before:
    nothing can be so many times nothing.
    """
    figures = (events_before, exposure_before, events_after, exposure_after)
    if not all(math.isfinite(figure) and figure >= 0 for figure in figures):
        return None
    if not (events_before and exposure_before and exposure_after):
        return None
    per = exposure_before / exposure_after
    if events_after == 0:
        share = 1 - _TAIL ** (dispersed / events_before)  # exact: (1 - share)^events = 2.5%
        return RateRatio(0.0, 0.0, share / (1 - share) * per, None)
    log_sd = math.sqrt(dispersed * (1 / events_before + 1 / events_after))
    return _ratio(math.log(events_after / events_before * per), log_sd)


def pooled(teams: Iterable[Counts]) -> Counts:
    """Several teams as one: their events and exposures added up."""
    columns = list(zip(*teams, strict=True)) or [()] * 4
    return Counts(*(math.fsum(column) for column in columns))


def compare(group: Counts, others: Counts, dispersed: float = 1.0) -> Comparison | None:
    """A group beside a comparison group over the same weeks, by their rates; None where either has no rate ratio.

    Percentages are compared in points: ``point_differences``.
    """
    ours, theirs = rate_ratio(*group, dispersed), rate_ratio(*others, dispersed)
    if ours is None or theirs is None:
        return None
    if ours.log_sd is None or theirs.log_sd is None:
        return Comparison(ours, theirs, None)
    log_ratio = math.log(ours.ratio) - math.log(theirs.ratio)
    return Comparison(ours, theirs, _ratio(log_ratio, math.hypot(ours.log_sd, theirs.log_sd)))


def percent_text(share: float, decimals: int = 0) -> str:
    """A change as a share (-0.21) in words: ``21% lower``, ``115% higher``, ``the same``; never a percent of nought."""
    percent = in_decimals(abs(share) * 100, decimals)
    if not math.isfinite(share) or float(percent.replace(",", "")) == 0:
        return "the same" if math.isfinite(share) else "–"
    return f"{percent}% {'higher' if share > 0 else 'lower'}"


def caution(measure: str) -> str:
    """What must stand beside every comparison with teams that did not choose the measure."""
    return f"These teams chose {measure} themselves, so some of the difference may be who they are."


def _ratio(log_ratio: float, log_sd: float) -> RateRatio:
    reach = _Z * log_sd
    return RateRatio(math.exp(log_ratio), math.exp(log_ratio - reach), math.exp(log_ratio + reach), log_sd)
