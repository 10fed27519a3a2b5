"""Date parsing (lexical): what the words of a heading say of a week, before anyone decides which week is meant.

``ending``, ``commencing``, a range, a week number, a month, a date with its day or its month first, a date without a
year. Values in, values out; ``domain.figures.week_columns`` decides.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from vmboard.domain.figures.month_words import MONTH, month_number


class Basis(StrEnum):
    """What a heading says its day is to the week."""

    UNSAID = ""
    ENDING = "ending"
    COMMENCING = "commencing"
    WITHIN = "of"


@dataclass(frozen=True)
class WeekWords:
    """One heading. ``day_first`` and ``month_first`` are its readings; both are set where either may be meant.

    ``number`` is a week's number, with the ``year`` beside it, of ``iso_year`` where that is said and of a financial
    year where ``is_financial``. ``is_month`` is a month or a quarter, no week. ``starts`` is the first day of a
    range. ``is_real`` is a date that the spreadsheet itself holds, not a text.
    """

    day_first: date | None = None
    month_first: date | None = None
    basis: Basis = Basis.UNSAID
    number: int | None = None
    iso_year: int | None = None
    year: int | None = None
    is_financial: bool = False
    yearless: tuple[int, int] | None = None
    starts: date | None = None
    is_month: bool = False
    is_real: bool = False
    is_serial: bool = False
    problem: bool = False

    @property
    def is_ambiguous(self) -> bool:
        return self.day_first is not None and self.month_first is not None and self.day_first != self.month_first


_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"([0-9]{4}|'?[0-9]{2})(?![0-9])"
_SEP = r"[\s/.,-]*"
_TO = r"\s*(?:-|to|until)\s*"

_COMMENCING = re.compile(
    r"\b(?:w(?:ee)?k\s*)?(?:commencing|commences|comm(?=[\s.]|$)\.?|beginning|begins|starting|starts|start|from)(?!\w)|"
    r"\bw\s?/?\s?[cbs](?=\W|\d|$)"
)
_ENDING = re.compile(
    r"\b(?:week\s*)?(?:ending|ended|ends|end)\b|\bweek to\b|\bw\s?/?\s?e(?=\W|\d|$)|\bto(?= )(?=[^-]*$)"
)
_DOTTED = re.compile(r"\bw\.\s?([ecb])\.?(?=\W|$)")
_WITHIN = re.compile(r"\bweek of\b")
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|rs|rsday|nesday|urday)?\b\.?,?")
_DAY_WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISO_WEEK = re.compile(r"\b([0-9]{4})-?w([0-9]{2})\b")
_FINANCIAL = re.compile(r"\bf[wy]|fin|fiscal")
_YEAR_LEFT = re.compile(
    r"[\s:,.()\[\]/-]*(?:(?:fy|financial|fin|fiscal|year|week|wk|of|no)?[\s:,.()\[\]/-]*)*"
    r"(?:(?P<year>20[0-9]{2})(?P<financial>\s?[/-]\s?(?:20)?[0-9]{2})?|[0-9]{2}/[0-9]{2})?[\s:,.()\[\]/-]*"
)
_NUMBER = re.compile(
    r"\b(?:week|wk|fw|w|uge|uke|vecka|kw)\s*(?:no\.?|number|num)?\s*\.?\s*([0-9]{1,2})\b(?![/.-][0-9])"
)
_TIME = re.compile(
    r"(?:(?<=\d)t|[\s,]|\bat\b)\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:z|am|pm|gmt|utc|[+-]00:?00)?$"
)
_FILLER = re.compile(r"^(?:the|date|week|wk|w|of|for|on|data|figures|is|[\s:,.()\[\]/–-])*$")

_RANGE_ONE_MONTH = re.compile(rf"{_DAY}{_TO}{_DAY}{_SEP}(?:of )?({MONTH}){_SEP}(?:{_YEAR})?")
_RANGE_NUMERIC_BARE = re.compile(
    r"^\s*[0-9]{1,2}[/.][0-9]{1,2}\s*(?:-|to|until)\s*([0-9]{1,2})[/.]([0-9]{1,2})(?:[/.]([0-9]{4}|[0-9]{2}))?\s*$"
)
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_COMPACT = re.compile(r"(?<![0-9])(20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
_NUMERIC = re.compile(r"(?<![0-9])([0-9]{1,2})[\s/.-]+([0-9]{1,2})[\s/.-]+([0-9]{4}|[0-9]{2})(?![0-9])")
_WORDED = re.compile(rf"(?<![0-9]){_DAY}(?:\s+of)?{_SEP}({MONTH}){_SEP}{_YEAR}")
_WORDED_BARE = re.compile(rf"(?<![0-9]){_DAY}(?:\s+of)?{_SEP}({MONTH})")
_MONTH_DAY = re.compile(rf"\b({MONTH}){_SEP}{_DAY},?\s+([0-9]{{4}})(?![0-9])")
_MONTH_DAY_BARE = re.compile(rf"\b({MONTH})\s+{_DAY}(?![0-9'])$")
_NUMERIC_BARE = re.compile(r"^\s*([0-9]{1,2})[/.-]([0-9]{1,2})\s*$")
_MONTH_ONLY = re.compile(rf"^\W*({MONTH}){_SEP}(?:{_YEAR})?\W*$")
_QUARTER = re.compile(r"^\W*(?:q[1-4]|quarter [1-4])\b[\s0-9/-]*$")
_MONTH_FORMAT = re.compile(r"m", re.I)
FIRST_SERIAL, LAST_SERIAL = 36526, 62000
"""Days as a spreadsheet counts them, 2000 to 2069: in a heading, a date that lost its format."""


def read_week_words(value: object, number_format: str = "") -> WeekWords | None:
    """What a heading or a cell says of a week; None where it says nothing of one."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        if _shows_month(number_format) and day.day == 1:
            return WeekWords(day_first=day, is_month=True, is_real=True)
        return WeekWords(day_first=day, is_real=True)
    if isinstance(value, int | float):
        return WeekWords(is_serial=True) if FIRST_SERIAL <= value <= LAST_SERIAL else None
    if not isinstance(value, str) or len(value) > 100:
        return None
    return _of_text(plain(value))


