"""What a demo team keeps day by day: rare harm, put in on the evening of its day."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from functools import partial
from random import Random

from db.seeds.demo_series import Cross, Since
from db.seeds.demo_story import Row
from db.seeds.demo_telling import OPENED, Telling
from vmboard.commands import days, history
from vmboard.domain.words import MeasureKind

EVENING = time(20, 15)


def plan_days(telling: Telling) -> None:
    """Days before the board was there come from the workbook at once, all others one by one."""
    opened = telling.day(OPENED)
    for row in telling.story.rows:
        if row.by_day is None:
            continue
        counts = _counts(telling, row.by_day, telling.story.rng(row.measure.key))
        old = {day: count for day, count in counts.items() if day < opened}
        telling.plan(opened, time(9), partial(_mark, telling, row, old))
        for day in sorted(counts.keys() - old.keys()):
            telling.plan(day, EVENING, partial(_mark, telling, row, {day: counts[day]}))


def kept(telling: Telling, kept_by_day: Since | Cross) -> tuple[MeasureKind, date]:
    """How a measure is kept, and from which day. A cross begins with the board; the last harm is known before."""
    if isinstance(kept_by_day, Since):
        return MeasureKind.DAYS_SINCE, telling.newest_huddle - timedelta(days=kept_by_day.known)
    return MeasureKind.SAFETY_CROSS, telling.day(OPENED)


def _counts(telling: Telling, shape: Since | Cross, drawn: Random) -> dict[date, int]:
    """How many on each day up to yesterday; of days since, only the days on which it happened."""
    if isinstance(shape, Since):
        return {telling.newest_huddle - timedelta(days=ago): 1 for ago in shape.ago}
    counts = {telling.day(ago): 0 for ago in range(OPENED, 0, -1)}
    every = list(counts)
    for first, harms in zip(range(0, len(every), 7), shape.weekly.figures(drawn), strict=False):
        for day in drawn.choices(every[first : first + 7], k=round(harms)):
            counts[day] += 1
    return counts


def _mark(telling: Telling, row: Row, counts: Mapping[date, int]) -> None:
    with history.together(telling.session, telling.team_id):
        for day, count in counts.items():
            days.mark_day(
                telling.session, telling.lead, telling.team_id, telling.measures[row.measure.key].id,
                day=day, count=count, today=max(day, telling.day(OPENED)),
            )  # fmt: skip
