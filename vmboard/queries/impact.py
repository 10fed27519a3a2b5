"""Is it worth it? One measure over a group of teams from their frozen baselines, and a group beside another.

As on the wall, a change is the average of the latest quarter (or of the weeks since, where fewer) against the average
of the frozen baseline, and its signal is what the rules say of the latest weeks.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.counting import counted
from vmboard.domain.impact.overdispersion import dispersion, dispersion_words
from vmboard.domain.impact.point_differences import compare_points
from vmboard.domain.impact.rate_ratios import Counts, compare, percent_text, pooled
from vmboard.domain.impact.since_baseline import (
    Change,
    CostChange,
    LeftOut,
    LongEnough,
    TeamMeasure,
    by_reason,
    cost_change,
    spread,
    why_left_out,
)
from vmboard.domain.impact.since_baseline import Impact as Judged
from vmboard.domain.impact.since_baseline import impact as judge_all
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.numbers import format_value
from vmboard.domain.text.folding import natural
from vmboard.domain.views.impact import Choices, Compared, ImpactView, MeasureChoice, TeamChoice, TeamLine
from vmboard.domain.weeks import span_words
from vmboard.domain.words import Direction, Signal
from vmboard.queries.group_series import group_series, measure_key
from vmboard.queries.series import Series
from vmboard.queries.tiles import RECENT_WEEKS, baseline_mean, chart
from vmboard.store.tables import Measure, Site, Team

CLEAR = frozenset({Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL})
ADDS_UP = frozenset({"", "count", "hours", "patients", "bed days", "£"})
"""Units of which a group has a sum, where the figure is not already one thing over another."""


@dataclass(frozen=True)
class _Judged:
    """One team's measure, judged: the weeks of its frozen baseline and those a change is told from."""

    team: Team
    series: Series
    team_measure: TeamMeasure
    was: Mapping[date, Reading]
    now: Mapping[date, Reading]

    @property
    def before(self) -> Sequence[Reading]:
        return list(self.was.values())

    @property
    def after(self) -> Sequence[Reading]:
        return list(self.now.values())


@asks(Verb.READ_IMPACT_CHOICES)
def choices(session: Session, actor: Actor) -> Choices:
    """What may be asked of the teams this person may see."""
    seen = _seen(session, actor)
    names: dict[str, Counter[str]] = {}
    units: dict[str, str] = {}
    wanted = select(Measure.library_key, Measure.name, Measure.unit, func.count())
    wanted = wanted.where(Measure.removed.is_(False), Measure.team_id.in_(seen))
    for library_key, name, unit, many in session.execute(
        wanted.group_by(Measure.library_key, Measure.name, Measure.unit).order_by(func.min(Measure.id))
    ):
        key = measure_key(library_key, name)
        names.setdefault(key, Counter())[name] += many
        units.setdefault(key, unit)
    measures = (
        MeasureChoice(key, max(spellings, key=lambda name: spellings[name]), units[key], spellings.total())
        for key, spellings in names.items()
    )
    teams = (
        TeamChoice(t.id, t.name, site, t.programme, "" if t.wave is None else str(t.wave), bool(t.stand_in))
        for t, site in seen.values()
    )
    return Choices(tuple(teams), tuple(sorted(measures, key=lambda choice: (-choice.teams, natural(choice.name)))))


@asks(Verb.READ_IMPACT)
def impact(session: Session, actor: Actor, group: Iterable[int], key: str, rule: LongEnough, today: date) -> ImpactView:
    """One measure over the teams of a group that this person may see."""
    teams = _group(session, actor, group)
    judged = _judged(session, teams, key, today)
    group_impact = judge_all((judged_team.team_measure for judged_team in judged.values()), rule)
    lines = tuple(_line(judged[change.team], change, today) for change in group_impact.changes)
    first = next(iter(judged.values()), None)
    seen, weeks = (_patients(line) for line in lines), weeks_words([judged[line.name] for line in lines], today)
    lines = tuple(replace(line, weeks="" if line.weeks == weeks else line.weeks) for line in lines)
    return ImpactView(
        first.series.measure.name if first else key.partition(":")[2],
        first.series.measure.unit if first else "",
        lines, group_impact, spread(group_impact.changes), spread(change for change in seen if change is not None),
        _together(group_impact, first.series) if first else "",
        tuple(sorted((name for name in teams.values() if name not in judged), key=natural)),
        weeks,
    )  # fmt: skip


