"""The page of a team's changes: page by page, what was done in one go as one line, and what was undone since."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.small_ward import MOMENT, WEEK, Ward
from vmboard.commands import accounts, actions, huddles, measures, projects, teams, visits
from vmboard.commands.imports import import_sheet
from vmboard.commands.undo import undo
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, Occasion
from vmboard.domain.figures.sheets import Layout, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.huddles.sections import Section
from vmboard.domain.views.changes import ChangeLine, HistoryPage
from vmboard.domain.words import Direction, Domain, PointStatus, Role, Stage
from vmboard.queries import history
from vmboard.queries import teams as team_queries
from vmboard.store.engine import dispose, engine_for, reading, transaction

TODAY = date(2026, 11, 18)


def page(ward: Ward, **how: object) -> HistoryPage:
    return ward.ask(lambda session: history.team_history(session, ward.nurse, ward.team_id, today=TODAY, **how))


def words(ward: Ward, **how: object) -> list[str]:
    return [line.words for line in page(ward, **how).lines]


def newest(ward: Ward) -> ChangeLine:
    return page(ward).lines[0]


def test_it_is_read_page_by_page_and_nothing_is_told_twice_or_left_out(quick: Ward) -> None:
    for n in range(history.PAGE):
        quick.do(actions.raise_action, text=f"Action {n}", today=TODAY)
    first = page(quick)
    assert (len(first.lines), first.older) == (history.PAGE, first.lines[-1].number)
    rest = page(quick, before=first.older)
    assert rest.older is None
    numbers = [line.number for line in (*first.lines, *rest.lines)]
    assert numbers == sorted(numbers, reverse=True) == list(range(quick.revision(), 0, -1))


def test_a_page_that_holds_just_all_of_it_is_the_last(quick: Ward) -> None:
    for n in range(history.PAGE - 1):
        quick.do(actions.raise_action, text=f"Action {n}", today=TODAY)
    assert page(quick, area="Actions").older is None
    quick.do(actions.raise_action, text="One more", today=TODAY)
    assert page(quick, area="Actions").older is None
    quick.do(actions.raise_action, text="And one", today=TODAY)
    assert page(quick, area="Actions").older is not None


def test_what_was_done_in_one_go_is_one_line_with_its_count(quick: Ward) -> None:
    quick.record(4, 5)
    two = newest(quick)
    assert (two.many, two.number, two.asks_first, two.can_undo) == (2, quick.revision() - 1, False, True)
    points = [
        SheetPoint("Falls", date.fromordinal(WEEK.toordinal() - 7 * n), 3.0 + n, None, None, PointStatus.FINAL, "",
                   team=None, sheet="", cell="")
        for n in range(history.FEW + 2)
    ]  # fmt: skip
    row = SheetMeasure("Falls", Domain.SAFETY, None, Direction.DECREASE, None, "", "", "", cell="")
    quick.do(import_sheet, Sheet((row,), tuple(points), layout=Layout.WIDE), filename="box.xlsx")
    line = newest(quick)
    assert (line.words, line.many, line.asks_first, line.reason) == (
        "imported box.xlsx: 41 figures", history.FEW + 1, True, ""
    )  # fmt: skip


def test_an_undo_says_what_it_undid_and_what_was_undone_says_so_until_that_is_undone_too(quick: Ward) -> None:
    quick.do(measures.change_measure, quick.falls_id, name="Falls with harm")
    changed = newest(quick)
    assert (changed.undone, changed.reason) == (False, "")

    def lines() -> list[tuple[str, bool]]:
        return [(line.words, line.undone) for line in page(quick, area="Measures").lines[:-1]]

    quick.do(undo, changed.number)
    assert lines() == [(f"undid: {changed.words}", False), (changed.words, True)]
    assert newest(quick).reason == "", "the number of what it undid is no reason to read"
    quick.do(undo, newest(quick).number)
    assert lines() == [
        (f"did again: {changed.words}", False),
        (f"undid: {changed.words}", True),
        (changed.words, False),
    ]
    quick.do(undo, newest(quick).number)
    assert [undone for _, undone in lines()] == [False, True, False, True]
    assert newest(quick).words == f"undid: {changed.words}"


def test_it_is_narrowed_by_what_it_is_about_and_by_who_did_it(quick: Ward) -> None:
    quick.do(teams.change_team, vision="Home sooner")
    quick.do(projects.add_project, title="Rounds", today=TODAY)
    quick.do(actions.raise_action, text="Order slings", today=TODAY)
    with transaction(quick.bind, now=MOMENT) as session:
        actions.raise_action(session, Actor("Ann Ross", person=APP), quick.team_id, text="Ring", today=TODAY)
    assert len(words(quick, area="Actions")) == 2 and len(words(quick, area="Actions", person="Ann Ross")) == 1
    assert len(words(quick, area="Figures")) == 0
    assert len(words(quick, area="Team")) == 3, "the team, its nurse, its vision"
    assert [line.who for line in page(quick, person="Ann Ross").lines] == ["Ann Ross"]
    assert quick.ask(lambda s: history.who_changed(s, quick.nurse, quick.team_id)) == ["Ann Ross", "Jo Douglas"]


def test_a_projects_first_stage_goes_without_saying_and_every_other_is_said(quick: Ward) -> None:
    row = quick.do(projects.add_project, title="Rounds", today=TODAY).id
    assert len(words(quick, area="Projects")) == 1
    quick.do(projects.move_project, row, to=Stage.TESTING, today=TODAY)
    assert len(words(quick, area="Projects")) == 2 and "Testing" in words(quick)[0]


def test_what_is_private_or_nameless_is_not_in_it_whoever_did_it(quick: Ward) -> None:
    before = words(quick)
    with transaction(quick.bind, now=MOMENT) as session:
        ann = Actor("Ann Ross", person=APP, account_id=7)
        visits.add_visit(
            session, ann, quick.team_id, on=TODAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY, asked="How?"
        )
        visits.rate_confidence(session, ann, quick.team_id, score=7, today=TODAY)
    assert words(quick) == before
    assert quick.ask(lambda s: history.who_changed(s, quick.nurse, quick.team_id)) == ["Jo Douglas"]


@pytest.mark.parametrize(
    ("moment", "day", "time_text"),
    [
        (datetime(2027, 6, 1, 23, 30, tzinfo=UTC), date(2027, 6, 2), "00:30"),
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 12, 1), "23:30"),
    ],
)
def test_it_happened_on_the_day_and_at_the_hour_where_the_team_is(
    quick: Ward, moment: datetime, day: date, time_text: str
) -> None:
    quick.at(moment).do(teams.change_team, vision="Home sooner")
    assert (newest(quick).day, newest(quick).time_text) == (day, time_text)


def test_what_one_writes_of_a_huddle_is_one_line_a_day(quick: Ward) -> None:
    row = quick.do(huddles.start_huddle, today=TODAY, now=MOMENT).id
    for moment in (MOMENT, MOMENT + timedelta(minutes=5), MOMENT + timedelta(days=1)):
        quick.at(moment).do(huddles.change_huddle, row, notes=f"As of {moment}")
    lines = [(line.day, len(line.earlier)) for line in page(quick, area="Huddles").lines]
    assert lines == [(TODAY + timedelta(days=1), 0), (TODAY, 1), (TODAY, 0)]


def test_names_are_told_as_they_are_now_of_people_teams_and_accounts_alike(quick: Ward) -> None:
    above = teams_above(quick)
    quick.do(teams.change_team, parent_id=above)
    assert "Division" in words(quick)[0]
    with transaction(quick.bind, now=MOMENT) as session:
        app = Actor("The app", person=APP)
        jo = accounts.add_account(session, app, name="Jo Reid", email="jo@nhs.scot").id
        accounts.add_account(session, app, name="Ann Ross", email="ann@nhs.scot")
        accounts.grant(session, app, quick.team_id, jo, role=Role.COACH)
    assert "Jo Reid" in words(quick)[0]
    row = quick.do(projects.add_project, title="Rounds", today=TODAY, owner_id=quick.nurse_id).id
    kirsty = quick.do(teams.add_member, name="Kirsty MacRae").id
    quick.do(projects.change_project, row, owner_id=kirsty)
    assert "Rounds" in words(quick)[0] and "Kirsty MacRae" in words(quick)[0]


def teams_above(ward: Ward) -> int:
    with transaction(ward.bind, now=MOMENT) as session:
        return teams.add_team(
            session, ward.nurse, organisation="NHS Highland", site="Raigmore Hospital", name="Division",
            timezone="Europe/London",
        ).id  # fmt: skip


def test_a_huddle_is_one_line_a_thing_done_and_its_steps_are_none(quick: Ward) -> None:
    """Going from section to section, walls that follow, and each box as it saves itself: nobody looks that up."""
    at = datetime(2026, 11, 18, 10, tzinfo=UTC)
    row = quick.do(huddles.start_huddle, today=TODAY, now=at)
    quick.do(huddles.follow, row.id, on=True)
    quick.do(huddles.go_to, row.id, section=Section.FIGURES, now=at)
    quick.do(huddles.change_huddle, row.id, celebration="41 days")
    quick.do(huddles.go_to, row.id, section=Section.CLOSE, now=at)
    quick.do(huddles.change_huddle, row.id, celebration="41 days without an ulcer")
    quick.do(huddles.count_people, row.id, profession="", count=8, was=0)
    quick.do(huddles.close_huddle, row.id, now=at + timedelta(minutes=12))
    lines = page(quick, area="Huddles").lines
    assert [line.words for line in lines] == [
        "closed the huddle of 18 Nov after 12 minutes",
        "changed the huddle of 18 Nov: people from nothing to 8; "
        "celebration from nothing to “41 days without an ulcer”",
        "started the huddle of 18 Nov",
    ]
    assert len(lines[1].earlier) == 2 and not any("T10:" in line.words for line in lines)


def test_the_history_of_the_demo_has_no_machine_words(demo_sqlite: Path) -> None:
    url = f"sqlite:///{demo_sqlite}"
    with reading(engine_for(url)) as session:
        for team in team_queries.teams(session, DEMO):
            before: int | None = None
            while True:
                read = history.team_history(session, DEMO, team.team_id, today=TODAY, before=before)
                said = [line.words for line in read.lines]
                assert not [words for words in said if re.search(r"\d{4}-\d\d|T\d\d:\d\d|_|touched|None", words)]
                if (before := read.older) is None:
                    break
    dispose(url)
