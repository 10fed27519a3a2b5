"""How long what is known of people is kept, as an administrator chose it."""

from datetime import date

from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.keeping import CHOSEN, Keeping
from vmboard.domain.dials import Chosen
from vmboard.store.choices import chosen


@asks
def keeping(session: Session, actor: Actor, today: date) -> Chosen[Keeping]:
    """The times in force, and who set them."""
    return chosen(session, CHOSEN, Keeping, today)
