"""Actions agreed at a huddle."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import project_row
from vmboard.commands.teams import member_row
from vmboard.domain.access import Actor
from vmboard.domain.refusals import Refused
from vmboard.domain.text import clean_text
from vmboard.store.tables import Action

MAX_LENGTH = 140


def raise_action(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    text: str,
    today: date,
    owner_id: int | None = None,
    due: date | None = None,
    project_id: int | None = None,
) -> Action:
    """Add an action to the team's list. Raises Refused where it has no words or its owner is not on the team."""
    row = Action(team_id=team_id, raised_on=today, project_id=project_id)
    if project_id is not None:
        project_row(session, team_id, project_id)
    _set(session, row, {"text": text, "owner_id": owner_id, "due": due})
    return history.add(session, actor, "raise action", row)


def change_action(
    session: Session,
    actor: Actor,
    team_id: int,
    action_id: int,
    *,
    version: int | None = None,
    **details: Any,
) -> Action:
    """Change an action's ``text``, ``owner_id`` or ``due``. Raises Refused and Clash."""
    row = action_row(session, team_id, action_id)
    with history.change(session, actor, "change action", row, version=version):
        _set(session, row, details)
    return row


def complete(session: Session, actor: Actor, team_id: int, action_id: int, *, today: date) -> None:
    """Tick an action; ticking it twice is ticking it once."""
    row = action_row(session, team_id, action_id)
    if row.done_on is None:
        with history.change(session, actor, "complete action", row):
            row.done_on = today


def reopen(session: Session, actor: Actor, team_id: int, action_id: int) -> None:
    with history.change(session, actor, "reopen action", action_row(session, team_id, action_id)) as row:
        row.done_on = None


def drop(session: Session, actor: Actor, team_id: int, action_id: int, *, reason: str) -> None:
    """Take an action off the list without doing it; ``pick_up`` puts it back."""
    row = action_row(session, team_id, action_id)
    reason = clean_text(reason, max_length=200, what="The reason")
    with history.change(session, actor, "drop action", row, reason=reason):
        row.removed = True


def pick_up(session: Session, actor: Actor, team_id: int, action_id: int) -> None:
    with history.change(session, actor, "pick up action", action_row(session, team_id, action_id)) as row:
        row.removed = False


def action_row(session: Session, team_id: int, action_id: int) -> Action:
    row = session.get(Action, (team_id, action_id))
    if row is None:
        raise Refused("That action is not on this team's list.")
    return row


def _set(session: Session, row: Action, details: dict[str, Any]) -> None:
    for field, value in details.items():
        if field == "text":
            row.text = clean_text(value, max_length=MAX_LENGTH, what="The action")
        elif field == "owner_id":
            row.owner_id = None if value is None else member_row(session, row.team_id, value).id
        elif field == "due":
            row.due = value
        else:
            raise ValueError(f"{field} is not something an action has")
    if not row.text:
        raise Refused("Say what is to be done.")
