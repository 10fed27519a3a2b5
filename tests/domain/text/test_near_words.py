"""A date and four figures is the number it may be where a word says so; a day and a time without one is left alone."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from tests.identifier_cases import chi_number, nhs_number
from tests.spelled_numbers import (
    AFTER_A_WORD,
    AS_MEANT,
    INNOCENT,
    MISTYPED,
    NHS_AFTER_A_WORD,
    ODDLY_PARTED,
    WITHOUT_A_WORD,
    days_and_times,
    like_times,
    spelled,
)
from vmboard.domain.text.identifiers import HIDDEN, Found, find, hide
from vmboard.domain.text.near_words import EVENT_YEARS

CHANCE = Random(13)
TIMES = list(like_times(CHANCE, 60))
CHI = [*TIMES, *days_and_times(CHANCE, 20), *(chi_number(CHANCE, modulus) for modulus in (10, 11) for _ in range(20))]
NHS = [nhs_number(CHANCE) for _ in range(60)]


def test_there_are_sixty_of_either() -> None:
    assert len(set(AFTER_A_WORD)) >= 60 and len(set(INNOCENT)) >= 60


@pytest.mark.parametrize("template", AFTER_A_WORD)
def test_after_such_a_word_every_chi_number_is_found_also_where_it_could_be_a_time(template: str) -> None:
    missed = [text for text in (spelled(template, number) for number in CHI) if find(text).found != "chi"]
    assert missed == []


@pytest.mark.parametrize("template", NHS_AFTER_A_WORD)
def test_after_such_a_word_every_nhs_number_is_found(template: str) -> None:
    assert [number for number in NHS if find(spelled(template, number)).found is None] == []


@pytest.mark.parametrize("way", AS_MEANT)
def test_what_is_pasted_or_mistyped_is_read_as_it_is_meant(way: str) -> None:
    assert [number for number in CHI + NHS if find(AS_MEANT[way](number)).found is None] == []


@pytest.mark.parametrize("way", MISTYPED)
def test_a_mistyped_chi_number_is_found_without_a_word_and_a_serial_number_is_left_alone(
    way: Callable[[str], str],
) -> None:
    """A part that is mostly letters may be a name: 1 in 20 at most is passed over for it."""
    born = [number for number in CHI if int(number[4:6]) not in EVENT_YEARS]
    assert sum(find(way(number)).found is None for number in born) <= len(born) / 20
    serial = [number for number in NHS if {"5", "8"} & set(number[1:9]) and find(number).found == "nhs_number"]
    assert serial and [number for number in serial if find(f"Serial {_s_for_five(number)}").found] == []


def _s_for_five(number: str) -> str:
    return number[:1] + number[1:].replace("5", "S").replace("8", "B")


def test_what_is_hidden_of_it_is_hidden_whole() -> None:
    assert hide("CHI 010101 Jean Smith 1237 fell") == f"CHI {HIDDEN} fell"
    assert hide("CHI 010101<br>1237 fell") == f"CHI {HIDDEN} fell"
    assert hide("CHI O1O1O1 1237 and O2") == f"CHI {HIDDEN} and O2"
    assert hide("It is zero one zero one zero one one two three seven.") == f"It is {HIDDEN}."
    assert hide("<b>010101</b>1237&nbsp;fell") == f"<b>{HIDDEN}&nbsp;fell"


@pytest.mark.parametrize("template", WITHOUT_A_WORD)
def test_without_one_a_birth_years_ago_is_found_and_no_day_and_time_of_these_years(template: str) -> None:
    born = [number for number in CHI if int(number[4:6]) not in EVENT_YEARS]
    assert [number for number in born if find(spelled(template, number)).found != "chi"] == []
    assert [n for n in days_and_times(Random(2), 40) if find(spelled(template, n)).found] == []


@pytest.mark.parametrize("template", ODDLY_PARTED)
def test_a_chi_number_parted_as_nothing_else_is_found_without_a_word(template: str) -> None:
    assert [number for number in CHI if find(spelled(template, number)).found != "chi"] == []


@pytest.mark.parametrize("template", INNOCENT)
def test_what_a_board_says_of_days_and_counts_is_left_alone(template: str) -> None:
    taken = [text for text in (spelled(template, n) for n in days_and_times(Random(3), 40)) if find(text).found]
    assert taken == []


def test_at_most_three_in_a_hundred_days_with_any_count_are_taken_for_one() -> None:
    chance = Random(4)
    counts = [template for template in INNOCENT if "{time}" not in template]
    days = [f"{_day(chance):%d%m%y}{chance.randrange(1000, 10_000)}" for _ in range(100)]
    lines = [spelled(template, day) for template in counts for day in days]
    assert sum(find(line).found is not None for line in lines) / len(lines) < 0.03


def _day(chance: Random) -> date:
    return date(2024, 1, 1) + timedelta(days=chance.randrange(1_000))


def test_a_compact_day_and_time_passes_and_with_a_word_near_it_does_not() -> None:
    number = next(days_and_times(Random(1), 1))
    compact = f"{number[:6]} {number[6:]}"
    assert find("201126 0930 huddle moved").found is None
    assert find(f"{compact} huddle moved").found is None
    same_day = f"{number[:2]}/{number[2:4]}/19{number[4:6]}, "
    for words in ("CHI {}", "{} (NHS)", "born {}", "NHS Highland, {} huddle moved", "CHI no.\n{}", same_day + "{}"):
        assert find(words.format(compact)).found == "chi", words
    for words in ("CHI is on the form\n{}", "NHS Highland visit\n{}", "CHI\n{dots}\n{}", "Birth centre huddle {}"):
        assert find(words.format(compact, dots="." * 50)).found is None, words
    written = f"{number[:2]}/{number[2:4]}/{number[4:6]}"
    assert find(f"(b {written}) {number[6:]}").found == "chi", "a birth in brackets"
    for bays in (f"(B 4 {written}) {number[6:]}", f"(B 2-4) {written} {number[6:]} huddle moved"):
        assert find(bays) == Found(), bays


def test_what_is_found_with_its_brackets_is_hidden_whole_and_once() -> None:
    assert hide("CHI (01/01/2001) [1237] and CHI 010101-1237.") == f"CHI ({HIDDEN}] and CHI {HIDDEN}."
    assert hide("CHI 010101\n1237 fell") == f"CHI {HIDDEN} fell"
    assert hide("DOB 1/1/01 1237") == f"DOB {HIDDEN}"
