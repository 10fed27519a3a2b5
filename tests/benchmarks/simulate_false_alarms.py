"""How often the rules cry wolf: series in which nothing happens, judged by the engine. Run by hand.

    python -m tests.benchmarks.simulate_false_alarms [--series 20000]

Prints the tables that stand in docs/guide/signals.md. Seeded: the same figures every time. A share of 2% of
20,000 series is good to about 0.2 percentage points either way (two standard errors).
"""

import argparse
import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import accumulate, repeat
from random import Random
from typing import NamedTuple

from vmboard.domain.measures.between import DayRecord
from vmboard.domain.measures.judged import Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.spc.analysis import Analysis, Chart, analyse
from vmboard.domain.spc.offers import between
from vmboard.domain.words import Direction, Rules, Signal

SEED = 2026
SERIES = 20_000
LENGTHS = (13, 26, 52)
MEANS = (0.1, 0.3, 0.5, 0.69, 1.0, 2.0, 5.0)
WEEKS = 26
FIRST_WEEK = date(2020, 1, 5)


class Alarms(NamedTuple):
    """Shares of the series, from 0 to 1: what stood on the latest point, and whether anything stood anywhere."""

    better_or_worse: float
    changed: float
    hint: float
    any_point: float
    any_or_hint: float


def alarms(make: Callable[[Random], Analysis], series: int, seed: object) -> Alarms:
    """Each series is made and judged by ``make``; ``seed`` names the cell, so that cells can be run alone."""
    chance = Random(f"{SEED} {seed}")
    counted = [0] * len(Alarms._fields)
    for _ in range(series):
        for place, happened in enumerate(_seen(make(chance))):
            counted[place] += happened
    return Alarms(*(count / series for count in counted))


def _seen(analysis: Analysis) -> tuple[bool, ...]:
    marked = any(point.special_cause for point in analysis.points)
    runs = bool(analysis.too_few_runs or analysis.too_many_runs)
    signal = analysis.signal
    return (
        signal in (Signal.IMPROVEMENT, Signal.CONCERN),
        signal is Signal.NEUTRAL,
        analysis.hint is not None,
        marked or runs,
        marked or runs or bool(analysis.trend),
    )


def stable(rules: Rules, points: int, series: int = SERIES, *, screening: bool = True) -> Alarms:
    """A steady measure with normal variation."""

    def make(chance: Random) -> Analysis:
        values = [chance.gauss(0, 1) for _ in range(points)]
        return analyse(values, rules=rules, screening=screening)

    return alarms(make, series, f"normal {points}")


def counts(chart: Chart, mean: float, series: int = SERIES) -> Alarms:
    """Events that fall by chance, ``mean`` a week, counted each week (XmR, C)."""
    return alarms(lambda chance: analyse(_poissons(chance, mean, WEEKS), chart=chart), series, f"counts {mean}")


def days_between(mean: float, series: int = SERIES) -> Alarms:
    """The same events as 26 gaps in days, read from the weekly counts as the board reads them (T)."""

    def make(chance: Random) -> Analysis:
        values: list[int] = []
        while sum(values) < WEEKS + 1:
            values.append(_poisson(chance, mean))
        weeks = list(accumulate(repeat(timedelta(7), len(values) - 1), initial=FIRST_WEEK))
        return analyse(between(weeks, values)[:WEEKS], chart=Chart.T)

    return alarms(make, series, f"between {mean}")


def by_day(mean: float, series: int = SERIES) -> tuple[float, float]:
    """The same events marked on their days, looked at on the day by which 27 are to be expected, with the gap that
    still grows: shares that are Better and Worse."""
    chance, told = Random(f"{SEED} by day {mean}"), [0, 0]
    plan = Plan(direction=Direction.DECREASE, chart=Chart.T)
    length = round((WEEKS + 1) * 7 / mean)
    today = FIRST_WEEK + timedelta(length)
    for _ in range(series):
        marks: dict[date, int] = {}
        at = chance.expovariate(mean / 7)
        while at < length:
            day = FIRST_WEEK + timedelta(int(at) + 1)
            marks[day] = marks.get(day, 0) + 1
            at += chance.expovariate(mean / 7)
        found = judge({}, plan, this_week=today, days=DayRecord(marks, FIRST_WEEK, today))
        told[0] += found.signal is Signal.IMPROVEMENT
        told[1] += found.signal is Signal.CONCERN
    return told[0] / series, told[1] / series


