"""How a huddle sorts the figures of the board, each into one group."""

from dataclasses import replace
from datetime import date, timedelta

from tests.domain.huddles.test_recap import tile
from vmboard.domain.huddles.figures import quiet_words, sorted_out
from vmboard.domain.views.board import Tile
from vmboard.domain.words import Signal

WEEK = date(2026, 11, 15)


def young(weeks: int, name: str = "New") -> Tile:
    made = tile(name, Signal.NOT_ENOUGH)
    chart = replace(
        made.chart, weeks=tuple(WEEK - timedelta(weeks=n) for n in range(weeks)), values=(1.0,) * weeks,
        meanings=(None,) * weeks,
    )  # fmt: skip
    return replace(made, chart=chart)


def test_each_figure_stands_in_one_group_and_a_late_one_in_none_of_the_quiet_ones() -> None:
    steady, late = tile("Steady", Signal.COMMON_CAUSE), replace(tile("Late", Signal.COMMON_CAUSE), late=True)
    checked = replace(tile("Checked", Signal.CONCERN), doubt="41 or 4.1?")
    never = replace(tile("Never", Signal.NOT_ENOUGH), week=None)
    better, worse = tile("Better", Signal.IMPROVEMENT), tile("Worse", Signal.CONCERN)
    groups = sorted_out([steady, late, checked, never, better, worse, young(4)])
    named = [[one.name for one in group] for group in (groups.signals, groups.checked, groups.steady, groups.too_soon)]
    assert named == [["Worse", "Better"], ["Checked"], ["Steady"], ["New"]]


def test_quiet_is_said_of_what_can_be_judged_alone() -> None:
    steady, late = tile("Steady", Signal.COMMON_CAUSE), replace(tile("Late", Signal.COMMON_CAUSE), late=True)
    assert quiet_words([steady]) == "No signals this week."
    assert quiet_words([steady, young(4)]) == "No signals this week. Too soon to say of 1 more."
    assert quiet_words([young(4), young(2)]) == "Too soon to say: 4 of 10 weeks."
    assert quiet_words([late]) == quiet_words([tile("Worse", Signal.CONCERN), steady]) == quiet_words([]) == ""
