"""What may be a measure and a data point, and how a derived measure is computed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from vmboard.domain.days import OUT_OF_REACH, is_in_reach
from vmboard.domain.measures.fractions import Numbers, agreed
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.text.clean import clean_number, clean_text
from vmboard.domain.text.phrases import Phrase, phrase
from vmboard.domain.weeks import day_name, long_day, short_day, week_ending
from vmboard.domain.words import PointStatus

BEING_CHECKED = N_("Being checked")
"""What is said in place of a signal while a question about the newest figure is open."""


NUMBERS = {
    "value": N_("{measure}, value"), "numerator": N_("{measure}, numerator"),
    "denominator": N_("{measure}, denominator"),
}  # fmt: skip
"""What opens the sentence about a number that cannot be kept."""


class Point(Protocol):
    """A data point as it is about to be recorded."""

    @property
    def week(self) -> date: ...
    @property
    def value(self) -> float | None: ...
    @property
    def numerator(self) -> float | None: ...
    @property
    def denominator(self) -> float | None: ...
    @property
    def status(self) -> PointStatus: ...
    @property
    def waiting_for(self) -> str: ...
    @property
    def note(self) -> str: ...


P = TypeVar("P", bound=Point)


def check_point(
    point: P,
    name: str,
    unit: str,
    week_ends_on: int,
    *,
    chart: Chart | None = None,
    scale: float | None = None,
    linked: bool = False,
    signed: bool = True,
) -> P:
    """The point with clean words and with numbers that agree (``fractions.agreed``, which says what ``chart``,
    ``scale`` and ``linked`` are). ``signed``: its figures may be below zero. Raises Refused, naming the measure, what
    was found and the mend."""
    _check_week(point.week, name, week_ends_on)
    where = week_of(name, point.week)
    status, waits, numbers = point.status, point.waiting_for, _numbers(point, name)
    if numbers.numerator == numbers.denominator == 0 and not numbers.value:  # none of nobody
        status = PointStatus.NOTHING_TO_COUNT
    if status is PointStatus.NOTHING_TO_COUNT:
        numbers, waits = Numbers(), ""
    elif status is PointStatus.NOT_IN_YET:
        numbers = agreed(numbers._replace(value=None), where, unit, chart, scale=scale, linked=linked)
        if numbers.value is not None:
            raise Refused(
                "{where}: these two numbers are a figure. Say final or provisional, or take them out.", where=where
            )
    else:
        numbers = agreed(numbers, where, unit, chart, scale=scale, linked=linked)
        status = PointStatus.NOT_IN_YET if numbers.value is None else status
    if not signed and min(numbers.value or 0, numbers.numerator or 0) < 0:
        raise Refused("{where}: this measure cannot go below zero. Give 0 or more.", where=where)
    return replace(  # type: ignore[type-var]
        point,
        **numbers._asdict(),
        status=status,
        waiting_for=clean_text(waits, max_length=60, what=phrase("{measure}: what it waits for", measure=name)),
        note=clean_text(point.note, max_length=200, what=phrase("{measure}: the note", measure=name)),
    )


def _numbers(point: Point, name: str) -> Numbers:
    """The numbers of a point, each one that can be kept. Raises Refused."""
    given = {field: getattr(point, field) for field in NUMBERS}
    return Numbers(*(
        None if number is None else clean_number(number, what=phrase(NUMBERS[field], measure=name))
        for field, number in given.items()
    ))  # fmt: skip


def week_of(name: str, week: date) -> Phrase:
    """``Falls, week ending 15 Nov``: where a figure stands that is refused."""
    return phrase("{measure}, week ending {day}", measure=name, day=partial(short_day, week))


def check_derived(numerators: Mapping[int, float], denominator: int | None, factor: float) -> None:
    if not numerators:
        raise Refused("Choose at least one measure to add up.")
    for weight in (*numerators.values(), factor):
        clean_number(weight, what=N_("A weight"))


MOST_WEEKS, MOST_DECIMALS = 53, 6


def check_cadence(weeks: int) -> int:
    if isinstance(weeks, bool) or not isinstance(weeks, int) or not 1 <= weeks <= MOST_WEEKS:
        raise Refused("How often: every 1 to {most} weeks.", most=MOST_WEEKS)
    return weeks


def check_decimals(decimals: int | None) -> int | None:
    if decimals is not None and (isinstance(decimals, bool) or decimals not in range(MOST_DECIMALS + 1)):
        raise Refused("Decimals: from 0 to {most}, or none for what suits the figure.", most=MOST_DECIMALS)
    return decimals


class Reading(NamedTuple):
    """A measure's value for a week, and how sure it is. Derived values are as sure as their least sure part.

    ``doubt`` is a question about it that nobody has answered yet: until then it is drawn, and counts for nothing.
    """

    value: float | None
    status: PointStatus = PointStatus.FINAL
    waiting_for: str = ""
    numerator: float | None = None
    denominator: float | None = None
    doubt: str = ""
    spread: str = ""
    """The note beside a figure that came from a ledger, which says how months became weeks."""


Series = Mapping[date, Reading]


def derive(
    numerators: Sequence[tuple[Series, float]], denominator: Series | None, factor: float
) -> dict[date, Reading]:
    """A derived measure week by week: ``factor × Σ weight × numerator ÷ denominator``.

    A week in which any part is missing, or the denominator is zero, has no value: it is never guessed.
    """
    parts = [series for series, _ in numerators] + ([denominator] if denominator is not None else [])
    weeks = sorted({week for series in parts for week in series})
    return {week: _derive_week(week, numerators, denominator, parts, factor) for week in weeks}


def _derive_week(
    week: date,
    numerators: Sequence[tuple[Series, float]],
    denominator: Series | None,
    parts: Sequence[Series],
    factor: float,
) -> Reading:
    readings = [series.get(week, Reading(None, PointStatus.NOT_IN_YET)) for series in parts]
    missing = [reading for reading in readings if reading.value is None]
    late = [reading for reading in missing if reading.status is not PointStatus.NOTHING_TO_COUNT]
    if late:
        return Reading(None, PointStatus.NOT_IN_YET, next((r.waiting_for for r in late if r.waiting_for), ""))
    below = 1.0 if denominator is None else denominator[week].value or 0.0
    if missing or below == 0:
        return Reading(None, PointStatus.NOTHING_TO_COUNT)
    above = sum(weight * (series[week].value or 0.0) for series, weight in numerators)
    provisional = any(reading.status is PointStatus.PROVISIONAL for reading in readings)
    status = PointStatus.PROVISIONAL if provisional else PointStatus.FINAL
    doubt = next((reading.doubt for reading in readings if reading.doubt), "")
    spread = next((reading.spread for reading in readings if reading.spread), "")
    return Reading(factor * above / below, status, "", above, None if denominator is None else below, doubt, spread)


def doubted_with(share: Series, counts: Series) -> dict[date, Reading]:
    """The readings of a share; where the figure it is out of is in doubt, so is it."""
    return {week: _doubted_with(reading, counts.get(week)) for week, reading in share.items()}


def _doubted_with(share: Reading, below: Reading | None) -> Reading:
    if below is None or not below.doubt or share.doubt or share.value is None or share.denominator != below.value:
        return share
    return share._replace(doubt=below.doubt)


def age_text(
    latest: date | None, this_week: date, weeks_late: int, waiting_for: str, today: date, *, sampled: bool = False
) -> str:
    """What a tile says of a figure of another week: ``Week to 8 Nov, 1 week late, waiting for finance``; empty where
    it is of this one.

    A measure ``sampled`` less often than weekly is carried forward, and says of when it is: ``Sampled 25 Oct``.
    """
    if latest is None:
        return _("Waiting for {whom}", whom=waiting_for) if waiting_for else ""
    if latest >= this_week:
        return ""
    late = ngettext("{n} week late", "{n} weeks late", weeks_late) if weeks_late else ""
    waits = _("waiting for {whom}", whom=waiting_for) if waiting_for else ""
    day = long_day(latest, today)
    of = _("Sampled {day}", day=day) if sampled and not late else _("Week to {day}", day=day)
    return ", ".join(filter(None, (of, late, waits)))


def without_whom(age: str) -> str:
    """The same without whom it waits for, which somebody typed."""
    for waits in (_("Waiting for {whom}"), _("waiting for {whom}")):
        before, _whom, after = waits.partition("{whom}")
        age = re.sub(rf"(?:, |^){re.escape(before)}.*{re.escape(after)}$", "", age, flags=re.S)
    return age


def _check_week(week: date, name: str, ends_on: int) -> None:
    if not is_in_reach(week):
        raise Refused("{name}: {reach}", name=name, reach=OUT_OF_REACH)
    if week != (near := week_ending(week, ends_on)):
        raise Refused(
            "{name}: {day} is not the end of a week here. Weeks end on {weekday}: use {near}.",
            name=name, day=partial(short_day, week), weekday=partial(day_name, ends_on), near=partial(short_day, near),
        )  # fmt: skip
