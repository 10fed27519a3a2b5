"""What a project needs before it is tested, what it is for, and what it gives back."""

from dataclasses import dataclass
from datetime import date
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmboard.domain.projects import standing  # by its module: pytest takes a function named testing_… for a test
from vmboard.domain.projects.standing import BenefitTotal, aim_sentence, benefit_totals, stuck_words
from vmboard.domain.words import BenefitKind, BenefitState

TODAY = date(2026, 11, 18)


@dataclass(frozen=True)
class Given:
    kind: BenefitKind
    state: BenefitState
    amount: float | None


@pytest.mark.parametrize(("claims_money", "is_cost_idea"), [(True, False), (False, True), (True, True)])
def test_a_project_about_money_needs_a_guard_and_an_impact_assessment(claims_money: bool, is_cost_idea: bool) -> None:
    guard, impact = standing.testing_needs(claims_money, is_cost_idea, has_guard=False, impact_done=False)
    assert guard == "Choose a guard measure: the one that must not get worse while you save."
    assert impact == "Say what could get worse for safety, quality and experience, and who checked."
    assert standing.testing_needs(claims_money, is_cost_idea, has_guard=True, impact_done=False) == (impact,)
    assert standing.testing_needs(claims_money, is_cost_idea, has_guard=False, impact_done=True) == (guard,)
    assert standing.testing_needs(claims_money, is_cost_idea, has_guard=True, impact_done=True) == ()


def test_a_project_without_money_needs_nothing() -> None:
    assert standing.testing_needs(False, False, has_guard=False, impact_done=False) == ()


def test_more_tests_than_agreed_are_warned_of_kindly() -> None:
    assert (
        standing.testing_warning(5, 4) == "5 tests at once, and you agreed on 4. Finish one before you start another?"
    )
    assert standing.testing_warning(4, 4) == standing.testing_warning(9, 0) == ""


def test_a_stuck_test_asks_what_would_help() -> None:
    assert stuck_words(46, 42) == "Nothing new for 46 days: what would help?"
    assert stuck_words(70, 42) == "Nothing new for 10 weeks: what would help?"
    assert stuck_words(41, 42) == ""


@pytest.mark.parametrize(
    ("aim", "for_whom", "by", "says"),
    [
        (
            "Falls from 5 to 3 a week.", "patients over 75", date(2026, 12, 31),
            "Falls from 5 to 3 a week, for patients over 75, by 31 December",
        ),
        ("falls from 5 to 3", "For everyone,", date(2027, 3, 31), "Falls from 5 to 3, for everyone, by 31 March 2027"),
        ("Fewer falls", "", None, "Fewer falls"),
        ("", "patients over 75", None, "For patients over 75"),
        ("", "", None, ""),
    ],
)  # fmt: skip
def test_an_aim_says_how_much_for_whom_and_by_when(aim: str, for_whom: str, by: date | None, says: str) -> None:
    assert aim_sentence(aim, for_whom, by, TODAY) == says


def test_benefits_are_told_apart_by_kind_and_by_whether_finance_agrees() -> None:
    totals = benefit_totals(
        [
            Given(BenefitKind.CASH, BenefitState.CONFIRMED, 10_185),
            Given(BenefitKind.CAPACITY, BenefitState.CLAIMED, 11),
            Given(BenefitKind.CASH, BenefitState.CLAIMED, 500),
            Given(BenefitKind.CASH, BenefitState.CLAIMED, 250),
            Given(BenefitKind.QUALITY, BenefitState.CLAIMED, None),
        ]
    )
    assert [total.words for total in totals] == [
        "£750 a year, claimed",
        "£10,185 a year, confirmed by finance",
        "11 hours a week, claimed",
        "1 benefit, claimed",
    ]


def test_a_benefit_without_an_amount_is_counted_never_taken_for_nought() -> None:
    assert benefit_totals([Given(BenefitKind.CASH, BenefitState.CLAIMED, None)] * 2) == (
        BenefitTotal(BenefitKind.CASH, BenefitState.CLAIMED, 2, None),
    )


given_benefits = st.builds(
    Given, st.sampled_from(BenefitKind), st.sampled_from(BenefitState), st.none() | st.floats(-1e9, 1e9)
)


@settings(deadline=None, database=None)
@given(st.lists(given_benefits, max_size=20))
def test_no_total_mixes_kinds_or_states_and_none_is_lost(benefits: list[Given]) -> None:
    totals = benefit_totals(benefits)
    assert sum(total.count for total in totals) == len(benefits)
    for total in totals:
        mine = [b.amount for b in benefits if (b.kind, b.state) == (total.kind, total.state) and b.amount is not None]
        assert total.amount == (fsum(mine) if mine else None)
