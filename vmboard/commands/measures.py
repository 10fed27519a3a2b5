"""Measures of a box score, their baselines and rebases."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Required, TypedDict, Unpack

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.money import keep_safe_with
from vmboard.commands.shares import check_link
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.about import LONGEST_SETTER
from vmboard.domain.measures.points import check_cadence, check_decimals, check_derived
from vmboard.domain.programmes import check_served
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.typed_fields import Number, Words, cleaned
from vmboard.domain.weeks import local_day
from vmboard.domain.words import Direction, Domain, IndicatorKind, MeasureKind, PartRole, Rules
from vmboard.store.derived import is_derived
from vmboard.store.tables import Baseline, Measure, MeasurePart, Rebase, Team


class MeasureDetails(TypedDict, total=False):
    """What a measure may have besides what every measure has."""

    short_name: Annotated[str, Words(40, "The short name")]
    definition: Annotated[str, Words(2000, "The definition")]
    source: Annotated[str, Words(200, "The source")]
    data_owner: Annotated[str, Words(200, "The data owner")]
    out_of: Annotated[str, Words(40, "The out of")]
    out_of_id: int | None
    cadence_weeks: Annotated[int, check_cadence]
    decimals: Annotated[int | None, check_decimals]
    kind: MeasureKind
    began_on: date | None
    public: bool | None
    indicator: IndicatorKind | None
    target_set_by: Annotated[str, Words(LONGEST_SETTER, "Who set the target")]
    rules: Rules
    library_key: str
    programmes: Annotated[str, check_served]
    on_wall: bool
    position: int


class MeasureFields(MeasureDetails, total=False):
    name: Annotated[str, Words(60, "The name")]
    domain: Domain
    direction: Direction
    unit: Annotated[str, Words(40, "The unit")]
    target: Annotated[float | None, Number("The target")]


class NewMeasure(MeasureDetails, total=False):
    """All that ``add_measure`` takes."""

    name: Required[str]
    domain: Required[Domain]
    direction: Required[Direction]
    unit: str
    target: float | None
    reason: str


@asks(Verb.ADD_MEASURE)
def add_measure(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    name: str,
    domain: Domain,
    direction: Direction,
    unit: str = "",
    target: float | None = None,
    reason: str = "",
    factor: float = 1.0,
    **details: Unpack[MeasureDetails],
) -> Measure:
    """Add a measure at the end of its team's box score. Raises Refused where the name is taken."""
    history.hold(session, team_id)
    last = session.scalar(select(func.max(Measure.position)).where(Measure.team_id == team_id))
    row = Measure(team_id=team_id, position=(last or 0) + 1, factor=factor)
    own: MeasureFields = {"name": name, "domain": domain, "direction": direction, "unit": unit, "target": target}
    _set(session, row, {**own, **details})
    if "kind" in details:
        _begin(session, row)
    return history.add(session, actor, "add measure", row, reason=reason)


@asks(Verb.ADD_DERIVED_MEASURE)
def add_derived_measure(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    numerators: dict[int, float],
    denominator: int | None = None,
    factor: float = 1.0,
    **measure: Unpack[NewMeasure],
) -> Measure:
    """Add a measure the app computes week by week: ``factor × Σ weight × numerator ÷ denominator``.

    ``numerators`` maps a measure's id to its weight: ``{pay: 1, supplies: 1}`` over patients is cost per patient;
    ``{contracted: 1, direct: -1, indirect: -1}`` over contracted, times 100, is available capacity %.
    """
    check_derived(numerators, denominator, factor)
    history.hold(session, team_id)
    for part_id in (*numerators, *([denominator] if denominator else [])):
        part = measure_row(session, team_id, part_id)
        if is_derived(session, team_id, part_id):
            raise Refused(
                "{name} is itself worked out by the board: choose figures that people put in.", name=part.name
            )
    with history.together(session, team_id):
        row = add_measure(session, actor, team_id, factor=factor, **measure)
        parts = [(part, PartRole.NUMERATOR, weight) for part, weight in numerators.items()]
        if denominator is not None:
            parts.append((denominator, PartRole.DENOMINATOR, 1.0))
        rows = [
            MeasurePart(team_id=team_id, measure_id=row.id, part_id=part, role=role, weight=weight)
            for part, role, weight in parts
        ]
        history.add_all(session, actor, "add measure part", rows)
    return row


@asks(Verb.CHANGE_MEASURE)
def change_measure(
    session: Session,
    actor: Actor,
    team_id: int,
    measure_id: int,
    *,
    version: int | None = None,
    **fields: Unpack[MeasureFields],
) -> Measure:
    """Change what a measure is called, means or aims for. Raises Refused and Clash."""
    row = measure_row(session, team_id, measure_id)
    with history.change(session, actor, "change measure", row, version=version):
        _set(session, row, fields)
        if "kind" in fields:
            _begin(session, row)
    if "domain" in fields:
        keep_safe_with(session, team_id, [measure_id])
    return row


@asks(Verb.REMOVE_MEASURE)
def remove_measure(session: Session, actor: Actor, team_id: int, measure_id: int) -> None:
    """Take a measure off the board. Its data stays; ``restore_measure`` brings it back."""
    with history.change(session, actor, "remove measure", measure_row(session, team_id, measure_id)) as row:
        row.removed = True
    keep_safe_with(session, team_id, [measure_id])


