"""A measure's settings, those that are not on the wall any more, and days kept one by one."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks, said_name
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.asked import as_typed
from vmboard.domain.figures.days import full_day
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.settings import AwayLine, DaysView, SettingsView
from vmboard.domain.weeks import local_day, long_day
from vmboard.domain.words import MeasureKind, PartRole
from vmboard.queries.series import team_series
from vmboard.queries.tiles import tile
from vmboard.store.tables import DayMark, History, Measure, MeasurePart, Team

GONE = N_("That measure is not on this team’s box score.")


@asks(Verb.READ_MEASURE_SETTINGS)
def settings(session: Session, actor: Actor, team_id: int, measure_id: int, today: date) -> SettingsView:
    """A measure's settings, in use or removed. Raises Refused where the team has none such."""
    row = _row(session, team_id, measure_id)
    measure_series = None if row.removed else team_series(session, team_id, today).get(measure_id)
    return SettingsView(
        measure_id=row.id, name=row.name, short_name=row.short_name, domain=row.domain, unit=row.unit,
        direction=row.direction, target=as_typed(row.target, None, None, row.unit),
        target_since=since(session, row, "target", today), unit_since=since(session, row, "unit", today),
        definition=row.definition, source=row.source, data_owner=row.data_owner,
        indicator=row.indicator, target_set_by=row.target_set_by, cadence_weeks=row.cadence_weeks,
        decimals=row.decimals, out_of=row.out_of, out_of_id=row.out_of_id, kind=row.kind, began_on=row.began_on,
        computed=_computed(session, row), on_wall=row.on_wall, public=row.public, retired=_retired(session, row, today),
        removed=row.removed, tile=tile(measure_series, today) if measure_series else None,
        countable=_countable(session, row), library_key=row.library_key, programmes=row.programmes,
    )  # fmt: skip


def _countable(session: Session, row: Measure) -> tuple[tuple[int, str], ...]:
    """Measures with a number that people type every week; the one chosen stays a choice whatever became of it."""
    computed = select(MeasurePart.measure_id).where(MeasurePart.team_id == row.team_id)
    mine = select(Measure.id, Measure.name).where(
        Measure.team_id == row.team_id, Measure.id != row.id,
        (Measure.id == row.out_of_id) | (
            Measure.removed.is_(False) & Measure.id.not_in(computed) & Measure.out_of_id.is_(None)
            & (Measure.kind == MeasureKind.WEEKLY) & (Measure.unit != "%")
        ),
    )  # fmt: skip
    return tuple((id_, name) for id_, name in session.execute(mine.order_by(Measure.position, Measure.id)))


@asks(Verb.READ_MEASURES_AWAY)
def away(session: Session, actor: Actor, team_id: int, today: date) -> tuple[Sequence[AwayLine], Sequence[AwayLine]]:
    """The measures that are watched monthly, and those that were removed."""
    mine = select(Measure).where(Measure.team_id == team_id).order_by(Measure.position, Measure.id)
    rows = session.scalars(mine).all()
    watched = [row for row in rows if row.retired_on and not row.removed]
    return (
        [AwayLine(row.id, row.name, _retired(session, row, today)) for row in watched],
        [AwayLine(row.id, row.name, _gone(session, row, today)) for row in rows if row.removed],
    )


@asks(Verb.READ_DAYS)
def days(session: Session, actor: Actor, team_id: int, measure_id: int, today: date) -> DaysView:
    """A measure kept day by day. Raises Refused for any other."""
    row = _row(session, team_id, measure_id)
    if row.kind is MeasureKind.WEEKLY or row.removed:
        raise Refused("{measure} has a figure every week: its days are not filled in.", measure=row.name)
    marks = select(DayMark).where(DayMark.team_id == team_id, DayMark.measure_id == measure_id)
    shown = tile(team_series(session, team_id, today)[measure_id], today)
    return DaysView(
        measure_id=row.id, name=row.name, kind=row.kind, first=row.began_on or today.replace(day=1),
        marks={mark.day: (mark.count, mark.version) for mark in session.scalars(marks)},
        sentence=shown.says, tile=shown,
    )  # fmt: skip


