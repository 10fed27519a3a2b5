"""A second engine: every chart kind written again from the textbooks' formulas, sharing no code, on random series.

Limits agree to 0.05% and labels exactly, with weeks missing and left out, new centre lines and frozen baselines. The
rules are those the guide documents: two of three ask the third point's side and count points beyond the limit; a
missing or left-out week breaks what it touches; 2.66 and not 3/1.128.
"""

import math
import statistics
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import NamedTuple

import pytest

from vmboard.domain.measures.between import DayRecord
from vmboard.domain.measures.judged import Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.spc.analysis import Chart, analyse
from vmboard.domain.words import Direction, Rules

Row = list[float | None]
SERIES = 60
LENGTHS = {Rules.MDC: (7, 7), Rules.PHS: (8, 6)}
CONTROL = [chart for chart in Chart if chart is not Chart.RUN]


class Line(NamedTuple):
    centre: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float


def ranges(row: Row, screening: bool) -> float | None:
    """The average moving range of neighbours that are both known; wild ones screened once."""
    steps = [abs(b - a) for a, b in pairwise(row) if a is not None and b is not None]
    if not steps:
        return None
    average = sum(steps) / len(steps)
    kept = [step for step in steps if step < 3.267 * average]
    return sum(kept) / len(kept) if screening and kept else average


def even(centre: float, sigmas: float, top: float = math.inf) -> Line:
    """Three and two sigma either side, cut at nought and ``top``; ``sigmas`` is one of them."""
    edges = [min(max(centre + many * sigmas, 0.0), top) for many in (-3, 3, -2, 2)]
    return Line(centre, *edges)


def lines(kind: Chart, row: Row, sizes: Row, base: int, screening: bool) -> list[Line] | None:
    first = row[:base]
    known = [value for value in first if value is not None]
    if not known:
        return None
    if kind in (Chart.XMR, Chart.T):
        power = 3.6 if kind is Chart.T else 1.0
        rooted = [None if value is None else value ** (1 / power) for value in first]
        reach = ranges(rooted, screening)
        if not reach:
            return None
        centre = statistics.fmean(value for value in rooted if value is not None)
        wide = (0.0, -2.66 * reach, 2.66 * reach, -2.66 * reach / 1.5, 2.66 * reach / 1.5)
        if kind is Chart.XMR:
            return [Line(*(centre + step for step in wide))] * len(row)
        return [Line(*(max(centre + step, 0.0) ** power for step in wide))] * len(row)
    if kind is Chart.C:
        average = statistics.fmean(known)
        return [even(average, math.sqrt(average))] * len(row)
    if kind is Chart.G:
        average = statistics.fmean(known)
        return [even(average, math.sqrt(average * (average + 1)))._replace(centre=statistics.median(known))] * len(row)
    share = kind in (Chart.P, Chart.P_PRIME)
    both = [(value * size, size) for value, size in zip(first, sizes, strict=False) if value is not None and size]
    centre = sum(done for done, _ in both) / sum(size for _, size in both)
    spread = centre * (1 - centre) if share else centre
    if spread <= 0:
        return None
    wider = 1.0
    if kind in (Chart.P_PRIME, Chart.U_PRIME):
        scores = [
            None if value is None or not size else (value - centre) / math.sqrt(spread / size)
            for value, size in zip(first, sizes, strict=False)
        ]
        average_range = ranges(scores, screening)
        if not average_range:
            return None
        wider = average_range / 1.128
    top = 1.0 if share else math.inf
    none = Line(centre, -math.inf, math.inf, -math.inf, math.inf)
    return [even(centre, wider * math.sqrt(spread / size), top) if size else none for size in sizes]


