"""PINs and passwords that will do, and the wait after wrong ones."""

from datetime import timedelta

import pytest

from vmboard.domain.access.secrets import LONGEST_WAIT, check_password, check_pin, wait_after, wait_words
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
