"""Activity recipe: admission and discharge times become admissions, discharges, those before noon, and occupied bed
days.

A bed day is a midnight in a bed: a patient is counted for a day if they came on it or before, and left on a later one.
Who comes and leaves on one day has none. Days and noon are those of the ward's own clock.
"""

from collections import Counter
from datetime import date, time, timedelta

import pandas as pd

from vmboard.domain.counting import counted
from vmboard.domain.figures.recipes import Recipe
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import comes_twice
from vmboard.files.recipes.shaped import Shaped, Span
from vmboard.files.recipes.source import ALIKE, Clocked, chosen, moments, none_chosen

NOON = time(12)


def shape(table: pd.DataFrame, recipe: Recipe, zone: str, ends_on: int, span: Span | None) -> Shaped:
    """A stay without a discharge is still going on. Raises Refused for one that ends before it begins, or has no
    beginning, and without a span: the oldest stay says nothing of when an extract begins."""
    shaped = Shaped()
    came = moments(table, recipe.columns["admitted"], recipe.dates, zone)
    left = moments(table, recipe.columns["discharged"], recipe.dates, zone)
    for line in table.index:
        if came[line] is None:
            raise Refused(f"Line {line} has no {recipe.columns['admitted']}: fill it in, or take it out.")
        if left[line] is not None and _is_before(left[line], came[line], zone):
            raise Refused(f"Line {line}: this stay ends before it begins. Mend one of the two times.")
    if span is None:
        raise Refused("Say which days this extract tells of, from and to: a long stay began before them.")
    shaped.notes.append(span.words(ends_on))
    if nobody := none_chosen(table, recipe.only):
        raise Refused(nobody)
    if alike := table.attrs[ALIKE]:
        many = counted(alike, "row")
        shaped.notes.append(f"There again, the same in every column, and counted: {many}. Take out what stands twice.")
    stays = table.assign(_came=came, _left=left)
    if open_ones := sum(moment is None for moment in left):
        many = counted(open_ones, "stay")
        shaped.notes.append(f"{many} without a discharge, counted as here to the last of these days.")
    for measure in recipe.measures:
        rows = chosen(chosen(stays, recipe.only), measure.where)
        for week in span.weeks(ends_on):
            shaped.points.append((measure.name, week, *_figure(rows, measure.figure, week), ""))
    return shaped


def _is_before(left: Clocked, came: Clocked, zone: str) -> bool:
    """Whether somebody left before they came; in the hour that the clock goes back, a time is no earlier for that."""
    same_hour = left.day == came.day and comes_twice(*left, zone) and comes_twice(*came, zone)
    return left < came and not same_hour


def _figure(rows: pd.DataFrame, figure: str, week: date) -> tuple[float | None, float | None, float | None]:
    """Value, numerator and denominator of one week."""
    first = week - timedelta(days=6)
    if figure == "admissions":
        return float(sum(first <= moment.day <= week for moment in rows["_came"])), None, None
    gone = [moment for moment in rows["_left"] if moment is not None and first <= moment.day <= week]
    if figure == "discharges":
        return float(len(gone)), None, None
    if figure == "discharges by noon":
        early = sum(moment.at < NOON for moment in gone)
        return None, float(early), float(len(gone))
    return float(sum(_midnights(rows, first, week).values())), None, None


def _midnights(rows: pd.DataFrame, first: date, last: date) -> Counter[date]:
    """How many were in a bed at the end of each day from ``first`` to ``last``."""
    nights: Counter[date] = Counter()
    for came, left in zip(rows["_came"], rows["_left"], strict=True):
        day = max(came.day, first)
        until = last if left is None else min(last, left.day - timedelta(days=1))
        while day <= until:
            nights[day] += 1
            day += timedelta(days=1)
    return nights
