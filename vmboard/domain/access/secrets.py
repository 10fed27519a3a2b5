"""Password policy and back-off: what counts as a good enough PIN or password, and how long to wait after wrong
ones."""

import re
from datetime import date, timedelta
from itertools import pairwise

from vmboard.domain.refusals import Refused
from vmboard.domain.text.phrases import nphrase

SHORTEST_PIN, LONGEST_PIN = 6, 12
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
FREE_TRIES = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
TRIES_A_DAY = 100

_OFTEN = frozenset(("112233", "123321", "147258", "159753", "258000", "696969", "778899", "102030", "246810", "135790"))
_EASY = ("password", "passw0rd", "qwerty", "letmein", "welcome", "vmboard", "iloveyou", "football", "hospital")


def check_pin(pin: str) -> str:
    """The PIN, where it will do. Raises Refused: too short, not digits, or easily guessed (a date, a row, a pair)."""
    if not re.fullmatch(rf"[0-9]{{{SHORTEST_PIN},{LONGEST_PIN}}}", pin):
        raise Refused("A PIN is {shortest} to {longest} digits.", shortest=SHORTEST_PIN, longest=LONGEST_PIN)
    if is_weak_pin(pin):
        raise Refused("That PIN is easily guessed: no dates, no rows such as 123456, no repeats such as 121212.")
    return pin


def is_weak_pin(pin: str) -> bool:
    """Rows up or down, one or two or three digits over and over, mirrored pairs, dates, and those chosen most."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    repeats = any(pin == (pin[:size] * len(pin))[: len(pin)] for size in (1, 2, 3))
    pairs = len(pin) % 2 == 0 and all(pin[i] == pin[i + 1] for i in range(0, len(pin), 2))
    return (len(steps) == 1 and steps <= {0, 1, 9}) or repeats or pairs or pin in _OFTEN or _is_date(pin)


def check_password(password: str, *, name: str = "", email: str = "") -> str:
    """The password, where it will do: long, and not made of the person's own name. Raises Refused."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refused(
            "A password has at least {shortest} characters. Three or four words make a good one.",
            shortest=SHORTEST_PASSWORD,
        )
    plain = password.casefold()
    own = [part for part in re.split(r"[\W_]+", f"{name} {email.partition('@')[0]}".casefold()) if len(part) >= 4]
    if len(set(plain)) < 5 or any(word in plain for word in (*_EASY, *own)):
        raise Refused("That password is easily guessed: leave out names, “password” and the like.")
    return password


def wait_after(failures: int) -> timedelta:
    """How long the next try must wait: nothing for the first few, then a minute, doubled each time."""
    if failures < FREE_TRIES:
        return timedelta()
    doublings: int = min(failures - FREE_TRIES, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << doublings))


def wait_words(wait: timedelta) -> str:
    """``Too many wrong tries. Wait 2 minutes, then try again.``"""
    minutes = -(-int(wait.total_seconds()) // 60)
    return nphrase(
        "Too many wrong tries. Wait {n} minute, then try again.",
        "Too many wrong tries. Wait {n} minutes, then try again.", max(minutes, 1),
    )  # fmt: skip


def _is_date(pin: str) -> bool:
    shapes = {6: ((0, 2, 4), (4, 2, 0)), 8: ((0, 2, 4), (6, 4, 0))}.get(len(pin), ())
    return any(_real(pin, *shape) for shape in shapes) or bool(re.fullmatch(r"(19|20)\d\d(0?[1-9]|1[0-2])?", pin))


def _real(pin: str, day: int, month: int, year: int) -> bool:
    """Whether digits at these places make a day, with a year of two or four digits."""
    years = pin[year : year + (4 if len(pin) == 8 else 2)]
    for d, m in ((day, month), (month, day)):
        try:
            date(int(years) if len(years) == 4 else 2000 + int(years), int(pin[m : m + 2]), int(pin[d : d + 2]))
        except ValueError:
            continue
        return len(years) == 2 or 1900 <= int(years) <= 2100
    return False
