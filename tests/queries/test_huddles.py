"""What is read of a huddle: under way, led by it, and told when it is over."""

from datetime import UTC, date, datetime, timedelta

from tests.small_ward import MOMENT, WEEK, Ward, stands_below
from vmboard.commands import accounts, coaching, huddles, projects
from vmboard.commands import actions as act
from vmboard.commands.escalations import escalate
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.huddles.sections import Section
from vmboard.domain.views.actions import Actions
from vmboard.domain.views.board import Board
from vmboard.domain.words import Role, Signal, Stage
from vmboard.queries import board as queries_board
from vmboard.queries import huddles as queries
from vmboard.queries.actions import actions
from vmboard.queries.board import board
from vmboard.store.engine import transaction

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


def board_of(ward: Ward) -> Board:
    return ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY))


def actions_of(ward: Ward, *, whole: bool = True) -> Actions:
    return ward.ask(lambda session: actions(session, ward.nurse, ward.team_id, TODAY, whole=whole))


def test_the_last_huddle_is_one_that_was_held_not_the_one_under_way(ward: Ward) -> None:
    ward.do(huddles.hold_huddle, held_on=date(2026, 11, 10), people=8, celebration="41 days clear")
    row = ward.do(huddles.start_huddle, today=TODAY, now=NOW).id
    ward.do(huddles.change_huddle, row, celebration="A quiet night")
    during = board_of(ward)
    assert (during.last_huddle, during.celebration) == ("Tue 10 Nov · 8 people", "A quiet night"), "as it is typed"
    ward.do(huddles.close_huddle, row, now=NOW + timedelta(minutes=12))
    assert board_of(ward).celebration == "A quiet night"


def test_a_board_follows_an_open_huddle_that_asks_for_it(ward: Ward) -> None:
    row = ward.do(huddles.start_huddle, today=TODAY, now=NOW).id
    assert board_of(ward).follow is None
    ward.do(huddles.follow, row, on=True)
    ward.do(huddles.go_to, row, section=Section.ACTIONS, now=NOW + timedelta(minutes=2))
    follow = board_of(ward).follow
    assert follow is not None
    assert (follow.section, follow.until) == ("actions", NOW + timedelta(minutes=32))
    ward.do(huddles.close_huddle, row, now=NOW)
    assert board_of(ward).follow is None


def test_a_huddle_that_nobody_closed_leads_no_board_of_a_later_day(ward: Ward) -> None:
    row = ward.do(huddles.start_huddle, today=TODAY - timedelta(days=7), now=NOW - timedelta(days=7)).id
    ward.do(huddles.change_huddle, row, celebration="A quiet night")
    assert (board_of(ward).celebration, board_of(ward).huddle_hours) == ("", None)


