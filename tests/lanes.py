"""The two lanes, in what order and in which process tests run, and what becomes of a second try."""

import atexit
import gc
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import pytest
from pytest_rerunfailures import _restore_suspended_finalizers
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

T = TypeVar("T")

gc.disable()  # until all is read: looking for garbage among what is read takes a fifth of that time
if "PYTEST_XDIST_WORKER" in os.environ:
    atexit.register(os._exit, 0)  # after all else at its end; or it would take half a gigabyte apart for eight seconds

STRUCTURE, STORE = "tests/structure/", "tests/store/"
LONGEST = (STORE, STRUCTURE, "tests/ui/", "tests/web/")
"""What waits, or is one piece, begins before what is short: at the end of a run no core stands idle for one of them."""
BROWSERS = "browsers"
"""The everyday lane's few tests of a browser, of all files: their servers are forked off one that has read the code."""
CORES = os.cpu_count() or 1
SELDOM = 50_000, 20, 20
"""When garbage is looked for: with half a gigabyte of a worker's to look at, as seldom as memory allows."""
SECOND_TRIES = 2
"""So many browser tests of a run may need one; with more, the run fails."""

hypothesis.settings.register_profile("everyday", max_examples=50, derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("all", max_examples=200, deadline=None, database=None, print_blob=True)


def some(cases: Sequence[T], of: int = 2, begin: int = 0) -> Sequence[T]:
    """One ``of`` so many costly cases in the everyday lane, from where they ``begin``; every one in the full lane."""
    return cases if hypothesis.settings.get_current_profile_name() == "all" else cases[begin::of]


def few(function: Callable[..., None]) -> Callable[..., None]:
    """For examples that each write to a database: a third of the usual number, on one database for all of them."""
    number = hypothesis.settings().max_examples // 3
    shared = [hypothesis.HealthCheck.function_scoped_fixture]
    return hypothesis.settings(max_examples=number, suppress_health_check=shared)(function)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="every test: the long browser tests too, and random examples")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process more than there are cores: a third of the time a test waits, for a database or a pause. Browsers use
    what there is: in the full lane that process is spare while they run (``ByFile``)."""
    return CORES + 1


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Generated examples are the same at every run of the everyday lane, and random in the full one."""
    hypothesis.settings.load_profile("all" if config.option.all else "everyday")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file that has nothing for this lane need not be read: each process would, to leave all of it out."""
    if config.option.all or collection_path.suffix != ".py" or collection_path in _named(config):
        return None
    source = collection_path.read_text("utf-8")
    marks = next((line for line in source.splitlines() if line.startswith("pytestmark =")), "")
    return ("mark.long" in marks or ("mark.browser" in marks and "mark.smoke" not in source)) or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not in this lane; the longest begin, so that nothing is left over at the end."""
    further = _further_on_postgres(items)
    left_out = {item for item in items if not _is_in_lane(item, item in further, config)}
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    items.sort(key=_place)


def _place(item: pytest.Item) -> tuple[bool, bool, bool]:
    """A key to sort by: what stands apart, what has a browser, the folders whose files last, and then the rest."""
    marks = (not item.get_closest_marker("spread"), not item.get_closest_marker("browser"))
    return *marks, not item.nodeid.startswith(LONGEST)


def pytest_collection_finish() -> None:
    """What was read by now stays: no collection of garbage need look at it again."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A second try begins in a place of its own: what the first one saved stands on the site that its file shares."""
    if getattr(item, "execution_count", 1) > 1:
        _restore_suspended_finalizers(item)
        item.session._setupstate.teardown_exact(item.session)  # type: ignore[arg-type]


def _is_in_lane(item: pytest.Item, is_further: bool, config: pytest.Config) -> bool:
    return bool(
        config.option.all
        or not (is_further or item.get_closest_marker("browser") or item.get_closest_marker("long"))
        or item.get_closest_marker("smoke")
        or item.path in _named(config)
    )


