"""Is it worth it? One measure over a group of teams from their frozen baselines, and a group beside another.

As on the wall, a change is the average of the latest quarter (or of the weeks since, where fewer) against the average
of the frozen baseline, and its signal is what the rules say of the latest weeks. All of that is told from each team's
summary; weeks are read of the few teams whose charts are drawn.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.counting import counted
from vmboard.domain.impact.overdispersion import dispersion_words, together
from vmboard.domain.impact.point_differences import compare_points
from vmboard.domain.impact.rate_ratios import Counts, compare, percent_text, pooled
from vmboard.domain.impact.since_baseline import (
    Change,
    LongEnough,
    TeamMeasure,
    by_reason,
    spread,
    why_left_out,
)
from vmboard.domain.impact.since_baseline import Impact as Judged
from vmboard.domain.impact.since_baseline import impact as judge_all
from vmboard.domain.numbers import format_value
from vmboard.domain.spc.sentences import within_a_sentence
from vmboard.domain.text.folding import natural
from vmboard.domain.views.impact import Choices, Compared, ImpactView, MeasureChoice, TeamChoice, TeamLine
from vmboard.domain.weeks import span_words
from vmboard.domain.words import Signal
from vmboard.queries.group_series import group_series, measure_key
from vmboard.queries.measure_summaries import Measured, cost_of, ends, is_shared_out, measured
from vmboard.queries.series import Series
from vmboard.queries.teams import Seen, seen_teams
from vmboard.queries.tiles import RECENT_WEEKS, chart
from vmboard.store.tables import Measure

CLEAR = frozenset({Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL})
ADDS_UP = frozenset({"", "count", "hours", "patients", "bed days", "£"})
"""Units of which a group has a sum, where the figure is not already one thing over another."""
TOO_FEW = "Each group needs a team that has been at it long enough to judge, counted in the unit of the others."
NOT_ALIKE = "Some of these teams count over weeks and others out of something: the two cannot be added up."


@asks(Verb.READ_IMPACT_CHOICES)
def choices(session: Session, actor: Actor) -> Choices:
    """What may be asked of the teams this person may see."""
    seen = _seen(session, actor)
    names: dict[str, Counter[str]] = {}
    units: dict[str, str] = {}
    wanted = select(Measure.library_key, Measure.name, Measure.unit, func.count())
    wanted = wanted.where(Measure.removed.is_(False), Measure.team_id.in_([team.id for team in seen]))
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
        TeamChoice(t.id, t.name, t.site, t.programme, "" if t.wave is None else str(t.wave), bool(t.stand_in))
        for t in seen
    )
    return Choices(tuple(teams), tuple(sorted(measures, key=lambda choice: (-choice.teams, natural(choice.name)))))


@asks(Verb.READ_IMPACT)
def impact(
    session: Session, actor: Actor, group: Iterable[int], key: str, rule: LongEnough, today: date,
    *, most: int | None = None,
) -> ImpactView:  # fmt: skip
    """One measure over the teams of a group that this person may see; a line with its chart of the first ``most``."""
    teams = _group(session, actor, group)
    by_name = _by_name(session, teams, key, today)
    unit = _unit(by_name.values())
    group_impact = judge_all((_team_measure(name, team, unit) for name, team in by_name.items()), rule)
    judged = [by_name[change.team] for change in group_impact.changes]
    first = next((team for team in by_name.values() if _spelled(team.unit) == unit), None)
    shown = group_impact.changes[:most]
    drawn = {by_name[change.team].team.id for change in shown} | ({first.team.id} if first else set())
    series = group_series(session, sorted(drawn), key, today)
    weeks = weeks_words(judged, today)
    lines = tuple(
        replace(line, weeks="" if line.weeks == weeks else line.weeks)
        for change in shown for team in [by_name[change.team]]
        for line in [_line(team, series[team.team.id], change, today)]
    )  # fmt: skip
    seen = map(_patients, judged, group_impact.changes)
    return ImpactView(
        first.name if first else key.partition(":")[2], first.unit if first else "",
        lines, group_impact, spread(group_impact.changes), spread(change for change in seen if change is not None),
        _together(group_impact, series[first.team.id]) if first else "",
        tuple(sorted((name for _, name in teams.values() if name not in by_name), key=natural)),
        weeks,
    )  # fmt: skip


@asks(Verb.READ_IMPACT_COMPARISON)
def comparison(
    session: Session, actor: Actor, group: Iterable[int], others: Iterable[int], key: str, rule: LongEnough,
    today: date,
) -> Compared:  # fmt: skip
    """A group beside the other teams, over the same weeks. A team in both groups counts in the first."""
    ours, theirs = _group(session, actor, group), _group(session, actor, others)
    theirs = {id_: team for id_, team in theirs.items() if id_ not in ours}
    sides = [_by_name(session, teams, key, today) for teams in (ours, theirs)]
    unit = _unit(sides[0].values())  # the one in which the page tells of these teams above
    why_of = [{name: why_left_out(_team_measure(name, team, unit), rule) for name, team in of.items()} for of in sides]
    kept = [{n: team for n, team in side.items() if why[n] is None} for side, why in zip(sides, why_of, strict=True)]
    words = tuple(f"{len(k)} of {counted(len(side), 'team')}" for k, side in zip(kept, sides, strict=True))
    made = [pooled(filter(None, map(_counts, side.values()))) for side in kept]
    left_out = tuple(by_reason((name, why) for name, why in of.items() if why) for of in why_of)
    blank = Compared(None, (), made[0], made[1], "", (words[0], words[1]), left_out=left_out)
    if not all(kept):
        return replace(blank, why_not=TOO_FEW)
    judged = [team for side in kept for team in side.values()]
    first = judged[0]
    if not all(map(_counts, judged)):
        return replace(blank, why_not=f"Only what is counted can be compared so, and {first.name} is not a count.")
    if len({team.of.is_shared for team in judged}) > 1:
        return replace(blank, why_not=NOT_ALIKE)
    times = together((end.squared, end.freedom) for team in judged for end in (team.of.was, team.of.now))
    compared = (compare_points if first.unit == "%" else compare)(made[0], made[1], times)
    if compared is None:
        return replace(blank, why_not="There was nothing before, so there is nothing to compare.")
    compared = compared.with_steady(_is_steady(kept[0]), _is_steady(kept[1]))
    name = within_a_sentence(first.name)
    stand_in = next((team.team.stand_in for team in judged if team.team.stand_in), "")
    sentences = compared.stand_in_sentences(name, stand_in) if stand_in else compared.sentences(name)
    return replace(
        blank, found=compared, sentences=sentences, exposure=_exposure(first), stand_in=stand_in,
        dispersion="" if stand_in else dispersion_words(times), weeks=weeks_words(judged, today),
    )  # fmt: skip


def _unit(teams: Iterable[Measured]) -> str:
    """What most of these teams count it in; of as many the first's. Of a measure shared by its name alone, some may
    count falls and others their rate: never one sum."""
    return next((unit for unit, _ in Counter(_spelled(team.unit) for team in teams).most_common(1)), "")


def _spelled(unit: str) -> str:
    """A plain count has two spellings."""
    return "" if unit == "count" else unit


def _is_steady(side: Mapping[str, Measured]) -> bool:
    """Whether a side is one team, of which the rules on its own wall see no change."""
    return len(side) == 1 and next(iter(side.values())).of.signal in (Signal.COMMON_CAUSE, Signal.NOT_ENOUGH)


def _seen(session: Session, actor: Actor) -> list[Seen]:
    """The teams whose measures this person may read, by name."""
    return sorted(seen_teams(session, actor.person, Verb.READ_MEASURE), key=lambda team: natural(team.name))


def _group(session: Session, actor: Actor, group: Iterable[int]) -> dict[int, tuple[Seen, str]]:
    """The teams of a group by id, each with a name of its own: two of the same name are told apart by their site."""
    wanted = set(group)
    teams = [team for team in _seen(session, actor) if team.id in wanted]
    many = Counter(team.name for team in teams)
    return {
        team.id: (team, team.name if many[team.name] == 1 else f"{team.name}, {team.site} ({team.slug})")
        for team in teams
    }


def _by_name(
    session: Session, teams: Mapping[int, tuple[Seen, str]], key: str, today: date
) -> dict[str, Measured]:  # fmt: skip
    """The measure of every team of the group that has it, by the team's name."""
    summaries = measured(session, [team for team, _ in teams.values()], key, today)
    return {name: summaries[id_] for id_, (_, name) in teams.items() if id_ in summaries}


