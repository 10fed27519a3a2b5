"""The year on screen: its page and its sheet, graduation at one press, and the offer to watch monthly."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import SITE, Ward, app_of_this_process, go, text
from vmboard.commands.opens import opens
from vmboard.domain.reports.words import Kind
from vmboard.store.engine import engine, reading
from vmboard.store.tables import Report, Team

MORAR, SEVEN, LAB = "morar-ward-inpatient-psychiatry", "ward-7a-respiratory", "cath-lab"


@pytest.fixture
def demo(demo_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The site over the demo hospital."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_sqlite, path)
    for _ in app_of_this_process(path, monkeypatch):
        yield AppTest.from_file(str(SITE), default_timeout=30)


def opened(at: AppTest, page: str, **address: str) -> AppTest:
    at.run()
    for name, value in address.items():
        at.query_params[name] = value
    at = go(at, page)
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_a_team_reads_what_it_tried_kept_stopped_and_gives_back_and_whom_it_thanked(demo: AppTest) -> None:
    seen = text(opened(demo, "year", team=SEVEN))
    for words in ("Tried", "Kept", "Stopped", "Gives back", "Falls alarm mats", "Thanked by initials", "huddles held"):
        assert words in seen, words
    assert "nurse hours a week confirmed" in seen


def test_one_press_asks_for_the_sheet(demo: AppTest) -> None:
    press(opened(demo, "year", team=SEVEN), "On one sheet")
    with reading() as session:
        assert session.scalars(select(Report.kind)).all() == [Kind.YEAR]


def test_a_coach_says_at_one_press_that_a_team_graduated_and_takes_it_back_at_two(demo: AppTest) -> None:
    at = opened(demo, "team", team=LAB)
    assert "5 of 5 shown" in text(at)
    at = press(at, "This team graduated")
    assert "Cath Lab graduated. Well done." in text(at)
    at = press(press(at, "Take that back"), "Yes, take it back")
    assert "5 of 5 shown" in text(at)


def test_a_team_that_has_not_shown_it_sees_how_far_off_it_is_and_no_press(demo: AppTest) -> None:
    at = opened(demo, "team", team=MORAR)
    assert "0 benefits confirmed" in text(at) and "4 of 5 shown" in text(at)
    assert "This team graduated" not in [button.label for button in at.button]


def test_the_round_marks_who_graduated_and_who_may(demo: AppTest) -> None:
    seen = text(opened(demo, "round"))
    assert "Graduated" in seen and "Has shown all that graduation asks" in seen


def test_waves_say_who_helped_whom(demo: AppTest) -> None:
    seen = text(opened(demo, "organisation", show="waves"))
    assert "Ward 6C · Cardio-endocrine helped 1 team, Ward 7A · Respiratory 2." in seen
    assert "What graduation asks" in seen


def test_a_gain_that_held_is_offered_to_be_watched_monthly_taken_or_put_off(demo: AppTest) -> None:
    with reading() as session:
        morar = session.scalars(select(Team.id).where(Team.slug == MORAR)).one()
    number = str(violence(morar))
    at = opened(demo, "measure", team=MORAR, measure=number)
    assert "what it won holds at 12 weeks" in text(at)
    at = press(at, "Watch monthly")
    assert "is watched monthly" in text(at) and "what it won holds" not in text(at)


def violence(team_id: int) -> int:
    from vmboard.store.tables import Measure

    with reading() as session:
        named = select(Measure.id).where(Measure.team_id == team_id, Measure.name == "Violence and aggression")
        return session.scalars(named).one()


def test_opening_a_page_is_counted_once_a_sitting_for_those_who_keep_the_board(ward: Ward) -> None:
    opens.taken(engine())
    at = ward.open("week")
    go(at, "projects")
    counted = opens.taken(engine())
    assert [(team, times) for (team, _), times in counted.items()] == [(ward.team_id, 1)]
    assert all(isinstance(day, date) for _, day in counted), "no time of day, and nothing of a person"
