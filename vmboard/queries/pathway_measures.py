"""Pooled measures of one pathway: each judged and drawn as any measure, with the teams that the reader may see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.permissions import Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.asked import share_scale
from vmboard.domain.impact.overdispersion import Weeks
from vmboard.domain.organisation.comparing import BARE, OTHER_SIZE
from vmboard.domain.organisation.pathways import (
    NOT_KEPT,
    OTHER_DAY,
    OTHER_UNIT,
    Pooled,
    are_counts,
    beside_the_others,
    gap_words,
    kept_words,
    missing_words,
    pooled,
    total_tells,
    uncounted_words,
    variation_words,
    week_lacks,
    week_words,
    without_words,
)
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.folding import natural
from vmboard.domain.views.board import Tile
from vmboard.domain.views.organisation import TeamTile
from vmboard.domain.views.pathways import PathwayLine, PathwayMeasureView, Releasing, WeekTogether
from vmboard.domain.weeks import most_end_on, weeks_between
from vmboard.domain.words import MeasureKind, PartRole
from vmboard.queries.group_series import BY_LIBRARY, group_series, measure_key
from vmboard.queries.measure_summaries import COMPARED_WEEKS
from vmboard.queries.pathway_baselines import Decided, decided
from vmboard.queries.series import Series
from vmboard.queries.teams import Seen
from vmboard.queries.tiles import tile
from vmboard.store.tables import DataPoint, Measure, MeasurePart, PathwayMeasure, PathwayRelease

GAPS_TOLD = 13
"""Of how many of the latest weeks it is said that they could not be summed."""
_TELLS = N_(
    "The total is kept back: less the teams whose figures you see, it would tell the figure of the one that has not "
    "let it be seen yet."
)
_TELLS_A_TEAM = N_(
    "The total is kept back on paper: one of its teams could work out another’s figure from it, which that has not let "
    "be seen yet."
)
_KEPT_BY_FEW = N_("Fewer than two of its teams keep it in one unit, so there is nothing to put together.")


def week_of_all(teams: Sequence[Seen], today: date) -> date:
    """The newest week all boards tell of that end it as most do; where all are paused, the last that one told of."""
    ends_on = most_end_on(team.week_ends_on for team in teams)
    alike = [team for team in teams if team.week_ends_on == ends_on]
    going = [team.week(today) for team in alike if team.paused_on is None]
    return min(going) if going else max((team.week(today) for team in alike), default=today)


@dataclass(frozen=True)
class _Shared:
    """One measure of the pathway: the teams that keep it alike, by name along the pathway, and who does not."""

    row: PathwayMeasure
    teams: Mapping[str, Series]
    without: tuple[tuple[str, str], ...]
    baselines: Decided

    @property
    def first(self) -> Series:
        return next(iter(self.teams.values()))

    @property
    def factor(self) -> float:
        return self.first.measure.factor if self.first.is_computed else share_scale(self.first.measure.unit)


def measure_views(
    session: Session, person: Person, line: PathwayLine, week: date, today: date, *, for_all: bool = False
) -> tuple[PathwayMeasureView, ...]:
    """The measures of a pathway in the order they were added. ``for_all``: as all of its teams may see them."""
    mine = select(PathwayMeasure).where(
        PathwayMeasure.team_id == line.key.kept_by, PathwayMeasure.pathway_id == line.key.pathway_id,
        ~PathwayMeasure.removed,
    ).order_by(PathwayMeasure.id)  # fmt: skip
    released, baselines = _released(session, line), decided(session, line.key.kept_by, line.key.pathway_id)
    return tuple(
        _view(person, line, _shared(session, line, row, week, today, baselines[row.id]), released[row.id], week, today,
              for_all=for_all)
        for row in session.scalars(mine).all()
    )  # fmt: skip


def _released(session: Session, line: PathwayLine) -> Mapping[int, set[int]]:
    """The teams that let the others see them, by measure of the pathway."""
    ids = [team.team_id for team in line.teams]
    rows = select(PathwayRelease.pathway_measure_id, PathwayRelease.team_id).where(
        PathwayRelease.team_id.in_(ids), PathwayRelease.kept_by == line.key.kept_by
    )
    released: dict[int, set[int]] = defaultdict(set)
    for measure_id, team_id in session.execute(rows):
        released[measure_id].add(team_id)
    return released


def _shared(
    session: Session, line: PathwayLine, row: PathwayMeasure, week: date, today: date, baselines: Decided
) -> _Shared:  # fmt: skip
    series = group_series(session, [team.team_id for team in line.teams], row.key, today)
    alike = {id_: of for id_, of in series.items() if of.week.weekday() == week.weekday()}
    first = next((alike[team.team_id] for team in line.teams if team.team_id in alike), None)
    teams, without = {}, []
    for team in line.teams:
        of = series.get(team.team_id)
        if of is None:
            without.append((team.name, NOT_KEPT))
        elif first is None or team.team_id not in alike:
            without.append((team.name, OTHER_DAY))
        elif of.measure.unit != first.measure.unit or of.measure.factor != first.measure.factor:
            without.append((team.name, OTHER_UNIT.format(unit=of.measure.unit or "a plain number")))
        else:
            teams[team.name] = of
    return _Shared(row, teams, tuple(without), baselines)


def _view(
    person: Person, line: PathwayLine, shared: _Shared, released: set[int], week: date, today: date, *, for_all: bool
) -> PathwayMeasureView:
    row, along = shared.row, {team.name: team for team in line.teams}
    open_to_all = [name for name in shared.teams if along[name].team_id in released]
    to_reader = [name for name in shared.teams if along[name].sees or name in open_to_all]
    seen = open_to_all if for_all else to_reader
    hidden = len(shared.teams) - len(seen)
    tells = total_tells(len(shared.teams) - len(to_reader)) or total_tells(hidden, to_its_teams=for_all)
    name = shared.first.measure.name if shared.teams else row.key.partition(":")[2]
    own = tuple(
        Releasing(along[of].team_id, of, along[of].team_id in released)
        for of in shared.teams if may(person, Verb.RELEASE_COMPARISON, Thing(along[of].team_id))
    )  # fmt: skip
    weeks = _pooled(shared, week) if len(shared.teams) > 1 else {}
    why_not = ""
    if len(shared.teams) < 2 or tells:
        why_not = _(_KEPT_BY_FEW if len(shared.teams) < 2 else _TELLS_A_TEAM if for_all else _TELLS)
    latest = dict(list(weeks.items())[-GAPS_TOLD:])
    words, method = _variation(shared, seen, week) if len(shared.teams) > 1 and not tells else ((), "")
    return PathwayMeasureView(
        row.id, row.key, name, shared.first.measure.unit if shared.teams else "", row.pooling,
        shared.first.measure.definition if shared.teams else "",
        kept_words(len(shared.teams), len(line.teams)), without_words(shared.without),
        None if why_not else _tile(shared, weeks, week, today), why_not,
        missing_words(weeks[week].missing) if week in weeks else "",
        gap_words(list(latest.values())) if any(latest[of].missing for of in latest if of != week) else "",
        uncounted_words(*_not_counted(shared, latest)),
        tuple(TeamTile(of, along[of].slug, tile(shared.teams[of], today)) for of in seen), hidden, words, method, own,
        () if why_not else _told(shared, weeks),
        tuple((of, at, reading) for of in seen for at, reading in sorted(shared.teams[of].told.items())),
        *shared.baselines.told(today),
    )  # fmt: skip


def _pooled(shared: _Shared, week: date) -> dict[date, Pooled]:
    """From the first week in which every team has a figure, to the one that all boards tell of."""
    by_then = {
        name: {of: r for of, r in series.readings.items() if of <= week} for name, series in shared.teams.items()
    }
    begun = [min((of for of, r in mine.items() if r.value is not None), default=None) for mine in by_then.values()]
    first = max((of for of in begun if of is not None), default=None)
    if first is None or None in begun:
        return {}
    sampled = max(series.cadence_weeks for series in shared.teams.values()) > 1
    asked = sorted({of for mine in by_then.values() for of in mine}) if sampled else weeks_between(first, week)
    paused = [name for name, series in shared.teams.items() if not series.is_asked]
    return pooled(by_then, shared.row.pooling, shared.factor, [of for of in asked if of >= first], paused)


def _together(shared: _Shared, weeks: Mapping[date, Pooled], week: date) -> Series:
    """All teams as one series, judged by the rules every measure is; what a team left out counts for nothing here."""
    like = shared.first.measure
    measure = Measure(
        team_id=shared.row.team_id, id=shared.row.id, name=like.name, short_name=like.short_name, domain=like.domain,
        unit=like.unit, decimals=like.decimals, direction=like.direction, target=None, definition=like.definition,
        cadence_weeks=max(of.cadence_weeks for of in shared.teams.values()), rules=None, chart=None, screening=True,
        kind=MeasureKind.WEEKLY, out_of=like.out_of, factor=shared.factor, public=False, on_wall=False,
    )  # fmt: skip
    left_out = frozenset().union(*(of.left_out for of in shared.teams.values()))
    return Series(
        measure, {of: at.reading for of, at in weeks.items()}, week, False, True, shared.baselines.baseline(),
        shared.baselines.rebases(), left_out_of_parts=left_out,
    )  # fmt: skip


def _tile(shared: _Shared, weeks: Mapping[date, Pooled], week: date, today: date) -> Tile:
    """As any tile, but that it says how old its figure is beside the week all boards tell of."""
    made = tile(_together(shared, weeks, week), today)
    if made.week is None:
        return made
    words = week_words(made.week, week, today)
    return replace(made, week_text=words, age_text=words if made.week < week else "")


def _told(shared: _Shared, weeks: Mapping[date, Pooled]) -> tuple[WeekTogether, ...]:
    left_out, doubted = _not_counted(shared, weeks)
    return tuple(
        WeekTogether(of, at.reading, week_lacks(at.missing, shared.without, left_out[of], doubted[of]))
        for of, at in weeks.items()
    )


_ByWeek = defaultdict[date, list[str]]


def _not_counted(shared: _Shared, weeks: Mapping[date, Pooled]) -> tuple[_ByWeek, _ByWeek]:
    """Which of these weeks count for nothing, because of which teams: left out, their reasons their own, and being
    checked."""
    left_out, doubted = _ByWeek(list), _ByWeek(list)
    for name, of in shared.teams.items():
        for week in of.left_out & weeks.keys():
            being_checked = week in of.readings and bool(of.readings[week].doubt)
            (doubted if being_checked else left_out)[week].append(name)
    return left_out, doubted


def _variation(shared: _Shared, seen: Sequence[str], week: date) -> tuple[tuple[str, ...], str]:
    """How the teams differ over half a year, in words, or why nobody can say; and how that was reckoned."""
    unit = shared.first.measure.unit
    if not _is_rate(unit):
        return (_(OTHER_SIZE),), ""
    of_each, first = unit == "%", week - timedelta(weeks=COMPARED_WEEKS - 1)
    weeks = {name: _whole(series, first, week) for name, series in shared.teams.items()}
    if not all(weeks.values()):
        return (_(BARE),), ""
    if not are_counts(weeks, of_each=of_each):
        return (_("These are not counts of whole things, so nobody can say what is chance."),), ""
    beside = beside_the_others(weeks, of_each=of_each, factor=shared.factor)
    words = variation_words(beside, seen, unit, shared.first.measure.decimals)
    method = _(
        "Each team beside the others together, over {weeks} weeks, at three standard deviations.", weeks=COMPARED_WEEKS
    )
    return words, method if words else ""


def _whole(series: Series, first: date, last: date) -> Weeks:
    return [
        (reading.numerator, reading.denominator)
        for of, reading in series.counted.items()
        if first <= of <= last and reading.value is not None
        and reading.numerator is not None and reading.denominator is not None
    ]  # fmt: skip


@dataclass(frozen=True)
class _Kept:
    """A measure as one team keeps it."""

    name: str
    unit: str
    is_share: bool


def choices(session: Session, line: PathwayLine) -> tuple[tuple[str, str, bool], ...]:
    """The measures that two of its teams or more keep in one unit, with whether they say what they are out of. Those
    who may not read all its teams choose from the library alone: a name of a team's own is the team's."""
    ids, reads = [team.team_id for team in line.teams], all(team.sees for team in line.teams)
    shares = _with_denominators(session, ids)
    mine = select(Measure).where(Measure.team_id.in_(ids), Measure.removed.is_(False)).order_by(Measure.id)
    kept: dict[str, dict[int, _Kept]] = defaultdict(dict)
    for row in session.scalars(mine):
        key, is_share = measure_key(row.library_key, row.name), (row.team_id, row.id) in shares
        kept[key].setdefault(row.team_id, _Kept(row.name, row.unit, is_share or _is_rate(row.unit)))
    alike = {
        key: list(of.values()) for key, of in kept.items()
        if len(of) > 1 and len({each.unit for each in of.values()}) == 1 and (reads or key.startswith(BY_LIBRARY))
    }  # fmt: skip
    made = [(key, of[0].name, all(each.is_share for each in of)) for key, of in alike.items()]
    return tuple(sorted(made, key=lambda choice: natural(choice[1])))


def _is_rate(unit: str) -> bool:
    return unit == "%" or unit.startswith("per ")


def _with_denominators(session: Session, ids: Sequence[int]) -> set[tuple[int, int]]:
    """The measures whose figures say what they are out of, typed or computed."""
    typed = select(DataPoint.team_id, DataPoint.measure_id).where(
        DataPoint.team_id.in_(ids), DataPoint.denominator.is_not(None)
    )
    derived = select(MeasurePart.team_id, MeasurePart.measure_id).where(
        MeasurePart.team_id.in_(ids), MeasurePart.role == PartRole.DENOMINATOR
    )
    return {(row[0], row[1]) for row in session.execute(typed.union(derived))}
