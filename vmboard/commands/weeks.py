"""Closing a week before it is over, so that the board tells of it at once; and taking that back."""

from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.weeks import long_day, week_ending
from vmboard.store.tables import Team

NOT_RUNNING = N_("Only the week under way is closed early: it ends on {day}.")


@asks(Verb.CLOSE_WEEK)
def close_week(session: Session, actor: Actor, team_id: int, *, week: date, today: date) -> Team:
    """Let the board tell of the running week, and judge it, before it is over. Raises Refused for any other week."""
    history.hold(session, team_id)
    row = team_row(session, team_id)
    running = week_ending(today, row.week_ends_on)
    if week != running:
        raise Refused(NOT_RUNNING, day=partial(long_day, running, today))
    with history.change(session, actor, "close week", row):
        row.closed_week = week
    return row


@asks(Verb.REOPEN_WEEK)
def reopen_week(session: Session, actor: Actor, team_id: int) -> Team:
    """Let the board go back to the last week that is over."""
    history.hold(session, team_id)
    row = team_row(session, team_id)
    with history.change(session, actor, "reopen week", row):
        row.closed_week = None
    return row
