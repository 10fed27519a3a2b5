"""The page of the week without a browser: its head, its plain form, and its weeks."""

from datetime import date

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import NURSE, Ward, text
from vmboard.commands.figures import Typed, type_figure
from vmboard.commands.library import add_from_library
from vmboard.commands.measures import add_measure
from vmboard.commands.weeks import close_week
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Direction, Domain, PointStatus
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, Measure, Team

TODAY = date(2026, 11, 18)
OPEN_WEEK = date(2026, 11, 22)


def figure(ward: Ward, name: str = "Falls", week: date = OPEN_WEEK) -> DataPoint | None:
    with reading(ward.bind) as session:
        wanted = select(DataPoint).join(Measure, Measure.id == DataPoint.measure_id).where(
            Measure.name == name, DataPoint.week == week
        )  # fmt: skip
        found = session.scalar(wanted)
        if found:
            session.expunge(found)
        return found


def plain(ward: Ward, week: date = OPEN_WEEK) -> AppTest:
    """The plain form of the week under way, which has no figures yet."""
    ward.at.query_params.update({"form": "plain", "week": week.isoformat()})
    return ward.open("week")


def falls(at: AppTest):
    return next(box for box in at.text_input if box.label.startswith("Falls"))


def save(at: AppTest) -> AppTest:
    return at.button(key="save_week").click().run()


def elsewhere(ward: Ward, typed: str, version: int = 0) -> None:
    with transaction(ward.bind) as session:
        row = session.scalars(select(Measure).where(Measure.name == "Falls")).one()
        type_figure(session, NURSE, ward.team_id, row.id, OPEN_WEEK, Typed(typed, version=version), today=TODAY)


def test_the_page_opens_at_the_newest_full_week_and_names_it(ward: Ward) -> None:
    assert "Week ending Sunday 15 November" in text(ward.open("week"))


def test_another_week_is_opened_by_its_address_and_a_silly_one_by_none(ward: Ward) -> None:
    ward.at.query_params["week"] = "2026-11-08"
    assert "Week ending Sunday 8 November" in text(ward.open("week"))
    ward.at.query_params["week"] = "2031-13-40"
    assert "Week ending Sunday 15 November" in text(ward.at.run())


def test_the_chooser_opens_another_week_and_the_address_keeps_it(ward: Ward) -> None:
    at = ward.open("week")
    at.selectbox[0].select(date(2026, 11, 1)).run()
    assert "Week ending Sunday 1 November" in text(at)
    assert at.query_params["week"] == "2026-11-01"


def test_the_plain_form_says_beside_each_box_what_was_and_what_is_usual(ward: Ward) -> None:
    at = plain(ward)
    assert "last week" in falls(at).label
    assert "usual" in falls(at).label
    assert "0 of 1 in, huddle Tue 24 Nov 10:00." in text(at)


def test_the_plain_form_saves_what_was_typed_and_says_so(ward: Ward) -> None:
    at = plain(ward)
    falls(at).set_value("4")
    at = save(at)
    assert "Saved. Every screen shows it now." in text(at)
    found = figure(ward)
    assert found is not None
    assert found.value == 4
    assert falls(at).value == "4"


def test_not_in_yet_is_typed_in_words_and_stands_in_who_owes_what(ward: Ward) -> None:
    at = plain(ward)
    falls(at).set_value("waiting for the night team")
    at = save(at)
    assert "the night team: Falls" in text(at)
    assert falls(at).value == "waiting for the night team"


@pytest.mark.parametrize(("typed", "value"), [("16 of 20", 80), ("16/20", 80), ("80%", 80), ("80 %", 80), ("0%", 0)])
def test_so_many_out_of_so_many_is_typed_in_one_box(ward: Ward, typed: str, value: float) -> None:
    at = share(ward)
    by_noon(at).set_value(typed)
    assert "Saved. Every screen shows it now." in text(save(at))
    found = figure(ward, "By noon")
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("typed", ["16", "16 p", "1,600", "0"])
def test_half_of_so_many_out_of_so_many_is_asked_about_and_never_saved_as_a_percentage(ward: Ward, typed: str) -> None:
    at = share(ward)
    falls(at).set_value("3")
    by_noon(at).set_value(typed)
    at = save(at)
    number = typed.split()[0]
    assert f"By noon: {number} out of how many? Type it as {number} of 47, or {number}%." in text(at)
    assert by_noon(at).value == typed, "what was typed stays"
    assert figure(ward, "By noon") is None
    assert figure(ward) is None, "nothing of the form is saved until it is answered"
    by_noon(at).set_value("16 of 20")
    save(at)
    found = figure(ward, "By noon")
    assert found is not None
    assert (found.numerator, found.denominator) == (16, 20)


def test_where_the_chart_needs_both_numbers_the_share_alone_is_not_offered_as_an_answer(ward: Ward) -> None:
    at = share(ward)
    with transaction(ward.bind) as session:
        session.scalars(select(Measure).where(Measure.name == "By noon")).one().chart = Chart.P
    at = plain(ward)
    by_noon(at).set_value("16")
    at = save(at)
    assert "By noon: 16 out of how many? Type it as 16 of 47." in text(at) and "16%" not in text(at)