def proportions(chart: Chart, share: float, sizes: Sequence[int], series: int = SERIES) -> Alarms:
    """So many out of so many (P), or the same as percentages (XmR); the sizes vary from week to week."""

    def make(chance: Random) -> Analysis:
        out_of = [chance.choice(sizes) for _ in range(WEEKS)]
        done = [sum(chance.random() < share for _ in range(size)) for size in out_of]
        if chart is Chart.P:
            return analyse(done, chart=chart, denominators=out_of)
        return analyse([100 * d / n for d, n in zip(done, out_of, strict=True)], chart=chart)

    return alarms(make, series, f"proportions {share} {sizes}")


def _poissons(chance: Random, mean: float, length: int) -> list[int]:
    return [_poisson(chance, mean) for _ in range(length)]


def _poisson(chance: Random, mean: float) -> int:
    """Knuth: how many uniform numbers it takes to multiply down to e to the minus mean."""
    floor, product, count = math.exp(-mean), chance.random(), 0
    while product > floor:
        product *= chance.random()
        count += 1
    return count


def percent(share: float) -> str:
    return f"{share * 100:.0f}%" if share >= 0.0995 else f"{share * 100:.1f}%"


def row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def control_chart_rows(series: int) -> list[str]:
    lines = []
    for rules, screening in ((Rules.MDC, True), (Rules.MDC, False), (Rules.PHS, True)):
        found = [stable(rules, points, series, screening=screening) for points in LENGTHS]
        name = f"`{rules}`" if screening else f"`{rules}`, ranges not screened"
        latest = (percent(alarm.better_or_worse) for alarm in found)
        lines.append(row(name, *latest, *(percent(alarm.any_point) for alarm in found)))
    return lines


def run_chart_rows(series: int) -> list[str]:
    found = [stable(Rules.HIS, points, series) for points in (12, *LENGTHS)]
    told = {
        "latest point Better or Worse (shift)": "better_or_worse",
        "latest point Changed (runs)": "changed",
        "latest point in a trend of five: a hint": "hint",
        "any shift, or too few or many runs": "any_point",
        "the same, and any trend of five": "any_or_hint",
    }
    return [row(words, *(percent(getattr(alarm, field)) for alarm in found)) for words, field in told.items()]


def count_rows(series: int) -> list[str]:
    lines = []
    for mean in MEANS:
        found = (counts(Chart.XMR, mean, series), counts(Chart.C, mean, series), days_between(mean, series))
        shares = (percent(alarm.better_or_worse) for alarm in found)
        lines.append(row(f"{mean:g}", percent(math.exp(-mean)), *shares))
    return lines


def day_rows(series: int) -> list[str]:
    rows = []
    for mean in (*MEANS[:-1], 3.0):
        better, worse = by_day(mean, series)
        rows.append(row(f"{mean:g}", percent(better), percent(worse)))
    return rows


def proportion_rows(series: int) -> list[str]:
    lines = []
    for name, share, sizes in (
        ("90% of 20", 0.9, [20]),
        ("90% of 5 to 40", 0.9, range(5, 41)),
        ("70% of 5 to 40", 0.7, range(5, 41)),
    ):
        found = (proportions(chart, share, sizes, series) for chart in (Chart.XMR, Chart.P))
        lines.append(row(name, *(percent(alarm.better_or_worse) for alarm in found)))
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--series", type=int, default=SERIES)
    asked = parser.parse_args()
    for title, table in (
        ("XmR, latest and any point at 13, 26, 52", control_chart_rows),
        ("Run chart at 12, 13, 26, 52", run_chart_rows),
        ("Counts: mean a week, zero weeks, XmR, C, T", count_rows),
        ("Day marks: mean a week, T Better, T Worse", lambda series: day_rows(series // 4)),
        ("Proportions: XmR, P", proportion_rows),
    ):
        print(title, *table(asked.series), sep="\n", end="\n\n")
