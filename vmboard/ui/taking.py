"""Downloads: a file that is taken away leaves a line in the audit log, at the press and not before."""

from collections.abc import Callable

from vmboard.commands.auditing import note
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.auditing import Event
from vmboard.domain.text.catalogue import speaking
from vmboard.store.engine import transaction


def noted(actor: Actor, make: Callable[[], bytes], team_id: int | None = None) -> Callable[[], bytes]:
    """``make``, whose file is of the team's, or of every team the actor may see. What is exported is said in the
    source."""

    def taken() -> bytes:
        with speaking(None):
            file = make()
        with transaction() as session:
            note(session, Event.TAKEN_AWAY, actor.by, team_id=team_id)
        return file

    return taken