def plain(text: str) -> str:
    """As compared: one kind of dash, no marks that cannot be seen, single spaces, small letters."""
    text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    text = text.casefold().replace("–", "-").replace("—", "-").replace("’", "'").replace("_", " ")
    return " ".join(text.split()).strip()


def _shows_month(number_format: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format)
    return bool(_MONTH_FORMAT.search(bare)) and "d" not in bare.casefold() and "y" in bare.casefold()


@lru_cache(maxsize=4096)
def _of_text(text: str) -> WeekWords | None:
    if re.fullmatch(r"[0-9]{5}", text):
        return WeekWords(is_serial=True) if FIRST_SERIAL <= int(text) <= LAST_SERIAL else None
    if not re.search(r"[0-9]", text) and not _MONTH_ONLY.match(text):
        return None
    if _MONTH_ONLY.match(text) or _QUARTER.match(text):
        return WeekWords(is_month=True)
    basis, rest = _basis(_DOTTED.sub(r"w/\1 ", text))
    weekdays = [_DAY_WORDS.index(match[1]) for match in WEEKDAY.finditer(rest)]
    rest = _TIME.sub("", WEEKDAY.sub(" ", rest)).strip()
    number, iso_year, bare = _week_number(rest)
    dated = _dated(bare, basis)
    if dated is not None:
        words, left = dated
        if not _FILLER.match(left):
            return None
        return _on_weekday(words, weekdays)
    if number is not None and (year := _YEAR_LEFT.fullmatch(bare)):
        financial = bool(year["financial"]) or bool(_FINANCIAL.search(text))
        said = int(year["year"]) if year["year"] else None
        return WeekWords(number=number, iso_year=iso_year, year=said, is_financial=financial, basis=basis)
    if _MONTH_ONLY.match(bare):
        return WeekWords(is_month=True)
    return (
        WeekWords(problem=True)
        if basis in (Basis.ENDING, Basis.COMMENCING) and _FILLER.match(re.sub(r"[0-9]", "", bare))
        else None
    )


def _basis(text: str) -> tuple[Basis, str]:
    for basis, words in ((Basis.WITHIN, _WITHIN), (Basis.COMMENCING, _COMMENCING), (Basis.ENDING, _ENDING)):
        if basis is Basis.ENDING and re.search(r"[0-9a-z]\s+to\s", text) and "week" not in text and "w/e" not in text:
            continue  # the word between the two days of a range
        if words.search(text):
            return basis, words.sub(" ", text, count=1)
    return Basis.UNSAID, text


def basis_of(text: str) -> Basis:
    """What a title or a column's heading says of the days it stands over."""
    return _basis(plain(text))[0]


def month_said(text: str) -> tuple[int | None, int] | None:
    """The year, if it is said, and the month of a text that is a month and nothing else: ``Nov 26``."""
    match = _MONTH_ONLY.match(plain(text))
    return (_full(match[2]), month_number(match[1])) if match else None


def names_a_day(text: str) -> bool:
    """Whether a text has a day of a month in it."""
    return _one_day(plain(text)) is not None


def _week_number(text: str) -> tuple[int | None, int | None, str]:
    if match := _ISO_WEEK.search(text):
        year, number = int(match[1]), int(match[2])
        return (number, year, _ISO_WEEK.sub(" ", text, count=1)) if 1 <= number <= 53 else (None, None, text)
    if match := _NUMBER.search(text):
        number = int(match[1])
        return (number, None, _NUMBER.sub(" ", text, count=1)) if 1 <= number <= 53 else (None, None, text)
    return None, None, text


