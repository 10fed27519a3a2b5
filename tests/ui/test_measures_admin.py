"""Measures are added, arranged, watched monthly, removed and brought back from the pages."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.ui.conftest import NURSE, Ward, go, text
from vmboard.commands import days, measure_list, measures
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.words import Direction, Domain, MeasureKind
from vmboard.queries.board import board
from vmboard.queries.settings import settings
from vmboard.store.engine import reading
from vmboard.store.tables import Measure

WEEK = date(2026, 11, 15)


def rows(ward: Ward) -> dict[str, Measure]:
    with reading(ward.bind) as session:
        found = {row.name: row for row in session.scalars(select(Measure).where(Measure.team_id == ward.team_id))}
        session.expunge_all()
        return found


def setting(ward: Ward) -> AppTest:
    return ward.open("settings", measure=str(rows(ward)["Falls"].id))


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def wall(ward: Ward) -> list[str]:
    with reading(ward.bind) as session:
        return [tile.full_name for tile in board(session, NURSE, ward.team_id, TODAY).tiles]


def test_measures_are_added_from_the_library_with_all_that_is_known_of_them(ward: Ward) -> None:
    at = ward.open("measures", do="add")
    assert "Falls" not in [box.label.split("**")[1] for box in at.checkbox], "it is here already"
    at.checkbox(key="lib_complaints").check()
    at = press(at, "Add those ticked")
    assert "Added: Complaints." in text(at)
    assert rows(ward)["Complaints"].definition


def test_a_measure_of_ones_own_needs_a_name_and_no_more(ward: Ward) -> None:
    at = ward.open("measures", do="add")
    at = press(at, "Add our own")
    assert "Give the measure a name." in text(at)
    at.text_input(key="own_name").input("Meals *hot*")
    at.text_input(key="own_unit").input("%")
    at = press(at, "Add our own")
    made = rows(ward)["Meals *hot*"]
    assert (made.unit, made.domain, made.kind) == ("%", Domain.SAFETY, MeasureKind.WEEKLY)


def test_a_computed_measure_is_made_from_others_with_a_factor(ward: Ward) -> None:
    ward.do(measures.add_measure, name="Bed days", domain=Domain.CAPACITY, direction=Direction.NEUTRAL)
    ids = rows(ward)
    weeks = [WEEK - timedelta(weeks=back) for back in range(2)]
    ward.do(record_points, ids["Bed days"].id, [NewPoint(week, 200.0) for week in weeks])
    at = ward.open("measures", do="add")
    at.text_input(key="computed_name").input("Falls rate")
    at.button_group(key="computed_above").set_value([ids["Falls"].id])
    at.selectbox(key="computed_below").set_value(ids["Bed days"].id)
    at.text_input(key="computed_factor").input("a lot")
    at = press(at, "Add it")
    assert "Write “times” as a number" in text(at)
    at.text_input(key="computed_factor").input("1,000")
    at = press(at, "Add it")
    rate = rows(ward)["Falls rate"]
    with reading(ward.bind) as session:
        view = settings(session, NURSE, ward.team_id, rate.id, TODAY)
    assert view.computed == "Falls ÷ Bed days × 1,000"
    assert view.tile is not None and view.tile.value == 15


def test_what_is_retired_leaves_the_wall_and_comes_back_by_itself_when_it_turns_worse(ward: Ward) -> None:
    at = setting(ward)
    assert "Falls" in wall(ward)
    at.text_input(key="retire_why").input("Held for a year")
    at = press(at, "Watch it monthly")
    assert "Watched monthly from now on." in text(at)
    assert "Watched monthly since 18 November: Held for a year" in text(at)
    assert "Falls" not in wall(ward)
    worse = [NewPoint(WEEK - timedelta(weeks=4 * back), 30.0) for back in range(2)]
    ward.do(record_points, rows(ward)["Falls"].id, worse)
    assert "Falls" in wall(ward)


def test_a_retired_measure_is_in_the_list_with_its_way_back(ward: Ward) -> None:
    ward.do(measure_list.retire_measure, rows(ward)["Falls"].id, today=TODAY, reason="It holds")
    at = ward.open("measures")
    assert "It holds" in text(at)
    at = press(at, "Back to every week")
    assert "Falls is back." in text(at)
    assert rows(ward)["Falls"].retired_on is None


def test_a_removed_measure_can_be_brought_back_from_the_list(ward: Ward) -> None:
    at = press(setting(ward), "Remove this measure")
    assert rows(ward)["Falls"].removed
    at = press(go(at, "measures"), "Bring back")
    assert not rows(ward)["Falls"].removed


def test_the_settings_show_who_set_the_target_and_how_the_tile_looks(ward: Ward) -> None:
    ward.do(measures.change_measure, rows(ward)["Falls"].id, target=3.0)
    at = setting(ward)
    assert 'class="vm-tile' in text(at)
    with reading(ward.bind) as session:
        view = settings(session, NURSE, ward.team_id, rows(ward)["Falls"].id, TODAY)
    assert (view.target, view.target_since.startswith("Set by Jo Douglas")) == ("3", True)


def test_one_touch_takes_it_off_the_wall_and_back(ward: Ward) -> None:
    press(setting(ward), "Take it off the wall")
    assert "Falls" not in wall(ward)
    press(setting(ward), "Show it on the wall")
    assert "Falls" in wall(ward)


@pytest.mark.parametrize("odd", ["", "999999", "²", "-1", "falls", "9" * 30])
def test_an_odd_address_says_so_and_leads_back(ward: Ward, odd: str) -> None:
    for page in ("settings", "days"):
        at = ward.open(page, measure=odd)
        assert not at.exception
        assert "All measures" in text(at)


def test_days_since_stand_large_with_their_sentence_and_a_cross_with_its_month(ward: Ward) -> None:
    falls = rows(ward)["Falls"].id
    ward.do(measures.change_measure, falls, kind=MeasureKind.DAYS_SINCE, began_on=TODAY - timedelta(days=100))
    ward.do(days.mark_day, falls, day=TODAY - timedelta(days=38), count=1, today=TODAY)
    shown = text(ward.open("days"))
    assert "38" in shown and "days since the last one, 11 Oct" in shown
    with reading(ward.bind) as session:
        tile = board(session, NURSE, ward.team_id, TODAY).tiles[0]
    assert (tile.value_text, tile.unit_text, tile.age_text) == ("38", "days", "since the last one, 11 Oct")
    ward.do(measures.change_measure, falls, kind=MeasureKind.SAFETY_CROSS)
    ward.do(days.mark_day, falls, day=TODAY, count=2, today=TODAY)
    with reading(ward.bind) as session:
        tile = board(session, NURSE, ward.team_id, TODAY).tiles[0]
    assert (tile.value_text, tile.unit_text) == ("2", "this month")
    assert tile.month is not None and tile.month.title == "November 2026"


def test_weekly_figures_of_before_come_back_when_a_measure_is_weekly_again(ward: Ward) -> None:
    falls = rows(ward)["Falls"].id
    ward.do(measures.change_measure, falls, kind=MeasureKind.SAFETY_CROSS)
    ward.do(measures.change_measure, falls, kind=MeasureKind.WEEKLY)
    with reading(ward.bind) as session:
        assert board(session, NURSE, ward.team_id, TODAY).tiles[0].value == 3


def test_steady_is_said_of_measures_that_can_be_judged_alone(ward: Ward) -> None:
    assert "All steady" in text(ward.open("measures"))
    ward.do(measures.add_measure, name="Ulcers", domain=Domain.SAFETY, direction=Direction.DECREASE)
    assert "1 steady, 1 too soon to say" in text(ward.open("measures"))
    ward.do(measures.remove_measure, rows(ward)["Falls"].id)
    assert "All steady" not in text(ward.open("measures"))


def test_a_figure_that_is_being_checked_has_no_signal_in_the_list_nor_on_its_page(ward: Ward) -> None:
    falls = rows(ward)["Falls"].id
    ward.do(record_points, falls, [NewPoint(WEEK, 91.0, doubt="91 or 9.1?")])
    for page in (text(ward.open("measures")), text(ward.open("measure", measure=str(falls)))):
        assert "Being checked" in page and "Steady</span>" not in page


def test_rare_counts_are_offered_days_between_in_the_settings_and_one_press_is_enough(ward: Ward) -> None:
    shared = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}
    rare = ward.do(measures.add_measure, name="Falls with harm", **shared).id
    counts = [0.0, 0.0, 1.0, 0.0] * 6
    ward.do(record_points, rare, [NewPoint(WEEK - timedelta(weeks=n), value) for n, value in enumerate(counts)])
    at = ward.open("settings", measure=str(rare))
    assert "18 of 24 weeks are zero" in text(at)
    at = press(at, "Use this chart")
    assert not at.exception and "18 of 24 weeks are zero" not in text(at)
    with reading(ward.bind) as session:
        assert session.get_one(Measure, (ward.team_id, rare)).chart == "t"


def test_the_page_of_what_is_kept_day_by_day_names_days_and_events(ward: Ward) -> None:
    falls = rows(ward)["Falls"].id
    ward.do(measures.change_measure, falls, kind=MeasureKind.DAYS_SINCE, began_on=TODAY - timedelta(days=200))
    for ago in (120, 80, 73, 40, 12):
        ward.do(days.mark_day, falls, day=TODAY - timedelta(days=ago), count=1, today=TODAY, note=f"Fall {ago}")
    at = ward.open("measure", measure=str(falls))
    assert not at.exception
    shown = text(at)
    assert "12 days since the last one, on 6 November, 28 days after the one before." in shown
    assert "Not enough gaps between events yet: 4 of 13." in shown and "Days between events" in shown
    assert "Days since the one before" in shown and "Fall 12" in shown and "Week ending" not in shown
