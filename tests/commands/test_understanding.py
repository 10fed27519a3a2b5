"""A project's driver diagram, process map and causes, and notes on charts: kept, counted, changed and undone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.small_ward import WEEK, Ward
from vmboard.commands import change_notes, days, measures, projects, sampling, understanding
from vmboard.commands.undo import undo
from vmboard.domain.access.public_face import public_face
from vmboard.domain.refusals import Refused
from vmboard.domain.views.board import MeasureView
from vmboard.domain.views.projects import ProjectView
from vmboard.domain.views.understanding import Understanding
from vmboard.domain.words import LinkRole, MeasureKind, Stage
from vmboard.queries.board import board
from vmboard.queries.history import team_history
from vmboard.queries.measures import measure
from vmboard.queries.project import project
from vmboard.queries.sampling import sampling as sampled
from vmboard.store.tables import Driver, Measure, Project

TODAY = date(2026, 11, 18)
DIAGRAM = "Needs are met\n- Nights too\n-- Comfort rounds\n-- A bell at hand\nSafe moves\n-- Slings by colour"


@pytest.fixture
def falls(ward: Ward) -> int:
    return int(ward.do(projects.add_project, title="Comfort rounds", today=TODAY).id)


def view(ward: Ward, project_id: int) -> ProjectView:
    return ward.ask(lambda session: project(session, ward.nurse, ward.team_id, project_id, TODAY))


def shown(ward: Ward, project_id: int) -> Understanding:
    return view(ward, project_id).understanding


def told(ward: Ward) -> list[str]:
    page = ward.ask(lambda session: team_history(session, ward.nurse, ward.team_id, today=TODAY))
    return [line.words for line in page.lines]


def test_an_idea_that_says_what_a_project_is_called_is_that_project(ward: Ward, falls: int) -> None:
    ward.do(understanding.set_drivers, falls, lines=DIAGRAM)
    cards = {line.text: (line.card_id, line.card_text) for line in shown(ward, falls).drivers}
    assert cards["Comfort rounds"] == (falls, "Ideas")
    assert cards["A bell at hand"] == cards["Needs are met"] == (None, "")


def test_of_a_project_that_is_not_on_this_board_nothing_is_drawn(ward: Ward, falls: int) -> None:
    for command, lines in (
        (understanding.set_drivers, DIAGRAM), (understanding.set_process, "Bell, 2, 1"),
        (understanding.set_causes, "Wet"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="not on this team's board"):
            ward.do(command, falls + 9_999, lines=lines)


def test_an_idea_becomes_a_card_at_one_press_and_keeps_it_when_it_is_put_better(ward: Ward, falls: int) -> None:
    ward.do(understanding.set_drivers, falls, lines=DIAGRAM)
    bell = next(line.driver_id for line in shown(ward, falls).drivers if line.text == "A bell at hand")
    card = ward.do(understanding.make_card, bell, today=TODAY)
    assert ward.do(understanding.make_card, bell, today=TODAY).id == card.id, "twice is once"
    assert "made a card of the change idea “A bell at hand”" in told(ward)
    better = DIAGRAM.replace("A bell at hand", "A bell at each hand")
    ward.do(understanding.set_drivers, falls, lines=better)
    ward.do(projects.move_project, card.id, to=Stage.PARKED, today=TODAY)
    line = next(line for line in shown(ward, falls).drivers if line.text == "A bell at each hand")
    assert (line.driver_id, line.card_id, line.card_text) == (bell, card.id, "Parked")
    ward.do(projects.remove_project, card.id)
    line = next(line for line in shown(ward, falls).drivers if line.driver_id == bell)
    assert line.card_id is None, "a card taken off the board can be made anew"


def test_a_card_that_is_there_by_now_is_taken_rather_than_made_again(ward: Ward, falls: int) -> None:
    ward.do(understanding.set_drivers, falls, lines=DIAGRAM)
    slings = ward.do(projects.add_project, title="Slings by colour", today=TODAY).id
    driver = next(line.driver_id for line in shown(ward, falls).drivers if line.text == "Slings by colour")
    assert ward.do(understanding.make_card, driver, today=TODAY).id == slings
    assert len(ward.ask(lambda session: session.scalars(select(Project.id)).all())) == 2


def test_of_two_projects_of_one_title_the_newer_is_meant(ward: Ward, falls: int) -> None:
    older, newer = (ward.do(projects.add_project, title="Slings by colour", today=TODAY).id for _ in range(2))
    ward.do(understanding.set_drivers, falls, lines=DIAGRAM)
    tied = ward.ask(lambda session: list(session.scalars(select(Driver.card_id).where(Driver.card_id.is_not(None)))))
    assert newer in tied and older not in tied


def test_a_diagram_drawn_anew_is_one_change_and_is_undone_as_one(ward: Ward, falls: int) -> None:
    ward.do(understanding.set_drivers, falls, lines=DIAGRAM)
    was = [(line.text, line.kind) for line in shown(ward, falls).drivers]
    before = ward.revision()
    ward.do(understanding.set_drivers, falls, lines="Safe moves\n-- Slings by colour\nSomething else")
    assert [line.text for line in shown(ward, falls).drivers] == ["Safe moves", "Slings by colour", "Something else"]
    assert "took away the primary driver “Needs are met”" in told(ward)[0] and "touched" not in told(ward)[0]
    ward.do(undo, before + 1)
    assert [(line.text, line.kind) for line in shown(ward, falls).drivers] == was


def test_the_same_list_again_changes_nothing(ward: Ward, falls: int) -> None:
    ward.do(understanding.set_process, falls, lines="Rings, 1\nIs helped, 9, 5")
    before = ward.revision()
    ward.do(understanding.set_process, falls, lines="Rings, 1 min, 0\nIs helped, 9, 5 min")
    assert ward.revision() == before


def test_a_step_whose_times_change_says_so(ward: Ward, falls: int) -> None:
    ward.do(understanding.set_process, falls, lines="Rings, 1, 40\nIs helped, 9")
    assert shown(ward, falls).process.sentence == "Worked 10 min of 50 min, which is 20%."
    ward.do(understanding.set_process, falls, lines="Rings, 1, 5\nIs helped, 9")
    assert told(ward)[0] == "changed the step “Rings”: minutes waited from 40 to 5"


def test_causes_are_counted_and_keep_their_counts(ward: Ward, falls: int) -> None:
    ward.do(understanding.set_causes, falls, lines="No shoes\nAlone to the toilet")
    shoes, alone = (cause.cause_id for cause in shown(ward, falls).causes)
    for _ in range(3):
        ward.do(understanding.count_cause, alone, up=True)
    ward.do(understanding.count_cause, shoes, up=True)
    assert told(ward)[1] == "counted the cause “Alone to the toilet”: 3"
    ward.do(understanding.count_cause, alone, up=False)
    assert told(ward)[0] == "took back one of the cause “Alone to the toilet”: 2"
    ward.do(understanding.set_causes, falls, lines="Alone to the toilet at night\nNo shoes\nA wet floor")
    assert [(cause.text, cause.count) for cause in shown(ward, falls).causes] == [
        ("Alone to the toilet at night", 2), ("No shoes", 1), ("A wet floor", 0),
    ]  # fmt: skip
    assert [bar.name for bar in shown(ward, falls).counted.bars] == ["Alone to the toilet at night", "No shoes"]
    ward.do(understanding.set_causes, falls, lines="No shoes")
    with pytest.raises(Refused, match="not counted any more"):
        ward.do(understanding.count_cause, alone, up=True)


def test_a_count_never_falls_below_none(ward: Ward, falls: int) -> None:
    ward.do(understanding.set_causes, falls, lines="No shoes")
    (cause,) = shown(ward, falls).causes
    assert ward.do(understanding.count_cause, cause.cause_id, up=False).count == 0


def test_where_time_goes_stands_by_the_samplers_looks_where_the_project_is_to_move_a_share_of_it(
    ward: Ward, falls: int
) -> None:
    shift = ward.do(sampling.start_sampling, every_minutes=10, at_random=True, planned=40, today=TODAY).id
    ids = {
        line.name: line.category_id
        for line in ward.ask(lambda session: sampled(session, ward.nurse, ward.team_id)).categories
    }
    for name, many in (("Motion", 2), ("Direct care", 5), ("Break", 4), ("Waiting", 3)):
        for _ in range(many):
            ward.do(sampling.observe, shift, category_id=ids[name], role="nurse")
    ward.do(sampling.end_sampling, shift)
    assert shown(ward, falls).time.total == 0, "a project about something else says nothing of it"
    filled = ward.ask(
        lambda session: session.scalars(select(Measure.id).where(Measure.library_key == "productive_time")).one()
    )
    ward.do(projects.link_measure, falls, filled, role=LinkRole.OUTCOME)
    assert [(bar.name, bar.count) for bar in shown(ward, falls).time.bars] == [
        ("Direct care", 5), ("Waiting", 3), ("Motion", 2),
    ]  # fmt: skip


def test_a_note_stands_on_the_chart_of_the_page_and_the_wall_and_on_no_public_screen(ward: Ward) -> None:
    ward.record(*(4, 5, 4, 6, 5, 4, 5, 6, 4, 5, 5, 4, 6, 5))
    day = WEEK - timedelta(days=10)
    noted = ward.do(change_notes.note_change, ward.falls_id, day=day, text=" New bay  opened ", today=TODAY)
    seen, wall = on_page(ward), ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY))
    assert [(note.index, note.label) for note in seen.tile.chart.notes] == [(12, "New bay opened")]
    assert [(line.text, line.reason, line.by) for line in seen.changes] == [("5 Nov", "New bay opened", "Jo Douglas")]
    assert [note.label for note in wall.tiles[0].chart.notes] == ["New bay opened"]
    assert public_face(wall).tiles[0].chart.notes == ()
    assert all(focus.tile.chart.notes == () for focus in public_face(wall).focuses)
    ward.do(change_notes.take_back, noted.id)
    assert on_page(ward).tile.chart.notes == () == on_page(ward).changes
    assert told(ward)[0] == "took away “New bay opened” on the chart of Falls, 5 Nov"
    ward.do(undo, ward.revision())
    assert [line.reason for line in on_page(ward).changes] == ["New bay opened"]


def test_a_note_of_a_measure_kept_day_by_day_is_no_fault(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.DAYS_SINCE, began_on=date(2026, 9, 1))
    for back in (40, 22, 9):
        ward.do(days.mark_day, ward.falls_id, day=TODAY - timedelta(days=back), count=1, today=TODAY)
    ward.do(change_notes.note_change, ward.falls_id, day=TODAY - timedelta(days=12), text="New bay", today=TODAY)
    assert [line.reason for line in on_page(ward).changes] == ["New bay"]
    assert [note.label for note in on_page(ward).tile.chart.notes] == ["New bay"]


@pytest.mark.parametrize(
    ("day", "text"), [(TODAY, "  "), (TODAY + timedelta(days=1), "New bay"), (None, "New bay"), (TODAY, "x" * 41)]
)
def test_a_note_says_what_and_on_a_day_that_has_been(ward: Ward, day: date | None, text: str) -> None:
    with pytest.raises(Refused):
        ward.do(change_notes.note_change, ward.falls_id, day=day, text=text, today=TODAY)


def on_page(ward: Ward) -> MeasureView:
    return ward.ask(lambda session: measure(session, ward.nurse, ward.team_id, ward.falls_id, TODAY))
