"""An escalation from the ward's asking to the answer on its wall."""

from dataclasses import replace
from datetime import date

import pytest

from vmboard.domain.escalations import (
    Asked,
    Move,
    above_words,
    allowed,
    chain,
    check_move,
    is_open,
    move_words,
    standing,
    turn_words,
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
    """What the ward reads, what whoever has it reads, and for how many days each had it."""
    now = standing(moves, WARD, TODAY)
    return ward_words(now, TODAY), above_words(now, TODAY), turn_words(now)


class TestWords:
    def test_waiting(self):
        wait = "Asked 12 days ago, with Division since 1 May"
        assert said(RAISED) == (wait, wait, "")

    def test_asked_today(self):
        today = Move(Asked.WAITING, TODAY, DIVISION, "The lifts fail")
        assert said(today)[:2] == ("Asked today, with Division", "Asked today, with Division")

    def test_accepted(self):
        wait = "Asked 12 days ago, with Division since 1 May, accepted 2 May"
        assert said(RAISED, ACCEPTED) == (wait, wait, "")

    def test_sent_higher_still_waits_from_the_day_the_ward_asked_and_tells_since_when_they_have_it(self):
        wait = "Asked 12 days ago, with Board since 2 May"
        assert said(RAISED, HIGHER) == (wait, wait, "1 day with Division, 11 days with Board")

    def test_sent_higher_today(self):
        higher = replace(HIGHER, on=TODAY)
        assert said(RAISED, higher)[0] == "Asked 12 days ago, with Board since today"

    def test_answered_is_in_the_managers_own_words_and_tells_how_long_they_had_it(self):
        assert said(RAISED, ANSWERED) == (
            "Answered 3 May: “New lifts are ordered”", "Answered 3 May, from Ward 4", "2 days with Division",
        )  # fmt: skip

    def test_handed_back_to_the_ward(self):
        assert said(RAISED, BACK_TO_WARD) == (
            "Handed back 3 May: “You may choose the porter yourselves”",
            "Handed back to Ward 4 3 May",
            "2 days with Division",
        )

    def test_handed_back_half_way_down_the_ward_still_waits(self):
        wait = "Asked 12 days ago, with Division since 4 May"
        assert said(RAISED, HIGHER, BACK_TO_DIVISION) == (
            wait, f"{wait}. Handed back to you: “This is within your budget”",
            "1 day with Division, 2 days with Board, 9 days with Division",
        )  # fmt: skip


class TestDaysWaiting:
    def test_stop_at_the_answer(self):
        assert standing([RAISED, ANSWERED], WARD, TODAY).days_waiting == 0

    def test_begin_again_when_it_is_asked_again(self):
        again = Move(Asked.WAITING, date(2026, 5, 10), DIVISION, "Still broken")
        now = standing([RAISED, ANSWERED, again], WARD, TODAY)
        assert (now.days_waiting, now.asked_on, now.holder) == (3, date(2026, 5, 10), DIVISION)
        assert [(turn.holder, turn.days) for turn in now.turns] == [(DIVISION, 3)]

    def test_are_the_days_of_those_who_had_it_added_up(self):
        now = standing([RAISED, HIGHER, BACK_TO_DIVISION, replace(HIGHER, on=TODAY)], WARD, TODAY)
        assert sum(turn.days for turn in now.turns) == now.days_waiting == 12


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
        assert ward_words(now, TODAY) == "Asked 3 days ago, with Board since 10 May"

    def test_dated_where_it_is_already_tomorrow_it_waits_no_days(self):
        ahead = Move(Asked.WAITING, date(2026, 5, 14), DIVISION, "The lifts fail")
        now = standing([ahead], WARD, TODAY)
        assert now.days_waiting == 0 and ward_words(now, TODAY) == "Asked today, with Division"

    def test_a_move_may_be_made_on_the_day_of_the_last(self):
        check_move([RAISED], WARD, Move(Asked.ACCEPTED, RAISED.on, DIVISION))
        check_move([RAISED], WARD, Move(Asked.SENT_HIGHER, RAISED.on, BOARD, " "))

    def test_accepted_the_day_it_was_asked_says_today(self):
        today = [Move(Asked.WAITING, TODAY, DIVISION, "x"), Move(Asked.ACCEPTED, TODAY, DIVISION)]
        assert said(*today)[0] == "Asked today, with Division, accepted today"

    def test_each_move_is_told_with_who_made_it_and_its_words(self):
        assert move_words(RAISED, WARD, TODAY) == "1 May: Ward 4 asked Division: “The lifts fail every week”"
        assert move_words(HIGHER, DIVISION, TODAY) == "2 May: Division sent it to Board"
        assert move_words(BACK_TO_DIVISION, BOARD, TODAY).startswith("4 May: Board handed it back to Division: “")
        assert move_words(ACCEPTED, DIVISION, date(2027, 1, 1)) == "2 May 2026: Division accepted it"
        assert [state.label for state in Asked][3:] == ["Sent higher", "Handed back"]
