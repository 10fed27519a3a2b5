"""Around saving a figure: the gentle question where it looks like a slip, the sums it enters, the shares out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, inspect, literal_column, select, union_all
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import BindParameter

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.typed import doubt
from vmboard.domain.measures.points import Reading
from vmboard.domain.numbers import format_value
from vmboard.domain.views.week import Figure
from vmboard.queries.series import Series, team_series
from vmboard.queries.week import figure, usual_before
from vmboard.store.tables import Baseline, DataPoint, Exclusion, Measure, MeasurePart, Rebase

_TEAM: BindParameter[int] = bindparam("team")
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
# Written once: putting a statement together takes as long as asking it of a small table.
_KEPT: Any = inspect(DataPoint).local_table.c
_POINTS = (
    select(
        _KEPT.measure_id, _KEPT.week, _KEPT.value, _KEPT.status, _KEPT.waiting_for, _KEPT.numerator,
        _KEPT.denominator, _KEPT.doubt,
    )
    .where(_KEPT.team_id == _TEAM, _KEPT.measure_id.in_(_IDS))
    .order_by(_KEPT.measure_id, _KEPT.week)
)  # fmt: skip
"""Of the table itself: a row read as an object's columns costs as much again, and a year of weeks is read at each."""
_DECIDED: Any = union_all(*(
    select(literal_column(f"'{kind.__tablename__}'"), kind.measure_id, *weeks)
    .where(kind.team_id == _TEAM, kind.removed.is_(False))
    for kind, weeks in (
        (Baseline, (Baseline.first_week, Baseline.last_week)), (Rebase, (Rebase.week, Rebase.week)),
        (Exclusion, (Exclusion.week, Exclusion.week)),
    )
))  # fmt: skip
"""Few, or none: what a whole team decided about its charts, in one question."""


@dataclass
class Decided:
    """What a team decided about the charts of its measures, each by the measure's id; rebases the oldest first."""

    baselines: dict[int, Baseline] = field(default_factory=dict)
    rebases: dict[int, list[Rebase]] = field(default_factory=dict)
    exclusions: dict[int, list[Exclusion]] = field(default_factory=dict)


@asks(Verb.READ_FIGURE_QUESTION)
def question(session: Session, actor: Actor, team_id: int, measure_id: int, week: date, value: float) -> str:
    """``Ten times last week: 41 or 4.1?``: what to ask of a value that somebody types; empty where nothing is odd.

    It is held against what came before and counts: not against a figure that is itself being asked about.
    """
    return _asked(certain(_many(session, team_id, (measure_id,))[measure_id]), week, value)


@asks(Verb.READ_FIGURE_QUESTIONS)
def questions(
    session: Session,
    actor: Actor,
    team_id: int,
    values: Mapping[int, Sequence[tuple[date, float]]],
    decided: Decided | None = None,
) -> dict[tuple[int, date], str]:
    """The same of many values at once, by measure and in each the oldest week first: each is held against those before
    it too. Whoever asks again and again of a team that it holds brings what the team ``decided``."""
    asked = {}
    for id_, measure_series in _many(session, team_id, tuple(values), decided).items():
        so_far = certain(measure_series)
        for week, value in values[id_]:
            asked[id_, week] = _asked(so_far, week, value)
            if not asked[id_, week]:
                so_far.readings[week] = Reading(value)
    return asked


def certain(measure_series: Series) -> Series:
    """Without the figures that are themselves being asked about."""
    return replace(
        measure_series, readings={w: reading for w, reading in measure_series.readings.items() if not reading.doubt}
    )


def _asked(measure_series: Series, week: date, value: float) -> str:
    row = measure_series.measure
    _, last, (low, high), _ = usual_before(measure_series, week)
    return doubt(value, last.value if last else None, low, high, row.unit, row.decimals)


@asks(Verb.READ_FIGURE_SHARES)
def shares(session: Session, actor: Actor, team_id: int, measure_id: int, week: date) -> dict[int, Figure]:
    """What stands in the boxes of the week that are out of this measure's figure, by measure."""
    mine = select(Measure.id).where(
        Measure.team_id == team_id, Measure.out_of_id == measure_id, Measure.removed.is_(False)
    )
    return {id_: figure(session, actor, team_id, id_, week) for id_ in session.scalars(mine)}


@asks(Verb.READ_FIGURE_SUMS)
def sums(session: Session, actor: Actor, team_id: int, measure_id: int, week: date, today: date) -> dict[int, str]:
    """The computed measures that this one enters, as they stand in the week: ``{34: "£438.50"}``."""
    mine = select(MeasurePart.measure_id).where(MeasurePart.team_id == team_id, MeasurePart.part_id == measure_id)
    entered = set(session.scalars(mine))
    if not entered:
        return {}
    series = team_series(session, team_id, today)
    return {id_: _said(series[id_], week) for id_ in series if id_ in entered}


def _said(measure_series: Series, week: date) -> str:
    row, reading = measure_series.measure, measure_series.readings.get(week)
    if reading is None or reading.value is None:
        return ""
    return format_value(reading.value, row.unit, row.decimals)


def decided_by(session: Session, team_id: int) -> Decided:
    """What a team decided about the charts of its measures, in one query."""
    made = Decided()
    for kind, id_, first, last in session.connection().execute(_DECIDED, {"team": team_id}):
        if kind == Baseline.__tablename__:
            made.baselines[id_] = Baseline(measure_id=id_, first_week=first, last_week=last)
        elif kind == Rebase.__tablename__:
            made.rebases.setdefault(id_, []).append(Rebase(measure_id=id_, week=first))
        else:
            made.exclusions.setdefault(id_, []).append(Exclusion(measure_id=id_, week=first))
    for marks in made.rebases.values():
        marks.sort(key=lambda mark: mark.week)
    return made


def _many(
    session: Session, team_id: int, ids: Sequence[int], decided: Decided | None = None
) -> dict[int, Series]:  # fmt: skip
    """Measures with their own figures and what people ``decided`` about their charts. Two queries, however many, of
    measures that the session has read; else one more for each."""
    mine = {"team": team_id, "ids": list(ids)}
    readings: dict[int, dict[date, Reading]] = {id_: {} for id_ in ids}
    rows = session.connection().execute(_POINTS, mine)
    for id_, week, value, status, waiting_for, numerator, denominator, asked in rows:
        readings[id_][week] = Reading(value, status, waiting_for, numerator, denominator, asked)
    decided = decided_by(session, team_id) if decided is None else decided
    made = {}
    for id_ in ids:
        newest = max(readings[id_], default=date.min)  # a question is asked of the running week too
        made[id_] = Series(
            session.get_one(Measure, (team_id, id_)), readings[id_], newest, baseline=decided.baselines.get(id_),
            rebases=decided.rebases.get(id_, []), exclusions=decided.exclusions.get(id_, []),
        )  # fmt: skip
    return made
