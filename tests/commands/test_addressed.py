"""Nothing goes up without somebody who answers and a day: as it was agreed, unless it is said otherwise."""

from datetime import date, timedelta

import pytest

from tests.small_ward import Ward, stands_below
from vmboard.commands import actions, escalations, problem_kinds
from vmboard.commands.escalations import Addressed
from vmboard.commands.teams import add_team, change_team
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.problem_kinds import KINDS
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Role
from vmboard.queries.board import board
from vmboard.queries.escalations import escalation
from vmboard.queries.receivers import answer_times, kinds, sending, shared_problems
from vmboard.store.engine import transaction
from vmboard.store.tables import EscalationMove

TODAY = date(2026, 11, 18)


def send(ward: Ward, to: Addressed = escalations.AGREED, text: str = "A second porter", on: date = TODAY) -> int:
    made = ward.do(actions.raise_action, text=text, today=on)
    ward.do(escalations.escalate, made.id, reason="Nobody on Sundays", today=on, to=to)
    return int(made.id)


def reply(division: Ward, ward: Ward, action: int, on: date, words: str = "From December") -> None:
    with transaction(ward.bind) as session:
        escalations.answer(session, division.nurse, ward.team_id, action, words=words, today=on)


def last(ward: Ward, action: int) -> EscalationMove:
    view = ward.ask(lambda session: escalation(session, ward.nurse, ward.team_id, action, TODAY))
    return ward.row(EscalationMove, view.seen)


def test_it_is_addressed_as_agreed_with_no_word_more_than_before(ward: Ward) -> None:
    division = stands_below(ward)
    stands_below(division, "Executive")
    ward.do(change_team, service_manager="Iona Maclean", executive_sponsor="Ewan Sutherland", answer_days=10)
    began = ward.ask(lambda session: sending(session, ward.nurse, ward.team_id, TODAY))
    assert (began.receiver, began.answer_by, began.kinds) == ("Iona Maclean", date(2026, 11, 28), KINDS)
    action = send(ward)
    move = last(ward, action)
    assert (move.receiver, move.answer_by, move.problem_kind) == ("Iona Maclean", date(2026, 11, 28), "")
    with transaction(ward.bind) as session:
        escalations.send_higher(session, division.nurse, ward.team_id, action, words="", today=TODAY)
    move = last(ward, action)
    assert (move.receiver, move.answer_by) == ("Ewan Sutherland", date(2026, 11, 28))


def test_where_nobody_is_named_the_team_above_answers_within_two_weeks(ward: Ward) -> None:
    stands_below(ward)
    move = last(ward, send(ward))
    assert (move.receiver, move.answer_by) == ("Division", date(2026, 12, 2))


def test_what_is_said_counts_and_asking_again_keeps_the_kind(ward: Ward) -> None:
    division = stands_below(ward)
    action = send(ward, Addressed("Lorna Grant", date(2026, 11, 20), "staffing"))
    move = last(ward, action)
    assert (move.receiver, move.answer_by, move.problem_kind) == ("Lorna Grant", date(2026, 11, 20), "Staffing")
    reply(division, ward, action, TODAY)
    ward.do(escalations.ask_again, action, reason="It is not enough", today=TODAY)
    assert last(ward, action).problem_kind == "Staffing"


def test_a_kind_said_anew_takes_the_place_of_the_one_before(ward: Ward) -> None:
    division = stands_below(ward)
    action = send(ward, Addressed(problem_kind="Staffing"))
    reply(division, ward, action, TODAY)
    for kind in ("Money", ""):
        to = Addressed(problem_kind=kind)
        ward.do(escalations.ask_again, action, reason=f"Again {kind}", today=TODAY, to=to)
        view = ward.ask(lambda session: escalation(session, ward.nurse, ward.team_id, action, TODAY))
        assert view.problem_kind == last(ward, action).problem_kind == "Money"
        reply(division, ward, action, TODAY, words=f"So be it {kind}")
    view = ward.ask(lambda session: escalation(session, ward.nurse, ward.team_id, action, TODAY))
    assert view.problem_kind == "Money", "an answer says no kind, and takes none away"


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        (Addressed(answer_by=TODAY - timedelta(days=1)), "That day is over"),
        (Addressed(problem_kind="Ward 4 again"), "not on the list"),
        (Addressed(receiver="x" * 81), "Who answers"),
    ],
)
def test_a_day_that_is_over_and_a_kind_that_is_not_there_are_refused(ward: Ward, to: Addressed, refusal: str) -> None:
    stands_below(ward)
    with pytest.raises(Refused, match=refusal):
        send(ward, to)


def test_one_from_before_there_were_receivers_stands_as_it_stood(ward: Ward) -> None:
    division = stands_below(ward)
    action = send(ward)
    with transaction(ward.bind) as session:
        for move in session.query(EscalationMove):
            move.receiver, move.answer_by = "", None
    view = ward.ask(lambda session: escalation(session, ward.nurse, ward.team_id, action, TODAY))
    assert (view.due_says, view.says) == ("", "Asked today, with Division")
    reply(division, ward, action, TODAY)
    assert ward.ask(lambda session: answer_times(session, ward.nurse, TODAY)) == []


