"""Pooled estimates: one measure of several teams along a pathway as one figure a week, and how far its teams differ.

A count or a sum of money is added up; a share or a rate is pooled, Σ numerators over Σ denominators, so that a small
team weighs what it sees: never an average of averages. A week in which a team's figure is missing has no figure, and
says whose is missing: it is never summed as if it were nought.

Whether a team differs by more than chance is asked of it beside the others together: of shares by the two-sample test
with a pooled proportion (Armitage, Berry and Matthews, Statistical Methods in Medical Research, 4th ed., ch. 4.5), of
rates by the conditional test of two Poisson counts (Przyborowski and Wilenski 1940), at three standard deviations as
on the board's charts. Weeks that vary more than chance widen them (``impact.overdispersion``).
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vmboard.domain.impact.overdispersion import Weeks, dispersion
from vmboard.domain.measures.points import Reading
from vmboard.domain.numbers import format_value, unit_suffix
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.text.said_again import said_again
from vmboard.domain.weeks import long_day, short_day
from vmboard.domain.words import PointStatus, Pooling

Readings = Mapping[date, Reading]
FEWEST_EXPECTED = 5.0
"""So many events, and so many cases without one, must be expected on either side before chance can be told (Cochran
1954): below, a normal curve says nothing of counts."""
FAR = 3.0
"""Standard deviations beyond which a team differs, as the limits of a chart."""
NO_NUMBERS = "came without the numbers behind it"
NOT_IN = "is not in yet"
PAUSED = "is paused"
NOT_KEPT, OTHER_DAY = "does not keep it", "ends its week on another day"
OTHER_UNIT = "counts it in another unit ({unit})"
WHOSE = (
    N_("{team} is not in yet"), N_("{team} is not in yet, waiting for {whom}"),
    N_("{team} came without the numbers behind it"), N_("{team} is paused"), N_("{team} does not keep it"),
    N_("{team} ends its week on another day"), N_("{team} counts it in another unit (a plain number)"),
    N_("{team} counts it in another unit ({unit})"),
)  # fmt: skip
"""The same of a team, as whole sentences: the more special ones first."""


class Missing(NamedTuple):
    """Whose figure a week lacks, and why: ``("Ward 3", "is not in yet, waiting for finance")``."""

    team: str
    why: str


class Pooled(NamedTuple):
    """A week of all teams together; ``missing`` says why there is no figure."""

    reading: Reading
    missing: tuple[Missing, ...] = ()


def pooled(
    teams: Mapping[str, Readings], how: Pooling, factor: float, weeks: Sequence[date], paused: Collection[str] = ()
) -> dict[date, Pooled]:
    """All teams' figures as one, for each of these weeks. ``factor`` turns a share into its unit: 100 for %. Of the
    teams ``paused`` no figure is waited for."""
    return {week: _week({team: of.get(week) for team, of in teams.items()}, how, factor, paused) for week in weeks}


def _week(of: Mapping[str, Reading | None], how: Pooling, factor: float, paused: Collection[str]) -> Pooled:
    missing = tuple(
        Missing(team, PAUSED if reading is None and team in paused else why)
        for team, reading in of.items() if (why := _why_missing(reading, how))
    )  # fmt: skip
    if missing:
        waits = next((reading.waiting_for for reading in of.values() if reading and reading.waiting_for), "")
        return Pooled(Reading(None, PointStatus.NOT_IN_YET, waits), missing)
    figures = [reading for reading in of.values() if reading is not None and reading.value is not None]
    doubted = next(
        (team for team, reading in of.items() if reading and reading.value is not None and reading.doubt), ""
    )
    sure = PointStatus.PROVISIONAL if any(r.status is PointStatus.PROVISIONAL for r in figures) else PointStatus.FINAL
    doubt = _("The figure of {team} is being checked.", team=doubted) if doubted else ""
    if not figures:
        return Pooled(Reading(None, PointStatus.NOTHING_TO_COUNT))
    if how is Pooling.SUM:
        return Pooled(Reading(math.fsum(r.value or 0.0 for r in figures), sure, doubt=doubt))
    above, below = (math.fsum(getattr(r, side) for r in figures) for side in ("numerator", "denominator"))
    if not below:
        return Pooled(Reading(None, PointStatus.NOTHING_TO_COUNT))
    return Pooled(Reading(factor * above / below, sure, "", above, below, doubt))


def _why_missing(reading: Reading | None, how: Pooling) -> str:
    """Empty where a team's week can be counted in; nothing to count adds nothing, and is no gap."""
    if reading is None:
        return NOT_IN
    if reading.status is PointStatus.NOTHING_TO_COUNT:
        return ""
    if reading.value is None:
        return f"{NOT_IN}, waiting for {reading.waiting_for}" if reading.waiting_for else NOT_IN
    if how is Pooling.SHARE and (reading.numerator is None or reading.denominator is None):
        return NO_NUMBERS
    return ""


