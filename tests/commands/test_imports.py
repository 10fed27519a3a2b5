"""A box score from a file: all of it or nothing, and the same file twice changes nothing."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from tests.small_ward import Ward
from vmboard.commands import measures
from vmboard.commands.figures import answer_doubt
from vmboard.commands.imports import ImportResult, import_sheet
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.figures.sheets import Refusal, Sheet
from vmboard.domain.words import Direction, Domain, PointStatus
from vmboard.files.export import write_tidy, write_wide
from vmboard.files.workbook import read
from vmboard.queries.known import known_board
from vmboard.queries.sheets import team_sheet
from vmboard.store.engine import on_commit
from vmboard.store.tables import DataPoint, Measure

TODAY = date(2026, 11, 18)
WEEKS = [date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15)]
HEAD = ["Measure", "Domain", "Unit", "Direction", "Target", *(datetime(w.year, w.month, w.day) for w in WEEKS)]
FALLS = ["Falls", "safety", "count", "decrease", 3, 4, 3, 2]
PAY = ["Pay", "cost", "£", "decrease", None, 16100.5, "£16,250", "16400 p"]


def sheet_of(*rows: list[Any]) -> Sheet:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = "Ward 7A"
    for row in rows:
        page.append(row)
    file = BytesIO()
    book.save(file)
    return read(file.getvalue(), "box.xlsx", week_ends_on=6, today=TODAY)


def bring(ward: Ward, *rows: list[Any], **details: Any) -> ImportResult:
    result: ImportResult = ward.do(import_sheet, sheet_of(*rows), filename="box.xlsx", **details)
    return result


def measure(ward: Ward, name: str) -> Measure:
    row: Measure = ward.ask(lambda session: session.scalar(select(Measure).where(Measure.name == name)))
    return row


def figures(ward: Ward) -> dict[tuple[str, date], float | None]:
    wanted = select(Measure.name, DataPoint.week, DataPoint.value).join(
        DataPoint, (DataPoint.measure_id == Measure.id) & (DataPoint.team_id == Measure.team_id)
    )
    return {(name, week): value for name, week, value in ward.ask(lambda s: s.execute(wanted).all())}


def test_figures_come_in_and_new_measures_are_made_as_the_sheet_says(ward: Ward) -> None:
    assert bring(ward, HEAD, FALLS, PAY) == ImportResult(created=6, measures_added=("Pay",))
    pay = measure(ward, "Pay")
    assert (pay.domain, pay.unit, pay.direction, pay.target) == (Domain.COST, "£", Direction.DECREASE, None)
    assert figures(ward)["Pay", WEEKS[1]] == 16250
    last = ward.row(DataPoint, pay.id, WEEKS[2])
    assert (last.value, last.status) == (16400, PointStatus.PROVISIONAL)


def test_history_names_the_file(ward: Ward) -> None:
    before = ward.revision()
    bring(ward, HEAD, FALLS, PAY)
    assert {row.reason for row in ward.history(since=before)} == {"From box.xlsx"}


def test_the_same_file_again_changes_nothing_and_says_so(ward: Ward) -> None:
    bring(ward, HEAD, FALLS, PAY)
    before = ward.revision(), len(ward.history())
    again = bring(ward, HEAD, FALLS, PAY)
    assert again == ImportResult(unchanged=6)
    assert again.sentences() == ["Nothing to change: all 6 figures are here already."]
    assert len(ward.history()) == before[1]


def test_a_corrected_file_changes_only_what_was_corrected(ward: Ward) -> None:
    bring(ward, HEAD, FALLS)
    assert bring(ward, HEAD, [*FALLS[:-1], 1]) == ImportResult(changed=1, unchanged=2)
    assert figures(ward)["Falls", WEEKS[2]] == 1


def test_any_refusal_and_nothing_is_written(ward: Ward) -> None:
    before = ward.revision(), len(ward.history())
    result = bring(ward, HEAD, FALLS, PAY, ["Ulcers", "safety", "count", "decrease", 0, 1, "a few", -2])
    assert [(one.sheet, one.cell) for one in result.refused] == [("Ward 7A", "G4"), ("Ward 7A", "H4")]
    assert (result.created, figures(ward), measure(ward, "Pay")) == (0, {}, None)
    assert (ward.revision(), len(ward.history())) == before
    first, *rest = result.sentences()
    assert first == "Nothing was written: 2 things need mending."
    assert rest[0].startswith("Ward 7A G4: found a few; expected a number")


def test_a_dry_run_says_what_would_happen_and_writes_nothing(ward: Ward) -> None:
    before, told = ward.revision(), list[set[int]]()
    stop = on_commit(told.append)
    result = bring(ward, HEAD, FALLS, PAY, dry_run=True)
    stop()
    assert result == ImportResult(created=6, measures_added=("Pay",))
    assert result.sentences(dry_run=True)[0].startswith("A dry run, nothing written. It would bring: 6 new figures")
    assert (ward.revision(), figures(ward), told) == (before, {}, [])


def test_a_new_measure_needs_a_domain_and_a_direction(ward: Ward) -> None:
    result = bring(ward, HEAD, ["Pay", "", "£", "", None, 1, 2, 3])
    (refused,) = result.refused
    assert (refused.cell, refused.found) == ("A2", "Pay, which is new here")
    assert "safety, quality, experience, capacity or cost" in refused.expected
    assert "increase, decrease or neutral" in refused.expected


def test_a_name_that_is_nearly_one_of_ours_is_asked_about(ward: Ward) -> None:
    (refused,) = bring(ward, HEAD, ["Fals", "", "", "", None, 1, 2, 3]).refused
    assert refused.expected.endswith("or did you mean Falls?")


@pytest.mark.parametrize("name", ["falls", " FALLS ", "Inpatient falls"])
def test_names_match_whatever_their_capitals_and_by_short_name(ward: Ward, name: str) -> None:
    ward.do(measures.change_measure, ward.falls_id, short_name="Inpatient falls")
    assert bring(ward, HEAD, [name, "", "", "", None, 4, 3, 2]) == ImportResult(created=3)


def test_two_rows_for_one_measure_may_not_disagree(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, short_name="Inpatient falls")
    (refused,) = bring(ward, HEAD, FALLS, ["Inpatient falls", "", "", "", None, 4, 3, 9]).refused
    assert (refused.cell, refused.found) == ("H3", "a second one, 9")


def test_a_measure_in_another_unit_is_refused(ward: Ward) -> None:
    (refused,) = bring(ward, HEAD, ["Falls", "safety", "%", "decrease", 3, 4, 3, 2]).refused
    assert (refused.cell, refused.expected) == ("A2", "the unit it has here: none")


def test_what_the_board_computes_is_not_typed(ward: Ward) -> None:
    ward.do(
        measures.add_derived_measure, name="All falls", domain=Domain.SAFETY, direction=Direction.DECREASE,
        numerators={ward.falls_id: 1.0},
    )  # fmt: skip
    (refused,) = bring(ward, HEAD, ["All falls", "", "", "", None, None, 3, 2]).refused
    assert (refused.cell, refused.expected) == ("G2", "no figures for All falls: the board computes it")


def test_another_teams_rows_are_refused_at_the_cell_that_names_it(ward: Ward) -> None:
    head = ["Team", "Measure", "Week", "Value"]
    ours = [
        ["ward 7a", "Falls", "15 Nov 2026", 2],
        ["", "Falls", "8 Nov 2026", 3],
        ["ward-7a", "Falls", "1 Nov 2026", 4],
    ]
    assert bring(ward, head, *ours) == ImportResult(created=3)
    result = bring(ward, head, *ours, ["Ward 7B", "Falls", "15 Nov 2026", 7])
    assert result.refused == (Refusal("Ward 7A", "A5", "Ward 7B", "Ward 7A, or a blank: this import is for that team"),)


def test_a_blank_wipes_nothing_and_late_figures_say_what_they_wait_for(ward: Ward) -> None:
    bring(ward, HEAD, FALLS)
    blank = bring(ward, HEAD, [*FALLS[:5], None, None, None])
    assert blank.sentences() == ["There are no figures in this file, so nothing was changed."]
    bring(ward, HEAD, [*PAY[:-1], "waiting for finance"])
    late = ward.row(DataPoint, measure(ward, "Pay").id, WEEKS[2])
    assert (late.value, late.status, late.waiting_for) == (None, PointStatus.NOT_IN_YET, "finance")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_comes_back_unchanged(ward: Ward, kind: Any) -> None:
    """And so do notes and shares, for which the wide layout has no place."""
    share = ward.do(
        measures.add_measure, name="=Home by noon", unit="%", domain=Domain.QUALITY, direction=Direction.INCREASE
    ).id
    points = [
        NewPoint(WEEKS[0], None, 16, 47, note="Two away"),
        NewPoint(WEEKS[1], 1 / 3, status=PointStatus.PROVISIONAL),
        NewPoint(WEEKS[2], None, waiting_for="the clerk", note="On leave"),
    ]
    ward.do(record_points, share, points)
    ward.record(4, 0, 2)
    noted = len(ward.history())
    for write in (write_wide, write_tidy):
        sheet = ward.ask(lambda session: team_sheet(session, ward.nurse, ward.team_id))
        board = ward.ask(lambda session: known_board(session, ward.nurse, ward.team_id))
        again = read(write(sheet, kind), f"box.{kind}", week_ends_on=6, today=TODAY, board=board)
        assert ward.do(import_sheet, again, filename="box") == ImportResult(unchanged=6)
    assert len(ward.history()) == noted
    kept = ward.row(DataPoint, share, WEEKS[0])
    assert (kept.numerator, kept.denominator, kept.note) == (16, 47, "Two away")


def test_what_can_hardly_be_is_a_question_until_somebody_says_that_it_is_right(ward: Ward) -> None:
    """105% and 11 out of 10 come in, are being checked and count for nothing, as if they had been typed."""
    clean = ward.do(measures.add_measure, name="Clean", domain=Domain.SAFETY, direction=Direction.INCREASE, unit="%").id
    joy = {"domain": Domain.EXPERIENCE, "direction": Direction.INCREASE, "unit": "out of 10"}
    happy = ward.do(measures.add_measure, name="Joy", **joy).id
    rows = (HEAD, ["Clean", None, None, None, None, 105, 100, 99], ["Joy", None, None, None, None, 10, 11, 9])

    def doubts(measure_id: int) -> list[str]:
        wanted = select(DataPoint.doubt).where(DataPoint.measure_id == measure_id).order_by(DataPoint.week)
        return ward.ask(lambda session: list(session.scalars(wanted)))

    bring(ward, *rows)
    assert doubts(clean) == ["That is more than 100%. Right?", "", ""]
    assert doubts(happy) == ["", "That is more than 10. Right?", ""]
    ward.do(answer_doubt, clean, WEEKS[0], version=1)
    bring(ward, *rows)
    assert doubts(clean) == ["", "", ""], "the answer stands when the file comes again"
    bring(ward, HEAD, ["Clean", None, None, None, None, 105, 103, 99])
    assert doubts(clean) == ["", "", ""], "such figures were said to be right of this measure"
