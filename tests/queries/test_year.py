"""A team's year: what began and what came of it, told once, from the first day of the year to its last."""

from datetime import date, timedelta

from tests.small_ward import Ward, stands_below
from vmboard.commands import actions, benefits, cycles, days, huddles, measures, projects, teams
from vmboard.commands.opens import mark_opened
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.views.year import Year
from vmboard.domain.words import BenefitKind, Direction, Domain, MeasureKind, Stage, Step
from vmboard.queries.year import year
from vmboard.render.reports.sheets import year_sheet

TODAY = date(2026, 11, 18)
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
FIRST = TODAY - 52 * A_WEEK + A_DAY


def of(ward: Ward, today: date = TODAY) -> Year:
    return ward.ask(lambda session: year(session, ward.nurse, ward.team_id, today))


def project(ward: Ward, title: str, *moves: tuple[Stage, date, str]) -> int:
    made = int(ward.do(projects.add_project, title=title, today=moves[0][1] if moves else TODAY).id)
    for to, on, reason in moves:
        ward.do(projects.move_project, made, to=to, today=on, reason=reason)
    return made


def test_a_project_stands_where_it_came_to_and_nowhere_else(ward: Ward) -> None:
    began = TODAY - 20 * A_WEEK
    project(ward, "Quiet nights", (Stage.TESTING, began, ""))
    kept = project(ward, "Comfort rounds", (Stage.TESTING, began, ""), (Stage.EMBEDDED, TODAY - 5 * A_WEEK, "It holds"))
    project(ward, "Alarm mats", (Stage.TESTING, began, ""), (Stage.STOPPED, TODAY - A_WEEK, "They rang all night."))
    project(ward, "Ideas only")
    told = of(ward)
    assert [line.title for line in told.tried] == ["Quiet nights"]
    assert [(line.project_id, line.when) for line in told.kept] == [(kept, "Since 14 Oct")]
    assert [(line.title, line.words) for line in told.stopped] == [("Alarm mats", "They rang all night.")]
    assert told.tally == "3 tests began. 1 became part of the work, 1 stopped with what was learned, 1 still open."


def test_the_year_begins_52_weeks_ago_and_ends_today(ward: Ward) -> None:
    for on in (FIRST - A_DAY, FIRST):
        made = project(ward, f"Begun {on}", (Stage.TESTING, on, ""))
        ward.do(projects.move_project, made, to=Stage.STOPPED, today=on, reason="Enough seen")
        ward.do(huddles.hold_huddle, held_on=on)
    told = of(ward)
    assert told.began == 1 and [line.title for line in told.stopped] == [f"Begun {FIRST}"]
    assert dict(told.facts)["huddles held"] == 1
    assert told.span_text == "20 November 2025 to 18 November 2026"


def test_what_was_put_aside_is_told_where_it_was_tested_this_year_and_open_tests_by_what_they_taught_last(
    ward: Ward,
) -> None:
    long_ago, lately = FIRST - A_WEEK, TODAY - A_WEEK
    project(ward, "Tested before", (Stage.TESTING, long_ago, ""), (Stage.PARKED, lately, "Short of staff"))
    project(ward, "Tested this year", (Stage.TESTING, FIRST, ""), (Stage.PARKED, lately, "Short of staff"))
    made = project(ward, "Still open", (Stage.TESTING, lately, ""))
    for words in ("Bay 2 forgets", "Nights do not"):
        cycle = ward.do(cycles.start_cycle, made, plan="One bay", prediction="Fewer", today=lately).id
        ward.do(cycles.advance_cycle, cycle, step=Step.ACT, saw="Seen", learned=words)
    ward.do(cycles.start_cycle, made, plan="All bays", prediction="None", today=TODAY)
    assert [(line.title, line.when, line.words) for line in of(ward).tried] == [
        ("Tested this year", "Put aside since 11 Nov", ""), ("Still open", "In testing since 11 Nov", "Nights do not"),
    ]  # fmt: skip


