"""Statistical process control: a list of figures in, everything the board says of them out.

Pure, and the one place where a signal is decided. An excluded ("ghost") point stays on the chart and counts
for nothing: like a missing week it enters no mean, no range and no rule, and is never the latest point.
"""

from collections.abc import Collection, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from vmboard.domain.spc.earning import (
    POINTS_FOR_A_RUN_CHART,
    POINTS_FOR_LIMITS,
    Charts,
    choose,
    earned,
    earned_from,
    judged_by,
    settled,
    spans,
)
from vmboard.domain.spc.limits import Band, Basis, lines, slack
from vmboard.domain.spc.rules import LENGTHS, SHIFT, TWO_IN_THREE, patterns
from vmboard.domain.spc.runs import RunChart, run_chart
from vmboard.domain.spc.series import Figures, finite, known, number, read
from vmboard.domain.spc.words import (
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
    "POINTS_FOR_A_RUN_CHART",
    "POINTS_FOR_LIMITS",
    "Analysis",
    "Assurance",
    "Cause",
    "Chart",
    "Meaning",
    "Pattern",
    "Point",
    "Segment",
    "Variation",
    "analyse",
    "choose",
    "earned",
]


class _Part(NamedTuple):
    """One segment judged. Patterns hold places in the whole series, the weakest rule first. ``judged_by`` is None
    where the segment has earned no chart."""

    judged_by: tuple[Chart, Rules] | None
    segment: Segment
    bands: Sequence[Band | None]
    noise: float
    patterns: list[Pattern]
    run: RunChart | None = None


def analyse(
    values: Values,
    *,
    rules: Rules | None = None,
    chart: Chart | None = None,
    direction: Direction = Direction.INCREASE,
    target: float | None = None,
    rebase_at: Collection[int] = (),
    baseline_points: int | None = None,
    thaws_at: int | None = None,
    screening: bool = True,
    fixed_centre: float | None = None,
    denominators: Values | None = None,
    excluded: Collection[int] = (),
    charts: Charts = (),
) -> Analysis:
    """Judge a series. ``direction`` is that of the figures plotted: more days between falls is an increase.

    Named ``rules`` or ``chart`` are applied however few the points, but where ``charts`` says otherwise. With none,
    the points of each segment choose; while none has ten a run chart judges nothing. From ``thaws_at`` on segments
    have no baseline."""
    if chart is None and rules is None and not charts:
        charts = earned_from(read(values, None, excluded).counted, rebase_at)
    judged = chart is not None or rules is not None or any(kind for _, kind in charts)
    named, (chart, rules) = rules, settled(chart, rules, charts)
    figures = read(values, (denominators or ()) if chart.has_denominators else None, excluded)
    basis, length = Basis(baseline_points, screening, number(fixed_centre), thaws_at), len(figures.counted)
    by = partial(judged_by, chart, named, charts if judged else ())
    parts = [_judge(by(span.start), figures, span, basis.at(span.start)) for span in spans(length, rebase_at)]
    labels = _labels(parts if judged else [], length)
    shown, by_rules = parts[-1].judged_by or (chart, rules)
    judged = judged and not (charts and charts[-1][1] is None)
    return Analysis(
        chart=shown,
        rules=by_rules,
        segments=tuple(part.segment for part in parts),
        points=_points(chart, figures.plotted, parts, labels, Direction(direction), frozenset(excluded)),
        plotted=tuple(figures.plotted),
        **_latest(figures, parts, labels, judged, Direction(direction), number(target)),
    )


def _judge(by: tuple[Chart, Rules] | None, figures: Figures, span: range, basis: Basis) -> _Part:
    """One segment, alone: nothing crosses a rebase."""
    values = figures.counted[span.start : span.stop]
    noise = slack(known(values))
    if by is None:
        return _Part(None, Segment(span.start, len(span), None, None, None), [None] * len(span), noise, [])
    chart, rules = by
    if chart is Chart.RUN:
        run = run_chart(values, rules, noise, basis)
        segment = Segment(span.start, len(span), run.median, None, None)
        return _Part(by, segment, [None] * len(span), noise, _moved(run.shifts, span), run)
    centre, bands = lines(chart, values, figures.sizes[span.start : span.stop], basis)
    met = [] if centre is None else patterns(values, centre, bands, LENGTHS[rules], noise)
    band = None if chart.has_denominators or not bands else bands[0]
    lower, upper = (finite(band.lower), finite(band.upper)) if band else (None, None)
    segment = Segment(span.start, len(span), None if centre is None else finite(centre), lower, upper)
    return _Part(by, segment, bands, noise, _moved(met, span))


def _moved(found: list[Pattern], span: range) -> list[Pattern]:
    return [Pattern(cause, [span.start + place for place in members]) for cause, members in found]


def _labels(parts: list[_Part], length: int) -> list[Pattern | None]:
    """One label a point: outside before trend before two in three before shift."""
    labels: list[Pattern | None] = [None] * length
    for part in parts:
        for pattern in part.patterns:
            for place in pattern.members:
                labels[place] = pattern
    return labels


