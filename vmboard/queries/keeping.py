"""How long what is known of people is kept, as an administrator chose it."""

from datetime import date

from sqlalchemy.orm import Session

from vmboard.domain.access import Actor, asks
from vmboard.domain.keeping import CHOSEN, KeptBy, keeping_of
from vmboard.domain.weeks import long_day
from vmboard.store.tables import Choice


@asks
def keeping(session: Session, actor: Actor, today: date) -> KeptBy:
    """The times in force, and who set them."""
    row = session.get(Choice, CHOSEN)
    if row is None:
        return KeptBy(keeping_of(None))
    return KeptBy(keeping_of(row.value), row.author, long_day(row.at.date(), today), row.version)
