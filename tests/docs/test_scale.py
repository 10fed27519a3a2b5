"""The page of arithmetic says what its script reckons, from what the benchmarks measured."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.benchmarks.arithmetic import MEASURED, PAGE, SIZES, need, reckoned
from vmboard.settings import ROOT


def test_the_page_holds_what_is_reckoned() -> None:
    assert reckoned() in PAGE.read_text("utf-8"), "python -m tests.benchmarks.arithmetic --write"


def test_every_benchmark_that_it_rests_on_is_there() -> None:
    named = {word.strip("`") for word in reckoned().split() if word.startswith("`tests.")}
    assert named and all(Path(ROOT, *name.split(".")).with_suffix(".py").is_file() for name in named)


def test_twenty_thousand_teams_in_their_busiest_hour_are_the_monday_peak() -> None:
    assert need(20_000, 40_000).saves == pytest.approx(280, abs=3)


def test_what_grows_needs_no_less_and_leaves_sqlite_once() -> None:
    needs = [need(teams, displays) for teams, displays in SIZES]
    for few, many in pairwise(needs):
        assert few.processes <= many.processes and few.app_cores < many.app_cores and few.memory_gb <= many.memory_gb
        assert few.is_sqlite or not many.is_sqlite


def test_what_ends_first_is_what_costs_most() -> None:
    assert need(20_000, 40_000, replace(MEASURED, year_postgres_mb=50)).first == "the database's disk"
    assert need(20_000, 40_000, replace(MEASURED, save_db_ms=60)).first == "the database's cores"
    assert "process" in need(300, 600, replace(MEASURED, board_app_ms=500)).first
