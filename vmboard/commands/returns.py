"""What a return is worked out from, for the whole installation: saved with the author and the day."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vmboard.domain.access import Actor, asks
from vmboard.domain.dials import adjusted
from vmboard.domain.refusals import Clash
from vmboard.domain.return_on_investment import Inputs
from vmboard.store.tables import Choice

NAME = "return"
NEWER = "Someone else saved other numbers while you were typing. Look at theirs, then save yours again."


@asks
def save_inputs(session: Session, actor: Actor, *, version: int, **numbers: float) -> Choice:
    """Save the inputs; ``version`` is the one the person saw, 0 where nobody had saved. Raises Refused and Clash."""
    chosen = vars(adjusted(Inputs(), **numbers))
    row = session.get(Choice, NAME, with_for_update=True)
    if (row.version if row else 0) != version:
        raise Clash(NEWER)
    if row is None:
        row = Choice(name=NAME, version=0)
        session.add(row)
    row.value, row.author, row.at = chosen, actor.name, session.info["now"]
    row.version = version + 1
    try:
        session.flush()
    except IntegrityError:  # on Postgres two may save the first numbers at once
        raise Clash(NEWER) from None
    return row
