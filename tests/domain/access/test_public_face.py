"""What stands on a screen before patients and visitors: neither money, nor staff, nor names, nor people's own words."""

import pytest

from vmboard.domain.access.public_face import may_be_public
from vmboard.domain.words import Domain


@pytest.mark.parametrize(
    ("domain", "unit", "name"),
    [
        (Domain.SAFETY, "", "Falls"),
        (Domain.QUALITY, "%", "Discharged by noon"),
        (Domain.EXPERIENCE, "%", "Would recommend us"),
    ],
)
def test_what_patients_ask_about_is_shown(domain: Domain, unit: str, name: str) -> None:
    assert may_be_public(None, domain, unit, name, "")


@pytest.mark.parametrize(
    ("domain", "unit", "name"),
    [
        (Domain.COST, "£", "Cost per patient"),
        (Domain.CAPACITY, "%", "Sickness absence"),
        (Domain.QUALITY, "£", "Waste"),
        (Domain.EXPERIENCE, "%", "Staff joy in work"),
        (Domain.SAFETY, "", "Unfilled shifts"),
        (Domain.COST, "", "Bank hours"),
    ],
)
def test_money_and_staff_are_not(domain: Domain, unit: str, name: str) -> None:
    assert not may_be_public(None, domain, unit, name, "")


def test_a_team_may_mark_a_measure_either_way() -> None:
    assert may_be_public(True, Domain.COST, "£", "Cost per patient")
    assert not may_be_public(False, Domain.SAFETY, "", "Falls")
