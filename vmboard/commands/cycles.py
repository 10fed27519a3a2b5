"""PDSA cycles: a prediction, a test, what we saw, and what we decide."""

from datetime import date
from typing import Annotated, TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import project_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.typed_fields import Words, cleaned
from vmboard.domain.words import Decision, Step
from vmboard.store.tables import PdsaCycle

_STEPS = list(Step)
_REACHED = {"saw": Step.STUDY, "learned": Step.ACT}


class CycleFields(TypedDict, total=False):
    plan: Annotated[str, Words(2000, "The plan")]
    prediction: Annotated[str, Words(2000, "The prediction")]
    saw: Annotated[str, Words(2000, "What we saw")]
    learned: Annotated[str, Words(2000, "What we learned")]


@asks(Verb.START_CYCLE)
def start_cycle(
    session: Session, actor: Actor, team_id: int, project_id: int, *, plan: str, prediction: str, today: date
) -> PdsaCycle:
    """Start the next PDSA cycle of a project, with what the team thinks will happen."""
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    mine = select(func.max(PdsaCycle.number)).where(PdsaCycle.team_id == team_id, PdsaCycle.project_id == project_id)
    row = PdsaCycle(
        team_id=team_id, project_id=project_id, number=(session.scalar(mine) or 0) + 1, step=Step.PLAN,
        started_on=today, **cleaned(CycleFields, {"plan": plan, "prediction": prediction}),
    )  # fmt: skip
    if not row.plan:
        raise Refused("Say what you will try.")
    if not row.prediction:
        raise Refused("Say what you think will happen, before you try it: that is how we learn.")
    return history.add(session, actor, "start cycle", row)


@asks(Verb.ADVANCE_CYCLE)
def advance_cycle(
    session: Session,
    actor: Actor,
    team_id: int,
    cycle_id: int,
    *,
    step: Step,
    saw: str | None = None,
    learned: str | None = None,
    decision: Decision | None = None,
) -> PdsaCycle:
    """Take a PDSA cycle to another step, with what was seen, learned and decided so far."""
    row = cycle_row(session, team_id, cycle_id)
    said = {name: words for name, words in (("saw", saw), ("learned", learned)) if words is not None}
    with history.change(session, actor, "advance cycle", row):
        row.step = step
        for field, value in cleaned(CycleFields, said).items():
            setattr(row, field, value)
        row.decision = decision if decision is not None else row.decision
    return row


@asks(Verb.CHANGE_CYCLE)
def change_cycle(
    session: Session, actor: Actor, team_id: int, cycle_id: int, **fields: Unpack[CycleFields]
) -> PdsaCycle:
    """Change a cycle's words. Saying what was seen takes it to study, and what was learned to act."""
    with history.change(session, actor, "change cycle", cycle_row(session, team_id, cycle_id)) as row:
        for field, words in cleaned(CycleFields, fields).items():
            was = getattr(row, field)
            setattr(row, field, words)
            reached = _REACHED.get(field) if words != was else None
            if words and reached and _STEPS.index(row.step) < _STEPS.index(reached):
                row.step = reached
        if not row.prediction:
            raise Refused("Leave the prediction as it was: what we expected is what we learn from.")
    return row


@asks(Verb.DECIDE_CYCLE)
def decide(session: Session, actor: Actor, team_id: int, cycle_id: int, *, decision: Decision | None) -> PdsaCycle:
    """End a cycle: adopt, adapt or abandon. None takes the decision back."""
    with history.change(session, actor, "decide cycle", cycle_row(session, team_id, cycle_id)) as row:
        if row.decision is not decision:
            row.decision, row.step = decision, Step.ACT
    return row


def cycle_row(session: Session, team_id: int, cycle_id: int) -> PdsaCycle:
    row = history.held_row(session, PdsaCycle, team_id, cycle_id)
    if row is None:
        raise Refused("That PDSA cycle is not on this team's board.")
    return row
