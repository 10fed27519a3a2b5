"""Cell parser: what the words and dates in one cell of a box score say. Values in, values out.

A cell that cannot be read raises Unreadable, whose ``expected`` says what would have been read.
Figures are read in ``domain.figures.written``.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from vmboard.domain.days import FIRST, is_in_reach
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.phrases import phrase
from vmboard.domain.weeks import dated_day, day_name, last_full_week, week_ending
from vmboard.domain.words import Direction, Domain, IndicatorKind, PointStatus


class Unreadable(Refused):
    """A cell that cannot be read. ``expected`` follows on from that word: ``a number, such as 12``."""

    def __init__(self, expected: str) -> None:
        super().__init__(N_("Please give {expected}."), expected=expected)
        self.expected = expected


_ERROR_CELL = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|BLOCKED!|GETTING_DATA)")
_WAITING = re.compile(r"(?:a?waiting|awaited|pending)\b(?: (?:for|from|on)\b)?[\s:(]*([^)]*)\)?", re.I)
_NOT_IN = re.compile(r"(?:not (?:in yet|yet in|in|yet)|to follow|tbc|tba)\b[\s:,(-]*([^)]*)\)?", re.I)


STATUS_WORDS = {
    PointStatus.FINAL: phrase("final"), PointStatus.PROVISIONAL: phrase("provisional"),
    PointStatus.NOT_IN_YET: phrase("not in yet"), PointStatus.NOTHING_TO_COUNT: phrase("nothing to count"),
}  # fmt: skip
"""How sure a figure is, as a file says it."""


def read_status(text: str) -> PointStatus | None:
    """The status column's word; None for a blank. Raises Unreadable."""
    word = _plain(text)
    if word and read_waiting(text) is not None:
        return PointStatus.NOT_IN_YET
    words = {"p": PointStatus.PROVISIONAL, "prov": PointStatus.PROVISIONAL}
    return _one_of(word, PointStatus, words, phrase("final, provisional, not in yet or nothing to count"))


def read_domain(text: str) -> Domain | None:
    """The domain of a measure; None for a blank. Raises Unreadable."""
    words = dict.fromkeys(("costs", "finance", "money"), Domain.COST)
    words |= dict.fromkeys(("patient experience", "staff experience"), Domain.EXPERIENCE)
    words |= {"patient safety": Domain.SAFETY}
    return _one_of(_plain(text), Domain, words, phrase("one of safety, quality, experience, capacity, cost"))


def read_direction(text: str) -> Direction | None:
    """Which way is better; None for a blank. Raises Unreadable."""
    word = re.sub(r"\s*(is\s+)?better$", "", _plain(text))
    up = dict.fromkeys(("up", "higher", "high", "more", "rise", "↑"), Direction.INCREASE)
    down = dict.fromkeys(("down", "lower", "low", "less", "fewer", "reduce", "fall", "↓"), Direction.DECREASE)
    level = dict.fromkeys(("neither", "either", "no direction"), Direction.NEUTRAL)
    wanted = phrase("increase, decrease or neutral (which way is better)")
    return _one_of(word, Direction, up | down | level, wanted)


def read_indicator(text: str) -> IndicatorKind | None:
    """Whether a measure leads or lags; None for a blank. Raises Unreadable."""
    words = {"lead": IndicatorKind.LEADING, "lag": IndicatorKind.LAGGING}
    word = _plain(text).partition(":")[0].removesuffix(" measure").removesuffix(" indicator")
    return _one_of(word, IndicatorKind, words, phrase("leading or lagging"))


def read_unit(text: str) -> str | None:
    """The unit as the board writes it: %, £ or count for their other names; None for a blank."""
    word = _plain(text)
    if word in ("percent", "per cent", "percentage", "pct", "%"):
        return "%"
    if word in ("gbp", "pounds", "pound", "£"):
        return "£"
    return "count" if word in ("count", "number", "no.", "n", "#") else text.strip() or None


def read_waiting(text: str) -> str | None:
    """Who is waited for: ``finance`` in ``waiting for finance``, empty in ``not in yet``, or None."""
    if match := _NOT_IN.fullmatch(text.strip()):
        inner = read_waiting(match[1])
        return match[1].strip() if inner is None else inner
    match = _WAITING.fullmatch(text.strip())
    return match[1].strip() if match else None


