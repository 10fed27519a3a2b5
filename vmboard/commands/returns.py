"""What a return is worked out from, for the whole installation: saved with the author and the day."""

from sqlalchemy.orm import Session

from vmboard.commands.choices import choose
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.dials import adjusted, kept
from vmboard.domain.impact.return_on_investment import Inputs
from vmboard.domain.refusals import Refused
from vmboard.store.tables import Choice

NAME = "return"
NEWER = "Someone else saved other numbers while you were typing. Look at theirs, then save yours again."


EARLIER = "return before"
"""The name under which the numbers before those saved are kept."""
NONE_EARLIER = "There are no earlier numbers to go back to."


@asks(Verb.SAVE_RETURN_INPUTS)
def save_inputs(session: Session, actor: Actor, *, version: int, **numbers: float) -> Choice:
    """Save the inputs; ``version`` is the one the person saw, 0 where nobody had saved. Those before are kept, with who
    saved them and when. Raises Refused and Clash."""
    return _save(session, actor, version, adjusted(Inputs(), **numbers))


@asks(Verb.RESTORE_RETURN_INPUTS)
def restore_inputs(session: Session, actor: Actor, *, version: int) -> Choice:
    """Go back to the numbers before; those of now are the earlier ones then. Raises Refused and Clash."""
    before = session.get(Choice, EARLIER)
    if before is None:
        raise Refused(NONE_EARLIER)
    return _save(session, actor, version, kept(Inputs, before.value))


def _save(session: Session, actor: Actor, version: int, inputs: Inputs) -> Choice:
    now = session.get(Choice, NAME)
    was = None if now is None else (dict(now.value), now.author, now.at)
    row = choose(session, actor.name, NAME, vars(inputs), version=version, newer=NEWER)
    if was is not None and row.version != version:
        before = session.get(Choice, EARLIER)
        if before is None:
            before = Choice(name=EARLIER, version=0)
            session.add(before)
        (before.value, before.author, before.at), before.version = was, before.version + 1
        session.flush()
    return row
