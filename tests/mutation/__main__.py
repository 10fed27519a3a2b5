"""Mutation run, by hand or weekly: small faults are put in one at a time, and the tests that reach each are run.

    python -m tests.mutation                                  100 faults in domain, commands and queries
    python -m tests.mutation vmboard/domain --sample 50       in one floor, or file: vmboard/domain/actions/due.py
    python -m tests.mutation vmboard/domain --tests tests/domain tests/render      noticed by these tests alone
    python -m tests.mutation --seed 7                         another sample
    python -m tests.mutation --again                          only those that got away in the run before

No file is changed: the tests are collected once, then the process divides for each fault and takes it in there. The
tests are those without a browser, on SQLite, except the folders in ``LEFT_OUT``; which lines each reaches is kept in
``.mutation/`` until it or the code changes. A fault is noticed when a test fails, or never ends. A line is drawn first,
then one of its faults, so that long lines of calls do not fill the sample. What a test file works out while it is
collected (a constant, a class attribute) is of before the fault: let a test work it out. Faults that change nothing
anybody could notice stand with their reason in ``equivalent.txt`` and are not drawn. The exit code is 1 below
``--least`` of 100.
"""

import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.put import put
from tests.mutation.reach import Reach, Recorder, states
from tests.shared import SHARED

KEPT = Path(".mutation")
FLOORS = ["vmboard/domain", "vmboard/commands", "vmboard/queries"]
LEFT_OUT = ["tests/benchmarks", "tests/browser", "tests/cli", "tests/structure", "tests/docs", "tests/security"]
"""Tests that start processes of their own, or read the code instead of running it."""
MOST_SECONDS = 60.0
"""Of tests run for one fault."""
OPTIONS = ["-q", "-s", "-n", "0", "-p", "no:rerunfailures", "--hypothesis-seed", "0"]
CHOICE = ["-m", "not browser", "-k", "not postgres", *(f"--ignore={folder}" for folder in LEFT_OUT)]


