"""An escalation from the ward's asking to the answer on its wall."""

from datetime import date

import pytest

from vmboard.domain.escalations import (
    Asked,
    Move,
    above_words,
    act_words,
    allowed,
    chain,
    check_move,
    is_open,
    move_words,
    standing,
    ward_words,
)
from vmboard.domain.refusals import Refused

TODAY = date(2026, 5, 13)
WARD, DIVISION, BOARD = "Ward 4", "Division", "Board"
RAISED = Move(Asked.WAITING, date(2026, 5, 1), DIVISION, "The lifts fail every week")
ACCEPTED = Move(Asked.ACCEPTED, date(2026, 5, 2), DIVISION)
HIGHER = Move(Asked.SENT_HIGHER, date(2026, 5, 2), BOARD)
ANSWERED = Move(Asked.ANSWERED, date(2026, 5, 3), DIVISION, "New lifts are ordered")
BACK_TO_WARD = Move(Asked.HANDED_BACK, date(2026, 5, 3), WARD, "You may choose the porter yourselves")
BACK_TO_DIVISION = Move(Asked.HANDED_BACK, date(2026, 5, 4), DIVISION, "This is within your budget")


def said(*moves: Move) -> tuple[str, str, str]:
    now = standing(moves, WARD, TODAY)
    return ward_words(now, TODAY), above_words(now, TODAY), act_words(now)


class TestWords:
    def test_waiting(self):
        assert said(RAISED) == (
            "Waiting 12 days with Division",
            "Waiting 12 days from Ward 4",
            "Division: accept, answer, send higher or hand back",
        )

    def test_asked_today(self):
        today = Move(Asked.WAITING, TODAY, DIVISION, "The lifts fail")
        assert said(today)[:2] == ("Asked Division today", "Asked by Ward 4 today")

    def test_accepted(self):
        assert said(RAISED, ACCEPTED) == (
            "Division is on it since 2 May, asked 12 days ago",
            "Accepted 2 May, from Ward 4: asked 12 days ago",
            "Division: answer, send higher or hand back",
        )

    def test_sent_higher_still_waits_from_the_day_the_ward_asked(self):
        assert said(RAISED, HIGHER) == (
            "Waiting 12 days with Board",
            "Waiting 12 days from Ward 4",
            "Board: accept, answer, send higher or hand back",
        )

    def test_answered_is_in_the_managers_own_words_and_nobody_must_act(self):
        assert said(RAISED, ANSWERED) == ("Answered 3 May: “New lifts are ordered”", "Answered 3 May, from Ward 4", "")

    def test_handed_back_to_the_ward(self):
        assert said(RAISED, BACK_TO_WARD) == (
            "Handed back 3 May: “You may choose the porter yourselves”",
            "Handed back to Ward 4 3 May",
            "Ward 4: ask again, or settle it as an action of your own",
        )

    def test_handed_back_half_way_down_the_ward_still_waits(self):
        assert said(RAISED, HIGHER, BACK_TO_DIVISION) == (
            "Waiting 12 days with Division",
            "Handed back to you 4 May: “This is within your budget”",
            "Division: answer, send higher or hand back",
        )


class TestDaysWaiting:
    def test_stop_at_the_answer(self):
        assert standing([RAISED, ANSWERED], WARD, TODAY).days_waiting == 0

    def test_begin_again_when_it_is_asked_again(self):
        again = Move(Asked.WAITING, date(2026, 5, 10), DIVISION, "Still broken")
        now = standing([RAISED, ANSWERED, again], WARD, TODAY)
        assert (now.days_waiting, now.asked_on, now.must_act) == (3, date(2026, 5, 10), DIVISION)


class TestMoves:
    @pytest.mark.parametrize(
        ("moves", "may"),
        [
            ([], {Asked.WAITING}),
            ([RAISED], {Asked.ACCEPTED, Asked.ANSWERED, Asked.SENT_HIGHER, Asked.HANDED_BACK}),
            ([RAISED, ACCEPTED], {Asked.ANSWERED, Asked.SENT_HIGHER, Asked.HANDED_BACK}),
            ([RAISED, HIGHER], {Asked.ACCEPTED, Asked.ANSWERED, Asked.SENT_HIGHER, Asked.HANDED_BACK}),
            ([RAISED, HIGHER, BACK_TO_DIVISION], {Asked.ANSWERED, Asked.SENT_HIGHER, Asked.HANDED_BACK}),
            ([RAISED, ANSWERED], {Asked.WAITING}),
            ([RAISED, BACK_TO_WARD], {Asked.WAITING}),
        ],
    )
    def test_only_some_may_come_next(self, moves, may):
        assert allowed(moves, WARD) == may
        for state in Asked:
            new = Move(state, TODAY, DIVISION, "words")
            if state in may:
                check_move(moves, WARD, new)
            else:
                with pytest.raises(Refused):
                    check_move(moves, WARD, new)

    def test_never_go_back_in_time(self):
        with pytest.raises(Refused, match="before its last move"):
            check_move([RAISED], WARD, Move(Asked.ACCEPTED, date(2026, 4, 30), DIVISION))

    @pytest.mark.parametrize("state", [Asked.ANSWERED, Asked.HANDED_BACK])
    def test_that_tell_the_ward_something_need_words(self, state):
        with pytest.raises(Refused, match="in your own words"):
            check_move([RAISED], WARD, Move(state, TODAY, DIVISION, "  "))

    def test_an_escalation_needs_its_reason(self):
        with pytest.raises(Refused, match="why you cannot settle it"):
            check_move([], WARD, Move(Asked.WAITING, TODAY, DIVISION))


