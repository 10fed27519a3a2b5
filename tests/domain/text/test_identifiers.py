"""CHI and NHS numbers are found however they are written, and little else is."""

import logging
import re
import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.identifier_cases import (
    CHI_FORMATS,
    FORMATS,
    NEAR_MISSES,
    chi_number,
    nhs_number,
    passes,
    power,
)
from vmboard.domain.refusals import Refused
from vmboard.domain.text.clean import clean_number, clean_text
from vmboard.domain.text.identifiers import HIDDEN, SENTENCE, WARNING, Found, Identified, find, hide, kind_of
from vmboard.domain.text.near_words import is_event

CHANCE = Random(26)
NHS = [nhs_number(CHANCE) for _ in range(20)]
CHI = [chi_number(CHANCE, modulus) for modulus in (10, 11) for _ in range(20)]


# --- the two numbers ---


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("9434765919", "nhs_number"),
        ("9434765918", None),
        ("9990000018", "nhs_number"),  # of the range that is kept for tests
        ("0101011237", "chi"),  # modulus 11
        ("0101201234", "chi"),  # modulus 10 only
        ("3201201234", None),  # there is no 32nd day
        ("2902001237", None),
        ("0000000000", None),
    ],
)
def test_a_number_is_known_by_its_check_digit(digits: str, kind: str | None) -> None:
    assert kind_of(digits) == kind
    assert find(digits).found == kind


def test_the_29th_of_february_is_a_birthday_in_leap_years_only() -> None:
    chance = Random(3)
    born = [f"2902{year:02}{chance.randrange(10_000):04}" for year in range(100) for _ in range(60)]
    found = {digits[4:6] for digits in born if kind_of(digits) == "chi"}
    assert found == {f"{year:02}" for year in range(0, 100, 4)}


@given(st.integers(0, 2**32))
def test_every_made_number_is_known(seed: int) -> None:
    chance = Random(seed)
    assert kind_of(nhs_number(chance)) is not None
    assert kind_of(chi_number(chance, 10)) == kind_of(chi_number(chance, 11)) == "chi"


def test_a_number_that_is_both_is_called_a_chi_number_wherever_it_stands() -> None:
    both = chi_number(Random(1), 11)
    assert kind_of(both) == find(f"NHS no. {both}").found == find(f"{both[:3]} {both[3:6]} {both[6:]}").found == "chi"


@given(st.integers(0, 10**10 - 1))
def test_ten_digits_that_fail_both_checks_are_nothing(number: int) -> None:
    digits = f"{number:010}"
    assert (find(digits).found is not None) == (passes(digits) and number > 0)


# --- every valid number in every way it is written ---


def is_a_day_and_a_time(name: str, number: str) -> bool:
    """``201126 0930``: of these years, and with nothing near that says otherwise."""
    return bool(re.search(r"012345\s6789", FORMATS[name]("0123456789"))) and is_event(number[4:6], number[6:])


@pytest.mark.parametrize("name", FORMATS)
def test_every_valid_number_is_found_however_it_is_written(name: str) -> None:
    for number in NHS + CHI:
        if is_a_day_and_a_time(name, number):
            continue
        assert find(FORMATS[name](number)).found == kind_of(number), FORMATS[name](number)


@given(st.integers(0, 2**32), st.sampled_from(sorted(FORMATS)))
def test_any_valid_number_in_any_format_is_found(seed: int, name: str) -> None:
    chance = Random(seed)
    for number in (nhs_number(chance), chi_number(chance, 10), chi_number(chance, 11)):
        if is_a_day_and_a_time(name, number):
            continue
        assert find(FORMATS[name](number)).found == kind_of(number)


@pytest.mark.parametrize("name", CHI_FORMATS)
def test_chi_numbers_are_found_in_ways_of_their_own(name: str) -> None:
    for number in CHI:
        assert find(CHI_FORMATS[name](number)).found == "chi", CHI_FORMATS[name](number)


@pytest.mark.parametrize(
    "text", ["{}", "CHI {}", "CHI{}", "CHI: {}.", "Falls,{},3", "{}.0", "({})", "bed 4 {}", '="{}"', "{} fell"]
)
def test_a_chi_number_whose_nought_a_spreadsheet_dropped_is_found(text: str) -> None:
    stripped = [number[1:] for number in CHI if number[0] == "0"]
    assert len(stripped) > 5
    assert {find(text.format(number)).found for number in stripped} == {"chi"}


