"""Rare harm, day by day: how often it happened on each day of a measure that is kept so."""

from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.days import full_day
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.words import MeasureKind
from vmboard.store.tables import DayMark, Measure

MOST = 99
LONGEST_NOTE = 200


@asks(Verb.MARK_DAY)
def mark_day(
    session: Session,
    actor: Actor,
    team_id: int,
    measure_id: int,
    *,
    day: date,
    count: int,
    today: date,
    note: str | None = None,
    version: int | None = None,
) -> DayMark:
    """Fill in a day: how many happened, 0 where none did. ``version`` is the mark the person saw, 0 where none.

    Without a ``note`` the one there stands. Raises Refused, and Clash where somebody filled the day in since.
    """
    history.hold(session, team_id)
    _check(measure_row(session, team_id, measure_id), day, count, today)
    words = None if note is None else clean_text(note, max_length=LONGEST_NOTE, what=N_("The note"))
    row = day_mark(session, team_id, measure_id, day)
    seen = row.version if row else 0
    if version is not None and seen != version and not (row and row.count == count):
        raise Clash("Someone else filled in this day. Both are kept: choose one.")
    if row is None:
        fresh = DayMark(team_id=team_id, measure_id=measure_id, day=day, count=count, note=words or "", version=1)
        return history.add(session, actor, "mark day", fresh)
    with history.change(session, actor, "correct day", row):
        row.count, row.note = count, row.note if words is None else words
    return row


@asks(Verb.UNMARK_DAY)
def unmark_day(
    session: Session, actor: Actor, team_id: int, measure_id: int, *, day: date, version: int | None = None
) -> None:
    """Leave a day open again. What it said stays in history, from where it can be put back."""
    history.hold(session, team_id)
    row = day_mark(session, team_id, measure_id, day)
    if row is None:
        return
    if version is not None and row.version != version:
        raise Clash("Someone else filled in this day. Both are kept: choose one.")
    history.remove(session, actor, "unmark day", row)


def day_mark(session: Session, team_id: int, measure_id: int, day: date) -> DayMark | None:
    return history.held_row(session, DayMark, team_id, measure_id, day)


def _check(row: Measure, day: date, count: int, today: date) -> None:
    if row.kind is MeasureKind.WEEKLY:
        raise Refused("{name} has a figure every week: its days are not filled in.", name=row.name)
    if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST:
        raise Refused("How many on that day: a whole number from 0 to {most}.", most=MOST)
    if day > today:
        raise Refused("{day} is still to come.", day=partial(full_day, day, today))
    if row.began_on and day < row.began_on:
        raise Refused(
            "{name} is counted from {day}. To fill in earlier days, change its first day in the settings.",
            name=row.name,
            day=partial(full_day, row.began_on, today),
        )
