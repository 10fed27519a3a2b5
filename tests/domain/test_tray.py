"""What may wait in the tray: no patient's number, nobody who may be a patient, and few words."""

import pytest

from vmboard.domain.refusals import Refused
from vmboard.domain.text.identifiers import Identified
from vmboard.domain.tray import MAY_NAME, origin_words, screened, title_of, warning_of
from vmboard.domain.words import Face, VoiceKind


def test_words_stand_on_one_line() -> None:
    assert screened("  A clock\n\n for bay 2 ", VoiceKind.IDEA) == "A clock for bay 2"


def test_a_patients_number_is_never_kept() -> None:
    with pytest.raises(Identified):
        screened("Thank you from 010101 1237", VoiceKind.THANKS)


@pytest.mark.parametrize(
    "words", ["", " \n ", "\u200b", "Mrs Fraser bed 4 was cold", "Jean Kerr born 3 March 1948", "x" * 91, "a\x00b"]
)
def test_what_cannot_wait_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(Refused):
        screened(words, VoiceKind.THANKS)


def test_staff_may_be_thanked_by_name_and_the_member_is_told() -> None:
    words = screened("Thank you Morag Kerr, you were kind", VoiceKind.THANKS)
    assert warning_of(words) == MAY_NAME and warning_of("A clock for the bay") == ""


def test_a_title_is_the_beginning_of_the_words_to_the_end_of_one() -> None:
    assert title_of("A clock for the bay") == "A clock for the bay"
    long = title_of("Put a clock with large hands where people in every bed of the long bay can see it")
    assert long == "Put a clock with large hands where people in every bed of…" and len(long) <= 60
    assert len(title_of("x" * 200)) == 60


def test_all_that_is_known_of_who_said_it() -> None:
    assert origin_words(Face.PUBLIC) == "From a patient or family"
    assert origin_words(Face.STAFF) == "From the team"
