"""What one part hands on to the next: each field in its own place, and a team that is not there refused by all."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.small_ward import MOMENT, WEEK, Ward, stands_below
from vmboard.commands import (
    accounts,
    benefits,
    charts,
    cycles,
    days,
    displays,
    learning,
    measures,
    projects,
    schemes,
    teams,
    visits,
)  # fmt: skip
from vmboard.commands.coaching import answer, answers
from vmboard.commands.figures import Typed, type_figure
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.sign_in import sign_in_with_password
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import BenefitKind, Decision, Direction, Domain, LinkRole, MeasureKind, Rules, Stage, Step
from vmboard.queries import access, history, impact, past, screens, settings, stories, week
from vmboard.queries import learning as ideas
from vmboard.queries import measures as lists
from vmboard.queries import project as told
from vmboard.queries import projects as lanes
from vmboard.queries import teams as listed
from vmboard.queries import visits as log
from vmboard.queries.board import board
from vmboard.queries.summaries import team_summary
from vmboard.store.engine import transaction
from vmboard.store.tables import Account, Attempt

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
APP_ITSELF = Actor("The app", person=APP)
SHARED: dict[str, Any] = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}


def test_a_team_a_measure_or_a_project_that_is_not_there_is_refused_in_words_by_every_question(quick: Ward) -> None:
    who, team, gone = quick.nurse, quick.team_id, 9_999
    questions: list[Callable[[Session], object]] = [
        lambda s: board(s, who, gone, TODAY), lambda s: week.week_view(s, who, gone, WEEK, TODAY),
        lambda s: lists.measures(s, who, gone, TODAY), lambda s: lists.measure(s, who, team, gone, TODAY),
        lambda s: settings.settings(s, who, team, gone, TODAY), lambda s: settings.days(s, who, team, gone, TODAY),
        lambda s: settings.days(s, who, team, quick.falls_id, TODAY), lambda s: lanes.lanes(s, who, gone, TODAY),
        lambda s: told.project(s, who, gone, 1, TODAY), lambda s: told.project(s, who, team, gone, TODAY),
        lambda s: past.past_board(s, who, gone, TODAY), lambda s: past.first_day(s, who, gone),
        lambda s: team_summary(s, who, gone, TODAY), lambda s: listed.team(s, who, gone),
        lambda s: stories.story(s, who, "ward-7a", gone, TODAY), lambda s: stories.story(s, who, "nowhere", 1, TODAY),
    ]  # fmt: skip
    for question in questions:
        with pytest.raises(Refused) as refused:
            quick.ask(question)
        assert refused.value.sentence.endswith(".")
    assert quick.ask(lambda session: screens.followed(session, gone)) is None


def test_the_walls_follow_a_team_with_each_field_in_its_place(quick: Ward) -> None:
    row, _ = quick.do(displays.add_display, name="Bay 1", token="secret")
    found = quick.ask(lambda session: screens.followed(session, quick.team_id))
    assert found is not None
    assert (found.team_id, found.edition.revision, found.timezone) == (quick.team_id, quick.revision(), "Europe/London")
    (screen,) = found.screens.values()
    assert (screen.display_id, screen.team_id, screen.revoked) == (row.id, quick.team_id, False)
    other = stands_below(quick)
    ids = [quick.team_id, other.team_id, 9_999]
    editions = quick.ask(lambda session: screens.editions_of(session, ids))
    assert {team: edition.revision for team, edition in editions.items()} == {
        quick.team_id: quick.revision(), other.team_id: other.revision(),
    }  # fmt: skip


def test_history_names_ones_own_people_though_another_team_has_the_same_number(quick: Ward) -> None:
    other = stands_below(quick)
    mine = quick.do(teams.add_member, name="Kirsty MacRae").id
    while other.do(teams.add_member, name=f"Ann {other.revision()}").id < mine:
        pass
    row = quick.do(projects.add_project, title="Rounds", today=TODAY).id
    quick.do(projects.change_project, row, owner_id=mine)
    page = quick.ask(lambda session: history.team_history(session, quick.nurse, quick.team_id, today=TODAY))
    assert "Kirsty MacRae" in page.lines[0].words


def test_a_measures_page_marks_cycles_and_moves_of_what_should_move_it(quick: Ward) -> None:
    quick.record(*range(4, 16))
    for title, role in (("Rounds", LinkRole.OUTCOME), ("Guarded", LinkRole.GUARD)):
        row = quick.do(projects.add_project, title=title, today=WEEK - 70 * A_DAY).id
        quick.do(projects.link_measure, row, quick.falls_id, role=role)
        quick.do(cycles.start_cycle, row, plan="Bay", prediction="Fewer", today=WEEK - 35 * A_DAY)
        for stage, ago in ((Stage.TESTING, 42), (Stage.EMBEDDED, 14)):
            quick.do(projects.move_project, row, to=stage, today=WEEK - ago * A_DAY, reason="The tile")
    seen = quick.ask(lambda session: lists.measure(session, quick.nurse, quick.team_id, quick.falls_id, TODAY))
    marks = [(note.index, note.label.partition(",")[0]) for note in seen.tile.chart.notes]
    assert marks == [(5, "Testing"), (6, "PDSA 1"), (9, "Embedded")]
    of = quick.ask(lambda session: told.project(session, quick.nurse, quick.team_id, row, TODAY))
    assert [(line.stage, line.by) for line in of.moves] == [
        (stage, "Jo Douglas") for stage in ("Embedded", "Testing", "Ideas")
    ]


def test_days_between_events_have_no_status_nor_anything_they_are_out_of(quick: Ward) -> None:
    for n in range(60):
        value = float(n % 4 == 0)
        quick.do(record_points, quick.falls_id, [NewPoint(WEEK - 7 * n * A_DAY, value, value, 10.0)])
    quick.do(charts.choose_chart, quick.falls_id, chart=Chart.T)
    rows = quick.ask(lambda s: lists.measure(s, quick.nurse, quick.team_id, quick.falls_id, TODAY)).rows
    assert [(r.value_text, r.status_text, r.out_of, r.excluded) for r in rows] == [("28", "", "", False)] * 14
    quick.do(charts.choose_chart, quick.falls_id, chart=None)
    rows = quick.ask(lambda s: lists.measure(s, quick.nurse, quick.team_id, quick.falls_id, TODAY)).rows
    assert (rows[0].out_of, rows[1].out_of) == ("1 for 10", "0 for 10")


def test_below_nought_may_be_typed_only_where_neither_way_is_better(quick: Ward) -> None:
    def typed(name: str, direction: Direction) -> object:
        row = quick.do(measures.add_measure, name=name, domain=Domain.COST, direction=direction, unit="hours").id
        return quick.do(type_figure, row, WEEK, Typed("-3"), today=TODAY)

    assert typed("Balance", Direction.NEUTRAL).value == -3.0  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        typed("Hours", Direction.DECREASE)


def test_promises_that_were_taken_off_count_nowhere(quick: Ward) -> None:
    made = quick.do(
        visits.add_visit, on=TODAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY,
        promises=[Promise("A chair"), Promise("A lamp"), Promise("A clock")],
    )  # fmt: skip
    quick.do(visits.remove_promise, made.id + 1)
    quick.do(visits.keep_promise, made.id + 2, today=TODAY)
    seen = quick.ask(lambda session: log.coaching_log(session, quick.nurse, quick.team_id, TODAY))
    assert seen.promises_words == "2 promises: 1 kept, 1 not yet"
    assert ([one.text for one in seen.open], [one.text for one in seen.kept]) == (["A clock"], ["A lamp"])
    (line,) = seen.visits
    assert ([one.text for one in line.promises], [one.text for one in line.gone]) == (
        ["A lamp", "A clock"],
        ["A chair"],
    )


def test_accounts_say_what_they_are_and_one_closed_twice_was_closed_the_first_time(quick: Ward) -> None:
    ids = []
    for n, (password, administrator) in enumerate((("trolley bay lantern", True), ("", False), ("", False))):
        with transaction(quick.bind, now=MOMENT) as session:
            ids.append(
                accounts.add_account(
                    session, APP_ITSELF, name=f"Jo {n}", email=f"{n}@nhs.scot", password=password,
                    is_administrator=administrator,
                ).id
            )  # fmt: skip
    for moment in (MOMENT, MOMENT + A_DAY):
        with transaction(quick.bind, now=moment) as session:
            accounts.disable_account(session, APP_ITSELF, ids[2])
    lines = quick.ask(lambda session: access.accounts(session, APP_ITSELF))
    assert [line.words for line in lines] == [
        "administrator, by password", "by the organisation’s sign-in", "by the organisation’s sign-in, closed",
    ]  # fmt: skip
    assert quick.ask(lambda session: session.get_one(Account, ids[2]).disabled_at) == MOMENT


def test_a_story_is_told_from_the_first_test_to_the_last_move_and_edited_by_its_own_team(quick: Ward) -> None:
    row = quick.do(projects.add_project, title="Rounds", today=TODAY - 90 * A_DAY).id
    for stage, ago in ((Stage.TESTING, 80), (Stage.PARKED, 60), (Stage.TESTING, 50), (Stage.STOPPED, 10)):
        quick.do(projects.move_project, row, to=stage, today=TODAY - ago * A_DAY, reason=f"After {ago}")
    drafted = quick.ask(lambda s: stories.story_draft(s, quick.nurse, quick.team_id, row, TODAY, 4000)).text
    assert "We stopped on 8 November, after 10 weeks" in drafted and "What we learned: After 10." in drafted
    made = quick.do(learning.write_story, row, heading="Ours", text="We did").id
    seen = quick.ask(lambda session: stories.story(session, quick.nurse, "ward-7a", made, TODAY))
    assert seen.may_edit and (seen.story_id, seen.project_id, seen.slug) == (made, row, "ward-7a")


def test_a_scheme_amended_again_is_a_newer_version_though_it_stands_the_same(quick: Ward) -> None:
    row = quick.do(projects.add_project, title="Milk", today=TODAY).id
    quick.do(benefits.add_benefit, row, kind=BenefitKind.QUALITY, text="Fresher")
    versions = [
        quick.do(schemes.set_scheme_state, row, state=SchemeState.AMENDED, reason=f"{n}").version for n in range(3)
    ]
    assert versions == sorted(set(versions)) and versions[2] > versions[0] + 1


def test_the_boxes_of_a_huddle_hold_the_open_cycles_answers_and_the_projects_own(quick: Ward) -> None:
    row = quick.do(projects.add_project, title="Rounds", today=TODAY, next_step="Both bays").id

    def boxes() -> tuple[str, str]:
        made = quick.ask(lambda session: answers(session, quick.team_id, row))
        return made.saw, made.next_step  # type: ignore[attr-defined]

    assert boxes() == ("", "Both bays")
    quick.do(answer, row, field="saw", text="One fall", today=TODAY)
    assert boxes() == ("One fall", "Both bays")
    made = quick.ask(lambda session: told.project(session, quick.nurse, quick.team_id, row, TODAY)).cycles[0]
    ended = quick.do(cycles.advance_cycle, made.cycle_id, step=Step.ACT, decision=Decision.ADOPT)
    assert (ended.decision, ended.saw) == (Decision.ADOPT, "One fall")
    assert boxes() == ("", "Both bays")


def test_who_set_a_target_is_told_of_the_change_that_made_it_what_it_is(quick: Ward) -> None:
    def since() -> str:
        return quick.ask(lambda s: settings.settings(s, quick.nurse, quick.team_id, quick.falls_id, TODAY)).target_since

    def change(who: str, **details: Any) -> None:
        with transaction(quick.bind, now=MOMENT) as session:
            measures.change_measure(session, Actor(who, person=APP), quick.team_id, quick.falls_id, **details)

    assert since() == ""
    for name, details in (("Ann", {"target": 3}), ("Bea", {"target": 4}), ("Cal", {"name": "Falls with harm"})):
        change(name, **details)
    assert since() == "Set by Bea, 18 Nov"
    change("Dee", target=3)
    assert since() == "Set by Dee, 18 Nov"
    change("Eve", target=None)
    assert since() == ""


def test_a_measures_page_says_which_chart_and_rules_somebody_chose(quick: Ward) -> None:
    def chosen() -> tuple[str, str, bool, str]:
        seen = quick.ask(lambda s: lists.measure(s, quick.nurse, quick.team_id, quick.falls_id, TODAY))
        return seen.chart, seen.rules, seen.screening, seen.split

    assert chosen() == ("", "", True, "")
    quick.do(charts.choose_chart, quick.falls_id, chart=Chart.RUN, rules=Rules.PHS, screening=False)
    assert chosen() == ("run", "phs", False, "")


def test_what_a_group_is_chosen_by_is_told_of_each_team(quick: Ward) -> None:
    quick.do(teams.change_team, programme="Falls", wave=2)
    stands_below(quick)
    found = quick.ask(lambda session: impact.choices(session, DEMO)).teams
    assert [(team.name, team.site, team.programme, team.wave) for team in found] == [
        ("Division", "Raigmore Hospital", "", ""), ("Ward 7A", "Raigmore Hospital", "Falls", "2"),
    ]  # fmt: skip


def test_what_is_gone_or_nameless_is_refused_in_words(quick: Ward) -> None:
    for given in (
        lambda: quick.do(accounts.revoke_computer, 9_999), lambda: quick.do(learning.publish_story, 9_999, today=TODAY),
        lambda: quick.do(learning.take_back_question, 9_999), lambda: quick.do(displays.revoke_display, 9_999),
        lambda: quick.do(visits.remove_visit, 9_999), lambda: quick.do(visits.keep_promise, 9_999, today=TODAY),
        lambda: quick.do(benefits.remove_benefit, 9_999), lambda: quick.do(cycles.change_cycle, 9_999, saw="Nothing"),
        lambda: quick.do(charts.include, 9_999), lambda: quick.do(measures.undo_rebase, 9_999),
        lambda: quick.do(measures.unfreeze_baseline, 9_999), lambda: quick.do(teams.leave, 9_999),
    ):  # fmt: skip
        with pytest.raises(Refused):
            given()
    for name, email in (("", "jo@nhs.scot"), ("Jo", "jo at nhs.scot"), (" ", "")):
        with transaction(quick.bind, now=MOMENT) as session, pytest.raises(Refused, match="Give a name and an e-mail"):
            accounts.add_account(session, APP_ITSELF, name=name, email=email)


def test_a_first_right_try_leaves_nothing_counted(quick: Ward) -> None:
    with transaction(quick.bind, now=MOMENT) as session:
        accounts.add_account(session, APP_ITSELF, name="Jo Reid", email="jo@nhs.scot", password="trolley bay lantern")
    assert sign_in_with_password(
        quick.bind, email="jo@nhs.scot", password="trolley bay lantern", browser="Chrome", now=MOMENT
    ).token
    kept = quick.ask(lambda session: session.query(Attempt).all())
    assert [(one.failures, one.today) for one in kept] in ([], [(0, 0)])


def test_an_idea_held_is_told_by_the_team_that_holds_it(quick: Ward) -> None:
    row = quick.do(projects.add_project, title="Rounds", today=TODAY - 9 * A_DAY).id
    quick.do(projects.move_project, row, to=Stage.EMBEDDED, today=TODAY - 9 * A_DAY, reason="The tile")
    found = quick.ask(lambda session: ideas.library(session, DEMO, TODAY))
    entries = list(found.entries.values())
    (card,) = quick.ask(lambda s: ideas.idea_cards(s, DEMO, entries, found.everything, TODAY))
    assert (card.since, card.origin, card.holds) == ("Embedded 9 Nov", "", None)


def test_days_are_left_open_only_as_they_were_seen(quick: Ward) -> None:
    quick.do(measures.change_measure, quick.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=TODAY)
    row = quick.do(days.mark_day, quick.falls_id, day=TODAY, count=1, today=TODAY)
    with pytest.raises(Refused):
        quick.do(days.unmark_day, quick.falls_id, day=TODAY, version=row.version + 1)
    quick.do(days.unmark_day, quick.falls_id, day=TODAY, version=row.version)
