import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vmboard.render.typeset import cut, divide, line_count, paginate, text_width, widest, wrap


def test_a_short_text_is_one_line() -> None:
    assert wrap("Falls", 300, 25) == ("Falls",)


def test_a_text_wraps_at_spaces() -> None:
    assert wrap("Two-hourly comfort rounds", 200, 25, bold=True) == ("Two-hourly", "comfort rounds")


def test_a_word_wider_than_its_column_is_broken_and_nothing_is_lost() -> None:
    assert "".join(wrap("x" * 200, 100, 25)) == "x" * 200


def test_no_text_takes_no_lines() -> None:
    assert line_count("", 100, 25) == 0


def test_the_widest_of_lines_is_one_of_them_and_of_none_nothing() -> None:
    """A whole number even then: what is drawn at it is written ``1142``, not ``1142.0``."""
    assert widest(["Jan 2026", "Falls"], 31) == text_width("Jan 2026", 31)
    assert widest(["Falls"], 31, bold=True) == text_width("Falls", 31, bold=True)
    assert repr(widest([], 31)) == "0"


ANY = st.text(max_size=300) | st.text(" \t\r\n\v\f\x1c\x85\u00a0\u2003\u2028\u2029\u200b\u200dab\u0301", max_size=60)
"""Anything; and often what is all spaces, line breaks and what clings."""


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", " \n \t"])
def test_a_line_break_is_a_space_wherever_it_stands(end: str) -> None:
    """As the wall draws it. A text that ended in one, or had a blank line, could not be cut."""
    assert line_count(f"Falls{end}", 100, 25) == 1
    assert cut(f"Falls{end}", 100, 25, 1) == f"Falls{end}"
    assert cut(f"Two-hourly{end}comfort rounds{end}", 130, 25, 1) == "Two-hour…"
    assert list(divide(f"Two-hourly{end}comfort{end}", 130, 25, 1)) == ["Two-hourly", "comfort"]


@pytest.mark.parametrize("blank", ["", " ", "\n", "\n\n\n", "\r\n", "\t\v\f", "\u2028\u2003"])
def test_a_blank_text_takes_no_lines_and_is_left_as_it_is(blank: str) -> None:
    assert line_count(blank, 1, 25) == 0
    assert cut(blank, 1, 25, 1) == blank
    assert list(divide(blank, 1, 25, 1)) == [blank]


@pytest.mark.parametrize("lines", [-3, 0, 1])
def test_where_there_is_no_room_one_line_is_drawn(lines: int) -> None:
    assert cut("Two-hourly comfort rounds", 130, 25, lines) == "Two-hour…"
    assert list(divide("Two-hourly comfort", 130, 25, lines)) == ["Two-hourly", "comfort"]


@given(ANY, st.floats(60, 900))
def test_every_line_fits_its_column_and_every_word_is_kept(text: str, width: float) -> None:
    lines = wrap(text, width, 25)
    assert all(text_width(line, 25) <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.floats(1, 400), max_size=40), st.integers(1, 3))
def test_pages_keep_every_item_in_order_and_no_column_overflows(heights: list[float], columns: int) -> None:
    pages = paginate(heights, heights, 312, gap=9, columns=columns)
    assert [item for page in pages for column in page for item in column] == heights
    for column in (column for page in pages for column in page):
        assert len(column) == 1 or sum(column) + 9 * (len(column) - 1) <= 312


def test_a_text_that_fits_is_not_cut() -> None:
    assert cut("Two-hourly comfort rounds", 200, 25, 2, bold=True) == "Two-hourly comfort rounds"


def test_a_letter_keeps_its_accents_and_a_family_stays_together_where_a_text_is_cut() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert set(cut(family * 40, 200, 25, 2).removesuffix("…").split(family)) == {""}
    assert cut("e\u0301" * 90, 200, 25, 1).removesuffix("…").endswith("e\u0301")


def test_a_space_that_does_not_break_breaks_no_line() -> None:
    assert wrap("40\u00a0patients and\u00a0more", 160, 25) == ("40\u00a0patients", "and\u00a0more")


@given(ANY, st.floats(0, 900), st.integers(-1, 4))
@example("a\n\nb", 0, 1)
@example("Falls\n", 0, 1)
@example("\u200b\n", 0, 0)
def test_a_cut_text_fills_its_lines_at_most_and_is_the_beginning_of_what_was_typed(
    text: str, width: float, lines: int
) -> None:
    shown = cut(text, width, 25, lines)
    assert width < 60 or line_count(shown, width, 25) <= max(lines, 1)
    assert shown == text or text.startswith(shown.removesuffix("…"))


@given(ANY, st.floats(60, 900), st.integers(-1, 4))
def test_the_parts_of_a_text_are_what_was_typed(text: str, width: float, lines: int) -> None:
    parts = list(divide(text, width, 25, lines))
    assert all(line_count(part, width, 25) <= max(lines, 1) for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
