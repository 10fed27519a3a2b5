"""An extract brought in by a recipe: all of it or nothing, undone as one; and recipes kept by a site."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.small_ward import Ward
from vmboard.commands.measures import add_measure
from vmboard.commands.recipes import bring_extract, drop_recipe, keep_recipe
from vmboard.commands.undo import undo_batch
from vmboard.domain.figures.recipes import Kind, read_recipe
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Direction, Domain, MeasureKind
from vmboard.files.recipes.cooking import Cooked, cook
from vmboard.queries.recipes import kept_recipes
from vmboard.store.tables import DataPoint, DayMark

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "recipes"
TODAY = date(2026, 11, 18)
RECIPE = """{"kind": "incidents", "name": "Datix", "columns": {"number": "No", "when": "Day"}, "measures": [
  {"measure": "Falls", "figure": "weekly count"}, {"measure": "Harm", "figure": "day marks"}]}"""
EVENTS = "No,Day\n1,09/11/2026\n2,13/11/2026\n3,15/11/2026\n"


def cooked(lines: str = EVENTS) -> Cooked:
    return cook(lines.encode(), "x.csv", read_recipe(RECIPE), timezone="Europe/London", week_ends_on=6, today=TODAY)


def bring(ward: Ward, made: Cooked, **more: Any) -> Any:
    return ward.do(bring_extract, made.sheet, made.marks, today=TODAY, filename="x.csv", **more)


@pytest.fixture
def by_day(ward: Ward) -> int:
    row = ward.do(
        add_measure, name="Harm", domain=Domain.SAFETY, direction=Direction.DECREASE, kind=MeasureKind.SAFETY_CROSS
    )
    return int(row.id)


def test_weekly_figures_and_day_marks_come_in_together_and_twice_changes_nothing(ward: Ward, by_day: int) -> None:
    assert bring(ward, cooked()).created == 1 + 7
    assert ward.row(DataPoint, ward.falls_id, date(2026, 11, 15)).value == 3
    assert [ward.row(DayMark, by_day, date(2026, 11, day)).count for day in range(9, 16)] == [1, 0, 0, 0, 1, 0, 1]
    before = ward.revision()
    assert bring(ward, cooked()).unchanged == 8
    assert ward.revision() == before


def test_it_is_undone_as_one(ward: Ward, by_day: int) -> None:
    before = ward.revision()
    bring(ward, cooked())
    (batch,) = {row.batch for row in ward.history(since=before)}
    ward.do(undo_batch, batch)
    assert ward.ask(lambda s: s.query(DayMark).count() + s.query(DataPoint).count()) == 0


def test_a_dry_run_writes_nothing_and_tells_the_same(ward: Ward, by_day: int) -> None:
    before = ward.revision()
    assert bring(ward, cooked(), dry_run=True).created == 8
    assert ward.revision() == before


def test_without_its_measure_kept_by_day_nothing_is_written(ward: Ward) -> None:
    before = ward.revision()
    result = bring(ward, cooked())
    assert [refusal.found for refusal in result.refused] == ["Harm"]
    assert (result.created, ward.revision()) == (0, before)


def test_a_site_keeps_one_recipe_of_a_kind_for_all_its_teams(ward: Ward) -> None:
    def kept() -> Any:
        return ward.ask(lambda s: kept_recipes(s, ward.nurse, ward.team_id))

    assert kept() == {}
    ward.do(keep_recipe, RECIPE, version=0)
    assert kept()[Kind.INCIDENTS].text == RECIPE
    assert (kept()[Kind.INCIDENTS].author, kept()[Kind.INCIDENTS].version) == ("Jo Douglas", 1)
    with pytest.raises(Clash, match="Someone else changed this recipe"):
        ward.do(keep_recipe, (EXAMPLES / "incidents.json").read_text("utf-8"), version=0)
    with pytest.raises(Refused, match="This is not JSON"):
        ward.do(keep_recipe, "{", version=1)
    ward.do(drop_recipe, "incidents")
    assert kept() == {}