def labels(row: Row, at: list[Line], shift: int, trend: int) -> list[str | None]:
    """Windows of the rules, the weakest first, so that a stronger one takes the label."""
    found: list[str | None] = [None] * len(row)
    tiny = 1e-11 * max((abs(value) for value in row if value is not None), default=0.0)

    def window(length: int):
        for start in range(len(row) - length + 1):
            cut = row[start : start + length]
            if None not in cut:
                yield start, cut, at[start : start + length]

    for start, cut, line in window(shift):
        for way, word in ((1, "shift_above"), (-1, "shift_below")):
            if all(way * (value - of.centre) > tiny for value, of in zip(cut, line, strict=True)):
                found[start : start + shift] = [word] * shift
    for start, cut, line in window(3):
        for way, near, word in ((1, 4, "two_in_three_above"), (-1, 3, "two_in_three_below")):
            far = [place for place in range(3) if way * (cut[place] - line[place][near]) > tiny]
            same = all(way * (value - of.centre) > tiny for value, of in zip(cut, line, strict=True))
            for place in far if same and len(far) >= 2 else ():
                found[start + place] = word
    for start, cut, _ in window(trend):
        for way, word in ((1, "trend_up"), (-1, "trend_down")):
            if all(way * (after - before) > tiny for before, after in pairwise(cut)):
                found[start : start + trend] = [word] * trend
    for place, (value, line) in enumerate(zip(row, at, strict=True)):
        if value is not None and value > line.upper + tiny:
            found[place] = "above_ucl"
        if value is not None and value < line.lower - tiny:
            found[place] = "below_lcl"
    return found


def figures(chance: Random, kind: Chart, length: int) -> tuple[Row, Row]:
    """Values and sizes, with a step now and then so that rules are met."""
    sizes: Row = [float(chance.randint(20, 400)) for _ in range(length)]
    step = chance.choice((0.0, 0.0, 0.6, -0.5))
    level = [1 + step * (place > length / 2) for place in range(length)]
    pairs = list(zip(level, sizes, strict=True))
    if kind in (Chart.P, Chart.P_PRIME):
        values: Row = [float(sum(chance.random() < 0.4 * by for _ in range(int(n or 0)))) for by, n in pairs]
    elif kind in (Chart.U, Chart.U_PRIME):
        values = [float(round(max(chance.gauss(0.1 * by * (n or 0), 3), 0))) for by, n in pairs]
    elif kind in (Chart.T, Chart.G):
        values = [float(math.ceil(chance.expovariate(1 / (20 * by)))) for by in level]
    elif kind is Chart.C:
        values = [float(round(max(chance.gauss(9 * by, 3), 0))) for by in level]
    else:
        values = [round(chance.gauss(50 * by, 6), chance.choice((0, 2))) for by in level]
    holes = chance.random() < 0.5
    return [None if holes and chance.random() < 0.06 else value for value in values], sizes


