"""What a tired nurse reads under a tile."""

from datetime import date

import pytest

from vmboard.domain.spc.analysis import Cause, Chart, analyse
from vmboard.domain.spc.sentences import meaning_word, rebased, sentence, usual_words
from vmboard.domain.words import Direction, Rules

STEADY = [50.0, -50.0] * 6  # limits -266 to 266 around 0
COUNTS = [3, 5, 4, 2, 4, 3, 5, 4, 3, 4, 2, 5]


def said(values, *, name="Falls", unit="count", decimals=None, **options) -> str:
    return sentence(analyse(values, **options), name=name, unit=unit, decimals=decimals, values=values)


class TestTooSoon:
    def test_says_how_many_weeks_there_are(self):
        values = [3, None, 4, 1, 2, 2, 5]
        assert sentence(None, name="Falls", unit="", decimals=0, values=values) == "Not enough weeks yet: 6 of 10."
        assert said(values) == "Not enough weeks yet: 6 of 10."

    def test_does_not_count_an_excluded_week(self):
        assert said([3, 4, 1, 2, 2, 5], excluded=[0]) == "Not enough weeks yet: 5 of 10."

    def test_asks_for_as_many_weeks_as_it_is_told(self):
        said_of_none = sentence(None, name="", unit="", decimals=0, values=[1], known_weeks_needed=13)
        assert said_of_none == "Not enough weeks yet: 1 of 13."

    def test_says_so_when_figures_cannot_be_judged(self):
        assert said([3] * 12, chart=Chart.P) == "Not enough weeks yet: 0 of 10."
        assert said([None] * 2 + [3] * 12, chart=Chart.XMR, baseline_points=2) == "These figures cannot be judged yet."


class TestShift:
    def test_names_what_is_counted(self):
        fewer = [*COUNTS, *[1, 2] * 4]
        assert said(fewer, baseline_points=12) == "Fewer falls for 8 weeks running."
        assert said([*COUNTS, 2, *[5, 6] * 4], baseline_points=12) == "More falls for 8 weeks running."

    @pytest.mark.parametrize(
        ("name", "start"),
        [
            ("Falls with harm", "Fewer falls with harm"),
            ("C. diff infections", "Fewer C. diff infections"),
            ("MRSA cases", "Fewer MRSA cases"),
            ("Monday discharges", "Fewer Monday discharges"),
            ("Falls (all)", "Fewer falls (all)"),
            ("Staff absence", "Lower than before"),
            ("Illness", "Lower than before"),
            ("Length of stays", "Lower than before"),
            ("", "Lower than before"),
        ],
    )
    def test_uses_the_name_only_where_it_suits(self, name, start):
        values = [*COUNTS, *[1, 2] * 4]
        assert said(values, name=name, baseline_points=12) == f"{start} for 8 weeks running."

    def test_of_a_percentage_or_money_is_higher_or_lower(self):
        values = [*COUNTS, 2, *[5, 6] * 4]
        assert said(values, unit="%", baseline_points=12) == "Higher than before for 8 weeks running."
        assert said(values, unit="£", baseline_points=12) == "Higher than before for 8 weeks running."

    def test_counts_every_week_even_where_another_rule_gave_the_label(self):
        values = [*STEADY, 50, 10, 20, 300, 10, 20, 10, 20]
        assert said(values, name="", baseline_points=12) == "Higher than before for 8 weeks running."

    def test_of_a_run_chart_says_how_many_of_how_many_weeks(self):
        assert said([1, 9, 9, 5, 9, 9, 9, 9], chart=Chart.RUN, fixed_centre=5) == "More falls in 6 of the last 7 weeks."

    def test_of_days_between_speaks_of_times_and_not_of_weeks(self):
        days = [*[20, 10] * 6, *[21, 22] * 4]
        text = said(days, name="Days between falls", unit="days", chart=Chart.T, baseline_points=12)
        assert text == "Higher than before 8 times running."


def test_a_figure_at_the_very_edge_stands_inside_the_range_said_beside_it():
    """The tile says 103, as 102.96 is written with one place: the range has as many as it takes."""
    assert said([*[84, 90] * 6, 102.96], unit="days", baseline_points=12) == "Normal for us: 71.04 to 102.96 days."


class TestTrend:
    def test_counts_the_points_of_the_rise(self):
        assert said([*STEADY, -120, -90, -60, -30, 20, 40, 60], baseline_points=12) == "Rising for 7 weeks."
        assert said([*STEADY, 120, 90, 60, 30, -20, -40, -60], baseline_points=12) == "Falling for 7 weeks."

    def test_of_a_run_chart_is_only_a_hint(self):
        values = [*[2, 3, 5, 4] * 3, 3, 3.2, 3.6, 3.7, 3.8]
        assert said(values, rules=Rules.HIS) == "Rising over 5 weeks: too soon to be sure."


