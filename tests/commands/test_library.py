"""A team starts from the library: what it ticks, and what that is computed from."""

import pytest
from sqlalchemy import select

from tests.small_ward import Ward
from vmboard.commands import measures
from vmboard.commands.library import add_from_library
from vmboard.domain.measures.library import LIBRARY
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain, IndicatorKind, PartRole
from vmboard.store.tables import Measure, MeasurePart


def box_score(ward: Ward) -> list[Measure]:
    rows: list[Measure] = ward.ask(lambda session: list(measures.measures_in_use(session, ward.team_id)))
    return rows


def test_what_is_ticked_comes_in_box_score_order_with_its_words(ward: Ward) -> None:
    added = ward.do(add_from_library, ["pay", "complaints", "pressure_ulcers"])
    assert [row.name for row in added] == ["Pressure ulcers", "Complaints", "Pay"]
    assert [row.name for row in box_score(ward)] == ["Falls", "Pressure ulcers", "Complaints", "Pay"]
    ulcers = added[0]
    assert (ulcers.domain, ulcers.direction, ulcers.library_key) == (
        Domain.SAFETY,
        Direction.DECREASE,
        "pressure_ulcers",
    )
    assert ulcers.definition and ulcers.source and ulcers.data_owner


def test_what_leads_and_what_lags_comes_with_it_where_the_field_agrees(ward: Ward) -> None:
    added = ward.do(add_from_library, ["care_plans", "pressure_ulcers", "caseload"])
    assert [row.indicator for row in added] == [IndicatorKind.LAGGING, IndicatorKind.LEADING, None]


def test_a_computed_measure_brings_its_parts_and_keeps_them_off_the_wall(ward: Ward) -> None:
    added = ward.do(add_from_library, ["cost_per_patient", "patients"])
    assert {row.library_key: row.on_wall for row in added} == {
        "patients": True, "cost_per_patient": True, "pay": False, "bank_cost": False, "non_pay": False,
    }  # fmt: skip
    ids = {row.library_key: row.id for row in added}
    parts = ward.ask(lambda session: {(p.part_id, p.role) for p in session.scalars(select(MeasurePart))})
    above = {(ids[key], PartRole.NUMERATOR) for key in ("pay", "bank_cost", "non_pay")}
    assert parts == above | {(ids["patients"], PartRole.DENOMINATOR)}


def test_what_the_team_has_already_stands_as_it_is(ward: Ward) -> None:
    added = ward.do(add_from_library, ["falls", "falls_rate"])
    assert [row.library_key for row in added] == ["falls_rate", "bed_days"]
    parts = ward.ask(lambda session: {p.part_id for p in session.scalars(select(MeasurePart))})
    assert ward.falls_id in parts
    assert ward.do(add_from_library, ["falls", "falls_rate"]) == []


def test_a_key_the_library_does_not_have_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused, match="no measure “happiness”"):
        ward.do(add_from_library, ["happiness"])


def test_the_whole_library_fits_one_team_and_its_tiles(ward: Ward) -> None:
    ward.do(measures.remove_measure, ward.falls_id)
    added = ward.do(add_from_library, [one.key for one in LIBRARY])
    assert [row.library_key for row in added] == [one.key for one in LIBRARY]
    assert all(len(row.name) <= 40 for row in added)
    assert {row.domain for row in added} == set(Domain)
    assert 20 <= len(added) <= 48
