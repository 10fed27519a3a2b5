"""No benchmark rots: each still runs, in its short form, and prints its figures. What they are is theirs to say."""

from pathlib import Path

import pytest

from tests.benchmarks.__main__ import BENCHMARKS, run

IN_A_TEST_OF_ITS_OWN = {"many", "puts", "flood"}
"""tests/ui/test_pages_of_many_in_a_browser.py, test_many_puts.py and test_flood.py run these, and look closer."""


@pytest.mark.long
@pytest.mark.browser
@pytest.mark.parametrize("name", sorted(BENCHMARKS.keys() - IN_A_TEST_OF_ITS_OWN))
def test_a_benchmark_runs(name: str) -> None:
    result = run(name, short=True)
    assert result.code == 0, result.said
    assert any(character.isdigit() for character in result.said), "no figures"


def test_every_benchmark_is_on_the_list() -> None:
    there = {path.stem.removeprefix("bench_") for path in Path("tests/benchmarks").glob("bench_*.py")}
    assert there == BENCHMARKS.keys()