def _team_measure(name: str, team: Measured, unit: str) -> TeamMeasure:
    of = team.of
    return TeamMeasure(
        name, of.was.mean, of.now.mean, of.signal, team.direction, of.was.weeks, of.weeks_since, team.unit,
        _spelled(team.unit) != unit,
    )  # fmt: skip


def _line(team: Measured, series: Series, change: Change, today: date) -> TeamLine:
    decimals = 1 if not team.decimals and team.unit in ("", "count") else team.decimals
    was, now = (format_value(value, team.unit, decimals) for value in (change.baseline, change.now))
    before, since = ends(series)
    return TeamLine(
        team.team.slug, team.of.measure_id, change.team, change, was, now,
        chart(series.measure, series.judged(), (), series.left_out),
        cost_of(series, list(before.values()), list(since.values())[-RECENT_WEEKS:]), team.team.stand_in,
        weeks_words([team], today),
    )  # fmt: skip


def weeks_words(teams: Sequence[Measured], today: date) -> str:
    """Which weeks *was* and *now* are of, over one team or many: ``Was: 12 weeks, 7 Jun to 23 Aug. Now: …``."""
    if not teams:
        return ""
    was, now = ([end[:3] for end in of] for of in zip(*((team.of.was, team.of.now) for team in teams), strict=True))
    return f"Was: the frozen baseline, {span_words(was, today)}. Now: the latest since, {span_words(now, today)}."


