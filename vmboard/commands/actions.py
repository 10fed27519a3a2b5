"""Actions agreed at a huddle: ticked, put off, dropped, and those that come round again."""

from datetime import date
from functools import partial
from typing import Annotated, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.above import hold_and_tell
from vmboard.commands.projects import project_row
from vmboard.commands.teams import member_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.actions.due import carried_to, comes_round
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.typed_fields import Words, cleaned
from vmboard.domain.weeks import long_day
from vmboard.store.tables import Action, History

MAX_LENGTH = 140
REPEATS = (1, 2, 4)
"""Weeks between two rounds of a repeating action: weekly, fortnightly, monthly."""
MOVED_ON = N_("Someone else has changed this action. Here is how it stands now.")


def _check_repeat(weeks: int | None) -> int | None:
    if weeks is not None and weeks not in REPEATS:
        raise Refused("An action comes round every week, every two weeks or every four.")
    return weeks


class ActionFields(TypedDict, total=False):
    text: Annotated[str, Words(MAX_LENGTH, "The action")]
    owner_id: int | None
    due: date | None
    repeat_weeks: Annotated[int | None, _check_repeat]


@asks(Verb.RAISE_ACTION)
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
    repeat_weeks: int | None = None,
) -> Action:
    """Add an action to the team's list. Raises Refused where it has no words or its owner is not on the team."""
    row = Action(team_id=team_id, raised_on=today, project_id=project_id)
    if project_id is not None:
        project_row(session, team_id, project_id)
    _set(session, row, {"text": text, "owner_id": owner_id, "due": due, "repeat_weeks": repeat_weeks})
    return history.add(session, actor, "raise action", row)


@asks(Verb.CHANGE_ACTION)
def change_action(
    session: Session,
    actor: Actor,
    team_id: int,
    action_id: int,
    *,
    version: int | None = None,
    **fields: Unpack[ActionFields],
) -> Action:
    """Change an action's words, owner, day or how often it comes round. Raises Refused, also for a day before the one
    on which it was raised, and Clash."""
    row = _held(session, team_id, action_id)
    if (due := fields.get("due")) is not None and due < row.raised_on:
        raise Refused(
            "It was raised on {day}, and that day is before. Look at it again.",
            day=partial(long_day, row.raised_on, due),
        )
    with history.change(session, actor, "change action", row, version=version):
        _set(session, row, fields)
    return row


@asks(Verb.COMPLETE_ACTION)
def complete(session: Session, actor: Actor, team_id: int, action_id: int, *, today: date) -> Action | None:
    """Tick an action; ticking it twice is ticking it once. Returns the next one, where it is a repeating action."""
    row = _held(session, team_id, action_id)
    if row.done_on is not None:
        return None
    if row.removed:
        raise Clash(MOVED_ON)
    with history.change(session, actor, "complete action", row):
        row.done_on = today
    if row.repeat_weeks is None or follower(session, row) is not None:
        return None
    upcoming = Action(
        team_id=team_id, text=row.text, owner_id=row.owner_id, project_id=row.project_id, raised_on=today,
        due=comes_round(row.due, row.repeat_weeks, today), repeat_weeks=row.repeat_weeks, follows_id=row.id,
    )  # fmt: skip
    return history.add(session, actor, "repeat action", upcoming)


@asks(Verb.REOPEN_ACTION)
def reopen(session: Session, actor: Actor, team_id: int, action_id: int) -> Action | None:
    """Take a tick off. The next one of a repeating action goes again where nobody has touched it: it is returned."""
    row = _held(session, team_id, action_id)
    upcoming = follower(session, row) if row.done_on is not None else None
    with history.change(session, actor, "reopen action", row):
        row.done_on = None
    if upcoming is None or upcoming.version != 1 or upcoming.done_on is not None:
        return None
    with history.change(session, actor, "take back action", upcoming):
        upcoming.removed = True
    return upcoming


@asks(Verb.CARRY_OVER_ACTION)
def carry_over(
    session: Session, actor: Actor, team_id: int, action_id: int, *, was: date | None, today: date
) -> Action:
    """Put an action off by a week, from the due day the person saw. Asking twice puts it off once. Raises Clash."""
    row = _held(session, team_id, action_id)
    to = carried_to(was, today)
    if row.due == to and row.carried:
        return row
    if row.due != was or row.removed or row.done_on is not None:
        raise Clash(MOVED_ON)
    with history.change(session, actor, "carry over action", row):
        row.due, row.carried = to, row.carried + 1
    return row


@asks(Verb.DROP_ACTION)
def drop(session: Session, actor: Actor, team_id: int, action_id: int, *, reason: str) -> None:
    """Take an action off the list without doing it, and say why; ``pick_up`` puts it back."""
    row = _held(session, team_id, action_id)
    reason = clean_text(reason, max_length=200, what=N_("The reason"))
    if not reason:
        raise Refused("Say why it is dropped, in a few words.")
    if row.done_on is not None or (row.removed and _why_dropped(session, row) != reason):
        raise Clash(MOVED_ON)
    with history.change(session, actor, "drop action", row, reason=reason):
        row.removed = True


@asks(Verb.PICK_UP_ACTION)
def pick_up(session: Session, actor: Actor, team_id: int, action_id: int) -> None:
    with history.change(session, actor, "pick up action", _held(session, team_id, action_id)) as row:
        row.removed = False


def follower(session: Session, row: Action) -> Action | None:
    """The next one that a repeating action has raised, while it is on the list."""
    mine = select(Action).where(Action.team_id == row.team_id, Action.follows_id == row.id, Action.removed.is_(False))
    return session.scalars(mine.order_by(Action.id)).first()


def _why_dropped(session: Session, row: Action) -> str | None:
    reasons = select(History.reason).where(
        History.team_id == row.team_id, History.noun == "action", History.row_key == str(row.id),
        History.verb == "drop action",
    )  # fmt: skip
    return session.scalars(reasons.order_by(History.revision.desc())).first()


def _held(session: Session, team_id: int, action_id: int) -> Action:
    """The action as it stands once other writers are through. The boards above that show it hear of it too."""
    hold_and_tell(session, team_id, action_id)
    return action_row(session, team_id, action_id)


def action_row(session: Session, team_id: int, action_id: int) -> Action:
    row = history.held_row(session, Action, team_id, action_id)
    if row is None:
        raise Refused("That action is not on this team's list.")
    return row


def _set(session: Session, row: Action, fields: ActionFields) -> None:
    values = cleaned(ActionFields, fields)
    if (owner_id := values.get("owner_id")) is not None:
        member_row(session, row.team_id, owner_id)
    for field, value in values.items():
        setattr(row, field, value)
    if not row.text:
        raise Refused("Say what is to be done.")
