"""How large the differences are that other tools have by a constant or a choice. Quick, seeded; the guide gives these
figures and a test holds it to them.

    python -m tests.benchmarks.simulate_differences
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from vmboard.domain.spc.analysis import Chart, analyse
from vmboard.domain.spc.limits import Band
from vmboard.domain.spc.rules import beyond, sides
from vmboard.domain.words import Signal

SEED = 2026
SERIES = 2000
POWER, OURS, THEIRS = 3.6, 2.66, 3 / 1.128


def t_limits() -> tuple[float, float, float]:
    """By how much upper T limits of 26 exponential gaps lie above those with 3/1.128, as a share of these, in the
    middle of all series; and how much a lower one that is above nought lies below, in the middle and at three quarters.
    """
    chance, upper, lower = Random(f"{SEED} t"), list[float](), list[float]()
    for _ in range(SERIES):
        gaps = [chance.expovariate(1 / 20) for _ in range(26)]
        segment = analyse(gaps, chart=Chart.T).segments[0]
        assert segment.centre is not None and segment.lower is not None and segment.upper is not None
        centre, high = segment.centre ** (1 / POWER), segment.upper ** (1 / POWER)
        reach = (high - centre) * THEIRS / OURS
        upper.append(segment.upper / (centre + reach) ** POWER - 1)
        if segment.lower > 0:
            lower.append(1 - segment.lower / (centre - reach) ** POWER)
    return _middle(upper), _middle(lower), sorted(lower)[len(lower) * 3 // 4]


def two_in_three() -> tuple[float, float]:
    """How often the latest of 26 stable weeks is one of two in three by our rule, and where the third point may lie on
    the other side."""
    chance, ours, theirs = Random(f"{SEED} two in three"), 0, 0
    for _ in range(5 * SERIES):
        values = [chance.gauss(0, 1) for _ in range(26)]
        found = analyse(values)
        segment = found.segments[0]
        assert segment.centre is not None and segment.lower is not None and segment.upper is not None
        centre, reach = segment.centre, (segment.upper - segment.centre) * 2 / 3
        band = Band(segment.lower, centre - reach, centre + reach, segment.upper)
        far, side = beyond(values[-3:], [band] * 3, 0.0), sides(values[-3:], centre, 0.0)
        near = {place: way for place, way, _ in far}
        straddles = any(list(near.values()).count(way) >= 2 and near.get(2) == way for way in (1, -1))
        theirs += straddles
        ours += straddles and len(set(side)) == 1
    return ours / (5 * SERIES), theirs / (5 * SERIES)


def left_out() -> tuple[float, float]:
    """By how much the usual range of 26 stable weeks of which two are left out is wider or narrower where the gap is
    bridged: on average over series, and at the ninety-fifth of a hundred."""
    chance, moved = Random(f"{SEED} left out"), list[float]()
    for _ in range(SERIES):
        values = [chance.gauss(0, 1) for _ in range(26)]
        ghosts = chance.sample(range(1, 25), 2)
        segment = analyse(values, excluded=ghosts, chart=Chart.XMR).segments[0]
        assert segment.upper is not None and segment.centre is not None
        bridged = [value for place, value in enumerate(values) if place not in ghosts]
        moved.append(abs(_reach(bridged) / (segment.upper - segment.centre) - 1))
    return sum(moved) / len(moved), sorted(moved)[round(len(moved) * 0.95)]


def two_on_a_day() -> tuple[float, float]:
    """How often two on one day are Worse after 25 gaps of half an event a week, counted in whole days: as nought, and
    as a third of a day."""
    chance, worse = Random(f"{SEED} two on a day"), [0, 0]
    for _ in range(SERIES):
        gaps = [float(math.ceil(chance.expovariate(0.5 / 7))) for _ in range(25)]
        for place, last in enumerate((0.0, 1 / 3)):
            worse[place] += analyse([*gaps, last], chart=Chart.T).signal is Signal.CONCERN
    return worse[0] / SERIES, worse[1] / SERIES


def _reach(values: Sequence[float]) -> float:
    steps = [abs(after - before) for before, after in pairwise(values)]
    average = sum(steps) / len(steps)
    kept = [step for step in steps if step < 3.267 * average]
    return OURS * sum(kept) / len(kept)


def _middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def main() -> None:
    print("T limits, upper; lower, middle and three quarters:", *(f"{share:.3%}" for share in t_limits()))
    print("two in three, ours and without the side:", *(f"{share:.2%}" for share in two_in_three()))
    print("two on a day, as nought and as a third:", *(f"{share:.0%}" for share in two_on_a_day()))
    print("left out, average and 95th:", *(f"{share:.1%}" for share in left_out()))


if __name__ == "__main__":
    main()
