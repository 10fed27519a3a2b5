"""A folder into which files are dropped: each is waited for, taken by one watcher, and never lost or kept twice."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vmboard.files.drop_folder import Claim, DropFolder

AT = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> DropFolder:
    return DropFolder(tmp_path / "figures", settle=10)


def drop(folder: DropFolder, name: str = "falls.csv", text: str = "Falls,3") -> Path:
    path = folder.path / name
    path.write_text(text)
    return path


def taken(folder: DropFolder, path: Path) -> Claim:
    claim = folder.claim(path, AT)
    assert claim is not None
    return claim


def names(folder: DropFolder, where: str) -> list[str]:
    return sorted(path.name for path in (folder.path / where).iterdir())


def test_a_file_still_being_written_is_waited_for(folder: DropFolder) -> None:
    path = drop(folder)
    assert folder.whole(0) == [] and folder.waits
    assert folder.whole(9) == []
    path.write_text("Falls,3\nFalls,4")
    assert folder.whole(11) == [] and folder.whole(20) == []
    assert folder.whole(21) == [path]


def test_what_programs_have_not_finished_and_what_is_no_file_is_left_alone(folder: DropFolder, tmp_path: Path) -> None:
    for name in (".hidden", "~$falls.xlsx", "falls.csv.part", "Falls.TMP", "x.crdownload"):
        drop(folder, name)
    (folder.path / "more").mkdir()
    (tmp_path / "secret").write_text("s")
    (folder.path / "link.csv").symlink_to(tmp_path / "secret")
    folder.whole(0)
    assert folder.whole(60) == [] and not folder.waits


def test_only_one_of_two_watchers_has_a_file(folder: DropFolder) -> None:
    other, path = DropFolder(folder.path, settle=10), drop(folder)
    claim = folder.claim(path, AT)
    assert claim is not None and claim.path.read_text() == "Falls,3"
    assert other.claim(path, AT) is None
    assert names(folder, "working") == [claim.id]


def test_done_and_refused_files_keep_their_names_and_overwrite_none(folder: DropFolder) -> None:
    first, second, bad = (taken(folder, drop(folder, text=text)) for text in ("1", "2", "3"))
    assert folder.finish(first) == folder.path / "done" / "falls.csv"
    assert folder.finish(second) == folder.path / "done" / f"falls {second.id}.csv"
    assert folder.finish(bad, "Mend row 3.") == folder.path / "refused" / "falls.csv"
    assert names(folder, "refused") == ["falls.csv", "falls.csv.txt"]
    assert (folder.path / "refused" / "falls.csv.txt").read_text() == "Mend row 3."
    assert names(folder, "working") == [] and names(folder, "done") == sorted(["falls.csv", f"falls {second.id}.csv"])


def test_a_claim_that_nobody_finished_is_taken_up_under_the_same_receipt(folder: DropFolder) -> None:
    claim = taken(folder, drop(folder))
    (folder.path / "working" / "empty").mkdir()
    again = DropFolder(folder.path, settle=10)
    assert again.left_over() == [claim]
    assert names(folder, "working") == [claim.id]


def test_stopped_between_the_two_steps_of_moving_it_is_moved_once(folder: DropFolder) -> None:
    claim = taken(folder, drop(folder))
    os.link(claim.path, folder.path / "done" / "falls.csv")  # as far as it came
    (again,) = DropFolder(folder.path, settle=10).left_over()
    assert folder.finish(again) == folder.path / "done" / "falls.csv"
    assert names(folder, "done") == ["falls.csv"] and names(folder, "working") == []


def test_a_claim_that_another_watcher_finished_is_no_fault(folder: DropFolder) -> None:
    claim = taken(folder, drop(folder))
    folder.finish(claim)
    assert folder.finish(claim) is None
    assert names(folder, "done") == ["falls.csv"]


def test_a_disk_without_links_moves_all_the_same(folder: DropFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", no_links)
    first, second = (taken(folder, drop(folder)) for _ in range(2))
    folder.finish(first)
    folder.finish(second)
    assert len(names(folder, "done")) == 2 and names(folder, "working") == []
