"""Coverage contexts: which tests reach which line, and how long each test takes, from one run of them.

What a shared fixture does is reached by every test that asks for it, not just by the first, which happens to build it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import coverage
import pytest


@dataclass
class Reach:
    """Seconds of each test by its id, and the ids that reach a line of a file."""

    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    """What each test file, and the code under it, was when it ran."""

    def tests(self, path: str, line: int, wide: bool) -> list[str]:
        """Ids of the tests to run for a fault, those most likely to notice first: the file's own, then the quickest."""
        by_line = self.lines.get(path, {})
        ids = {test for at, tests in by_line.items() if wide or int(at) == line for test in tests}
        if not ids and wide:  # a file of nothing but constants
            ids = {test for test in self.seconds if test.split("/")[1] == path.split("/")[1]} or set(self.seconds)
        own = f"/test_{Path(path).stem}"
        return sorted(ids, key=lambda test: (own not in test, self.seconds[test], test))

    def take(self, newer: "Reach", states: dict[str, str]) -> None:
        """In place of what was known of these test files."""
        older = self.only(self.states.keys() - states.keys())
        self.seconds = older.seconds | newer.seconds
        self.lines = {
            path: {
                line: older.lines.get(path, {}).get(line, []) + newer.lines.get(path, {}).get(line, [])
                for line in older.lines.get(path, {}).keys() | newer.lines.get(path, {}).keys()
            }
            for path in older.lines.keys() | newer.lines.keys()
        }
        self.states |= states

    def only(self, files: Collection[str]) -> "Reach":
        """What the tests of these files reach."""
        seconds = {test: spent for test, spent in self.seconds.items() if test.partition("::")[0] in files}
        lines = {
            path: {line: [test for test in tests if test in seconds] for line, tests in by_line.items()}
            for path, by_line in self.lines.items()
        }
        return Reach(seconds, lines, {file: self.states[file] for file in files})

    def save(self, place: Path) -> None:
        place.write_text(json.dumps(vars(self)))

    @classmethod
    def load(cls, place: Path) -> "Reach":
        return cls(**json.loads(place.read_text()))


class Recorder:
    """A pytest plugin that notes what each test of a run reaches of the packages given."""

    def __init__(self, *packages: str) -> None:
        self.coverage = coverage.Coverage(data_file=None, include=[f"{package}/*" for package in packages])
        self.seconds: dict[str, float] = defaultdict(float)
        self.asks: dict[str, set[str]] = defaultdict(set)
        self.test = ""

    def pytest_sessionstart(self) -> None:
        self.coverage.start()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.skipped:
            self.seconds[report.nodeid] += report.duration

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.test = item.nodeid
        for name in getattr(item, "fixturenames", ()):
            self.asks[_shared(name)].add(item.nodeid)
        self.coverage.switch_context(item.nodeid)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        if fixturedef.scope == "function":
            return (yield)
        self.coverage.switch_context(_shared(fixturedef.argname))
        try:
            return (yield)
        finally:
            self.coverage.switch_context(self.test)

    def reach(self, root: Path) -> Reach:
        self.coverage.stop()
        data = self.coverage.get_data()
        lines: dict[str, dict[str, list[str]]] = {}
        for file in data.measured_files():
            lines[Path(file).relative_to(root).as_posix()] = {
                str(line): sorted(tests)
                for line, contexts in data.contexts_by_lineno(file).items()
                if (tests := {test for name in contexts for test in self.asks.get(name, {name})} & self.seconds.keys())
            }
        return Reach(dict(self.seconds), lines)


def _shared(name: str) -> str:
    return f"fixture {name}"
