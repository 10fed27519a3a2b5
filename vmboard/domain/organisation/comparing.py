"""Funnel limits: teams that share a measure, side by side: how far they differ, and whether by more than chance. Never
a league table.

Limits stand where exact probability leaves a team of its size, three standard deviations about the group's pooled value
(Spiegelhalter 2005, "Funnel plots for comparing institutional performance"; ``exact_limits``): wider for a small ward.
Where teams as a whole spread wider than chance has them, all limits are widened (Spiegelhalter 2005, "Handling
over-dispersion of performance indicators"; ``drawn_in``). A team outside them differs from the group; why, the chart
cannot say. Teams stand in the order of their names.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate
from statistics import fmean, pvariance

from vmboard.domain.impact.overdispersion import TOLD_FROM
from vmboard.domain.numbers import format_value, in_decimals, unit_suffix
from vmboard.domain.organisation.drawn_in import drawn_in_by_chance
from vmboard.domain.organisation.exact_limits import limits_by_size
from vmboard.domain.spc.limits import Basis, lines, scores
from vmboard.domain.spc.series import known, read
from vmboard.domain.spc.words import Chart, Values
from vmboard.domain.text.catalogue import N_, _, ngettext, number_words
from vmboard.domain.text.folding import natural
from vmboard.domain.weeks import short_day

CAUTION = N_(
    "These teams differ in their patients, their size and how they count. A difference is a question to ask together, "
    "not a verdict."
)
OTHER_SIZE = N_("Teams of different size are compared by a rate or a share, never by a count, an average or money.")
BARE = N_("These figures came without the numbers behind them, such as 18 of 20: nobody can say what is chance.")
DRAWN_IN = 0.1
"""The share of teams at either end, and one at least, that count no more than their neighbours when it is reckoned how
far teams spread: those who differ must not hide themselves."""
NONE_BY_CHANCE = N_("No team differs from the other {many} by more than chance usually does.")
NONE_AS_HERE = N_("No team differs from the other {many} by more than teams here usually do.")
FEWEST_TEAMS = 5
"""Teams with figures below which a group has no limits: each would be compared mostly with itself."""


@dataclass(frozen=True)
class Share:
    """One team's figures over the same weeks: events over exposure, or so many out of so many. None where missing."""

    team: str
    events: float | None
    size: float | None


class Position(StrEnum):
    """Where a team stands in its group, in words that praise and blame nobody."""

    HIGHER = "higher than the rest of the group"
    LOWER = "lower than the rest of the group"
    LIKE = "like the rest"
    UNKNOWN = "no figures"
    ALONE = "too few teams to compare"

    @property
    def label(self) -> str:
        """The same as it is said here."""
        return _(_POSITIONS[self])


