"""A team goes on by itself: its coach says so once it has shown what its organisation asks."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.choices import choose, forget
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.graduation import Criteria, Criterion, is_ready, missing_words
from vmboard.domain.dials import adjusted
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.store.choices import GRADUATION
from vmboard.store.tables import Choice, Team

NEWER = N_("Someone else changed what graduation asks. Look at theirs first, then choose.")


@asks(Verb.GRADUATE_TEAM)
def graduate(session: Session, actor: Actor, team_id: int, *, stands: Sequence[Criterion], today: date) -> Team:
    """Say that a team graduated. ``stands`` is how it stands to what is asked, as it was read. Raises Refused while
    something is not met."""
    if not is_ready(stands):
        raise Refused(
            missing_words(stands) or N_("Nothing is asked of a team here, so there is nothing to have shown.")
        )
    history.hold(session, team_id)
    row = team_row(session, team_id)
    with history.change(session, actor, "graduate team", row):
        row.graduated_on = row.graduated_on or today
    return row


@asks(Verb.TAKE_BACK_GRADUATION)
def take_back_graduation(session: Session, actor: Actor, team_id: int) -> None:
    """It did not graduate after all. ``graduate`` says it again."""
    with history.change(session, actor, "take back graduation", team_row(session, team_id)) as row:
        row.graduated_on = None


@asks(Verb.SET_CRITERIA)
def set_criteria(session: Session, actor: Actor, *, version: int, **turned: float) -> Choice:
    """Set what is asked. ``version`` is the one the person saw, 0 for what we ship. Raises Refused and Clash."""
    return choose(session, actor.name, GRADUATION, vars(adjusted(Criteria(), **turned)), version=version, newer=NEWER)


@asks(Verb.RESET_CRITERIA)
def reset_criteria(session: Session, actor: Actor) -> None:
    """Ask for what we ship again."""
    forget(session, GRADUATION)