def refuse_error_cell(value: object) -> None:
    """Raise Unreadable for what Excel shows when a formula fails: ``#DIV/0!``."""
    if isinstance(value, str) and _ERROR_CELL.fullmatch(value.strip().upper()):
        raise Unreadable(phrase("a value: this formula ends in an error, so mend the formula or clear the cell"))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEK_WORDS = re.compile(
    r"(?:(?P<first>week (?:commencing|beginning)|w/c|wc)\b|(?:week (?:ending|ended|to)|week|w/e|we)\b)?[\s:]*"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,]+)?"
)
_GAP = r"(?:st|nd|rd|th)?[\s/.,-]+"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}){_GAP}([0-9]{{1,2}}|[a-z]+){_GAP}([0-9]{{4}}|[0-9]{{2}})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_MIDNIGHT = re.compile(r"[\st]00:00(:00(\.0+)?)?z?$")
_MONTH_WORD = rf"(?:{'|'.join(_MONTHS)})[a-z]*"
_LIKE_A_DATE = re.compile(rf"[0-9]+$|[0-9]+{_GAP}(?:[0-9]|{_MONTH_WORD}\b)|{_MONTH_WORD}[\s.,-]+[0-9]")


def read_week(value: object, week_ends_on: int, *, today: date) -> date:
    """The last day of the week a cell names; ``week_ends_on`` is 0 for Monday to 6 for Sunday.

    Takes dates, ``15/11/26`` (day first), ``15 Nov 2026``, ``2026-11-15``, ``w/e 15/11/26``, ``w/c 9/11/26``.
    Raises Unreadable for another day of the week, a plain number, before 2000, and a week not yet begun.
    """
    latest = last_full_week(today, week_ends_on)
    newest = partial(dated_day, latest)
    day = _day_of(value, week_wanted(week_ends_on, latest))
    if not is_in_reach(day) and day < latest:
        raise Unreadable(phrase("a week from {year} on, such as {day}", year=FIRST.year, day=newest))
    if day > week_ending(today, week_ends_on):
        raise Unreadable(phrase("a week that has begun: the latest full week ends {day}", day=newest))
    ending = week_ending(day, week_ends_on)
    if ending == day:
        return day
    nearest = ending if (ending - day).days <= 3 else ending - timedelta(days=7)
    raise Unreadable(week_wanted(week_ends_on, nearest))


def week_wanted(ends_on: int, day: date) -> str:
    """``a week ending Sunday, such as 15 Nov 2026``."""
    return phrase(
        "a week ending {weekday}, such as {day}", weekday=partial(day_name, ends_on), day=partial(dated_day, day)
    )


def plain_number(wanted: str) -> str:
    return phrase("{wanted}: this is a plain number, so format the cell as a date", wanted=wanted)


def real_date(wanted: str) -> str:
    return phrase("{wanted}: a real date, with the day first", wanted=wanted)


def looks_like_week(value: object) -> bool:
    """Whether a heading is meant as a week, well written or not."""
    if isinstance(value, int | float | date):
        return True
    text = _plain(str(value))
    return bool(re.match(r"week\b", text) or _LIKE_A_DATE.match(_without_week_words(text)))


def _day_of(value: object, wanted: str) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _plain(value) if isinstance(value, str) else ""
    if isinstance(value, int | float) or re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        raise Unreadable(plain_number(wanted))
    refuse_error_cell(value)
    bare = _MIDNIGHT.sub("", _without_week_words(text))
    if match := _YEAR_FIRST.fullmatch(bare):
        year, month, day = int(match[1]), match[2], int(match[3])
    elif match := _DAY_FIRST.fullmatch(bare):
        year, month, day = int(match[3]), match[2], int(match[1])
    else:
        raise Unreadable(wanted)
    number = int(month) if month.isdigit() else _month(month)
    commencing = (words := _WEEK_WORDS.match(text)) and words["first"]
    try:
        read = date(year + 2000 if year < 100 else year, number, day)
        return read + timedelta(days=6) if commencing else read
    except (ValueError, OverflowError):
        raise Unreadable(real_date(wanted)) from None


def _without_week_words(text: str) -> str:
    return _WEEK_WORDS.sub("", text, count=1)


def _month(word: str) -> int:
    """1 to 12 for ``nov``, ``sept`` or ``november``; 0 for another word."""
    return next((n for n, month in enumerate(_MONTHS, start=1) if word.startswith(month)), 0)


W = TypeVar("W", Domain, Direction, PointStatus, IndicatorKind)


def _one_of(word: str, words: Iterable[W], more: dict[str, W], expected: str) -> W | None:
    if not word:
        return None
    by_word = {one.value.replace("_", " "): one for one in words} | more
    if word not in by_word:
        raise Unreadable(expected)
    return by_word[word]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
