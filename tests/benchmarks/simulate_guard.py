"""How often the guard finds what is there, and what is not: ``python -m tests.benchmarks.simulate_guard``."""

import time
from collections.abc import Callable
from random import Random

from tests.identifier_cases import ALIKE, CHI_FORMATS, FORMATS, NEAR_MISSES, chi_number, nhs_number
from vmboard.domain.text.identifiers import find

MANY = 10_000


def main() -> None:
    any_number = Random(7)
    for name, write in (FORMATS | CHI_FORMATS).items():
        missed = 0
        for _ in range(300):
            kinds = [chi_number(any_number, 10), chi_number(any_number, 11)]
            kinds += [] if name in CHI_FORMATS else [nhs_number(any_number)]
            missed += sum(find(write(number)).found is None for number in kinds)
        print(f"{name:34} missed {missed}")
    for kinds_of in (NEAR_MISSES, ALIKE):
        for name, write in kinds_of.items():
            print(f"{name:34} {_share_found(write, any_number):6.2%}")
    lines = [write(any_number) for write in NEAR_MISSES.values() for _ in range(4_000)]
    began = time.perf_counter()
    for line in lines:
        find(line)
    print(f"{len(lines):,} lines in {time.perf_counter() - began:.1f} s")


def _share_found(write: Callable[[Random], str], any_number: Random) -> float:
    return sum(find(write(any_number)).found is not None for _ in range(MANY)) / MANY


if __name__ == "__main__":
    main()
