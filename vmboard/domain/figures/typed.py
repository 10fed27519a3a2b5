"""Input parser and plausibility check: what a nurse types into one weekly figure box, and when to ask "are you sure?".
Values in, values out.

Figures themselves are read in ``domain.figures.written``, as a workbook's cells are; this file adds so many out of
so many (``3/41``), a clear word about commas, and the gentle question, which never blocks.
"""

import math
import re
from dataclasses import dataclass
from functools import partial

from vmboard.domain.figures.asked import share_scale
from vmboard.domain.figures.cells import Unreadable
from vmboard.domain.figures.written import LONGEST_FIGURE, TWO_NUMBERS, read_figure, read_pair, without_unit
from vmboard.domain.numbers import format_value
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.sentences import usual_words
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.phrases import phrase
from vmboard.domain.words import Direction, PointStatus


@dataclass(frozen=True)
class Entry:
    """A box as it was understood. ``problem`` is one kind sentence, empty when the box could be read.

    No value, no problem and status FINAL mean an empty box. ``12 p`` is provisional; ``waiting for finance`` is
    not in yet; ``nothing to count`` and ``0/0`` say that there was nobody to count.
    """

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    problem: str = ""
    status: PointStatus = PointStatus.FINAL
    waiting_for: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Entry()


_FRACTION = re.compile(r"([-−£]*[0-9][^/]*?)(?:\s*/\s*|\s+(?:out\s+)?of\s+)([-−£]*[0-9][^/]*)", re.I)
_POWER = re.compile(r"[0-9]e[-+]?[0-9]", re.I)
_DIGITS = re.compile(r"[0-9][0-9,.]*[0-9]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SHOWN = 24


def read_entry(text: str, unit: str, *, direction: Direction | None = None) -> Entry:
    """What the box says, in the measure's unit: ``12``, ``1,313``, ``£14.50``, ``84 %``, ``3/41``, ``-``, nothing.

    ``3/41`` gives its numerator and denominator, and their share as the value: of 100 where the unit is %, of
    1,000 where it is per 1,000 bed days (``asked.share_scale``). Only money, and a measure that may go either way
    (``direction`` neutral), may be below zero. Never raises: what cannot be read comes back as ``problem``.
    """
    plain = text.strip()
    try:
        clean_text(text, max_length=LONGEST_FIGURE, what=N_("The figure"))
        if comma := _comma_problem(plain):
            return Entry(problem=comma)
        if _POWER.search(plain):
            raise Unreadable(phrase("the number in full, such as 1200"))
        if fraction := _FRACTION.fullmatch(without_unit(plain, unit)):
            return _share(fraction[1], fraction[2], unit, plain)
        figure = read_figure(plain, unit, direction=direction)
    except Unreadable as refused:
        return Entry(problem=phrase("“{typed}” cannot be read. {mend}", typed=_shown(plain), mend=refused.phrase))
    except Refused as refused:
        return Entry(problem=refused.phrase)
    return Entry(figure.value, status=figure.status, waiting_for=figure.waiting_for)


def _share(above: str, below: str, unit: str, text: str) -> Entry:
    numerator, denominator = read_pair(above, below, unit)
    if denominator == 0 and numerator == 0:
        return Entry(status=PointStatus.NOTHING_TO_COUNT)
    if denominator == 0:
        return Entry(problem=phrase(
            "“{typed}”: nothing can be out of 0. Where nobody was counted, say “nothing to count”.", typed=_shown(text)
        ))  # fmt: skip
    value = numerator / denominator * share_scale(unit)
    if not math.isfinite(value):
        raise Unreadable(TWO_NUMBERS)
    return Entry(value, numerator, denominator)


def _comma_problem(text: str) -> str:
    """``“1,5”: write 1.5 or 15.`` for commas that do not part off thousands; empty where all is well."""
    for found in _DIGITS.finditer(text):
        digits = found[0]
        if "," not in digits or _GROUPED.fullmatch(digits):
            continue
        if "." in digits[: digits.rindex(",")]:  # 1.234,50, as much of Europe writes it
            meant = [digits.replace(".", "").replace(",", ".")] if digits.count(",") == 1 else []
        else:
            meant = [digits.replace(",", ".")] if digits.count(",") == 1 and "." not in digits else []
            meant.append(digits.replace(",", ""))
        ways = [_shown(one) for one in meant if one.count(".") < 2]
        if not ways:
            return phrase("“{typed}”: write the number without commas.", typed=_shown(text))
        if len(ways) == 1:
            return phrase("“{typed}”: write {way}.", typed=_shown(text), way=ways[0])
        return phrase("“{typed}”: write {way} or {other}.", typed=_shown(text), way=ways[0], other=ways[1])
    return ""


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


OUT_OF = N_("{measure}: {figure} out of how many? Type it as {figure} of 47.")
OUT_OF_OR = N_("{measure}: {figure} out of how many? Type it as {figure} of 47, or {share}.")


def out_of_how_many(text: str, unit: str, name: str, *, needs_both: bool = False) -> str:
    """The question for ``16`` where so many out of so many is asked, or empty: ``16 of 47``, ``34%``, words.

    A bare figure could be either; only whoever typed it knows. None of nobody is no percentage, so 0 is asked too.
    Where the chart ``needs_both`` numbers, the share by itself is no answer and is not offered.
    """
    plain = text.strip()
    entry = read_entry(plain, unit)
    if entry.value is None or entry.denominator is not None or says_unit(plain, unit):
        return ""
    number = plain.split()[0]
    share = "" if unit in ("", "£", "count") else f"{number}%" if unit == "%" else f"{number} {unit}"
    asked = OUT_OF_OR if share and not needs_both else OUT_OF
    question = phrase(asked, measure=name, figure=_shown(number), share=share)
    if entry.value == 0:
        return phrase("{question} Where there was nobody: nothing to count.", question=question)
    return question


def says_unit(text: str, unit: str) -> bool:
    """Whether a figure is written with its unit, such as ``34%``, and so is no half of so many out of so many."""
    return bool(unit) and unit not in ("£", "count") and unit.casefold() in text.casefold()


_OUT_OF = re.compile(r"^(?:out )?of ([0-9]+)$")
SMALL_STEP = 3
"""Whole numbers this close to usual are never questioned: two falls more is a bad week, not a slip of the hand."""
TEN_TIMES = (8.0, 12.5)
"""A ratio in here is what a lost or an extra nought or decimal point looks like."""
TWENTY_FOLD = 20.0
"""More than this many times the last figure, or less than so small a part of it, is asked about even where it is the
only figure before."""
NARROWEST = 0.1
"""A usual range counts as at least this share of its larger edge wide, so that 100 every week does not question 99."""


BELOW_ZERO = N_("That is below zero. Right?")
MORE_THAN = N_("That is more than {most}. Right?")
TEN_TIMES_LAST = (N_("Ten times last week: {figure} or {other}?"), N_("A tenth of last week: {figure} or {other}?"))
TEN_TIMES_USUAL = (N_("Ten times the usual: {figure} or {other}?"), N_("A tenth of the usual: {figure} or {other}?"))
TWENTY_TIMES = N_("That is more than 20 times last week’s {last}. Right?")
A_TWENTIETH = N_("That is less than a twentieth of last week’s {last}. Right?")
FAR_ABOVE = N_("That is far above the usual {usual}. Right?")
FAR_BELOW = N_("That is far below the usual {usual}. Right?")
QUESTIONS = (
    BELOW_ZERO, TWENTY_TIMES, A_TWENTIETH, MORE_THAN, *TEN_TIMES_LAST, *TEN_TIMES_USUAL, FAR_ABOVE, FAR_BELOW,
)  # fmt: skip
"""Every question about a figure, as it is kept beside it; the more special ones first."""


def doubt(
    value: float | None, last: float | None, usual_low: float | None, usual_high: float | None, unit: str,
    decimals: int | None,
) -> str:  # fmt: skip
    """The gentle question for a figure that looks like a slip, or empty. It never blocks: asking is all it does.

    ``last`` is last week's figure, ``usual_low`` and ``usual_high`` the natural limits; None where not known.
    In this order:

    1. over 100% or 10 out of 10, or below zero where last week was not and the usual range does not reach: asked;
    2. the same as last week, inside the usual range, or (whole numbers, not % or £) within 3 of its edge, or of
       last week where no range is known: never asked, so neither is a zero of something rare;
    3. 8 to 12.5 times last week, or a tenth so: asked, with both readings; then the same of the middle of the usual
       range;
    4. more than 20 times last week, or less than a twentieth: asked, however few weeks there are;
    5. beyond the usual range by more than its own width (at least a tenth of its larger edge): asked.
    """
    if value is None or not math.isfinite(value):
        return ""
    low, high = _possible(value, last, usual_low, usual_high, unit)
    if question := over_the_top(value, unit):
        return question
    if value == last or _is_near(value, last, low, high, unit):
        return ""
    if value < 0 and (last is None or last >= 0):
        return phrase(BELOW_ZERO)
    if question := _ten_times(value, last, TEN_TIMES_LAST, unit):
        return question
    if (
        low is not None
        and high is not None
        and (question := _ten_times(value, (low + high) / 2, TEN_TIMES_USUAL, unit))
    ):
        return question
    if question := _twenty_fold(value, last, unit, decimals):
        return question
    if low is None or high is None:
        return ""
    return _far(value, last, (low, high), unit, decimals)


def _far(value: float, last: float | None, limits: tuple[float, float], unit: str, decimals: int | None) -> str:
    low, high = limits
    width = max(high - low, NARROWEST * max(abs(low), abs(high)))
    if low - width <= value <= high + width:
        return ""
    known = (float(value), float(value if last is None else last))
    usual = partial(usual_words, limits, value, known, unit, decimals)
    return phrase(FAR_ABOVE if value > high else FAR_BELOW, usual=usual)


def over_the_top(value: float, unit: str) -> str:
    """``That is more than 100%. Right?``, asked whichever way a figure comes in; empty where it is not, or where
    nothing tops figures of this unit. What cannot be below zero is refused as it is read (``figures.written``)."""
    scale = _OUT_OF.search(unit)
    most = 100.0 if unit == "%" else float(scale[1]) if scale else math.inf
    return phrase(MORE_THAN, most=partial(format_value, most, unit)) if value > most else ""


def _possible(
    value: float, last: float | None, low: float | None, high: float | None, unit: str
) -> tuple[float | None, float | None]:
    """The usual range without what cannot be: limits are worked out and may fall below nought or over 100%."""
    if low is None or high is None or not low <= high:
        return None, None
    if min(value, value if last is None else last, high) >= 0:
        low = max(low, 0.0)
    return low, min(high, max(low, 100.0)) if unit == "%" else high


def _is_near(value: float, last: float | None, low: float | None, high: float | None, unit: str) -> bool:
    slack = SMALL_STEP if unit not in ("%", "£") and float(value).is_integer() and value >= 0 else 0
    if low is not None and high is not None:
        return low - slack <= value <= high + slack
    return last is not None and abs(value - last) <= slack


def _ten_times(value: float, before: float | None, messages: tuple[str, str], unit: str) -> str:
    """``Ten times last week: 41 or 4.1?``; a count of whole things offers a whole one."""
    if not before or not value:
        return ""
    times, tenth = (TEN_TIMES[0] <= ratio <= TEN_TIMES[1] for ratio in (value / before, before / value))
    if not (times or tenth):
        return ""
    whole = unit in ("", "count") and float(value).is_integer() and float(before).is_integer()
    other = round(value / 10) if whole and times else value / 10 if times else value * 10
    readings = {"figure": partial(_in_full, value, unit), "other": partial(_in_full, other, unit)}
    return phrase(messages[not times], **readings)


def _twenty_fold(value: float, last: float | None, unit: str, decimals: int | None) -> str:
    if not last or not value or 1 / TWENTY_FOLD <= abs(value / last) <= TWENTY_FOLD:
        return ""
    message = TWENTY_TIMES if abs(value) > abs(last) else A_TWENTIETH
    return phrase(message, last=partial(format_value, last, unit, decimals))


def other_reading(question: str, unit: str) -> str:
    """The second of two readings in a question, as one types it: ``4.1`` of ``41% or 4.1%?``; empty where it offers
    none."""
    _, either, other = question.removesuffix("?").rpartition(" or ")
    value = read_entry(other, unit).value if either else None
    return "" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def _in_full(value: float, unit: str) -> str:
    """All its decimals, not only those the wall shows: what is offered here may be put into the box."""
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return format_value(value, unit, max(decimals, 2) if unit == "£" and decimals else decimals)
