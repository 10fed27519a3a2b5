"""The mutation run itself: believable faults, each put where it stands, and seen by whoever holds the function."""

import os
import sys
from pathlib import Path

import pytest

from tests import shared
from tests.mutation.mutants import mutants
from tests.mutation.put import put
from tests.mutation.reach import Reach

TEXT = '''"""Words."""

MOST = 3


def kept(values: "list[int | None]", *, most: int = 5) -> list[int]:
    """Words that hold < and 3."""
    return sorted([v for v in values if v and v < most], key=abs)


def said(n: int) -> str:
    return f"{n - 1} of {MOST}"
'''


def test_a_fault_is_one_small_change_and_words_and_types_are_left_alone() -> None:
    made = mutants("a.py", TEXT)
    told = {(mutant.line, mutant.was, mutant.became) for mutant in made}
    assert {
        (3, "3", "4"), (6, "5", "6"), (8, "v < most", "v <= most"), (8, "v and v < most", "v < most"),
        (8, "[v for v in values if v and v < most]", "[v for v in values]"),
        (12, 'f"{n - 1} of {MOST}"', "f'{n + 1} of {MOST}'"),
    } <= told  # fmt: skip
    assert {mutant.line for mutant in made} == {3, 6, 8, 12}
    assert {mutant.line for mutant in made if mutant.wide} == {3, 6}, "they run at import: any test may rest on them"
    for mutant in made:
        compile(mutant.text, "a.py", "exec")
        assert len(mutant.text.splitlines()) == len(TEXT.splitlines()), "no other line moves"


def test_whoever_holds_a_function_or_a_constant_already_has_the_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vmboard_faulty.py").write_text(TEXT)
    monkeypatch.syspath_prepend(tmp_path)
    import vmboard_faulty  # type: ignore[import-not-found]

    kept, said = vmboard_faulty.kept, vmboard_faulty.said
    made = {(mutant.was, mutant.became): mutant for mutant in mutants("vmboard_faulty.py", TEXT)}
    put(made["v < most", "v <= most"])
    assert kept([5, 3]) == [3, 5]
    put(made["5", "6"])
    assert kept([5, 6]) == [5]
    put(made['f"{n - 1} of {MOST}"', "f'{n + 1} of {MOST}'"])
    assert said(1) == "2 of 3"
    del sys.modules["vmboard_faulty"]


def test_a_fault_is_shown_to_the_tests_that_reach_its_line_its_own_file_first() -> None:
    quick, own, far = "tests/domain/test_b.py::q", "tests/domain/test_a.py::o", "tests/domain/test_b.py::f"
    reach = Reach(
        seconds={quick: 0.1, own: 5.0, far: 0.2},
        lines={quick: {"vmboard/a.py": [4]}, own: {"vmboard/a.py": [4, 9]}, far: {}},
    )
    assert reach.tests("vmboard/a.py", 4, False, 60) == [own, quick]
    assert reach.tests("vmboard/a.py", 4, False, 1) == [own] and reach.tests("vmboard/a.py", 9, False, 60) == [own]
    assert reach.tests("vmboard/a.py", 1, False, 60) == [] and reach.tests("vmboard/a.py", 1, True, 60) == [own, quick]


def test_the_folder_that_tests_share_outlives_a_process_that_was_divided_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes with the process that began the run: without it the tests of the next fault fail, noticed or not."""
    folder = tmp_path / "shared"
    folder.mkdir()
    monkeypatch.setattr(shared, "SHARED", folder)
    for began_by, stays in ((os.getpid() + 1, True), (os.getpid(), False)):
        monkeypatch.setattr(shared, "_BEGAN_BY", began_by)
        shared.let_go()
        assert folder.exists() is stays
