"""Monitoring step-down, put off. To take the offer is to retire the measure (``measure_list.retire_measure``)."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.new_line import RESTS_WEEKS


@asks(Verb.REST_WATCH_OFFER)
def rest_watch_offer(session: Session, actor: Actor, team_id: int, measure_id: int, *, today: date) -> None:
    """Put off the offer to watch a measure monthly: it is not made again for twelve weeks."""
    row = measure_row(session, team_id, measure_id)
    with history.change(session, actor, "put off watching monthly", row):
        row.watch_rests_until = today + timedelta(weeks=RESTS_WEEKS)
