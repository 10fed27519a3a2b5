"""Change notes: what changed on a day, in a few words on a measure's chart."""

from datetime import date

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.store.tables import ChangeNote

LONGEST = 40


@asks(Verb.NOTE_CHANGE)
def note_change(
    session: Session, actor: Actor, team_id: int, measure_id: int, *, day: date | None, text: str, today: date
) -> ChangeNote:
    """Note on a measure's chart what changed on a day: ``New bay opened``. Raises Refused."""
    measure_row(session, team_id, measure_id)
    text = " ".join(clean_text(text, max_length=LONGEST, what=N_("What changed")).split())
    if not text:
        raise Refused("Say what changed, in a few words.")
    if day is None or day > today:
        raise Refused("Say on which day it changed: today, or a day before.")
    row = ChangeNote(team_id=team_id, measure_id=measure_id, day=day, text=text, removed=False)
    return history.add(session, actor, "note change", row)


@asks(Verb.TAKE_BACK_CHANGE_NOTE)
def take_back(session: Session, actor: Actor, team_id: int, note_id: int) -> None:
    """Take a note off the chart. Twice is once; history puts it back."""
    row = history.held_row(session, ChangeNote, team_id, note_id)
    if row is None:
        raise Refused("That note is not on this team's charts.")
    with history.change(session, actor, "take back change note", row):
        row.removed = True