def _named(config: pytest.Config) -> set[Path]:
    """What was named on the command line."""
    return {Path(config.invocation_params.dir, arg.partition("::")[0]) for arg in config.args}


def _is_on_postgres(item: pytest.Item) -> bool:
    return "postgres" in getattr(getattr(item, "callspec", None), "params", {}).values()


def _further_on_postgres(items: list[pytest.Item]) -> set[pytest.Item]:
    """Cases on PostgreSQL that the everyday lane has on SQLite alone: of each test of the store it has the first on
    both, of any other file the first, of a sweep none."""
    further, tried = set(), set()
    for item in filter(_is_on_postgres, items):
        of = item.nodeid.partition("[" if item.nodeid.startswith(STORE) else "::")[0]
        if of in tried or item.get_closest_marker("sweep"):
            further.add(item)
        else:
            tried.add(of)
    return further


class ByFile(LoadFileScheduling):
    """The tests of a file share its servers, and those of our code's structure what they read: one process has them.
    A file that says ``spread`` goes to whichever process is free.

    By the id of a test alone. The groups of pytest-xdist are none any more: it writes them where pytest 9.2 no longer
    looks, and each test went to another process than the one before, which made all that a file shares anew.

    In the full lane a process beyond the number of cores is given nothing until every file of browser tests has been
    given away.
    """

    def _assign_work_unit(self, node: WorkerController) -> None:
        if not (self.config.option.all and self._is_spare(node) and self._browsers_wait()):
            super()._assign_work_unit(node)

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        super().mark_test_complete(node, item_index, duration)
        for spare in filter(self._is_spare, self.nodes):
            if spare is not node and not self._pending_of(self.assigned_work[spare]):
                self._reschedule(spare)

    @staticmethod
    def _is_spare(node: WorkerController) -> bool:
        """Processes are called gw0, gw1, …"""
        return int(node.gateway.id.removeprefix("gw")) >= CORES

    def _browsers_wait(self) -> bool:
        return any(says(self.config.rootpath / scope.partition("::")[0], "browser") for scope in self.workqueue)

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith(STRUCTURE):
            return STRUCTURE
        if not self.config.option.all and says(self.config.rootpath / file, "browser"):
            return BROWSERS
        return nodeid if says(self.config.rootpath / file, "spread") else file


@cache
def says(file: Path, mark: str) -> bool:
    """Whether a test of the file wears the mark. The structure's tests are handed out as a folder, and wear none."""
    return file.is_file() and f"pytest.mark.{mark}" in file.read_text("utf-8")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


_ran_in: dict[str, set[str]] = {}
"""Each file, and the processes that ran tests of it."""


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if node := getattr(report, "node", None):
        _ran_in.setdefault(report.nodeid.partition("::")[0], set()).add(node.gateway.id)


def _torn_apart(config: pytest.Config) -> list[str]:
    """Files that more than one process ran, though they do not say ``spread``."""
    return [file for file, ids in _ran_in.items() if len(ids) > 1 and not says(config.rootpath / file, "spread")]


def _second_tries(config: pytest.Config) -> list[pytest.TestReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("rerun", [])) if reporter else []


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    wrong = len(_second_tries(session.config)) > SECOND_TRIES or _torn_apart(session.config)
    if wrong and session.exitstatus == pytest.ExitCode.OK and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Each test that needed a second try, with the first failure: a race that waits to be found."""
    if torn := _torn_apart(config):
        terminalreporter.section(f"{len(torn)} files were run by more than one process each, which fails a run")
        terminalreporter.write_line("\n".join(torn))
    reports = _second_tries(config)
    if reports:
        terminalreporter.section(
            f"{len(reports)} passed or failed at a second try; more than {SECOND_TRIES} fail a run"
        )
    for report in reports:
        terminalreporter.write_line(f"{report.nodeid}\n{report.longreprtext}\n")
