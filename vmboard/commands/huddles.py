"""Huddles that were held."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.domain.access import Actor
from vmboard.domain.refusals import Refused
from vmboard.domain.text import clean_text
from vmboard.store.tables import Huddle


def hold_huddle(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    held_on: date,
    minutes: int | None = None,
    people: int | None = None,
    professions: str = "",
    notes: str = "",
    celebration: str = "",
) -> Huddle:
    """Record a huddle. A second record of the same day corrects the first."""
    if not 0 <= (minutes or 0) <= 600 or not 0 <= (people or 0) <= 500:
        raise Refused("Check the minutes and the number of people: they look too large.")
    words = {
        "professions": clean_text(professions, max_length=200, what="Professions"),
        "notes": clean_text(notes, max_length=5000, what="The notes"),
        "celebration": clean_text(celebration, max_length=90, what="The celebration"),
    }
    history.hold(session, team_id)
    row = session.scalar(select(Huddle).where(Huddle.team_id == team_id, Huddle.held_on == held_on))
    if row is None:
        fresh = Huddle(team_id=team_id, held_on=held_on, minutes=minutes, people=people, **words)
        return history.add(session, actor, "hold huddle", fresh)
    with history.change(session, actor, "correct huddle", row):
        row.minutes, row.people = minutes, people
        row.professions, row.notes, row.celebration = (
            words["professions"],
            words["notes"],
            words["celebration"],
        )
    return row
