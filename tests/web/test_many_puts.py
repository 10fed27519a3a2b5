"""The benchmark of puts in short: every one is kept while the walls hear of changes. How fast is its own to say."""

import asyncio

import pytest

from tests.benchmarks.bench import Server
from tests.benchmarks.bench_puts import run


@pytest.mark.long
def test_figures_by_the_hundred_are_all_kept_while_walls_follow() -> None:
    with Server(teams=2, displays=4) as server:
        result = asyncio.run(run(server, rate=200, seconds=1, displays=4))
    print(result.told())
    assert result.refused == [] and len(result.took) == 200
    assert result.waits