class Run:
    """A pytest plugin that, in place of the one run of the tests collected, runs some of them for every mutant."""

    def __init__(self, sample: list[Mutant]) -> None:
        self.sample, self.away = sample, list[Mutant]()
        self.recorder: Recorder | None = None
        self.divided = False
        """Whether this is a process divided off, in which pytest goes on as ever with the items left to it."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed:
            sys.exit("Not all tests can be collected.")
        reach = self._reach(session)
        if reach is None:
            return None
        for number, mutant in enumerate(self.sample, 1):
            verdict = self._try(session, mutant, reach)
            if self.divided:
                return None
            print(f"{number:4}/{len(self.sample)}  {verdict:9}  {said(mutant)}", flush=True)
            self.away += [mutant] if verdict.startswith("un") else []
        return True

    def _reach(self, session: pytest.Session) -> Reach | None:
        """What each test reaches: kept, and run anew for test files that changed, or for all once the code did."""
        reach = Reach.load(KEPT / "reached.json")
        now = states({item.path.relative_to(Path.cwd()).as_posix() for item in session.items})
        stale = {file for file, state in now.items() if reach.states.get(file) != state}
        if stale:
            print(f"Which lines do the tests of {len(stale)} files reach …", flush=True)
            if (code := self._divide(3600)) is None:
                self.recorder = Recorder("vmboard")
                session.config.pluginmanager.register(self.recorder)
                session.items[:] = [item for item in session.items if item.nodeid.partition("::")[0] in stale]
                return None
            if code != 0:
                sys.exit(f"The tests fail as they are: see {KEPT}/last-run.txt.")
            reach.take(Reach.load(KEPT / "new.json"), {file: now[file] for file in stale})
            reach.save(KEPT / "reached.json")
        return reach

    def _try(self, session: pytest.Session, mutant: Mutant, reach: Reach) -> str:
        """``noticed``, ``endless``, ``unnoticed``, or ``unreached`` where no test comes by."""
        items = {item.nodeid: item for item in session.items}
        tests = [test for test in reach.tests(mutant.path, mutant.line, mutant.wide, MOST_SECONDS) if test in items]
        if not tests:
            return "unreached"
        made_before = set(SHARED.iterdir())
        code = self._divide(10 + 5 * sum(reach.seconds[test] for test in tests))
        if code is not None:
            _forget(set(SHARED.iterdir()) - made_before)
        else:
            try:
                put(mutant)
            except BaseException:  # whatever it is, the fault is noticed: nothing runs
                os._exit(1)
            session.items[:] = [items[test] for test in tests]
            session.config.option.maxfail = 1
            return ""
        return "endless" if code < 0 else "noticed" if code else "unnoticed"

    def _divide(self, seconds: float) -> int | None:
        """None in the process divided off; its exit code in the other: below nought when it took too long."""
        child = os.fork()
        if child == 0:
            self.divided = True
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 9))
            words = os.open(KEPT / "last-run.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(words, 1)
            os.dup2(words, 2)
            return None
        until = time.monotonic() + 60 + 20 * seconds  # a busy machine counts for nothing, one that waits for ever does
        ended, status = 0, 0
        while not ended and time.monotonic() < until:
            time.sleep(0.01)
            ended, status = os.waitpid(child, os.WNOHANG)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(status if ended else os.waitpid(child, 0)[1])


def _forget(made: set[Path]) -> None:
    """What tests share, made with a fault in it, would fail those of the next fault."""
    for path in made:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def main() -> int:
    asked = _arguments()
    os.nice(10)
    KEPT.mkdir(exist_ok=True)
    run = Run(_again() if asked.again else _draw(asked.paths, asked.sample, random.Random(asked.seed)))
    code = pytest.main([*OPTIONS, *CHOICE, *asked.tests], plugins=[run])
    if run.divided:
        if run.recorder:
            run.recorder.reach().save(KEPT / "new.json")
        sys.stdout.flush()
        os._exit(int(code))
    if code:
        sys.exit("The run broke off, so there is no score.")
    return _report(run.sample, run.away, asked.least)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", default=FLOORS)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="+", default=["tests"])
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--least", type=int, default=85)
    return parser.parse_args()


def _draw(paths: list[str], size: int, chance: random.Random) -> list[Mutant]:
    """Lines first, then one fault of each."""
    words = Path(__file__).with_name("equivalent.txt").read_text("utf-8")
    equivalent = {tuple(line.split(" | ")[:3]) for line in words.splitlines()}
    at: dict[tuple[str, int], list[Mutant]] = defaultdict(list)
    for name in paths:
        for file in [Path(name)] if name.endswith(".py") else sorted(Path(name).rglob("*.py")):
            for mutant in mutants(file.as_posix(), file.read_text("utf-8")):
                if (mutant.path, mutant.was, mutant.became) not in equivalent:
                    at[mutant.path, mutant.line].append(mutant)
    return [chance.choice(at[line]) for line in chance.sample(sorted(at), min(size, len(at)))]


def _again() -> list[Mutant]:
    """Those that got away in the run before, in the code as it is now."""
    away = {tuple(mutant) for mutant in json.loads((KEPT / "away.json").read_text())}
    every = (m for path in sorted({path for path, *_ in away}) for m in mutants(path, Path(path).read_text("utf-8")))
    return [mutant for mutant in every if (mutant.path, mutant.was, mutant.became) in away]


def said(mutant: Mutant) -> str:
    return f"{mutant.path}:{mutant.line}  {mutant.was}  =>  {mutant.became}"


def _report(sample: list[Mutant], away: list[Mutant], least: int) -> int:
    (KEPT / "away.json").write_text(json.dumps([(m.path, m.was, m.became) for m in away]))
    score = 100 * (1 - len(away) / max(len(sample), 1))
    print(f"{len(sample) - len(away)} of {len(sample)} noticed: {score:.0f} of 100")
    for mutant in away:
        print(f"  {mutant.path}:{mutant.line}\n  - {mutant.was}\n  + {mutant.became}")
    return int(score < least)


if __name__ == "__main__":
    sys.exit(main())
