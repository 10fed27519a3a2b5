"""Where a measure stands: its place in the box score, on the wall or off it, or only watched."""

from datetime import date

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row, measures_in_use, reason_given
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.store.tables import Measure

STEP = 1000
"""How far apart places are laid out, so that a measure moved in between leaves the others where they are."""


@asks(Verb.MOVE_MEASURE)
def move_measure(session: Session, actor: Actor, team_id: int, measure_id: int, *, before: int | None) -> None:
    """Move a measure in front of another, or with None to the end of its domain.

    Where it goes is said by a neighbour and not by a list, so that two people who arrange at once both get their way.
    """
    history.hold(session, team_id)
    row = measure_row(session, team_id, measure_id)
    others = [one for one in measures_in_use(session, team_id) if one.id != measure_id]
    place = _place(others, row, before)
    order = [*others[:place], row, *others[place:]]
    if [one.id for one in order] == [one.id for one in measures_in_use(session, team_id)]:
        return
    low = others[place - 1].position if place else 0
    high = others[place].position if place < len(others) else low + 2 * STEP
    with history.together(session, team_id):
        if high - low < 2:  # no room between the two: lay them all out anew
            for number, one in enumerate(order, start=1):
                with history.change(session, actor, "move measure" if one is row else "make room", one):
                    one.position = number * STEP
        else:
            with history.change(session, actor, "move measure", row):
                row.position = (low + high) // 2


@asks(Verb.SHOW_MEASURE)
def show_measure(session: Session, actor: Actor, team_id: int, measure_id: int, *, on_wall: bool) -> Measure:
    """Show a measure on the wall, or leave it to the lists and charts."""
    with history.change(session, actor, "change measure", measure_row(session, team_id, measure_id)) as row:
        row.on_wall = on_wall
    return row


@asks(Verb.RETIRE_MEASURE)
def retire_measure(session: Session, actor: Actor, team_id: int, measure_id: int, *, reason: str, today: date) -> None:
    """Watch a measure that holds only monthly: it leaves the wall, and comes back by itself when it turns Worse."""
    row, why = measure_row(session, team_id, measure_id), reason_given(reason)
    with history.change(session, actor, "retire measure", row, reason=why):
        if row.retired_on is not None:
            raise Refused("{name} is watched monthly already.", name=row.name)
        row.retired_on = today


@asks(Verb.BRING_BACK_MEASURE)
def bring_back_measure(session: Session, actor: Actor, team_id: int, measure_id: int) -> None:
    """Ask for a retired measure every week again, and show it on the wall as before."""
    with history.change(session, actor, "bring back measure", measure_row(session, team_id, measure_id)) as row:
        row.retired_on = None


def _place(others: list[Measure], row: Measure, before: int | None) -> int:
    """The index among the others at which the measure goes in."""
    if before is None:
        mine = [place for place, one in enumerate(others) if one.domain is row.domain]
        return max(mine) + 1 if mine else len(others)
    beside = next((place for place, one in enumerate(others) if one.id == before), None)
    if beside is None:
        raise Refused("The measure it was moved beside is gone. Load the page again.")
    return beside
