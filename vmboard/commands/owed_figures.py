"""Delegated data entry: a data owner outside the team gives the figures that a team waits for, and no others.

Whether a figure is theirs the measure says, by its data owner; once that is so it is taken as any other is.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.figures import Question, Typed, answer_doubt, type_figure
from vmboard.commands.measures import measure_row
from vmboard.domain.access.actor import Actor, NotAllowed, asks
from vmboard.domain.access.permissions import APP
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.store.tables import DataPoint

NOT_YOURS = N_("That figure is not yours to give. Ask the team whom it waits for.")


@asks(Verb.TYPE_OWED_FIGURE)
def type_owed_figure(
    session: Session, actor: Actor, team_id: int, measure_id: int, week: date, typed: Typed, *, today: date,
    question: Question,
) -> DataPoint | None:  # fmt: skip
    """Record a figure that one owes; as ``type_figure`` does, which raises Refused and Clash."""
    clerk = _theirs(session, actor, team_id, measure_id)
    return type_figure(session, clerk, team_id, measure_id, week, typed, today=today, question=question)


@asks(Verb.ANSWER_OWED_DOUBT)
def answer_owed_doubt(
    session: Session, actor: Actor, team_id: int, measure_id: int, week: date, *, version: int
) -> DataPoint:
    """Say that a figure one gave is right as it stands; as ``answer_doubt`` does, which raises Refused and Clash."""
    return answer_doubt(
        session, _theirs(session, actor, team_id, measure_id), team_id, measure_id, week, version=version
    )  # fmt: skip


def _theirs(session: Session, actor: Actor, team_id: int, measure_id: int) -> Actor:
    """The same person, who may put in this one figure. Raises NotAllowed where it waits for somebody else: then as
    where there is no such measure, so that nothing is learned of it."""
    history.hold(session, team_id)
    try:
        measure = measure_row(session, team_id, measure_id)
    except Refused:
        raise NotAllowed(NOT_YOURS) from None
    if not actor.person.is_app and not actor.person.owes(measure.data_owner):
        raise NotAllowed(NOT_YOURS)
    return replace(actor, person=APP)
