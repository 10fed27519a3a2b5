"""A share counted by another measure's figure is as sure as that figure is."""

from datetime import timedelta

import pytest

from tests.small_ward import WEEK, Ward
from vmboard.commands import measures
from vmboard.commands.figures import Typed, type_figure
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.undo import undo
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus
from vmboard.store.tables import DataPoint, Measure

TODAY = WEEK + timedelta(days=3)


def test_a_share_of_a_provisional_count_is_provisional_until_the_count_is_final(ward: Ward) -> None:
    noon = counted_by_falls(ward)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 40.0, status=PointStatus.PROVISIONAL)])
    ward.do(type_figure, noon, WEEK, Typed("10"), today=TODAY)
    assert share(ward, noon) == (25.0, PointStatus.PROVISIONAL)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 50.0)])
    assert share(ward, noon) == (20.0, PointStatus.FINAL)


def test_a_share_that_is_provisional_of_its_own_stays_it_when_its_count_is_mended(ward: Ward) -> None:
    noon = counted_by_falls(ward)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 40.0)])
    ward.do(type_figure, noon, WEEK, Typed("10 p"), today=TODAY)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 50.0)])
    assert share(ward, noon) == (20.0, PointStatus.PROVISIONAL)


@pytest.mark.parametrize("nobody", [NewPoint(WEEK, 0.0), NewPoint(WEEK, None, status=PointStatus.NOTHING_TO_COUNT)])
def test_a_share_follows_its_count_away_from_nobody(ward: Ward, nobody: NewPoint) -> None:
    """A nought typed by a slip, or a ward that was thought to be closed: once it is mended the share waits no more."""
    noon = counted_by_falls(ward)
    ward.do(record_points, ward.falls_id, [nobody])
    ward.do(type_figure, noon, WEEK, Typed("10"), today=TODAY)
    assert share(ward, noon) == (None, PointStatus.NOT_IN_YET)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 40.0)])
    assert share(ward, noon) == (25.0, PointStatus.FINAL)


def test_none_of_nobody_is_owed_again_once_there_was_somebody(ward: Ward) -> None:
    noon = counted_by_falls(ward)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 40.0)])
    ward.do(type_figure, noon, WEEK, Typed("0"), today=TODAY)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 0.0)])
    assert share(ward, noon) == (None, PointStatus.NOTHING_TO_COUNT)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 41.0)])
    assert share(ward, noon) == (None, PointStatus.NOT_IN_YET), "nobody guesses a nought"


def test_what_has_nothing_to_count_by_its_own_word_stays_so_whoever_was_there(ward: Ward) -> None:
    noon = counted_by_falls(ward)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 40.0)])
    ward.do(record_points, noon, [NewPoint(WEEK, None, status=PointStatus.NOTHING_TO_COUNT)])
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 41.0)])
    assert share(ward, noon) == (None, PointStatus.NOTHING_TO_COUNT)


def test_what_was_asked_of_a_share_is_asked_no_more_once_its_count_is_mended(ward: Ward) -> None:
    noon = counted_by_falls(ward)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 4.0)])
    typed = Typed("3")
    ward.do(type_figure, noon, WEEK, typed, today=TODAY, question=lambda value: f"{value:g}% or {value / 10:g}%?")
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 4.0, status=PointStatus.PROVISIONAL)])
    assert ward.row(DataPoint, noon, WEEK).doubt == "75% or 7.5%?", "the same figure is asked about still"
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 40.0)])
    row = ward.row(DataPoint, noon, WEEK)
    assert (row.value, row.doubt) == (7.5, "")


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


def test_a_share_and_what_it_is_out_of_are_mended_in_one_go_on_the_versions_that_were_seen(ward: Ward) -> None:
    """As the plain form hands both in, and a browser that was out of reach: the board's own following is no clash."""
    noon = counted_by_falls(ward)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 40.0)])
    ward.do(type_figure, noon, WEEK, Typed("10"), today=TODAY)
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 50.0)])
    seen = ward.row(DataPoint, noon, WEEK).version
    ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 60.0)])
    ward.do(type_figure, noon, WEEK, Typed("12", version=seen), today=TODAY)
    row = ward.row(DataPoint, noon, WEEK)
    assert (row.numerator, row.value) == (12, 20)
    for version in (seen, 0, row.version + 1):
        with pytest.raises(Clash):  # what somebody typed since is one still
            ward.do(type_figure, noon, WEEK, Typed("15", version=version), today=TODAY)


def test_undo_brings_back_no_link_to_what_is_kept_by_the_day_since(ward: Ward) -> None:
    noon = counted_by_falls(ward)
    ward.do(measures.change_measure, noon, out_of_id=None)
    unlinked = ward.revision()
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.DAYS_SINCE)
    with pytest.raises(Refused, match="Falls is not typed as a number every week"):
        ward.do(undo, unlinked)
    assert ward.row(Measure, noon).out_of_id is None
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.WEEKLY)
    by_day = ward.revision() - 1
    ward.do(measures.change_measure, noon, out_of_id=ward.falls_id)
    with pytest.raises(Refused):
        ward.do(undo, by_day + 1)


def counted_by_falls(ward: Ward) -> int:
    noon = ward.do(
        measures.add_measure, name="Home by noon", unit="%", domain=Domain.QUALITY, direction=Direction.INCREASE
    ).id
    ward.do(measures.change_measure, noon, out_of="patients", out_of_id=ward.falls_id)
    return int(noon)


def share(ward: Ward, measure_id: int) -> tuple[float | None, PointStatus]:
    row = ward.row(DataPoint, measure_id, WEEK)
    return row.value, row.status
