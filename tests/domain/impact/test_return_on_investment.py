"""What comes back for each £1, on numbers that somebody typed in."""

import pytest

from vmboard.domain.dials import adjusted, dials, kept
from vmboard.domain.impact.return_on_investment import (
    MARKED,
    PRESET,
    Inputs,
    break_even,
    curve,
    full_years,
    gives_published,
    marked,
    returned,
    sentences,
)

TYPED = adjusted(Inputs(), wards=20, cash=50_000, capacity=20_000, cost=100_000, years=2, ramp_years=0, share=30)


def test_no_effect_is_built_in():
    assert (Inputs().cash, Inputs().capacity, Inputs().cost) == (0, 0, 0)
    assert sentences(Inputs()) == ("Type in what is invested a year to see what comes back.",)
    assert sentences(adjusted(Inputs(), cost=1)) == (
        "Type in what a ward that delivers gives back a year, from your own results.",
    )


def test_every_input_has_a_label_a_unit_and_a_reach():
    assert len(dials(Inputs)) == len(vars(Inputs()))
    assert all(one.label and one.unit and one.least <= one.default <= one.most for one in dials(Inputs))


def test_the_dials_are_as_we_ship_them():
    shown = {one.field: (one.label, one.unit, one.default, one.least, one.most) for one in dials(Inputs)}
    assert shown == {
        "wards": ("Wards in the programme", "wards", 20, 1, 3000),
        "cash": ("Cash released by a ward that delivers", "£ a year", 0, 0, 10_000_000),
        "capacity": ("Value put on the capacity it frees", "£ a year", 0, 0, 10_000_000),
        "cost": ("Invested in the programme", "£ a year", 0, 0, 100_000_000),
        "running": ("Running costs, taken off the benefits", "£ a year", 0, 0, 100_000_000),
        "years": ("Years looked at", "years", 3, 1, 20),
        "ramp_years": ("Time until a ward gives its full benefit", "years", 1, 0, 10),
        "share": ("Wards that deliver", "%", 30, 0, 100),
    }  # fmt: skip


def test_cash_stands_alone_and_then_with_the_rest():
    found = returned(TYPED)  # 6 wards deliver for 2 years; £200,000 is spent
    assert (found.cash, found.capacity, found.cost) == (600_000, 240_000, 200_000)
    assert found.cash_per_pound == pytest.approx(3.00)
    assert found.all_per_pound == pytest.approx(4.20)


def test_nothing_spent_has_no_return():
    found = returned(adjusted(TYPED, cost=0))
    assert (found.cash_per_pound, found.all_per_pound) == (None, None)


@pytest.mark.parametrize(("years", "ramp", "full"), [(3, 0, 3), (3, 1, 2.5), (3, 3, 1.5), (3, 6, 0.75), (1, 10, 0.05)])
def test_a_ward_takes_time_to_give_its_full_benefit(years, ramp, full):
    assert full_years(adjusted(TYPED, years=years, ramp_years=ramp)) == pytest.approx(full)


class TestCurve:
    def test_runs_from_no_ward_to_every_ward_and_passes_the_marks(self):
        shares = [point.share for point in curve(TYPED)]
        assert (shares[0], shares[-1], len(shares)) == (0, 1, 21)
        assert set(MARKED) <= set(shares)

    def test_is_a_straight_line_so_twice_the_wards_return_twice_as_much(self):
        first, second = marked(TYPED)
        assert (first.share, second.share) == (0.30, 0.60)
        assert second.cash == pytest.approx(2 * first.cash)

    def test_no_line_through_nought_gives_the_published_pair(self):
        # £2.32 at 30% is £4.64 at 60% while nothing is taken off the benefits.
        published = adjusted(TYPED, cash=2.32 * 100_000 / 6, capacity=0)
        assert [round(point.cash_per_pound or 0, 2) for point in marked(published)] == [2.32, 4.64]
        assert not gives_published(published)

    def test_net_of_running_costs_one_set_of_numbers_gives_both(self):
        """By hand: 20 wards at 30% are 6, with 2.5 full years each: 15 × £53,600 = £804,000 released, less
        3 × £36,000 = £108,000 is £696,000, over 3 × £100,000 = £2.32. At 60%: £1,500,000 / £300,000 = £5."""
        preset = adjusted(Inputs(), **PRESET)
        assert [point.cash_per_pound for point in marked(preset)] == pytest.approx([2.32, 5.00], abs=1e-12)
        assert gives_published(preset)
        assert [(point.cash, point.running) for point in marked(preset)] == [(804_000, 108_000), (1_608_000, 108_000)]

    def test_running_costs_are_paid_whoever_delivers(self):
        assert returned(adjusted(Inputs(), **PRESET), 0.0).cash_per_pound == pytest.approx(-0.36)

    def test_numbers_saved_before_there_were_running_costs_give_what_they_gave(self):
        before = {name: value for name, value in vars(TYPED).items() if name != "running"}
        assert returned(kept(Inputs, before)).cash_per_pound == pytest.approx(3.00)


class TestWords:
    def test_say_what_comes_back_and_what_it_rests_on(self):
        assert sentences(TYPED) == (
            "If 30% of 20 wards deliver, each £1 releases £3.00 in cash.",
            "With the value put on freed capacity it is £4.20: that part is not cash.",
            "In cash it pays for itself from 10% of wards.",
            "This is arithmetic on the numbers typed in here, not a promise: change them and see.",
        )

    def test_leave_out_a_capacity_that_nobody_valued(self):
        assert len(sentences(adjusted(TYPED, capacity=0))) == 3

    def test_say_so_where_it_never_pays_for_itself(self):
        poor = adjusted(TYPED, cash=1000)
        assert break_even(poor) is None
        assert "In cash it does not pay for itself, even if every ward delivers." in sentences(poor)

    def test_capacity_alone_releases_no_cash(self):
        assert sentences(adjusted(TYPED, cash=0))[0] == "If 30% of 20 wards deliver, each £1 releases £0.00 in cash."

    def test_running_costs_are_told_and_paid_for_before_it_pays_for_itself(self):
        assert sentences(adjusted(Inputs(), **PRESET)) == (
            "If 30% of 20 wards deliver, each £1 releases £2.32 in cash once running costs are paid.",
            "In cash it pays for itself from 16% of wards.",
            "These numbers give the published pair. They are ours: what it was worked out from is unpublished.",
            "This is arithmetic on the numbers typed in here, not a promise: change them and see.",
        )  # fmt: skip
        assert sentences(adjusted(Inputs(), **PRESET, share=2))[0] == (
            "If 2% of 20 wards deliver, the cash released does not pay the running costs."
        )
