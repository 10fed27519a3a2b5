"""Mutation run, by hand or weekly: small faults are put in one at a time, and the tests that reach each are run.

    python -m tests.mutation                                  100 faults in domain, commands and queries
    python -m tests.mutation vmboard/domain --sample 50       in one floor (or file: vmboard/domain/due.py)
    python -m tests.mutation vmboard/domain --tests tests/domain tests/render      noticed by these tests alone
    python -m tests.mutation --seed 7                         another sample
    python -m tests.mutation --again                          only those that got away in the run before

A copy of the tree is changed, never the tree. The tests are those without a browser, on
SQLite, except the files in ``LEFT_OUT``; what they reach is kept in ``.mutation/`` until they or the code change. A
fault is noticed when a test fails, or never ends. A line is drawn first, then one of its faults, so that long lines of
calls do not fill the sample. Faults that change nothing anybody could notice stand with their reason in
``equivalent.txt`` and are not drawn. The exit code is 1 below ``--least`` of 100.
"""

import argparse
import contextlib
import hashlib
import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.reach import Reach, Recorder

HOUSE = Path(__file__).parents[2]
KEPT = HOUSE / ".mutation"
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
FLOORS = ["vmboard/domain", "vmboard/commands", "vmboard/queries"]
LEFT_OUT = ["tests/benchmarks", "tests/browser", "tests/cli", "tests/structure", "tests/docs", "tests/security"]
"""Tests that start processes of their own, or read the code instead of running it."""
HEAVY = ["coverage", "hypothesis", "sqlalchemy.orm", "alembic.command", "openpyxl", "xlsxwriter", "starlette.routing",
         "starlette.testclient", "plotly.graph_objects", "pandas", "streamlit.testing.v1"]  # fmt: skip
"""Imported once, before the process divides for each fault."""
MOST_SECONDS = 60.0
"""Of tests run for one fault."""
_OPTIONS = [
    "-q",
    "-n",
    "0",
    "-p",
    "no:rerunfailures",
    "--hypothesis-seed",
    "0",
    "-m",
    "not browser",
    "-k",
    "not postgres",
]


def main() -> int:
    asked = _arguments()
    os.nice(10)
    with tempfile.TemporaryDirectory(prefix="mutation-") as place:
        root = Path(place, "house")
        _copy(root)
        for name in HEAVY:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        reach = _reach(root, asked.tests)
        sample = _again() if asked.again else _draw(asked.paths, asked.sample, random.Random(asked.seed))
        away = []
        for number, mutant in enumerate(sample, 1):
            verdict = _try(root, mutant, reach)
            print(f"{number:4}/{len(sample)}  {verdict:9}  {_said(mutant)}", flush=True)
            away += [mutant] if verdict in ("unnoticed", "unreached") else []
    return _report(sample, away, asked.least)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", default=FLOORS)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="+", default=["tests"])
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--least", type=int, default=85)
    return parser.parse_args()


