"""Escalation fan-out: who hears of what a team sent up: the teams that have it, or had it, show it on their boards
too."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.store.tables import EscalationMove


def moves_of(session: Session, team_id: int, action_id: int) -> Sequence[EscalationMove]:
    """What has become of an action that was sent up, oldest first."""
    mine = select(EscalationMove).where(EscalationMove.team_id == team_id, EscalationMove.action_id == action_id)
    return session.scalars(mine.order_by(EscalationMove.id)).all()


def hold_and_tell(session: Session, team_id: int, action_id: int, *also: int) -> None:
    """Wait for other writers of the team, and bump the revision of every team that shows this action, and of ``also``.

    All of them in the order of their ids, so that two who change what both teams show never wait for each other.
    """
    told: set[int] = set()
    while rest := ({team_id, *also} | _holders(session, team_id, action_id)) - told:
        for one in sorted(rest):
            if one == team_id:
                history.hold(session, one)
            else:
                history.advance(session, one)
        told |= rest


def _holders(session: Session, team_id: int, action_id: int) -> set[int]:
    mine = select(EscalationMove.to_team_id).where(
        EscalationMove.team_id == team_id, EscalationMove.action_id == action_id
    )
    return set(session.scalars(mine))
