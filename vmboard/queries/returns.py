"""What a return is worked out from: numbers somebody saved, with their name and the day."""

from datetime import date

from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.dials import adjusted
from vmboard.domain.impact.return_on_investment import Inputs
from vmboard.domain.views.impact import ReturnView
from vmboard.domain.weeks import long_day
from vmboard.store.tables import Choice

NAME = "return"


@asks
def inputs(session: Session, actor: Actor, today: date) -> ReturnView:
    """The saved inputs, or those to begin with. A number that a later release no longer takes is left out."""
    row = session.get(Choice, NAME)
    if row is None:
        return ReturnView(Inputs(), "", 0)
    known = {name: number for name, number in row.value.items() if name in vars(Inputs())}
    return ReturnView(
        adjusted(Inputs(), **known), f"Saved by {row.author}, {long_day(row.at.date(), today)}", row.version
    )
