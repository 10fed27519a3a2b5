"""Incident recipe: a row an event becomes weekly counts, day marks, and the days between events."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pandas as pd

from vmboard.domain.counting import counted
from vmboard.domain.figures.recipes import Recipe, RecipeMeasure
from vmboard.domain.refusals import Refused
from vmboard.files.recipes.shaped import Shaped, Span, span_of
from vmboard.files.recipes.source import chosen, moments, none_chosen, words


def shape(
    table: pd.DataFrame, recipe: Recipe, zone: str, ends_on: int, today: date, given: Span | None = None
) -> Shaped:
    """Each incident number counts once. A week is counted where every day of it is inside the span: then no row is
    none. Raises Refused where one number stands on two days, and for a row without a number or a day, or of a day to
    come: it would have the weeks until then count as none."""
    shaped = Shaped()
    table = table.assign(_number=words(table, recipe.columns["number"]))
    when = moments(table, recipe.columns["when"], recipe.dates, zone)
    for missing, what in ((table["_number"] == "", "number"), (when.isna(), "when")):
        if missing.any():
            raise Refused(f"Line {table.index[missing][0]} has no {recipe.columns[what]}: fill it in, or take it out.")
    table = table.assign(_day=[moment.day for moment in when])
    if (later := table["_day"] > today).any():
        raise Refused(f"Line {table.index[later][0]}, {recipe.columns['when']}: this day is still to come. Mend it.")
    span = span_of(table["_day"], given)
    if span is None:
        return shaped
    shaped.notes.append(span.words(ends_on))
    if nobody := none_chosen(table, recipe.only):
        shaped.notes.append(f"{nobody} So none of them is counted here.")
    ours = chosen(table, recipe.only)
    for measure in recipe.measures:
        events = _once(chosen(ours, measure.where), shaped, measure)
        _fill(shaped, measure, Counter(events["_day"]), span, ends_on)
    return shaped


def _once(rows: pd.DataFrame, shaped: Shaped, measure: RecipeMeasure) -> pd.DataFrame:
    days = rows.groupby("_number")["_day"].nunique()
    if twice := [number for number, many in days.items() if many > 1]:
        said = rows.loc[rows["_number"] == twice[0], "_day"]
        line = said.index[said != said.iloc[0]][0]
        raise Refused(f"{measure.name}: line {line} gives an incident another day than before. Mend one of the two.")
    once = rows.drop_duplicates("_number")
    if more := len(rows) - len(once):
        shaped.notes.append(f"{measure.name}: {counted(more, 'row')} of an incident already counted, left out.")
    return once


def _fill(shaped: Shaped, measure: RecipeMeasure, events: Counter[date], span: Span, ends_on: int) -> None:
    inside = {day: many for day, many in events.items() if span.first <= day <= span.last}
    if outside := sum(events.values()) - sum(inside.values()):
        shaped.notes.append(f"{measure.name}: {counted(outside, 'incident')} outside those days, left out.")
    if measure.figure == "weekly count":
        for week in span.weeks(ends_on):
            many = sum(count for day, count in inside.items() if 0 <= (week - day).days < 7)
            shaped.points.append((measure.name, week, float(many), None, None, ""))
    elif measure.figure == "day marks":
        shaped.marks += [(measure.name, day, inside.get(day, 0)) for day in span.days()]
    else:
        days = sorted(inside)
        shaped.marks += [(measure.name, day, inside[day]) for day in days]
        shaped.between += [(measure.name, b, (b - a).days) for a, b in pairwise(days)]
