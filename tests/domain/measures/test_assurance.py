"""Target and signal told apart: one sentence for each case, from one rule, whichever way is better."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from vmboard.domain.measures.assurance import target_sentence
from vmboard.domain.measures.judged import Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Direction, Rules

WEEK = date(2026, 11, 15)
UP, DOWN, NEITHER = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL
STEADY = [4.0, 5.0, 4.0, 6.0, 5.0, 4.0, 5.0, 6.0, 4.0, 5.0, 5.0, 4.0, 6.0, 5.0, 4.0, 5.0, 6.0, 4.0, 5.0, 4.0]
"""About 4.8, usual 1.4 to 8.1."""


def weeks_ago(n: int) -> date:
    return WEEK - timedelta(weeks=n)


def said(values: list[Any], target: float | None, direction: Direction = DOWN, **more: Any) -> str:
    """The sentence of these weeks; a pair is so many out of so many."""
    being_checked, unit = more.pop("being_checked", False), more.pop("unit", "")
    by = 100.0 if unit == "%" else 1000.0
    readings = {
        weeks_ago(len(values) - 1 - n): Reading(by * v[0] / v[1], numerator=v[0], denominator=v[1])
        if isinstance(v, tuple)
        else Reading(v)
        for n, v in enumerate(values)
    }
    plan = replace(Plan(unit=unit, direction=direction, target=target), **more)
    judged = judge(readings, plan, this_week=WEEK)
    return target_sentence(judged, plan, "T", being_checked=being_checked)


def mirrored(values: list[float]) -> list[float]:
    """The same series with up for down."""
    return [10 - value for value in values]


@pytest.mark.parametrize(
    ("values", "target", "words"),
    [
        ([*STEADY, *[2.0] * 8], 1.0, "Better, but still short of the target of T."),
        ([*STEADY, 0.0], 1.0, "Better, and the target of T is met now: more weeks will tell if it lasts."),
        (STEADY, 4.0, "Luck decides: 8 of 20 weeks met the target of T, and as things are that goes on."),
        (STEADY, 3.0, "Only luck would meet the target of T: no week of 20 has."),
        (
            STEADY,
            7.0,
            "The target of T was met every week (20 of 20), but lies within the usual range: luck may miss it.",
        ),
        (STEADY, 9.0, "The target of T is met every week (20 of 20), and will be as things are."),
        (
            [*STEADY[:10], 20.0, *STEADY[10:]],
            18.0,
            "As things are the target of T is always met: 20 of 21 weeks met it.",
        ),
        (
            STEADY,
            1.0,
            "As things are it will not meet the target of T (no week of 20 has): that takes a change in the work.",
        ),
        (
            [*STEADY, 0.5, *STEADY],
            0.9,
            "As things are it will not meet the target of T (only 1 of 41 weeks did): that takes a change in the work.",
        ),
        ([*STEADY, 10.0], 8.0, "Worse, and the target of T is missed."),
        ([*STEADY, 10.0], 12.0, "Worse, but the target of T is still met."),
        ([*STEADY, 12.0], 11.0, "Worse, and the target of T is missed, which our usual weeks meet."),
    ],
)
def test_every_case_has_its_sentence_whichever_way_is_better(values: list[float], target: float, words: str) -> None:
    assert said(values, target, DOWN) == words
    assert said(mirrored(values), 10 - target, UP) == words


def test_without_a_target_or_a_better_way_it_says_so() -> None:
    assert said(STEADY, None) == "No target is set."
    assert said(STEADY, 5.0, NEITHER) == "The target of T is a guide: neither way is better."


def test_a_measure_at_100_percent_every_week_reads_met_every_week_on_every_chart() -> None:
    words = "The target of T is met every week (26 of 26), and will be as things are."
    assert said([100.0] * 26, 95.0, UP, unit="%") == words
    assert said([100.0] * 26, 100.0, UP, unit="%") == words
    for chart in (Chart.P, Chart.P_PRIME):
        assert said([(20, 20), (9, 9)] * 13, 100.0, UP, unit="%", chart=chart) == words
    assert said([0.0] * 26, 0.0, DOWN, chart=Chart.C) == words
    assert said([100.0] * 26, 95.0, UP, unit="%", rules=Rules.ANHOJ) == "The target of T was met every week (26 of 26)."


def test_a_target_on_a_limit_lies_within_the_usual_range() -> None:
    swing = [50.0, -50.0] * 6  # mean 0, limits 266 either way
    assert said(swing, 266.0, DOWN, screening=False, chart=Chart.XMR).endswith("luck may miss it.")
    assert said(swing, -266.0, DOWN, screening=False, chart=Chart.XMR).startswith("Only luck would meet")
    assert said(swing, 266.1, DOWN, screening=False, chart=Chart.XMR).endswith("will be as things are.")


def test_too_few_weeks_are_only_counted() -> None:
    assert said(STEADY[:6], 4.0) == "The target of T was met in 3 of 6 weeks: too soon to say more."
    assert said([4.0], 4.0) == "The target of T was met in 1 of 1 week: too soon to say more."
    assert said([], 4.0) == "Too soon to say whether the target of T will be met."
    assert said(STEADY[:6], 4.0, chart=Chart.XMR).endswith("too soon to say more."), "a chart somebody chose too"


def test_a_run_chart_counts_and_does_not_foresee() -> None:
    counts = "The target of T was met in 4 of 11 weeks: a chart without limits cannot say more."
    assert said(STEADY[:11], 4.0) == counts
    assert said([*[5.0, 6.0] * 3, *[2.0, 1.5] * 3], 1.0).startswith("Better, but still short")


def test_a_figure_being_checked_is_held_against_nothing() -> None:
    left_out = frozenset({WEEK})
    words = said([*STEADY, 40.0], 4.0, excluded=left_out, being_checked=True)
    assert words == "Being checked: nothing is said of the target of T until then."


def test_a_week_left_out_or_missing_is_not_counted() -> None:
    assert "8 of 20 weeks" in said([*STEADY, 0.0], 4.0, excluded=frozenset({WEEK}))
    assert "8 of 20 weeks" in said([*STEADY[:10], None, *STEADY[10:]], 4.0)


class TestAfterARebase:
    def test_only_the_weeks_since_count(self) -> None:
        since = {"rebases": (weeks_ago(3),)}
        words = "The target of T was met in 1 of 4 weeks since 25 Oct: too soon to say more."
        assert said([*[1.0, 2.0] * 13, 5.0, 6.0, 5.0, 3.0], 3.0, **since) == words

    def test_the_segment_earns_its_own_assurance(self) -> None:
        old, new = [9.0, 10.0, 11.0, 10.0] * 5, [2.0, 3.0, 2.0, 3.0] * 4
        words = said([*old, *new], 6.0, rebases=(weeks_ago(15),))
        assert words == "The target of T is met every week (16 of 16), and will be as things are."
        assert "16 of 36" in said([*old, *new[:16]], 6.0) or "Better" in said([*old, *new], 6.0)

    def test_no_figure_since_is_too_soon(self) -> None:
        words = said([*STEADY, None], 4.0, rebases=(WEEK,))
        assert words == "Too soon to say whether the target of T will be met."


class TestLimitsThatStep:
    def test_always_is_said_only_where_it_holds_at_every_size(self) -> None:
        large = [(190, 200), (188, 200), (192, 200), (190, 200)] * 6
        small = [*large[:12], (10, 10), *large[12:]]
        assert said(large, 85.0, UP, unit="%", chart=Chart.P).endswith("will be as things are.")
        assert said(small, 85.0, UP, unit="%", chart=Chart.P).endswith("luck may miss it.")

    def test_never_likewise(self) -> None:
        large = [(8, 2000), (10, 2000), (9, 2000), (11, 2000)] * 6
        small = [*large[:12], (0, 40), *large[12:]]
        assert said(large, 0.0, DOWN, unit="per 1,000", chart=Chart.U).startswith("As things are it will not")
        assert said(small, 0.0, DOWN, unit="per 1,000", chart=Chart.U).startswith("Luck decides: 1 of 25")


def test_samples_are_counted_as_samples() -> None:
    readings = {weeks_ago(4 * n): Reading(v) for n, v in enumerate(STEADY)}
    plan = Plan(direction=DOWN, target=4.0, cadence_weeks=4)
    judged = judge(readings, plan, this_week=WEEK)
    assert target_sentence(judged, plan, "T").startswith("Luck decides: 8 of 20 samples met")


def test_what_lies_between_events_has_no_weekly_target() -> None:
    words = "The target of T is for weekly figures, so days between events are not compared with it."
    assert said([0.0, 0.0, 1.0] * 30, 0.0, chart=Chart.T) == words
