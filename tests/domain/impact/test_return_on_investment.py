"""What comes back for each £1, on numbers that somebody typed in."""

import pytest

from vmboard.domain.dials import adjusted, dials
from vmboard.domain.impact.return_on_investment import (
    MARKED,
    Inputs,
    break_even,
    curve,
    full_years,
    marked,
    returned,
    sentences,
)

TYPED = adjusted(Inputs(), wards=20, cash=50_000, capacity=20_000, cost=100_000, years=2, ramp_years=0, share=30)


def test_no_effect_is_built_in():
    assert (Inputs().cash, Inputs().capacity, Inputs().cost) == (0, 0, 0)
    assert sentences(Inputs()) == ("Type in what the programme costs a year to see what comes back.",)
    assert sentences(adjusted(Inputs(), cost=1)) == (
        "Type in what a ward that delivers gives back a year, from your own results.",
    )


def test_every_input_has_a_label_a_unit_and_a_reach():
    assert len(dials(Inputs)) == len(vars(Inputs()))
    assert all(one.label and one.unit and one.least <= one.default <= one.most for one in dials(Inputs))


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

    def test_has_the_shape_of_the_published_results_not_their_inputs(self):
        # £2.32 at 30% is £4.64 at 60% on a straight line; the published £5 rests on inputs nobody published.
        published = adjusted(TYPED, cash=2.32 * 100_000 / 6, capacity=0)
        assert [round(point.cash_per_pound or 0, 2) for point in marked(published)] == [2.32, 4.64]


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
