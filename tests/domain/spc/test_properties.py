"""What holds for any series: the rules written the long way round agree, and some changes never matter."""

import json
import math
import re
import sys
from itertools import groupby, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from vmboard.domain.spc.analysis import Analysis, Chart, analyse
from vmboard.domain.spc.contract import answer
from vmboard.domain.spc.sentences import sentence
from vmboard.domain.words import Direction, Rules

anything = st.floats(allow_nan=False, allow_infinity=False)
extremes = st.sampled_from([0.0, -0.0, 5e-324, -5e-324, 1e-300, 1.7e308, -1.7e308, 100.0, 97.3, 0.1])
gapped = st.lists(st.none() | anything | extremes, max_size=40)
pence = st.integers(-100_000, 100_000).map(lambda n: n / 100)
small = st.integers(0, 6)
series = st.lists(st.one_of(st.none(), small, small, small, small, small), min_size=1, max_size=40)
waves = st.lists(st.tuples(st.integers(1, 9), st.sampled_from([-2, -1, 1, 2])), min_size=2, max_size=8)


def walk(waves: list[tuple[int, int]]) -> list[float]:
    """Long slopes up and down, so that trends and shifts are common."""
    values = [0.0]
    for length, step in waves:
        values += [values[-1] + step * n for n in range(1, length + 1)]
    return values


def labels(analysis: Analysis) -> list[str | None]:
    return [point.special_cause for point in analysis.points]


@given(
    values=gapped,
    rules=st.none() | st.sampled_from(Rules),
    chart=st.none() | st.sampled_from(Chart),
    direction=st.sampled_from(Direction),
    target=st.none() | anything,
    rebase_at=st.lists(st.integers(-3, 45), max_size=3),
    baseline_points=st.none() | st.integers(1, 20),
    screening=st.booleans(),
    fixed_centre=st.none() | anything | extremes,
    size=st.none() | anything | extremes,
    unit=st.sampled_from(["", "count", "%", "£", "days"]),
)
@example(  # a centre as large as a number can be was said a hair larger: endless
    values=[0.0], rules=None, chart=Chart.XMR, direction=Direction.INCREASE, target=None, rebase_at=[],
    baseline_points=None, screening=True, fixed_centre=sys.float_info.max, size=None, unit="",
)  # fmt: skip
def test_nothing_raises_and_nothing_is_nan(values, size, unit, **options):
    request = {
        "values": values,
        "denominators": [size] * len(values),
        "unit": unit,
        "name": "Falls",
        **options,
    }
    found = answer(request)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert len(found["points"]) == len(values)
    assert sum(segment["points"] for segment in found["segments"]) == len(values)
    assert re.fullmatch(r"[A-Z].*[^ ]\.", found["sentence"])
    assert "nan" not in found["sentence"] and "inf" not in found["sentence"]


def the_long_way_round(values, centre, lower, upper, shift, trend) -> list[str | None]:
    """The rules of NHSRplotthedots with the 2023 wording of two in three, window by window."""
    near_lower, near_upper = centre - (centre - lower) * 2 / 3, centre + (upper - centre) * 2 / 3
    found: list[str | None] = [None] * len(values)

    def windows(length):
        for start in range(len(values) - length + 1):
            window = values[start : start + length]
            if None not in window:
                yield start, window

    for start, window in windows(shift):
        for side, name in ((1, "shift_above"), (-1, "shift_below")):
            if all(side * (v - centre) > 1e-9 for v in window):
                found[start : start + shift] = [name] * shift
    for start, window in windows(3):
        for side, near, name in (
            (1, near_upper, "two_in_three_above"),
            (-1, near_lower, "two_in_three_below"),
        ):
            members = [i for i, v in enumerate(window) if side * (v - near) > 1e-9]
            if len(members) >= 2 and all(side * (v - centre) > 1e-9 for v in window):
                for i in members:
                    found[start + i] = name
    for start, window in windows(trend):
        for side, name in ((1, "trend_up"), (-1, "trend_down")):
            if all(side * (b - a) > 0 for a, b in pairwise(window)):
                found[start : start + trend] = [name] * trend
    for place, value in enumerate(values):
        if value is not None and value > upper + 1e-9:
            found[place] = "above_ucl"
        if value is not None and value < lower - 1e-9:
            found[place] = "below_lcl"
    return found


@given(values=series | waves.map(walk), rules=st.sampled_from([Rules.MDC, Rules.PHS]), screening=st.booleans())
def test_limits_and_labels_are_those_of_the_rules_written_the_long_way_round(values, rules, screening):
    analysis = analyse(values, rules=rules, screening=screening)
    known = [v for v in values if v is not None]
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    if not ranges or not any(ranges):
        return
    centre, average = sum(known) / len(known), sum(ranges) / len(ranges)
    if screening:
        kept = [r for r in ranges if r < 3.267 * average]
        average = sum(kept) / len(kept) or average
    segment = analysis.segments[0]
    assert segment.centre is not None and segment.upper is not None and segment.lower is not None
    assert math.isclose(segment.centre, centre, abs_tol=1e-9)
    assert math.isclose(segment.upper, centre + 2.66 * average, abs_tol=1e-9)
    assert math.isclose(segment.lower, centre - 2.66 * average, abs_tol=1e-9)
    shift, trend = (7, 7) if rules is Rules.MDC else (8, 6)
    assert labels(analysis) == the_long_way_round(values, centre, segment.lower, segment.upper, shift, trend)


