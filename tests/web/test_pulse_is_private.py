"""Statistical disclosure control: fewer than five answers are shown nowhere, and can be worked out from nothing shown.

Two worlds that differ only in the answers of a small week, and of the week that runs, are the same to whoever looks,
on every path and row by row: what is the same says nothing.
"""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from tests.small_ward import MOMENT, Ward, small_ward
from tests.web.test_api import Caller
from vmboard.commands import doors, measures
from vmboard.commands.doors import open_door
from vmboard.commands.measures import add_derived_measure
from vmboard.commands.pulse import answer_pulse, close_pulse, set_pulse
from vmboard.commands.pulse_words import leave_pulse_words
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import Person
from vmboard.domain.coaching.small_groups import KEPT_PRIVATE
from vmboard.domain.reports.words import Audience
from vmboard.domain.words import Direction, Domain, Face
from vmboard.files.export import write_tidy, write_wide
from vmboard.files.record_files import write_records
from vmboard.queries.audit import audit_log
from vmboard.queries.board import board
from vmboard.queries.doors import doors as doors_page
from vmboard.queries.doors import pulse_words
from vmboard.queries.history import team_history
from vmboard.queries.measures import measure
from vmboard.queries.measures import measures as measures_page
from vmboard.queries.records import record_changes, team_record
from vmboard.queries.reports import report_out
from vmboard.queries.sheets import team_sheet
from vmboard.queries.week import grid_view, week_view
from vmboard.render.layout import Layout
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import PulseQuestion, Row
from vmboard.web.board_cache import Look, make

TODAY, SMALL = MOMENT.date(), date(2026, 11, 8)
ASKED, SUPPORTED = "Did you feel safe?", "Did you feel supported?"
SMALL_WEEKS = [(yes, answers) for answers in range(5) for yes in range(answers + 1)][1:]
LOOKED_AT = {(0, 1), (4, 4)}
"""The ends are looked at on every path; between them the rows are, from which all paths are made."""
THIN = "Two of us alone until two."
"""Said in words, in every week in which somebody answered: so many times as there were answers."""
RANDOM = {("team_revision", "stamp"), ("door", "link_token"), ("source", "token_hash"), ("history", "stamp"),
          ("pulse_words", "id")}  # fmt: skip
"""Columns that differ between any two runs."""


