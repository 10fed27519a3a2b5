"""A team's box score as a sheet, to be written to a file."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.asked import in_order
from vmboard.domain.figures.sheets import Layout, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.words import MeasureKind
from vmboard.store.tables import DataPoint, Measure, MeasurePart


@asks(Verb.READ_SHEET)
def team_sheet(session: Session, actor: Actor, team_id: int) -> Sheet:
    """Every measure in use that people type, in the order of the board, with its figures: what an import would bring
    back the same.

    Left out are derived measures, which the board computes again, and those kept day by day: a week of theirs is no
    figure that anybody typed.
    """
    computed = select(MeasurePart.measure_id).where(MeasurePart.team_id == team_id)
    typed = select(Measure).where(
        Measure.team_id == team_id, Measure.removed.is_(False), Measure.kind == MeasureKind.WEEKLY,
        Measure.id.not_in(computed),
    )  # fmt: skip
    rows = session.scalars(typed.order_by(Measure.position, Measure.id))
    measures = {row.id: row for row in in_order(rows)}
    points = select(DataPoint).where(DataPoint.team_id == team_id, DataPoint.measure_id.in_(measures))
    return Sheet(
        tuple(_measure(row) for row in measures.values()),
        tuple(
            _point(measures[row.measure_id].name, row)
            for row in session.scalars(points.order_by(DataPoint.measure_id, DataPoint.week))
        ),
        layout=Layout.WIDE,
    )


def _measure(row: Measure) -> SheetMeasure:
    return SheetMeasure(
        row.name, row.domain, row.unit or None, row.direction, row.target, row.definition, row.source,
        row.data_owner, cell="", leading_or_lagging=row.indicator, target_set_by=row.target_set_by,
    )  # fmt: skip


def _point(name: str, row: DataPoint) -> SheetPoint:
    return SheetPoint(
        name, row.week, row.value, row.numerator, row.denominator, row.status, row.note, team=None, sheet="",
        cell="", waiting_for=row.waiting_for,
    )  # fmt: skip
