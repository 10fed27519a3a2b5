"""A day out of reach comes in by no path: typed, imported, handed in, by an address, from the command line."""

from datetime import date, datetime

import pytest
from sqlalchemy import Engine

from tests.small_ward import Ward, small_ward
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.projects import add_project, change_project
from vmboard.domain.actions.due import read_due
from vmboard.domain.days import FIRST, LAST, day_of, is_in_reach
from vmboard.domain.figures.cells import Unreadable, read_week
from vmboard.domain.protocol.items import MarkDay
from vmboard.domain.protocol.messages import read
from vmboard.domain.refusals import Refused
from vmboard.web.saves.noun import as_day

TODAY = date(2026, 11, 18)
OUT = ["0001-01-01", "0202-03-31", "1999-12-31", "2100-01-01", "9999-12-31"]
IN = ["2000-01-01", "2026-11-18", "2099-12-31"]


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)


@pytest.mark.parametrize("text", OUT)
def test_what_is_handed_in_or_asked_for_by_an_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="2000 to 2099"):
        day_of(text)
    with pytest.raises(Refused, match="2000 to 2099"):
        as_day(text)
    with pytest.raises(Refused):
        read(MarkDay, {"row": 1, "day": text, "version": 1, "count": 0})


@pytest.mark.parametrize("text", IN)
def test_the_first_and_the_last_day_count(text: str) -> None:
    assert day_of(text) == as_day(text) == date.fromisoformat(text)
    assert read(MarkDay, {"row": 1, "day": text, "version": 1}).day == day_of(text)
    assert is_in_reach(FIRST) and is_in_reach(LAST)


@pytest.mark.parametrize(
    "cell", ["26/12/1999", "1999-12-26", datetime(1999, 12, 26), date(1, 1, 7), date(9999, 12, 26)]
)
def test_an_import_takes_no_such_week(cell: object) -> None:
    with pytest.raises(Unreadable):
        read_week(cell, 6, today=TODAY)


@pytest.mark.parametrize("said", ["31/12/1999", "3 Dec 0202", "1 Jan 2100", "31/12/9999"])
def test_an_action_is_due_on_no_such_day(said: str) -> None:
    assert read_due(said, TODAY) is None


@pytest.mark.parametrize("text", OUT)
def test_whatever_the_way_no_row_takes_it(ward: Ward, text: str) -> None:
    day, made = date.fromisoformat(text), ward.do(add_project, title="Beds", today=TODAY)
    with pytest.raises(Refused, match="2000 to 2099"):
        ward.do(change_project, made.id, aim_by=day)
    with pytest.raises(Refused, match="2000 to 2099"):
        ward.do(record_points, ward.falls_id, [NewPoint(week=day, value=1)])
    before = ward.revision()
    ward.do(change_project, made.id, aim_by=LAST)
    assert ward.revision() == before + 1