_POSITIONS = {
    Position.HIGHER: N_("higher than the rest of the group"), Position.LOWER: N_("lower than the rest of the group"),
    Position.LIKE: N_("like the rest"), Position.UNKNOWN: N_("no figures"),
    Position.ALONE: N_("too few teams to compare"),
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One team in the chart. Value and limits are in the measure's unit."""

    team: str
    size: float | None
    value: float | None
    lower: float | None
    upper: float | None
    position: Position

    def words(self, unit: str, decimals: int | None = None) -> str:
        """``Ward 4: 6.6 per 1,000 bed days, like the rest``."""
        if self.value is None:
            return _("{team}: {position}", team=self.team, position=self.position.label)
        figure = f"{format_value(self.value, unit, decimals)} {unit_suffix(unit)}".strip()
        return _("{team}: {figure}, {position}", team=self.team, figure=figure, position=self.position.label)


@dataclass(frozen=True)
class Variation:
    """A group by team name. ``centre`` is its pooled value; ``caution`` stands wherever the chart does. Limits are so
    many times ``wider`` than those of chance."""

    places: tuple[Place, ...]
    centre: float | None
    caution: str = CAUTION
    wider: float = 1.0

    @property
    def method(self) -> str:
        """How limits were widened; empty where they are those of chance."""
        if self.wider <= 1:
            return ""
        return _(
            "These teams spread {times} times as far as chance alone usually has them, so limits are as many times as "
            "wide (Spiegelhalter’s over-dispersion factor, winsorised).",
            times=number_words(in_decimals(self.wider, 1)),
        )

    @property
    def words(self) -> str:
        """``2 of 12 teams differ from the group by more than chance usually does.``"""
        compared = [place for place in self.places if place.value is not None]
        if len(compared) < FEWEST_TEAMS:
            return _("Too few teams to compare: {many} of at least {least}.", many=len(compared), least=FEWEST_TEAMS)
        apart = sum(place.position in (Position.HIGHER, Position.LOWER) for place in compared)
        if not apart:
            message = NONE_BY_CHANCE if self.wider <= 1 else NONE_AS_HERE
            return _(message, many=len(compared) - 1)
        if self.wider <= 1:
            return ngettext(
                "{n} of {of} teams differs from the group by more than chance usually does.",
                "{n} of {of} teams differ from the group by more than chance usually does.", apart, of=len(compared),
            )  # fmt: skip
        return ngettext(
            "{n} of {of} teams differs from the group by more than teams here usually do.",
            "{n} of {of} teams differ from the group by more than teams here usually do.", apart, of=len(compared),
        )  # fmt: skip


def variation(teams: Iterable[Share], chart: Chart, *, factor: float = 1.0) -> Variation:
    """Where each team stands. ``chart`` is P (so many out of so many) or U (events over an exposure); ``factor`` is
    the unit's: 100 for %, 1,000 for a rate per 1,000 bed days. A proportion above one is no figure.

    Raises ValueError for a chart without denominators.
    """
    if not chart.has_denominators:
        raise ValueError("Only P and U charts compare teams of different size.")
    named = sorted(teams, key=lambda one: (natural(one.team), one.team))
    figures = read([one.events for one in named], [one.size for one in named], ())
    values = [value if _possible(value, chart) else None for value in figures.plotted]
    centre = lines(chart, values, figures.sizes, Basis()).centre
    enough = centre is not None and len(known(values)) >= FEWEST_TEAMS
    wider = _wider(scores(chart, centre, values, figures.sizes)) if enough and centre is not None else 1.0
    bands = [None] * len(named) if centre is None else limits_by_size(chart, centre, figures.sizes, wider)
    places = []
    for share, value, size, band in zip(named, values, figures.sizes, bands, strict=True):
        low, high = (band.lower, band.upper) if band and enough and value is not None else (None, None)
        value_out, low_out, high_out = (_times(figure, factor) for figure in (value, low, high))
        places.append(Place(share.team, size, value_out, low_out, high_out, _position(value, low, high)))
    return Variation(tuple(places), _times(centre, factor), wider=wider)


def _wider(in_sigmas: Values) -> float:
    """How many times as far teams spread as chance has them; 1 where no wider, or by too little to speak of.

    The mean square of their distances from the pooled value: their own spread, which drawing in made smaller, and how
    far a team far off has pulled that value from them, which it did not.
    """
    ordered = sorted(known(in_sigmas))
    if len(ordered) < FEWEST_TEAMS:
        return 1.0
    outermost = max(1, int(DRAWN_IN * len(ordered)))
    low, high = ordered[outermost], ordered[-1 - outermost]
    drawn = [min(max(z, low), high) for z in ordered]
    factor = pvariance(drawn) / drawn_in_by_chance(len(ordered), outermost) + fmean(drawn) ** 2
    return math.sqrt(factor) if factor >= TOLD_FROM**2 else 1.0


def _times(figure: float | None, factor: float) -> float | None:
    return None if figure is None else figure * factor


def _possible(value: float | None, chart: Chart) -> bool:
    return value is not None and value >= 0 and (chart is not Chart.P or value <= 1)


def _position(value: float | None, low: float | None, high: float | None) -> Position:
    if value is None:
        return Position.UNKNOWN
    if low is None or high is None:
        return Position.ALONE
    return Position.HIGHER if value > high else Position.LOWER if value < low else Position.LIKE


@dataclass(frozen=True)
class Timeliness:
    """How long figures of one source take to come in, in days from the end of their week."""

    source: str
    median_days: float
    latest_days: int
    latest_week: date
    figures: int

    @property
    def words(self) -> str:
        """``Ledger: usually 12 days after the week ends; the latest, for 8 Nov, took 9 days``."""
        message = N_("{source}: usually {days} after the week ends; {latest}")
        if self.median_days == 0:
            message = N_("{source}: usually on the day the week ends; {latest}")
        return _(message, source=self.source, days=_days(self.median_days), latest=self.latest_words)

    @property
    def latest_words(self) -> str:
        """``the latest, for 8 Nov, took 9 days``."""
        week, days = short_day(self.latest_week), self.latest_days
        if days == 0:
            return _("the latest, for {day}, was in on the day", day=week)
        return ngettext("the latest, for {day}, took {n} day", "the latest, for {day}, took {n} days", days, day=week)


@dataclass(frozen=True)
class Lags:
    """Reporting lags of one source's figures: how many took so many days, and the longest of the newest week."""

    figures: Mapping[int, int]
    """Figures by the days they took."""
    week: date
    days: int


def lags_of(arrivals: Iterable[tuple[date, date, int]]) -> Lags | None:
    """Days to report from (week, the day figures of it were first recorded, how many) triples; None without any.

    A week is named by its last day, and the day is the team's own; a figure in before its week is over took 0 days.
    """
    taken = [(week, max((recorded - week).days, 0), many) for week, recorded, many in arrivals]
    return together([Lags({days: many}, week, days) for week, days, many in taken])


def together(lags: Sequence[Lags]) -> Lags | None:
    """Those of several teams as one; None of none."""
    if not lags:
        return None
    figures: Counter[int] = Counter()
    for of in lags:
        for days, many in of.figures.items():
            figures[days] += many
    return Lags(figures, *max((of.week, of.days) for of in lags))


def timeliness(source: str, lags: Lags) -> Timeliness:
    """The median of the days, and the latest: that of the newest week."""
    days = sorted(lags.figures)
    up_to = list(accumulate(lags.figures[many] for many in days))
    low, high = (days[bisect_right(up_to, at)] for at in ((up_to[-1] - 1) // 2, up_to[-1] // 2))
    return Timeliness(source, (low + high) / 2, lags.days, lags.week, up_to[-1])


def by_source(sources: Mapping[str, Sequence[Lags]]) -> tuple[Timeliness, ...]:
    """Every source that has figures, by its name."""
    of = {source: together(sources[source]) for source in sorted(sources, key=natural)}
    return tuple(timeliness(source, lags) for source, lags in of.items() if lags)


def _days(many: float) -> str:
    if float(many).is_integer():
        return ngettext("{n} day", "{n} days", int(many))
    return _("{number} days", number=number_words(in_decimals(many, 1)))


def days_words(many: float) -> str:
    """``1 day``, ``2.5 days``."""
    if float(many).is_integer():
        return ngettext("{n} day", "{n} days", int(many))
    return _("{number} days", number=number_words(f"{many:g}"))
