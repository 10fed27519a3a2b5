"""The offer of a new centre line, and what the old one would have said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vmboard.domain.measures.judged import Plan
from vmboard.domain.measures.new_line import NewLine, new_line, old_line_words
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Direction, Rules, Signal

WEEK = date(2026, 11, 15)
FEWER = Plan(unit="count", direction=Direction.DECREASE)
BEFORE, SINCE = [13.0, 16.0, 12.0, 15.0] * 10, [8.0, 11.0, 9.0, 10.0] * 6


def weeks_ago(n: int) -> date:
    return WEEK - timedelta(weeks=n)


def readings(values: list[float], out_of: float | None = None) -> dict[date, Reading]:
    last = len(values) - 1
    return {
        weeks_ago(last - n): Reading(v, numerator=v * out_of / 100, denominator=out_of) if out_of else Reading(v)
        for n, v in enumerate(values)
    }


def offered(values: list[float], plan: Plan = FEWER, out_of: float | None = None) -> NewLine | None:
    return new_line(readings(values, out_of), plan, this_week=WEEK)


class TestTheOffer:
    def test_says_since_when_why_and_what_the_new_limits_would_be(self):
        found = offered([*BEFORE, *SINCE])
        assert found is not None
        assert found.week == weeks_ago(23)
        assert found.sentence == (
            "Lower since 7 Jun, and it has lasted: around 9.5 over 24 weeks, where it was around 14. "
            "A new centre line from there would stand at 9.5, with a usual range of 5 to 14."
        )
        assert found.centre == pytest.approx(sum(SINCE) / 24)
        assert len(found.limits) == 24 and len(set(found.limits)) == 1

    def test_is_not_made_before_twenty_one_weeks(self):
        assert offered([*BEFORE, *SINCE[:20]]) is None

    def test_is_over_once_the_line_is_drawn(self):
        drawn = replace(FEWER, rebases=(weeks_ago(23),))
        assert offered([*BEFORE, *SINCE], drawn) is None

    def test_is_made_of_a_chosen_chart_too_in_the_figures_people_know(self):
        plan = Plan(unit="%", direction=Direction.DECREASE, chart=Chart.P_PRIME)
        found = offered([*BEFORE, *SINCE], plan, out_of=200)
        assert found is not None and found.sentence.startswith("Lower since 7 Jun, and it has lasted: around 9.5% over")
        assert found.centre == pytest.approx(sum(SINCE) / 24)
        run = offered([*BEFORE, *SINCE], replace(FEWER, rules=Rules.ANHOJ))
        assert run is not None and "with a usual range" not in run.sentence

    @pytest.mark.parametrize("plan", [replace(FEWER, chart=Chart.T), replace(FEWER, cadence_weeks=2)])
    def test_is_of_weeks_and_of_nothing_else(self, plan):
        assert offered([*BEFORE, *SINCE], plan) is None

    def test_a_baseline_with_weeks_missing_draws_its_line_from_those_it_has(self):
        """Of twenty weeks frozen seven are missing; the new level begins right after them."""
        values = readings([*BEFORE[:20], *SINCE])
        for n in (2, 3, 5, 6, 8, 9, 12):
            del values[weeks_ago(len(SINCE) + n)]
        frozen = (weeks_ago(len(SINCE) + 19), weeks_ago(len(SINCE)))
        found = new_line(values, replace(FEWER, baseline=frozen), this_week=WEEK)
        assert found is not None and found.week == weeks_ago(len(SINCE) - 1)

    def test_weeks_left_out_count_for_nothing(self):
        left_out = frozenset(weeks_ago(n) for n in range(4))
        assert offered([*BEFORE, *SINCE], replace(FEWER, excluded=left_out)) is None


class TestTheOldLine:
    def said(self, since: list[float], now: Signal, **decided: object) -> str:
        plan = replace(FEWER, rebases=(weeks_ago(len(since) - 1),), **decided)  # type: ignore[arg-type]
        return old_line_words(readings([*BEFORE, *since]), plan, this_week=WEEK, now=now)

    def test_is_told_where_it_would_have_said_otherwise(self):
        assert self.said(SINCE, Signal.COMMON_CAUSE) == "By the centre line before 7 Jun this would be Better."
        assert self.said([8.0, 4.0], Signal.NOT_ENOUGH).endswith("this would be Better.")

    def test_is_not_told_where_it_says_the_same(self):
        assert self.said(SINCE, Signal.IMPROVEMENT) == ""
        assert self.said(BEFORE[:3], Signal.NOT_ENOUGH) == ""

    def test_is_not_told_of_a_stretch_too_short_to_judge(self):
        values = [*BEFORE[:9], *SINCE]
        plan = replace(FEWER, rebases=(weeks_ago(23),))
        assert old_line_words(readings(values), plan, this_week=WEEK, now=Signal.COMMON_CAUSE) == ""

    def test_is_that_of_the_stretch_just_before_the_latest_rebase(self):
        earlier = [100.0, 101.0] * 10
        plan = replace(FEWER, rebases=(weeks_ago(63), weeks_ago(23)))
        told = old_line_words(readings([*earlier, *BEFORE, *SINCE]), plan, this_week=WEEK, now=Signal.COMMON_CAUSE)
        assert told.endswith("before 7 Jun this would be Better.")

    def test_is_the_frozen_one_that_stood_until_then(self):
        """Frozen around 14, then a better stretch that a rebase ended: the line drawn there was the frozen one."""
        values, frozen = [*BEFORE[:16], *SINCE, *[12.5, 13.0] * 6], (weeks_ago(51), weeks_ago(36))
        plan = replace(FEWER, baseline=frozen, rebases=(weeks_ago(11),))
        told = old_line_words(readings(values), plan, this_week=WEEK, now=Signal.COMMON_CAUSE)
        assert told == "By the centre line before 30 Aug this would be Better."

    def test_of_the_stretch_alone_where_a_rebase_had_ended_the_baseline(self):
        values = [*[100.0, 101.0] * 10, *BEFORE, *SINCE]
        plan = replace(FEWER, baseline=(weeks_ago(83), weeks_ago(70)), rebases=(weeks_ago(63), weeks_ago(23)))
        told = old_line_words(readings(values), plan, this_week=WEEK, now=Signal.COMMON_CAUSE)
        assert told.endswith("before 7 Jun this would be Better.")

    def test_was_a_run_chart_while_there_were_too_few_weeks_for_limits(self):
        values, plan = [*BEFORE[:12], *SINCE], replace(FEWER, rebases=(weeks_ago(23),))
        assert old_line_words(readings(values), plan, this_week=WEEK, now=Signal.COMMON_CAUSE) == ""

    def test_is_held_against_the_board_s_week_and_none_further_on(self):
        values = readings([*BEFORE, 2.0, 13.0, 4.0])
        del values[weeks_ago(1)]
        plan = replace(FEWER, rebases=(weeks_ago(1),))
        assert old_line_words(values, plan, this_week=weeks_ago(1), now=Signal.NOT_ENOUGH) == ""

    def test_is_not_there_without_a_rebase_or_on_a_run_chart(self):
        assert old_line_words(readings(BEFORE), FEWER, this_week=WEEK, now=Signal.COMMON_CAUSE) == ""
        assert self.said(SINCE, Signal.COMMON_CAUSE, chart=Chart.RUN) == ""