class TestOutside:
    def test_gives_the_figure_and_the_usual_range(self):
        assert said([*COUNTS, 9], rules=Rules.MDC) == "Higher than usual this week: 9, usual 0 to 8."
        assert said([*STEADY, -300], unit="£", baseline_points=12) == (
            "Lower than usual this week: −£300, usual −£266 to £266."
        )

    def test_says_the_unit_once(self):
        values = [*[84, 90] * 6, 50]
        assert said(values, unit="%", baseline_points=12) == "Lower than usual this week: 50%, usual 72 to 100%."
        assert said(values, unit="days", baseline_points=12) == (
            "Lower than usual this week: 50 days, usual 72 to 102."
        )

    def test_never_shows_a_figure_inside_the_range_it_is_outside_of(self):
        values = [*[84, 84.1] * 6, 84.33]
        assert said(values, decimals=0, unit="%", baseline_points=12) == (
            "Higher than usual this week: 84.33%, usual 83.79 to 84.31%."
        )

    def test_owns_up_when_the_newest_week_is_missing_or_excluded(self):
        assert said([*COUNTS, 9, None], rules=Rules.MDC) == "Higher than usual when last counted: 9, usual 0 to 8."
        assert said([*COUNTS, 9, 3], rules=Rules.MDC, excluded=[13]) == (
            "Higher than usual when last counted: 9, usual 0 to 8."
        )

    def test_of_cases_between_is_about_this_time(self):
        text = said([*[1, 2] * 6, 90], chart=Chart.G, baseline_points=12, unit="cases")
        assert text == "Higher than usual this time: 90 cases, usual 0 to 7."

    def test_of_a_proportion_in_percent_is_said_out_of_a_hundred(self):
        text = said([80] * 12 + [40], chart=Chart.P, denominators=[100] * 13, baseline_points=12, unit="%")
        assert text == "Lower than usual this week: 40%, usual 68 to 92%."


class TestTwoInThree:
    def test_says_two_of_three_or_three_running(self):
        two = said([*STEADY, 180, 10, 190], baseline_points=12)
        assert two == "High in 2 of the last 3 weeks: now 190, usual −266 to 266."
        assert said([*STEADY, 10, 180, 190], baseline_points=12) == two
        three = said([*STEADY, 50, -180, -190, -200], baseline_points=12)
        assert three == "Low for 3 weeks running: now −200, usual −266 to 266."

    def test_tells_the_shift_that_it_is_only_the_end_of(self):
        """Eighteen weeks below the middle are the story, whatever rule has the label of the last of them."""
        fewer = [*STEADY, 20, *[-10, -20] * 7, -30, -180, -10, -190]
        analysis = analyse(fewer, rules=Rules.MDC, direction=Direction.DECREASE, baseline_points=12)
        assert analysis.points[-1].special_cause is Cause.TWO_IN_THREE_BELOW
        assert said(fewer, baseline_points=12) == "Fewer falls for 18 weeks running."

    def test_stands_where_the_shift_is_too_short_to_be_one(self):
        short = said([*STEADY, 10, -10, -20, -180, -10, -190], baseline_points=12)
        assert short == "Low in 2 of the last 3 weeks: now −190, usual −266 to 266."


class TestSteady:
    def test_gives_the_usual_range(self):
        assert said([*[88, 93] * 7], unit="%") == "Normal for us: 78 to 100%."
        assert said([*[88.4, 93.1] * 7], unit="%") == "Normal for us: 78.3 to 100.0%."

    def test_never_says_less_than_nought_of_what_was_never_negative(self):
        assert said([*COUNTS, 3]) == "Normal for us: 0 to 8."
        assert said([1, 9] * 7) == "Normal for us: 0 to 26."
        assert said([2, -2] * 7) == "Normal for us: −10 to 10."

    def test_names_only_whole_numbers_that_are_inside(self):
        assert said([2, 3] * 7) == "Normal for us: 0 to 5."  # limits -0.16 to 5.16

    def test_of_a_measure_that_never_moves_is_one_figure(self):
        assert said([100] * 13, unit="%") == "Normal for us: 100%."
        assert said([97.3] * 13, unit="%", decimals=0) == "Normal for us: 97.3%."

    def test_gives_the_middle_where_there_are_no_limits(self):
        assert said(COUNTS, rules=Rules.HIS) == "No clear change: usually around 4."

    def test_of_a_run_chart_tells_too_many_or_too_few_runs(self):
        many = said([1, 9] * 12, rules=Rules.HIS)
        assert many == "More swings than chance usually gives: 24, usually 8 to 18."
        few = said([*[1] * 5, *[9] * 5, *[1] * 5, *[9] * 4, 5, 5], rules=Rules.HIS, fixed_centre=5)
        assert few == "Fewer swings than chance usually gives: 4, usually 6 to 15."


