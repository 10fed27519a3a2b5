"""The benchmark of the pages of many boards, at a few teams: every page is opened, draws its content, and is asked."""

from pathlib import Path

import pytest

from tests.benchmarks import bench_many
from vmboard.store.engine import dispose

pytestmark = pytest.mark.browser


def test_every_page_of_many_boards_draws_what_the_benchmark_waits_for(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'many.db'}"
    bench_many.fill(url, 16, measures=20, weeks=30)
    with bench_many.app(url) as (where, pid):
        told = list(bench_many.measure(where, pid, url, bench_many.PAGES, runs=1))
    dispose(url)
    assert [name for name, *_ in told] == [page.name for page in bench_many.PAGES]
