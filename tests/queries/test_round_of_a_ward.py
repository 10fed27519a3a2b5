"""One ward on which everything is wrong, put right thing by thing: every reason of the round is there, and goes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from tests.small_ward import Ward, stands_below
from vmboard.commands import actions, days, displays, escalations, huddles, measures, projects, visits
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.coaching.log import Level, Occasion
from vmboard.domain.coaching.reasons_to_visit import Why
from vmboard.domain.words import Direction, Domain, LinkRole, MeasureKind, Stage
from vmboard.queries.round import morning_round
from vmboard.store.engine import transaction
from vmboard.store.tables import Display

TODAY = date(2027, 1, 20)
"""Nine weeks after the ward began."""
NOW = datetime(2027, 1, 20, 9, tzinfo=UTC)
WEEK = date(2027, 1, 17)
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
STEADY = (4.0, 5, 3, 4, 6, 4, 3, 5, 4, 5, 3, 4, 5, 4, 3, 5)
WORSE = (9.0, 10, 8, 9, 11, 10, 8)
FELL = (6.0, 5, 7, 6, 5, 7, 6, 6, 3, 2, 3, 4, 3, 2, 3, 3, 2, 3, 4, 3, 2, 3, 3, 2)


def reasons(ward: Ward) -> dict[Why, str]:
    found = ward.ask(lambda session: morning_round(session, DEMO, TODAY, NOW))
    line = next(one for one in found.lines if one.team_id == ward.team_id)
    return {reason.kind: reason.text for reason in line.ranked.reasons}


def at(ward: Ward, day: date, command, *args, **details):  # type: ignore[no-untyped-def]
    """As done on this day."""
    with transaction(ward.bind, now=datetime(day.year, day.month, day.day, 9, tzinfo=UTC)) as session:
        return command(session, ward.nurse, ward.team_id, *args, **details)


def figures(ward: Ward, name: str, values: tuple[float, ...]) -> int:
    """A measure, and its newest weeks all typed in late."""
    made = ward.do(measures.add_measure, name=name, domain=Domain.SAFETY, direction=Direction.DECREASE).id
    points = [NewPoint(WEEK - (len(values) - 1 - place) * A_WEEK, value) for place, value in enumerate(values)]
    began = date(2026, 11, 25)
    at(ward, began, record_points, made, [point for point in points if point.week < began])
    at(ward, TODAY, record_points, made, [point for point in points if point.week > began])
    return made


def on_trial(ward: Ward, title: str, since: date) -> int:
    made = ward.do(projects.add_project, title=title, today=since).id
    ward.do(projects.move_project, made, to=Stage.TESTING, today=since)
    return made


def seen(ward: Ward, screen: int, day: date) -> None:
    with transaction(ward.bind) as session:
        session.execute(update(Display).where(Display.id == screen).values(last_seen_at=NOW - (TODAY - day)))


def test_every_reason_is_there_where_everything_is_wrong_and_none_once_all_is_put_right(ward: Ward) -> None:
    division = stands_below(ward)
    worse, slipped = figures(ward, "Trips", (*STEADY, *WORSE)), figures(ward, "Omitted", (*FELL, 6, 7, 6, 7))
    first = WEEK - 27 * A_WEEK
    ward.do(measures.freeze_baseline, slipped, first_week=first, last_week=first + 7 * A_WEEK, reason="Before")
    done = on_trial(ward, "Skin bundle", TODAY - 190 * A_DAY)
    ward.do(projects.link_measure, done, slipped, role=LinkRole.OUTCOME)
    ward.do(projects.move_project, done, to=Stage.EMBEDDED, today=TODAY - 100 * A_DAY, reason="It holds")
    stuck, blocked = on_trial(ward, "Rounds", TODAY - 46 * A_DAY), on_trial(ward, "Rails", TODAY)
    ward.do(projects.block, blocked, reason="Waiting for Estates")
    asked = ward.do(actions.raise_action, text="A second porter", today=TODAY - 12 * A_DAY).id
    ward.do(escalations.escalate, asked, reason="Nobody on Sundays", today=TODAY - 12 * A_DAY)
    screen, _ = ward.do(displays.add_display, name="Corridor")
    seen(ward, screen.id, TODAY - 2 * A_DAY)

    found = reasons(ward)
    assert set(found) == set(Why) - {Why.NO_TEST, Why.ESCALATION, Why.UNOPENED}, (
        "it tests something, the division owes the answer, and people worked on its board"
    )
    assert found[Why.STUCK] == "Rounds stuck 46 days"
    assert reasons(division)[Why.ESCALATION] == "To answer Ward 7A: A second porter"

    low = [NewPoint(WEEK - n * A_WEEK, 2.0) for n in range(4)]
    put_right = {
        Why.WORSE: lambda: ward.do(measures.rebase, worse, week=WEEK - 6 * A_WEEK, reason="A new way of counting"),
        Why.SLIPPING: lambda: at(ward, TODAY, record_points, slipped, low),
        Why.BLOCKED: lambda: ward.do(projects.unblock, blocked),
        Why.STUCK: lambda: ward.do(projects.move_project, stuck, to=Stage.PARKED, today=TODAY, reason="Not now"),
        Why.HUDDLE: lambda: ward.do(huddles.hold_huddle, held_on=TODAY - A_DAY),
        Why.VISIT: lambda: ward.do(
            visits.add_visit, on=TODAY, occasion=Occasion.VISIT, level=Level.WARD, asked="What next?", today=TODAY
        ),
        Why.SCREEN: lambda: seen(ward, screen.id, TODAY),
        Why.LATE: lambda: ward.do(measures.remove_measure, ward.falls_id),
        Why.ON_TIME: lambda: ward.do(measures.remove_measure, worse) or ward.do(measures.remove_measure, slipped),
    }  # fmt: skip
    for kind, mend in put_right.items():
        assert kind in reasons(ward)
        mend()
        assert kind not in reasons(ward), kind
    assert reasons(ward) == {}
    ward.do(projects.move_project, blocked, to=Stage.PARKED, today=TODAY, reason="Not now")
    assert reasons(ward) == {Why.NO_TEST: "Testing nothing"}
    ward.do(escalations.answer, asked, words="From December", today=TODAY)
    assert Why.ESCALATION not in reasons(division)


def test_what_was_sent_higher_waits_until_it_is_answered_there_or_taken_back(ward: Ward) -> None:
    division = stands_below(ward)
    executive = stands_below(division, "Executive")
    began = TODAY - 12 * A_DAY
    asked = ward.do(actions.raise_action, text="A second porter", today=began).id

    def waits() -> list[bool]:
        """Of the ward, the division and the executive team: who owes the answer."""
        return [Why.ESCALATION in reasons(team) for team in (ward, division, executive)]

    ward.do(escalations.escalate, asked, reason="Nobody on Sundays", today=began)
    assert waits() == [False, True, False]
    ward.do(escalations.send_higher, asked, words="Not ours", today=TODAY - 5 * A_DAY)
    assert waits() == [False, False, True], "it waits since it was asked, and for those who have it"
    ward.do(escalations.accept, asked, today=TODAY)
    assert waits() == [False, False, True], "to be on it is not to answer"
    ward.do(escalations.answer, asked, words="From December", today=TODAY)
    assert waits() == [False] * 3
    ward.do(escalations.ask_again, asked, reason="December has come", today=TODAY)
    assert waits() == [False] * 3, "the days are counted anew"
    ward.do(escalations.take_back, asked)
    assert waits() == [False] * 3


@pytest.mark.parametrize(("kind", "late"), [(MeasureKind.SAFETY_CROSS, True), (MeasureKind.DAYS_SINCE, False)])
def test_a_safety_cross_left_open_is_late_and_days_without_harm_are_not(
    ward: Ward, kind: MeasureKind, late: bool
) -> None:
    began = WEEK - 6 * A_WEEK
    ward.do(measures.change_measure, ward.falls_id, kind=kind, began_on=began)
    for ago in range(20, 42):
        ward.do(days.mark_day, ward.falls_id, day=WEEK - ago * A_DAY, count=0, today=TODAY)
    assert (Why.LATE in reasons(ward)) is late
    for ago in range(20):
        ward.do(days.mark_day, ward.falls_id, day=WEEK - ago * A_DAY, count=0, today=TODAY)
    assert Why.LATE not in reasons(ward)
