from hypothesis import given
from hypothesis import strategies as st

from vmboard.render.typeset import cut, divide, line_count, paginate, text_width, wrap


def test_a_short_text_is_one_line() -> None:
    assert wrap("Falls", 300, 25) == ("Falls",)


def test_a_text_wraps_at_spaces() -> None:
    assert wrap("Two-hourly comfort rounds", 200, 25, bold=True) == ("Two-hourly", "comfort rounds")


def test_a_word_wider_than_its_column_is_broken_and_nothing_is_lost() -> None:
    assert "".join(wrap("x" * 200, 100, 25)) == "x" * 200


def test_no_text_takes_no_lines() -> None:
    assert line_count("", 100, 25) == 0


@given(st.text(max_size=300), st.floats(60, 900))
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


@given(st.text(max_size=300), st.floats(60, 900), st.integers(1, 4))
def test_a_cut_text_fills_its_lines_at_most_and_is_the_beginning_of_what_was_typed(
    text: str, width: float, lines: int
) -> None:
    shown = cut(text, width, 25, lines)
    assert line_count(shown, width, 25) <= lines
    assert shown == text or text.startswith(shown.removesuffix("…"))


@given(st.text(max_size=300), st.floats(60, 900), st.integers(1, 4))
def test_the_parts_of_a_text_are_what_was_typed(text: str, width: float, lines: int) -> None:
    parts = list(divide(text, width, 25, lines))
    assert all(line_count(part, width, 25) <= lines for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
