"""The method, line by line: each page that is named is there, each line says where or why not, and none is missing."""

import re

from vmboard.settings import ROOT
from vmboard.ui.menus import TITLES

METHOD = (ROOT / "docs/method.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\| (\d+) \| (.+?) \| (.+) \|$", METHOD, re.M)
NOT_FOR_SOFTWARE = "Not for software: "
ASKED = 82


def test_every_page_named_there_is_a_page_by_that_name() -> None:
    named = {name for _, _, where in LINES for name in re.findall(r"\*\*(.+?)\*\*", where)}
    assert named - set(TITLES.values()) == set()
    assert len(named) > 25


def test_each_thing_asked_for_has_its_one_line() -> None:
    assert sorted(int(number) for number, _, _ in LINES) == list(range(1, ASKED + 1))


def test_each_line_says_where_or_why_software_should_not() -> None:
    where_or_why = [(asked, where) for _, asked, where in LINES]
    assert [asked for asked, where in where_or_why if "**" not in where and NOT_FOR_SOFTWARE not in where] == []
    refused = [where for _, _, where in LINES if where.startswith(NOT_FOR_SOFTWARE)]
    assert all(len(where) > len(NOT_FOR_SOFTWARE) + 20 for where in refused), "a reason is a sentence"
