"""Number parser: a figure as people write it in a cell: ``95%``, ``£1,234.50``, ``12 p``, ``waiting for finance``.

Values in, values out; what cannot be read raises Unreadable.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from vmboard.domain.figures.cells import Unreadable, read_waiting, refuse_error_cell
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, number_words
from vmboard.domain.text.clean import LARGEST, clean_number, clean_text, is_unkeepable
from vmboard.domain.text.identifiers import Identified
from vmboard.domain.text.phrases import Phrase, phrase
from vmboard.domain.words import Direction, PointStatus


@dataclass(frozen=True)
class Figure:
    """A cell of the box score: its value, how sure it is, and who it waits for when it is not in yet. Where there was
    nothing to count it has no value, and waits for nobody; nor has ``18 of 20``, whose share follows from both."""

    value: float | None
    status: PointStatus = PointStatus.FINAL
    waiting_for: str = ""
    numerator: float | None = None
    denominator: float | None = None


BLANK_WORDS = frozenset(
    {"", "-", "--", "—", "n/a", "na", "n.a.", "null", "(null)", "nan", "missing", "no data", "[x]", "[z]"}
)
NOTHING = "nothing to count"
PENCE = frozenset({"p", "pence", "pennies"})
"""Units in which 50p is fifty of them, and 50 p fifty that are provisional."""
TWO_NUMBERS = phrase("two numbers, such as 3/41")
ZERO_OR_BLANK = frozenset({"none", "nil", "zero"})
LONGEST_FIGURE = 200

_NUMBER = re.compile(
    r"(?P<sign>-?£?-?)(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
    r"(?P<power>e[-+]?[0-9]{1,3})?(?P<percent>%?)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"([-−£]*[0-9].*?)\s+(?:out\s+)?of\s+([-−£]*[0-9].*)", re.I)
_PROVISIONAL = re.compile(r"(?<=[0-9%)])(\s*)(\*+|\(?p\)?|\(?prov(isional|\.)?\)?)$", re.IGNORECASE)
_QUOTED_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_figure(
    value: object, unit: str | None, *, direction: Direction | None = None, number_format: str = ""
) -> Figure:
    """A figure as people write it: ``12``, ``12 p`` or ``12*`` (provisional), ``waiting for finance``, ``nothing to
    count``.

    A value of None with status FINAL means a blank. Raises Unreadable or Refused.
    """
    if not isinstance(value, str):
        return Figure(read_number(value, unit, direction=direction, number_format=number_format))
    text = clean_text(value, max_length=LONGEST_FIGURE, what=N_("The figure"))
    if text.casefold() == NOTHING:
        return Figure(None, PointStatus.NOTHING_TO_COUNT)
    if (waiting_for := read_waiting(text)) is not None:
        return Figure(None, PointStatus.NOT_IN_YET, waiting_for)
    mark = _PROVISIONAL.search(text)
    if mark is None:
        return _pair(text, unit) or Figure(read_number(text, unit, direction=direction))
    if _is_money(unit) and mark[0].casefold() == "p" and "£" not in text:  # 50p is pence, 50 p is provisional
        raise Unreadable(phrase("pounds, such as £0.50; for a provisional figure leave a gap, such as 50 p"))
    text = text[: mark.start()]
    figure = _pair(text, unit) or Figure(read_number(text, unit, direction=direction))
    is_pence = (unit or "").casefold() in PENCE and mark[0].casefold() == "p"
    return figure if is_pence else replace(figure, status=PointStatus.PROVISIONAL)


def _pair(text: str, unit: str | None) -> Figure | None:
    """``18 of 20``, ``18 out of 20``; with a slash it might be a day, which only a box of the week's page can tell."""
    match = _PAIR.fullmatch(without_unit(text, unit or ""))
    if match is None:
        return None
    numerator, denominator = read_pair(match[1], match[2], unit)
    return Figure(None, numerator=numerator, denominator=denominator)


def read_pair(above: str, below: str, unit: str | None) -> tuple[float, float]:
    """Both numbers of so many out of so many; only the first may be money. Raises Unreadable."""
    of_whom = unit if unit is None or _is_money(unit) else "count"
    numerator, denominator = read_number(above, of_whom), read_number(below, "count")
    if numerator is None or denominator is None:
        raise Unreadable(TWO_NUMBERS)
    return numerator, denominator


def without_unit(text: str, unit: str) -> str:
    ends = bool(unit) and unit not in ("£", "count") and text.casefold().endswith(unit.casefold())
    return text[: -len(unit)].rstrip() if ends else text