def _points(
    chart: Chart,
    plotted: Values,
    parts: list[_Part],
    labels: list[Pattern | None],
    direction: Direction,
    ghosts: frozenset[int],
) -> tuple[Point, ...]:
    if chart.has_denominators:
        bands = [band for part in parts for band in part.bands]
        return tuple(
            [
                _point(label and label.cause, value is None, direction, place in ghosts, band)
                for place, (value, label, band) in enumerate(zip(plotted, labels, bands, strict=True))
            ]
        )
    usual, missing = _plain_point(None, False, direction, False), _plain_point(None, True, direction, False)
    points = [missing if value is None else usual for value in plotted]
    for place, label in enumerate(labels):
        if label is not None or place in ghosts:
            points[place] = _plain_point(label and label.cause, plotted[place] is None, direction, place in ghosts)
    return tuple(points)


@cache
def _plain_point(cause: Cause | None, missing: bool, direction: Direction, ghost: bool) -> Point:
    return Point(cause, Meaning.MISSING if missing else meaning_of(cause, direction), None, None, ghost)


def _point(cause: Cause | None, missing: bool, direction: Direction, ghost: bool, band: Band | None) -> Point:
    plain = _plain_point(cause, missing, direction, ghost)
    if band is None:
        return plain
    return Point(cause, plain.meaning, finite(band.lower), finite(band.upper), ghost)


def meaning_of(cause: Cause | None, direction: Direction) -> Meaning:
    if cause is None:
        return Meaning.COMMON_CAUSE
    if direction is Direction.NEUTRAL:
        return Meaning.NEUTRAL
    return Meaning.IMPROVEMENT if cause.is_high == (direction is Direction.INCREASE) else Meaning.CONCERN


def _latest(
    figures: Figures,
    parts: list[_Part],
    labels: list[Pattern | None],
    judged: bool,
    direction: Direction,
    target: float | None,
) -> dict[str, Any]:
    """What is said of the series as a whole: its latest point, in the segment that point stands in."""
    places = reversed(range(len(labels)))
    last = next((place for place in places if figures.counted[place] is not None), None)
    part = next((p for p in reversed(parts) if last is not None and p.segment.start <= last), parts[-1])
    said: dict[str, Any] = {"last": last}
    if part.run is not None:
        said |= _of_run(part.run, part.segment.start, last, judged)
    if last is None or not judged or part.segment.centre is None:
        return said
    return said | {
        "variation": _variation(labels[last], direction),
        "assurance": _assurance(part, last, figures.plotted[last], direction, target),
        "evidence": _to_tell(labels[last], part.patterns, last),
    }


def _to_tell(label: Pattern | None, patterns: list[Pattern], last: int) -> Pattern | None:
    """The pattern behind the latest label; where that is two in three, the shift it is but the end of."""
    if label is None or label.cause not in TWO_IN_THREE.values():
        return label
    shift = SHIFT[1 if label.cause.is_high else -1]
    return next((p for p in patterns if p.cause is shift and last in p.members), label)


def _of_run(run: RunChart, start: int, last: int | None, judged: bool) -> dict[str, Any]:
    decided = judged and run.median is not None
    hint = next((trend for trend in run.trends if start + trend.members[-1] == last), None)
    return {
        "hint": Pattern(hint.cause, [start + place for place in hint.members]) if hint and decided else None,
        "median": run.median,
        "useful_points": run.useful_points,
        "runs": run.runs,
        "runs_expected": run.runs_expected,
        "shift": bool(run.shifts) if decided else None,
        "trend": bool(run.trends) if decided else None,
        "too_few_runs": run.too_few_runs,
        "too_many_runs": run.too_many_runs,
    }


def _variation(label: Pattern | None, direction: Direction) -> Variation:
    if label is None:
        return Variation.COMMON_CAUSE
    return Variation(f"{meaning_of(label.cause, direction)}_{'high' if label.cause.is_high else 'low'}")


def _assurance(
    part: _Part, last: int, value: float | None, direction: Direction, target: float | None
) -> Assurance | None:
    """Will it meet the target as it runs? The target against the limits at the latest point (as NHSR).

    Limits without width say no more than the figure itself, so then the latest figure answers: equal is met.
    """
    band = part.bands[last - part.segment.start]
    if target is None or value is None or direction is Direction.NEUTRAL or band is None:
        return None
    if finite(band.lower) is None or finite(band.upper) is None:
        return None
    if direction is Direction.DECREASE:
        target, value, low, high = -target, -value, -band.upper, -band.lower
    else:
        low, high = band.lower, band.upper
    if high - low <= part.noise:
        return Assurance.PASS if value >= target - part.noise else Assurance.FAIL
    if target > high + part.noise:
        return Assurance.FAIL
    return Assurance.PASS if target < low - part.noise else Assurance.INCONSISTENT