def test_it_is_this_teams_year_and_of_what_came_to_something(ward: Ward) -> None:
    above = stands_below(ward)
    for team, words in ((ward, "Ours"), (above, "Theirs")):
        team.do(huddles.hold_huddle, held_on=TODAY - A_WEEK, celebration=words)
        done = team.do(actions.raise_action, text="Order slings", today=TODAY - A_WEEK).id
        team.do(actions.complete, done, today=TODAY)
        team.do(actions.reopen, done)
        gone = team.do(actions.raise_action, text="Ring estates", today=TODAY - A_WEEK, repeat_weeks=1).id
        team.do(actions.complete, gone, today=TODAY)
    ward.do(huddles.start_huddle, today=TODAY, now=ward.moment)
    told = of(ward)
    assert told.celebrated == ("Ours",)
    assert (dict(told.facts)["huddles held"], dict(told.facts)["actions done"]) == (1, 1), (
        "the one under way is not held"
    )


def test_it_counts_what_was_done_and_thanks_by_initials(ward: Ward) -> None:
    initials = "JD"
    ward.do(huddles.hold_huddle, held_on=TODAY - A_WEEK, celebration=f"{initials}, XX: quieter doors")
    ward.do(huddles.hold_huddle, held_on=TODAY - A_DAY, celebration="A card from Bay 3")
    done = ward.do(actions.raise_action, text="Order slings", today=TODAY - A_WEEK).id
    ward.do(actions.complete, done, today=TODAY)
    made = project(ward, "Trolley", (Stage.TESTING, TODAY - A_WEEK, ""))
    ward.do(benefits.add_benefit, made, kind=BenefitKind.CAPACITY, amount=4.0, text="Less walking")
    ward.record(3, 4, None)
    from vmboard.store.engine import transaction

    with transaction(ward.bind, now=ward.moment) as session:
        mark_opened(session, {(ward.team_id, TODAY): 5, (ward.team_id, FIRST - A_DAY): 2})
    told = of(ward)
    assert told.thanked == (initials,), "whoever is not on the team is nobody here"
    ward.do(teams.leave, ward.nurse_id)
    assert of(ward).thanked == (), "nor is whoever left"
    assert told.celebrated == ("A card from Bay 3", "JD, XX: quieter doors")
    assert told.gave == ("4 hours a week claimed",)
    assert dict(told.facts) == {
        "huddles held": 2, "weeks with figures": 2, "actions done": 1, "days the board was opened": 1,
    }  # fmt: skip


def test_weeks_of_what_is_kept_day_by_day_are_weeks_with_figures(ward: Ward) -> None:
    """From Monday 2 November on, every day up to Sunday the 15th; of the first week there is a typed figure too."""
    first = date(2026, 11, 2)
    cross = ward.do(measures.add_measure, name="Falls by day", unit="", domain=Domain.SAFETY,
                    direction=Direction.DECREASE, kind=MeasureKind.SAFETY_CROSS, began_on=first).id  # fmt: skip
    for n in range(14):
        ward.do(days.mark_day, cross, day=first + n * A_DAY, count=0, today=TODAY)
    assert dict(of(ward).facts)["weeks with figures"] == 2
    ward.do(record_points, ward.falls_id, [NewPoint(first + 6 * A_DAY, 3.0)])
    assert dict(of(ward).facts)["weeks with figures"] == 2


def test_an_empty_year_is_told_too_and_fits_one_sheet_as_does_a_full_one(ward: Ward) -> None:
    empty = of(ward)
    assert empty.tally == "0 tests began."
    for n in range(30):
        moves = [(Stage.TESTING, TODAY - 9 * A_WEEK, "")]
        moves += [(Stage.STOPPED, TODAY - n * A_DAY, "It took longer than it saved. " * 4)] if n % 2 else []
        project(ward, f"Project number {n} with a long name", *moves)
    ward.do(teams.change_team, name="Ward 7A “Respiratory” & friends #1")
    for told in (empty, of(ward)):
        made = year_sheet(told)
        assert made.startswith(b"%PDF") and made.count(b"/Type /Page\n") + made.count(b"/Type/Page") < 3
