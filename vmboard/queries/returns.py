"""What a return is worked out from: numbers somebody saved, with their name and the day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import INSTALLATION, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.dials import kept
from vmboard.domain.impact.return_on_investment import Inputs
from vmboard.domain.views.impact import EarlierInputs, ReturnView
from vmboard.domain.weeks import local_day, long_day
from vmboard.settings import settings
from vmboard.store.choices import EARLIER_RETURN, RETURN
from vmboard.store.tables import Choice

_EARLIER = (
    select(Choice).where(Choice.name.startswith(EARLIER_RETURN)).order_by(Choice.at.desc(), Choice.version.desc())
)


@asks(Verb.READ_RETURN_INPUTS)
def inputs(session: Session, actor: Actor, today: date) -> ReturnView:
    """The saved inputs, or those to begin with, and all that were saved before. A number that a later release no longer
    takes is left out."""
    row = session.get(Choice, RETURN)
    may_save = may(actor.person, Verb.SAVE_RETURN_INPUTS, INSTALLATION)
    if row is None:
        return ReturnView(Inputs(), "", 0, may_save=may_save)
    earlier = tuple(
        EarlierInputs(one.name, kept(Inputs, one.value), _who(one, today)) for one in session.scalars(_EARLIER)
    )
    return ReturnView(kept(Inputs, row.value), f"Saved by {_who(row, today)}", row.version, earlier, may_save)


def _who(row: Choice, today: date) -> str:
    """``Isla Munro, 18 Nov``."""
    return f"{row.author}, {long_day(local_day(row.at, settings().timezone), today)}"