@asks(Verb.READ_IMPACT_COMPARISON)
def comparison(
    session: Session, actor: Actor, group: Iterable[int], others: Iterable[int], key: str, rule: LongEnough,
    today: date,
) -> Compared:  # fmt: skip
    """A group beside the other teams, over the same weeks. A team in both groups counts in the first."""
    ours = _group(session, actor, group)
    theirs = {id_: name for id_, name in _group(session, actor, others).items() if id_ not in ours}
    sides = [list(_judged(session, teams, key, today).values()) for teams in (ours, theirs)]
    kept = [
        [judged_team for judged_team in side if why_left_out(judged_team.team_measure, rule) is None] for side in sides
    ]
    words = tuple(f"{len(k)} of {counted(len(side), 'team')}" for k, side in zip(kept, sides, strict=True))
    made = [pooled(filter(None, map(_counts, side))) for side in kept]
    left_out = tuple(by_reason(_left_out(side, rule)) for side in sides)
    blank = Compared(None, (), made[0], made[1], "", (words[0], words[1]), left_out=left_out)
    if not all(kept):
        return replace(blank, why_not="Each group needs a team that has been at it long enough to judge.")
    measure = kept[0][0].series.measure
    if not all(_counts(judged_team) for side in kept for judged_team in side):
        return replace(blank, why_not=f"Only what is counted can be compared so, and {measure.name} is not a count.")
    of_each, sides_kept = measure.unit == "%", [judged_team for side in kept for judged_team in side]
    times = dispersion((weeks for team in sides_kept for weeks in _ends(team)), of_each=of_each)
    compared = (compare_points if of_each else compare)(made[0], made[1], times)
    if compared is None:
        return replace(blank, why_not="There was nothing before, so there is nothing to compare.")
    compared = compared.with_steady(_is_steady(kept[0]), _is_steady(kept[1]))
    name = measure.name[:1].lower() + measure.name[1:]
    stand_in = next(
        (judged_team.team.stand_in for side in kept for judged_team in side if judged_team.team.stand_in), ""
    )
    sentences = compared.stand_in_sentences(name, stand_in) if stand_in else compared.sentences(name)
    return replace(
        blank, found=compared, sentences=sentences, exposure=_exposure(measure), stand_in=stand_in,
        dispersion="" if stand_in else dispersion_words(times), weeks=weeks_words(sides_kept, today),
    )  # fmt: skip


def _left_out(side: Iterable[_Judged], rule: LongEnough) -> Iterator[tuple[str, LeftOut]]:
    for judged_team in side:
        if why := why_left_out(judged_team.team_measure, rule):
            yield judged_team.team_measure.team, why


def _is_steady(side: Sequence[_Judged]) -> bool:
    """Whether a side is one team, of which the rules on its own wall see no change."""
    return len(side) == 1 and side[0].team_measure.signal in (Signal.COMMON_CAUSE, Signal.NOT_ENOUGH)


def _seen(session: Session, actor: Actor) -> dict[int, tuple[Team, str]]:
    """The teams whose measures this person may read, each with its site, by name."""
    found = session.execute(select(Team, Site.name).join(Site, Site.id == Team.site_id).order_by(Team.id))
    rows = sorted(found, key=lambda row: natural(row[0].name))
    return {t.id: (t, site) for t, site in rows if may(actor.person, Verb.READ_MEASURE, Thing(t.id))}


def _group(session: Session, actor: Actor, group: Iterable[int]) -> dict[int, str]:
    """The teams of a group by id, each by a name of its own: two of the same name are told apart by their site."""
    wanted = set(group)
    teams = {id_: found for id_, found in _seen(session, actor).items() if id_ in wanted}
    names = Counter(team.name for team, _ in teams.values())
    return {
        id_: team.name if names[team.name] == 1 else f"{team.name}, {site} ({team.slug})"
        for id_, (team, site) in teams.items()
    }


def _judged(session: Session, teams: Mapping[int, str], key: str, today: date) -> dict[str, _Judged]:
    """The measure of every team of the group that has it, by the team's name."""
    found = group_series(session, list(teams), key, today)
    return {name: _judge(session.get_one(Team, id_), name, found[id_])
            for id_, name in teams.items() if id_ in found}  # fmt: skip


def _judge(team: Team, name: str, series: Series) -> _Judged:
    base = series.baseline
    with_figures = {w: r for w, r in sorted(series.counted.items()) if r.value is not None}
    before = {w: r for w, r in with_figures.items() if base and base.first_week <= w <= base.last_week}
    since = {w: r for w, r in with_figures.items() if base and w > base.last_week}
    after, signal = dict(list(since.items())[-RECENT_WEEKS:]), series.judged().signal
    now = fmean(r.value or 0.0 for r in after.values()) if after else None
    team_measure = TeamMeasure(
        name, baseline_mean(series), now, signal, series.measure.direction, len(before), len(since),
        series.measure.unit,
    )  # fmt: skip
    return _Judged(team, series, team_measure, before, after)


