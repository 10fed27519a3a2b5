"""Change from baseline: is it worth it? Changes from it, each with its signal, for a team or a group of teams.

A percentage is arithmetic; whether it means anything is for the rules to say. So a change never stands without its
signal, and one without a signal is "no clear change", and its size stands nowhere: not in a range, a middle or a
sentence. Teams choose their own measures, and most cost results have no control group: nothing here is an effect to
expect elsewhere. Rates of events and comparison groups: ``rate_ratios``.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from vmboard.domain.counting import counted
from vmboard.domain.dials import dial
from vmboard.domain.impact.change_words import points_words
from vmboard.domain.impact.cost_per_patient import Split, average, split
from vmboard.domain.impact.rate_ratios import percent_text
from vmboard.domain.text.folding import natural
from vmboard.domain.words import Direction, Signal


@dataclass(frozen=True)
class LongEnough:
    """When a team has been at it long enough to judge ("not a quick fix").

    The defaults: teams in the published replication froze 4 to 8 weeks, and 8 is the safer end; run chart teaching asks
    for 10 to 12 points before a change is called, and 12 weeks is also when an embedded project is checked again.
    """

    baseline_points: int = dial("Weeks with a figure in the baseline, at least", "weeks", 8, least=4, most=52)
    weeks_since: int = dial("Weeks with a figure since the baseline, at least", "weeks", 12, least=4, most=104)


MIDDLE_OF = 5
"""So many teams at least have a middle that is told."""


class LeftOut(StrEnum):
    """Why a team is not judged, as it is said."""

    NO_BASELINE = "without a frozen baseline"
    SHORT_BASELINE = "too few weeks in the baseline"
    TOO_SOON = "too soon since the baseline"
    BEING_CHECKED = "with a figure being checked"
    OTHER_UNIT = "counted in another unit"


@dataclass(frozen=True)
class TeamMeasure:
    """One team's measure: the mean of its frozen baseline, the mean of the weeks since, and how many weeks each.

    Both means are a week's, in the measure's own unit, and no part of the group's where that is an ``other_unit``.
    ``baseline`` is None where nothing is frozen, ``signal`` while the newest figure is being checked.
    """

    team: str
    baseline: float | None
    now: float | None
    signal: Signal | None
    direction: Direction
    baseline_points: int
    weeks_since: int
    unit: str = ""
    other_unit: bool = False


@dataclass(frozen=True)
class Change:
    """A team's change: of a percentage in points, of anything else as a share of the baseline.

    ``share`` is -0.21 for 21% lower; None from a baseline of nought.
    """

    team: str
    baseline: float
    now: float
    share: float | None
    signal: Signal
    direction: Direction
    unit: str = ""

    @property
    def size(self) -> float | None:
        """How much: points of a percentage, else the share of the baseline (None from a baseline of nought)."""
        return self.now - self.baseline if self.unit == "%" else self.share

    @property
    def size_words(self) -> str:
        """``21% lower``, ``15 points higher``; ``–`` where it cannot be told."""
        return "–" if self.size is None else size_words(self.size, self.unit)

    @property
    def is_clear(self) -> bool:
        """Whether the rules see a change, and there is a size to tell."""
        return self.signal in _VERDICTS and self.size is not None

    @property
    def words(self) -> str:
        """``21% lower, better``; ``no clear change`` without a signal; ``too soon to say`` without enough weeks.

        Where the latest weeks go against the average since the baseline, both are said.
        """
        if self.signal is Signal.NOT_ENOUGH:
            return "too soon to say"
        if self.signal not in _VERDICTS:
            return "no clear change"
        verdict = _VERDICTS[self.signal]
        if self.size is None:
            return f"{verdict}, from a baseline of nought"
        if self.agrees:
            return f"{self.size_words}, {verdict}"
        return f"{self.size_words} on average, but {verdict} lately"

    @property
    def agrees(self) -> bool:
        """Whether the latest weeks do not go against the average since the baseline."""
        if self.signal is Signal.NEUTRAL or self.direction is Direction.NEUTRAL:
            return True
        better = (self.now > self.baseline) == (self.direction is Direction.INCREASE)
        return self.now != self.baseline and better == (self.signal is Signal.IMPROVEMENT)


def size_words(size: float, unit: str) -> str:
    """A change of this size in words: of a percentage in points, of anything else as a share."""
    return (points_words(size) or "the same") if unit == "%" else percent_text(size)


_VERDICTS = {Signal.IMPROVEMENT: "better", Signal.CONCERN: "worse", Signal.NEUTRAL: "changed"}


@dataclass(frozen=True)
class Impact:
    """A group's changes by team name, and the teams left out of it with the reason."""

    changes: tuple[Change, ...]
    left_out: tuple[tuple[str, LeftOut], ...]

    @property
    def words(self) -> str:
        """``12 of 20 teams judged. Left out: 5 too soon since the baseline, 3 without a frozen baseline.``"""
        judged, teams = len(self.changes), len(self.changes) + len(self.left_out)
        head = f"{judged} of {counted(teams, 'team')} judged."
        counts = Counter(why for _, why in self.left_out)
        left = ", ".join(f"{many} {why.value}" for why in LeftOut if (many := counts[why]))
        return f"{head} Left out: {left}." if left else head

    @property
    def left_out_by_reason(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """``("too soon since the baseline", ("Ward 2", "Ward 10"))``: every reason there is with its teams."""
        return by_reason(self.left_out)

    @property
    def signals_words(self) -> str:
        """``3 better, 1 worse, 8 no clear change``: what the rules say, team by team."""
        counts = Counter(_VERDICTS.get(change.signal, "no clear change") for change in self.changes)
        order = (*_VERDICTS.values(), "no clear change")
        return ", ".join(f"{counts[word]} {word}" for word in order if counts[word])

    @property
    def total(self) -> tuple[float, float, float | None]:
        """Sums over teams a week: before, now, and the change as a share. Only for what adds up: £, people, events."""
        before = math.fsum(change.baseline for change in self.changes)
        now = math.fsum(change.now for change in self.changes)
        return before, now, share_of(before, now)


def by_reason(left_out: Iterable[tuple[str, LeftOut]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Teams left out, together by the reason, in the order of the reasons."""
    pairs = sorted(left_out, key=lambda pair: natural(pair[0]))
    grouped = ((why.value, tuple(team for team, of in pairs if of is why)) for why in LeftOut)
    return tuple((why, teams) for why, teams in grouped if teams)


def why_left_out(measure: TeamMeasure, rule: LongEnough) -> LeftOut | None:
    """Why a team cannot be judged yet; None when it can."""
    if measure.other_unit:
        return LeftOut.OTHER_UNIT
    if measure.baseline is None:
        return LeftOut.NO_BASELINE
    if measure.baseline_points < rule.baseline_points:
        return LeftOut.SHORT_BASELINE
    if measure.now is None or measure.weeks_since < rule.weeks_since:
        return LeftOut.TOO_SOON
    return LeftOut.BEING_CHECKED if measure.signal is None else None


def impact(teams: Iterable[TeamMeasure], rule: LongEnough) -> Impact:
    """The changes of all teams that have been at it long enough, by name, and who is left out and why."""
    changes, left_out = [], []
    for measure in sorted(teams, key=lambda one: natural(one.team)):
        why = why_left_out(measure, rule)
        if why is not None:
            left_out.append((measure.team, why))
        elif measure.baseline is not None and measure.now is not None and measure.signal is not None:
            changes.append(_change(measure, measure.baseline, measure.now, measure.signal))
    return Impact(tuple(changes), tuple(left_out))


def _change(measure: TeamMeasure, baseline: float, now: float, signal: Signal) -> Change:
    share = share_of(baseline, now)
    return Change(measure.team, baseline, now, share, signal, measure.direction, measure.unit)


def share_of(baseline: float, now: float) -> float | None:
    """The change as a share of the baseline: ``now / baseline - 1``. None from a baseline of nought or below."""
    return now / baseline - 1 if baseline > 0 and math.isfinite(now / baseline) else None


@dataclass(frozen=True)
class Spread:
    """The range of the clear changes over teams: in points of a percentage, else as shares. There is a middle of five
    teams or more: below that it is one team's own figure, or nearly."""

    teams: int
    lowest: float
    middle: float | None
    highest: float
    unit: str = ""

    @property
    def words(self) -> str:
        """``10% to 21% lower in 6 teams, the middle 12% lower``: the smaller change first where all go one way."""
        middle = f", the middle {size_words(self.middle, self.unit)}" if self.middle is not None else ""
        where = f"in {counted(self.teams, 'team')}"
        ends = sorted((self.lowest, self.highest), key=abs) if self.lowest * self.highest > 0 else None
        near, far = ends or (self.lowest, self.highest)
        first, last = size_words(near, self.unit), size_words(far, self.unit)
        if first == last:
            return f"{last} {where}"
        if ends and first.split()[-1] == last.split()[-1]:
            first = first.split()[0]
        return f"{first} to {last} {where}{middle}"


def spread(changes: Iterable[Change]) -> Spread | None:
    """The lowest, the middle (median) and the highest clear change over teams; None where no team has one."""
    measured = [(change.size, change.unit) for change in changes if change.is_clear and change.size is not None]
    if not measured:
        return None
    sizes = [size for size, _ in measured]
    return Spread(
        len(sizes), min(sizes), median(sizes) if len(sizes) >= MIDDLE_OF else None, max(sizes), measured[0][1]
    )


@dataclass(frozen=True)
class CostChange:
    """Cost per patient a week, before and after: its parts, and how many patients were seen.

    ``cost_share`` and ``patients_share`` are changes as shares; ``split`` is in pounds a patient.
    ``patients_signal`` is what the rules say of the patients seen.
    """

    split: Split
    cost_share: float | None
    patients_share: float | None
    patients_signal: Signal = Signal.NOT_ENOUGH

    @property
    def productivity_words(self) -> str:
        """``30% more patients a week``: patients seen, and nothing said of how hard anybody worked."""
        if self.patients_share is None:
            return ""
        if self.patients_signal not in _VERDICTS:
            return "No clear change in patients a week"
        percent = percent_text(self.patients_share)
        if percent == "the same":
            return "As many patients a week"
        return f"{percent.split()[0]} {'more' if self.patients_share > 0 else 'fewer'} patients a week"


def cost_change(
    before: Sequence[tuple[float, float]], after: Sequence[tuple[float, float]], patients: Signal = Signal.NOT_ENOUGH
) -> CostChange | None:
    """What changed between two stretches of weeks of (cost in £, patients seen); None where either has no patients.
    ``patients`` is what the rules say of how many were seen.

    The cost per patient is the mean of each week's (``value.average``), as on the tile; productivity is the mean
    number of patients a week over the weeks with both figures, a week in which nobody was seen included.
    """
    ends = average(before), average(after)
    if ends[0] is None or ends[1] is None:
        return None
    price_and_volume = split(*ends[0], *ends[1])
    if price_and_volume is None:
        return None
    return CostChange(
        price_and_volume,
        share_of(price_and_volume.before, price_and_volume.after),
        share_of(_seen(before), _seen(after)),
        patients,
    )


def _seen(weeks: Sequence[tuple[float, float]]) -> float:
    seen = [patients for cost, patients in weeks if math.isfinite(cost) and math.isfinite(patients) and patients >= 0]
    return math.fsum(seen) / len(seen)