@pytest.mark.parametrize("kind", CONTROL)
def test_limits_and_labels_of_every_control_chart_agree(kind: Chart) -> None:
    chance, compared, labelled = Random(f"second {kind}"), 0, 0
    for _ in range(SERIES):
        length = chance.randint(14, 60)
        values, sizes = figures(chance, kind, length)
        rules, screening = chance.choice(list(LENGTHS)), chance.random() < 0.7
        rebase = chance.choice((None, None, length // 2))
        base = chance.choice((None, None, 12))
        left_out = sorted(chance.sample(range(length), 2)) if chance.random() < 0.4 else []
        found = analyse(
            values, rules=rules, chart=kind, denominators=sizes, excluded=left_out, screening=screening,
            rebase_at=[rebase] if rebase else [], baseline_points=base,
        )  # fmt: skip
        per = [n if kind.has_denominators else 1.0 for n in sizes]
        row = [
            None if value is None or place in left_out else value / (n or 1)
            for place, (value, n) in enumerate(zip(values, per, strict=True))
        ]
        for start, end in pairwise([0, *([rebase] if rebase else []), length]):
            part, theirs = row[start:end], sizes[start:end]
            line = lines(kind, part, theirs, base or len(part), screening)
            if line is None:
                continue
            compared += 1
            for place, of in enumerate(line):
                edges = found.limits_at(start + place)
                assert found.segment_at(start + place).centre == pytest.approx(of.centre, rel=5e-4)
                if math.isfinite(of.upper):
                    assert edges == pytest.approx((of.lower, of.upper), rel=5e-4, abs=1e-9)
            mine = [point.special_cause for point in found.points[start:end]]
            theirs_ = labels(part, line, *LENGTHS[rules])
            assert mine == theirs_
            labelled += sum(label is not None for label in mine)
    assert compared >= SERIES and labelled > SERIES / 2, "the series meet rules, so that agreement means something"


@pytest.mark.parametrize("rules", [Rules.HIS, Rules.ANHOJ])
def test_medians_runs_and_shifts_of_run_charts_agree(rules: Rules) -> None:
    chance, shifts = Random(f"second {rules}"), 0
    for _ in range(3 * SERIES):
        values, _ = figures(chance, Chart.XMR, chance.randint(12, 60))
        left_out = sorted(chance.sample(range(len(values)), 2)) if chance.random() < 0.4 else []
        row = [None if place in left_out else value for place, value in enumerate(values)]
        middle = statistics.median(value for value in row if value is not None)
        useful = [(place, value > middle) for place, value in enumerate(row) if value is not None and value != middle]
        runs: list[list[int]] = [[]]
        for number, (place, above) in enumerate(useful):
            if number and above is not useful[number - 1][1]:
                runs.append([])
            runs[-1].append(place)
        longest = 5 if rules is Rules.HIS else round(math.log2(len(useful))) + 3
        high = {place for place, above in useful if above}
        expected: list[str | None] = [None] * len(row)
        for run in runs:
            for place in run if len(run) > longest else ():
                expected[place] = "shift_above" if place in high else "shift_below"
        found = analyse(values, rules=rules, excluded=left_out)
        assert (found.median, found.useful_points, found.runs) == (middle, len(useful), len(runs))
        assert [point.special_cause for point in found.points] == expected
        if rules is Rules.ANHOJ:
            tosses = len(useful) - 1
            ways = [math.comb(tosses, crossings) for crossings in range(tosses + 1)]
            fewest = next(n for n in range(tosses + 1) if sum(ways[: n + 1]) >= 0.05 * 2**tosses)
            assert found.too_few_runs is (len(runs) - 1 < fewest)
        shifts += bool(found.shift)
    assert shifts > SERIES / 4


def test_day_marks_are_the_same_t_chart_counted_by_hand() -> None:
    chance, today = Random("second days"), date(2026, 11, 18)
    sunday = date(2026, 11, 15)
    judged_series = 0
    for _ in range(SERIES):
        began = today - timedelta(days=chance.randint(200, 900))
        rate = chance.choice((0.02, 0.05, 0.15))
        every = [began + timedelta(days=n) for n in range((today - began).days + 1)]
        events = {day: chance.choice((1, 1, 1, 2)) for day in every if chance.random() < rate}
        cross = chance.random() < 0.5
        open_ = {day for day in every[:-1] if cross and day not in events and chance.random() < 0.01}
        marks = {day: events.get(day, 0) for day in every if day not in open_} if cross else events
        between: Row = []
        for before, after in pairwise([None, *sorted(events)]):
            assert after is not None
            if before is not None:
                hidden = any(before < day < after for day in open_)
                between.append(None if hidden else float((after - before).days))
            between += [0.5 if events[after] == 1 else 1 / (events[after] + 1)] * (events[after] - 1)
        plan = Plan(direction=Direction.DECREASE, chart=Chart.T)
        found = judge({}, plan, this_week=sunday, days=DayRecord(marks, began, today, cross))
        assert list(found.values) == pytest.approx(between)
        if sum(gap is not None for gap in between) < 13:
            assert found.analysis is None
            continue
        line = lines(Chart.T, between, [None] * len(between), len(between), True)
        assert line is not None and found.analysis is not None
        assert found.limits()[0] == pytest.approx((line[0].lower, line[0].upper), rel=5e-4, abs=1e-9)
        assert [point.special_cause for point in found.analysis.points] == labels(between, line, 7, 7)
        judged_series += 1
    assert judged_series > SERIES / 3
