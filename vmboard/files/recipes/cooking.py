"""Reshaping: an extract and a recipe in; the sheet that an import takes, and the day marks beside it, out."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.calling_off import check_wanted
from vmboard.domain.counting import counted
from vmboard.domain.figures.recipes import Kind, Recipe
from vmboard.domain.figures.sheets import Layout, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.refusals import Refused
from vmboard.domain.text.identifiers import find
from vmboard.domain.weeks import long_day
from vmboard.domain.words import PointStatus
from vmboard.files.recipes import activity, incidents, ledger
from vmboard.files.recipes.shaped import Shaped, Span
from vmboard.files.recipes.source import read_extract


@dataclass(frozen=True)
class Cooked:
    """What a recipe made: ``sheet`` for the import, ``marks`` of measures kept day by day (measure, day, count)."""

    sheet: Sheet
    marks: tuple[tuple[str, date, int], ...]
    shaped: Shaped


def cook(
    data: bytes,
    filename: str,
    recipe: Recipe,
    *,
    timezone: str,
    week_ends_on: int,
    today: date,
    span: Span | None = None,
) -> Cooked:
    """Only weeks that are over get a figure. Columns about patients are dropped before anything else is looked at, and
    said. Raises Refused, in a sentence, for an extract that the recipe does not fit."""
    if find(filename).found:
        raise Refused("There is a CHI or NHS number in the name of this file (hidden). Give it another name.")
    table, dropped = read_extract(data, filename)
    check_wanted()
    if recipe.kind is Kind.INCIDENTS:
        shaped = incidents.shape(table, recipe, timezone, week_ends_on, today, span)
    elif recipe.kind is Kind.ACTIVITY:
        shaped = activity.shape(table, recipe, timezone, week_ends_on, span)
    else:
        shaped = ledger.shape(table, recipe, week_ends_on, today)
    shaped.notes[:0] = dropped
    _leave_out_what_is_to_come(shaped, today)
    return Cooked(_sheet(recipe, shaped), tuple(shaped.marks), shaped)


def _leave_out_what_is_to_come(shaped: Shaped, today: date) -> None:
    over = [point for point in shaped.points if point[1] < today]
    if len(over) < len(shaped.points):
        weeks = sorted({point[1] for point in shaped.points} - {point[1] for point in over})
        shaped.notes.append(f"{counted(len(weeks), 'week')} not over yet, from {long_day(weeks[0], today)}: left out.")
    shaped.points = over
    shaped.marks = [mark for mark in shaped.marks if mark[1] <= today]


def _sheet(recipe: Recipe, shaped: Shaped) -> Sheet:
    rule = f", months spread {recipe.spread}" if recipe.spread else ""
    filled = {point[0] for point in shaped.points}
    measures = tuple(
        SheetMeasure(
            m.name, m.domain, m.unit or None, m.direction, None,
            f"{m.figure.capitalize()}{rule}, by the recipe {recipe.name}.", recipe.name, "", cell="", sheet=recipe.name,
        )
        for m in recipe.measures
        if m.name in filled
    )  # fmt: skip
    points = tuple(
        SheetPoint(name, week, value, above, below, _status(value, below), note, None, recipe.name, f"{week:%d/%m/%Y}")
        for name, week, value, above, below, note in shaped.points
    )
    return Sheet(measures, points, (), tuple(shaped.notes), Layout.TIDY)


def _status(value: float | None, below: float | None) -> PointStatus:
    return PointStatus.NOTHING_TO_COUNT if value is None and not below else PointStatus.FINAL