def test_a_rebase_says_its_day_and_reason():
    assert rebased(date(2026, 5, 3), "new trolley.") == "Rebased 3 May: new trolley."


@pytest.mark.parametrize(
    ("values", "direction", "word"),
    [
        ([*STEADY, 300], Direction.INCREASE, "Better"),
        ([*STEADY, 300], Direction.DECREASE, "Worse"),
        ([*STEADY, 300], Direction.NEUTRAL, "Changed"),
        ([*STEADY, 0], Direction.INCREASE, "Steady"),
        ([1, 2], Direction.INCREASE, "Too soon to say"),
    ],
)
def test_one_word_says_what_it_means(values, direction, word):
    assert meaning_word(analyse(values, direction=direction, baseline_points=12)) == word


def test_without_an_analysis_it_is_too_soon_to_say():
    assert meaning_word(None) == "Too soon to say"


class TestUsualWords:
    def test_are_rounded_inward_and_possible(self):
        assert usual_words((-3.0, 6.4), 4, [1, 4, 9], "count", None) == "0 to 6"
        assert usual_words((-3.0, 6.4), -1, [-1, 4], "count", None) == "−3 to 6"
        assert usual_words((84.2, 103.0), 90, [90, 100], "%", None) == "85 to 100%"
        assert usual_words((84.2, 103.0), 90, [90, 101], "%", None) == "85 to 103%"
        assert usual_words((4.0, 4.0), 4, [4, 4], "£", None) == "£4"

    @pytest.mark.parametrize("limits", [(None, 6.0), (1.0, None), (None, None)])
    def test_are_none_where_a_limit_or_every_figure_is_missing(self, limits):
        assert usual_words(limits, 4, [4], "", None) == ""
        assert usual_words((1.0, 6.0), None, [None], "", None) == usual_words((1.0, 6.0), None, [], "", None) == ""

    @pytest.mark.parametrize(
        ("figures", "unit", "words"),
        [
            ([0.25, 0.75], "", "0.13 to 0.87"), ([0.5, 1.0], "", "0.2 to 0.8"), ([900.5, 999.9], "", "0.2 to 0.8"),
            ([1000.0, 900.5], "", "0.2 to 0.8"), ([1.25, 2.5], "£", "£0.13 to £0.87"), ([2, 3], "", "0.2 to 0.8"),
            ([9999.9, 1.5], "£", "£0.13 to £0.87"), ([10_000.0, 1.5], "£", "£0.2 to £0.8"),
        ],
    )  # fmt: skip
    def test_have_the_places_of_the_figures_and_more_where_the_range_would_vanish(self, figures, unit, words):
        assert usual_words((0.123, 0.877), None, figures, unit, None) == words

    def test_have_as_many_places_as_it_takes_to_tell_the_figure_apart(self):
        assert usual_words((1.04, 5.96), 6, [4, 6], "", 0) == "2 to 5"
        assert usual_words((1.04, 5.96), 5.97, [4, 5.97], "", 0) == "2 to 5"
        assert usual_words((79.9, 84.31), 84.33, [80, 84.33], "", 0) == "79.90 to 84.31"


@pytest.mark.parametrize(
    ("figures", "unit", "words"),
    [
        ([0.25, 0.5], "", "0.38"), ([1.5, 2.25], "", "1.9"), ([1.0, 2.0], "", "1.5"), ([900.5, 999.5], "", "950"),
        ([1000.5, 900.5], "", "950.5"), ([1.25, 2.5], "£", "£1.88"), ([9999.5, 9000.5], "£", "£9,500"),
        ([10_000.5, 9000.5], "£", "£9,500.50"),
    ],
)  # fmt: skip
def test_the_middle_has_the_places_its_figures_have(figures, unit, words):
    low, high = figures
    told = said([low, low, low, high, high, high] * 2, unit=unit, rules=Rules.HIS)
    assert told == f"No clear change: usually around {words}."


def test_a_pattern_that_runs_only_through_weeks_that_count_says_of_how_many():
    """A run chart passes over weeks on the median and missing ones: eight weeks hold six that count."""
    values = [*[4, 6] * 5, 6, None, 7, 5, 6, 7, 8, 9]
    told = said(values, rules=Rules.HIS, fixed_centre=5, name="Falls")
    assert told == "More falls in 7 of the last 9 weeks."


def test_a_newest_point_left_out_is_not_the_one_spoken_of():
    values = [*COUNTS, 9, 40]
    assert said(values, rules=Rules.MDC, excluded=[13]).startswith("Higher than usual when last counted: 9")
    assert (
        said([*COUNTS, *[1, 2] * 4, None], baseline_points=12) == "Fewer falls for 8 weeks running when last counted."
    )
