"""PDSA cycles: a prediction, a test, what we saw, and what we decide."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import project_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.refusals import Refused
from vmboard.domain.text.clean import clean_text
from vmboard.domain.words import Decision, Step
from vmboard.store.tables import PdsaCycle

_STEPS = list(Step)
_WORDS = {"plan": "The plan", "prediction": "The prediction", "saw": "What we saw", "learned": "What we learned"}
_REACHED = {"saw": Step.STUDY, "learned": Step.ACT}


@asks
def start_cycle(
    session: Session, actor: Actor, team_id: int, project_id: int, *, plan: str, prediction: str, today: date
) -> PdsaCycle:
    """Start the next PDSA cycle of a project, with what the team thinks will happen."""
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    mine = select(func.max(PdsaCycle.number)).where(PdsaCycle.team_id == team_id, PdsaCycle.project_id == project_id)
    row = PdsaCycle(
        team_id=team_id, project_id=project_id, number=(session.scalar(mine) or 0) + 1, step=Step.PLAN,
        started_on=today, plan=_passage("plan", plan), prediction=_passage("prediction", prediction),
    )  # fmt: skip
    if not row.plan:
        raise Refused("Say what you will try.")
    if not row.prediction:
        raise Refused("Say what you think will happen, before you try it: that is how we learn.")
    return history.add(session, actor, "start cycle", row)


@asks
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
    with history.change(session, actor, "advance cycle", row):
        row.step = step
        row.saw = row.saw if saw is None else _passage("saw", saw)
        row.learned = row.learned if learned is None else _passage("learned", learned)
        row.decision = decision if decision is not None else row.decision
    return row


@asks
def change_cycle(session: Session, actor: Actor, team_id: int, cycle_id: int, **details: Any) -> PdsaCycle:
    """Change a cycle's words. Saying what was seen takes it to study, and what was learned to act."""
    with history.change(session, actor, "change cycle", cycle_row(session, team_id, cycle_id)) as row:
        for field, value in details.items():
            setattr(row, field, _passage(field, value))
            reached = _REACHED.get(field)
            if value and reached and _STEPS.index(row.step) < _STEPS.index(reached):
                row.step = reached
        if not row.prediction:
            raise Refused("Leave the prediction as it was: what we expected is what we learn from.")
    return row


@asks
def decide(session: Session, actor: Actor, team_id: int, cycle_id: int, *, decision: Decision | None) -> PdsaCycle:
    """End a cycle: adopt, adapt or abandon. None takes the decision back."""
    with history.change(session, actor, "decide cycle", cycle_row(session, team_id, cycle_id)) as row:
        row.decision = decision
        row.step = Step.ACT
    return row


def cycle_row(session: Session, team_id: int, cycle_id: int) -> PdsaCycle:
    row = session.get(PdsaCycle, (team_id, cycle_id))
    if row is None:
        raise Refused("That PDSA cycle is not on this team's board.")
    return row


def _passage(field: str, text: str) -> str:
    return clean_text(text, max_length=2000, what=_WORDS[field])
