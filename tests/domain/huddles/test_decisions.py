"""What a huddle decided of its projects, from their moves of that day."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest

from vmboard.domain.huddles.decisions import blocked, decided
from vmboard.domain.words import Stage

DAY = date(2026, 11, 18)
EARLIER = DAY - timedelta(days=30)
LANES = ("Ideas", "Trying", "Usual practice")


class Move(NamedTuple):
    to_stage: Stage
    moved_on: date
    reason: str = ""


IDEA, TESTING = Move(Stage.IDEA, EARLIER), Move(Stage.TESTING, EARLIER)


def lines(*moves: Move) -> str:
    decision = decided("Quieter doors", moves, DAY, LANES)
    return decision.line if decision else ""


@pytest.mark.parametrize(
    ("to", "reason", "told"),
    [
        (Stage.TESTING, "", "Moved to Trying: Quieter doors."),
        (Stage.EMBEDDED, "the tile", "Usual practice: Quieter doors. We will know it holds by: the tile."),
        (Stage.STOPPED, "It made\nno odds.", "Stopped: Quieter doors. We learned: It made no odds."),
        (Stage.PARKED, "Short of staff", "Parked: Quieter doors. It waits because: Short of staff."),
        (Stage.PARKED, "", "Parked: Quieter doors."),
    ],
)  # fmt: skip
def test_a_move_is_told_by_the_teams_name_for_the_lane_with_the_words_typed(to: Stage, reason: str, told: str) -> None:
    was = IDEA if to is Stage.TESTING else TESTING
    assert lines(IDEA, was, Move(to, DAY, reason)) == told


def test_a_day_is_told_by_where_it_came_to() -> None:
    there_and_back = Move(Stage.STOPPED, DAY, "Oh"), Move(Stage.TESTING, DAY)
    undone = Move(Stage.STOPPED, DAY, "Oh"), TESTING
    on_and_on = Move(Stage.TESTING, DAY), Move(Stage.EMBEDDED, DAY, "the tile")
    assert (lines(IDEA, TESTING, *there_and_back), lines(IDEA, TESTING, *undone)) == ("", "")
    assert lines(IDEA, *on_and_on) == "Usual practice: Quieter doors. We will know it holds by: the tile."
    assert lines(Move(Stage.IDEA, DAY)) == "", "an idea that was only added is no decision"
    assert lines(IDEA, TESTING) == lines(IDEA, TESTING, Move(Stage.STOPPED, DAY + timedelta(days=1), "No")) == ""


def test_what_is_blocked_is_told_with_what_blocks_it() -> None:
    assert [made.line for made in blocked([("Slings", "No money."), ("Rounds", "")])] == ["Blocked: Slings. No money."]
