"""What a recap tells of one huddle and leaves out of it: the day before, the day after, and what came back since."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.small_ward import WEEK, Ward, stands_below
from vmboard.commands import actions, coaching, cycles, escalations, huddles, measures, projects, teams
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.huddles.recap import Recap
from vmboard.domain.refusals import Refused
from vmboard.domain.views.huddles import Talk
from vmboard.domain.words import Decision, Direction, Domain, LinkRole, Stage, Step
from vmboard.queries.huddles import done_since_last, held_huddles, open_huddle, talks, told, usual_people

TODAY = date(2026, 11, 18)
BEFORE = TODAY - timedelta(days=7)
A_DAY = timedelta(days=1)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


def recap(ward: Ward, held_on: date = TODAY) -> Recap:
    return ward.ask(lambda session: told(session, ward.nurse, ward.team_id, held_on, TODAY)).recap


def hold(ward: Ward, *days: date) -> None:
    for day in days:
        ward.do(huddles.hold_huddle, held_on=day, people=8)


def done(ward: Ward, held_on: date = TODAY) -> list[str]:
    return ward.ask(lambda session: done_since_last(session, ward.team_id, held_on))


def on_trial(ward: Ward, title: str, since: date) -> int:
    row = ward.do(projects.add_project, title=title, today=since).id
    ward.do(projects.move_project, row, to=Stage.TESTING, today=since)
    return int(row)


def learn(ward: Ward, project: int, words: str, on: date) -> None:
    made = ward.do(cycles.start_cycle, project, plan="One bay", prediction="Fewer", today=on).id
    ward.do(cycles.advance_cycle, made, step=Step.ACT, saw=f"Saw: {words}", learned=words)


def test_done_since_last_time_begins_the_day_after_the_huddle_before_and_ends_with_this_one(quick: Ward) -> None:
    days = (BEFORE - A_DAY, BEFORE, BEFORE + A_DAY, TODAY, TODAY + A_DAY)
    hold(quick, BEFORE, TODAY, TODAY + 7 * A_DAY)
    for day in days:
        row = quick.do(actions.raise_action, text=f"{day:%d}", today=BEFORE - A_DAY).id
        quick.do(actions.complete, row, today=day)
    gone = quick.do(actions.raise_action, text="Dropped", today=BEFORE).id
    quick.do(actions.drop, gone, reason="Not here")
    assert done(quick) == [f"{TODAY:%d}", f"{BEFORE + A_DAY:%d}"], "newest first"
    assert done(quick, TODAY + 7 * A_DAY) == [f"{TODAY + A_DAY:%d}"]
    assert recap(quick).done == (f"{TODAY:%d}", f"{BEFORE + A_DAY:%d}")


def test_where_no_huddle_came_before_it_looks_back_a_week_and_one_under_way_does_not_count(quick: Ward) -> None:
    hold(quick, TODAY)
    for ago in (8, 7, 6):
        row = quick.do(actions.raise_action, text=f"{ago} days ago", today=BEFORE - A_DAY).id
        quick.do(actions.complete, row, today=TODAY - ago * A_DAY)
    assert done(quick) == ["6 days ago"]
    quick.do(huddles.start_huddle, today=TODAY - 2 * A_DAY, now=NOW - timedelta(days=2))
    assert done(quick) == ["6 days ago"], "a huddle that nobody closed was not held"


def test_only_ones_own_huddles_say_when_last_time_was(quick: Ward) -> None:
    above = stands_below(quick)
    hold(quick, TODAY - 3 * A_DAY, TODAY)
    hold(above, TODAY - A_DAY)
    for ago in (1, 2, 4):
        row = quick.do(actions.raise_action, text=f"{ago} days ago", today=BEFORE).id
        quick.do(actions.complete, row, today=TODAY - ago * A_DAY)
    assert done(quick) == ["1 days ago", "2 days ago"]


def test_two_ticked_on_one_day_are_told_the_newer_first(quick: Ward) -> None:
    hold(quick, TODAY)
    for text in ("Rails", "Slings"):
        quick.do(actions.complete, quick.do(actions.raise_action, text=text, today=TODAY).id, today=TODAY)
    assert done(quick) == ["Slings", "Rails"]


def test_agreed_is_what_was_raised_on_the_day_itself_and_not_dropped_since(quick: Ward) -> None:
    hold(quick, TODAY)
    ids = {
        text: quick.do(actions.raise_action, text=text, today=day, owner_id=owner, due=due).id
        for text, day, owner, due in (
            ("The day before", TODAY - A_DAY, None, None), ("Ring estates", TODAY, quick.nurse_id, TODAY + 2 * A_DAY),
            ("Nobody’s", TODAY, None, None), ("Dropped", TODAY, None, None),
            ("The day after", TODAY + A_DAY, None, None),
        )
    }  # fmt: skip
    quick.do(actions.drop, ids["Dropped"], reason="Not here")
    assert [line.words for line in recap(quick).actions] == ["Ring estates (JD, by Fri 20 Nov)", "Nobody’s"]


def test_the_recap_of_an_older_huddle_tells_no_cycle_that_began_after_it(quick: Ward) -> None:
    hold(quick, BEFORE, TODAY)
    rounds = on_trial(quick, "Rounds", BEFORE - A_DAY)
    learn(quick, rounds, "Bay 2 forgets", BEFORE)
    learn(quick, rounds, "Nights do not", BEFORE + A_DAY)
    assert [line.learned for line in recap(quick, BEFORE).learned] == ["Bay 2 forgets"]
    assert [(line.tested, line.learned) for line in recap(quick).learned] == [("Saw: Nights do not", "Nights do not")]


def test_a_project_is_told_of_while_it_is_tested_and_on_the_day_it_left_and_not_after(quick: Ward) -> None:
    hold(quick, BEFORE - 7 * A_DAY, BEFORE, TODAY)
    begun = on_trial(quick, "Begun on the day", BEFORE)
    ended = on_trial(quick, "Ended on the day", BEFORE - 9 * A_DAY)
    only_idea = quick.do(projects.add_project, title="Only an idea", today=BEFORE - 9 * A_DAY).id
    removed = on_trial(quick, "Removed since", BEFORE - 9 * A_DAY)
    for project in (begun, ended, only_idea, removed):
        learn(quick, project, "Something", BEFORE if project == begun else BEFORE - 8 * A_DAY)
    on_trial(quick, "Nothing tried yet", BEFORE)
    quick.do(projects.move_project, ended, to=Stage.STOPPED, today=BEFORE, reason="It made no odds")
    quick.do(projects.remove_project, removed)

    def titles(day: date) -> list[str]:
        return [line.title for line in recap(quick, day).learned]

    assert titles(BEFORE - 7 * A_DAY) == ["Ended on the day"]
    assert titles(BEFORE) == ["Begun on the day", "Ended on the day"]
    assert titles(TODAY) == ["Begun on the day"]


def test_what_was_sent_up_is_told_once_on_the_day_it_was_asked_whatever_became_of_it(quick: Ward) -> None:
    stands_below(stands_below(quick), "Executive")
    hold(quick, TODAY - A_DAY, TODAY, TODAY + A_DAY)
    ids = [quick.do(actions.raise_action, text=text, today=TODAY).id for text in ("Porter", "Slings", "Rails", "Paint")]
    for row, reason in zip(ids[:3], ("Sundays", "Ten", "Estates"), strict=True):
        quick.do(escalations.escalate, row, reason=reason, today=TODAY)
    quick.do(escalations.accept, ids[0], today=TODAY)
    quick.do(escalations.answer, ids[0], words="Yes", today=TODAY)
    quick.do(escalations.send_higher, ids[1], words="Needs money", today=TODAY)
    quick.do(actions.drop, ids[2], reason="Fitted")
    quick.do(escalations.escalate, ids[3], reason="Magnolia", today=TODAY + A_DAY)
    assert recap(quick).escalated == ("Porter: Sundays", "Slings: Ten")
    assert recap(quick, TODAY + A_DAY).escalated == ("Paint: Magnolia",)
    assert recap(quick, TODAY - A_DAY).escalated == ()


def test_figures_are_those_of_the_wall_up_to_the_week_that_was_over_that_day(quick: Ward) -> None:
    shared = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}
    hidden, gone = (quick.do(measures.add_measure, name=name, **shared).id for name in ("Hidden", "Gone"))
    for measure in (quick.falls_id, hidden, gone):
        points = [NewPoint(WEEK - timedelta(weeks=ago), 30.0 if ago < 2 else 5.0) for ago in range(21)]
        quick.do(record_points, measure, points)
    quick.do(measures.change_measure, hidden, on_wall=False)
    quick.do(measures.remove_measure, gone)
    sunday, monday = WEEK - timedelta(weeks=1), WEEK - timedelta(days=6)
    hold(quick, sunday, monday)
    assert [(line.name, line.value_text) for line in recap(quick, monday).figures] == [("Falls", "30")]
    assert recap(quick, sunday).figures == (), "the week that ends that Sunday still has a day to go"


def test_who_came_is_told_however_it_was_written_down(quick: Ward) -> None:
    for day, how in enumerate(
        (
            {"people": 5, "professions": "Nursing, pharmacy", "minutes": 17}, {"people": 1, "minutes": 1},
            {"professions": "3 nurses, 1 doctor", "people": 4, "minutes": 12}, {"professions": "Nursing"}, {},
        )
    ):  # fmt: skip
        quick.do(huddles.hold_huddle, held_on=BEFORE + day * A_DAY, **how)
    assert [recap(quick, BEFORE + day * A_DAY).people for day in range(5)] == [
        "5 people (Nursing, pharmacy), 17 minutes", "1 person, 1 minute", "4 people (3 nurses, 1 doctor), 12 minutes",
        "", "",
    ]  # fmt: skip
    with pytest.raises(Refused, match="No huddle was held that day"):
        recap(quick, TODAY)


def test_the_professions_offered_first_are_those_of_the_last_four_huddles_before_this_one(quick: Ward) -> None:
    hold_as = ("9 porters", "3 nurses, 1 doctor", "2 nurses", "Nursing, pharmacy", "1 pharmacist", "5 doctors")
    for ago, professions in zip((35, 28, 21, 14, 7, 0), hold_as, strict=True):
        quick.do(huddles.hold_huddle, held_on=TODAY - ago * A_DAY, professions=professions)
    quick.do(huddles.start_huddle, today=TODAY - 3 * A_DAY, now=NOW - timedelta(days=3))
    known = quick.ask(lambda session: usual_people(session, quick.team_id, TODAY))
    assert known == {"pharmacist": 1, "nurse": 2, "doctor": 1}, "the newest count of each, and today's is none of them"


def test_the_list_of_huddles_holds_those_that_were_held_by_today_the_newest_first(quick: Ward) -> None:
    days = [TODAY - 7 * n * A_DAY for n in range(14)]
    hold(quick, *days, TODAY + A_DAY)
    quick.do(huddles.start_huddle, today=TODAY - A_DAY, now=NOW - timedelta(days=1))
    words, lines = quick.ask(lambda session: held_huddles(session, quick.nurse, quick.team_id, TODAY))
    assert words == "Held 12 of the last 12 weeks"
    assert [line.held_on for line in lines] == days[:12]
    assert (lines[0].day_text, lines[0].facts) == ("Wed 18 Nov", "8 people")


def test_a_huddle_is_under_way_all_day_and_for_half_a_day_after(quick: Ward) -> None:
    quick.do(huddles.start_huddle, today=TODAY, now=NOW)

    def under_way(hours: float, today: date) -> bool:
        now = NOW + timedelta(hours=hours)
        return quick.ask(lambda session: open_huddle(session, quick.nurse, quick.team_id, today, now)) is not None

    assert under_way(13.9, TODAY), "the same day, however long ago"
    assert under_way(11.99, TODAY + A_DAY) and not under_way(12, TODAY + A_DAY)


def test_of_two_huddles_left_open_the_newer_is_under_way(quick: Ward) -> None:
    older = quick.do(huddles.start_huddle, today=TODAY - A_DAY, now=NOW - timedelta(days=1))
    newer = quick.do(huddles.start_huddle, today=TODAY, now=NOW)
    quick.do(huddles.close_huddle, newer.id, now=NOW)
    with pytest.raises(Refused, match="Another huddle is open"):
        opened = quick.do(huddles.start_huddle, today=TODAY + A_DAY, now=NOW + timedelta(days=1))
        quick.do(huddles.reopen, older.id, now=NOW + timedelta(days=1))
    now = NOW + timedelta(days=1)
    seen = quick.ask(lambda session: open_huddle(session, quick.nurse, quick.team_id, TODAY + A_DAY, now))
    assert seen is not None and (seen.huddle_id, seen.minutes, seen.people) == (opened.id, None, 0)


def test_projects_are_talked_of_those_in_trouble_first_then_the_longest_in_testing(quick: Ward) -> None:
    ids = {
        title: on_trial(quick, title, TODAY - days * A_DAY)
        for title, days in (("Newest", 3), ("Oldest", 30), ("Same day", 3), ("Blocked", 1), ("Came back", 60))
    }
    quick.do(projects.move_project, ids["Came back"], to=Stage.PARKED, today=TODAY - 20 * A_DAY, reason="Holidays")
    quick.do(projects.move_project, ids["Came back"], to=Stage.TESTING, today=TODAY - 10 * A_DAY)
    quick.do(projects.block, ids["Blocked"], reason="No slings")
    quick.do(projects.move_project, on_trial(quick, "Parked", TODAY), to=Stage.PARKED, today=TODAY, reason="Later")

    def seen(since: datetime | None = None) -> list[str]:
        talked_of = quick.ask(lambda session: talks(session, quick.nurse, quick.team_id, TODAY, since))
        return [talk.title for talk in talked_of]

    order = ["Blocked", "Oldest", "Came back", "Newest", "Same day"]
    assert seen() == order
    later = quick.at(NOW + timedelta(minutes=5))
    later.do(projects.move_project, ids["Oldest"], to=Stage.EMBEDDED, today=TODAY, reason="The tile")
    assert seen(NOW) == order and seen() == [title for title in order if title != "Oldest"]
    idea = quick.do(projects.add_project, title="Only an idea", today=TODAY).id
    later.do(projects.move_project, idea, to=Stage.PARKED, today=TODAY, reason="Later")
    assert seen(NOW) == order, "what was never in testing left nothing"
    later.do(projects.block, ids["Newest"], reason="No rails")
    later.do(projects.unblock, ids["Blocked"])
    later.do(projects.change_project, ids["Blocked"], next_step="Two slings a bay")
    assert seen(NOW) == order, "what the huddle itself marks blocked keeps its place until the next one"
    assert seen()[0] == "Newest"


def test_a_talk_asks_of_the_cycle_that_is_open_and_of_the_next_once_it_was_decided(quick: Ward) -> None:
    rounds = on_trial(quick, "Rounds", TODAY - 10 * A_DAY)
    quick.do(projects.change_project, rounds, next_step="Both bays", owner_id=quick.nurse_id, holds_when="The tile")
    ids = [
        quick.do(measures.add_measure, name=name, domain=Domain.SAFETY, direction=Direction.DECREASE).id
        for name in ("Steps done", "Staff asked", "Harm")
    ]
    for measure, role in zip(ids, (LinkRole.PROCESS, LinkRole.GUARD, LinkRole.GUARD), strict=True):
        quick.do(projects.link_measure, rounds, measure, role=role)
    learn(quick, rounds, "Bay 2 forgets", TODAY - 9 * A_DAY)

    def talk() -> Talk:
        (only,) = quick.ask(lambda session: talks(session, quick.nurse, quick.team_id, TODAY))
        return only

    assert (talk().where, talk().note, talk().answers["learned"]) == ("Testing 10 days · PDSA 1", "", "Bay 2 forgets")
    assert (talk().measure_id, talk().guard_ids) == (ids[0], (ids[1], ids[2])), "process where nothing is an outcome"
    assert (talk().owner, talk().answers["next_step"], talk().holds_when) == ("Jo Douglas", "Both bays", "The tile")
    quick.do(coaching.answer, rounds, field="learned", text="Bay 3 too", today=TODAY)
    cycle = quick.ask(lambda session: coaching.cycle_talked_of(session, quick.team_id, rounds))
    assert cycle is not None
    quick.do(cycles.decide, cycle.id, decision=Decision.ADAPT)
    assert (talk().note, talk().answers["learned"]) == ("PDSA 2 begins with your first words.", "")
    quick.do(projects.link_measure, rounds, quick.falls_id, role=LinkRole.OUTCOME)
    assert talk().measure_id == quick.falls_id


def test_what_was_decided_leaves_the_room_with_the_words_typed_and_no_step_of_what_has_ended(quick: Ward) -> None:
    hold(quick, BEFORE, TODAY)
    stopped, kept, waits, stuck = (on_trial(quick, title, BEFORE) for title in ("Doors", "Rounds", "Bins", "Slings"))
    for project in (stopped, kept, stuck):
        learn(quick, project, "It made no odds", BEFORE)
        quick.do(projects.change_project, project, next_step="Both bays")
    quick.do(projects.move_project, stopped, to=Stage.STOPPED, today=TODAY, reason="It made no odds")
    quick.do(projects.move_project, kept, to=Stage.EMBEDDED, today=TODAY, reason="the tile stays under 3")
    quick.do(projects.move_project, waits, to=Stage.PARKED, today=TODAY, reason="Short of staff")
    quick.do(projects.block, stuck, reason="No money")
    seen = recap(quick)
    assert [made.line for made in seen.decided] == [
        "Stopped: Doors. We learned: It made no odds.",
        "Embedded: Rounds. We will know it holds by: the tile stays under 3.",
        "Parked: Bins. It waits because: Short of staff.",
        "Blocked: Slings. No money.",
    ]
    assert [(line.title, line.learned, line.next_step) for line in seen.learned] == [
        ("Doors", "", ""), ("Rounds", "It made no odds", ""), ("Slings", "It made no odds", "Both bays"),
    ]  # fmt: skip
    assert [made.line for made in recap(quick, BEFORE).decided] == [
        f"Moved to Testing: {title}." for title in ("Doors", "Rounds", "Bins", "Slings")
    ] + ["Blocked: Slings. No money."], "what came in before history began is told as it stands"


def test_an_answer_that_came_since_the_last_huddle_is_told_where_it_was_asked_and_where_it_was_given(
    quick: Ward,
) -> None:
    above = stands_below(quick)
    for team in (quick, above):
        hold(team, BEFORE, TODAY)
    ids = [quick.do(actions.raise_action, text=text, today=BEFORE).id for text in ("Porter", "Slings", "Rails")]
    for row in ids:
        quick.do(escalations.escalate, row, reason="Please", today=BEFORE)
    quick.do(escalations.answer, ids[0], words="From Monday", today=BEFORE)
    quick.do(escalations.answer, ids[1], words="Ten are ordered", today=BEFORE + A_DAY)
    quick.do(escalations.hand_back, ids[2], words="Ask estates", today=TODAY)
    above_s = quick.ask(lambda session: told(session, quick.nurse, above.team_id, TODAY, TODAY)).recap.answered
    assert recap(quick).answered == (
        "Slings: Division answered: “Ten are ordered”", "Rails: Division handed it back to Ward 7A: “Ask estates”",
    )  # fmt: skip
    assert above_s == (
        "Slings (Ward 7A): Division answered: “Ten are ordered”",
        "Rails (Ward 7A): Division handed it back to Ward 7A: “Ask estates”",
    )
    assert recap(quick, BEFORE).answered == ("Porter: Division answered: “From Monday”",)


def test_what_was_answered_before_the_huddle_before_was_told_there_however_short_ago(quick: Ward) -> None:
    stands_below(quick)
    hold(quick, BEFORE, TODAY - 3 * A_DAY, TODAY)
    porter = quick.do(actions.raise_action, text="Porter", today=BEFORE).id
    quick.do(escalations.escalate, porter, reason="Please", today=BEFORE)
    quick.do(escalations.answer, porter, words="From Monday", today=TODAY - 4 * A_DAY)
    assert recap(quick).answered == ()
    assert recap(quick, TODAY - 3 * A_DAY).answered == ("Porter: Division answered: “From Monday”",)


def test_the_huddle_of_a_boards_first_day_is_told_as_that_day_left_it(quick: Ward) -> None:
    hold(quick, TODAY)
    slings = on_trial(quick, "Slings", TODAY)
    quick.at(NOW + 2 * A_DAY).do(projects.block, slings, reason="No money")
    a_week_on = quick.ask(lambda session: told(session, quick.nurse, quick.team_id, TODAY, TODAY + 7 * A_DAY))
    assert [made.line for made in a_week_on.recap.decided] == ["Moved to Testing: Slings."]


def test_a_paused_teams_recap_says_so_first_and_asks_for_nothing(quick: Ward) -> None:
    quick.record(*(4.0, 5, 3, 4, 6) * 4, None, None)
    assert recap_of_a_huddle(quick).late == ("Falls: 2 weeks late",)
    quick.do(teams.pause_team, reason="the ward moves", today=TODAY)
    paused = recap_of_a_huddle(quick)
    assert paused.figures_note.startswith("Paused since 18 Nov: the ward moves. ")
    assert paused.late == ()


def recap_of_a_huddle(ward: Ward) -> Recap:
    hold(ward, TODAY)
    return recap(ward)