def test_a_long_number_as_a_spreadsheet_shows_it_is_found() -> None:
    for number in NHS + CHI:
        if len(number.rstrip("0")) > 8 and (number[0] != "0" or kind_of(number) == "chi"):
            assert find(power(number)).found == kind_of(number), power(number)
            assert find(f"seen {power(number).replace('E', 'e+0')} twice").found == kind_of(number)


@pytest.mark.parametrize(
    "text",
    [
        "falls + 943 476 5919", "At 0930 943 476 5919 fell", "010926 943 476 5919", "falls (0) 943 476 5919",
        "seen...9434765919", "no.9434765919", "3+9434765919", "9434765919/3", "12,9434765919,4",
        "18.11.2026.9434765919",
        "9434765919.18.11.2026", "W 943 476 5919", "ref 9434765919", "tel 9434765919", "a9434765919b",
    ],
)  # fmt: skip
def test_other_signs_and_figures_beside_a_number_do_not_hide_it(text: str) -> None:
    assert find(text).found == "nhs_number"


def test_digits_of_different_alphabets_in_one_number_are_found() -> None:
    assert find("９٤3 ４76 5９१９").found == "nhs_number"


def test_where_it_stands_is_told_in_the_text_as_it_was_given() -> None:
    text = "Seen “94\u00ad3 476\u200b 5919” today"
    start, end = find(text).where or (0, 0)
    assert text[start:end] == "94\u00ad3 476\u200b 5919"
    assert hide(text) == f"Seen “{HIDDEN}” today"
    assert hide("9434765919 and 0101011237, 12 falls") == f"{HIDDEN} and {HIDDEN}, 12 falls"


def test_the_first_of_two_numbers_is_named() -> None:
    assert find("9434765919 then 0101011237").found == "nhs_number"
    assert find("0101011237 then 9434765919").found == "chi"


# --- what only looks like one ---


def test_at_most_three_in_a_hundred_near_misses_are_taken_for_one() -> None:
    chance = Random(11)
    share = {
        name: sum(bool(find(write(chance)).found) for _ in range(500)) / 500 for name, write in NEAR_MISSES.items()
    }
    assert {name: part for name, part in share.items() if part > 0.04} == {}
    assert sum(share.values()) / len(share) < 0.005


VALID = "9434765919"


@pytest.mark.parametrize(
    "text",
    [
        f"{VALID}0", f"0{VALID}", f"{VALID}12345678", f"5{VALID} 943", "94347659190000",
        "9434 7659 1900 1234", "+44 943 476 5919", "+449434765919", "+44 (0)943 476 5919", "0044 943 476 5919",
        "+9434765919", f"£{VALID}", f"£{VALID}.00", f"€ {VALID}", "£9,434,765,919", "9,434,765,919", f"{VALID}.25",
        f"0.{VALID}", f"1.{VALID}", f"INC{VALID}", f"Datix{VALID}", f"DATIX-2026-{VALID}", f"RITM-{VALID}",
        "943 beds, 476 falls, 5919 days", "943, 476, 5919", "943 falls 4765919", "943\n476\n5919", "943;476;5919",
        "7946 094347 6591", "94347659", "434765919", "W101011237", "INC-101011237", "£101011237", "101,011,237",
        "101011237.5", "1010112370 fails", "18/11/2026 10:30", "2026-11-18 10:30:00", "12 14 15 11 18 20 13 12",
        "1.2E9", "4.5e8", "9.434765919E12", "tel 0146370411", "01463 70400", "01463 704000", "Bed 4", "", "1234567890",
    ],
)  # fmt: skip
def test_what_is_something_else_is_left_alone(text: str) -> None:
    assert find(text).found is None
    assert hide(text) == text


def test_a_date_and_a_time_with_slashes_is_not_a_chi_number_but_four_other_figures_are() -> None:
    for last in range(10_000):
        digits = f"181126{last:04}"
        is_time = last < 2400 and last % 100 < 60
        assert bool(find(f"18/11/26 {last:04}").found) == (kind_of(digits) == "chi" and not is_time)