@pytest.fixture
def world(empty_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Makes a ward with three weeks that are over, of which the middle one is small, and one that runs."""
    monkeypatch.setattr(doors.secrets, "token_urlsafe", lambda length: "t" * length)
    urls, number = [], count()

    def made(yes: int, answers: int) -> Ward:
        path = tmp_path / f"{next(number)}.db"
        shutil.copy(empty_sqlite, path)
        urls.append(f"sqlite:///{path}")
        return told_ward(engine_for(urls[-1]), yes, answers)

    yield made
    for url in urls:
        dispose(url)


def told_ward(bind: Engine, yes: int, answers: int) -> Ward:
    """Both questions have nine answers in the first week and six in the third; one has so many in the second, and as
    many again in the week that runs."""
    began = MOMENT - timedelta(weeks=3)
    ward = small_ward(bind).at(began)
    ward.do(open_door, face=Face.STAFF)
    ward.do(set_pulse, questions=[ASKED, SUPPORTED], headcount=12, words=True, today=began.date())
    small, other = ward.ask(
        lambda session: list(session.scalars(select(PulseQuestion).order_by(PulseQuestion.position)))
    )
    ward.do(
        add_derived_measure, numerators={small.measure_id: 1.0, other.measure_id: 1.0}, denominator=None,
        name="Both together", domain=Domain.EXPERIENCE, direction=Direction.INCREASE,
    )  # fmt: skip
    weeks = ((7, 9), (yes, answers), (4, 6), (yes, answers))
    for number, (said, of) in enumerate(weeks):
        day = (began + timedelta(weeks=number)).date()
        for answer in range(of):
            ward.do(leave_pulse_words, words=THIN, today=day)
            ward.do(answer_pulse, question_id=small.id, yes=answer < said, today=day)
        if number != 1:  # the same people answer the other question too, but for the small week
            for answer in range(9):
                ward.do(answer_pulse, question_id=other.id, yes=answer < 5, today=day)
        now = began + timedelta(weeks=number + 1, minutes=10) if number < 3 else MOMENT
        with transaction(bind, now=now) as session:
            close_pulse(session, ward.nurse, now=now)
    return ward.at(MOMENT)


def seen(ward: Ward) -> dict[str, str]:
    """Everything that anybody may look at, by path."""
    by = ward.nurse, ward.team_id
    screen = Actor("A wall screen", person=Person(display_of=ward.team_id))
    looks = [Look(layout, face) for layout in Layout for face in Face]
    said = {f"wall {look}": make(ward.bind, screen, ward.team_id, TODAY, look).plain.decode() for look in looks}
    with reading(ward.bind) as session:
        ids = [line.id for line in session.scalars(select(measures.Measure)).all()]
        said["board"] = repr(replace(board(session, *by, TODAY), stamp=0))
        said["from the wall"] = repr(doors_page(session, *by, TODAY))
        in_words = pulse_words(session, *by, TODAY)
        said["in words"] = repr([(week.week_text, [line.words for line in week.lines], week.note) for week in in_words])
        said["measures"] = repr(measures_page(session, *by, TODAY))
        said |= {f"measure {id_}": repr(measure(session, *by, id_, TODAY)) for id_ in ids}
        said |= {f"week {week}": repr(week_view(session, *by, week, TODAY)) for week in (SMALL, TODAY)}
        said["grid"] = repr(grid_view(session, *by, TODAY, 6))
        said |= {f"report {of}": repr(report_out(session, *by, of, TODAY)) for of in Audience}
        said["history"] = repr(team_history(session, *by, today=TODAY))
        said["audit"] = repr(audit_log(session, ward.nurse, most=500))
        sheet = team_sheet(session, *by)
        said["tidy"], said["wide"] = write_tidy(sheet, "csv").decode(), write_wide(sheet, "csv").decode()
        file = io.BytesIO()
        records = [(team_record(session, *by, MOMENT), record_changes(session, *by))]
        write_records(file, records, "json", MOMENT)
        said["export"] = file.getvalue().decode()
    caller = Caller(ward)
    for path in ("measures", "data-points", "signals"):
        answer = caller.ask("GET", f"/api/v1/teams/ward-7a/{path}")
        assert answer.status_code == 200
        said[f"api {path}"] = answer.text
    return said


def rows(ward: Ward) -> dict[str, list[dict[str, Any]]]:
    """Every row but those of the counts, and the words, of the week that still runs."""
    tables = [table for table in Row.metadata.sorted_tables if table.name != "pulse_count"]
    with reading(ward.bind) as session:
        return {
            table.name: [
                {name: value for name, value in row.items() if (table.name, name) not in RANDOM}
                for row in session.execute(select(table)).mappings()
                if not (table.name == "pulse_words" and not row["told"])
            ]
            for table in tables
        }


@pytest.mark.parametrize(("yes", "answers"), SMALL_WEEKS)
def test_a_week_of_fewer_than_five_is_on_every_path_what_a_week_of_none_is(world: Any, yes: int, answers: int) -> None:
    none, few = world(0, 0), world(yes, answers)
    assert rows(few) == rows(none), "what is kept is the same, its history and its log too"
    if (yes, answers) in LOOKED_AT:
        assert seen(few) == seen(none)


def test_the_weeks_beside_it_are_told_and_the_small_one_says_why_it_is_not(world: Any) -> None:
    """So that the comparison above compares something."""
    said = seen(world(3, 4))
    assert "9 of 12 answered (75%)" in said["export"] and "6 of 12 answered (50%)" in said["from the wall"]
    for path in ("export", "tidy", f"week {SMALL}"):
        assert KEPT_PRIVATE in said[path], path


def test_words_stand_on_the_teams_own_page_and_on_no_other_path(world: Any) -> None:
    said = seen(world(4, 5))
    assert said.pop("in words").count(THIN) == 9 + 5 + 6
    assert [path for path, shown in said.items() if THIN in shown] == []


def test_five_answers_are_told_on_every_path(world: Any) -> None:
    """The same comparison sees a difference once there is one to see."""
    none, five = seen(world(0, 0)), seen(world(4, 5))
    for path in ("wall", "board", "measure", "week", "grid", "export", "tidy", "wide", "api data-points"):
        assert any(five[name] != none[name] for name in none if name.startswith(path)), path