def share(ward: Ward) -> AppTest:
    """The form of a team that counts so many out of so many."""
    with transaction(ward.bind) as session:
        add_measure(
            session, NURSE, ward.team_id, name="By noon", domain=Domain.QUALITY, unit="%",
            direction=Direction.INCREASE, out_of="patients who went home",
        )  # fmt: skip
    return plain(ward)


def by_noon(at: AppTest):
    return next(box for box in at.text_input if box.label.startswith("By noon"))


def test_what_cannot_be_read_keeps_its_words_and_nothing_is_saved(ward: Ward) -> None:
    at = plain(ward)
    falls(at).set_value("four")
    at = save(at)
    assert "cannot be read" in text(at)
    assert falls(at).value == "four"
    assert figure(ward) is None


def test_two_people_in_the_plain_form_see_both_figures_and_choose(ward: Ward) -> None:
    at = plain(ward)
    falls(at).set_value("3")
    elsewhere(ward, "5")
    at = save(at)
    assert "Someone else changed this too" in text(at)
    found = figure(ward)
    assert found is not None
    assert found.value == 5
    at = next(button for button in at.button if button.label == "Use mine").click().run()
    found = figure(ward)
    assert found is not None
    assert found.value == 3


def test_two_people_on_two_measures_both_stand(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        add_from_library(session, NURSE, ward.team_id, ["pressure_ulcers"])
    at = plain(ward)
    next(box for box in at.text_input if box.label.startswith("Pressure")).set_value("1")
    elsewhere(ward, "5")
    save(at)
    falls_now, ulcers = figure(ward), figure(ward, "Pressure ulcers")
    assert falls_now is not None
    assert ulcers is not None
    assert (falls_now.value, ulcers.value) == (5, 1)


def test_the_board_says_how_far_the_week_is_and_leads_there(ward: Ward) -> None:
    assert "This week: all in" in text(ward.at.run())
    with transaction(ward.bind) as session:
        add_from_library(session, NURSE, ward.team_id, ["pressure_ulcers"])
    assert "This week: 1 of 2 in" in text(ward.at.run())


def test_markup_in_a_name_is_shown_as_typed(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        session.scalars(select(Measure)).one().name = "**Falls** <b>$x$</b>"
    at = plain(ward)
    assert at.text_input[0].label.startswith("\\*")


def test_a_question_stays_in_the_plain_form_until_somebody_says_that_it_is_right(ward: Ward) -> None:
    at = plain(ward)
    falls(at).set_value("900")
    at = save(at)
    asked = figure(ward)
    assert asked is not None and asked.doubt
    assert asked.doubt in text(plain(ward))
    next(button for button in ward.at.button if button.label == "It is 900").click().run()
    answered = figure(ward)
    assert answered is not None
    assert (answered.value, answered.doubt) == (900, "")
    assert asked.doubt not in text(ward.at)


def test_nothing_to_count_is_typed_in_words(ward: Ward) -> None:
    at = share(ward)
    by_noon(at).set_value("nothing to count")
    at = save(at)
    found = figure(ward, "By noon")
    assert found is not None
    assert (found.value, found.status) == (None, PointStatus.NOTHING_TO_COUNT)
    assert by_noon(at).value == "nothing to count"


def test_the_running_week_is_so_far_until_one_press_closes_it_and_one_opens_it_again(ward: Ward) -> None:
    ward.at.query_params["week"] = OPEN_WEEK.isoformat()
    at = ward.open("week")
    assert "not on the board until the week is over" in text(at)
    at.button(key="close_week").click().run()
    assert closed_week(ward) == OPEN_WEEK
    assert "Closed early" in text(at)
    at.button(key="close_week").click().run()
    assert closed_week(ward) is None
    ward.at.query_params["week"] = "2026-11-15"
    assert not [button for button in ward.open("week").button if button.key == "close_week"]


def test_a_week_that_was_closed_early_is_the_one_the_page_and_its_link_tell_of(ward: Ward) -> None:
    ward.do(close_week, week=OPEN_WEEK, today=TODAY)
    assert "This week: 0 of 1 in" in text(ward.open("board"))
    assert "Week ending Sunday 22 November" in text(ward.open("week"))


def closed_week(ward: Ward) -> date | None:
    with reading(ward.bind) as session:
        return session.get_one(Team, ward.team_id).closed_week


def test_a_team_that_meets_on_the_last_day_of_its_week_finds_that_week_open(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        team = session.get_one(Team, ward.team_id)
        team.week_ends_on = team.huddle_weekday = TODAY.weekday()
    assert "Week ending Wednesday 18 November" in text(ward.open("week"))


def test_a_paused_team_is_not_led_to_the_week_it_would_have_met_on(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        team = session.get_one(Team, ward.team_id)
        team.week_ends_on = team.huddle_weekday = TODAY.weekday()
        team.paused_on, team.paused_reason = date(2026, 11, 17), "the ward moves"
    assert "Week ending Wednesday 11 November" in text(ward.open("week"))


def test_a_paused_teams_week_says_so_and_asks_for_nothing(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        team = session.get_one(Team, ward.team_id)
        team.paused_on, team.paused_reason = date(2026, 11, 3), "the ward moves"
    at = plain(ward)
    assert "Paused since 3 Nov: the ward moves." in text(at)
    assert " in," not in text(at) and "Who owes what" not in text(at)
