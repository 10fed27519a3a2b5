"""What one screen shows is one moment of the board: all of a change or nothing of it, whoever writes meanwhile."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.conftest import TODAY
from tests.lanes import some
from tests.overlapping import before_statement
from tests.small_ward import WEEK, small_ward
from vmboard.commands import actions, history, huddles, measures, projects, teams
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.words import Direction, Domain, LinkRole, Stage
from vmboard.queries import huddles as huddle_queries
from vmboard.queries.actions import actions as action_lists
from vmboard.queries.board import board
from vmboard.queries.history import team_history
from vmboard.queries.learning import library
from vmboard.queries.measures import measure as measure_view
from vmboard.queries.measures import measures as measure_lists
from vmboard.queries.organisation import data_on_time
from vmboard.queries.organisation import tree as organisation_tree
from vmboard.queries.past import past_board
from vmboard.queries.project import project as project_view
from vmboard.queries.projects import lanes
from vmboard.queries.round import morning_round
from vmboard.queries.screens import followed
from vmboard.queries.sheets import team_sheet
from vmboard.queries.teams import team as team_view
from vmboard.queries.week import grid_view, week_view
from vmboard.store.engine import is_sqlite, reading, transaction
from vmboard.store.tables import Team

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
HELD_ON = date(2026, 11, 11)
READER = Actor("A reader", person=APP)


class BusyWard:
    """A ward in which one transaction changes everything that its screens show, again and again."""

    def __init__(self, bind: Engine) -> None:
        self.ward = ward = small_ward(bind)
        self.turn = 0
        self.pay = ward.do(measures.add_measure, name="Pay", domain=Domain.COST, direction=Direction.DECREASE).id
        self.project = ward.do(projects.add_project, title="Rounds 0", today=TODAY).id
        ward.do(projects.link_measure, self.project, ward.falls_id, role=LinkRole.OUTCOME)
        ward.do(projects.move_project, self.project, to=Stage.TESTING, today=TODAY)
        self.action = ward.do(actions.raise_action, text="Slings 0", today=TODAY).id
        self.held = ward.do(huddles.hold_huddle, held_on=HELD_ON, people=7).id
        self.huddle = ward.do(huddles.start_huddle, today=TODAY, now=NOW).id
        self.change()

    def change(self) -> None:
        """Every noun moves on by one, together."""
        by = (self.ward.nurse, self.ward.team_id)
        with transaction(self.ward.bind, now=NOW) as session:
            history.hold(session, self.ward.team_id)
            self.turn = number = self.turn + 1
            teams.change_team(session, *by, vision=f"Vision {number}", programme=f"Wave {number}")
            for measure in (self.ward.falls_id, self.pay):
                record_points(session, *by, measure, [NewPoint(WEEK, number)])
            projects.change_project(session, *by, self.project, title=f"Rounds {number}", next_step=f"Step {number}")
            idea = projects.add_project(session, *by, title=f"Idea {number}", today=TODAY, theme=f"Theme {number}")
            projects.link_measure(session, *by, idea.id, self.pay, role=LinkRole.OUTCOME)
            actions.change_action(session, *by, self.action, text=f"Slings {number}")
            actions.raise_action(session, *by, text=f"Thank nights {number}", today=TODAY)
            for huddle in (self.huddle, self.held):
                huddles.change_huddle(session, *by, huddle, celebration=f"Done {number}", notes=f"Notes {number}")


@pytest.fixture
def busy(bind: Engine) -> BusyWard:
    return BusyWard(bind)


def huddle_page(session: Session, busy: BusyWard) -> Any:
    """What the huddle's page shows, as one reading of it."""
    team = busy.ward.team_id
    return (
        huddle_queries.open_huddle(session, READER, team, TODAY, NOW),
        huddle_queries.talks(session, READER, team, TODAY),
        board(session, READER, team, TODAY),
    )


SCREENS: dict[str, Callable[[Session, BusyWard], Any]] = {
    "board": lambda s, b: board(s, READER, b.ward.team_id, TODAY),
    "round": lambda s, b: morning_round(s, READER, TODAY, NOW),
    "week": lambda s, b: week_view(s, READER, b.ward.team_id, WEEK, TODAY),
    "earlier weeks": lambda s, b: grid_view(s, READER, b.ward.team_id, TODAY, 8),
    "huddle": huddle_page,
    "recap": lambda s, b: huddle_queries.told(s, READER, b.ward.team_id, HELD_ON, TODAY),
    "lanes": lambda s, b: lanes(s, READER, b.ward.team_id, TODAY),
    "project": lambda s, b: project_view(s, READER, b.ward.team_id, b.project, TODAY),
    "actions": lambda s, b: action_lists(s, READER, b.ward.team_id, TODAY),
    "measures": lambda s, b: measure_lists(s, READER, b.ward.team_id, TODAY),
    "measure": lambda s, b: measure_view(s, READER, b.ward.team_id, b.ward.falls_id, TODAY),
    "history": lambda s, b: team_history(s, READER, b.ward.team_id, today=TODAY),
    "organisation": lambda s, b: (organisation_tree(s, READER), data_on_time(s, READER, TODAY)),
    "learning": lambda s, b: library(s, READER, TODAY),
    "team": lambda s, b: team_view(s, READER, b.ward.team_id),
    "a past board": lambda s, b: past_board(s, READER, b.ward.team_id, TODAY),
    "workbook": lambda s, b: team_sheet(s, READER, b.ward.team_id),
    "walls' feed": lambda s, b: followed(s, b.ward.team_id),
}  # fmt: skip


@pytest.mark.parametrize("name", some(list(SCREENS)))
def test_a_screen_shows_the_board_before_a_change_or_after_it_and_never_between(busy: BusyWard, name: str) -> None:
    def shown() -> Any:
        with reading(busy.ward.bind) as session:
            return SCREENS[name](session, busy)

    with before_statement(busy.ward.bind, 10_000, busy.change) as statements:
        before = shown()
    torn = []
    for number in range(1, len(statements)):
        try:
            with before_statement(busy.ward.bind, number, busy.change):
                seen = shown()
        except (IndexError, KeyError) as fault:
            seen = fault
        after = shown()
        assert after != before, "the change shows on this screen"
        if seen not in (before, after):
            torn.append(number)
        before = after
    assert torn == [], f"torn by a change before its statements {torn} of {len(statements)}"


def test_what_reads_cannot_write(busy: BusyWard) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"), reading(busy.ward.bind) as session:
        session.execute(update(Team).values(vision="Overwritten"))
    busy.change()
    assert busy.ward.row(Team).vision == f"Vision {busy.turn}", "and the next writer on that connection can"


def test_a_reading_is_no_hindrance_to_who_writes_and_none_to_it(busy: BusyWard) -> None:
    with reading(busy.ward.bind) as session:
        was = session.scalar(select(Team.vision))
        busy.change()
        assert session.scalar(select(Team.vision)) == was
    assert busy.ward.row(Team).vision != was


def test_a_writer_sees_what_others_have_committed_once_it_has_waited(busy: BusyWard) -> None:
    """Reads are one view; writers are not, on Postgres: what they waited for is what they change."""
    if is_sqlite(busy.ward.bind):
        return
    with transaction(busy.ward.bind) as session:
        assert session.scalar(text("SHOW transaction_isolation")) == "read committed"
        assert session.scalar(text("SHOW transaction_read_only")) == "off"
    with reading(busy.ward.bind) as session:
        assert session.scalar(text("SHOW transaction_isolation")) == "repeatable read"
        assert session.scalar(text("SHOW transaction_read_only")) == "on"
