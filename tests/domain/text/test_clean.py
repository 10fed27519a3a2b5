"""What may be stored as words and as numbers, ahead of both databases."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.refusals import Refused
from vmboard.domain.text.clean import LARGEST, clean_number, clean_text


def clean(text: str, max_length: int = 60) -> str:
    return clean_text(text, max_length=max_length, what="The note")


@pytest.mark.parametrize(
    "text",
    [
        "Falls",
        "Übergabe, naïve café",
        "降低跌倒",
        "صحة",
        "👩🏽‍⚕️ well done",
        "<b>bold</b> & “quotes”",
        "'; DROP TABLE team",
        "=1+1",
    ],
)
def test_words_of_any_language_are_kept_as_they_are(text: str) -> None:
    assert clean(text) == text


def test_edges_are_bared_and_line_ends_made_plain() -> None:
    assert clean("  first\r\nsecond\rthird \u00a0\n") == "first\nsecond\nthird"


def test_letters_are_composed_so_that_equal_words_compare_equal() -> None:
    assert clean("Cafe\u0301") == "Café"


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x1f", "\x7f", "\x85", "\x9b", "\ud800", "\udfff", "\uffff"]
)
def test_hidden_and_broken_characters_are_refused_and_named(character: str) -> None:
    with pytest.raises(Refused) as refused:
        clean(f"Fa{character}lls")
    assert refused.value.sentence == (
        f"The note holds a hidden or broken character (U+{ord(character):04X}, at place 3): "
        "please delete it, or type the text again."
    )


def test_a_text_too_long_is_refused_with_both_lengths() -> None:
    assert clean("x" * 60) == "x" * 60
    with pytest.raises(Refused, match=r"The note has 1,061 characters: please keep it to 60\."):
        clean("x" * 1061)


@given(st.text(alphabet=st.characters(), max_size=80))
def test_whatever_passes_can_be_encoded_and_passes_again_unchanged(text: str) -> None:
    try:
        kept = clean(text, max_length=80)
    except Refused:
        return
    assert "\x00" not in kept.encode("utf-8").decode("utf-8")
    assert clean(kept, max_length=80) == kept


@pytest.mark.parametrize(("number", "kept"), [(0, 0.0), (12, 12.0), (-3.5, -3.5), (LARGEST, LARGEST), (-0.0, 0.0)])
def test_ordinary_numbers_are_kept(number: float, kept: float) -> None:
    assert math.copysign(1, clean_number(number, "The target")) == math.copysign(1, kept)
    assert clean_number(number, "The target") == kept


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1e308, 1.1e12, -1e13, 10**400, True])
def test_numbers_no_database_should_hold_are_refused(number: float) -> None:
    with pytest.raises(Refused) as refused:
        clean_number(number, "The target")
    assert refused.value.sentence == (
        "The target is not a number the board can keep: please use one up to 1,000,000,000,000."
    )
