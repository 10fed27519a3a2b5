"""What is said of one point of a chart."""

from datetime import date, timedelta

import pytest

from vmboard.domain.measures.judged import Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.point_words import point_words
from vmboard.domain.spc.sentences import sentence, usual_words
from vmboard.domain.spc.words import Cause, Chart
from vmboard.domain.words import Signal


@pytest.mark.parametrize(
    ("signal", "cause", "usual", "words"),
    [
        (Signal.IMPROVEMENT, Cause.ABOVE_UCL, "17 to 33%", "Better: above the usual 17 to 33%"),
        (Signal.CONCERN, Cause.BELOW_LCL, "2 to 6", "Worse: below the usual 2 to 6"),
        (Signal.IMPROVEMENT, Cause.SHIFT_BELOW, "2 to 6", "Better: one of a run below the average"),
        (Signal.CONCERN, Cause.SHIFT_ABOVE, "", "Worse: one of a run above the middle"),
        (Signal.NEUTRAL, Cause.TREND_UP, "2 to 6", "Changed: one of a run that only rises"),
        (Signal.CONCERN, Cause.TWO_IN_THREE_ABOVE, "2 to 6", "Worse: high in 2 of 3 weeks"),
        (Signal.COMMON_CAUSE, None, "2 to 6", "Steady: within the usual 2 to 6"),
        (Signal.COMMON_CAUSE, None, "", "Steady: no rule is met"),
        (None, None, "2 to 6", ""),
    ],
)
def test_a_point_says_which_rule_it_met(signal: Signal | None, cause: Cause | None, usual: str, words: str) -> None:
    assert point_words(signal, cause, usual, judged=True, excluded=False) == words


def test_every_rule_has_its_words() -> None:
    told = {point_words(Signal.CONCERN, cause, "2 to 6", judged=True, excluded=False) for cause in Cause}
    assert len(told) == len(Cause)


def test_a_point_that_is_left_out_or_too_early_is_not_judged() -> None:
    assert point_words(Signal.CONCERN, None, "2 to 6", judged=True, excluded=True).startswith("Left out")
    assert point_words(Signal.COMMON_CAUSE, None, "", judged=False, excluded=False) == "Not enough weeks yet to judge"


def test_the_usual_range_names_only_what_is_inside_and_no_further_than_figures_go() -> None:
    assert usual_words((-2.3, 6.4), 3, [3, None, 5], "", None) == "0 to 6"
    assert usual_words((16.6, 33.8), 34, [20, 34], "%", 0) == "17 to 33%"
    assert usual_words((90.2, 104.0), 95, [95, 100], "%", 0) == "91 to 100%"
    assert usual_words((None, None), 3, [3], "", None) == ""
    assert usual_words((5, 5), 5, [5, 5], "", 0) == "5"


def test_a_rate_is_said_in_the_figures_people_know_on_a_u_chart_too() -> None:
    weeks = [date(2026, 11, 15) - timedelta(weeks=back) for back in range(20)]
    readings = {
        w: Reading(1000 * n / 180, numerator=n, denominator=180) for w, n in zip(weeks, [2, 3] * 10, strict=True)
    }
    plan = Plan(unit="per 1,000 bed days", chart=Chart.U)
    judged = judge(readings, plan, this_week=weeks[0])
    said = sentence(judged.spoken, name="Falls rate", unit=plan.unit, decimals=1, values=judged.values)
    assert said == "Normal for us: 0.0 to 40.2 per 1,000 bed days."
    assert usual_words(judged.limits()[-1], None, judged.values, plan.unit, 1) == "0.0 to 40.2"
