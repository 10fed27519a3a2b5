"""Number normalising: the ways in which files write an amount that a person at a box does not: ``17 250``, ``GBP
1,200``, ``£16.5k``, ``125-``, ``12†``. Values in, values out; ``domain.figures.written`` reads what comes of it."""

import re
import unicodedata
from dataclasses import dataclass

from vmboard.domain.figures.cells import Unreadable
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.phrases import phrase


@dataclass(frozen=True)
class Amount:
    """A text as ``read_figure`` takes it. ``readings`` are the two numbers it may be where only its writer knows."""

    text: str
    readings: tuple[str, ...] = ()
    footnote: str = ""


_SPACES = "\u00a0\u202f\u2009\u2007 '’"
_GROUPED_BY_SPACE = re.compile(rf"(?<![0-9.,])([0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+)(?![0-9])")
_THOUSANDS = re.compile(r"(?<=[0-9])\s?(k|m|bn|thousand|million)$", re.I)
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9}
_FOOTNOTE = re.compile(r"(?<=[0-9%)])\s*([†‡§¶#^]+|\[[0-9a-z]{1,2}\])$", re.I)
_TRAILING_MINUS = re.compile(r"^([£$]?\s?[0-9][0-9.,\s]*)-$")
_COMMA_DECIMAL = re.compile(r"-?£?[0-9]+,[0-9]{1,2}%?|-?£?[0-9]+,[0-9]{4,}%?|-?£?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+%?")
_EITHER = re.compile(r"(-?£?)([0-9]{1,3})([.,])([0-9]{3})(%?)")
SUPPRESSED = re.compile(
    r"[<≤>≥]\s*=?\s*[0-9]+(?:\.[0-9]+)?%?|\*+|[†‡]|supp(?:ressed|r)?\.?|\(?s\)?|\(?c\)?|redacted|withheld|\[c\]|x", re.I
)
_WORDS_AROUND = re.compile(r"[0-9][0-9.,]*\s*\(.*[a-z].*\)|[0-9][0-9.,]*\s+[a-z][a-z ]{2,}", re.I)
_UNIT_ENDS = {
    "minutes": "min(?:ute)?s?", "hours": "h(?:ou)?rs?", "days": "days?|d", "weeks": "w(?:ee)?ks?", "ml": "mls?",
}  # fmt: skip
_CUT_OFF = re.compile(r"[0-9](?:\.[0-9]{1,3})?e\+[0-9]{2}", re.I)
"""As a spreadsheet shows a number in a narrow or a scientific cell: 1.7E+04 may be any from 16,500 to 17,500."""
_CLOCK = re.compile(r"[0-9]{1,4}:[0-9]{2}(?::[0-9]{2})?")
_TIMED = {"minutes": "90", "hours": "1.5"}
_SCALE = re.compile(r"out of ([0-9]{1,3})", re.I)
_OF_SCALE = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)\s*/\s*([0-9]{1,3})")
_SLASH = re.compile(r"\s*([0-9][0-9,]*)\s*/\s*([0-9][0-9,]*)\s*")


_CURRENCY = re.compile(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]")


def foreign_money(number_format: str) -> str:
    """The money that a cell's format says by its own sign, where that is not pounds: ``€``; empty for none. A bare
    dollar in a format says nothing: files write it where the spreadsheet shows the money of its country."""
    signs = {match[1].strip() for match in _CURRENCY.finditer(number_format)} | ({"€"} & set(number_format))
    return next((sign for sign in sorted(signs) if sign and sign not in ("£", "GBP")), "")


def is_unseen(value: object, number_format: str) -> bool:
    """Whether a number is shown as nothing by its cell's format: a nought by ``0;-0;;@``, any by ``;;;``."""
    if not isinstance(value, int | float) or ";" not in number_format:
        return False
    shows = [part.strip().strip('"').strip() for part in number_format.split(";")]
    at = 2 if value == 0 and len(shows) > 2 else 1 if value < 0 else 0
    return not shows[at]


