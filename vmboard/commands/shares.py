"""Linked denominators: a share whose *of* is another measure's figure of the same week, so that it is typed once.

The link (``Measure.out_of_id``) is set by a person. Whichever of the two comes later, the share is worked out, with
its own row of history.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.domain.figures.asked import share_scale
from vmboard.domain.measures.fractions import Numbers, misfit
from vmboard.domain.measures.points import week_of
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.words import MeasureKind, PointStatus
from vmboard.store.derived import is_derived
from vmboard.store.tables import DataPoint, Measure

GONE = N_("The measure that counts this one is not there any more: choose another in the settings.")
FOLLOW = "follow share"
"""What history calls that a share follows what it is out of."""
Linked = tuple[Measure, DataPoint, bool]
"""A share, its row, and whether it is provisional of its own, for what it is out of is not."""
_LINKED = (
    select(Measure, DataPoint)
    .join(DataPoint, (DataPoint.team_id == Measure.team_id) & (DataPoint.measure_id == Measure.id))
    .where(
        Measure.team_id == bindparam("team"), Measure.out_of_id == bindparam("counts"), Measure.removed.is_(False),
        DataPoint.week.in_(bindparam("weeks", expanding=True)),
        or_(DataPoint.numerator.is_not(None), DataPoint.status == PointStatus.NOTHING_TO_COUNT),
    )
)  # fmt: skip
"""Written once: every figure asks it."""
_OUT_OF = (
    select(Measure.name)
    .where(Measure.team_id == bindparam("team"), Measure.out_of_id == bindparam("counts"), Measure.removed.is_(False))
    .order_by(Measure.position, Measure.id).limit(1)
)  # fmt: skip


def check_link(session: Session, row: Measure, *, is_set: bool) -> None:
    """What a share is out of is a figure that people type every week, and stays one. Raises Refused where the link that
    ``is_set`` now leads elsewhere, and where others are out of this very measure."""
    if is_set:
        counts = history.held_row(session, Measure, row.team_id, row.out_of_id)
        if counts is None or counts.removed or counts.id == row.id:
            raise Refused("Choose another measure of this board to count it.")
        if counts.kind is not MeasureKind.WEEKLY or counts.out_of_id or is_derived(session, row.team_id, counts.id):
            raise Refused("{name} is not typed as a number every week: choose one that is.", name=counts.name)
    if row.id is not None and (is_set or row.kind is not MeasureKind.WEEKLY):
        with session.no_autoflush:
            other = session.scalar(_OUT_OF, {"team": row.team_id, "counts": row.id})
        if other is not None:
            raise Refused(
                "{other} is out of {name}, which is typed as a number every week. Choose another for it first.",
                other=other, name=row.name,
            )  # fmt: skip


def share_now(session: Session, share: Measure, week: date, above: float) -> dict[str, Any]:
    """So many out of what the linked measure says of a week, as fields of a data point; while that is not in, they
    wait for it."""
    counts = history.held_row(session, Measure, share.team_id, share.out_of_id)
    if counts is None:
        raise Refused(GONE)
    return _share(share, counts, history.held_row(session, DataPoint, share.team_id, counts.id, week), above)


def linked_to(session: Session, counts: Measure, was: Mapping[date, DataPoint], weeks: Iterable[date]) -> list[Linked]:
    """The shares that will follow this measure in these weeks, each with its row. ``was`` are its figures, as they
    stand still: a share that somebody typed out of another number, or said to have nothing to count while there was
    somebody, is left as it was typed."""
    asked = {"team": counts.team_id, "counts": counts.id, "weeks": list(weeks)}
    return [
        (share, row, _is_unsure(row) and not _is_unsure(was.get(row.week)))
        for share, row in session.execute(_LINKED, asked) if _is_out_of(row, was.get(row.week))
    ]  # fmt: skip


def _is_unsure(row: DataPoint | None) -> bool:
    return row is not None and row.status is PointStatus.PROVISIONAL


def _is_out_of(row: DataPoint, below: DataPoint | None) -> bool:
    if row.status is PointStatus.NOTHING_TO_COUNT:
        return _is_nobody(below)
    return row.denominator == ((below and below.value) or None)  # of nobody a share waits, and is out of nothing


def _is_nobody(below: DataPoint | None) -> bool:
    return below is not None and (below.value == 0 or below.status is PointStatus.NOTHING_TO_COUNT)


def followed(
    session: Session, counts: Measure, linked: Iterable[Linked], today: date
) -> list[tuple[DataPoint, dict[str, Any]]]:
    """What the shares become by the figures that are there now: each row with its new values."""
    moved = []
    for share, row, is_unsure in linked:
        below = history.held_row(session, DataPoint, counts.team_id, counts.id, row.week)
        values = _again(share, counts, below, row)
        if is_unsure and values["status"] is PointStatus.FINAL:
            values["status"] = PointStatus.PROVISIONAL
        _check_followed(share, counts, row.week, values)
        first = today if row.value is None and values["value"] is not None else row.recorded_on
        moved.append((row, {**values, "recorded_on": first if values["value"] is not None else None}))
    return moved


def _again(share: Measure, counts: Measure, below: DataPoint | None, row: DataPoint) -> dict[str, Any]:
    """A share by what it is out of now. How many it was is not known where there seemed to be nobody: it is owed. What
    was asked about another figure is asked no more."""
    if row.status is PointStatus.NOTHING_TO_COUNT and not _is_nobody(below):
        return _fields(None, None, None, PointStatus.NOT_IN_YET)
    values = _share(share, counts, below, row.numerator or 0.0)
    return {**values, "doubt": row.doubt if values["value"] == row.value else ""}


def _check_followed(share: Measure, counts: Measure, week: date, values: Mapping[str, Any]) -> None:
    numbers = Numbers(*(values[field] for field in Numbers._fields))
    if problem := misfit(numbers, share.chart, share.unit):
        where = week_of(share.name, week)
        raise Refused("{where}, is out of {other}: {problem}", where=where, other=counts.name, problem=problem)


def _share(share: Measure, counts: Measure, below: DataPoint | None, above: float) -> dict[str, Any]:
    nobody = _is_nobody(below)
    if nobody and above == 0:
        return _fields(None, None, None, PointStatus.NOTHING_TO_COUNT)
    if below is None or nobody or not below.value:
        waits = (counts.short_name or counts.name)[:60]
        return _fields(None, above, None, PointStatus.NOT_IN_YET, waits)
    value = above / below.value * share_scale(share.unit)
    sure = PointStatus.PROVISIONAL if below.status is PointStatus.PROVISIONAL else PointStatus.FINAL
    return _fields(value, above, below.value, sure)


def _fields(
    value: float | None, numerator: float | None, denominator: float | None, status: PointStatus, waits: str = ""
) -> dict[str, Any]:
    return {
        "value": value, "numerator": numerator, "denominator": denominator, "status": status, "waiting_for": waits
    }  # fmt: skip
