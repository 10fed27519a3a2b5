"""Chart and rules: which of them a series has earned by its number of points, and which somebody chose.

Every stretch from one new centre line to the next earns its own.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from vmboard.domain.spc.series import known, read
from vmboard.domain.spc.words import Chart, Values
from vmboard.domain.words import Rules

POINTS_FOR_A_RUN_CHART = 10
POINTS_FOR_LIMITS = 13

Charts = Sequence[tuple[int, Chart | None]]
"""Which chart a series has earned from which place on; None where its points are too few yet."""


def choose(values: Values, denominators: Values | None = None, *, excluded: Collection[int] = ()) -> Chart | None:
    """The chart a series has earned: none below 10 known points, a run chart to 12, then limits (XmR)."""
    return earned(len(known(read(values, denominators, excluded).counted)))


def earned(points: int) -> Chart | None:
    """The chart that so many known points have earned."""
    if points < POINTS_FOR_A_RUN_CHART:
        return None
    return Chart.RUN if points < POINTS_FOR_LIMITS else Chart.XMR


def earned_from(counted: Values, starts: Collection[int]) -> Charts:
    """What every stretch from one new centre line to the next has earned, by its own points."""
    return [(span.start, earned(len(known(counted[span.start : span.stop])))) for span in spans(len(counted), starts)]


def settled(chart: Chart | None, rules: Rules | None, charts: Charts) -> tuple[Chart, Rules]:
    """Rules bring their own chart: those of run charts a run chart, others XmR. A chart brings its own rules too."""
    if chart is None:
        fitting = next((kind for _, kind in reversed(charts) if kind is not None), Chart.RUN)
        chart = fitting if rules is None else Chart.RUN if Rules(rules).of_run_charts else Chart.XMR
    return Chart(chart), fitting_rules(Chart(chart), rules)


def fitting_rules(chart: Chart, named: Rules | None) -> Rules:
    """The rules named, where they are of such a chart; else its usual ones. On a control chart those of run charts
    would take a trend of five for a signal, and a run chart has no limits for theirs."""
    is_run = chart is Chart.RUN
    if named is not None and Rules(named).of_run_charts == is_run:
        return Rules(named)
    return Rules.HIS if is_run else Rules.MDC


def judged_by(chart: Chart, named: Rules | None, charts: Charts, start: int) -> tuple[Chart, Rules] | None:
    """The chart and rules of the segment at ``start``: the chart that ``charts`` says it has earned, and of the rules
    named those that fit it."""
    kind = next((kind for place, kind in reversed(charts) if place <= start), chart)
    return None if kind is None else (kind, fitting_rules(kind, named))


def spans(length: int, rebase_at: Collection[int]) -> list[range]:
    starts = sorted({0, *(place for place in rebase_at if 0 < place < length)})
    return [range(start, stop) for start, stop in pairwise([*starts, length])]