def test_asked_again_it_is_owed_by_whom_and_when_was_said_last_and_late_the_day_after(ward: Ward) -> None:
    division, day = stands_below(ward), TODAY + timedelta(days=3)
    action = send(ward, Addressed("Iona Maclean", TODAY + timedelta(days=9)))
    reply(division, ward, action, TODAY)
    ward.do(escalations.ask_again, action, reason="Still none", today=TODAY, to=Addressed("Lorna Grant", day))
    view = ward.ask(lambda session: escalation(session, ward.nurse, ward.team_id, action, TODAY))
    assert view.due_says == "Answer due 21 November, from Lorna Grant"

    def above(today: date) -> tuple[str, bool]:
        with transaction(ward.bind) as session:
            (line,) = board(session, division.nurse, division.team_id, today).actions
        return line.due_text, line.late

    assert above(day) == ("Today", False) and above(day + timedelta(days=1)) == ("1 day late", True)


def test_how_soon_somebody_answers_is_told_to_those_who_see_it_and_to_nobody_else(ward: Ward) -> None:
    division = stands_below(ward)
    manager = Actor("Iona Maclean", person=Person(grants=(Grant(division.team_id, Role.MANAGER),)))
    stranger = Actor("Nobody", person=Person(member_of=_below(division, "Ward 2").team_id))
    ward.do(change_team, service_manager="Iona Maclean", answer_days=7)
    for week in range(2, 13):
        asked = TODAY - timedelta(weeks=week + 1)
        reply(division, ward, send(ward, text=f"Thing {week}", on=asked), asked + timedelta(days=4 + 6 * (week > 8)))
    (line,) = ward.ask(lambda session: answer_times(session, manager, TODAY))
    assert (line.receiver, line.holder, line.period) == ("Iona Maclean", "Division", "week")
    assert line.words == "In the last 90 days: median 4 days to a first answer, 7 of 11 in time (64%)."
    assert line.days is not None and line.days.chart.rules_name == "HIS run chart"
    assert line.rows[0][1:] == ("1", "10", "0 (0%)")
    assert ward.ask(lambda session: answer_times(session, stranger, TODAY)) == []


def test_what_fell_due_ninety_days_ago_is_told_and_not_what_was_due_the_day_before(ward: Ward) -> None:
    stands_below(ward)
    due = TODAY - timedelta(days=90)
    send(ward, Addressed("Iona Maclean", due), on=due - timedelta(days=1))
    said = [
        ward.ask(lambda session, on=on: answer_times(session, ward.nurse, on))[0].words
        for on in (TODAY, TODAY + timedelta(days=1))
    ]
    assert said[0].startswith("In the last 90 days: ") and said[1] == "Nothing fell due in the last 90 days."


def test_what_was_dropped_unanswered_is_owed_by_nobody(ward: Ward) -> None:
    stands_below(ward)
    ward.do(change_team, service_manager="Iona Maclean")
    first, _ = send(ward, on=TODAY - timedelta(days=3)), send(ward, text="New slings")

    def waits() -> list[str]:
        return [line.waiting for line in ward.ask(lambda session: answer_times(session, ward.nurse, TODAY))]

    assert waits() == ["2 wait now, the longest 3 days."]
    ward.do(actions.drop, first, reason="The ward moves")
    assert waits() == ["1 waits now, the longest 0 days."]


def test_three_teams_with_one_kind_of_problem_are_told_on_the_wall_above_and_on_no_other(ward: Ward) -> None:
    division = stands_below(ward)
    money = Addressed(problem_kind="Money")
    below = [ward, *(_below(division, name) for name in ("Ward 2", "Ward 10"))]
    for one in below[:2]:
        send(one, money)
    assert not _wall(division)
    send(below[2], money)
    assert _wall(division) == ["Money: sent up by 3 teams in 30 days"]
    assert not _wall(ward)
    (told,) = division.ask(lambda session: shared_problems(session, division.nurse, division.team_id, TODAY))
    assert told.whose == "Ward 2, Ward 7A and Ward 10"


def test_the_list_of_kinds_is_everybodys_to_choose_and_nobodys_is_lost(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        problem_kinds.set_kinds(session, ward.nurse, lines=["Lifts", "Beds"], version=0)
    assert ward.ask(lambda session: kinds(session, ward.nurse)).kinds == ("Lifts", "Beds")
    with pytest.raises(Clash), transaction(ward.bind) as session:
        problem_kinds.set_kinds(session, ward.nurse, lines=["Other"], version=0)
    with transaction(ward.bind) as session:
        problem_kinds.reset_kinds(session, ward.nurse)
    assert ward.ask(lambda session: kinds(session, ward.nurse)).kinds == KINDS


def _below(division: Ward, name: str) -> Ward:
    with transaction(division.bind) as session:
        made = add_team(
            session, division.nurse, organisation="NHS Highland", site="Raigmore Hospital", name=name,
            timezone="Europe/London", parent_id=division.team_id,
        )  # fmt: skip
        return Ward(division.bind, made.id)


def _wall(team: Ward) -> list[str]:
    made = team.ask(lambda session: board(session, team.nurse, team.team_id, TODAY))
    return [line.text for line in made.actions if line.action_id == 0]
