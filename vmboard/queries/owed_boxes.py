"""Delegated data entry: the boxes that a data owner outside the team fills in, across the teams that granted it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, NotAllowed, asks
from vmboard.domain.access.permissions import APP, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.asked import as_typed
from vmboard.domain.figures.notes_said import question_said
from vmboard.domain.figures.owed import is_answered
from vmboard.domain.numbers import format_value
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.folding import fold, natural
from vmboard.domain.views.owed_boxes import OwedBox, OwedMeasure, OwedTeam, OwedView
from vmboard.domain.weeks import board_week, short_day
from vmboard.domain.words import Domain, MeasureKind
from vmboard.queries.after_saving import question
from vmboard.queries.owed import weeks_late
from vmboard.queries.series import Series, team_series
from vmboard.store.tables import DataPoint, Measure, MeasurePart, Site, Team

MOST_WEEKS = 6
"""So many missing weeks of a measure stand there at once, the newest of them; older ones come up as these go."""
NOT_YOURS = N_("That figure is not yours to give. Ask the team whom it waits for.")


@asks(Verb.READ_OWED_BOXES)
def owed_boxes(session: Session, actor: Actor, today: date, *, most: int, owner: str = "") -> OwedView:
    """What this person owes, by team; of the first ``most`` teams. The app's own work, and whoever opens a board that
    nobody signs in to, may look at it as any ``owner``."""
    person = actor.person
    owners = _owners(session) if person.is_app else ()
    words = (owner or next(iter(owners), "")) if person.is_app else person.owes_as
    theirs = [(id_, own) for id_, own in _waiting_for(session, words) if may(person, Verb.TYPE_OWED_FIGURE, Thing(id_))]
    teams = dict.fromkeys(id_ for id_, _ in theirs)
    rows = session.execute(
        select(Team, Site.name).join(Site, Site.id == Team.site_id).where(Team.id.in_(teams), Team.stand_in == "")
    ).all()
    rows = sorted(rows, key=lambda row: (natural(row[0].name), row[0].id))
    made = [
        _team(session, team, site, {own for id_, own in theirs if id_ == team.id}, today) for team, site in rows[:most]
    ]
    return OwedView(words, tuple(made), len(rows), owners)


@asks(Verb.READ_OWED_QUESTION)
def owed_question(session: Session, actor: Actor, team_id: int, measure_id: int, week: date, value: float) -> str:
    """What the board asks of a value that a data owner types; empty where nothing is odd."""
    measure = session.get(Measure, (team_id, measure_id))
    if measure is None or not actor.person.owes(measure.data_owner):
        raise NotAllowed(NOT_YOURS)
    return question(session, replace(actor, person=APP), team_id, measure_id, week, value)


_TYPED = (Measure.removed.is_(False), Measure.kind == MeasureKind.WEEKLY, Measure.data_owner != "")


def _owners(session: Session) -> tuple[str, ...]:
    """Everybody that measures name; first those who give costs, who are seldom of the team."""
    named = session.execute(select(Measure.data_owner, Measure.domain).where(*_TYPED).distinct())
    costs: dict[str, bool] = {}
    spelled: dict[str, str] = {}
    for name, domain in named:
        spelled[fold(name)] = name
        costs[fold(name)] = costs.get(fold(name), False) or domain is Domain.COST
    return tuple(spelled[key] for key in sorted(spelled, key=lambda key: (not costs[key], natural(spelled[key]))))


def _waiting_for(session: Session, owner: str) -> Sequence[tuple[int, int]]:
    """Every measure that is typed by the week and waits for this owner, with its team. Nobody owns what names none."""
    if not fold(owner):
        return []
    computed = select(MeasurePart.measure_id).where(
        MeasurePart.team_id == Measure.team_id, MeasurePart.measure_id == Measure.id
    )
    wanted = select(Measure.team_id, Measure.id, Measure.data_owner).where(*_TYPED, ~computed.exists())
    found = session.execute(wanted.order_by(Measure.team_id, Measure.position, Measure.id))
    return [(team_id, id_) for team_id, id_, name in found if fold(name) == fold(owner)]


def _team(session: Session, team: Team, site: str, measure_ids: set[int], today: date) -> OwedTeam:
    week = board_week(today, team.week_ends_on, team.closed_week, team.paused_on)
    points = {(p.measure_id, p.week): p for p in session.scalars(select(DataPoint).where(
        DataPoint.team_id == team.id, DataPoint.measure_id.in_(measure_ids)
    ))}  # fmt: skip
    series = team_series(session, team.id, today)
    lines = [_measure(of, week, points) for id_, of in series.items() if id_ in measure_ids and of.is_asked_for]
    return OwedTeam(team.id, team.name, site, tuple(lines))


def _measure(of: Series, week: date, points: dict[tuple[int, date], DataPoint]) -> OwedMeasure:
    row, answered = of.measure, sorted(at for at, told in of.told.items() if is_answered(told))
    latest = answered[-1] if answered else None
    missing = [at for at in _due(of, week, latest) if at not in of.left_out]
    if not missing and weeks_late(of, week, week) is not None:  # not due, but somebody said that it will come
        missing = [week]
    shown = ([latest] if latest else []) + missing[-MOST_WEEKS:]
    before = of.readings[latest].value if latest else None
    said = (
        f"{format_value(before, row.unit, row.decimals)}, {short_day(latest)}" if latest and before is not None else ""
    )
    boxes = (_box(row, at, points.get((row.id, at)), is_owed=at != latest) for at in shown)
    return OwedMeasure(row.id, row.name, row.unit, said, tuple(boxes), max(len(missing) - MOST_WEEKS, 0))


def _due(of: Series, week: date, latest: date | None) -> list[date]:
    """The weeks that are owed since the newest figure, as often as it is asked for; this week's where there is none."""
    if latest is None:
        return [week]
    step = 7 * of.cadence_weeks
    return [date.fromordinal(at) for at in range(latest.toordinal() + step, week.toordinal() + 1, step)]


def _box(measure: Measure, week: date, point: DataPoint | None, *, is_owed: bool) -> OwedBox:
    if point is None:
        return OwedBox(week, _("Week to {day}", day=short_day(week)), "", 0, is_owed=is_owed)
    figures = point.value, point.numerator, point.denominator, measure.unit
    text = as_typed(*figures, counts_cases=measure.chart is Chart.G)
    return OwedBox(week, _("Week to {day}", day=short_day(week)), text.partition("/")[0] if measure.out_of_id else text,
                   point.version, question_said(point.doubt), is_owed)  # fmt: skip
