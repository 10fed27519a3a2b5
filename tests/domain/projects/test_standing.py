"""What a project needs before it is tested, what it is for, and what it gives back."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pseudo import PSEUDO
from vmboard.domain.projects import standing  # by its module: pytest takes a function named testing_… for a test
from vmboard.domain.projects.standing import BenefitTotal, aim_sentence, benefit_totals, stuck_words
from vmboard.domain.text.catalogue import speaking
from vmboard.domain.words import BenefitKind, BenefitState, Direction, Signal, Stage

TODAY = date(2026, 11, 18)


@dataclass(frozen=True)
class Given:
    kind: BenefitKind
    state: BenefitState
    amount: float | None
    hours_of: str = ""


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
    with speaking(PSEUDO):
        assert not re.search(r"\b([Ff]or|by)\b", aim_sentence("42", "43", by, TODAY))


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


def test_hours_are_told_by_whose_they_are_and_still_add_up() -> None:
    given = [
        Given(BenefitKind.CAPACITY, BenefitState.CLAIMED, hours, whose)
        for hours, whose in ((2.0, "nurse"), (1.0, "consultant"), (3.5, "Nurse"), (4.0, ""))
    ]
    (total,) = standing.benefit_totals(given)
    assert total.words == "5.5 nurse hours, 1 consultant hour and 4 hours a week, claimed"
    assert total.amount == 10.5 == sum(hours for _, hours in total.by_role)


def test_a_cost_avoided_is_never_added_to_cash() -> None:
    given = [Given(kind, BenefitState.CLAIMED, 100.0) for kind in (BenefitKind.AVOIDED, BenefitKind.CASH)]
    assert [(one.kind, one.amount) for one in standing.benefit_totals(given)] == [
        (BenefitKind.CASH, 100.0), (BenefitKind.AVOIDED, 100.0),
    ]  # fmt: skip


given_benefits = st.builds(
    Given, st.sampled_from(BenefitKind), st.sampled_from(BenefitState), st.none() | st.floats(-1e9, 1e9)
)


@given(st.lists(given_benefits, max_size=20))
def test_no_total_mixes_kinds_or_states_and_none_is_lost(benefits: list[Given]) -> None:
    totals = benefit_totals(benefits)
    assert sum(total.count for total in totals) == len(benefits)
    for total in totals:
        mine = [b.amount for b in benefits if (b.kind, b.state) == (total.kind, total.state) and b.amount is not None]
        assert total.amount == (fsum(mine) if mine else None)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("moved", "step", "stuck"),
    [(42, None, True), (41, None, False), (90, 42, True), (90, 41, False), (41, 90, False), (42, 42, True)],
)
def test_a_test_is_stuck_once_neither_it_nor_a_cycle_moved_for_so_long(
    moved: int, step: int | None, stuck: bool
) -> None:
    last = None if step is None else days_ago(step)
    assert standing.is_stuck(Stage.TESTING, days_ago(moved), last, TODAY, 42) is stuck
    for stage in (Stage.IDEA, Stage.EMBEDDED, Stage.PARKED, Stage.STOPPED):
        assert standing.is_stuck(stage, days_ago(moved), last, TODAY, 42) is False


def test_how_long_in_a_lane_and_since_when_embedded() -> None:
    assert standing.days_text(Stage.TESTING, days_ago(46), TODAY) == "46 days"
    assert standing.days_text(Stage.IDEA, TODAY, TODAY) == "today"
    assert standing.days_text(Stage.EMBEDDED, date(2026, 9, 30), TODAY) == "since Sep"
    assert standing.days_text(Stage.EMBEDDED, date(2025, 12, 31), TODAY) == "since Dec 2025"


class TestStillHolds:
    """Weekly figures since it was embedded on 1 November, from a baseline of 5, where less is better."""

    def of(self, *figures: float | None, first: int = 1, **more: object) -> bool | None:
        asked = {"signal": Signal.COMMON_CAUSE, "direction": Direction.DECREASE, "baseline": 5.0} | more
        weeks = [date(2026, 11, 1) + timedelta(days=first + 7 * n) for n in range(len(figures))]
        return standing.still_holds(weeks, figures, embedded_on=date(2026, 11, 1), **asked)  # type: ignore[arg-type]

    def test_nobody_can_say_before_four_weeks_have_figures(self) -> None:
        assert self.of(3, 3, 3) is None and self.of(3, 3, 3, None) is None
        assert self.of(3, 3, 3, 3) is True and self.of(3, None, 3, 3, 3) is True

    def test_a_week_that_ends_on_the_day_counts_and_the_day_before_does_not(self) -> None:
        assert self.of(3, 3, 3, 3, first=0) is True and self.of(3, 3, 3, 3, first=-1) is None

    def test_the_last_four_must_be_better_than_the_baseline_and_as_good_is_not(self) -> None:
        assert self.of(9, 9, 9, 4, 4, 4, 4) is True
        assert self.of(3, 3, 3, 5, 5, 5, 5) is False
        assert self.of(1, 6, 6, 6, 3) is False and self.of(9, 6, 6, 4, 3) is True
        assert self.of(6, 6, 6, 6, direction=Direction.INCREASE) is True
        assert self.of(5, 5, 5, 5, direction=Direction.INCREASE) is False
        assert self.of(4, 4, 4, 4, direction=Direction.INCREASE) is False

    def test_a_signal_for_the_worse_slips_and_without_a_baseline_only_that_does(self) -> None:
        assert self.of(3, 3, 3, 3, signal=Signal.CONCERN) is False
        assert self.of(9, 9, 9, 9, baseline=None) is True
        assert self.of(3, 3, 3, 3, baseline=None, signal=Signal.CONCERN) is False
        assert self.of(3, 3, 3, signal=Signal.CONCERN) is None
        assert self.of(3, 3, 3, 3, direction=Direction.NEUTRAL) is None


def test_a_stage_in_a_sentence_is_what_the_team_calls_its_lane() -> None:
    lanes = ("Thoughts", "", "Our way")
    assert (
        standing.stage_name(Stage.IDEA, lanes) == "Thoughts" and standing.stage_name(Stage.EMBEDDED, lanes) == "Our way"
    )
    assert standing.stage_name(Stage.TESTING, lanes) == "Testing"
    assert "," not in standing.stage_name(Stage.STOPPED, lanes) + standing.stage_name(Stage.PARKED, lanes)


def test_warnings_begin_at_their_limit() -> None:
    assert standing.testing_warning(2, 1).startswith("2 tests at once, and you agreed on 1.")
    assert standing.testing_warning(1, 1) == "" and standing.testing_warning(3, -1) == ""
    assert stuck_words(42, 42) and stuck_words(1, 0) and stuck_words(0, 0) == ""


def test_one_hour_is_said_in_the_singular_and_benefits_in_the_plural() -> None:
    one, two = (BenefitTotal(BenefitKind.CAPACITY, BenefitState.CLAIMED, n, float(n)) for n in (1, 2))
    assert one.words == "1 hour a week, claimed" and two.words == "2 hours a week, claimed"
    assert BenefitTotal(BenefitKind.CAPACITY, BenefitState.CLAIMED, 2, None).words == "2 benefits, claimed"
    assert BenefitTotal(BenefitKind.QUALITY, BenefitState.CLAIMED, 1, 5.0).words == "1 benefit, claimed"
