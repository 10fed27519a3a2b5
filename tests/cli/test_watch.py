"""``watch``: dropped files are brought in as ``import`` brings them, whenever somebody pulls the plug."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.small_ward import Ward, small_ward
from vmboard.__main__ import main
from vmboard.cli.watch import Watcher
from vmboard.files.drop_folder import DropFolder
from vmboard.settings import ROOT, settings
from vmboard.store.engine import dispose, engine_for
from vmboard.store.tables import DataPoint

GOOD = "Measure,Week,Value\nFalls,2026-11-15,7\n"
BAD = "Measure,Week,Value\nFalls,2026-11-14,x\n"


@pytest.fixture
def ward(tmp_path: Path, empty_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ward]:
    url = f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'ward.db')}"
    monkeypatch.setenv("VMBOARD_DATABASE_URL", url)
    monkeypatch.setenv("VMBOARD_TODAY", "2026-11-18")
    settings.cache_clear()
    yield small_ward(engine_for(url))
    dispose(url)
    settings.cache_clear()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def in_this_process(arguments: Sequence[str]) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        return int(ended.value.code or 0), capsys.readouterr().err.strip()

    return in_this_process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "figures"


def watcher(folder: Path, run: Any) -> Watcher:
    return Watcher(folder, ["ward-7a"], True, 0, run)


def drop(folder: Path, text: str = GOOD, name: str = "falls.csv") -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def value(ward: Ward) -> Any:
    row = ward.ask(
        lambda session: session.get(DataPoint, (ward.team_id, ward.falls_id, ward.moment.date().replace(day=15)))
    )
    return row and row.value


def test_a_good_file_is_brought_in_and_a_bad_one_leaves_a_plain_report(ward: Ward, folder: Path, run: Any) -> None:
    drop(folder)
    drop(folder, BAD, "bad.csv")
    watcher(folder, run).look(0)
    assert files(folder) == ["done/falls.csv", "refused/bad.csv", "refused/bad.csv.txt"]
    assert value(ward) == 7
    report = (folder / "refused/bad.csv.txt").read_text()
    assert "“bad.csv” was not taken" in report and "a week ending Sunday, such as 15 Nov 2026" in report
    assert str(folder) not in report and "Traceback" not in report


def test_stopped_after_it_was_brought_in_and_before_it_was_moved_it_is_not_brought_in_twice(
    ward: Ward, folder: Path, run: Any
) -> None:
    drop(folder)

    def killed(arguments: Sequence[str]) -> tuple[int, str]:
        run(arguments)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watcher(folder, killed).look(0)
    ward.record(9)  # somebody put it right meanwhile: the old file must not undo that
    after = watcher(folder, run)
    after.take_up()
    after.look(0)
    assert files(folder) == ["done/falls.csv"] and value(ward) == 9


def test_stopped_before_it_was_brought_in_it_is_brought_in_by_the_next(ward: Ward, folder: Path, run: Any) -> None:
    drop(folder)

    def killed(_: Sequence[str]) -> tuple[int, str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watcher(folder, killed).look(0)
    assert value(ward) is None
    after = watcher(folder, run)
    after.take_up()
    after.look(0)
    assert files(folder) == ["done/falls.csv"] and value(ward) == 7


def test_two_watchers_that_take_up_the_same_claim_bring_it_in_once(ward: Ward, folder: Path, run: Any) -> None:
    drop(folder)
    DropFolder(folder, 0).claim(folder / "falls.csv", ward.moment)
    first, second = watcher(folder, run), watcher(folder, run)
    first.take_up()
    second.take_up()
    first.look(0)
    told = len(ward.history())
    second.look(0)
    assert len(ward.history()) == told and files(folder) == ["done/falls.csv"]


def test_while_the_database_is_away_a_file_waits_and_is_not_refused(ward: Ward, folder: Path, run: Any) -> None:
    drop(folder)
    away = [True]

    def run_or_not(arguments: Sequence[str]) -> tuple[int, str]:
        return (1, "The database cannot be used: x (y). Check it.") if away[0] else run(arguments)

    one = watcher(folder, run_or_not)
    one.look(0)
    assert one.waits and not (folder / "refused/falls.csv").exists()
    away[0] = False
    one.look(0)
    assert files(folder) == ["done/falls.csv"] and value(ward) == 7 and not one.waits


def test_while_a_folder_is_away_or_may_not_be_written_to_its_files_wait_and_that_is_said_once(
    ward: Ward, folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A share that was away for a moment, or a folder done without rights, ended the watcher."""
    drop(folder)
    here = watcher(folder, run)
    folder.rename(folder.with_name("away"))
    here.look(0)
    here.look(1)
    assert capsys.readouterr().err.count("waits: No such file or directory.") == 1
    folder.with_name("away").rename(folder)
    with monkeypatch.context() as held:
        held.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
        held.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
        here.look(2)
        here.look(3)
        assert here.waits
    here.look(4)
    assert files(folder) == ["done/falls.csv"] and not here.waits and value(ward) == 7


def test_a_folder_that_goes_away_while_a_file_is_read_gives_the_claim_back(ward: Ward, folder: Path, run: Any) -> None:
    def away(_: Sequence[str]) -> tuple[int, str]:
        folder.rename(folder.with_name("away"))
        return 1, "This file cannot be opened."

    drop(folder)
    here = watcher(folder, away)
    here.look(0)
    here.run = run
    here.look(1)
    folder.with_name("away").rename(folder)
    here.look(2)
    assert files(folder) == ["done/falls.csv"] and value(ward) == 7


def test_a_file_that_cannot_be_moved_waits_and_one_with_a_long_name_is_moved(
    ward: Ward, folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "é" * 124 + ".csv"
    drop(folder, BAD, name)
    here = watcher(folder, run)
    with monkeypatch.context() as held:
        held.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
        here.look(0)
        here.look(1)
    assert files(folder) == [name] and capsys.readouterr().err.count("waits: Permission denied.") == 1
    for _ in range(2):
        here.look(2)
        drop(folder, BAD, name)
    kept = [path for path in files(folder) if path.startswith("refused/")]
    assert len(kept) == 4 and all("é" * 100 in path for path in kept)


def test_without_a_team_each_team_has_a_folder_by_its_address(ward: Ward, folder: Path, run: Any) -> None:
    both = Watcher(folder, ["ward-7a"], False, 0, run)
    drop(folder / "ward-7a")
    both.look(0)
    assert files(folder) == ["ward-7a/done/falls.csv"]


@pytest.mark.long
def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(ward: Ward, folder: Path) -> None:
    """A real watcher, killed a few times while it works; what is left is done by the next."""
    for number in range(3):
        drop(folder, GOOD.replace("7\n", f"{number}\n"), f"falls-{number}.csv")
    command = [
        sys.executable,
        "-m",
        "vmboard",
        "watch",
        str(folder),
        "--team",
        "ward-7a",
        "--settle",
        "0",
        "--every",
        "0.1",
    ]
    for seconds in (1.5, 3.0):
        process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run([*command, "--once"], cwd=ROOT, env=dict(os.environ), check=True, capture_output=True)
    assert files(folder) == [f"done/falls-{number}.csv" for number in range(3)]
    told = [line.reason for line in ward.history() if line.reason.startswith("From falls-")]
    assert sorted(told) == [f"From falls-{number}.csv" for number in range(3)]
