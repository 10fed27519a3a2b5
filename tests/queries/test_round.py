"""Why a coach goes to a team today: each reason comes and goes with what stands in the database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, update

from tests.small_ward import Ward, small_ward, stands_below
from vmboard.commands import (
    actions,
    cycles,
    displays,
    escalations,
    history,
    huddles,
    measures,
    projects,
    round,
    teams,
    weeks,
)
from vmboard.commands.graduation import set_criteria
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO, Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.coaching.graduation import Criteria
from vmboard.domain.coaching.log import Level, Occasion
from vmboard.domain.coaching.reasons_to_visit import Why
from vmboard.domain.displays import Painting, Sighting
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import language, speaking
from vmboard.domain.views.round import RoundLine, RoundView, Whose
from vmboard.domain.words import Direction, Domain, LinkRole, MeasureKind, Role, Signal, Stage
from vmboard.queries.round import EVERYBODY, morning_round, ranked_by
from vmboard.queries.summaries import made, stale, team_summary
from vmboard.store.engine import transaction
from vmboard.store.summaries import as_json, from_board, keep
from vmboard.store.tables import Display, Visit

TODAY = date(2026, 11, 18)
WEEK = date(2026, 11, 15)
STEADY = [4.0, 5, 3, 4, 6, 4, 3, 5, 4, 5, 3, 4, 5, 4, 3, 5]
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
COACH = Actor("Isla Mackay", person=DEMO.person, account_id=1)


def the_round(ward: Ward, today: date = TODAY, whose: Whose = EVERYBODY, actor: Actor = COACH, **how: Any) -> RoundView:
    now = datetime.combine(today, datetime.min.time(), UTC) + timedelta(hours=9)
    return ward.ask(lambda session: morning_round(session, actor, today, now, whose, **how))


def line(ward: Ward, today: date = TODAY) -> RoundLine:
    found = the_round(ward, today)
    return next(one for one in (*found.lines, *found.paused) if one.team_id == ward.team_id)


def why(ward: Ward, today: date = TODAY) -> list[str]:
    return [reason.text for reason in line(ward, today).ranked.reasons]


@pytest.fixture
def well(ward: Ward) -> Ward:
    """A team with nothing wrong: steady figures, a huddle yesterday, a test that is moving."""
    ward.record(*STEADY)
    ward.do(huddles.hold_huddle, held_on=TODAY - A_DAY, people=8)
    test = ward.do(projects.add_project, title="Comfort rounds", today=TODAY - 9 * A_DAY).id
    ward.do(projects.move_project, test, to=Stage.TESTING, today=TODAY - 9 * A_DAY)
    return ward


def the_test(ward: Ward) -> int:
    from vmboard.store.tables import Project

    return ward.ask(
        lambda session: session.query(Project.id).filter_by(team_id=ward.team_id).order_by(Project.id).first()
    )[0]


def test_a_team_with_nothing_wrong_shows_no_reason(well: Ward) -> None:
    assert why(well) == []
    assert the_round(well).needing == 0


def test_no_huddle(well: Ward) -> None:
    later = TODAY + 3 * A_WEEK
    assert "No huddle for 3 weeks" in why(well, later)
    well.do(huddles.hold_huddle, held_on=later - A_DAY)
    assert not [reason for reason in why(well, later) if "huddle" in reason]


def test_a_measure_getting_worse(well: Ward) -> None:
    well.record(*STEADY, 9, 10, 8, 9, 11, 10, 8)
    (reason,) = line(well).ranked.reasons
    assert (reason.text, reason.domain) == ("Falls worse since Oct", Domain.SAFETY)
    assert line(well).signals == {Domain.SAFETY: {Signal.CONCERN: 1}}
    well.do(measures.rebase, well.falls_id, week=WEEK - 6 * A_WEEK, reason="A new way of counting")
    assert why(well) == []


def test_a_measure_off_the_wall_is_no_reason(well: Ward) -> None:
    well.record(*STEADY, 9, 10, 8, 9, 11, 10, 8)
    well.do(measures.change_measure, well.falls_id, on_wall=False)
    assert why(well) == []


def test_an_embedded_project_slipping(well: Ward) -> None:
    first = WEEK - 27 * A_WEEK
    well.record(*[6.0, 5, 7, 6, 5, 7, 6, 6], *[3.0, 2, 3, 4, 3, 2, 3, 3, 2, 3, 4, 3, 2, 3, 3, 2], 6, 7, 6, 7)
    well.do(measures.freeze_baseline, well.falls_id, first_week=first, last_week=first + 7 * A_WEEK, reason="Before")
    done = well.do(projects.add_project, title="Skin bundle", today=TODAY - 200 * A_DAY).id
    well.do(projects.link_measure, done, well.falls_id, role=LinkRole.OUTCOME)
    well.do(projects.move_project, done, to=Stage.TESTING, today=TODAY - 190 * A_DAY)
    well.do(projects.move_project, done, to=Stage.EMBEDDED, today=TODAY - 100 * A_DAY, reason="It holds")
    assert "Slipping: Skin bundle" in why(well)
    assert line(well).stages == (0, 1, 1)
    points = [NewPoint(WEEK - n * A_WEEK, 2.0) for n in range(4)]
    well.do(record_points, well.falls_id, points)
    assert "Slipping: Skin bundle" not in why(well)


def test_a_summary_is_kept_in_the_source_whatever_its_page_speaks(well: Ward) -> None:
    test_an_embedded_project_slipping(well)
    plain = well.ask(lambda session: made(session, [well.team_id], TODAY))
    with speaking(language("cy")):
        assert well.ask(lambda session: made(session, [well.team_id], TODAY)) == plain
    assert any(result.holding for result in plain[0].results)


WAITED = "Asked 12 days ago, with Division since 6 November"


def sent_up(ward: Ward, text: str = "A second porter", days: int = 12) -> tuple[Ward, int]:
    """The division that it was sent to, and the action."""
    division, asked = stands_below(ward), TODAY - days * A_DAY
    action = ward.do(actions.raise_action, text=text, today=asked).id
    ward.do(escalations.escalate, action, reason="Nobody on Sundays", today=asked)
    return division, action


def owes(ward: Ward) -> list[tuple[str, str]]:
    return [(r.text, r.detail) for r in line(ward).ranked.reasons if r.kind is Why.ESCALATION]


def test_an_answer_owed_counts_for_the_team_that_has_it_and_not_for_the_one_that_asked(well: Ward) -> None:
    division, action = sent_up(well)
    assert why(well) == []
    assert owes(division) == [("To answer Ward 7A: A second porter", WAITED)]
    well.do(escalations.accept, action, today=TODAY - 11 * A_DAY)
    assert owes(division) == [("To answer Ward 7A: A second porter", f"{WAITED}, accepted 7 November")]
    top = stands_below(division, "Executive team")
    well.do(escalations.send_higher, action, words="Not ours", today=TODAY - 5 * A_DAY)
    said = "Asked 12 days ago, with Executive team since 13 November"
    assert (owes(division), owes(top)) == ([], [("To answer Ward 7A: A second porter", said)])
    well.do(escalations.answer, action, words="From December", today=TODAY)
    assert owes(top) == why(well) == []


def test_an_escalation_of_an_action_that_is_done_waits_no_more(well: Ward) -> None:
    division, action = sent_up(well)
    well.do(actions.complete, action, today=TODAY)
    assert owes(division) == [] and the_round(well).waiting == ()


def test_the_round_begins_with_what_waits_for_whoever_must_answer(well: Ward) -> None:
    division, action = sent_up(well)
    top = stands_below(division, "Executive team")

    def waits(*of: Ward, role: Role = Role.MANAGER) -> list[tuple[str, int]]:
        actor = Actor("Rona Baird", person=Person(grants=tuple(Grant(one.team_id, role) for one in of)), account_id=3)
        return [(view.holder, view.days) for view in the_round(well, actor=actor).waiting]

    assert waits(division) == waits(division, well) == [("Division", 12)]
    assert waits(well) == waits(top) == waits(division, role=Role.COACH) == []
    well.do(escalations.send_higher, action, words="Not ours", today=TODAY)
    assert (waits(division), waits(top)) == ([], [("Executive team", 12)])


def test_a_blocked_project(well: Ward) -> None:
    well.do(projects.block, the_test(well), reason="Waiting for Estates")
    assert why(well) == ["Comfort rounds blocked"]
    assert line(well).ranked.reasons[0].detail == "Waiting for Estates"
    well.do(projects.unblock, the_test(well))
    assert why(well) == []


def test_a_project_stuck_in_testing(well: Ward) -> None:
    later = TODAY + 37 * A_DAY
    assert "Comfort rounds stuck 46 days" in why(well, later)
    well.do(cycles.start_cycle, the_test(well), plan="Both bays", prediction="Fewer falls", today=later - A_DAY)
    assert not [reason for reason in why(well, later) if "stuck" in reason]


def test_figures_late_and_whom_they_wait_for(well: Ward) -> None:
    pay = well.do(measures.add_measure, name="Pay", domain=Domain.COST, direction=Direction.DECREASE).id
    well.do(record_points, pay, [NewPoint(WEEK - 4 * A_WEEK, 900.0), NewPoint(WEEK, None, waiting_for="finance")])
    (reason,) = line(well).ranked.reasons
    assert (reason.text, reason.detail) == ("Pay 4 weeks late", "Waiting for finance")
    well.do(record_points, pay, [NewPoint(WEEK, 880.0)])
    assert why(well) == []


def test_a_measure_never_filled_in_is_late_only_since_it_was_added(well: Ward) -> None:
    well.do(measures.add_measure, name="Pay", domain=Domain.COST, direction=Direction.DECREASE)
    assert why(well) == []
    assert "2 figures late, the oldest 4 weeks" in why(well, TODAY + 4 * A_WEEK)


def test_a_silent_screen(well: Ward) -> None:
    screen, _ = well.do(displays.add_display, name="Corridor")
    assert why(well) == []
    _seen(well, screen.id, TODAY - 2 * A_DAY)
    assert why(well) == ["Screen silent 2 days"]
    _seen(well, screen.id, TODAY)
    assert why(well) == []
    _seen(well, screen.id, TODAY - 2 * A_DAY)
    well.do(displays.revoke_display, screen.id)
    assert why(well) == []


def test_a_screen_that_is_on_and_cannot_be_read_is_told_with_its_reason(well: Ward) -> None:
    screen, _ = well.do(displays.add_display, name="Corridor")
    nine = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=9)
    dark = Painting(nine - timedelta(minutes=30), 1, 1920, 1080, 20.0)
    for ago, painting, told in ((2, dark, ["Corridor shows nothing"]), (1, replace(dark, at=nine), [])):
        with transaction(well.bind) as session:
            displays.mark_seen(session, {(well.team_id, screen.id): Sighting(nine - timedelta(minutes=ago), painting)})
        reasons = line(well).ranked.reasons
        assert [reason.text for reason in reasons] == told
        assert not told or "nothing new is on it since 08:30" in reasons[0].detail


def _seen(ward: Ward, display_id: int, day: date) -> None:
    at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=8)
    with transaction(ward.bind) as session:
        session.execute(update(Display).where(Display.id == display_id).values(last_seen_at=at))


def test_no_visit_for_long(well: Ward) -> None:
    later = TODAY + 9 * A_WEEK
    assert "No visit yet" in why(well, later)
    _visit(well, TODAY)
    assert "No visit for 9 weeks" in why(well, later)
    assert line(well, later).last_visit == "18 Nov 2026"
    _visit(well, later - A_DAY)
    assert not [reason for reason in why(well, later) if "visit" in reason]


def test_a_private_visit_is_seen_by_its_author_alone(well: Ward) -> None:
    _visit(well, TODAY - A_DAY, private=True)
    assert line(well).last_visit == "17 Nov"
    other = replace(COACH, account_id=2)
    assert the_round(well, actor=other).lines[0].last_visit == ""


def _visit(ward: Ward, on: date, *, private: bool = False) -> None:
    row = Visit(
        team_id=ward.team_id,
        on=on,
        occasion=Occasion.VISIT,
        level=Level.WARD,
        author=COACH.name,
        author_key=COACH.key,
        private=private,
    )
    with transaction(ward.bind) as session:
        history.add(session, COACH, "log visit", row)


def test_figures_seldom_in_on_time(well: Ward) -> None:
    for n in range(1, 6):  # five weeks typed in at once, a month later
        later = TODAY + n * A_WEEK
    with transaction(well.bind, now=datetime.combine(later, datetime.min.time(), UTC)) as session:
        points = [NewPoint(WEEK + n * A_WEEK, 4.0) for n in range(1, 6)]
        record_points(session, well.nurse, well.team_id, well.falls_id, points)
    assert "Figures on time 1 of 5 times" in why(well, later)
    for n in range(6, 14):
        monday = WEEK + n * A_WEEK + A_DAY
        with transaction(well.bind, now=datetime.combine(monday, datetime.min.time(), UTC)) as session:
            record_points(session, well.nurse, well.team_id, well.falls_id, [NewPoint(WEEK + n * A_WEEK, 4.0)])
    assert not [reason for reason in why(well, monday) if "on time" in reason]


def test_a_figure_says_when_it_first_came_in_and_a_correction_does_not_move_that(well: Ward) -> None:
    from vmboard.store.tables import DataPoint

    first = well.row(DataPoint, well.falls_id, WEEK).recorded_on
    with transaction(well.bind, now=datetime(2026, 12, 1, tzinfo=UTC)) as session:
        record_points(session, well.nurse, well.team_id, well.falls_id, [NewPoint(WEEK, 7.0)])
    assert first == TODAY
    assert well.row(DataPoint, well.falls_id, WEEK).recorded_on == TODAY


def test_testing_nothing(well: Ward) -> None:
    well.do(projects.move_project, the_test(well), to=Stage.PARKED, today=TODAY, reason="Not now")
    assert why(well) == ["Testing nothing"]
    well.do(projects.move_project, the_test(well), to=Stage.TESTING, today=TODAY)
    assert why(well) == []


def test_a_paused_team_is_paused_and_nothing_else(well: Ward) -> None:
    well.do(projects.block, the_test(well), reason="Waiting for Estates")
    well.do(teams.pause_team, reason="Moving wards", today=TODAY - 2 * A_DAY)
    found = the_round(well)
    assert found.lines == ()
    (paused,) = found.paused
    assert (paused.ranked.reasons, paused.ranked.paused_text) == ((), "Paused since 16 Nov")
    assert paused.paused_reason == "Moving wards"
    well.do(teams.resume_team, reason="Moved in")
    assert why(well) == ["Comfort rounds blocked"]


def test_of_a_paused_team_it_is_not_said_that_it_may_graduate(well: Ward) -> None:
    asked = dict.fromkeys(vars(Criteria()), 0) | {"huddles_held": 1}
    with transaction(well.bind, now=well.moment) as session:
        set_criteria(session, DEMO, version=0, **asked)
    assert line(well).graduation == "Has shown all that graduation asks"
    well.do(teams.pause_team, reason="Moving wards", today=TODAY)
    assert line(well).graduation == ""


def test_the_rules_may_be_turned_named_with_who_did_it_and_put_back(well: Ward) -> None:
    well.do(projects.block, the_test(well), reason="Waiting for Estates")
    _rules(well, blocked_weight=0)
    assert why(well) == []
    by = the_round(well).by
    assert (by.everyones.author, by.values.blocked_weight, by.everyones.version) == (COACH.name, 0, 1)
    assert by.whose.startswith("For all teams, set by Isla Mackay, ")
    with pytest.raises(Clash):
        _rules(well, blocked_weight=9)
    with pytest.raises(Refused):
        _rules(well, version=1, blocked_weight=-1)
    with transaction(well.bind) as session:
        round.reset_rules(session, COACH)
    assert why(well) == ["Comfort rounds blocked"]
    assert the_round(well).by.whose == "For all teams, as we ship it"


def test_a_coach_keeps_rules_of_their_own_that_change_nobody_elses_list(well: Ward) -> None:
    well.do(projects.block, the_test(well), reason="Waiting for Estates")
    other = replace(COACH, account_id=2)

    def seen(actor: Actor) -> tuple[str, bool]:
        found = the_round(well, actor=actor)
        return found.by.whose.split(",")[0], bool(found.needing)

    with transaction(well.bind) as session:
        round.keep_own_rules(session, COACH, version=0, blocked_weight=0)
    assert (seen(COACH), seen(other)) == (("Your own", False), ("For all teams", True))
    with pytest.raises(Clash), transaction(well.bind) as session:
        round.keep_own_rules(session, COACH, version=0, blocked_weight=1)
    with transaction(well.bind) as session:
        round.drop_own_rules(session, COACH)
    assert seen(COACH) == ("For all teams", True)
    with pytest.raises(Refused, match="account of your own"), transaction(well.bind) as session:
        round.keep_own_rules(session, replace(COACH, account_id=None), version=0)


def test_whoever_may_not_change_the_rules_is_told_so(well: Ward) -> None:
    nurse = Actor("A nurse", person=Person(member_of=well.team_id))
    by = the_round(well, actor=nurse).by
    assert (by.may_set, by.may_keep, the_round(well).by.may_set, the_round(well).by.may_keep) == (
        False, False, True, True,
    )  # fmt: skip


def _rules(ward: Ward, *, version: int = 0, **turned: float) -> None:
    with transaction(ward.bind) as session:
        round.set_rules(session, COACH, version=version, **turned)


def test_a_coach_sees_only_the_teams_granted_to_them(bind: Engine) -> None:
    mine, other = small_ward(bind), small_ward(bind, "Ward 7B")
    coach = Actor("Isla", person=Person(grants=(Grant(mine.team_id, Role.COACH),)))
    found = the_round(mine, actor=coach)
    assert [one.team_id for one in found.lines] == [mine.team_id]
    assert found.of == 1
    assert {one.team_id for one in the_round(other).lines} == {mine.team_id, other.team_id}
    with pytest.raises(NotAllowed):
        mine.ask(lambda session: morning_round(session, Actor("Nobody"), TODAY, datetime.now(UTC)))
    with pytest.raises(NotAllowed), transaction(bind) as session:
        round.set_rules(session, Actor("A nurse", person=Person(member_of=mine.team_id)), version=0)


def test_filters_by_site_programme_wave_and_theme(bind: Engine) -> None:
    ward, other = small_ward(bind), small_ward(bind, "Ward 7B")
    ward.do(teams.change_team, programme="Safer wards", wave=2)
    test = ward.do(projects.add_project, title="Comfort rounds", today=TODAY).id
    ward.do(projects.change_project, test, theme="Falls")
    both = the_round(ward)
    assert (both.sites, both.programmes, both.waves, both.themes) == (
        ("Raigmore Hospital",), ("Safer wards",), (2,), ("Falls",),
    )  # fmt: skip
    for whose in (Whose(programme="Safer wards"), Whose(wave=2), Whose(theme="Falls")):
        assert [one.team_id for one in the_round(ward, whose=whose).lines] == [ward.team_id]
    assert len(the_round(other, whose=Whose(site="Raigmore Hospital")).lines) == 2
    assert the_round(other, whose=Whose(site="Elsewhere")).lines == ()
    for words, many in (("7b", 1), ("raigmore 7", 2), ("belford", 0)):
        assert len(the_round(other, whose=Whose(words=words)).lines) == many, "by its name and by its site"


def test_a_kept_summary_serves_until_its_board_or_its_week_moves(well: Ward) -> None:
    first = the_round(well)
    keep(well.bind, first.fresh)
    assert [len(first.fresh), len(the_round(well).fresh)] == [1, 0]
    assert replace(the_round(well), fresh=()) == replace(first, fresh=())
    assert len(the_round(well, TODAY + A_DAY).fresh) == 0
    moved = the_round(well, TODAY + A_WEEK).fresh
    keep(well.bind, moved)
    assert (len(moved), len(the_round(well, TODAY + A_WEEK).fresh)) == (1, 0), "of the same revision, a week later"
    well.do(projects.block, the_test(well), reason="Waiting for Estates")
    assert why(well) == ["Comfort rounds blocked"]


def test_a_summary_of_a_week_that_was_closed_early_is_kept_like_any_other(well: Ward) -> None:
    running = WEEK + A_WEEK
    well.do(weeks.close_week, week=running, today=TODAY)
    closed = the_round(well).fresh
    keep(well.bind, closed)
    assert [summary.week for summary in closed] == [running]
    assert the_round(well).fresh == (), "it is not made anew at every look"
    well.do(weeks.reopen_week)
    assert [summary.week for summary in the_round(well).fresh] == [WEEK]


def test_where_a_measure_is_kept_by_day_a_summary_serves_for_its_day_alone(well: Ward) -> None:
    well.do(measures.change_measure, well.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=TODAY - A_WEEK)
    keep(well.bind, the_round(well).fresh)
    assert [well.ask(lambda session, on=day: stale(session, on)) for day in (TODAY, TODAY + A_DAY)] == [
        [], [well.team_id],
    ]  # fmt: skip


def test_an_older_summary_never_takes_the_place_of_a_newer_one(well: Ward) -> None:
    old = the_round(well).fresh
    well.do(projects.block, the_test(well), reason="Waiting for Estates")
    keep(well.bind, the_round(well).fresh)
    keep(well.bind, old)
    assert the_round(well).fresh == ()


def test_a_summary_read_back_is_the_one_that_was_kept(well: Ward) -> None:
    well.record(*STEADY, 9, 10, 8, 9, 11, 10, 8)
    made = well.ask(lambda session: team_summary(session, COACH, well.team_id, TODAY))
    again = from_board(made.team_id, made.revision, made.week, as_json(made)["board"])
    assert again == replace(made, measures={}, sources={}), "those are read back by themselves"


def test_boards_not_looked_at_yet_are_counted_and_follow(bind: Engine) -> None:
    ward, _ = small_ward(bind), small_ward(bind, "Ward 7B")
    first = the_round(ward, at_once=1)
    assert (len(first.lines), first.unread) == (1, 1)
    keep(bind, first.fresh)
    second = the_round(ward, at_once=1)
    assert (len(second.lines), second.unread) == (2, 0)


def test_many_teams_cost_no_more_queries_than_one(bind: Engine) -> None:
    wards = [small_ward(bind, f"Ward {number}") for number in range(4)]
    keep(bind, the_round(wards[0]).fresh)
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(bind, "before_cursor_execute", note)
    assert len(the_round(wards[0]).lines) == 4
    event.remove(bind, "before_cursor_execute", note)
    assert len(asked) <= 12  # one of them begins


def test_rules_kept_by_another_version_stand_where_they_still_exist(well: Ward) -> None:
    from vmboard.store.tables import Choice

    with transaction(well.bind) as session:
        row = round.set_rules(session, COACH, version=0, stuck_days=20)
        row.value = {"stuck_days": 20, "gone": 3}
    by = well.ask(lambda session: ranked_by(session, COACH, TODAY))
    assert (by.values.stuck_days, by.values.late_weeks) == (20, 2)
    assert Choice.__tablename__ == "choice"


def test_a_round_by_level_holds_the_teams_with_so_many_levels_below_them(well: Ward) -> None:
    division = stands_below(well)
    executive = stands_below(division, "Executive")
    assert the_round(well).levels == (0, 1, 2)
    for level, team in enumerate((well, division, executive)):
        view = the_round(well, whose=Whose(level=level))
        assert [one.team_id for one in (*view.lines, *view.paused)] == [team.team_id]
    assert not the_round(well, whose=Whose(level=3)).lines
