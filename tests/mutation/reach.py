"""Coverage contexts: which tests reach which line, and how long each test takes, from one run of them.

What a shared fixture does is reached by every test that asks for it, not just by the first, which happens to build it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import coverage
import pytest

Lines = dict[str, list[int]]
"""The lines of each file, from 1."""


@dataclass
class Reach:
    """Of each test by its id: its seconds, and the lines it reaches. ``states`` says what each test file, and the code
    under it, was then."""

    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, Lines] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)

    def tests(self, path: str, line: int, wide: bool, most: float) -> list[str]:
        """Ids of the tests to run for a fault, those most likely to notice first: the file's own, then the quickest,
        and of those no more than ``most`` seconds."""
        ids = [test for test, lines in self.lines.items() if path in lines and (wide or line in lines[path])]
        if not ids and wide:  # a file of nothing but constants
            ids = [test for test in self.seconds if test.split("/")[1] == path.split("/")[1]] or list(self.seconds)
        own = f"/test_{Path(path).stem}"
        order = sorted(ids, key=lambda test: (own not in test, self.seconds[test], test))
        spent = accumulate((self.seconds[test] for test in order), initial=0.0)
        return [test for test, before in zip(order, spent, strict=False) if before <= most]

    def take(self, newer: "Reach", now: dict[str, str]) -> None:
        """In place of what was known of these test files."""
        for test in [test for test in self.seconds if test.partition("::")[0] in now]:
            del self.seconds[test], self.lines[test]
        self.seconds |= newer.seconds
        self.lines |= newer.lines
        self.states |= now

    def save(self, place: Path) -> None:
        place.write_text(json.dumps(vars(self)))

    @classmethod
    def load(cls, place: Path) -> "Reach":
        return cls(**json.loads(place.read_text())) if place.exists() else cls()


class Recorder:
    """A pytest plugin that notes what each test of a run reaches of the packages given."""

    def __init__(self, *packages: str) -> None:
        self.coverage = coverage.Coverage(data_file=None, include=[f"{package}/*" for package in packages])
        self.coverage.start()
        self.seconds: dict[str, float] = defaultdict(float)
        self.asks: dict[str, set[str]] = defaultdict(set)
        self.test = ""

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

    def reach(self) -> Reach:
        self.coverage.stop()
        data, lines = self.coverage.get_data(), {test: defaultdict(list) for test in self.seconds}
        for file in data.measured_files():
            path = Path(file).relative_to(Path.cwd()).as_posix()
            for line, contexts in data.contexts_by_lineno(file).items():
                for test in {test for name in contexts for test in self.asks.get(name, {name})} & lines.keys():
                    lines[test][path].append(line)
        return Reach(dict(self.seconds), lines)  # type: ignore[arg-type]


def states(tests: Collection[str]) -> dict[str, str]:
    """What each test file is now, and the code under it."""
    code = _digest(*Path("vmboard").rglob("*.py"), *Path("db").rglob("*.py"), *Path("tests").rglob("conftest.py"))
    return {test: code + _digest(Path(test)) for test in tests}


def _shared(name: str) -> str:
    return f"fixture {name}"


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()[:16]
