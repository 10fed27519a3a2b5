"""How often teams side by side are called different: of groups that chance alone tells apart, of like teams that spread
wider, and where one really differs. Run by hand.

    python -m tests.benchmarks.simulate_teams [--groups 2000]

Prints the tables that stand in docs/guide/signals.md. Seeded: the same figures every time. A share of 4% of 2,000
groups is good to about 0.9 percentage points either way (two standard errors); all but the first two tables are of a
quarter as many. Beside each share stands that by three standard deviations of a normal curve, which exact limits
replaced.
"""

import argparse
import math
from collections.abc import Callable
from random import Random

from tests.benchmarks.simulate_false_alarms import percent, row
from vmboard.domain.organisation.comparing import Position, Share, variation
from vmboard.domain.spc.limits import bands_by_size
from vmboard.domain.spc.words import Chart

SEED = 2026
GROUPS = 2000
TEAMS = (5, 10, 30)
MEANS = (0.5, 2, 5, 20, 100)
APART = (Position.HIGHER, Position.LOWER)

Count = Callable[[Random, bool], float]
"""One team's events; True of the first one, which may really differ."""


def called(chart: Chart, count: Count, teams: int, size: float, groups: int, seed: object) -> dict[str, float]:
    """Shares of groups in which any team, and the first one, is called different; each by exact limits and by normal
    ones."""
    chance, told = Random(f"{SEED} {seed}"), [0, 0, 0, 0]
    for _ in range(groups):
        events = [count(chance, place == 0) for place in range(teams)]
        found = variation([Share(f"{place:02}", many, size) for place, many in enumerate(events)], chart)
        exact = [place.position in APART for place in found.places]
        band = None if found.centre is None else bands_by_size(chart, found.centre, [size], found.wider)[0]
        normal = [band is not None and not band.lower <= many / size <= band.upper for many in events]
        for place, happened in enumerate((any(exact), any(normal), exact[0], normal[0])):
            told[place] += happened
    names = ("any", "any by normal", "first", "first by normal")
    return {name: many / groups for name, many in zip(names, told, strict=True)}


def poisson(chance: Random, mean: float) -> float:
    """How many events come in one unit of time, one after the other."""
    many, at = 0, chance.expovariate(mean) if mean > 0 else 1.0
    while at < 1:
        many, at = many + 1, at + chance.expovariate(mean)
    return float(many)


def equal(mean: float, off: float = 0.0) -> Count:
    """Events that come alone, equally often on every team; of the first one so many standard deviations more."""
    other = max(mean + off * math.sqrt(mean), 0.0)
    return lambda chance, is_first: poisson(chance, other if is_first else mean)


def wide(mean: float, times: float) -> Count:
    """Each team has a rate of its own, by a gamma curve: counts spread so many ``times`` as far as by chance."""
    scale = times**2 - 1
    return lambda chance, _: poisson(chance, chance.gammavariate(mean / scale, scale))


def missed(size: int) -> Count:
    """Nine of ten met, on every team: one not met follows another after a geometric number of cases."""
    of_log = math.log(0.9)

    def count(chance: Random, _: bool) -> float:
        short, at = 0, 1 + int(math.log(1 - chance.random()) / of_log)
        while at <= size:
            short, at = short + 1, at + 1 + int(math.log(1 - chance.random()) / of_log)
        return float(size - short)

    return count


def large(off: float = 0.0) -> Count:
    """Of 10,000, half: teams spread four times as far as chance, and the first stands so many of these spreads off."""
    return lambda chance, is_first: 5000 + 50 * 4 * (chance.gauss(0, 1) + off * is_first)


def both(found: dict[str, float], which: str) -> str:
    return f"{percent(found[which])} ({percent(found[f'{which} by normal'])})"


def of_rates(title: str, made: Callable[[float], Count], which: str, groups: int) -> None:
    print(f"\n{title}: teams; mean events of a team {', '.join(map(str, MEANS))}")
    for teams in TEAMS:
        cells = (called(Chart.U, made(mean), teams, 1000.0, groups, f"{title} {teams} {mean}") for mean in MEANS)
        print(row(teams, *(both(found, which) for found in cells)))


def of_proportions(groups: int) -> None:
    print(f"\nEqual teams, 9 of 10, not met on average {', '.join(map(str, MEANS))}")
    sizes = [round(10 * mean) for mean in MEANS]
    for teams in TEAMS:
        cells = (called(Chart.P, missed(size), teams, size, groups, f"missed {teams} {size}") for size in sizes)
        print(row(teams, *(both(found, "any") for found in cells)))


def of_large(groups: int) -> None:
    print("\nLarge teams that all spread 4 times as far: one is called different; one 6 spreads off is found")
    for teams in TEAMS:
        alike = called(Chart.P, large(), teams, 10_000.0, groups, f"large {teams}")
        off = called(Chart.P, large(-6), teams, 10_000.0, groups, f"large off {teams}")
        print(row(teams, both(alike, "any"), both(off, "first")))


def main(groups: int) -> None:
    print("One is called different; in brackets by a normal curve")
    of_rates("Equal teams, events", equal, "any", groups)
    of_proportions(groups)
    of_rates("All spread twice as far", lambda mean: wide(mean, 2), "any", groups // 4)
    of_rates("All spread 4 times as far", lambda mean: wide(mean, 4), "any", groups // 4)
    of_rates("One 6 standard deviations higher is found", lambda mean: equal(mean, 6), "first", groups // 4)
    of_rates("One 4 standard deviations lower is found", lambda mean: equal(mean, -4), "first", groups // 4)
    of_large(groups // 4)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--groups", type=int, default=GROUPS)
    main(parser.parse_args().groups)
