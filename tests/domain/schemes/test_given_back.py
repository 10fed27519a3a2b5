"""Time and money given back: in human units, claimed apart from confirmed, and never added across kinds."""

from datetime import date

import pytest

from vmboard.domain.coaching.log import Level, Occasion, Promise, Visit, check_visit, money_back_words
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.given_back import GivenBack, given_back, giving, shift_words
from vmboard.domain.schemes.register import Scheme, SchemeBenefit, SchemeState
from vmboard.domain.words import BenefitKind, BenefitState, Stage

TODAY = date(2026, 11, 18)
CLAIMED, CONFIRMED = BenefitState.CLAIMED, BenefitState.CONFIRMED


def benefit(kind: BenefitKind, state: BenefitState, amount: float | None, *of: str) -> SchemeBenefit:
    return SchemeBenefit("1/1", "1/1", kind, state, amount, *of)


GIVEN = given_back(
    [
        benefit(BenefitKind.CASH, CONFIRMED, 3100.0), benefit(BenefitKind.CAPACITY, CLAIMED, 5.0, "nurse", "Rounds"),
        benefit(BenefitKind.CAPACITY, CONFIRMED, 4.0, "nurse", "Handover"),
        benefit(BenefitKind.AVOIDED, CLAIMED, 24_000.0),
        benefit(BenefitKind.QUALITY, CLAIMED, None),
    ],
    "£2,400 promised back to the team: £1,500 kept",
)  # fmt: skip


def test_time_is_told_first_what_is_confirmed_before_what_is_claimed_and_money_by_its_kind() -> None:
    assert GIVEN.pieces == (
        "4 nurse hours a week confirmed, 5 claimed", "£3,100 a year in cash confirmed",
        "£24,000 a year avoided (not cash) claimed", "£2,400 promised back to the team: £1,500 kept",
    )  # fmt: skip
    both = [benefit(BenefitKind.CAPACITY, CLAIMED, 5.0, "nurse"), benefit(BenefitKind.CAPACITY, CLAIMED, 1.0, "clerk")]
    assert given_back(both).pieces == ("6 hours a week claimed",), "hours of several people are nobody's in one sum"


def test_what_the_time_is_spent_on_now_stands_by_its_hours() -> None:
    assert [(one.hours, one.now) for one in GIVEN.spent] == [
        ("5 nurse hours a week", "Rounds"), ("4 nurse hours a week", "Handover"),
    ]  # fmt: skip


def test_all_hours_together_are_told_as_shifts() -> None:
    assert shift_words(GIVEN.totals) == "Together about 1.2 shifts of 7.5 hours, every week."
    assert shift_words(given_back([benefit(BenefitKind.CAPACITY, CLAIMED, 3.0)]).totals) == ""


def test_nothing_given_is_nothing_told() -> None:
    assert GivenBack().is_empty and GivenBack().pieces == ()
    assert given_back([benefit(BenefitKind.CASH, CLAIMED, None)]).pieces == (), "a claim without an amount has no size"


def test_an_idea_and_a_stopped_project_give_nothing_back() -> None:
    schemes = [Scheme("A", str(stage), "", stage, SchemeState.ACTIVE, ()) for stage in Stage]
    assert [scheme.stage for scheme in giving(schemes)] == [Stage.TESTING, Stage.EMBEDDED]


def test_a_promise_of_money_is_kept_not_yet_or_overdue_and_its_sums_stand_apart() -> None:
    promises = [
        Promise("Scanner", date(2026, 10, 1), date(2026, 9, 30), 1500.0),
        Promise("Leave", date(2026, 11, 1), amount=900.0),
        Promise("Chairs", date(2027, 1, 1), amount=50.0), Promise("Come to the huddle"),
    ]  # fmt: skip
    assert money_back_words(promises, TODAY) == (
        "£2,450 promised back to the team: £1,500 kept, £50 not yet, £900 overdue"
    )
    assert money_back_words([Promise("Come to the huddle")], TODAY) == ""


@pytest.mark.parametrize("amount", [0.0, -5.0, 1e9, float("nan")])
def test_a_promise_of_no_money_or_of_too_much_is_refused(amount: float) -> None:
    seen = Visit(TODAY, Occasion.VISIT, Level.WARD, "me", promises=(Promise("Scanner", amount=amount),))
    with pytest.raises(Refused):
        check_visit(seen, TODAY)
