"""Names in order: by their words, and by their numbers as numbers, on every screen and in every file."""

import re

import pytest

from vmboard.domain.text.folding import natural
from vmboard.settings import ROOT


@pytest.mark.parametrize(
    "names",
    [
        ("Ward 2", "Ward 10"),
        ("Ward 2", "ward 3", "WARD 4"),
        ("Ward 7A", "Ward 7B", "Ward 10A"),
        ("Bay 2, bed 9", "Bay 2, bed 11", "Bay 10, bed 1"),
        ("Ålesund", "Bergen"),
        ("Falls", "Falls, bay 2", "Falls, bay 10"),
        ("Ward 9", f"Ward {'9' * 20}"),
    ],
)
def test_numbers_in_names_count_as_numbers_and_capitals_and_accents_do_not(names: tuple[str, ...]) -> None:
    jumbled = [*names[1:], names[0]]
    assert tuple(sorted(jumbled, key=natural)) == names


def test_nothing_is_put_in_order_by_name_but_by_this() -> None:
    """A database orders Ward 10 before Ward 2, and each database in its own way."""
    by_name = re.compile(r"order_by\([^)\n]*\.(name|title)\b|key=(str\.casefold|fold)\b")
    files = [*(ROOT / "vmboard").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    said = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in files for line in file.read_text().splitlines()
        if by_name.search(line)
    ]  # fmt: skip
    assert said == []
