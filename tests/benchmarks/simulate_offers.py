"""How good the board's offers are: of a chart for so many out of so many, of a new centre line; and Anhøj's rules.
Run by hand.

    python -m tests.benchmarks.simulate_offers [--series 2000]

Prints the tables that stand in docs/guide/signals.md. Seeded: the same figures every time.
"""

import argparse
from collections.abc import Sequence
from random import Random

from tests.benchmarks.simulate_false_alarms import percent, row
from vmboard.domain.spc.analysis import Chart, analyse
from vmboard.domain.spc.offers import offer
from vmboard.domain.spc.series import read
from vmboard.domain.spc.stable_shift import WEEKS, lasting_shift
from vmboard.domain.words import Direction, Rules, Signal

SEED = 2026
SERIES = 2000
SIZES = (50, 200, 1000, 4000)
CHARTS = (Chart.P, Chart.P_PRIME)


def weeks_of(chance: Random, size: int, spread: float, weeks: int = 26) -> list[int]:
    """So many out of ``size`` each week: by chance about a level of 85% that itself moves by ``spread``."""
    counts = []
    for _ in range(weeks):
        level = min(max(chance.gauss(0.85, spread), 0.0), 1.0)
        exact = sum(chance.random() < level for _ in range(size)) if size <= 200 else None
        near = round(chance.gauss(size * level, (size * level * (1 - level)) ** 0.5))
        counts.append(min(max(near, 0), size) if exact is None else exact)
    return counts


def alarms(size: int, spread: float, series: int) -> tuple[float, float, float, float]:
    """Shares of stable series whose latest week is Better or Worse: by P, by P′, by the chart that is offered; and how
    often that is P′."""
    chance, told = Random(f"{SEED} {size} {spread}"), [0, 0, 0, 0]
    for _ in range(series):
        counts = weeks_of(chance, size, spread)
        sizes = [size] * len(counts)
        values = [100 * count / size for count in counts]
        offered = offer(values, sizes, "%", Direction.INCREASE, None)
        assert offered is not None
        false = {chart: _speaks(analyse(counts, chart=chart, denominators=sizes).signal) for chart in CHARTS}
        for place, happened in enumerate((*false.values(), false[offered.chart], offered.chart is Chart.P_PRIME)):
            told[place] += happened
    return told[0] / series, told[1] / series, told[2] / series, told[3] / series


def rate_alarms(events: float, spread: float, series: int) -> tuple[float, float, float, float]:
    """As ``alarms``, of so many events a week for 1,000 bed days, the rate itself moving by a share of itself: U, U′,
    the chart that is offered, how often that is U′."""
    chance, told = Random(f"{SEED} rate {events} {spread}"), [0, 0, 0, 0]
    for _ in range(series):
        levels = [events * max(chance.gauss(1, spread), 0.05) for _ in range(26)]
        counts = [float(max(round(chance.gauss(level, level**0.5)), 0)) for level in levels]
        sizes = [1000.0] * 26
        offered = offer(counts, sizes, "per 1,000 bed days", Direction.DECREASE, None, numerators=counts)
        assert offered is not None
        charts = (Chart.U, Chart.U_PRIME)
        false = {chart: _speaks(analyse(counts, chart=chart, denominators=sizes).signal) for chart in charts}
        for place, happened in enumerate((*false.values(), false[offered.chart], offered.chart is Chart.U_PRIME)):
            told[place] += happened
    return told[0] / series, told[1] / series, told[2] / series, told[3] / series


def _speaks(signal: Signal) -> bool:
    return signal in (Signal.IMPROVEMENT, Signal.CONCERN)


def anhoj(useful: int, series: int) -> float:
    """The share of stable series of so many useful points in which a run is too long or crossings are too few."""
    chance, signals = Random(f"{SEED} anhoj {useful}"), 0
    for _ in range(series):
        found = analyse([chance.gauss(0, 1) for _ in range(useful)], rules=Rules.ANHOJ)
        signals += bool(found.shift or found.too_few_runs)
    return signals / series


def is_offered(values: Sequence[float], first: int) -> bool:
    """Whether a new line is offered in any week from ``first`` on, as weeks come in one by one."""
    return any(
        lasting_shift(read(values[:weeks], None, ()), Chart.XMR) is not None for weeks in range(first, len(values) + 1)
    )


def stable(series: int) -> float:
    """The share of two-year series in which nothing happens that are ever offered a new line."""
    chance = Random(f"{SEED} stable")
    made = ([chance.gauss(0, 1) for _ in range(104)] for _ in range(series))
    return sum(is_offered(values, 2 * WEEKS) for values in made) / series


def changed(before: int, by: float, series: int) -> float:
    """The share of series whose level moves for good after so many weeks that are offered a line within thirty."""
    chance = Random(f"{SEED} changed {before} {by}")
    made = ([chance.gauss(by if week >= before else 0, 1) for week in range(before + 30)] for _ in range(series))
    return sum(is_offered(values, before + WEEKS) for values in made) / series


def main(series: int) -> None:
    print("So many out of so many: each week, level moves by, P, P′, offered, offered is P′")
    for spread, name in ((0.0, "not at all"), (0.02, "2 points")):
        for size in SIZES:
            print(row(f"{size:,}", name, *map(percent, alarms(size, spread, series))))
    print("\nSo many events for 1,000 bed days: each week, rate moves by, U, U′, offered, offered is U′")
    for spread, name in ((0.0, "not at all"), (0.1, "a tenth")):
        for events in (10, 50, 200, 1000):
            print(row(f"{events:,}", name, *map(percent, rate_alarms(events, spread, series))))
    print("\nAnhøj, any signal: useful points")
    for useful in (12, 24, 36, 48):
        print(row(useful, percent(anhoj(useful, 10 * series))))
    print("\nNew centre line: stable two years, ever offered")
    print(row(percent(stable(series))))
    print("\nOffered within 30 weeks: weeks before, 1, 1.5, 2 standard deviations")
    for before in (26, 52, 78):
        print(row(before, *(percent(changed(before, by, series // 2)) for by in (1.0, 1.5, 2.0))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--series", type=int, default=SERIES)
    main(parser.parse_args().series)