def _dated(text: str, basis: Basis) -> tuple[WeekWords, str] | None:
    """The day, or the last day of a range, and what is left of the text."""
    if match := _RANGE_ONE_MONTH.search(text):
        month, year = month_number(match[3]), _full(match[4])
        left = text[: match.start()] + text[match.end() :]
        if year is None:
            return WeekWords(yearless=(int(match[2]), month), basis=Basis.ENDING), left
        last, first = _day(year, month, int(match[2])), _day(year, month, int(match[1]))
        return WeekWords(day_first=last, starts=first, basis=Basis.ENDING, problem=last is None), left
    if match := _RANGE_NUMERIC_BARE.match(text):
        return _last_of_range(match), ""
    earlier = _one_day(text)
    if earlier is None:
        return None
    words, left = earlier
    parts = re.fullmatch(r"(.*?)(?:\s*(?:-|to|until)\s*)(.*)", left.strip(" ,()"))
    second = _one_day(left) if parts else None
    if second is None:
        return _based(words, basis), left
    starts, (ends, left) = words, second
    begun = starts.day_first
    if begun is None and starts.yearless and ends.day_first:
        begun = _day(ends.day_first.year, starts.yearless[1], starts.yearless[0])
    left = re.sub(r"\b(?:to|until)\b", " ", left)
    if starts.month_first and ends.month_first and (ends.month_first - starts.month_first).days == 6:
        return WeekWords(ends.month_first, basis=Basis.ENDING, starts=starts.month_first), left
    return WeekWords(
        ends.day_first, ends.month_first, Basis.ENDING, yearless=ends.yearless, starts=begun, problem=ends.problem
    ), left


def _last_of_range(match: re.Match[str]) -> WeekWords:
    """``02/11-08/11``: its last day, with its year where that is said."""
    number, month = int(match[1]), int(match[2])
    if match[3] is None:
        return WeekWords(yearless=(number, month), basis=Basis.ENDING, problem=month > 12)
    last = _day(_full(match[3]), month, number)
    return WeekWords(day_first=last, basis=Basis.ENDING, problem=last is None)


def _based(words: WeekWords, basis: Basis) -> WeekWords:
    return WeekWords(**{**vars(words), "basis": basis})


def _one_day(text: str) -> tuple[WeekWords, str] | None:
    finders: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], WeekWords]], ...] = (
        (_ISO, lambda m: _fixed(int(m[1]), int(m[2]), int(m[3]))),
        (_COMPACT, lambda m: _fixed(int(m[1]), int(m[2]), int(m[3]))),
        (_NUMERIC, lambda m: _either(_full(m[3]), int(m[1]), int(m[2]))),
        (_WORDED, lambda m: _fixed(_full(m[3]), month_number(m[2]), int(m[1]))),
        (_MONTH_DAY, lambda m: _fixed(int(m[3]), month_number(m[1]), int(m[2]))),
        (_WORDED_BARE, lambda m: WeekWords(yearless=(int(m[1]), month_number(m[2])))),
        (_MONTH_DAY_BARE, lambda m: WeekWords(yearless=(int(m[2]), month_number(m[1])))),
        (_NUMERIC_BARE, lambda m: WeekWords(yearless=(int(m[1]), int(m[2])), problem=int(m[2]) > 12)),
    )
    matches = [(pattern.search(text), made) for pattern, made in finders]
    first = min((match.start() for match, _ in matches if match), default=None)
    for match, made in matches:
        if match and match.start() == first:
            return made(match), text[: match.start()] + " " + text[match.end() :]
    return None


def _on_weekday(words: WeekWords, weekdays: list[int]) -> WeekWords:
    """A weekday beside the date settles which way it is written, or says that something is wrong."""
    if not weekdays or words.yearless or (words.day_first is None and words.month_first is None):
        return words
    day, month = (d if d and d.weekday() == weekdays[-1] else None for d in (words.day_first, words.month_first))
    if day is None and month is None:
        return WeekWords(**{**vars(words), "month_first": None, "problem": True})
    return WeekWords(**{**vars(words), "day_first": day or month, "month_first": None})


def _fixed(year: int | None, month: int, day: int) -> WeekWords:
    made = _day(year, month, day)
    return WeekWords(day_first=made, problem=made is None)


def _either(year: int | None, first: int, second: int) -> WeekWords:
    day, month = _day(year, second, first), _day(year, first, second)
    return WeekWords(day_first=day, month_first=None if day == month else month, problem=day is None and month is None)


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 0, month, day)
    except (ValueError, OverflowError):
        return None


def _full(year: str | None) -> int | None:
    if not year:
        return None
    number = int(year.strip("'"))
    return number + 2000 if number < 100 else number
