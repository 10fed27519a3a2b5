"""What a return is worked out from, for the whole installation: saved with the author and the day."""

from sqlalchemy.orm import Session

from vmboard.commands.choices import choose
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.dials import adjusted, kept
from vmboard.domain.impact.return_on_investment import Inputs
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.store.choices import EARLIER_RETURN, RETURN
from vmboard.store.tables import Choice

NEWER = N_("Someone else saved other numbers while you were typing. Look at theirs, then save yours again.")
NONE_EARLIER = N_("Those earlier numbers are not there to go back to.")


@asks(Verb.SAVE_RETURN_INPUTS)
def save_inputs(session: Session, actor: Actor, *, version: int, **numbers: float) -> Choice:
    """Save the inputs; ``version`` is the one the person saw, 0 where nobody had saved. All those before are kept, each
    with who saved them and when. Raises Refused and Clash."""
    return _save(session, actor, version, adjusted(Inputs(), **numbers))


@asks(Verb.RESTORE_RETURN_INPUTS)
def restore_inputs(session: Session, actor: Actor, *, version: int, name: str) -> Choice:
    """Go back to earlier numbers, by the name they are kept under; those of now are earlier ones then. Raises Refused
    and Clash."""
    before = session.get(Choice, name) if name.startswith(EARLIER_RETURN) else None
    if before is None:
        raise Refused(NONE_EARLIER)
    return _save(session, actor, version, kept(Inputs, before.value))


def _save(session: Session, actor: Actor, version: int, inputs: Inputs) -> Choice:
    now = session.get(Choice, RETURN)
    was = None if now is None else Choice(
        name=f"{EARLIER_RETURN}{now.version}", value=dict(now.value), author=now.author, at=now.at, version=now.version
    )  # fmt: skip
    row = choose(session, actor.name, RETURN, vars(inputs), version=version, newer=NEWER)
    if was is not None and row.version != version:
        session.add(was)
        session.flush()
    return row