@given(values=series | waves.map(walk))
def test_a_run_chart_is_that_of_its_rules_written_the_long_way_round(values):
    analysis = analyse(values, rules=Rules.HIS)
    known = sorted(v for v in values if v is not None)
    if not known:
        return
    median = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    useful = [(place, v > median) for place, v in enumerate(values) if v is not None and v != median]
    runs = [list(run) for _, run in groupby(useful, key=lambda pair: pair[1])]
    expected: list[str | None] = [None] * len(values)
    for run in runs:
        for place, above in run if len(run) >= 6 else []:
            expected[place] = "shift_above" if above else "shift_below"
    assert (analysis.median, analysis.useful_points, analysis.runs) == (median, len(useful), len(runs))
    assert labels(analysis) == expected
    moving = [v for v, _ in groupby(v for v in values if v is not None)]
    windows = [moving[i : i + 5] for i in range(len(moving) - 4)]
    assert analysis.trend == any(w == sorted(w) or w == sorted(w, reverse=True) for w in windows)


@given(
    values=st.lists(st.none() | pence, min_size=1, max_size=30),
    moved=st.integers(-1_000_000, 1_000_000),
    rules=st.sampled_from(Rules),
)
def test_moving_every_figure_leaves_the_labels_alone(values, moved, rules):
    shifted = [None if v is None else v + moved / 100 for v in values]
    assert labels(analyse(shifted, rules=rules)) == labels(analyse(values, rules=rules))


@given(
    values=st.lists(st.none() | pence, min_size=1, max_size=30),
    factor=st.floats(1e-12, 1e12),
    rules=st.sampled_from(Rules),
)
def test_another_unit_leaves_the_labels_alone(values, factor, rules):
    scaled = [None if v is None else v * factor for v in values]
    assert labels(analyse(scaled, rules=rules)) == labels(analyse(values, rules=rules))


@given(values=st.lists(st.none() | pence, min_size=1, max_size=30), target=pence, rules=st.sampled_from(Rules))
def test_turned_upside_down_with_the_better_way_turned_means_the_same(values, target, rules):
    up = analyse(values, rules=rules, target=target)
    over = [None if v is None else -v for v in values]
    down = analyse(over, rules=rules, target=-target, direction=Direction.DECREASE)
    assert [p.meaning for p in up.points] == [p.meaning for p in down.points]
    assert up.assurance == down.assurance
    assert up.signal == down.signal


@given(
    values=series,
    places=st.sets(st.integers(0, 39)),
    chart=st.sampled_from([Chart.XMR, Chart.RUN, Chart.C, Chart.G]),
)
def test_an_excluded_point_counts_as_little_as_a_missing_one(values, places, chart):
    ghosted = analyse(values, chart=chart, excluded=places, target=3)
    missing = analyse([None if i in places else v for i, v in enumerate(values)], chart=chart, target=3)
    assert labels(ghosted) == labels(missing)
    assert ghosted.segments == missing.segments
    assert (ghosted.variation, ghosted.assurance, ghosted.runs) == (
        missing.variation,
        missing.assurance,
        missing.runs,
    )


@given(first=series, second=series, rules=st.sampled_from(Rules), baseline=st.none() | st.integers(1, 15))
def test_a_segment_is_judged_as_if_it_stood_alone(first, second, rules, baseline):
    both = analyse(first + second, rules=rules, baseline_points=baseline, rebase_at=[len(first)])
    alone = [analyse(part, rules=rules, baseline_points=baseline) for part in (first, second)]
    assert labels(both) == labels(alone[0]) + labels(alone[1])


@given(
    values=st.lists(pence, min_size=13, max_size=20),
    decimals=st.integers(0, 2),
    unit=st.sampled_from(["", "%"]),
)
def test_a_sentence_never_contradicts_its_own_figures(values, decimals, unit):
    analysis = analyse(values, baseline_points=12)
    said = sentence(analysis, name="Falls", unit=unit, decimals=decimals, values=values)
    shown = re.search(r"(Higher|Lower) than usual this week: (\S+?)%?, usual (\S+?)(?: to (\S+?))?%?\.$", said)
    if shown:
        side, *texts = shown.groups()
        figure, low, high = (float((t or texts[1]).replace("−", "-").replace(",", "")) for t in texts)
        assert figure > high if side == "Higher" else figure < low
