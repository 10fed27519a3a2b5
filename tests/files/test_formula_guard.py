"""A text stays a text in every spreadsheet, and comes back as it was."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmboard.files.formula_guard import escaped, opens_as_formula, unescaped

DANGEROUS = "=+-@＝＋－＠﹦₊"
ENDS = ";|\t\r\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("＝1", "'＝1"), ("'=1", "''=1"), ("\t=1", "'\t'=1"), (" @sum", " '@sum"),
        ("falls;=1+1", "falls;'=1+1"), ("a|+44", "a|'+44"), ("first\n-second", "first\n'-second"),
        ('";"=1', '";"\'=1'), ("\u200b=1", "\u200b'=1"),
    ],
)  # fmt: skip
def test_an_apostrophe_stands_before_a_sign_that_would_begin_a_formula(text: str, cell: str) -> None:
    assert opens_as_formula(text)
    assert escaped(text) == cell


@pytest.mark.parametrize("text", ["", "Falls", "9:00-17:00", "3, -1 on last week", "x = y", "it's", "'quoted'", "50%"])
def test_plain_words_are_left_alone(text: str) -> None:
    assert not opens_as_formula(text)
    assert escaped(text) == unescaped(text) == text


@settings(max_examples=300)
@given(st.text(alphabet=f"{DANGEROUS}{ENDS}'\" \u200bab1,", max_size=12))
def test_whatever_a_spreadsheet_takes_for_the_end_of_a_cell_no_cell_is_a_formula(text: str) -> None:
    cell = escaped(text)
    assert unescaped(cell) == text
    assert not cell.startswith(tuple("\t\r\n"))
    for part in re.split(f"[{ENDS}]", cell):
        assert not part.strip().lstrip(' "\u200b').startswith(tuple(DANGEROUS))
