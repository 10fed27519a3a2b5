"""The page of history: what was done in plain words, and one button that puts it back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.ui.conftest import NURSE, Ward, text
from vmboard.commands import accounts, actions, displays, huddles, measures, pairing, projects
from vmboard.commands.imports import import_sheet
from vmboard.commands.points import NewPoint, record_point
from vmboard.domain.figures.sheets import Layout, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.words import Direction, Domain, PointStatus, Role, Stage
from vmboard.queries.series import team_series
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, Huddle, Measure

WEEK = date(2026, 11, 15)


@pytest.fixture
def falls(ward: Ward) -> int:
    with reading(ward.bind) as session:
        return next(iter(team_series(session, ward.team_id, TODAY)))


def do(ward: Ward, command, *args, **details):  # type: ignore[no-untyped-def]
    with transaction(ward.bind) as session:
        return command(session, NURSE, ward.team_id, *args, **details)


def put_in(ward: Ward, falls: int, value: float, version: int) -> None:
    do(ward, record_point, falls, NewPoint(WEEK, value), version=version)


def sheet(falls: float) -> Sheet:
    one = SheetMeasure("Falls", Domain.SAFETY, "", Direction.DECREASE, None, "", "", "", cell="A1")
    points = [
        SheetPoint("Falls", WEEK - timedelta(weeks=back), falls, None, None, PointStatus.FINAL, "", team=None,
                   sheet="", cell="B1") for back in range(5)
    ]  # fmt: skip
    return Sheet((one,), tuple(points), layout=Layout.WIDE)


def press(at: AppTest, key: str) -> AppTest:
    return next(one for one in at.button if one.key == key).click().run()


def first_undo(at: AppTest) -> AppTest:
    return next(one for one in at.button if one.label == "Undo").click().run()


def test_each_change_is_a_line_in_plain_words_newest_first(ward: Ward, falls: int) -> None:
    put_in(ward, falls, 7, 1)
    do(ward, measures.change_measure, falls, target=2.0, definition="Any fall " * 12)
    rounds = do(ward, projects.add_project, title="Comfort rounds", today=TODAY).id
    do(ward, projects.move_project, rounds, to=Stage.TESTING, today=TODAY)
    task = do(ward, actions.raise_action, text="Order slings", today=TODAY).id
    do(ward, actions.complete, task, today=TODAY)
    shown = text(ward.open("history"))
    told = [
        "ticked the action “Order slings”", "added the action “Order slings”",
        "moved “Comfort rounds” to Testing", "added “Comfort rounds”",
        "changed Falls: target from nothing to 2; definition",
        "put Falls, week ending 15 Nov, from 3 to 7", "put in 15 figures", "added Falls", "added Jamie Drummond",
        "added the team",
    ]  # fmt: skip
    places = [shown.index(words) for words in told]
    assert places == sorted(places)
    assert "Definition, before" in shown
    assert "Any fall Any fall" in shown


def test_a_day_is_told_as_the_ward_would(ward: Ward, falls: int) -> None:
    """Half past eleven at night by UTC is the next day on the ward while the clocks are forward."""
    moments = {7.0: (17, 9), 8.0: (16, 9), 9.0: (18, 0)}
    for version, (value, (day, hour)) in enumerate(moments.items(), 1):
        with transaction(ward.bind, now=datetime(2026, 11, day, hour, 10, tzinfo=UTC)) as session:
            record_point(session, NURSE, ward.team_id, falls, NewPoint(WEEK, value), version=version)
    with transaction(ward.bind, now=datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) as session:
        actions.raise_action(session, NURSE, ward.team_id, text="Order slings", today=date(2026, 7, 1))
    shown = text(ward.open("history"))
    for words in ("Today", "Yesterday", "Monday 16 Nov", "Wednesday 1 Jul"):
        assert f">{words}<" in shown, words


def test_undo_puts_it_back_says_so_and_can_itself_be_undone(ward: Ward, falls: int) -> None:
    put_in(ward, falls, 7, 1)
    at = first_undo(ward.open("history"))
    assert "Put back as it was." in text(at)
    assert point(ward, falls) == 3
    assert "undid: put Falls, week ending 15 Nov, from 3 to 7" in text(at)
    assert "Undone" in text(at)
    at = first_undo(at)
    assert point(ward, falls) == 7
    assert "did again: put Falls, week ending 15 Nov, from 3 to 7" in text(at)


def test_what_somebody_changed_since_stays_and_the_page_says_who(ward: Ward, falls: int) -> None:
    put_in(ward, falls, 7, 1)
    put_in(ward, falls, 8, 2)
    at = ward.open("history")
    at = [one for one in at.button if one.label == "Undo"][1].click().run()
    assert "Jo Douglas changed this since" in text(at)
    assert point(ward, falls) == 8


def test_an_import_is_one_line_and_asks_before_it_goes_back(ward: Ward, falls: int) -> None:
    do(ward, import_sheet, sheet(41), filename="box-score.xlsx")
    at = ward.open("history")
    assert "imported box-score.xlsx: 5 figures" in text(at)
    at = first_undo(at)
    assert point(ward, falls) == 41, "it asks first"
    assert "Put back all 5 of these changes" in text(at)
    at = press(at, "undo_import")
    assert "5 put back." in text(at)
    assert point(ward, falls) == 3


def test_only_what_is_looked_for_is_shown(ward: Ward, falls: int) -> None:
    put_in(ward, falls, 7, 1)
    do(ward, actions.raise_action, text="Order slings", today=TODAY)
    at = ward.open("history")
    at = at.selectbox(key="history_area").select("Actions").run()
    assert "Order slings" in text(at)
    assert "week ending" not in text(at)
    at = at.selectbox(key="history_who").select("Jo Douglas").run()
    assert "Order slings" in text(at)


def test_fifty_lines_a_page_and_the_older_ones_one_page_on(ward: Ward, falls: int) -> None:
    for number in range(70):
        do(ward, measures.change_measure, falls, name=f"Falls {number}")
    at = ward.open("history")
    assert len([one for one in at.button if one.label == "Undo"]) == 50
    assert "Older changes" in text(at)
    at.query_params["before"] = "40"
    at = at.run()
    assert "The newest" in text(at)
    assert "to “Falls 69”" not in text(at)
    assert "to “Falls 2”" in text(at)


def test_an_odd_address_shows_the_newest(ward: Ward) -> None:
    for odd in ("x", "²", "-1", "9" * 40):
        at = ward.open("history")
        at.query_params["before"] = odd
        assert not at.run().exception


def test_the_beginning_of_the_board_and_a_screens_link_have_no_undo(ward: Ward) -> None:
    at = ward.open("history")
    lines = text(at).count('class="ui-change"')
    assert len([one for one in at.button if one.label == "Undo"]) == lines - 1


def test_who_gets_in_is_told_in_plain_words_and_has_no_undo(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        ann = accounts.add_account(session, NURSE, name="Ann Reid", email="ann@nhs.scot").id
        code, _ = pairing.ask_to_pair(session)
    computer, _ = do(ward, accounts.enrol_computer, name="PC by the desk")
    do(ward, accounts.revoke_computer, computer.id)
    do(ward, accounts.set_pin, pin="482915")
    do(ward, accounts.set_pin, pin="591824")
    do(ward, accounts.grant, ann, role=Role.LEAD, may_edit=True)
    do(ward, accounts.withdraw, ann, role=Role.LEAD)
    do(ward, displays.pair_display, code=code, name="Corridor")
    at = ward.open("history")
    at = at.selectbox(key="history_area").select("Who gets in").run()
    shown = text(at)
    told = [
        "no longer lets Ann Reid lead the team", "let Ann Reid lead the team, and may edit",
        "set a new PIN for the team", "set the team’s PIN", "took out the computer “PC by the desk”",
        "let in the computer “PC by the desk”",
    ]  # fmt: skip
    places = [shown.index(words) for words in told]
    assert places == sorted(places)
    assert not [one for one in at.button if one.label == "Undo"]
    at = at.selectbox(key="history_area").select("Screens").run()
    assert "let in the screen “Corridor” by its code" in text(at)


def test_names_are_shown_as_typed(ward: Ward, falls: int) -> None:
    do(ward, measures.change_measure, falls, name="<b>*x*</b>")
    shown = text(ward.open("history"))
    assert "&lt;b&gt;*x*&lt;/b&gt;" in shown
    assert "<b>*x*" not in shown


def point(ward: Ward, falls: int) -> float | None:
    with reading(ward.bind) as session:
        return session.get_one(DataPoint, (ward.team_id, falls, WEEK)).value


def named(ward: Ward, falls: int) -> str:
    with reading(ward.bind) as session:
        return session.get_one(Measure, (ward.team_id, falls)).name


def test_what_an_undo_did_is_said_under_its_line(ward: Ward, falls: int) -> None:
    """Not at the head of a page that is scrolled far down."""
    do(ward, actions.raise_action, text="Order slings", today=TODAY)
    put_in(ward, falls, 7, 1)
    do(ward, actions.raise_action, text="Ring estates", today=TODAY)
    at = ward.open("history")
    at = [button for button in at.button if button.label == "Undo"][1].click().run()
    shown = text(at)
    line = shown.index("put Falls, week ending 15 Nov, from 3 to 7", shown.index("Ring estates"))
    assert line < shown.index("Put back as it was.") < shown.index("Order slings")


def test_what_was_written_of_a_huddle_goes_back_as_the_one_line_it_is(ward: Ward) -> None:
    row = do(ward, huddles.start_huddle, today=TODAY, now=datetime(2026, 11, 18, 10, tzinfo=UTC))
    for words in ("41 days", "41 days without an ulcer"):
        do(ward, huddles.change_huddle, row.id, celebration=words)
    at = first_undo(ward.open("history"))
    assert "Put back as it was." in text(at)
    with reading(ward.bind) as session:
        assert session.get_one(Huddle, (ward.team_id, row.id)).celebration == ""
