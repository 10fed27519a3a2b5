"""P′ and U′: limits as wide as weeks differ. What is expected was published, or worked out by hand."""

import json
from pathlib import Path

import pytest

from vmboard.domain.spc.analysis import Analysis, Chart, analyse
from vmboard.domain.spc.contract import answer
from vmboard.domain.spc.limits import dispersion
from vmboard.domain.words import Signal

PUBLISHED = json.loads((Path(__file__).parents[2] / "data" / "spc_prime_charts.json").read_text())
CASES = [(name, case) for name, series in PUBLISHED.items() for case in series["expected"]]

P, U = Chart.P_PRIME, Chart.U_PRIME


def limits(analysis: Analysis) -> list[float | None]:
    return [edge for point in analysis.points for edge in (point.lower, point.upper)]


class TestAgainstOtherTools:
    @pytest.mark.parametrize(("name", "case"), CASES)
    def test_limits_are_those_of_qicharts2(self, name, case):
        series = PUBLISHED[name]
        found = analyse(
            series["numerators"], chart=Chart(series["chart"]), denominators=series["denominators"], **case["options"]
        )
        assert [segment.centre for segment in found.segments] == pytest.approx(case["centre"], rel=1e-6)
        assert [point.lower for point in found.points] == pytest.approx(case["lower"], rel=2e-6)
        assert [point.upper for point in found.points] == pytest.approx(case["upper"], rel=2e-6)

    def test_a_p_chart_of_the_same_weeks_cries_wolf_in_most_of_them_and_p_prime_in_none(self):
        series = PUBLISHED["nhs_accidents"]
        as_p, as_prime = (
            analyse(series["numerators"], chart=chart, denominators=series["denominators"]) for chart in (Chart.P, P)
        )
        assert sum(point.special_cause in ("above_ucl", "below_lcl") for point in as_p.points) >= 10
        assert not any(point.special_cause for point in as_prime.points)


class TestByHand:
    def test_of_equal_weeks_are_those_of_an_xmr_chart(self):
        """50, 60, 50, 60 of 100: every range is 0.1, so limits are 3 × 0.1 / 1.128 = 0.265957 from 0.55."""
        found = analyse([50, 60, 50, 60], chart=P, denominators=[100] * 4)
        assert limits(found)[:2] == pytest.approx([0.284043, 0.815957], abs=1e-6)

    def test_of_weeks_of_different_size(self):
        """7 of 25, 16 of 100 and 82 of 400 are 1, -1 and 0.25 standard deviations from 0.2; the ranges 2 and 1.25
        average 1.625, which over 1.128 is 1.440603."""
        found = analyse([7, 16, 82], chart=P, denominators=[25, 100, 400])
        assert found.segments[0].centre == pytest.approx(0.2)
        assert limits(found) == pytest.approx([0, 0.545745, 0.027128, 0.372872, 0.113564, 0.286436], abs=1e-6)

    def test_of_rates(self):
        """8 in 1, 12 in 4 and 16 in 4 are 2, -1 and 0 from a rate of 4; the ranges 3 and 1 average 2: 1.773050."""
        found = analyse([8, 12, 16], chart=U, denominators=[1, 4, 4])
        assert found.segments[0].centre == 4
        assert limits(found) == pytest.approx([0, 14.638298, 0, 9.319149, 0, 9.319149], abs=1e-6)


