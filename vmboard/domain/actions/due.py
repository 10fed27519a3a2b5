"""Due dates and recurrence: when an action is due and how often it comes back, in the words people say: ``next Tue``,
``in 2 weeks``, ``3 Dec``.

``weeks.due_words`` says a due day; this reads one. Weeks begin on Monday here, as people speak of them.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from vmboard.domain.days import is_in_reach
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.weeks import DAYS

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = {"a": 1, "one": 1, "two": 2, "other": 2, "three": 3, "four": 4, "six": 6}
_MANY = r"([0-9]{1,2}|a|one|two|three|four|six)"
_NAMED = re.compile(r"(?:([a-z]+),? )?([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]+)\.?,?(?: ([0-9]{4}))?")
_SLASHED = re.compile(r"(?:([a-z]+),? )?([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}|[0-9]{2}))?")
_IN = re.compile(rf"in {_MANY} (day|week|fortnight)s?")
_WEEKDAY = re.compile(r"(?:(next|this) )?([a-z]+)")
_END_OF_MONTH = re.compile(r"(?:the )?end of (?:the )?month")
_EVERY = re.compile(rf"(?:every|each)(?: (?:{_MANY}|(other)))? (week|fortnight|month)s?")
_OFTEN = {"weekly": 1, "fortnightly": 2, "monthly": 4}


class Repeat(NamedTuple):
    """How many weeks apart, and the first day where it was said: ``every Monday``."""

    weeks: int
    day: date | None = None


def read_due(phrase: str, today: date, *, joined: bool = False) -> date | None:
    """The day a whole phrase names, or None. A weekday is the next one after today; ``next Fri`` is next week's.

    A date without a year is the next time it comes, today included. ``joined`` says that "by", "on" or the like
    stood before it: in small letters, "sat" and "sun" are days only then. "24/7" is not a date.
    """
    said = " ".join(phrase.casefold().split())
    if said in ("today", "tomorrow", "next week"):
        return today + timedelta(days={"today": 0, "tomorrow": 1, "next week": 7}[said])
    if _END_OF_MONTH.fullmatch(said):
        return today.replace(day=monthrange(today.year, today.month)[1])
    if match := _IN.fullmatch(said):
        length = {"day": 1, "week": 7, "fortnight": 14}[match[2]]
        return today + timedelta(days=length * _number(match[1]))
    if phrase in ("sat", "sun") and not joined:
        return None
    if (match := _WEEKDAY.fullmatch(said)) and (place := _weekday(match[2])) is not None:
        if match[1] == "next":
            return today + timedelta(days=7 - today.weekday() + place)
        return next_weekday(today, place)
    return _dated(said, today)


def read_repeat(phrase: str, today: date) -> Repeat | None:
    """How often a whole phrase says: ``weekly``, ``every 2 weeks``, ``monthly`` (every 4 weeks), ``every Monday``."""
    said = " ".join(phrase.casefold().split())
    if said in _OFTEN:
        return Repeat(_OFTEN[said])
    if found := _EVERY.fullmatch(said):
        weeks = {"week": 1, "fortnight": 2, "month": 4}[found[3]] * _number(found[1] or found[2] or "one")
        return Repeat(weeks) if 1 <= weeks <= 52 else None
    head, _, day = said.partition(" ")
    if head in ("every", "each") and (place := _weekday(day)) is not None:
        return Repeat(1, next_weekday(today, place))
    return None


def next_weekday(today: date, weekday: int) -> date:
    """The next such day after today; ``weekday`` is 0 for Monday to 6 for Sunday."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def carried_to(due: date | None, today: date) -> date:
    """A week later, and never in the past: the next such weekday after today for what is late by more."""
    if due is None:
        return today + timedelta(days=7)
    later = due + timedelta(days=7)
    return later if later > today else next_weekday(today, due.weekday())


def comes_round(due: date | None, weeks: int, today: date) -> date:
    """When the next one of a repeating action is due: so many weeks on, the first time that is after today."""
    day = (due or today) + timedelta(weeks=weeks)
    while day <= today:
        day += timedelta(weeks=weeks)
    return day


def repeat_words(weeks: int | None) -> str:
    """``Every week``, ``Every 2 weeks``; empty for what comes once."""
    if not weeks:
        return ""
    return _("Every week") if weeks == 1 else ngettext("Every {n} week", "Every {n} weeks", weeks)


def _dated(said: str, today: date) -> date | None:
    if match := _SLASHED.fullmatch(said):
        if said == "24/7":
            return None
        month = int(match[3])
    elif match := _NAMED.fullmatch(said):
        month = _month(match[3])
    else:
        return None
    if match[1] and _weekday(match[1]) is None:
        return None
    day, year = int(match[2]), match[4]
    if year:
        return _real(int(year) + (2000 if len(year) == 2 else 0), month, day)
    years = range(today.year, today.year + 9)  # 29 February comes round within eight
    return next((one for y in years if (one := _real(y, month, day)) and one >= today), None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        day_named = date(year, month, day)
    except ValueError:
        return None
    return day_named if is_in_reach(day_named) else None


def _weekday(word: str) -> int | None:
    """0 to 6 for ``tue``, ``tues``, ``weds`` or ``Thursday``; None for another word."""
    word = "wed" if word == "weds" else word.casefold().rstrip(".")
    return next((n for n, day in enumerate(DAYS) if len(word) >= 3 and day.casefold().startswith(word)), None)


def _month(word: str) -> int:
    """1 to 12 for ``nov``, ``sept`` or ``november``; 0, which is no month, for another word."""
    return next((n for n, month in enumerate(_MONTHS, start=1) if len(word) >= 3 and month.startswith(word)), 0)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
