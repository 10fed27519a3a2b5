"""Statistical process control: a list of figures in, everything the board says of them out.

Pure, and the one place where a signal is decided. An excluded ("ghost") point stays on the chart and counts for nothing:
like a missing week it enters no mean, no range and no rule, and is never the latest point.
"""

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from vmboard.domain.spc_limits import Band, Basis, known, lines, slack
from vmboard.domain.spc_rules import LENGTHS, Lengths, patterns
from vmboard.domain.spc_runs import RunChart, run_chart
from vmboard.domain.spc_words import (
    Analysis,
    Assurance,
    Cause,
    Chart,
    Meaning,
    Pattern,
    Point,
    Segment,
    Values,
    Variation,
)
from vmboard.domain.words import Direction, Rules

__all__ = [
    "Analysis", "Assurance", "Cause", "Chart", "Meaning", "Pattern", "Point", "Segment", "Variation", "analyse", "choose",
]  # fmt: skip

POINTS_FOR_A_RUN_CHART = 10
POINTS_FOR_LIMITS = 13


class _Part(NamedTuple):
    """One segment judged. Patterns hold places in the whole series, the weakest rule first."""

    segment: Segment
    bands: Sequence[Band | None]
    patterns: list[Pattern]
    run: RunChart | None = None


def choose(values: Values, denominators: Values | None = None, *, excluded: Collection[int] = ()) -> Chart | None:
    """The chart a series has earned: none below 10 known points, a run chart to 12, then limits (XmR)."""
    figures = _numbers(values) if denominators is None else _rates(values, denominators)
    points = len(known(_counted(figures, excluded)))
    if points < POINTS_FOR_A_RUN_CHART:
        return None
    return Chart.RUN if points < POINTS_FOR_LIMITS else Chart.XMR


def analyse(
    values: Values,
    *,
    rules: Rules | None = None,
    chart: Chart | None = None,
    direction: Direction = Direction.INCREASE,
    target: float | None = None,
    rebase_at: Collection[int] = (),
    baseline_points: int | None = None,
    screening: bool = True,
    fixed_centre: float | None = None,
    denominators: Values | None = None,
    excluded: Collection[int] = (),
) -> Analysis:
    """Judge a series. ``direction`` is that of the figures plotted: more days between falls is an increase.

    Named ``rules`` or ``chart`` are applied however few the points. With neither, the number of points chooses, and
    below ten the answer is a run chart that judges nothing.
    """
    chart, rules, lengths = _settled(rules, chart, choose(values, denominators, excluded=excluded))
    sizes = _sizes(denominators, len(values)) if chart.has_denominators else []
    plotted = _rates(values, sizes) if chart.has_denominators else _numbers(values)
    counted = _counted(plotted, excluded)
    basis = Basis(baseline_points, screening, _number(fixed_centre))
    spans = _spans(len(counted), rebase_at)
    parts = [_judged(chart, counted, sizes, span, lengths, basis) for span in spans]
    verdict = _Verdict(Direction(direction), _number(target), counted, parts)
    ghosts = {place for place, value in enumerate(counted) if value is None and plotted[place] is not None}
    analysis = Analysis(
        chart=chart,
        rules=rules,
        segments=tuple(part.segment for part in parts),
        points=verdict.points(chart, plotted, frozenset(excluded)),
        variation=verdict.variation() if lengths else None,