class TestLimits:
    def test_may_be_narrower_than_those_of_chance(self):
        narrow = analyse([50, 51, 50, 51], chart=P, denominators=[100] * 4)
        assert limits(narrow)[:2] == pytest.approx([0.505 - 0.0265957, 0.505 + 0.0265957], abs=1e-6)

    def test_screen_wild_ranges_once_as_an_xmr_chart_does(self):
        counts = [50, 51, 52, 51] * 5 + [90] + [50, 51, 52, 51] * 5
        screened, whole = (
            analyse(counts, chart=P, denominators=[100] * 41, screening=wanted) for wanted in (True, False)
        )
        assert screened.points[0].upper == pytest.approx(sum(counts) / 4100 + 3 * 0.01 / 1.128, abs=1e-6)
        assert whole.points[0].upper is not None and screened.points[0].upper is not None
        assert whole.points[0].upper > screened.points[0].upper

    def test_stay_between_none_and_all(self):
        found = analyse([98, 60, 99, 70, 97], chart=P, denominators=[100] * 5)
        assert {point.upper for point in found.points} == {1.0}
        assert {point.lower for point in analyse([0, 5, 0], chart=U, denominators=[1] * 3).points} == {0.0}

    def test_stand_on_each_point_wider_in_a_small_week(self):
        small, large = analyse([30, 320, 29, 310], chart=P, denominators=[100, 1000, 100, 1000]).points[:2]
        assert small.upper is not None and large.upper is not None and small.upper > large.upper

    @pytest.mark.parametrize("count", [0, 7, 20])
    def test_of_one_figure_every_week_have_no_width(self, count):
        found = analyse([count, 2 * count] * 7, chart=P, denominators=[20, 40] * 7, target=count / 20)
        assert found.points[0].lower == pytest.approx(found.points[0].upper) == pytest.approx(count / 20)
        assert found.signal is Signal.COMMON_CAUSE and found.assurance == "pass"

    def test_need_two_neighbours(self):
        lonely = analyse([4, None, 6, None, 5], chart=P, denominators=[10] * 5)
        assert lonely.segments[0].centre == pytest.approx(0.5)
        assert {point.upper for point in lonely.points} == {None}

    @pytest.mark.parametrize(
        "options", [{"baseline_points": 1}, {"excluded": [1]}, {"baseline_points": 3, "excluded": [1]}]
    )
    @pytest.mark.parametrize("chart", [P, U])
    def test_are_not_drawn_from_one_week_nor_from_equal_weeks_apart(self, chart, options):
        """As on an XmR chart: without a range nobody knows how far weeks spread, so no other week lies beyond."""
        weeks = [4, 6, 4, *([5, 6] * (options.get("baseline_points") is not None))]
        found = analyse(weeks, chart=chart, denominators=[10] * len(weeks), **options)
        assert found.segments[0].centre == pytest.approx(0.4)
        assert {(point.upper, point.special_cause) for point in found.points} == {(None, None)}

    def test_lose_both_ranges_that_touch_a_missing_week(self):
        whole = analyse([50, 60, 50, 60], chart=P, denominators=[100] * 4)
        gap = analyse([50, 60, 99, 50, 60], chart=P, denominators=[100, 100, None, 100, 100])
        assert gap.points[0] == whole.points[0] and gap.points[2].upper is None

    def test_come_from_the_baseline_alone(self):
        first = analyse([50, 60, 50, 60], chart=P, denominators=[100] * 4)
        frozen = analyse([50, 60, 50, 60, 95], chart=P, denominators=[100] * 5, baseline_points=4)
        assert frozen.points[:4] == first.points and frozen.points[4].special_cause == "above_ucl"

    def test_of_more_events_than_cases_cannot_be(self):
        assert {point.upper for point in analyse([15, 12], chart=P, denominators=[10, 10]).points} == {None}


class TestDispersion:
    def test_is_how_many_times_as_far_weeks_spread_as_chance_would_have_them(self):
        assert dispersion(P, 0.55, [0.5, 0.6, 0.5, 0.6], [100] * 4) == pytest.approx(1.781982, abs=1e-6)
        assert dispersion(U, 4, [8, 3, 4], [1, 4, 4]) == pytest.approx(1.773050, abs=1e-6)

    def test_is_not_known_where_chance_has_no_spread_or_no_two_weeks_are_neighbours(self):
        assert dispersion(P, 1.0, [1.0, 0.9], [10, 10]) is None
        assert dispersion(P, 0.5, [0.5, None, 0.6], [10, 10, 10]) is None
        assert dispersion(P, 0.5, [], []) is None


def test_another_program_asks_for_them_by_their_words():
    found = answer({"values": [7, 16, 82], "chart": "pp", "denominators": [25, 100, 400]})
    assert found["points"][2]["upper"] == pytest.approx(0.286436, abs=1e-6)
    assert answer({"values": [8, 12, 16], "chart": "up", "denominators": [1, 4, 4]})["chart"] == "up"
