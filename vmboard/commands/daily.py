"""Daily huddle: what is different on a day, and that its two minutes were held."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.days import full_day
from vmboard.domain.refusals import Refused
from vmboard.domain.typed_fields import Words, cleaned
from vmboard.store.tables import DailyHuddle

LATE = timedelta(days=7)
"""What a browser kept while it had no connection is taken for so long."""


class DailyFields(TypedDict, total=False):
    """What is written of a daily huddle."""

    different: Annotated[str, Words(90, "What is different today")]


@asks(Verb.SAY_DIFFERENT)
def say_different(session: Session, actor: Actor, team_id: int, *, day: date, words: str, today: date) -> DailyHuddle:
    """Say what is different on a day: it stands on the wall until that day's midnight. Raises Refused."""
    said: str = cleaned(DailyFields, {"different": words})["different"]
    row = _row_to_change(session, team_id, day, today)
    if row is None:
        fresh = DailyHuddle(team_id=team_id, held_on=day, different=said)
        return history.add(session, actor, "say different", fresh) if said else fresh
    with history.change(session, actor, "say different", row):
        row.different = said
    return row


@asks(Verb.HOLD_DAILY)
def hold_daily(
    session: Session, actor: Actor, team_id: int, *, day: date, today: date, now: datetime
) -> DailyHuddle:  # fmt: skip
    """Close the daily huddle of a day: it was held. Twice is once. Raises Refused."""
    row = _row_to_change(session, team_id, day, today)
    if row is None:
        fresh = DailyHuddle(team_id=team_id, held_on=day, different="", held_at=now)
        return history.add(session, actor, "hold daily huddle", fresh)
    if row.held_at is None:
        with history.change(session, actor, "hold daily huddle", row):
            row.held_at = now
    return row


@asks(Verb.REOPEN_DAILY)
def reopen_daily(session: Session, actor: Actor, team_id: int, *, day: date) -> None:
    """Go on with a daily huddle that was closed. What was said stays."""
    history.hold(session, team_id)
    row = daily_row(session, team_id, day)
    if row is not None and row.held_at is not None:
        with history.change(session, actor, "reopen daily huddle", row):
            row.held_at = None


def daily_row(session: Session, team_id: int, day: date) -> DailyHuddle | None:
    """A day's row; None where nothing was said that day and none was held."""
    return session.scalar(select(DailyHuddle).where(DailyHuddle.team_id == team_id, DailyHuddle.held_on == day))


def _row_to_change(session: Session, team_id: int, day: date, today: date) -> DailyHuddle | None:
    history.hold(session, team_id)
    if day > today:
        raise Refused("{day} is still to come.", day=partial(full_day, day, today))
    if today - day > LATE:
        raise Refused(
            "{day} is over a week ago: its daily huddle is not changed any more.", day=partial(full_day, day, today)
        )
    return daily_row(session, team_id, day)
