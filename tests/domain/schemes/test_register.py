"""The register of schemes: nothing counts twice, and what could harm is signed for."""

from dataclasses import replace
from datetime import date

import pytest

from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import (
    Scheme,
    SchemeBenefit,
    SchemeState,
    Wanted,
    check_state,
    copies_words,
    counted_once,
    totals,
    wanted,
)
from vmboard.domain.schemes.signatures import SignOff
from vmboard.domain.words import BenefitKind, BenefitState, Stage

CASH, HOURS = BenefitKind.CASH, BenefitKind.CAPACITY
CLAIMED, CONFIRMED = BenefitState.CLAIMED, BenefitState.CONFIRMED
TODAY = date(2026, 11, 18)
SIGNED = SignOff("Dr Rae", date(2026, 5, 3), own=True)
MILK = SchemeBenefit("4/1", "4/1", CASH, CLAIMED, 10_185.0)
SCHEME = Scheme(
    "Ward 4", "Milk ordering", "JD", Stage.TESTING, SchemeState.ACTIVE, (MILK,), SIGNED, SIGNED, site="Raigmore",
    programme="Value", wave="2", theme="Waste",
)  # fmt: skip
NEW = replace(SCHEME, medical=SignOff(), nursing=SignOff())
"""The same before anybody signed."""


def copied(key: str, **what) -> Scheme:
    return replace(SCHEME, team="Ward 5", benefits=(replace(MILK, key=key, **what),))


def told(*schemes: Scheme) -> list[str]:
    return [total.words for total in totals(schemes)]


class TestTotals:
    def test_count_a_benefit_shared_by_copies_of_an_idea_once(self):
        assert told(SCHEME, copied("5/1"), copied("6/1")) == ["£10,185 a year, claimed"]
        assert copies_words([SCHEME, copied("5/1"), copied("6/1")]) == "2 copies of a benefit are not counted again."

    def test_count_benefits_of_different_origin_each(self):
        other = replace(SCHEME, benefits=(replace(MILK, key="7/1", origin="7/1", amount=90.0),))
        assert told(SCHEME, other) == ["£10,275 a year, claimed"]
        assert copies_words([SCHEME, other]) == ""

    def test_do_not_depend_on_the_order_of_the_register(self):
        copies = [SCHEME, copied("5/1", amount=20_000.0), copied("6/1", state=CONFIRMED, amount=9000.0)]
        assert told(*copies) == told(*copies[::-1]) == ["£9,000 a year, confirmed by finance"]

    def test_prefer_the_original_and_then_the_largest(self):
        assert counted_once([copied("5/1", amount=20_000.0), SCHEME]) == (MILK,)
        assert told(copied("5/1", amount=5.0), copied("6/1", amount=7.0)) == ["£7 a year, claimed"]

    def test_never_add_kinds_together_nor_claims_to_what_is_confirmed(self):
        benefits = (MILK, SchemeBenefit("4/2", "4/2", HOURS, CONFIRMED, 11.0), replace(MILK, key="b", origin="b",
                    state=CONFIRMED, amount=100.0))  # fmt: skip
        assert told(replace(SCHEME, benefits=benefits)) == [
            "£10,185 a year, claimed", "£100 a year, confirmed by finance", "11 hours a week, confirmed by finance",
        ]  # fmt: skip

    def test_of_parts_of_a_register_add_up_to_the_whole(self):
        copy = copied("5/1")
        assert [t.words for t in totals([SCHEME], [SCHEME, copy])] == ["£10,185 a year, claimed"]
        assert totals([copy], [SCHEME, copy]) == ()
        assert copies_words([copy], [SCHEME, copy]) == "1 copy of a benefit is not counted again."

    def test_leave_out_halted_schemes_and_keep_closed_ones(self):
        halted = replace(SCHEME, state=SchemeState.HALTED)
        assert told(halted) == []
        assert told(halted, copied("5/1", amount=7.0)) == ["£7 a year, claimed"]
        assert told(replace(SCHEME, state=SchemeState.CLOSED)) == ["£10,185 a year, claimed"]


class TestSigning:
    def test_any_money_asks_for_both_professions(self):
        assert NEW.sign_words(TODAY) == "Waiting for medical and nursing"
        assert replace(NEW, medical=SIGNED).sign_words(TODAY) == "Waiting for nursing"
        later = SignOff("Sister Mair", date(2026, 5, 9), own=True)
        assert replace(SCHEME, medical=SIGNED, nursing=later).sign_words(TODAY) == "Signed by both, 9 May"

    def test_a_name_without_a_day_is_no_signature(self):
        assert replace(SCHEME, medical=SignOff("Dr Rae"), nursing=SIGNED).sign_words(TODAY) == "Waiting for medical"

    def test_without_money_nothing_is_asked(self):
        assert replace(SCHEME, benefits=(replace(MILK, kind=HOURS),)).sign_words(TODAY) == ""