class TestTwoOfThem:
    """Asked twice, sent up twice, handed back twice: it is the latest that counts."""

    again = Move(Asked.WAITING, date(2026, 5, 10), BOARD, "Still broken")

    def test_the_chain_begins_anew_when_it_is_asked_again(self):
        assert chain([], WARD) == [WARD] and chain([RAISED], WARD) == [WARD, DIVISION]
        assert chain([RAISED, HIGHER], WARD) == [WARD, DIVISION, BOARD]
        assert chain([RAISED, HIGHER, BACK_TO_DIVISION], WARD) == [WARD, DIVISION]
        assert chain([RAISED, ACCEPTED, ANSWERED], WARD) == [WARD, DIVISION]
        assert chain([RAISED, BACK_TO_WARD], WARD) == [WARD]
        assert chain([RAISED, BACK_TO_WARD, BACK_TO_WARD], WARD) == [WARD]
        assert chain([RAISED, HIGHER, BACK_TO_DIVISION, HIGHER], WARD) == [WARD, DIVISION, BOARD]
        assert chain([RAISED, ANSWERED, self.again], WARD) == [WARD, BOARD]

    def test_it_is_open_while_somebody_above_has_it(self):
        opens = (
            [RAISED],
            [RAISED, ACCEPTED],
            [RAISED, HIGHER],
            [RAISED, HIGHER, BACK_TO_DIVISION],
            [RAISED, ANSWERED, self.again],
        )
        assert all(is_open(moves, WARD) for moves in opens)
        assert not any(is_open(moves, WARD) for moves in ([], [RAISED, ANSWERED], [RAISED, BACK_TO_WARD]))
        assert standing([RAISED, HIGHER, BACK_TO_DIVISION], WARD, TODAY).days_waiting == 12
        assert standing([RAISED, BACK_TO_WARD], WARD, TODAY).days_waiting == 0

    def test_it_waits_with_whoever_was_asked_last(self):
        now = standing([RAISED, ANSWERED, self.again], WARD, TODAY)
        assert (now.holder, now.since, now.words) == (BOARD, date(2026, 5, 10), "Still broken")
        assert ward_words(now, TODAY) == "Waiting 3 days with Board"

    def test_dated_where_it_is_already_tomorrow_it_waits_no_days(self):
        ahead = Move(Asked.WAITING, date(2026, 5, 14), DIVISION, "The lifts fail")
        now = standing([ahead], WARD, TODAY)
        assert now.days_waiting == 0 and ward_words(now, TODAY) == "Asked Division today"

    def test_a_move_may_be_made_on_the_day_of_the_last(self):
        check_move([RAISED], WARD, Move(Asked.ACCEPTED, RAISED.on, DIVISION))
        check_move([RAISED], WARD, Move(Asked.SENT_HIGHER, RAISED.on, BOARD, " "))

    def test_accepted_the_day_it_was_asked_says_today(self):
        today = [Move(Asked.WAITING, TODAY, DIVISION, "x"), Move(Asked.ACCEPTED, TODAY, DIVISION)]
        assert said(*today)[:2] == (
            "Division is on it since 13 May, asked today", "Accepted 13 May, from Ward 4: asked today"
        )  # fmt: skip

    def test_each_move_is_told_with_who_made_it_and_its_words(self):
        assert move_words(RAISED, WARD, TODAY) == "1 May: Ward 4 asked Division: “The lifts fail every week”"
        assert move_words(HIGHER, DIVISION, TODAY) == "2 May: Division sent it to Board"
        assert move_words(BACK_TO_DIVISION, BOARD, TODAY).startswith("4 May: Board handed it back to Division: “")
        assert move_words(ACCEPTED, DIVISION, date(2027, 1, 1)) == "2 May 2026: Division accepted it"
        assert [state.label for state in Asked][3:] == ["Sent higher", "Handed back"]