@asks(Verb.RESTORE_MEASURE)
def restore_measure(session: Session, actor: Actor, team_id: int, measure_id: int) -> None:
    row = measure_row(session, team_id, measure_id)
    _check_name(session, row, row.name)
    with history.change(session, actor, "restore measure", row):
        row.removed = False
    keep_safe_with(session, team_id, [measure_id])


@asks(Verb.FREEZE_BASELINE)
def freeze_baseline(
    session: Session,
    actor: Actor,
    team_id: int,
    measure_id: int,
    *,
    first_week: date,
    last_week: date,
    reason: str,
) -> Baseline:
    """Freeze the weeks that change is judged from. The measure's earlier baseline, if any, is put away."""
    measure_row(session, team_id, measure_id)
    if first_week > last_week:
        raise Refused("The baseline's first week comes after its last. Swap the two.")
    row = Baseline(
        team_id=team_id, measure_id=measure_id, first_week=first_week, last_week=last_week,
        reason=reason_given(reason), removed=False,
    )  # fmt: skip
    mine = select(Baseline).where(
        Baseline.team_id == team_id, Baseline.measure_id == measure_id, Baseline.removed.is_(False)
    )
    standing = session.scalars(mine).all()
    same = (row.first_week, row.last_week, row.reason)
    if len(standing) == 1 and (standing[0].first_week, standing[0].last_week, standing[0].reason) == same:
        return standing[0]
    with history.together(session, team_id):
        for old in standing:
            unfreeze_baseline(session, actor, team_id, old.id)
        return history.add(session, actor, "freeze baseline", row)


@asks(Verb.UNFREEZE_BASELINE)
def unfreeze_baseline(session: Session, actor: Actor, team_id: int, baseline_id: int) -> None:
    row = history.held_row(session, Baseline, team_id, baseline_id)
    if row is None:
        raise Refused("That baseline is not on this team's box score.")
    with history.change(session, actor, "unfreeze baseline", row):
        row.removed = True


@asks(Verb.REBASE_MEASURE)
def rebase(session: Session, actor: Actor, team_id: int, measure_id: int, *, week: date, reason: str) -> Rebase:
    """Start a new centre line at ``week``: a person decides, and says why. The same said again is said once."""
    measure_row(session, team_id, measure_id)
    same = select(Rebase).where(
        Rebase.team_id == team_id, Rebase.measure_id == measure_id, Rebase.removed.is_(False), Rebase.week == week,
        Rebase.reason == reason_given(reason),
    )  # fmt: skip
    if (known := session.scalars(same).first()) is not None:
        return known
    row = Rebase(team_id=team_id, measure_id=measure_id, week=week, reason=reason_given(reason), removed=False)
    return history.add(session, actor, "rebase", row)


@asks(Verb.UNDO_REBASE)
def undo_rebase(session: Session, actor: Actor, team_id: int, rebase_id: int) -> None:
    row = history.held_row(session, Rebase, team_id, rebase_id)
    if row is None:
        raise Refused("That rebase is not on this team's box score.")
    with history.change(session, actor, "undo rebase", row):
        row.removed = True


def measure_row(session: Session, team_id: int, measure_id: int) -> Measure:
    row = history.held_row(session, Measure, team_id, measure_id)
    if row is None:
        raise Refused("That measure is not on this team's box score.")
    return row


def _set(session: Session, row: Measure, fields: MeasureFields) -> None:
    if fields.get("kind", MeasureKind.WEEKLY) is not MeasureKind.WEEKLY:
        fields = {**fields, "direction": Direction.DECREASE, "unit": ""}
    for field, value in cleaned(MeasureFields, fields).items():
        setattr(row, field, value)
    if not row.name:
        raise Refused("Give the measure a name.")
    check_link(session, row, is_set=bool(fields.get("out_of_id")))
    _check_name(session, row, row.name)
    if row.kind not in (None, MeasureKind.WEEKLY) and row.direction is not Direction.DECREASE:
        raise Refused("This measure counts harm day by day, where fewer is always better.")


def _begin(session: Session, row: Measure) -> None:
    """Make a measure ready to be kept day by day: it counts events, from the first of this month unless told."""
    if row.kind is MeasureKind.WEEKLY:
        return
    if is_derived(session, row.team_id, row.id):
        raise Refused("{name} is worked out by the board from other measures: nobody fills in its days.", name=row.name)
    team = session.get_one(Team, row.team_id)
    row.began_on = row.began_on or local_day(session.info["now"], team.timezone).replace(day=1)


def _check_name(session: Session, row: Measure, name: str) -> None:
    taken = select(Measure.id, Measure.name).where(Measure.team_id == row.team_id, Measure.removed.is_(False))
    with session.no_autoflush:
        used = session.execute(taken).all()  # compared here: SQLite knows no capitals but A to Z
    if any(other.casefold() == name.casefold() and id_ != row.id for id_, other in used):
        raise Refused("There is a measure called “{name}” already. Give this one another name.", name=name)


def reason_given(text: str) -> str:
    reason = clean_text(text, max_length=200, what=N_("The reason"))
    if not reason:
        raise Refused("Say why, in a few words: people will ask later.")
    return reason


_MINE = (Measure.team_id == bindparam("team"), Measure.removed.is_(False))
_IN_USE = select(Measure).where(*_MINE).order_by(Measure.position, Measure.id)
"""Written once: other systems ask it at each sending, and putting a statement together takes as long as asking it."""


def measures_in_use(session: Session, team_id: int) -> Sequence[Measure]:
    return session.scalars(_IN_USE, {"team": team_id}).all()
