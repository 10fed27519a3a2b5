"""Embedded is earned: what was won is looked at again after 4, 12 and 26 weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmboard.domain.projects.holding import CHECK_WEEKS, CheckState, Holding, holding
from vmboard.domain.projects.standing import still_holds
from vmboard.domain.words import Direction, Signal

EMBEDDED = date(2026, 3, 1)
BASELINE = 5.0


def after(
    weeks: int, *figures: float | None, signal: Signal = Signal.COMMON_CAUSE, direction: Direction = Direction.DECREASE
) -> Holding:
    """How a project embedded on 1 March holds so many weeks later, with these figures a week since, from baseline 5."""
    dates = [EMBEDDED + timedelta(weeks=n) for n in range(1, len(figures) + 1)]
    today = EMBEDDED + timedelta(weeks=weeks)
    return holding(dates, figures, signal, direction, BASELINE, EMBEDDED, today)


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


figures = st.lists(st.none() | st.integers(0, 10), max_size=40)


@settings(deadline=None, database=None)
@given(figures, figures, st.sampled_from(CHECK_WEEKS))
def test_figures_after_a_check_never_change_what_it_said(
    first: list[float | None], later: list[float | None], weeks: int
) -> None:
    upto = (first + [None] * weeks)[:weeks]
    place = CHECK_WEEKS.index(weeks)
    assert after(weeks, *upto).checks[place] == after(60, *upto, *later).checks[place]


@pytest.mark.parametrize("direction", Direction)
@settings(deadline=None, database=None)
@given(values=figures, signal=st.sampled_from(Signal))
def test_how_it_stands_now_is_what_the_card_on_the_wall_says(
    direction: Direction, values: list[float | None], signal: Signal
) -> None:
    weeks = [EMBEDDED + timedelta(weeks=n) for n in range(1, len(values) + 1)]
    card = still_holds(weeks, values, signal, direction, BASELINE, EMBEDDED)
    now = after(len(values), *values, signal=signal, direction=direction).state
    assert (now is CheckState.HOLDING) == (card is True)
    assert (now is CheckState.SLIPPING) == (card is False)
