"""Assurance in words: a measure's target held against what is usual for it, in one sentence for every screen and file.

Pure. Five plain cases: better but short of the target, at the target by luck, always meets it, never will as things
are, no target; and what can be said where nobody can say yet. The weeks counted are those of the stretch that stands,
from its latest new centre line on, each held against today's target.
"""

from bisect import bisect_left
from typing import NamedTuple

from vmboard.domain.measures.judged import Judged, Plan
from vmboard.domain.spc.earning import POINTS_FOR_A_RUN_CHART
from vmboard.domain.spc.limits import slack
from vmboard.domain.spc.words import Assurance, Chart
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Direction, Signal

NO_TARGET = N_("No target is set.")


class _Held(NamedTuple):
    """The weeks that count, held against the target: how many met it, of how many, and whether the latest did."""

    met: int
    of: int
    latest_meets: bool
    sampled: bool
    """Whether they are samples, of a measure that is not asked for every week."""

    @property
    def all_of_them(self) -> bool:
        return self.met == self.of

    @property
    def share(self) -> str:
        """``14 of 26 weeks``."""
        if self.sampled:
            return ngettext("{met} of {n} sample", "{met} of {n} samples", self.of, met=self.met)
        return ngettext("{met} of {n} week", "{met} of {n} weeks", self.of, met=self.met)

    @property
    def every(self) -> str:
        words = _("every sample ({met} of {of})") if self.sampled else _("every week ({met} of {of})")
        return words.format(met=self.met, of=self.of)

    @property
    def none(self) -> str:
        return _("no sample of {of}", of=self.of) if self.sampled else _("no week of {of}", of=self.of)


def target_sentence(judged: Judged, plan: Plan, figure: str, *, being_checked: bool = False) -> str:
    """How the measure stands to its target. ``figure`` is that in words, ``3 or fewer``; ``judged`` what was made of
    ``plan``, the same that its tile was made of."""
    if plan.target is None:
        return _(NO_TARGET)
    if plan.direction is Direction.NEUTRAL:
        return _("The target of {figure} is a guide: neither way is better.", figure=figure)
    if judged.chart is not None and not judged.chart.is_weekly:
        return _(_BETWEEN[judged.chart is Chart.T], figure=figure)
    if being_checked:
        return _("Being checked: nothing is said of the target of {figure} until then.", figure=figure)
    places = _places(judged, plan)
    if not places:
        return _("Too soon to say whether the target of {figure} will be met.", figure=figure)
    held = _held(judged, plan, places)
    outcome = _outcome(judged, plan.target, places)
    if judged.signal is Signal.NOT_ENOUGH or held.of < POINTS_FOR_A_RUN_CHART:
        return _early(figure, held, judged)
    if judged.signal is Signal.IMPROVEMENT and not (outcome is Assurance.PASS and held.all_of_them):
        return _better(figure, held)
    if judged.signal is Signal.CONCERN and (held.latest_meets or outcome is not Assurance.FAIL):
        return _worse(figure, held, outcome)
    return _as_things_are(held, outcome).format(figure=figure, share=held.share, every=held.every, none=held.none)


_BETWEEN = (
    N_("The target of {figure} is for weekly figures, so cases between events are not compared with it."),
    N_("The target of {figure} is for weekly figures, so days between events are not compared with it."),
)


def _early(figure: str, held: _Held, judged: Judged) -> str:
    if not judged.anew:
        return _("The target of {figure} was met in {share}: too soon to say more.", figure=figure, share=held.share)
    return _(
        "The target of {figure} was met in {share} since {day}: too soon to say more.",
        figure=figure, share=held.share, day=short_day(judged.anew.since),
    )  # fmt: skip


def _better(figure: str, held: _Held) -> str:
    if held.latest_meets:
        return _("Better, and the target of {figure} is met now: more weeks will tell if it lasts.", figure=figure)
    return _("Better, but still short of the target of {figure}.", figure=figure)


def _worse(figure: str, held: _Held, outcome: Assurance | None) -> str:
    if held.latest_meets:
        return _("Worse, but the target of {figure} is still met.", figure=figure)
    if outcome is Assurance.PASS:
        return _("Worse, and the target of {figure} is missed, which our usual weeks meet.", figure=figure)
    return _("Worse, and the target of {figure} is missed.", figure=figure)


def _as_things_are(held: _Held, outcome: Assurance | None) -> str:
    """The sentence where nothing has changed of late, or not for the better, with its places open."""
    if outcome is None:
        if held.all_of_them:
            return _("The target of {figure} was met {every}.")
        return _("The target of {figure} was met in {share}: a chart without limits cannot say more.")
    if outcome is Assurance.PASS:
        if held.all_of_them:
            return _("The target of {figure} is met {every}, and will be as things are.")
        return _("As things are the target of {figure} is always met: {share} met it.")
    if outcome is Assurance.FAIL:
        if not held.met:
            return _(
                "As things are it will not meet the target of {figure} ({none} has): that takes a change in the work."
            )
        return _(
            "As things are it will not meet the target of {figure} (only {share} did): that takes a change in the work."
        )
    if held.all_of_them:
        return _("The target of {figure} was met {every}, but lies within the usual range: luck may miss it.")
    if not held.met:
        return _("Only luck would meet the target of {figure}: {none} has.")
    return _("Luck decides: {share} met the target of {figure}, and as things are that goes on.")


def _places(judged: Judged, plan: Plan) -> list[int]:
    """The points of the stretch that stands, but those missing or left out."""
    if judged.anew:
        start = bisect_left(judged.ends, judged.anew.since)
    else:
        start = judged.analysis.segments[-1].start if judged.analysis else 0
    values, ends = judged.values, judged.ends
    return [
        place for place in range(start, len(values)) if values[place] is not None and ends[place] not in plan.excluded
    ]


def _held(judged: Judged, plan: Plan, places: list[int]) -> _Held:
    assert plan.target is not None
    values = [value for place in places if (value := judged.values[place]) is not None]
    noise, sign = slack([*values, plan.target]), -1 if plan.direction is Direction.DECREASE else 1
    meets = [sign * (value - plan.target) >= -noise for value in values]
    return _Held(sum(meets), len(meets), meets[-1], plan.cadence_weeks > 1)


def _outcome(judged: Judged, target: float, places: list[int]) -> Assurance | None:
    """The engine's answer at the latest point; where limits differ from point to point, only what holds at each."""
    outcome = judged.analysis.assurance if judged.analysis and not judged.anew else None
    if outcome is None or judged.chart is None or not judged.chart.has_denominators:
        return outcome
    limits = judged.limits()
    return Assurance.INCONSISTENT if any(_within(target, *limits[place]) for place in places) else outcome


def _within(target: float, lower: float | None, upper: float | None) -> bool:
    """Whether a target lies between limits or on one. Limits of no width hold the figure itself and say no more."""
    if lower is None or upper is None:
        return False
    noise = slack([target, lower, upper])
    return upper - lower > noise and lower - noise <= target <= upper + noise
