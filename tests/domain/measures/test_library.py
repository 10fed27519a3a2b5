"""The library of measures a new team may start from: whole, in order, and each with what it is computed from."""

import pytest

from vmboard.domain.measures.library import LIBRARY, library_measure, with_parts
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Domain


def keys(*chosen: str) -> list[str]:
    return [one.key for one in with_parts(chosen)]


def test_every_measure_is_there_once_in_the_order_of_a_box_score() -> None:
    assert len({one.key for one in LIBRARY}) == len({one.name for one in LIBRARY}) == len(LIBRARY)
    places = [list(Domain).index(one.domain) for one in LIBRARY]
    assert places == sorted(places)


def test_what_is_computed_comes_with_its_parts_each_once_and_in_order() -> None:
    assert keys("falls") == ["falls"] and keys() == []
    assert keys("falls_rate") == ["falls", "falls_rate", "bed_days"]
    assert keys("cost_per_patient", "patients", "falls", "total_cost") == [
        "falls", "patients", "cost_per_patient", "total_cost", "pay", "bank_cost", "non_pay",
    ]  # fmt: skip
    assert keys("available") == ["available", "hours_observed", "direct_hours", "indirect_hours"]


def test_every_part_is_in_the_library_and_is_itself_counted() -> None:
    for one in LIBRARY:
        assert one.is_derived == bool(one.parts)
        assert not any(library_measure(part).is_derived for part in one.parts)
        assert all(library_measure(part).cadence_weeks == one.cadence_weeks for part in one.parts)


def test_rates_are_of_what_they_say() -> None:
    rate, available = library_measure("falls_rate"), library_measure("available")
    assert (rate.factor, rate.unit, rate.denominator) == (1000, "per 1,000 bed days", "bed_days")
    assert (available.factor, available.unit) == (100, "%")
    assert dict(available.numerators) == {"hours_observed": 1, "direct_hours": -1, "indirect_hours": -1}


def test_a_measure_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="no measure “joy”"):
        library_measure("joy")


def test_decimals_and_rhythms_are_as_we_ship_them() -> None:
    by_decimals = {n: {one.key for one in LIBRARY if one.decimals == n} for n in (1, 2)}
    assert by_decimals == {
        1: {"falls_rate", "medicines_omitted", "length_of_stay", "readmitted", "staff_joy", "hours_observed",
            "direct_hours", "indirect_hours", "sickness", "wait_first_seen"},
        2: {"cost_per_patient"},
    }  # fmt: skip
    assert {one.decimals for one in LIBRARY} == {0, 1, 2}
    sampled = {one.key: one.cadence_weeks for one in LIBRARY if one.cadence_weeks != 1}
    by_hours = ("available", "hours_observed", "direct_hours", "indirect_hours")
    assert sampled == dict.fromkeys((*by_hours, "productive_time", "non_productive_time", "available_time"), 8)
    assert {one.factor for one in LIBRARY} == {1.0, 100.0, 1000.0}
    assert all(weight == 1 for one in LIBRARY if one.key != "available" for weight in one.numerators.values())


def test_community_and_mental_health_teams_find_theirs_and_so_do_waits_and_escalation_beds() -> None:
    theirs = (
        "restraint", "violence", "risk_reviewed", "wait_first_seen", "seen_in_18_weeks", "referrals_returned",
        "followed_up", "care_at_home", "waiting_list", "caseload", "escalation_beds", "delayed_discharge",
    )  # fmt: skip
    assert keys(*theirs) == list(theirs)
    assert all(one.definition.endswith(".") and one.data_owner and one.source for one in map(library_measure, theirs))
