"""What keeps the everyday lane quick and the full one true."""

import ast
from pathlib import Path

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
        for path in TESTS if path.parent.name != "benchmarks"
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