class TestLostSignatures:
    """A test about money that lost a signature is halted by that alone, wherever it is told of."""

    @pytest.mark.parametrize("lost", ["medical", "nursing"])
    def test_halt_what_is_in_testing(self, lost):
        one_sided = replace(SCHEME, **{lost: SignOff()})
        assert one_sided.stands is SchemeState.HALTED
        assert one_sided.halted_by_signature == f"Halted: waits for the {lost} sign-off"
        assert told(one_sided) == [], "a halted scheme counts for nothing"
        assert wanted([one_sided], Wanted(state=SchemeState.HALTED)) == (one_sided,)
        assert wanted([one_sided], Wanted(state=SchemeState.ACTIVE)) == ()

    def test_halt_nothing_that_is_not_tested_and_nothing_without_money(self):
        assert replace(NEW, stage=Stage.IDEA).stands is SchemeState.ACTIVE
        assert replace(NEW, stage=Stage.EMBEDDED).stands is SchemeState.ACTIVE
        assert replace(NEW, benefits=(replace(MILK, kind=HOURS),)).stands is SchemeState.ACTIVE


class TestStates:
    def test_halting_and_amending_need_a_reason(self):
        for state in (SchemeState.HALTED, SchemeState.AMENDED):
            check_state(SCHEME, state, "Cheaper, but worse")
            with pytest.raises(Refused, match="Say w"):
                check_state(SCHEME, state, " ")

    def test_a_halted_scheme_starts_again_only_once_both_signed(self):
        halted = replace(NEW, state=SchemeState.HALTED, medical=SIGNED)
        with pytest.raises(Refused, match="medical and nursing"):
            check_state(halted, SchemeState.ACTIVE, "")
        check_state(replace(halted, nursing=SIGNED), SchemeState.ACTIVE, "")
        check_state(halted, SchemeState.CLOSED, "")

    def test_a_halted_scheme_with_money_waits_for_whichever_of_the_two_is_missing(self):
        halted = replace(NEW, state=SchemeState.HALTED)
        for signed in ({"medical": SIGNED}, {"nursing": SIGNED}):
            with pytest.raises(Refused, match="medical and nursing"):
                check_state(replace(halted, **signed), SchemeState.ACTIVE, "")

    def test_a_closed_scheme_is_reopened_before_anything_else(self):
        closed = replace(SCHEME, state=SchemeState.CLOSED)
        check_state(closed, SchemeState.ACTIVE, "")
        with pytest.raises(Refused):
            check_state(closed, SchemeState.HALTED, "why")


class TestFilters:
    @pytest.mark.parametrize(
        "asked",
        [
            Wanted(), Wanted(site="RAIGMORE"), Wanted(programme="value", wave="2"), Wanted(theme="waste"),
            Wanted(team="ward 4"), Wanted(owner="jd"), Wanted(stage=Stage.TESTING), Wanted(state=SchemeState.ACTIVE),
            Wanted(kind=CASH), Wanted(benefit_state=CLAIMED), Wanted(kind=CASH, benefit_state=CLAIMED),
            Wanted(words="mílk 4"),
        ],
    )  # fmt: skip
    def test_keep_what_fits(self, asked):
        assert wanted([SCHEME], asked) == (SCHEME,)

    @pytest.mark.parametrize(
        "asked",
        [
            Wanted(site="Belford"), Wanted(programme="value", wave="3"), Wanted(theme="Falls"), Wanted(owner="XY"),
            Wanted(stage=Stage.IDEA), Wanted(state=SchemeState.HALTED), Wanted(kind=HOURS),
            Wanted(benefit_state=CONFIRMED), Wanted(words="bread"),
        ],
    )  # fmt: skip
    def test_drop_what_does_not(self, asked):
        assert wanted([SCHEME], asked) == ()

    def test_ask_kind_and_state_of_the_same_benefit(self):
        both = replace(SCHEME, benefits=(MILK, SchemeBenefit("4/2", "4/2", HOURS, CONFIRMED, 3.0)))
        assert wanted([both], Wanted(kind=CASH, benefit_state=CONFIRMED)) == ()

    def test_find_what_is_not_signed(self):
        assert wanted([SCHEME, NEW], Wanted(unsigned=True)) == (NEW,)
