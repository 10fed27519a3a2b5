"""The next steps of a new board: put away once a team has done with them, and brought back."""

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb


@asks(Verb.DISMISS_STEPS)
def dismiss_steps(session: Session, actor: Actor, team_id: int) -> None:
    with history.change(session, actor, "dismiss steps", team_row(session, team_id)) as row:
        row.steps_dismissed = True


@asks(Verb.RECALL_STEPS)
def recall_steps(session: Session, actor: Actor, team_id: int) -> None:
    with history.change(session, actor, "recall steps", team_row(session, team_id)) as row:
        row.steps_dismissed = False