def read_number(
    value: object, unit: str | None, *, direction: Direction | None = None, number_format: str = ""
) -> float | None:
    """The number in a cell, in the measure's unit, or None for a blank.

    95 and ``95%`` are both 95 where the unit is %; so is 0.95 where Excel shows 95% (``number_format``).
    A unit of None is not known: then a percent sign or a pound sign is taken at its word.
    Raises Unreadable, and Refused for a number too large to keep.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        raise Unreadable(phrase("{wanted}: this is a yes or no", wanted=_such_as(unit)))
    if isinstance(value, date | time | timedelta):
        wanted = _such_as(unit)
        raise Unreadable(phrase("{wanted}: this cell is a date or a time, so format it as a number", wanted=wanted))
    if isinstance(value, str):
        number, money = _number_of_text(value, unit)
        if number is None:
            return None
    else:
        number, money = _number_of_cell(value, unit, number_format), "£" in number_format
    number = _keepable(number)
    if number < 0 and not (may_be_negative(unit, direction) or (not unit and money)):
        raise Unreadable(phrase("0 or more: this measure cannot go below zero"))
    return number


def _number_of_cell(value: object, unit: str | None, number_format: str) -> float:
    """A number cell, brought to the unit: Excel keeps 95% as 0.95."""
    if not isinstance(value, int | float):
        raise Unreadable(_such_as(unit))
    number = _keepable(value)
    if "%" not in _QUOTED_FORMAT.sub("", number_format):
        return number
    if unit and not _is_percent(unit):
        raise Unreadable(phrase("{wanted}: this cell is formatted as a percentage", wanted=_such_as(unit)))
    return float(f"{number * 100:.15g}")  # 0.07 × 100 is not quite 7; a third of a hundred keeps its digits


def _keepable(number: float) -> float:
    try:
        return clean_number(number, what=N_("The figure"))
    except Identified:
        raise
    except Refused:
        raise Unreadable(phrase("a number up to {most}", most=lambda: number_words(f"{LARGEST:,.0f}"))) from None


def _number_of_text(text: str, unit: str | None) -> tuple[float | None, bool]:
    """The number in a text, and whether it is written as money."""
    refuse_error_cell(text)
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("–", "-")
    if plain.casefold() in BLANK_WORDS:
        return None, False
    if plain.casefold() in ZERO_OR_BLANK:
        wanted = _such_as(unit)
        raise Unreadable(
            phrase("{wanted}: type 0 when there were none, and nothing when it is not known", wanted=wanted)
        )
    if any(is_unkeepable(character) for character in plain):
        clean_text(plain, max_length=LONGEST_FIGURE, what=N_("The figure"))  # says which character
    if any(unicodedata.category(character) == "No" for character in text):
        raise Unreadable(_such_as(unit))  # a footnote mark or a fraction: 12² is not 122
    if unit and unit not in ("%", "£") and plain.casefold().endswith(unit.casefold()):
        plain = plain[: -len(unit)].rstrip()
    if plain.startswith("(") and plain.endswith(")"):  # how a ledger writes a negative amount
        plain = "-" + plain[1:-1]
    match = _NUMBER.fullmatch(re.sub(r"(?<=[-£]) | (?=%)", "", plain))
    if match is None or match["sign"].count("-") > 1:
        raise Unreadable(_such_as(unit))
    if match["percent"] and unit and not _is_percent(unit):
        raise Unreadable(phrase("{wanted}: this is a percentage", wanted=_such_as(unit)))
    money = "£" in match["sign"]
    if money and unit and not _is_money(unit):
        raise Unreadable(phrase("{wanted}: this is an amount of money", wanted=_such_as(unit)))
    number = float(match["digits"].replace(",", "") + (match["power"] or ""))
    return (-number if "-" in match["sign"] else number), money


def _such_as(unit: str | None) -> Phrase:
    if _is_percent(unit):
        return phrase("a percentage, such as 95 or 95%")
    if _is_money(unit):
        return phrase("an amount in pounds, such as 1234.50 or £1,234.50")
    return phrase("a number, such as 12 or 12.5")


def _is_percent(unit: str | None) -> bool:
    return (unit or "").startswith("%")


def _is_money(unit: str | None) -> bool:
    return (unit or "").startswith("£")


def may_be_negative(unit: str | None, direction: Direction | None) -> bool:
    """Money may be owed, a score or a change may fall below zero; a count, a rate or a share may not."""
    words = (unit or "").casefold()
    signed = ("score", "point", "index", "change", "difference", "variance", "°c")
    return _is_money(unit) or direction is Direction.NEUTRAL or any(word in words for word in signed)
