"""Every benchmark by one command, with a table of what each said and took.

    python -m tests.benchmarks [name …] [--short]

Each runs in a process of its own, one after the other, beside the comparison that it is a ratio to. All in full take
most of an hour of a machine that does nothing else; in short form they say only that they still run (a test does that).
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from vmboard.settings import ROOT

OVER = ("MISSED", "over the goal", "over its goal")
"""What a benchmark prints beside a figure that is not what was promised."""


class Benchmark(NamedTuple):
    """What it measures, and the arguments that make it short."""

    measures: str
    short: Sequence[str]


BENCHMARKS = {
    "first_visit": Benchmark(
        "a page's first visit: bytes, and time beside Streamlit's hello", ["--visits", "1", "--quiet", "100"]
    ),
    "wall": Benchmark(
        "a wall's cold load, its refreshes, and a change to the frame",
        ["--loads", "1", "--asks", "50", "--changes", "1", "--rest", "0"],
    ),
    "many_walls": Benchmark(
        "displays held, and how long they wait for a change",
        ["--displays", "4", "--teams", "2", "--editors", "1", "--idle", "1", "--seconds", "1"],
    ),
    "announcements": Benchmark("what another team's commit costs a process", ["--short"]),
    "board": Benchmark("the board, from the database to markup", ["--short"]),
    "pages": Benchmark("each page's rerun", ["board", "week"]),
    "round": Benchmark("the morning round over many teams", ["--short"]),
    "many": Benchmark("pages of many boards, in a browser", ["--teams", "12", "round"]),
    "saves": Benchmark("a figure saved, beside a bare route", ["5"]),
    "clients": Benchmark("many saving at once, on each database", ["0.2"]),
    "moves": Benchmark("a card's move, beside a bare route", ["5"]),
    "puts": Benchmark(
        "figures of other systems, while walls follow", ["--seconds", "1", "--teams", "2", "--displays", "4"]
    ),
    "reports": Benchmark("a report-out as paper, slides and a page", ["--times", "1"]),
    "peak": Benchmark("Monday morning: saves of many wards at once on one Postgres", ["--short"]),
    "year": Benchmark("what a team's year takes in each database", ["--short"]),
    "schemes": Benchmark("the register, and one measure over many teams", ["12"]),
    "flood": Benchmark("what others notice of a flood", ["--short"]),
}


class Result(NamedTuple):
    name: str
    seconds: float
    code: int
    said: str

    @property
    def word(self) -> str:
        if self.code:
            return "DID NOT RUN"
        return "over a goal" if any(word in self.said for word in OVER) else "ran"


def run(name: str, *, short: bool) -> Result:
    arguments = BENCHMARKS[name].short if short else ()
    command = [sys.executable, "-m", f"tests.benchmarks.bench_{name}", *arguments]
    begun = perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    said = done.stdout if done.returncode == 0 else done.stdout + done.stderr[-2000:]
    return Result(name, perf_counter() - begun, done.returncode, said)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="name")
    parser.add_argument("--short", action="store_true")
    asked = parser.parse_args()
    results = []
    for name in asked.names or BENCHMARKS:
        print(f"\n== {name}: {BENCHMARKS[name].measures}", flush=True)
        results.append(run(name, short=asked.short))
        print(results[-1].said.strip(), flush=True)
    print(f"\n{'benchmark':14}{'took':>9}")
    for result in results:
        print(f"{result.name:14}{result.seconds:7.0f} s  {result.word}")
    sys.exit(any(result.code for result in results))


if __name__ == "__main__":
    main()