def test_a_recap_tells_what_was_agreed_learned_asked_and_sent_up_that_day(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Slings", today=TODAY).id
    ward.do(projects.move_project, project, to=Stage.TESTING, today=TODAY)
    row = ward.do(huddles.start_huddle, today=TODAY, now=NOW).id
    ward.do(coaching.answer, project, field="learned", text="Bay 2 forgets", today=TODAY)
    made = ward.do(act.raise_action, text="Ring estates", today=TODAY, owner_id=ward.nurse_id).id
    done = ward.do(act.raise_action, text="Order slings", today=TODAY - timedelta(days=7)).id
    ward.do(act.complete, done, today=TODAY)
    stands_below(ward)
    ward.do(escalate, made, reason="A decision", today=TODAY)
    ward.do(huddles.change_huddle, row, questions="When do the rails come?", people=6)
    ward.do(huddles.close_huddle, row, now=NOW + timedelta(minutes=14))
    told = ward.ask(lambda session: queries.told(session, ward.nurse, ward.team_id, TODAY, TODAY))
    for words in ("6 people, 14 minutes", "We learned: Bay 2 forgets", "Ring estates (JD)", "Order slings",
                  "Ring estates: A decision", "When do the rails come?"):  # fmt: skip
        assert words in told.text


def test_a_recap_tells_the_figures_as_the_huddle_met_them(ward: Ward) -> None:
    ward.record(*[5.0] * 20, 30.0)
    for held_on in (date(2026, 11, 10), TODAY):
        ward.do(huddles.hold_huddle, held_on=held_on, people=5, professions="Nursing, pharmacy", minutes=17)
    before, now = (
        ward.ask(lambda session, day=day: queries.told(session, ward.nurse, ward.team_id, day, TODAY).recap)
        for day in (date(2026, 11, 10), TODAY)
    )
    assert (before.figures, before.figures_note) == ((), "No signals this week.")
    assert [line.value_text for line in now.figures] == ["30"]
    assert now.people == "5 people (Nursing, pharmacy), 17 minutes"


def test_the_project_a_huddle_has_just_moved_stays_in_its_place(ward: Ward) -> None:
    ids = [ward.do(projects.add_project, title=title, today=TODAY).id for title in ("Slings", "Rounds")]
    for number in ids:
        ward.do(projects.move_project, number, to=Stage.TESTING, today=TODAY)
    ward.do(projects.move_project, ids[0], to=Stage.STOPPED, today=TODAY, reason="It made no odds")
    talks = ward.ask(lambda session: queries.talks(session, ward.nurse, ward.team_id, TODAY, MOMENT))
    assert [talk.project_id for talk in talks] == ids
    assert talks[0].where.startswith("Stopped")
    assert talks[1].note == "PDSA 1 begins with your first words."


def test_actions_are_read_late_first_with_those_done_lately_and_those_dropped_and_why(ward: Ward) -> None:
    for text, days in (("Later", 5), ("Late", -2), ("Today", 0), ("No day", None)):
        due = None if days is None else TODAY + timedelta(days=days)
        ward.do(act.raise_action, text=text, today=TODAY, due=due)
    done = ward.do(act.raise_action, text="Done last week", today=TODAY).id
    ward.do(act.complete, done, today=TODAY - timedelta(days=6))
    gone = ward.do(act.raise_action, text="Dropped", today=TODAY).id
    ward.do(act.drop, gone, reason="7B lent us theirs")
    known = actions_of(ward)
    assert [line.text for line in known.open] == ["Late", "Today", "Later", "No day"]
    assert [(line.text, line.done_text) for line in known.done] == [("Done last week", "Done 12 Nov")]
    assert [(line.text, line.reason) for line in known.dropped] == [("Dropped", "7B lent us theirs")]
    assert actions_of(ward, whole=False).done == ()


def test_the_next_one_taken_back_with_a_tick_is_nobodys_dropped_action(ward: Ward) -> None:
    made = ward.do(act.raise_action, text="Audit", today=TODAY, repeat_weeks=1).id
    ward.do(act.complete, made, today=TODAY)
    ward.do(act.reopen, made)
    assert actions_of(ward).dropped == ()
    assert [line.text for line in actions_of(ward).open] == ["Audit"]


def test_what_got_better_is_offered_in_the_huddle_after_and_not_in_every_one_since(quick: Ward) -> None:
    quick.do(huddles.hold_huddle, held_on=TODAY - timedelta(days=7), people=8)
    usual = (4, 5, 3, 4, 6, 4, 3, 5, 4, 5, 3, 4, 5)
    quick.record(*usual, *[2] * 7)
    assert any("fewer falls" in words for words in worth(quick)), "the seventh low week is news"
    quick.record(*usual, *[2] * 10)
    assert board_of(quick).tiles[0].signal is Signal.IMPROVEMENT
    assert worth(quick) == [], "three weeks later it is not"


def test_what_is_better_and_was_still_being_checked_at_the_huddle_before_is_news(quick: Ward) -> None:
    quick.do(huddles.hold_huddle, held_on=TODAY - timedelta(days=7), people=8)
    quick.record(*(4, 5) * 8, 0, 41, 0)
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK - timedelta(days=7), 41.0, doubt="41 or 4.1?")])
    assert board_of(quick).tiles[0].stands is Signal.IMPROVEMENT
    assert len(worth(quick)) == 1, "nobody could celebrate it then"


def test_what_was_embedded_on_the_day_of_the_last_huddle_was_celebrated_there(quick: Ward) -> None:
    last = TODAY - timedelta(days=7)
    quick.do(huddles.hold_huddle, held_on=last, people=8)
    for title, day in (("Quiet doors", last), ("Comfort rounds", last + timedelta(days=1))):
        row = quick.do(projects.add_project, title=title, today=last - timedelta(days=30)).id
        quick.do(projects.move_project, row, to=Stage.EMBEDDED, today=day, reason="It holds")
    assert worth(quick) == ["Comfort rounds is embedded"]


def worth(ward: Ward) -> list[str]:
    seen = board_of(ward)
    return ward.ask(lambda session: queries.worth_a_word(session, ward.nurse, ward.team_id, seen, TODAY))


def test_a_recap_is_addressed_to_those_of_the_team_who_may_sign_in(quick: Ward) -> None:
    above = stands_below(quick)
    people = {"jo@ward.example": quick, "ann@above.example": above, "gone@ward.example": quick}
    made = {}
    for email, ward in people.items():
        with transaction(quick.bind) as session:
            made[email] = accounts.add_account(session, ward.nurse, name=email, email=email).id
            accounts.grant(session, ward.nurse, ward.team_id, made[email], role=Role.LEAD)
    with transaction(quick.bind) as session:
        accounts.disable_account(session, quick.nurse, made["gone@ward.example"])
    assert quick.ask(lambda session: queries.addresses(session, quick.team_id)) == ["jo@ward.example"]


def test_the_wall_says_huddle_now_while_one_is_under_way_and_what_is_missing_around_its_time(quick: Ward) -> None:
    begins = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # Tuesdays at ten
    quarter = timedelta(minutes=15)
    before = board_of(quick)
    assert (before.huddle_hours, before.missing_hours) == (None, (begins - quarter, begins + quarter))
    row = quick.do(huddles.start_huddle, today=TODAY, now=NOW).id
    assert board_of(quick).huddle_hours == (NOW, NOW + queries_board.FOLLOWS_FOR)
    quick.do(huddles.go_to, row, section=Section.FIGURES, now=NOW + quarter)
    assert board_of(quick).huddle_hours == (NOW, NOW + quarter + queries_board.FOLLOWS_FOR), "as long as it goes on"
    quick.do(huddles.close_huddle, row, now=NOW + 2 * quarter)
    assert board_of(quick).huddle_hours is None
