"""What a page hears back once a figure is in: a gentle question, the other reading, and the sums it enters."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.conftest import TODAY
from tests.small_ward import WEEK, Ward
from vmboard.commands import charts, days, measures
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.figures.typed import other_reading
from vmboard.domain.words import Direction, Domain, MeasureKind
from vmboard.queries.after_saving import question, sums
from vmboard.store.tables import DataPoint

SHARED: dict[str, Any] = {"domain": Domain.COST, "direction": Direction.DECREASE}
STEADY = [40.0, 42, 38, 41, 43, 39, 40, 42, 38, 41, 43, 39, 41]


def asked(ward: Ward, week: Any = WEEK, measure_id: int = 0) -> tuple[str, str]:
    """What would be asked of the value that stands there, and the other reading."""
    measure_id = measure_id or ward.falls_id

    def ask(session: Session) -> tuple[str, str]:
        row = session.get(DataPoint, (ward.team_id, measure_id, week))
        if row is None or row.value is None:
            return "", ""
        words = question(session, ward.nurse, ward.team_id, measure_id, week, row.value)
        return words, "" if row.denominator else other_reading(words, "")

    return ward.ask(ask)


def test_ten_times_the_week_before_is_asked_with_the_other_reading_to_be_taken(quick: Ward) -> None:
    quick.record(*STEADY, 4)
    assert asked(quick) == ("A tenth of last week: 4 or 40?", "40")
    quick.record(*STEADY, 412)
    assert asked(quick) == ("Ten times last week: 412 or 41?", "41")
    quick.record(*STEADY, 42)
    assert asked(quick) == ("", "")


def test_only_the_week_itself_and_those_before_it_are_looked_at(quick: Ward) -> None:
    quick.record(*STEADY, 412, 41)
    assert asked(quick)[0] == "A tenth of last week: 41 or 410?"
    assert asked(quick, WEEK - timedelta(weeks=1))[0] == "Ten times last week: 412 or 41?"
    assert asked(quick, WEEK + timedelta(weeks=1)) == ("", ""), "nothing is in yet"
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK, None, waiting_for="finance")])
    assert asked(quick) == ("", "")


def test_what_is_out_of_so_many_has_no_other_reading_to_take(quick: Ward) -> None:
    share = quick.do(measures.add_measure, name="Home by noon", unit="%", **SHARED).id
    points = [NewPoint(WEEK - timedelta(weeks=n), None, 40.0 if n else 4.0, 100.0) for n in range(14)]
    quick.do(record_points, share, points)
    words, other = asked(quick, measure_id=share)
    assert words and other == ""


def test_what_is_usual_knows_of_weeks_left_out_rebases_and_baselines(quick: Ward) -> None:
    high = [value * 3 for value in STEADY]
    quick.record(*STEADY, 900.0, *high, 125.0)
    quick.do(charts.exclude, quick.falls_id, week=WEEK - timedelta(weeks=14), reason="The flood")
    assert asked(quick)[0] == "That is far above the usual 67 to 95. Right?"
    quick.do(measures.rebase, quick.falls_id, week=WEEK - timedelta(weeks=13), reason="Moved in")
    quick.do(measures.rebase, quick.falls_id, week=WEEK - timedelta(weeks=20), reason="Before")
    assert asked(quick) == ("", "")
    quick.record(200.0)
    assert asked(quick)[0].startswith("That is far above the usual")


def test_the_sums_a_figure_enters_are_told_as_they_stand_in_that_week(quick: Ward) -> None:
    pay, people, other = (quick.do(measures.add_measure, name=name, **SHARED).id for name in ("Pay", "People", "Other"))
    cost, total, gone = (
        quick.do(measures.add_derived_measure, name=name, unit="£", numerators=parts, denominator=below, **SHARED).id
        for name, parts, below in (
            ("Cost", {pay: 2}, people), ("Total", {pay: 1, other: 1}, None), ("Gone", {pay: 1}, people),
        )
    )  # fmt: skip
    quick.do(measures.remove_measure, gone)
    last = WEEK - timedelta(weeks=1)
    quick.do(record_points, pay, [NewPoint(WEEK, 100), NewPoint(last, 999)])
    quick.do(record_points, people, [NewPoint(WEEK, 4), NewPoint(last, 9)])
    quick.do(record_points, other, [NewPoint(last, 1)])

    def entered(measure_id: int) -> dict[int, str]:
        return quick.ask(lambda session: sums(session, quick.nurse, quick.team_id, measure_id, WEEK, TODAY))

    assert entered(pay) == {cost: "£50", total: ""}, "a sum of which a part is missing is no sum"
    assert entered(people) == {cost: "£50"}
    assert entered(quick.falls_id) == {}

    quick.do(measures.change_measure, pay, kind=MeasureKind.SAFETY_CROSS, began_on=last)
    quick.do(days.mark_day, pay, day=WEEK, count=6, today=TODAY)
    for ago in range(1, 7):
        quick.do(days.mark_day, pay, day=WEEK - timedelta(days=ago), count=0, today=TODAY)
    assert entered(people) == {cost: "£3"}, "what is kept by the day is counted from its days, as the board does"