# --- names ---


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Smith bed 4", "mrs smith in bed 4", "Bed 12 - Mr Brown", "Mr. O’Neill, side room 3", "MRS SMITH BED 4",
        "John MacLeod DOB 12/03/1948", "John MacLeod dob: 12 March 1948", "John MacLeod D.O.B. 12.3.48",
        "pt J. Brown, b. 1948", "patient Agnes, bay 2", "Agnes Fraser born 1948", "Bed 4 DOB 12/3/48",
        "born on 1948-03-12", "Smith, John bed 4", "SMITH, John bed 4", "JB bed 4", "Bed 4 (J.B.)", "Bed 4: JB",
        "Agnes in bed 4", "Bed 4 Agnes fell", "Agnes (b 12/3/48)", "J Brown bed 4", "Bed 4, J. Brown",
        "Miss Mackay room 12", "Falls this week:\nMrs Smith bed 4",
    ],
)  # fmt: skip
def test_a_likely_name_with_a_bed_or_a_birth_draws_a_warning_and_no_more(text: str) -> None:
    assert find(text) == Found(warn=True)
    assert clean_text(text, max_length=200, what="The note") == text


@pytest.mark.parametrize(
    "text",
    [
        "Bed 4 call bell", "Mr Brown's audit of beds", "Mr Brown’s audit of bed 4", "Mr Brown thanked the team",
        "JB to mend bed 4", "KM will check bed 4", "AB, KM", "Bed 4 HDU", "MRSA bed 4", "PT bed 4", "Bed 4 TV broken",
        "Bed 4 C. Diff", "Dr Khan saw bed 4", "Sister Mary Campbell, bed 4", "Staff Nurse Jones, bed 4",
        "DOB missing on 3 wristbands", "New bed for Mrs Smith", "12 beds closed", "Bed 4 closed Monday",
        "Karen to order bed 4 rails", "Born to run", "b. Plan", "Ward 7A", "Mary and Joan: well done",
        "Mrs Smith bed\n4", "The mr bed 4",
        "Mrs Smith thanked us; bed 4 call bell mended", "We lost Mr Brown’s glasses. Check bed 4",
    ],
)  # fmt: skip
def test_staff_wards_and_ordinary_words_draw_no_warning(text: str) -> None:
    assert find(text) == Found()


def test_a_number_beside_a_name_is_both_found_and_warned_of() -> None:
    assert find("Mrs Smith bed 4 CHI 0101011237").found == "chi"
    assert find("Mrs Smith bed 4 CHI 0101011237").warn


# --- at the one gate, and never repeated ---


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_that_holds_a_number_is_kept_and_the_sentence_does_not_repeat_it(name: str) -> None:
    text = FORMATS[name]("9434765919")
    with pytest.raises(Identified) as refused:
        clean_text(text, max_length=200, what="The note")
    assert refused.value.sentence == str(refused.value) == SENTENCE
    assert refused.value.__context__ is None
    assert not any(character.isdigit() for character in SENTENCE + WARNING + repr(find(text)))


@pytest.mark.parametrize("number", [9434765919, 9434765919.0, 101011237, -9434765919])
def test_a_figure_that_passes_as_a_patients_number_is_refused(number: float) -> None:
    with pytest.raises(Refused) as refused:
        clean_number(number, "The figure")
    assert refused.value.sentence == SENTENCE


@pytest.mark.parametrize("number", [9434765918, 9434765919.5, 94347659190, 101011238, 12, 1313, 450_000.25])
def test_other_figures_are_kept(number: float) -> None:
    assert clean_number(number, "The figure") == number


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        find("Mrs Smith bed 4 CHI 0101011237")
    assert caplog.records == []


@given(st.text(max_size=120))
def test_any_text_is_read_without_fault_and_hiding_leaves_nothing_to_find(text: str) -> None:
    found = find(text)
    assert (found.found is None) == (found.where is None)
    assert found.found is None or HIDDEN in hide(text)


@pytest.mark.parametrize(
    "piece", ["1 ", "12-", "Mrs ", "bed 4 ", "J. ", "dob ", "９ ", "9\u200b", "+44 ", "1.", " ", "A"]
)
def test_a_long_text_of_one_piece_takes_no_longer(piece: str) -> None:
    began = time.process_time()
    find(piece * (20_000 // len(piece)))
    assert time.process_time() - began < 1.5


def test_ten_thousand_lines_take_less_than_a_second() -> None:
    chance = Random(5)
    lines = [write(chance) for write in NEAR_MISSES.values() for _ in range(10_000 // len(NEAR_MISSES))]
    began = time.process_time()
    for line in lines:
        find(line)
    assert time.process_time() - began < 1.5
