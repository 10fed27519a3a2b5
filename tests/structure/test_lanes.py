"""What keeps the everyday lane quick and the full one true."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.lanes import CORES, ByFile
from tests.structure.trusted import Function, parsed
from vmboard.settings import ROOT

TESTS = sorted((ROOT / "tests").rglob("*.py"))
LONGEST_WAIT = 1500
"""Milliseconds. What takes longer is waited for by what comes of it, or the page's clock is wound forward."""
MAIN_JOB = {"wall", "week", "projects", "huddle", "imports", "every_page", "sign_in"}
MOST_SMOKE = 20


def marks(node: Function) -> set[str]:
    """The names of the marks a test wears itself."""
    return {part.attr for each in node.decorator_list for part in ast.walk(each) if isinstance(part, ast.Attribute)}


def functions(path: Path) -> list[Function]:
    return [node for node in parsed(path).body if isinstance(node, Function)]


def test_no_test_waits_blindly_for_long() -> None:
    waits = {
        f"{path.name}:{node.lineno}": node.args[0].value
        for path in TESTS if path.parent.name != "benchmarks" and "wait_for_timeout" in path.read_text("utf-8")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr == "wait_for_timeout" and isinstance(node.args[0], ast.Constant)
    }  # fmt: skip
    assert {place: wait for place, wait in waits.items() if wait > LONGEST_WAIT} == {}


def test_every_test_of_a_browser_says_so() -> None:
    """Else the everyday lane would run it."""
    for path in TESTS:
        source = path.read_text("utf-8")
        whole = "pytestmark = pytest.mark.browser" in source or "pytestmark = [pytest.mark.browser" in source
        for test in functions(path):
            if test.name.startswith("test_") and "browser" in {each.arg for each in test.args.args}:
                assert whole or "browser" in marks(test), f"{path.name}: {test.name}"


def test_the_everyday_lane_has_a_few_browser_tests_of_the_main_job() -> None:
    files = [path.stem for path in TESTS for test in functions(path) if "smoke" in marks(test)]
    assert len(files) <= MOST_SMOKE
    assert all(any(part in name for name in files) for part in MAIN_JOB)


BROWSERS = [
    f"tests/ui/{name}_in_a_browser.py::test_it" for name in ("test_week", "test_huddle", "test_measure", "test_who")
]
OTHERS = [f"tests/domain/{name}.py::test_it" for name in ("test_words", "test_weeks", "test_numbers", "test_refusals")]


class Process:
    """One that runs tests: what it was given, none of it done yet."""

    shutting_down = False

    def __init__(self, number: int, given: list[str]) -> None:
        self.gateway, self.given = SimpleNamespace(id=f"gw{number}"), given

    def send_runtest_some(self, places: list[int]) -> None:
        self.given += [[*BROWSERS, *OTHERS][place] for place in places]

    def shutdown(self) -> None:
        self.shutting_down = True


@pytest.mark.parametrize("everything", [True, False])
def test_in_the_full_lane_the_spare_process_waits_for_the_last_file_of_browser_tests(everything: bool) -> None:
    options = SimpleNamespace(all=everything, loadscopereorder=False, tx=["popen"] * 2, numprocesses=None)
    config = SimpleNamespace(option=options, rootpath=ROOT, getvalue=lambda name: getattr(options, name))
    scheduler = ByFile(config, None)
    first, spare = Process(0, []), Process(CORES, [])
    for process in (first, spare):
        scheduler.add_node(process)
        scheduler.add_node_collection(process, [*BROWSERS, *OTHERS])
    scheduler.schedule()
    if not everything:
        assert spare.given
        return
    while len(first.given) < len(BROWSERS):
        assert spare.given == []
        scheduler.mark_test_complete(first, len(first.given) - 2)
    assert first.given[: len(BROWSERS)] == BROWSERS and set(spare.given) <= set(OTHERS)
    assert spare.given
