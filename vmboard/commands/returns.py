"""What a return is worked out from, for the whole installation: saved with the author and the day."""

from sqlalchemy.orm import Session

from vmboard.commands.choices import choose
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.dials import adjusted
from vmboard.domain.impact.return_on_investment import Inputs
from vmboard.store.tables import Choice

NAME = "return"
NEWER = "Someone else saved other numbers while you were typing. Look at theirs, then save yours again."


@asks
def save_inputs(session: Session, actor: Actor, *, version: int, **numbers: float) -> Choice:
    """Save the inputs; ``version`` is the one the person saw, 0 where nobody had saved. Raises Refused and Clash."""
    return choose(session, actor.name, NAME, vars(adjusted(Inputs(), **numbers)), version=version, newer=NEWER)
