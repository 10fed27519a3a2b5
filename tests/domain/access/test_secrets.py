"""PINs and passwords that will do, and the wait after wrong ones."""

from datetime import timedelta

import pytest

from vmboard.domain.access.secrets import LONGEST_WAIT, check_password, check_pin, is_weak_pin, wait_after, wait_words
from vmboard.domain.refusals import Refused


@pytest.mark.parametrize("pin", ["482916", "907341", "5830264", "719305824"])
def test_a_pin_nobody_guesses_will_do(pin: str) -> None:
    assert check_pin(pin) == pin


@pytest.mark.parametrize(
    "pin",
    ["000000", "111111", "123456", "654321", "234567", "890123", "121212", "123123", "112233", "010203", "311299",
     "991231", "122599", "19840512", "12051984", "202601", "147258"],
)  # fmt: skip
def test_rows_repeats_pairs_and_dates_are_refused(pin: str) -> None:
    with pytest.raises(Refused, match="easily guessed"):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["", "12345", "48291a", "4829 16", "٤٨٢٩١٦", "4" * 13])
def test_a_pin_is_six_to_twelve_plain_digits(pin: str) -> None:
    with pytest.raises(Refused, match="6 to 12 digits"):
        check_pin(pin)


def test_a_password_is_long_and_not_ones_own_name() -> None:
    assert check_password("trolley bay lantern", name="Jo Douglas", email="jo@nhs.scot")
    for easy in ("short", "douglas douglas", "my password is x", "aaaaaaaaaaaaaa"):
        with pytest.raises(Refused):
            check_password(easy, name="Jo Douglas", email="jo@nhs.scot")


def test_the_wait_grows_from_the_fifth_wrong_try_to_an_hour() -> None:
    assert [wait_after(n) for n in (0, 4)] == [timedelta(), timedelta()]
    assert [wait_after(n) for n in (5, 6, 7)] == [timedelta(minutes=m) for m in (1, 2, 4)]
    assert wait_after(50) == LONGEST_WAIT
    assert wait_words(timedelta(seconds=61)) == "Too many wrong tries. Wait 2 minutes, then try again."


@pytest.mark.parametrize(
    "pin",
    ["012345", "987654", "890123", "111111", "121212", "123123", "1212121", "12312312", "112244", "311299", "991231",
     "31121999", "19991231", "123199", "200012", "20001", "199012", "290200", "696969"],
)  # fmt: skip
def test_a_pin_that_is_a_row_a_repeat_or_a_date_is_weak(pin: str) -> None:
    assert is_weak_pin(pin)


@pytest.mark.parametrize(
    "pin", ["135791", "246813", "114483", "451399", "999999999991", "310472", "18001332", "40404142"]
)
def test_a_pin_that_only_looks_like_one_is_not(pin: str) -> None:
    assert not is_weak_pin(pin)


def test_pins_and_passwords_may_have_their_shortest_and_longest_length() -> None:
    for pin in ("385061", "385061947285"):
        assert check_pin(pin) == pin
    for password in ("harbour-tree", "harbour tree " * 15 + "12345"):
        assert check_password(password) == password
    for pin in ("38506", "3850619472851", "38506a", ""):
        with pytest.raises(Refused, match="6 to 12 digits"):
            check_pin(pin)
    for password in ("harbour-tre", "harbour tree " * 15 + "123456"):
        with pytest.raises(Refused, match="at least 12"):
            check_password(password)


def test_a_password_is_not_ones_own_name_from_four_letters_on() -> None:
    assert check_password("ann-harbour-tree", name="Ann Ross-Lee")
    for name, email in (("Anna Ross", ""), ("", "anna.x@ward.example")):
        with pytest.raises(Refused, match="easily guessed"):
            check_password("ANNA-harbour-tree", name=name, email=email)
    assert check_password("ward-harbour-tree", email="anna@ward.example"), "the part after the @ is everybody's"
    with pytest.raises(Refused, match="easily guessed"):
        check_password("abcdabcdabcd")
    assert check_password("abcdeabcdeab")


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (99, 60)]
)
def test_the_wait_doubles_from_the_fifth_wrong_try_to_an_hour(failures: int, minutes: int) -> None:
    assert wait_after(failures) == timedelta(minutes=minutes)


def test_a_wait_is_said_in_whole_minutes_rounded_up() -> None:
    for seconds, said in ((1, "1 minute,"), (60, "1 minute,"), (61, "2 minutes,"), (3600, "60 minutes,")):
        assert said in wait_words(timedelta(seconds=seconds))
