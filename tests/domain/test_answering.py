"""Response times: what was agreed, which calls count, and when there are enough for a run chart."""

from datetime import date, timedelta

from vmboard.domain.answering import Agreed, Call, Step, answering, calls, due_says, fell_due, run
from vmboard.domain.escalations import Asked

TODAY = date(2026, 5, 13)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def call(asked: int, answered: int | None, within: int = 7) -> Call:
    """Asked and answered so many days ago, to be answered within so many."""
    return Call("Iona Maclean", day(asked), day(asked - within), None if answered is None else day(answered))


class TestAgreed:
    def test_the_manager_answers_first_and_the_sponsor_what_goes_higher(self):
        agreed = Agreed("Iona Maclean", "Ewan Sutherland", 10)
        assert (agreed.receiver("Division"), agreed.receiver("Executive", higher=True)) == (
            "Iona Maclean", "Ewan Sutherland",
        )  # fmt: skip
        assert agreed.answer_by(TODAY) == date(2026, 5, 23)

    def test_where_nobody_is_named_the_team_above_answers(self):
        assert Agreed().receiver("Division") == Agreed().receiver("Division", higher=True) == "Division"


class TestCalls:
    ASKED = Step(Asked.WAITING, day(20), "Iona Maclean", day(10), to=2)
    HIGHER = Step(Asked.SENT_HIGHER, day(12), "Ewan Sutherland", day(2), to=3)

    def test_to_accept_is_not_to_answer(self):
        (made,) = calls([self.ASKED, Step(Asked.ACCEPTED, day(19))])
        assert made.answered_on is None

    def test_passing_it_on_answers_for_the_one_and_calls_on_the_next(self):
        made = calls([self.ASKED, self.HIGHER, Step(Asked.ANSWERED, day(1))])
        assert [(one.receiver, one.to, one.answered_on, one.in_time) for one in made] == [
            ("Iona Maclean", 2, day(12), True), ("Ewan Sutherland", 3, day(1), False),
        ]  # fmt: skip

    def test_what_was_done_unanswered_owes_nobody_and_what_is_older_than_the_agreement_named_nobody(self):
        assert calls([self.ASKED], is_over=True) == []
        assert calls([Step(Asked.WAITING, day(20)), Step(Asked.ANSWERED, day(3))]) == []


class TestFallenDue:
    def test_only_those_whose_day_is_over_count_so_a_day_of_grace_flatters_nobody(self):
        early, still, late = call(5, 4), call(3, None), call(20, None)
        assert fell_due([early, still, late], TODAY) == [late]

    def test_median_share_and_words(self):
        told = answering([call(30, 26), call(30, 24), call(30, 20)], TODAY)
        assert told.words == "median 6 days to a first answer, 2 of 3 in time (67%)."

    def test_one_that_still_waits_counts_with_its_days_so_far_and_is_said_where_it_could_raise_the_median(self):
        told = answering([call(40, 36), call(12, None), call(40, 20)], TODAY)
        assert told.words == "median at least 12 days to a first answer, 1 of 3 in time (33%)."
        assert not answering([call(40, 36), call(40, 34), call(30, None)], TODAY).at_least


class TestRun:
    def test_months_where_they_are_enough(self):
        made = run([call(30 * month, 30 * month - 5) for month in range(1, 13)], TODAY)
        assert (made.period, made.why_not) == ("month", "")
        assert made.points[-1][0] == date(2026, 4, 30), "the month under way waits"

    def test_weeks_where_months_are_too_few(self):
        made = run([call(7 * week, 7 * week - 5) for week in range(2, 14)], TODAY)
        assert (made.period, len(made.points)) == ("week", 12)

    def test_a_week_that_ends_today_is_not_over(self):
        sunday = date(2026, 5, 17)
        made = [Call("Iona Maclean", day, day, day) for ago in range(12) for day in [sunday - timedelta(weeks=ago)]]
        assert run(made, sunday).points[-1][0] == date(2026, 5, 10)
        assert run(made, sunday + timedelta(days=1)).points[-1][0] == sunday

    def test_too_few_of_either_is_said(self):
        made = run([call(21, 15), call(28, 20)], TODAY)
        assert made.why_not == "Something fell due in 2 weeks so far. A run chart begins at 10."


def test_when_an_answer_is_due_blames_nobody():
    assert due_says("Iona Maclean", date(2026, 5, 20), TODAY) == "Answer due 20 May, from Iona Maclean"
    assert due_says("Iona Maclean", TODAY, TODAY) == "Answer due today, from Iona Maclean"
    assert due_says("Iona Maclean", day(2), TODAY) == "Answer was due 11 May (2 days ago), from Iona Maclean"
    assert due_says("", None, TODAY) == ""
