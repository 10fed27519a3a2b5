"""A share counted by another measure's figure is as sure as that figure is."""

from datetime import timedelta

import pytest

from tests.small_ward import WEEK, Ward
from vmboard.commands import measures
from vmboard.commands.figures import Typed, type_figure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus
from vmboard.store.tables import DataPoint, Measure

TODAY = WEEK + timedelta(days=3)


def test_a_share_of_a_provisional_count_is_provisional_until_the_count_is_final(ward: Ward) -> None:
    noon = ward.do(
        measures.add_measure, name="Home by noon", unit="%", domain=Domain.QUALITY, direction=Direction.INCREASE
    ).id
    ward.do(measures.change_measure, noon, out_of="patients", out_of_id=ward.falls_id)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 40.0, status=PointStatus.PROVISIONAL)])
    ward.do(type_figure, noon, WEEK, Typed("10"), today=TODAY)
    assert share(ward, noon) == (25.0, PointStatus.PROVISIONAL)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 50.0)])
    assert share(ward, noon) == (20.0, PointStatus.FINAL)


def test_what_a_share_is_out_of_stays_a_number_typed_every_week(ward: Ward) -> None:
    """Else nobody could type what the share is out of: it would wait for ever."""
    noon, other = (
        ward.do(measures.add_measure, name=name, unit="%", domain=Domain.QUALITY, direction=Direction.INCREASE).id
        for name in ("Home by noon", "Beds")
    )
    ward.do(measures.change_measure, noon, out_of="patients", out_of_id=ward.falls_id)
    for fields in ({"kind": MeasureKind.DAYS_SINCE}, {"out_of_id": other}):
        with pytest.raises(Refused, match="Home by noon is out of Falls, which is typed as a number every week"):
            ward.do(measures.change_measure, ward.falls_id, **fields)
    row = ward.row(Measure, ward.falls_id)
    assert (row.kind, row.out_of_id) == (MeasureKind.WEEKLY, None)
    ward.do(measures.change_measure, noon, out_of_id=other)
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.DAYS_SINCE)


def share(ward: Ward, measure_id: int) -> tuple[float | None, PointStatus]:
    row = ward.row(DataPoint, measure_id, WEEK)
    return row.value, row.status
