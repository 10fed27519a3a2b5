"""What the frozen views say of themselves: what is owed, who reads what, what stands where."""

from dataclasses import replace
from datetime import date

import pytest

from vmboard.domain.coaching.log import Level, Occasion
from vmboard.domain.escalations import Asked
from vmboard.domain.views.escalations import EscalationView
from vmboard.domain.views.visits import VisitLine
from vmboard.domain.views.week import Figure, WeekLine, WeekView
from vmboard.domain.words import Domain, PointStatus

WEEK = date(2026, 11, 15)
IN, NOT_IN = Figure(1, WEEK, "3", PointStatus.FINAL), Figure(1, WEEK)


def line(figure: Figure | None, *, asked: bool = True, owed: bool = False) -> WeekLine:
    return WeekLine(
        measure_id=1, name="Falls", domain=Domain.SAFETY, unit="", unit_text="", decimals=None, owner="", last_when="",
        last_text="", last_typed="", usual="", figure=figure, asked=asked,
        is_owed=owed,
    )  # fmt: skip


def test_a_week_counts_what_it_asks_for_what_it_got_and_what_is_owed() -> None:
    lines = line(IN), line(NOT_IN, owed=True), line(NOT_IN, asked=False), line(None), line(IN, asked=False)
    week = WeekView(WEEK, "", lines, "", ())
    assert (week.asked, week.got, week.owed) == (3, 2, (lines[1],))


WARD, DIVISION, BOARD = 1, 2, 3
SENT = EscalationView(
    team_id=WARD, action_id=5, asker="Ward 4", slug="ward-4", text="Lifts", reason="They fail", holder_id=BOARD,
    holder="Board", state=Asked.SENT_HIGHER, is_open=True, asked_on=WEEK, since=WEEK, held_since=WEEK, days=3,
    says="Waiting with Board",
    says_above="Waiting from Ward 4", turns="", seen=8, may=(Asked.ACCEPTED, Asked.ANSWERED), can_go_higher=False,
    teams=frozenset({WARD, DIVISION, BOARD}), story=("1", "2"),
)  # fmt: skip


def test_what_was_sent_up_is_told_to_each_team_as_it_stands_to_it() -> None:
    """The ward and whoever passed it on read who has it; who has it reads from whom it came."""
    assert [SENT.says_to(team) for team in (WARD, DIVISION, BOARD)] == [SENT.says, SENT.says, SENT.says_above]
    settled = replace(SENT, is_open=False, state=Asked.ANSWERED)
    assert [settled.says_to(team) for team in (WARD, DIVISION, BOARD)] == [SENT.says, SENT.says_above, SENT.says_above]


def test_only_who_has_it_is_offered_to_act() -> None:
    assert [SENT.data(team)["mine"] for team in (WARD, DIVISION, BOARD)] == [False, False, True]
    assert replace(SENT, is_open=False).data(BOARD)["mine"] is False
    data = SENT.data(BOARD)
    assert (data["accept"], data["higher"], data["story"], data["row"]) == (True, False, ["1", "2"], 5)
    assert replace(SENT, may=(Asked.ANSWERED,)).data(BOARD)["accept"] is False


@pytest.mark.parametrize(
    ("level", "occasion", "title"),
    [(Level.WARD, Occasion.VISIT, "Ward visit"), (Level.COACH, Occasion.VISIT, "Coach the coach"),
     (Level.COACH, Occasion.WALK_ROUND, "Coach the coach walk-round"),
     (Level.EXECUTIVE, Occasion.WALK_ROUND, "Executive walk-round")],
)  # fmt: skip
def test_a_visit_is_called_by_its_level_and_occasion(level: Level, occasion: Occasion, title: str) -> None:
    visit = VisitLine(
        visit_id=1, version=1, on=WEEK, on_text="", occasion=occasion, level=level, author="", asked="", next_step="",
        private=False, mine=False,
    )  # fmt: skip
    assert visit.title == title