def missing_words(missing: Sequence[Missing]) -> str:
    """``Not summed: Ward 3 is not in yet, waiting for finance; Ward 5 is not in yet.``; empty where all are in."""
    whose = "; ".join(_whose(of.team, of.why) for of in missing)
    return _("Not summed: {whose}.", whose=whose) if missing else ""


def _whose(team: str, why: str) -> str:
    return said_again(f"{team} {why}", WHOSE)


def gap_words(latest: Sequence[Pooled]) -> str:
    """``2 of the last 13 weeks could not be summed: Ward 3’s figure is missing in 2, Ward 5’s in 1.``"""
    without = Counter(of.team for week in latest for of in week.missing)
    gaps = sum(bool(week.missing) for week in latest)
    first, *more = [(team, weeks) for team, weeks in without.most_common()] or [("", 0)]
    said = [
        _("{team}’s figure is missing in {many}", team=first[0], many=first[1]),
        *(_("{team}’s in {many}", team=team, many=n) for team, n in more),
    ]
    return ngettext(
        "{gaps} of the last {n} week could not be summed: {whose}.",
        "{gaps} of the last {n} weeks could not be summed: {whose}.", len(latest), gaps=gaps, whose=", ".join(said),
    ) if gaps else ""  # fmt: skip


def week_words(latest: date, newest: date, today: date) -> str:
    """Which week a figure is of, and how old that is: ``Week ending 22 Nov, 1 week old``. ``newest`` is the week that
    the boards of all teams tell of."""
    ago = (newest - latest).days // 7
    day = long_day(latest, today)
    if ago <= 0:
        return _("Week ending {day}, the newest week", day=day)
    return ngettext("Week ending {day}, {n} week old", "Week ending {day}, {n} weeks old", ago, day=day)


def uncounted_words(weeks: Mapping[date, Sequence[str]], doubted: Mapping[date, Sequence[str]]) -> str:
    """``Counts for nothing: week ending 8 Nov, left out by Ward 2; week ending 15 Nov, while the figure of Ward 3 is
    being checked.`` Each week with the teams that left it out, and those whose figure nobody has answered for yet."""
    said = [
        _("week ending {day}, {why}", day=short_day(week), why=why)
        for week in sorted({*weeks, *doubted})
        for why in (
            _("left out by {teams}", teams=_listed(weeks[week])) if week in weeks else "",
            _("while the figure of {teams} is being checked", teams=_listed(doubted[week])) if week in doubted else "",
        )
        if why
    ]
    return _("Counts for nothing: {weeks}.", weeks="; ".join(said)) if said else ""


def week_lacks(
    missing: Sequence[Missing], without: Sequence[tuple[str, str]], left_out: Sequence[str], doubted: Sequence[str]
) -> str:
    """Whose figure is not in one week, as a file says it beside its figure: ``Ward 3 is not in yet, waiting for
    finance; Ward 5 does not keep it; left out by Ward 2``. Empty where all are in, and count."""
    return "; ".join((
        *(_whose(team, why) for team, why in (*missing, *without)),
        *([_("left out by {teams}", teams=_listed(left_out))] if left_out else []),
        *([_("the figure of {teams} is being checked", teams=_listed(doubted))] if doubted else []),
    ))  # fmt: skip


def _listed(teams: Sequence[str]) -> str:
    if len(teams) == 1:
        return teams[0]
    return _("{names} and {last}", names=", ".join(teams[:-1]), last=teams[-1])


def total_tells(hidden: int, *, to_its_teams: bool = False) -> bool:
    """Whether a total would give away one team's figure: what is left of it when all that are seen are taken off.
    ``to_its_teams``: on paper for all of them, where a team that is hidden knows its own."""
    return hidden == 1 or (to_its_teams and hidden == 2)


