"""An escalation from the ward's asking to the answer on its wall."""

from datetime import date

import pytest

from vmboard.domain.escalations import Asked, Move, above_words, act_words, allowed, check_move, standing, ward_words
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
