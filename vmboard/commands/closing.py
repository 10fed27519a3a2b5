"""Month-end close: whoever gives a team's costs says that all of a month are final."""

from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.closing import month_end, month_of, month_words
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import short_day
from vmboard.store.month_costs import costs_of
from vmboard.store.tables import MonthClose


@asks(Verb.CLOSE_MONTH)
def close_month(session: Session, actor: Actor, team_id: int, *, month: date, today: date) -> MonthClose:
    """Close a month that is over, all of whose weeks are final. Twice is once. Raises Refused, naming the week and what
    it waits for."""
    month = month_of(month)
    if month_end(month) >= today:
        raise Refused("{month} is not over yet.", month=partial(month_words, month))
    history.hold(session, team_id)
    weeks = costs_of(session, [team_id], month)[team_id].weeks
    for week in weeks:
        if week.final_on is None:
            day = partial(short_day, week.week)
            if not week.waits:
                raise Refused("The week ending {day} is not final yet. Put it right, then close.", day=day)
            waits = ", ".join(week.waits)
            raise Refused(
                "The week ending {day} is not final yet: {waits}. Put it right, then close.", day=day, waits=waits
            )
    if not weeks:
        raise Refused("This team has no costs to close.")
    row = history.held_row(session, MonthClose, team_id, month)
    if row is not None:
        return row
    fresh = MonthClose(team_id=team_id, month=month, closed_on=today, closed_by=actor.name[:80])
    return history.add(session, actor, "close month", fresh)


@asks(Verb.REOPEN_MONTH)
def reopen_month(session: Session, actor: Actor, team_id: int, *, month: date) -> None:
    """A month that was closed too early is open again. Twice is once."""
    row = history.held_row(session, MonthClose, team_id, month_of(month))
    if row is not None:
        history.remove(session, actor, "reopen month", row)