@dataclass(frozen=True)
class Beside:
    """One team beside the others together, in the measure's unit. ``sigmas`` is how many standard deviations apart;
    None where there are too few counts to tell."""

    team: str
    value: float
    others: float
    sigmas: float | None

    @property
    def differs(self) -> bool:
        return self.sigmas is not None and abs(self.sigmas) > FAR


def beside_the_others(teams: Mapping[str, Weeks], *, of_each: bool, factor: float) -> tuple[Beside, ...]:
    """Each team with exposure beside the others, in the order given; none where fewer than two have any.

    ``teams`` are weeks of (events, exposure); ``of_each``: so many out of so many, else a rate.
    """
    sums = {team: (_sum(weeks, 0), _sum(weeks, 1)) for team, weeks in teams.items()}
    sums = {team: of for team, of in sums.items() if of[1] > 0}
    if len(sums) < 2:
        return ()
    wider = math.sqrt(dispersion([teams[team] for team in sums], of_each=of_each))
    events, size = (math.fsum(of[side] for of in sums.values()) for side in (0, 1))
    made = []
    for team, (x, n) in sums.items():
        y, m = events - x, size - n
        test = _shares if of_each else _rates
        apart = test(x, n, y, m)
        made.append(Beside(team, factor * x / n, factor * y / m, None if apart is None else apart / wider))
    return tuple(made)


def _sum(weeks: Weeks, side: int) -> float:
    return math.fsum(week[side] for week in weeks)


def _shares(x: float, n: float, y: float, m: float) -> float | None:
    p = (x + y) / (n + m)
    if min(n, m) * min(p, 1 - p) < FEWEST_EXPECTED:
        return None
    return (x / n - y / m) / math.sqrt(p * (1 - p) * (1 / n + 1 / m))


def _rates(x: float, n: float, y: float, m: float) -> float | None:
    share, events = n / (n + m), x + y
    if events * min(share, 1 - share) < FEWEST_EXPECTED:
        return None
    return (x - events * share) / math.sqrt(events * share * (1 - share))


def variation_words(teams: Sequence[Beside], seen: Sequence[str], unit: str, decimals: int | None) -> tuple[str, ...]:
    """How the teams that are ``seen`` stand, a sentence each; one sentence where nothing but chance is at work."""
    shown = [team for team in teams if team.team in seen]
    said = [
        _("{team} is beyond what chance gives: {figure}, where the others together have {other}.", team=of.team,
          figure=_figure(of.value, unit, decimals), other=_figure(of.others, unit, decimals))
        for of in shown if of.differs
    ]  # fmt: skip
    few = [of.team for of in shown if of.sigmas is None]
    compared = [of for of in shown if of.sigmas is not None]
    if compared and not said:
        alone = _("No more than chance tells {team} from the others.", team=compared[0].team)
        said.append(_("No more than chance tells these teams apart.") if len(compared) > 1 else alone)
    if few:
        said.append(_("Too few counts to tell from chance: {teams}.", teams=", ".join(few)))
    return tuple(said)


def _figure(value: float, unit: str, decimals: int | None) -> str:
    shown = format_value(value, unit, decimals if decimals else 1 if unit == "%" else decimals)
    return f"{shown} {unit_suffix(unit)}".strip()


def are_counts(teams: Mapping[str, Weeks], *, of_each: bool) -> bool:
    """Whether events were counted, whole by whole, and so vary as counts do; hours and pounds do not."""
    sides = (0, 1) if of_each else (0,)
    return all(float(week[side]).is_integer() for weeks in teams.values() for week in weeks for side in sides)


def kept_words(keeping: int, teams: int) -> str:
    """``2 of 3 teams``; ``3 teams`` where all keep it."""
    if keeping < teams:
        return ngettext("{many} of {n} team", "{many} of {n} teams", teams, many=keeping)
    return ngettext("{n} team", "{n} teams", teams)


def without_words(without: Sequence[tuple[str, str]]) -> str:
    """``Left out: Ward 5 does not keep it.``; empty where no team is."""
    whose = "; ".join(_whose(team, why) for team, why in without)
    return _("Left out: {whose}.", whose=whose) if without else ""