def normalised(text: str, unit: str | None, *, decimal_comma: bool = False) -> Amount:
    """The amount, fit for ``read_figure``. ``decimal_comma``: the file parts its cells with semicolons, as those do who
    write 1,5 for one and a half. Raises Unreadable for what hides a figure or mixes it with words."""
    plain = "".join(c for c in text if unicodedata.category(c) != "Cf").strip()
    _refuse_hidden(plain)
    plain = _without_its_unit(plain, unit)
    _refuse_pair(plain)
    plain = (
        re.sub(r"^(-?)\s*(?:gbp|£)\s*|\s*(?:gbp|£)$", r"\1£", plain, flags=re.I)
        if re.search(r"gbp|£", plain, re.I)
        else plain
    )
    plain = plain[:-1].strip() if plain.endswith("£") and not plain.startswith("£") else plain
    if re.search(r"gbp|£", text, re.I) and "£" not in plain:
        plain = "£" + plain
    plain = re.sub(r"\s*(?:per ?cent|pct|percent)$", "%", plain, flags=re.I)
    footnote = ""
    if mark := _FOOTNOTE.search(plain):
        footnote, plain = mark[1], plain[: mark.start()]
    if minus := _TRAILING_MINUS.match(plain):
        plain = "-" + minus[1].strip()
    plain = _GROUPED_BY_SPACE.sub(lambda m: re.sub(rf"[{_SPACES}]", "", m[1]), plain)
    if times := _THOUSANDS.search(plain):
        plain = _times(plain[: times.start()].strip(), _TIMES[times[1].casefold()])
    if decimal_comma:
        if either := _EITHER.fullmatch(plain):
            sign, first, _, last, percent = either.groups()
            return Amount(plain, (f"{sign}{first}{last}{percent}", f"{sign}{first}.{last}{percent}"), footnote)
        if _COMMA_DECIMAL.fullmatch(plain):
            plain = plain.replace(".", "").replace(",", ".")
    elif (either := _EITHER.fullmatch(plain)) and either[3] == "." and unit in ("£", "count"):
        sign, first, _, last, percent = either.groups()
        return Amount(plain, (f"{sign}{first}{last}{percent}", f"{sign}{first}.{last}{percent}"), footnote)
    return Amount(plain, footnote=footnote)


def _without_its_unit(plain: str, unit: str | None) -> str:
    """Without ``/10`` of a score, and a short form of the measure's unit. Raises Unreadable for a time and
    a number whose digits were cut off."""
    if (scale := _SCALE.fullmatch((unit or "").strip())) and (of := _OF_SCALE.fullmatch(plain)) and of[2] == scale[1]:
        plain = of[1]
    if unit in ("$", "€", "kr"):
        plain = re.sub(rf"^(-?)\s*{re.escape(unit)}\.?\s*|\s*{re.escape(unit)}\.?$", r"\1", plain, flags=re.I)
    if ends := _UNIT_ENDS.get(unit or ""):
        plain = re.sub(rf"(?<=[0-9])\s?(?:{ends})\.?$", "", plain, flags=re.I)
    if _CUT_OFF.fullmatch(plain):
        raise Unreadable(phrase("all its digits: a spreadsheet cut this number off, so format its column as a number"))
    if _CLOCK.fullmatch(plain):
        example = _TIMED.get(unit or "", phrase("1.5 or 90"))
        raise Unreadable(phrase("a number, such as {example} for 1:30: this is a time", example=example))
    return plain


def _refuse_hidden(plain: str) -> None:
    if SUPPRESSED.fullmatch(plain):
        raise Unreadable(phrase("a number: where a small number is not told, leave the cell blank"))


def _refuse_pair(plain: str) -> None:
    if pair := _SLASH.fullmatch(plain):
        message = N_("only the figure: {above} of {below} goes to the columns Numerator and Denominator")
        raise Unreadable(phrase(message, above=pair[1], below=pair[2]))


def refuse_words(text: str) -> None:
    """Raise Unreadable, with where the words belong, for a figure with words beside it: ``5 (1 with harm)``."""
    if _WORDS_AROUND.fullmatch(text.strip()):
        raise Unreadable(
            phrase("a number, such as 12 or 12.5: only the figure belongs here, and words in a column Note")
        )


def _times(text: str, factor: float) -> str:
    match = re.fullmatch(r"(\(?-?£?\(?)([0-9][0-9,]*(?:\.[0-9]+)?)(\)?)", text)
    if match is None:
        return text + "k"
    number = round(float(match[2].replace(",", "")) * factor, 6)
    return f"{match[1]}{number:.6f}".rstrip("0").rstrip(".") + match[3]
