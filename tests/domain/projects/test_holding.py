"""Embedded is earned: what was won is looked at again after 4, 12 and 26 weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.projects.holding import CHECK_WEEKS, CheckState, Holding, holding
from vmboard.domain.projects.standing import still_holds
from vmboard.domain.words import Direction, Signal

EMBEDDED = date(2026, 3, 1)
BASELINE = 5.0
BETTER = [Signal.IMPROVEMENT] * 4


def after(
    weeks: int, *figures: float | None, signal: Signal = Signal.COMMON_CAUSE,
    direction: Direction = Direction.DECREASE, won: int | None = 0,
) -> Holding:  # fmt: skip
    """How a project embedded on 1 March holds so many weeks later, with these figures a week since, from baseline 5.

    ``won`` is the place of the week of which the rules said Better; None where they never did."""
    dates = [EMBEDDED + timedelta(weeks=n) for n in range(1, len(figures) + 1)]
    meanings = [Signal.IMPROVEMENT if place == won else Signal.COMMON_CAUSE for place in range(len(figures))]
    today = EMBEDDED + timedelta(weeks=weeks)
    return holding(dates, figures, meanings, signal, direction, BASELINE, EMBEDDED, today)


def states(held: Holding) -> list[str]:
    return [check.state.value for check in held.checks]


def test_the_checks_are_due_after_4_12_and_26_weeks() -> None:
    assert [(check.weeks, check.due) for check in after(0).checks] == [
        (4, date(2026, 3, 29)),
        (12, date(2026, 5, 24)),
        (26, date(2026, 8, 30)),
    ]


def test_before_the_first_check_it_says_when_that_is() -> None:
    held = after(2, 3, 3)
    assert states(held) == ["not due yet"] * 3 and held.state is CheckState.NOT_DUE
    assert held.sentence == "Next check at 4 weeks, 29 Mar"


def test_a_gain_that_lasts_is_still_holding() -> None:
    held = after(13, *[3] * 13)
    assert states(held) == ["holding", "holding", "not due yet"]
    assert held.sentence == "Still holding at 12 weeks"
    assert held.next_check is not None and held.next_check.weeks == 26
    assert after(30, *[3] * 30).sentence == "Still holding at 26 weeks"
    assert after(30, *[3] * 30).next_check is None


def test_a_gain_that_is_lost_is_slipping() -> None:
    held = after(13, *[3] * 8, *[6] * 5)
    assert states(held) == ["holding", "slipping", "not due yet"]
    assert held.state is CheckState.SLIPPING and held.sentence == "Slipping: check the linked measure"


def test_a_signal_for_the_worse_is_slipping_now_and_leaves_past_checks_as_they_were() -> None:
    held = after(13, *[3] * 13, signal=Signal.CONCERN)
    assert held.state is CheckState.SLIPPING and states(held) == ["holding", "holding", "not due yet"]


def test_a_gain_won_back_says_so() -> None:
    held = after(17, *[3] * 8, *[6] * 4, *[3] * 5)
    assert states(held)[:2] == ["holding", "slipping"]
    assert held.sentence == "Holding again, after slipping at 12 weeks"


def test_on_the_day_of_the_first_check_too_few_figures_are_not_enough() -> None:
    assert after(4, 3).state is CheckState.NOT_ENOUGH
    assert after(4, 3).sentence == "Not enough figures to say. Next check at 12 weeks, 24 May"


def test_too_few_figures_say_neither_and_name_the_next_check() -> None:
    held = after(6, 3, None, 3)
    assert states(held)[0] == "not enough figures" and held.state is CheckState.NOT_ENOUGH
    assert held.sentence == "Not enough figures to say. Next check at 12 weeks, 24 May"
    assert after(40, 3).sentence == "Not enough figures to say"


def test_figures_that_came_after_a_check_hold_from_the_weeks_since() -> None:
    held = after(6, None, 3, 3, 3, 3, 3)
    assert states(held)[0] == "not enough figures"
    assert held.sentence == "Still holding at 6 weeks"


def test_a_measure_with_no_better_direction_cannot_tell() -> None:
    assert "no better direction" in after(13, *[3] * 13, direction=Direction.NEUTRAL).sentence


def test_a_check_is_due_on_its_day_and_looks_at_the_week_that_ends_then() -> None:
    day_before = EMBEDDED + timedelta(days=27)
    figures, weeks = (3, 3, 3, 3), [EMBEDDED + timedelta(weeks=n) for n in (1, 2, 3, 4)]

    def seen(today: date, values: tuple[int, ...] = figures) -> list[str]:
        return states(
            holding(weeks, values, BETTER, Signal.COMMON_CAUSE, Direction.DECREASE, BASELINE, EMBEDDED, today)
        )

    assert seen(day_before)[0] == "not due yet" and seen(day_before + timedelta(days=1))[0] == "holding"
    assert seen(day_before + timedelta(days=1), (3, 3, 3, 9))[0] == "holding"
    assert seen(day_before + timedelta(days=1), (3, 3, 3, 99))[0] == "slipping", "the last week counts"


def test_slipping_is_dated_by_the_first_week_of_the_slip_that_goes_on() -> None:
    held = after(14, *[3] * 5, *[9] * 3, *[3] * 3, *[9] * 3)
    assert held.state is CheckState.SLIPPING and held.slipping_since == EMBEDDED + timedelta(weeks=13)
    assert held.short == "Slipping since May"
    always = after(6, *[9] * 6)
    assert always.slipping_since == EMBEDDED + timedelta(weeks=4)
    by_signal = after(13, *[3] * 13, signal=Signal.CONCERN)
    assert by_signal.slipping_since == EMBEDDED + timedelta(weeks=13)


@pytest.mark.parametrize(
    ("held", "short", "holds"),
    [
        (after(13, *[3] * 13), "Holding at 12 weeks", True), (after(5, *[3] * 5), "Holding at 4 weeks", True),
        (after(6, None, 3, 3, 3, 3, 3), "Still holding", True), (after(2, 3, 3), "", None),
        (after(30, *[3] * 8, *[6] * 4, *[3] * 18), "Holding at 26 weeks", True),
        (after(17, *[3] * 8, *[6] * 4, *[3] * 5), "Holding at 4 weeks", True),
        (after(6, 9, 9, 9, 9, 9, 9), "Slipping since March", False),
    ],
)  # fmt: skip
def test_a_card_says_it_shortly(held: Holding, short: str, holds: bool | None) -> None:
    assert (held.short, held.holds) == (short, holds)


def test_nothing_holds_that_was_never_won() -> None:
    """An average on the right side of the baseline is no change: the rules have to have said Better, after the move."""
    held = after(13, *[4] * 13, won=None)
    assert held.state is CheckState.NO_CHANGE and held.holds is None
    assert held.sentence == held.short == "No clear change, so nothing to hold yet"
    assert states(held) == ["no clear change", "no clear change", "not due yet"]
    assert after(13, *[6] * 13, won=None).state is CheckState.NO_CHANGE, "nor can it slip"


def test_better_before_the_move_was_not_its_doing() -> None:
    weeks = [EMBEDDED + timedelta(weeks=n) for n in range(-3, 14)]
    meanings = [Signal.IMPROVEMENT if week < EMBEDDED else Signal.COMMON_CAUSE for week in weeks]
    today = weeks[-1]

    def seen() -> Holding:
        return holding(weeks, [3.0] * 17, meanings, Signal.COMMON_CAUSE, Direction.DECREASE, BASELINE, EMBEDDED, today)

    assert seen().state is CheckState.NO_CHANGE
    meanings[3] = Signal.IMPROVEMENT  # the week that ends on the day of the move
    assert seen().state is CheckState.HOLDING


def test_a_check_holds_from_the_week_on_in_which_it_was_won() -> None:
    assert states(after(13, *[3] * 13, won=7)) == ["no clear change", "holding", "not due yet"]
    assert after(13, *[3] * 13, won=7).short == "Holding at 12 weeks"


def test_worse_by_the_rules_is_slipping_whether_it_was_won_or_not() -> None:
    held = after(13, *[6] * 13, won=None, signal=Signal.CONCERN)
    assert held.state is CheckState.SLIPPING and states(held)[:2] == ["no clear change"] * 2


figures = st.lists(st.none() | st.integers(0, 10), max_size=40)


@given(figures, figures, st.sampled_from(CHECK_WEEKS))
def test_figures_after_a_check_never_change_what_it_said(
    first: list[float | None], later: list[float | None], weeks: int
) -> None:
    upto = (first + [None] * weeks)[:weeks]
    place = CHECK_WEEKS.index(weeks)
    assert after(weeks, *upto).checks[place] == after(60, *upto, *later).checks[place]


@pytest.mark.parametrize("direction", Direction)
@given(values=figures, signal=st.sampled_from(Signal))
def test_how_it_stands_now_is_what_the_card_on_the_wall_says(
    direction: Direction, values: list[float | None], signal: Signal
) -> None:
    weeks = [EMBEDDED + timedelta(weeks=n) for n in range(1, len(values) + 1)]
    card = still_holds(weeks, values, signal, direction, BASELINE, EMBEDDED)
    now = after(len(values), *values, signal=signal, direction=direction).state
    assert (now is CheckState.HOLDING) == (card is True)
    assert (now is CheckState.SLIPPING) == (card is False)
