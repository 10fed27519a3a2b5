"""Peer coaching notes: what coaches wrote of their visits and share with each other, whichever team it was."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.views.visits import SharedNote, visit_title
from vmboard.domain.weeks import long_day
from vmboard.store.tables import Team, Visit

MOST = 30


@asks(Verb.READ_COACHES_NOTES)
def coaches_notes(session: Session, actor: Actor, today: date, most: int = MOST) -> Sequence[SharedNote]:
    """The newest of them, of all teams: whoever wrote one chose that every coach may read it."""
    shared = (
        select(Visit, Team.name)
        .join(Team, Team.id == Visit.team_id)
        .where(Visit.for_coaches.is_(True), Visit.removed.is_(False))
        .order_by(Visit.on.desc(), Visit.team_id, Visit.id.desc())
        .limit(most)
    )
    return [
        SharedNote(name, long_day(row.on, today), row.author, visit_title(row.level, row.occasion), row.asked,
                   row.next_step)
        for row, name in session.execute(shared)
    ]  # fmt: skip
