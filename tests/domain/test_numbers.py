"""How a figure is written on screen."""

import json
import sys
from pathlib import Path

import pytest

from vmboard.domain.counting import counted
from vmboard.domain.numbers import format_value, in_decimals, rounded, unit_suffix


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, "", "–"), (float("nan"), "%", "–"), (float("inf"), "£", "–"),
        (0.0, "", "0"), (34.0, "%", "34%"), (9.25, "%", "9.3%"), (0.004, "%", "0.00%"), (0.5, "", "0.50"),
        (1.0, "", "1"), (1.5, "days", "1.5"), (0.999, "", "1.00"), (1204.0, "", "1,204"), (999.5, "", "999.5"),
        (1000.5, "", "1,001"), (1234.56, "hours", "1,235"),
        (438.5, "£", "£438.50"), (438.0, "£", "£438"), (9999.5, "£", "£9,999.50"), (10_000.5, "£", "£10,001"),
        (-3.0, "", "−3"), (-438.5, "£", "−£438.50"), (-9.2, "%", "−9.2%"), (-1000.4, "", "−1,000"),
    ],
)  # fmt: skip
def test_a_figure_has_as_many_decimals_as_it_needs(value: float | None, unit: str, words: str) -> None:
    assert format_value(value, unit) == words


@pytest.mark.parametrize(
    ("value", "decimals", "words"), [(2.0, 1, "2.0"), (2.25, 0, "2"), (-0.04, 1, "0.0"), (-0.06, 1, "−0.1")]
)
def test_decimals_that_were_asked_for_are_kept_and_nought_has_no_sign(value: float, decimals: int, words: str) -> None:
    assert format_value(value, "", decimals) == words


SAID_ALIKE = json.loads((Path(__file__).parents[1] / "data" / "said_alike.json").read_text("utf-8"))
"""How the board and the page's own script, while somebody types, say the same figures: ``figures.test.js`` has them."""


@pytest.mark.parametrize(("value", "unit", "decimals", "words"), SAID_ALIKE)
def test_the_board_says_a_figure_as_the_pages_script_did(
    value: float, unit: str, decimals: int | None, words: str
) -> None:
    assert format_value(value, unit, decimals) == words
    assert format_value(-value, unit, decimals) == f"−{words}"


@pytest.mark.parametrize(("value", "decimals"), [(62.5, 0), (0.5, 0), (2.675, 2), (1.005, 2), (12.25, 1), (7.0, 0)])
def test_a_half_goes_away_from_nought_in_words_and_in_sums(value: float, decimals: int) -> None:
    """As with Excel and a calculator; 2.675 is a half though the computer keeps it a hair below."""
    assert in_decimals(value, decimals) == f"{rounded(value, decimals):.{decimals}f}"
    assert rounded(value, decimals) == -rounded(-value, decimals) >= value


def test_the_largest_number_there_is_stays_a_number() -> None:
    assert rounded(sys.float_info.max) == sys.float_info.max
    assert in_decimals(1e15) == "1,000,000,000,000,000", "and of a large one no figure changes"
    assert "inf" not in in_decimals(sys.float_info.max)


def test_a_unit_stands_after_the_figure_unless_it_is_part_of_it() -> None:
    assert [unit_suffix(unit) for unit in ("", "count", "£", "%", "days")] == ["", "", "", "", "days"]


def test_one_of_something_is_said_in_the_singular() -> None:
    assert [counted(n, "week") for n in (0, 1, 2, 1204)] == ["0 weeks", "1 week", "2 weeks", "1,204 weeks"]
    assert [counted(n, "person", "people") for n in (1, 2)] == ["1 person", "2 people"]