@asks(Verb.READ_MEASURE_CHOICES)
def choices(session: Session, actor: Actor, team_id: int, *, computed: bool = True) -> Sequence[AwayLine]:
    """The measures in use by name; without ``computed``, only those that others may be worked out from."""
    mine = select(Measure).where(Measure.team_id == team_id, Measure.removed.is_(False))
    if not computed:
        whole = select(MeasurePart.measure_id).where(MeasurePart.team_id == team_id)
        mine = mine.where(Measure.id.not_in(whole))
    return [AwayLine(m.id, m.name, "") for m in session.scalars(mine.order_by(Measure.position, Measure.id))]


@asks(Verb.READ_MEASURES_BY_DAY)
def kept_by_day(session: Session, actor: Actor, team_id: int) -> Sequence[AwayLine]:
    """The measures in use that are kept day by day."""
    mine = select(Measure).where(
        Measure.team_id == team_id, Measure.removed.is_(False), Measure.kind != MeasureKind.WEEKLY
    )
    return [AwayLine(m.id, m.name, m.kind.label) for m in session.scalars(mine.order_by(Measure.position, Measure.id))]


def since(session: Session, row: Measure, field: str, today: date) -> str:
    """Who set a field to what it is, and when, as history has it; empty where nobody has."""
    now = getattr(row, field)
    for change in session.scalars(_changes(row)):
        before = (change.before or {}).get(field)
        if now not in (None, "") and (change.after or {}).get(field) == now != before:
            return _("Set by {who}, {day}", who=said_name(change.actor_name), day=_day(session, change, today))
    return ""


def _day(session: Session, change: History, today: date) -> str:
    return long_day(local_day(change.at, session.get_one(Team, change.team_id).timezone), today)


def _changes(row: Measure) -> Select[History]:
    mine = History.team_id == row.team_id, History.noun == "measure", History.row_key == str(row.id)
    return select(History).where(*mine).order_by(History.revision.desc())


def _retired(session: Session, row: Measure, today: date) -> str:
    if row.retired_on is None:
        return ""
    retired = session.scalars(_changes(row).where(History.verb == "retire measure").limit(1)).first()
    why = f": {retired.reason}" if retired and retired.reason else ""
    return _("Watched monthly since {day}", day=full_day(row.retired_on, today)) + why


def _gone(session: Session, row: Measure, today: date) -> str:
    last = session.scalars(_changes(row).limit(1)).first()
    return _("Removed by {who}, {day}", who=said_name(last.actor_name), day=_day(session, last, today)) if last else ""


def _computed(session: Session, row: Measure) -> str:
    """``Pay + Non-pay ÷ Patients this week``, with the factor where there is one."""
    parts = session.execute(
        select(MeasurePart.role, MeasurePart.weight, Measure.name)
        .join(Measure, (Measure.team_id == MeasurePart.team_id) & (Measure.id == MeasurePart.part_id))
        .where(MeasurePart.team_id == row.team_id, MeasurePart.measure_id == row.id)
        .order_by(Measure.position, Measure.id)
    ).all()
    above = [(weight, name) for role, weight, name in parts if role is PartRole.NUMERATOR]
    below = [name for role, _, name in parts if role is PartRole.DENOMINATOR]
    words = "".join(f" {'−' if weight < 0 else '+'} {_times(abs(weight))}{name}" for weight, name in above)
    words = words.removeprefix(" + ")
    if below:
        words = f"({words}) ÷ {below[0]}" if len(above) > 1 else f"{words} ÷ {below[0]}"
    return words + (f" × {row.factor:,g}" if words and row.factor != 1 else "")


def _times(weight: float) -> str:
    return "" if weight == 1 else f"{weight:g} × "


def _row(session: Session, team_id: int, measure_id: int) -> Measure:
    row = session.get(Measure, (team_id, measure_id))
    if row is None:
        raise Refused(GONE)
    return row
