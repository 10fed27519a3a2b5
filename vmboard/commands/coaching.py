"""The answers to the five coaching questions, kept with the project they are about."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import change_project, project_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.huddles.sections import QUESTIONS
from vmboard.domain.text.clean import clean_text
from vmboard.domain.words import Step
from vmboard.store.tables import PdsaCycle, Project

FIELDS = {question.field: question for question in QUESTIONS}
_ORDER = list(Step)


def cycle_talked_of(session: Session, team_id: int, project_id: int) -> PdsaCycle | None:
    """The PDSA cycle a huddle asks about: the newest, until something was decided of it."""
    mine = select(PdsaCycle).where(PdsaCycle.team_id == team_id, PdsaCycle.project_id == project_id)
    row = session.scalars(mine.order_by(PdsaCycle.number.desc())).first()
    return None if row is None or row.decision is not None else row


@asks
def answer(
    session: Session, actor: Actor, team_id: int, project_id: int, *, field: str, text: str, today: date
) -> None:
    """Write an answer down. The first words about a test that nobody began start its PDSA cycle."""
    history.hold(session, team_id)
    if FIELDS[field].of_project:
        change_project(session, actor, team_id, project_id, next_step=text)
        return
    project_row(session, team_id, project_id)
    text = clean_text(text, max_length=2000, what=f"“{FIELDS[field].words}”")
    cycle = cycle_talked_of(session, team_id, project_id)
    if cycle is None:
        if text:
            _start(session, actor, team_id, project_id, field, text, today)
        return
    with history.change(session, actor, "answer question", cycle):
        setattr(cycle, field, text)
        if text and _ORDER.index(cycle.step) < _ORDER.index(_step(field)):
            cycle.step = _step(field)


def _start(session: Session, actor: Actor, team_id: int, project_id: int, field: str, text: str, today: date) -> None:
    """The next cycle, with no more than the words there are: a huddle fills it in as it goes."""
    mine = select(func.max(PdsaCycle.number)).where(PdsaCycle.team_id == team_id, PdsaCycle.project_id == project_id)
    row = PdsaCycle(
        team_id=team_id, project_id=project_id, number=(session.scalar(mine) or 0) + 1, step=_step(field),
        started_on=today, plan="", prediction="", saw="", learned="",
    )  # fmt: skip
    setattr(row, field, text)
    history.add(session, actor, "start cycle", row)


def _step(field: str) -> Step:
    """The step that a cycle has reached once these words are there."""
    return {"saw": Step.STUDY, "learned": Step.ACT}.get(field, Step.PLAN)


class Answers:
    """What a project's boxes show in a huddle: of its PDSA cycle, and of the project itself."""

    def __init__(self, project: Project, cycle: PdsaCycle | None) -> None:
        for question in QUESTIONS:
            source = project if question.of_project else cycle
            setattr(self, question.field, getattr(source, question.field) if source is not None else "")


def answers(session: Session, team_id: int, project_id: int) -> Answers:
    return Answers(project_row(session, team_id, project_id), cycle_talked_of(session, team_id, project_id))