def _line(judged_team: _Judged, change: Change, today: date) -> TeamLine:
    series, measure = judged_team.series, judged_team.series.measure
    decimals = 1 if not measure.decimals and measure.unit in ("", "count") else measure.decimals
    drawn = series.judged()
    was, now = (format_value(value, measure.unit, decimals) for value in (change.baseline, change.now))
    return TeamLine(
        judged_team.team.slug, measure.id, change.team, change, was, now, chart(measure, drawn, (), series.left_out),
        _cost(judged_team), judged_team.team.stand_in, weeks_words([judged_team], today),
    )  # fmt: skip


def weeks_words(teams: Sequence[_Judged], today: date) -> str:
    """Which weeks *was* and *now* are of, over one team or many: ``Was: 12 weeks, 7 Jun to 23 Aug. Now: …``."""
    if not teams:
        return ""
    was, now = span_words([list(team.was) for team in teams], today), span_words([list(t.now) for t in teams], today)
    return f"Was: the frozen baseline, {was}. Now: the latest since, {now}."


def _cost(judged_team: _Judged) -> CostChange | None:
    unit, before, after = judged_team.series.measure.unit, judged_team.before, judged_team.after
    if unit != "£" or not all(map(_is_shared_out, (*before, *after))):
        return None
    return cost_change(_fractions(before), _fractions(after), _patients_signal(judged_team.series))


def _patients_signal(series: Series) -> Signal:
    """What the rules say of the patients seen, by the same baseline and the same weeks as the cost of each."""
    seen = {
        week: reading._replace(value=reading.denominator, numerator=None, denominator=None)
        for week, reading in series.readings.items()
    }
    plan = replace(series.plan(), unit="patients", direction=Direction.INCREASE, target=None, chart=None)
    return judge(seen, plan, this_week=series.week).signal


def _patients(line: TeamLine) -> Change | None:
    """How many patients a team saw, as a change of its own, with its own signal."""
    if line.cost is None or line.cost.patients_share is None:
        return None
    return replace(line.change, share=line.cost.patients_share, unit="patients", signal=line.cost.patients_signal)


def _counts(judged_team: _Judged) -> Counts | None:
    """Events and what they are set against, of a count or of so many out of so many; None of anything else."""
    unit = judged_team.series.measure.unit
    if not _is_shared(judged_team) and unit not in ("", "count"):
        return None
    sums = [[sum(column) for column in zip(*weeks, strict=True)] or [0.0, 0.0] for weeks in _ends(judged_team)]
    return Counts(*sums[0], *sums[1])


def _is_shared(judged_team: _Judged) -> bool:
    """Whether each of its figures is so many over so many."""
    readings = [*judged_team.before, *judged_team.after]
    return judged_team.series.measure.unit != "£" and bool(readings) and all(map(_is_shared_out, readings))


def _ends(judged_team: _Judged) -> Iterator[list[tuple[float, float]]]:
    """Before and since, each week's events and what they are set against: what they are out of, else the week."""
    is_shared = _is_shared(judged_team)
    for readings in (judged_team.before, judged_team.after):
        yield _fractions(readings) if is_shared else [(reading.value or 0.0, 1.0) for reading in readings]


def _exposure(measure: Measure) -> str:
    """What events are set against, in a word: ``bed days``, ``weeks``."""
    if measure.unit in ("", "count"):
        return "team weeks"
    return measure.out_of or ("counted" if measure.unit == "%" else re.sub(r"^(per )?[\d, ]*", "", measure.unit))


def _is_shared_out(reading: Reading) -> bool:
    return reading.numerator is not None and reading.denominator is not None and reading.denominator > 0


def _fractions(readings: Sequence[Reading]) -> list[tuple[float, float]]:
    return [(r.numerator or 0.0, r.denominator or 0.0) for r in readings]


def _together(group_impact: Judged, series: Series) -> str:
    """What the teams add up to a week, where their figures add up."""
    measure = series.measure
    if (
        measure.unit not in ADDS_UP
        or len(group_impact.changes) < 2
        or any(map(_is_shared_out, series.readings.values()))
    ):
        return ""
    before, now, share = group_impact.total
    was, is_ = (format_value(x, measure.unit, 0) for x in (before, now))
    together = f"Together {was} a week before and {is_} now"
    if not all(change.signal in CLEAR for change in group_impact.changes):
        return f"{together}."  # of a sum that holds a team without a signal no change is told
    return f"{together}: {percent_text(share) if share is not None else 'from nothing'}."
