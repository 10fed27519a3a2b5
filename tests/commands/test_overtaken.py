"""What comes too late: an answer to what was ticked meanwhile, a tick on what was dropped, a step after the end."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.small_ward import MOMENT, Ward, stands_below
from vmboard.commands import actions, escalations, huddles, learning, projects
from vmboard.commands.above import moves_of
from vmboard.domain.escalations import Asked
from vmboard.domain.huddles.sections import Section
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Stage
from vmboard.store.engine import transaction
from vmboard.store.tables import Action, EscalationMove, History, Huddle, PeerQuestion, StageMove

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
REPLIES: list[tuple[Callable[..., EscalationMove], dict[str, Any]]] = [
    (escalations.accept, {}), (escalations.answer, {"words": "Yes"}), (escalations.send_higher, {"words": ""}),
    (escalations.hand_back, {"words": "Yours to choose"}),
]  # fmt: skip


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def sent_up(ward: Ward, on: date = TODAY, text: str = "A second porter") -> tuple[int, EscalationMove]:
    """An action that waits with the division, which itself has somebody above; and the move that sent it."""
    action = ward.do(actions.raise_action, text=text, today=on).id
    return action, ward.do(escalations.escalate, action, reason="Nobody on Sundays", today=on)


def reply(ward: Ward, how: Callable[..., EscalationMove], action: int, on: date = TODAY, **more: Any) -> EscalationMove:
    with transaction(ward.bind, now=MOMENT) as session:
        return how(session, ward.nurse, ward.team_id, action, today=on, **more)


def moves(ward: Ward, action: int) -> list[tuple[Asked, date]]:
    return [(move.state, move.on) for move in ward.ask(lambda session: moves_of(session, ward.team_id, action))]


@pytest.fixture
def below(quick: Ward) -> Ward:
    """A ward with a division above it, and an executive above that."""
    stands_below(stands_below(quick), "Executive")
    return quick


class TestTheAnswerFromAbove:
    def test_to_what_the_ward_ticked_or_dropped_meanwhile_is_heard_by_nobody(self, below: Ward) -> None:
        ticked, seen = sent_up(below)
        below.do(actions.complete, ticked, today=TODAY)
        dropped, _ = sent_up(below)
        below.do(actions.drop, dropped, reason="7B lent us theirs")
        for how, more in REPLIES:
            for action, known in ((ticked, seen.id), (ticked, None), (dropped, None)):
                with pytest.raises(Clash, match="moved this on meanwhile"):
                    reply(below, how, action, seen=known, **more)
        assert len(moves(below, ticked)) == len(moves(below, dropped)) == 1

    def test_to_what_was_taken_back_or_answered_meanwhile_is_heard_by_nobody(self, below: Ward) -> None:
        back, seen = sent_up(below)
        below.do(escalations.take_back, back)
        with pytest.raises(Clash):
            reply(below, escalations.answer, back, words="Yes", seen=seen.id)
        answered, seen = sent_up(below)
        reply(below, escalations.answer, answered, words="Yes", seen=seen.id)
        with pytest.raises(Clash):
            reply(below, escalations.hand_back, answered, words="Yes", seen=seen.id)
        assert (moves(below, back), len(moves(below, answered))) == ([], 2)

    def test_made_where_it_is_still_yesterday_is_dated_like_the_last_move(self, below: Ward) -> None:
        action, _ = sent_up(below, TODAY)
        for how, more in ((escalations.accept, {}), (escalations.answer, {"words": "Yes"})):
            reply(below, how, action, TODAY - A_DAY, **more)
        assert moves(below, action) == [(Asked.WAITING, TODAY), (Asked.ACCEPTED, TODAY), (Asked.ANSWERED, TODAY)]
        below.do(escalations.ask_again, action, reason="One is not enough", today=TODAY + 2 * A_DAY)
        reply(below, escalations.accept, action, TODAY + 3 * A_DAY)
        assert [on for _, on in moves(below, action)[3:]] == [TODAY + 2 * A_DAY, TODAY + 3 * A_DAY]

    def test_the_same_answer_again_is_once_only_for_who_saw_what_it_answered(self, below: Ward) -> None:
        action, seen = sent_up(below)
        first = reply(below, escalations.answer, action, words="Yes", seen=seen.id)
        assert reply(below, escalations.answer, action, words="Yes", seen=seen.id).id == first.id
        with pytest.raises(Clash):
            reply(below, escalations.answer, action, words="No", seen=seen.id)

    def test_it_is_handed_back_one_level_and_from_the_first_to_nobody_but_the_ward(self, below: Ward) -> None:
        action, asked = sent_up(below)
        division = asked.to_team_id
        executive = reply(below, escalations.send_higher, action, words="").to_team_id
        assert executive not in (division, below.team_id)
        assert reply(below, escalations.hand_back, action, words="Within your budget").to_team_id == division
        assert reply(below, escalations.hand_back, action, words="Yours to choose").to_team_id == below.team_id
        with pytest.raises(Clash, match="answered meanwhile"):
            below.do(escalations.take_back, action)

    def test_what_is_taken_back_is_the_newest_asking_and_what_was_said_of_the_one_before_stays(
        self, below: Ward
    ) -> None:
        action, _ = sent_up(below)
        reply(below, escalations.answer, action, words="Yes")
        below.do(escalations.ask_again, action, reason="One is not enough", today=TODAY)
        reply(below, escalations.accept, action)
        below.do(escalations.take_back, action)
        below.do(escalations.take_back, sent := below.do(actions.raise_action, text="Slings", today=TODAY).id)
        assert [state for state, _ in moves(below, action)] == [Asked.WAITING, Asked.ANSWERED]
        assert moves(below, sent) == []


class TestTheAskingAgain:
    def test_of_what_is_still_open_done_or_dropped_is_a_clash(self, below: Ward) -> None:
        still, _ = sent_up(below)
        done = below.do(actions.raise_action, text="Slings", today=TODAY).id
        below.do(actions.complete, done, today=TODAY)
        dropped = below.do(actions.raise_action, text="Rails", today=TODAY).id
        below.do(actions.drop, dropped, reason="Fitted")
        for action in (still, done, dropped):
            with pytest.raises(Clash):
                below.do(escalations.escalate, action, reason="And now?", today=TODAY)

    def test_asking_once_more_after_the_team_above_changed_goes_to_the_new_one(self, below: Ward) -> None:
        action, first = sent_up(below)
        reply(below, escalations.hand_back, action, words="Ask the site")
        other = stands_below(below, "Site")
        again = below.do(escalations.ask_again, action, reason="Nobody on Sundays", today=TODAY)
        assert (first.to_team_id, again.to_team_id) == (first.to_team_id, other.team_id)
        assert first.to_team_id != other.team_id


class TestAnAction:
    def test_that_was_dropped_is_not_ticked_and_one_that_was_ticked_not_dropped_or_put_off(self, quick: Ward) -> None:
        dropped, ticked = (quick.do(actions.raise_action, text=text, today=TODAY).id for text in ("Rails", "Slings"))
        quick.do(actions.drop, dropped, reason="Fitted")
        quick.do(actions.complete, ticked, today=TODAY)
        for late in (
            lambda: quick.do(actions.complete, dropped, today=TODAY),
            lambda: quick.do(actions.carry_over, dropped, was=None, today=TODAY),
            lambda: quick.do(actions.drop, ticked, reason="Fitted"),
            lambda: quick.do(actions.carry_over, ticked, was=None, today=TODAY),
        ):
            with pytest.raises(Clash, match="how it stands now"):
                late()
        assert quick.row(Action, dropped).done_on is None and quick.row(Action, dropped).due is None
        assert not quick.row(Action, ticked).removed and quick.row(Action, ticked).due is None

    def test_is_put_off_once_however_often_one_asks_and_each_time_counts(self, quick: Ward) -> None:
        row = quick.do(actions.raise_action, text="Slings", today=TODAY, due=TODAY).id
        for _ in range(2):
            quick.do(actions.carry_over, row, was=TODAY, today=TODAY)
        assert (quick.row(Action, row).due, quick.row(Action, row).carried) == (TODAY + 7 * A_DAY, 1)
        quick.do(actions.carry_over, row, was=TODAY + 7 * A_DAY, today=TODAY)
        assert (quick.row(Action, row).due, quick.row(Action, row).carried) == (TODAY + 14 * A_DAY, 2)

    def test_whose_day_somebody_moved_to_the_very_day_it_would_be_put_off_to_is_a_clash(self, quick: Ward) -> None:
        row = quick.do(actions.raise_action, text="Slings", today=TODAY, due=TODAY).id
        quick.do(actions.change_action, row, due=TODAY + 7 * A_DAY)
        with pytest.raises(Clash):
            quick.do(actions.carry_over, row, was=TODAY, today=TODAY)
        assert quick.row(Action, row).carried == 0

    def test_typed_on_an_older_version_writes_nothing(self, quick: Ward) -> None:
        row = quick.do(actions.raise_action, text="Slings", today=TODAY)
        quick.do(actions.change_action, row.id, text="Two slings", version=row.version)
        with pytest.raises(Clash):
            quick.do(actions.change_action, row.id, text="Ten slings", version=row.version)
        assert quick.row(Action, row.id).text == "Two slings"

    def test_that_repeats_raises_one_next_however_it_is_ticked_reopened_and_ticked_again(self, quick: Ward) -> None:
        row = quick.do(actions.raise_action, text="Audit", today=TODAY, due=TODAY, repeat_weeks=2).id
        first = quick.do(actions.complete, row, today=TODAY)
        assert (first.due, first.follows_id, first.repeat_weeks) == (TODAY + 14 * A_DAY, row, 2)
        quick.do(actions.change_action, first.id, text="Audit both bays")
        assert quick.do(actions.reopen, row) is None, "somebody touched the next one, so it stays"
        assert quick.do(actions.complete, row, today=TODAY) is None, "and the tick raises no third"
        quick.do(actions.complete, first.id, today=TODAY)
        assert quick.do(actions.reopen, row) is None, "one that is done is not taken back"
        assert not quick.row(Action, first.id).removed

    def test_dropped_for_a_reason_then_picked_up_may_be_dropped_for_another(self, quick: Ward) -> None:
        row = quick.do(actions.raise_action, text="Rails", today=TODAY).id
        for reason in ("Fitted", "Not here"):
            quick.do(actions.drop, row, reason=reason)
            quick.do(actions.drop, row, reason=reason)
            if reason == "Fitted":
                quick.do(actions.pick_up, row)
        with pytest.raises(Clash):
            quick.do(actions.drop, row, reason="Fitted")
        assert [one.reason for one in quick.history() if one.verb == "drop action"] == ["Fitted", "Not here"]


class TestAHuddle:
    def test_closed_again_after_it_was_reopened_says_the_minutes_of_both(self, quick: Ward) -> None:
        row = quick.do(huddles.start_huddle, today=TODAY, now=NOW).id
        quick.do(huddles.close_huddle, row, now=later(10))
        quick.do(huddles.reopen, row, now=later(60))
        assert quick.row(Huddle, row).minutes is None and quick.row(Huddle, row).section_at == later(60)
        quick.do(huddles.close_huddle, row, now=later(65))
        assert quick.row(Huddle, row).minutes == 15
        quick.do(huddles.close_huddle, row, now=later(90))
        assert (quick.row(Huddle, row).minutes, quick.row(Huddle, row).closed_at) == (15, later(65)), "twice is once"

    def test_reopened_twice_goes_on_as_it_was_the_first_time(self, quick: Ward) -> None:
        row = quick.do(huddles.start_huddle, today=TODAY, now=NOW).id
        quick.do(huddles.go_to, row, section=Section.ACTIONS, now=later(2))
        quick.do(huddles.close_huddle, row, now=later(10))
        for minutes in (20, 30):
            quick.do(huddles.reopen, row, now=later(minutes))
        assert (quick.row(Huddle, row).opened_at, quick.row(Huddle, row).section) == (later(10), "actions")

    def test_that_lasted_seconds_lasted_a_minute_and_one_nobody_closed_no_longer_than_ten_hours(
        self, quick: Ward
    ) -> None:
        short = quick.do(huddles.start_huddle, today=TODAY, now=NOW).id
        quick.do(huddles.close_huddle, short, now=later(0.2))
        long = quick.do(huddles.start_huddle, today=TODAY + A_DAY, now=later(24 * 60)).id
        quick.do(huddles.close_huddle, long, now=later(36 * 60))
        assert [quick.row(Huddle, row).minutes for row in (short, long)] == [1, 600]

    def test_that_is_closed_is_led_and_followed_no_further(self, quick: Ward) -> None:
        row = quick.do(huddles.start_huddle, today=TODAY, now=NOW).id
        quick.do(huddles.close_huddle, row, now=later(10))
        for late in (
            lambda: quick.do(huddles.follow, row, on=True),
            lambda: quick.do(huddles.go_to, row, section=Section.CLOSE, now=later(11)),
        ):
            with pytest.raises(Clash, match="closed"):
                late()

    def test_stepped_to_a_project_by_two_from_different_places_goes_where_the_first_took_it(self, quick: Ward) -> None:
        ids = [quick.do(projects.add_project, title=title, today=TODAY).id for title in ("Slings", "Rounds")]
        row = quick.do(huddles.start_huddle, today=TODAY, now=NOW).id
        start = ("celebrate", None)
        quick.do(huddles.go_to, row, section=Section.PROJECTS, project_id=ids[0], was=start, now=later(1))
        with pytest.raises(Clash):
            quick.do(huddles.go_to, row, section=Section.PROJECTS, project_id=ids[1], was=start, now=later(2))
        quick.do(
            huddles.go_to, row, section=Section.PROJECTS, project_id=ids[1], was=("projects", ids[0]), now=later(3)
        )
        assert (quick.row(Huddle, row).project_id, quick.row(Huddle, row).section_at) == (ids[1], later(3))


class TestAProject:
    def test_moved_by_somebody_else_meanwhile_stays_where_they_took_it(self, quick: Ward) -> None:
        row = quick.do(projects.add_project, title="Rounds", today=TODAY).id
        assert quick.do(projects.move_project, row, to=Stage.TESTING, today=TODAY, was=Stage.IDEA) is not None
        with pytest.raises(Clash, match="“Rounds” to Testing just now"):
            quick.do(projects.move_project, row, to=Stage.PARKED, today=TODAY, was=Stage.IDEA)
        assert quick.do(projects.move_project, row, to=Stage.TESTING, today=TODAY, was=Stage.IDEA) is None
        assert quick.ask(lambda session: session.scalar(select(func.count()).select_from(StageMove))) == 2

    def test_a_question_is_answered_by_the_first_and_the_second_reads_that(self, quick: Ward) -> None:
        other = stands_below(quick, "Ward 6")
        row = quick.do(projects.add_project, title="Rounds", today=TODAY).id
        asked = quick.do(learning.ask_peer, row, text="How?", today=TODAY)
        assert quick.do(learning.ask_peer, row, text=" How? ", today=TODAY).id == asked.id

        def answer(text: str, **more: Any) -> PeerQuestion:
            return other.do(
                learning.answer_peer, asking_team_id=quick.team_id, question_id=asked.id, text=text, today=TODAY, **more
            )

        assert answer("At ten.", version=asked.version).answered_by == "Jo Douglas, Ward 6"
        assert answer("At ten.", version=asked.version).answer == "At ten.", "the same again is once"
        for version in (asked.version, None):
            with pytest.raises(Clash):
                answer("At noon.", version=version)
        with pytest.raises(Refused, match="your own team"):
            quick.do(learning.answer_peer, asking_team_id=quick.team_id, question_id=asked.id, text="Us", today=TODAY)
        quick.do(learning.take_back_question, asked.id)
        with pytest.raises(Refused, match="taken this question back"):
            answer("At noon.")
        told = select(func.count()).select_from(History).where(History.verb == "answer peer")
        assert quick.ask(lambda session: session.scalar(told)) == 1
