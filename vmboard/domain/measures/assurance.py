"""Assurance in words: a measure's target held against what is usual for it, in one sentence for every screen and file.

Pure. Five plain cases: better but short of the target, at the target by luck, always meets it, never will as things
are, no target; and what can be said where nobody can say yet. The weeks counted are those of the stretch that stands,
from its latest new centre line on, each held against today's target.
"""

from bisect import bisect_left
from typing import NamedTuple

from vmboard.domain.counting import counted
from vmboard.domain.measures.judged import Judged, Plan
from vmboard.domain.spc.earning import POINTS_FOR_A_RUN_CHART
from vmboard.domain.spc.limits import slack
from vmboard.domain.spc.words import Assurance, Chart
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Direction, Signal

NO_TARGET = "No target is set."


class _Held(NamedTuple):
    """The weeks that count, held against the target: how many met it, of how many, and whether the latest did."""

    met: int
    of: int
    latest_meets: bool
    word: str
    """``week``; ``sample`` of a measure that is not asked for every week."""

    @property
    def all_of_them(self) -> bool:
        return self.met == self.of

    @property
    def share(self) -> str:
        """``14 of 26 weeks``."""
        return f"{self.met} of {counted(self.of, self.word)}"

    @property
    def every(self) -> str:
        return f"every {self.word} ({self.met} of {self.of})"


def target_sentence(judged: Judged, plan: Plan, figure: str, *, being_checked: bool = False) -> str:
    """How the measure stands to its target. ``figure`` is that in words, ``3 or fewer``; ``judged`` what was made of
    ``plan``, the same that its tile was made of."""
    target = f"the target of {figure}"
    if plan.target is None:
        return NO_TARGET
    if plan.direction is Direction.NEUTRAL:
        return f"{_capital(target)} is a guide: neither way is better."
    if judged.chart is not None and not judged.chart.is_weekly:
        between = "days" if judged.chart is Chart.T else "cases"
        return f"{_capital(target)} is for weekly figures, so {between} between events are not compared with it."
    if being_checked:
        return f"Being checked: nothing is said of {target} until then."
    places = _places(judged, plan)
    if not places:
        return f"Too soon to say whether {target} will be met."
    held = _held(judged, plan, places)
    outcome = _outcome(judged, plan.target, places)
    if judged.signal is Signal.NOT_ENOUGH or held.of < POINTS_FOR_A_RUN_CHART:
        since = f" since {short_day(judged.anew.since)}" if judged.anew else ""
        return f"{_capital(target)} was met in {held.share}{since}: too soon to say more."
    if judged.signal is Signal.IMPROVEMENT and not (outcome is Assurance.PASS and held.all_of_them):
        return _better(target, held)
    if judged.signal is Signal.CONCERN and (held.latest_meets or outcome is not Assurance.FAIL):
        return _worse(target, held, outcome)
    return _as_things_are(target, held, outcome)


def _better(target: str, held: _Held) -> str:
    if held.latest_meets:
        return f"Better, and {target} is met now: more weeks will tell if it lasts."
    return f"Better, but still short of {target}."


def _worse(target: str, held: _Held, outcome: Assurance | None) -> str:
    if held.latest_meets:
        return f"Worse, but {target} is still met."
    usual = ", which our usual weeks meet" if outcome is Assurance.PASS else ""
    return f"Worse, and {target} is missed{usual}."


def _as_things_are(target: str, held: _Held, outcome: Assurance | None) -> str:
    """Where nothing has changed of late, or not for the better."""
    if outcome is None:
        if held.all_of_them:
            return f"{_capital(target)} was met {held.every}."
        return f"{_capital(target)} was met in {held.share}: a chart without limits cannot say more."
    if outcome is Assurance.PASS:
        if held.all_of_them:
            return f"{_capital(target)} is met {held.every}, and will be as things are."
        return f"As things are {target} is always met: {held.share} met it."
    if outcome is Assurance.FAIL:
        done = f"no {held.word} of {held.of} has" if not held.met else f"only {held.share} did"
        return f"As things are it will not meet {target} ({done}): that takes a change in the work."
    if held.all_of_them:
        return f"{_capital(target)} was met {held.every}, but lies within the usual range: luck may miss it."
    if not held.met:
        return f"Only luck would meet {target}: no {held.word} of {held.of} has."
    return f"Luck decides: {held.share} met {target}, and as things are that goes on."


def _places(judged: Judged, plan: Plan) -> list[int]:
    """The points of the stretch that stands, but those missing or left out."""
    if judged.anew:
        start = bisect_left(judged.ends, judged.anew.since)
    else:
        start = judged.analysis.segments[-1].start if judged.analysis else 0
    return [
        place
        for place in range(start, len(judged.values))
        if judged.values[place] is not None and judged.ends[place] not in plan.excluded
    ]


def _held(judged: Judged, plan: Plan, places: list[int]) -> _Held:
    assert plan.target is not None
    values = [value for place in places if (value := judged.values[place]) is not None]
    noise, sign = slack([*values, plan.target]), -1 if plan.direction is Direction.DECREASE else 1
    meets = [sign * (value - plan.target) >= -noise for value in values]
    return _Held(sum(meets), len(meets), meets[-1], "sample" if plan.cadence_weeks > 1 else "week")


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


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
