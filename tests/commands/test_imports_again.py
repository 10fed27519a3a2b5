"""A file brought in beside what is there: what it says again, says anew, or has no place for."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.small_ward import WEEK, Ward
from vmboard.commands import measures
from vmboard.commands.imports import ImportResult, import_sheet
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.figures.sheets import Layout, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.words import Direction, Domain, IndicatorKind, PointStatus
from vmboard.store.engine import on_commit
from vmboard.store.tables import DataPoint, Measure

LAST = WEEK - timedelta(weeks=1)
SAID = SheetPoint(
    "Falls", WEEK, 4.0, None, None, PointStatus.FINAL, "", team=None, sheet="Box", cell="B2", waiting_for=""
)  # fmt: skip
NAMED = SheetMeasure("Falls", None, None, None, None, "", "", "", cell="A2")


def bring(ward: Ward, *points: SheetPoint, named: tuple[SheetMeasure, ...] = (NAMED,), **how: Any) -> ImportResult:
    return ward.do(import_sheet, Sheet(named, points, layout=Layout.WIDE), filename="box.xlsx", **how)


def kept(ward: Ward, week: date = WEEK) -> DataPoint:
    return ward.row(DataPoint, ward.falls_id, week)


def test_the_same_figure_keeps_what_it_came_from_and_another_does_not(quick: Ward) -> None:
    quick.do(measures.change_measure, quick.falls_id, unit="%")
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK, None, 1, 3, note="Two away")])
    exact = kept(quick).value
    assert exact is not None
    assert bring(quick, replace(SAID, value=exact * (1 + 1e-14))).unchanged == 1
    assert (kept(quick).value, kept(quick).numerator, kept(quick).note) == (exact, 1.0, "Two away")
    assert bring(quick, replace(SAID, value=exact * (1 + 1e-9))).changed == 1
    assert (kept(quick).numerator, kept(quick).denominator, kept(quick).note) == (None, None, "Two away")
    assert bring(quick, replace(SAID, value=exact, numerator=2.0, denominator=6.0, note="Counted")).changed == 1
    assert (kept(quick).numerator, kept(quick).denominator, kept(quick).note) == (2.0, 6.0, "Counted")


def test_a_figure_that_is_late_waits_for_whom_it_waited_unless_the_file_says_otherwise(quick: Ward) -> None:
    late = replace(SAID, value=None, status=PointStatus.NOT_IN_YET)
    bring(quick, replace(late, waiting_for="finance"))
    assert bring(quick, late).unchanged == 1 and kept(quick).waiting_for == "finance"
    assert bring(quick, replace(late, waiting_for="the lab")).changed == 1
    assert kept(quick).waiting_for == "the lab"
    bring(quick, SAID)
    assert (kept(quick).value, kept(quick).waiting_for) == (4.0, "")
    assert bring(quick, late).changed == 1 and kept(quick).waiting_for == ""


def test_a_question_that_nobody_answered_is_not_answered_by_a_file_that_says_the_same(quick: Ward) -> None:
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK, 40.0, doubt="Ten times last week?")])
    assert bring(quick, replace(SAID, value=40.0)).unchanged == 1
    assert kept(quick).doubt == "Ten times last week?"


def test_a_figure_once_provisional_and_once_final_is_disputed(quick: Ward) -> None:
    twice = bring(quick, SAID, replace(SAID, status=PointStatus.PROVISIONAL, cell="B3"))
    assert [(one.cell, one.found) for one in twice.refused] == [("B3", "a second one, 4")]
    assert bring(quick, SAID, replace(SAID, cell="B3")).created == 1, "said twice alike is said once"


def test_a_name_goes_before_another_measures_short_name(quick: Ward) -> None:
    shared = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}
    other = quick.do(measures.add_measure, name="Falls with harm", short_name="Falls", **shared).id
    assert bring(quick, SAID).created == 1
    assert kept(quick).value == 4.0
    named = replace(NAMED, name="falls  WITH harm")
    assert bring(quick, replace(SAID, measure_name=named.name), named=(named,)).created == 1
    assert quick.row(DataPoint, other, WEEK).value == 4.0


@pytest.mark.parametrize(
    ("ours", "theirs", "refused"),
    [("", "count", 0), ("count", "", 0), ("£", "%", 1), ("", "£", 1), ("%", "%", 0), ("%", "", 0)],
)
def test_only_a_share_or_money_must_be_so_on_both_sides(quick: Ward, ours: str, theirs: str, refused: int) -> None:
    quick.do(measures.change_measure, quick.falls_id, unit=ours)
    assert len(bring(quick, SAID, named=(replace(NAMED, unit=theirs or None),)).refused) == refused


def test_every_refusal_is_told_at_once_and_neither_it_nor_a_dry_run_wakes_a_wall(quick: Ward) -> None:
    heard: list[set[int]] = []
    stop = on_commit(heard.append)
    try:
        bad = bring(quick, replace(SAID, week=WEEK - timedelta(days=1)), replace(SAID, week=LAST, value=float("inf")))
        dry = bring(quick, SAID, replace(SAID, week=LAST), dry_run=True)
        assert not any(heard)
        bring(quick, SAID)
        assert heard[-1] == {quick.team_id}
    finally:
        stop()
    assert bad.sentences()[0] == "Nothing was written: 2 things need mending." and len(bad.sentences()) == 3
    assert dry.sentences(dry_run=True) == [
        "A dry run, nothing written. It would bring: 2 new figures, 0 changed, 0 as they were.",
        "2 weeks, 8 Nov 2026 to 15 Nov 2026.",
        "Falls, week ending 8 Nov 2026: new, becomes 4.",
        "Falls, week ending 15 Nov 2026: new, becomes 4.",
    ]
    assert bring(quick, SAID).sentences() == ["Nothing to change: all 1 figures are here already."]


def test_a_new_measure_stands_at_the_end_with_what_the_sheet_says_of_it(quick: Ward) -> None:
    new = SheetMeasure("Ulcers", Domain.SAFETY, "count", Direction.DECREASE, 2.0, "Any grade", "Datix", "Jo", cell="A3",
                       leading_or_lagging=IndicatorKind.LAGGING, target_set_by="NHS Highland")  # fmt: skip
    done = bring(quick, replace(SAID, measure_name="Ulcers"), SAID, named=(NAMED, new))
    assert (done.created, done.measures_added) == (2, ("Ulcers",))
    row = quick.ask(lambda session: session.query(Measure).filter_by(name="Ulcers").one())
    assert (row.position, row.target, row.definition) == (2, 2.0, "Any grade")
    assert (row.source, row.data_owner) == ("Datix", "Jo")
    assert (row.indicator, row.target_set_by) == (IndicatorKind.LAGGING, "NHS Highland")
    notes = [one for one in quick.history() if one.reason == "From box.xlsx"]
    assert len(notes) == 3 and len({one.batch for one in notes}) == 1, "one import is undone as one"