def _copy(root: Path) -> None:
    """The tree as it stands, with what is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=HOUSE, capture_output=True, check=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (HOUSE / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOUSE / name, root / name)


def _reach(root: Path, tests: list[str]) -> Reach:
    """What each test reaches: kept, and run anew for test files that changed, or for all once the code did."""
    place = KEPT / "reach.json"
    kept = Reach.load(place) if place.exists() else Reach()
    code = _digest(*root.glob("vmboard/**/*.py"), *root.glob("db/**/*.py"), *root.glob("tests/**/conftest.py"))
    states = {file.relative_to(root).as_posix(): code + _digest(file) for file in _test_files(root, tests)}
    stale = [name for name, state in states.items() if kept.states.get(name) != state]
    if stale:
        KEPT.mkdir(exist_ok=True)
        print(f"Which lines do the tests of {len(stale)} files reach …", flush=True)
        if _apart(root, lambda: _record(root, stale, place.with_suffix(".new")), 3600) != 0:
            sys.exit("The tests fail as they are.")
        kept.take(Reach.load(place.with_suffix(".new")), {name: states[name] for name in stale})
        kept.save(place)
    return kept.only(states.keys())


def _test_files(root: Path, tests: list[str]) -> list[Path]:
    files = [
        file
        for name in tests
        for file in ([root / name] if name.endswith(".py") else root.glob(f"{name}/**/test_*.py"))
    ]
    left_out = tuple(LEFT_OUT)
    return sorted(
        file
        for file in files
        if not file.relative_to(root).as_posix().startswith(left_out) and not file.stem.endswith("_in_a_browser")
    )


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()[:16]


def _record(root: Path, files: list[str], place: Path) -> int:
    recorder = Recorder(str(root / "vmboard"))
    code = pytest.main([*_OPTIONS, *files], plugins=[recorder])
    recorder.reach(root).save(place)
    return int(code)


def _draw(paths: list[str], size: int, chance: random.Random) -> list[Mutant]:
    """Lines first, then one fault of each."""
    equivalent = {tuple(line.split(" | ")[:3]) for line in EQUIVALENT.read_text("utf-8").splitlines() if " | " in line}
    at: dict[tuple[str, int], list[Mutant]] = defaultdict(list)
    for name in paths:
        for file in sorted([HOUSE / name] if name.endswith(".py") else (HOUSE / name).rglob("*.py")):
            path = file.relative_to(HOUSE).as_posix()
            for mutant in mutants(path, file.read_text("utf-8")):
                if (path, mutant.was, mutant.became) not in equivalent:
                    at[path, mutant.line].append(mutant)
    lines = chance.sample(sorted(at), min(size, len(at)))
    return [chance.choice(at[line]) for line in lines]


def _again() -> list[Mutant]:
    """Those that got away in the run before, in the code as it is now."""
    away = {tuple(one) for one in json.loads((KEPT / "away.json").read_text())}
    every = (m for path in sorted({one[0] for one in away}) for m in mutants(path, (HOUSE / path).read_text("utf-8")))
    return [mutant for mutant in every if (mutant.path, mutant.was, mutant.became) in away]


def _try(root: Path, mutant: Mutant, reach: Reach) -> str:
    """``noticed``, ``endless``, ``unnoticed``, or ``unreached`` where no test comes by."""
    tests = reach.tests(mutant.path, mutant.line, mutant.wide)
    if not tests:
        return "unreached"
    spent, chosen = 0.0, []
    for test in tests:
        spent += reach.seconds[test]
        if chosen and spent > MOST_SECONDS:
            break
        chosen.append(test)
    file = root / mutant.path
    before = file.read_text("utf-8")
    try:
        file.write_text(mutant.text, "utf-8")
        code = _apart(root, lambda: _run(chosen), 30 + 5 * min(spent, MOST_SECONDS))
    finally:
        file.write_text(before, "utf-8")
    return {0: "unnoticed", 5: "unnoticed", None: "endless"}.get(code, "noticed")


class _Chosen:
    """A pytest plugin that runs the chosen tests, in their order."""

    def __init__(self, ids: list[str]) -> None:
        self.order = {test: at for at, test in enumerate(ids)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )


def _run(tests: list[str]) -> int:
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    return int(pytest.main([*_OPTIONS, "-x", *files], plugins=[_Chosen(tests)]))


def _apart(root: Path, work: Callable[[], int], seconds: float) -> int | None:
    """What the work gives back in a process of its own, which knows no code of ours yet; ``None`` if it never ends."""
    child = os.fork()
    if child == 0:
        os.setsid()
        os.chdir(root)
        sys.dont_write_bytecode = True  # two faults of one length in one second would look like one file
        sys.path[:] = [str(root), *(entry for entry in sys.path if entry not in ("", str(HOUSE)))]
        for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "vmboard", "db")]:
            del sys.modules[name]
        with open(root.parent / "last-run.txt", "w") as words:
            os.dup2(words.fileno(), 1)
            os.dup2(words.fileno(), 2)
            code = 3
            try:
                code = work()
            finally:
                os._exit(code)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _said(mutant: Mutant) -> str:
    return f"{mutant.path}:{mutant.line}  {mutant.was}  =>  {mutant.became}"


def _report(sample: list[Mutant], away: list[Mutant], least: int) -> int:
    KEPT.mkdir(exist_ok=True)
    (KEPT / "away.json").write_text(json.dumps([(m.path, m.was, m.became) for m in away]))
    score = 100 * (1 - len(away) / max(len(sample), 1))
    print(f"{len(sample) - len(away)} of {len(sample)} noticed: {score:.0f} of 100")
    for mutant in away:
        print(f"  {mutant.path}:{mutant.line}\n  - {mutant.was}\n  + {mutant.became}")
    return int(score < least)


if __name__ == "__main__":
    sys.exit(main())
