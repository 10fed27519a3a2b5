"""Validation (referential agreement): one rule for a figure and the two numbers it comes from, whichever way it comes
in: typed, pasted, from a file or through a command. Values in, values out.

The value, its numerator and its denominator agree or are refused, and so is what the measure's chart cannot hold.
"""

import math
from collections.abc import Iterable
from functools import partial
from statistics import median
from typing import NamedTuple

from vmboard.domain.figures.asked import share_scale
from vmboard.domain.numbers import format_value
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.offers import MOST_IN_A_WEEK
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import N_, number_words
from vmboard.domain.text.phrases import Phrase, phrase

COUNTS = ("", "count")
WRONG = N_("{where}: {problem}")
SNAP = 0.02
"""How far from a power of ten the scale of a rounded figure may seem to be, as a share of it."""


class Numbers(NamedTuple):
    """A value with what it is out of; (None, n, None) waits for another measure to say out of how many."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


def needs_denominators(chart: Chart | None) -> bool:
    """Whether a chart draws nothing of a week that does not say out of how many."""
    return chart is not None and (chart.has_denominators or chart is Chart.G)


def agreed(
    numbers: Numbers, where: str, unit: str, chart: Chart | None, *, scale: float | None = None, linked: bool = False
) -> Numbers:
    """The numbers made to agree: the value is exactly its numerator over its denominator, times ``scale`` (the unit's
    own where None). ``linked``: another measure may say later out of how many.

    Raises Refused, in a sentence that begins with ``where``, for half a pair, for a value its numbers contradict, for
    a chart's missing denominator and for what no chart of the kind can hold.
    """
    value, above, below = numbers
    if above is None and below is not None and unit in COUNTS:
        above = value  # a count beside what it is out of
    if above is None or below is None:
        return _alone(Numbers(value, above, below), where, unit, chart, linked)
    pair = _pair(above, below)
    if below < 0:
        raise Refused("{where}: {pair} cannot be. What it is out of is above 0.", where=where, pair=pair)
    if below == 0:
        raise Refused(
            "{where}: {pair} cannot be: nothing is out of 0. Mend one of the two, or say “nothing to count”.",
            where=where, pair=pair,
        )  # fmt: skip
    share = above / below * (share_scale(unit) if scale is None else scale)
    if not math.isfinite(share):
        raise Refused("{where}: {pair} is too large to keep. Mend one of the two numbers.", where=where, pair=pair)
    is_count = chart is Chart.G or (unit in COUNTS and value == above and not needs_denominators(chart))
    exact = above if is_count else share
    if problem := misfit(Numbers(exact, above, below), chart, unit):
        raise Refused(WRONG, where=where, problem=problem)
    if value is not None and not (rounds_to(exact, value) or (unit in COUNTS and value == above)):
        said, worked = _as_said(value, unit), _as_said(exact, unit)
        raise Refused(
            "{where}: {pair} is {worked}, not {figure}. Mend whichever is wrong, or give only the two numbers.",
            where=where, pair=pair, worked=worked, figure=said,
        )  # fmt: skip
    return Numbers(exact, above, below)


def _alone(numbers: Numbers, where: str, unit: str, chart: Chart | None, linked: bool) -> Numbers:
    """A value by itself, or one number of two."""
    value, above, below = numbers
    if below is not None:
        raise _half(BELOW, where, below, chart)
    if above is not None:
        if linked and value is None:
            if problem := misfit(numbers, chart, unit):
                raise Refused(WRONG, where=where, problem=problem)
            return numbers
        raise _half(ABOVE, where, above, chart)
    if value is not None and chart is not None and needs_denominators(chart):
        said = _as_said(value, unit)
        raise Refused(
            "{where}: {figure} out of how many? Its {chart} chart needs both numbers, such as 18 of 20.",
            where=where, figure=said, chart=chart.letter,
        )  # fmt: skip
    if problem := misfit(numbers, chart, unit):
        raise Refused(WRONG, where=where, problem=problem)
    return numbers


BELOW = (
    N_("{where}: how many of {figure}? Give both numbers, such as 18 of 20, or only the figure."),
    N_("{where}: how many of {figure}? Give both numbers, such as 18 of 20."),
)
ABOVE = (
    N_("{where}: {figure} out of how many? Give both numbers, such as 18 of 20, or only the figure."),
    N_("{where}: {figure} out of how many? Give both numbers, such as 18 of 20."),
)
"""What is asked where one number of two was given; the second where the chart takes no figure by itself."""


def _half(messages: tuple[str, str], where: str, number: float, chart: Chart | None) -> Refused:
    return Refused(messages[needs_denominators(chart)], where=where, figure=_number(number))


def misfit(numbers: Numbers, chart: Chart | None, unit: str) -> str:
    """Why no chart of this kind can hold these numbers, with the mend; empty where it can."""
    value, above, below = numbers
    if unit == "%" and above is not None and above < 0:
        return phrase("{pair} cannot be: there is no share below 0. Mend the first number.", pair=_pair(above, below))
    if chart is None or not chart.counts_events:
        return ""
    paired = needs_denominators(chart) and above is not None
    kind, events = chart.letter, above if paired else value
    said = _pair(events, below) if paired and below is not None else _number(events)
    if events is not None and events < 0:
        return phrase(
            "{figure} cannot be: its {chart} chart counts events, 0 or more. Mend it, or choose another chart.",
            figure=said, chart=kind,
        )  # fmt: skip
    whole = [events, *([below] if chart.is_proportion else [])]
    if any(number is not None and not float(number).is_integer() for number in whole):
        return phrase(
            "{figure} cannot be: its {chart} chart counts whole ones. Give whole numbers, or choose another chart.",
            figure=said, chart=kind,
        )  # fmt: skip
    if chart.is_proportion and events is not None and below is not None and events > below:
        return phrase(
            "{figure} is more than all of them. Mend one of the two numbers, or choose another chart.", figure=said
        )
    if not chart.is_weekly and events is not None and events > MOST_IN_A_WEEK:
        return phrase(
            "{figure} in a week is more than its {chart} chart can hold. Mend it, or choose another chart.",
            figure=said, chart=kind,
        )  # fmt: skip
    return ""


def scale_of(unit: str, figures: Iterable[Numbers]) -> float:
    """What turns numerator over denominator into the figures people know: what most of them say, the unit's own where
    none does. 100 for a percentage."""
    own = share_scale(unit)
    if unit == "%":
        return own
    ratios = [
        value * below / above
        for value, above, below in figures
        if value and above and below and not (unit in COUNTS and value == above)
    ]
    if not ratios:
        return own
    middle = median(ratios)
    tens = 10.0 ** round(math.log10(middle)) if middle > 0 else own
    near = next((scale for scale in (own, tens) if abs(middle / scale - 1) <= SNAP), middle)
    return float(f"{near:.6g}")


def says_scale(unit: str) -> bool:
    """Whether a unit itself says what its shares are multiplied by: of ``rate`` only its figures tell."""
    return unit in ("%", "£", *COUNTS) or share_scale(unit) != 1


def rounds_to(exact: float, value: float) -> bool:
    """Whether a value is this one as somebody rounded it: 34 or 34.0 for 34.04, 33.3 for a third of a hundred."""
    places = len(_plain(value).partition(".")[2])
    return abs(exact - value) <= 0.5 * 10.0**-places * (1 + 1e-9) + 1e-9 * abs(exact)


def _as_said(value: float, unit: str) -> Phrase:
    """With all its decimals, four at most and two of pence."""
    decimals = len(f"{value:.4f}".rstrip("0").partition(".")[2])
    words = partial(format_value, value, unit, max(decimals, 2) if unit == "£" and decimals else decimals)
    return Phrase(words if unit in ("%", "£", *COUNTS) else lambda: f"{words()} {unit}")


def _number(value: float | None) -> Phrase:
    return Phrase(partial(number_words, _plain(value)))


def _pair(above: float | None, below: float | None) -> Phrase:
    return phrase("{above} of {below}", above=_number(above), below=_number(below))


def _plain(number: float | None) -> str:
    return "?" if number is None else f"{number:.10f}".rstrip("0").rstrip(".")