def _patients(team: Measured, change: Change) -> Change | None:
    """How many patients a team saw, as a change of its own, with its own signal."""
    if team.of.patients is None or team.of.patients[0] is None:
        return None
    share, signal = team.of.patients
    return replace(change, share=share, unit="patients", signal=signal)


def _counts(team: Measured) -> Counts | None:
    """Events and what they are set against, of a count or of so many out of so many; None of anything else."""
    if not team.of.is_shared and team.unit not in ("", "count"):
        return None
    was, now = team.of.was, team.of.now
    return Counts(was.events, was.exposure, now.events, now.exposure)


def _exposure(of: Measured) -> str:
    """What events are set against, in a word: ``bed days``, ``weeks``."""
    if of.unit in ("", "count"):
        return "team weeks"
    return of.out_of or ("counted" if of.unit == "%" else re.sub(r"^(per )?[\d, ]*", "", of.unit))


def _together(group_impact: Judged, series: Series) -> str:
    """What the teams add up to a week, where their figures add up."""
    measure = series.measure
    if (
        measure.unit not in ADDS_UP
        or len(group_impact.changes) < 2
        or any(map(is_shared_out, series.readings.values()))
    ):
        return ""
    before, now, share = group_impact.total
    was, is_ = (format_value(x, measure.unit, 0) for x in (before, now))
    together = f"Together {was} a week before and {is_} now"
    if not all(change.signal in CLEAR for change in group_impact.changes):
        return f"{together}."  # of a sum that holds a team without a signal no change is told
    return f"{together}: {percent_text(share) if share is not None else 'from nothing'}."
