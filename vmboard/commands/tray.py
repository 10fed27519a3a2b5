"""The tray: what was left at a door waits there, is taken in by a member, or is declined without a trace."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row
from vmboard.commands.projects import add_project
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.tray import FULL, MOST_WAITING, screened, title_of
from vmboard.domain.weeks import week_ending
from vmboard.domain.words import Face, VoiceKind
from vmboard.store.tables import Team, TrayItem, Voice

GONE = N_("Somebody has looked at that already. It is not in the tray any more.")


@asks(Verb.PUT_IN_TRAY)
def put_in_tray(
    session: Session, actor: Actor, team_id: int, *, face: Face, kind: VoiceKind, words: str, today: date
) -> TrayItem:
    """Leave an idea or a thank-you for the team to look at. The day it came is kept as its week. Raises Refused."""
    text = screened(words, kind)
    history.hold(session, team_id)
    waiting = session.scalar(select(func.count()).where(TrayItem.team_id == team_id)) or 0
    if waiting >= MOST_WAITING:
        raise Refused(FULL)
    week = week_ending(today, session.get_one(Team, team_id).week_ends_on)
    last = session.scalar(select(func.max(TrayItem.id)).where(TrayItem.team_id == team_id)) or 0
    id_ = max(last + 1, round(session.info["now"].timestamp() * 1000))
    row = TrayItem(team_id=team_id, id=id_, face=face, kind=kind, words=text, week=week)
    session.add(row)
    session.flush()
    return row


@asks(Verb.ACCEPT_FROM_TRAY)
def accept_from_tray(
    session: Session, actor: Actor, team_id: int, item_id: int, *, today: date, measure_id: int | None = None
) -> Voice:
    """Take it in: an idea becomes a card among the ideas, a thank-you what the wall celebrates. With a measure, the
    words stand beside it. Raises Refused where somebody was first."""
    item = _item(session, team_id, item_id)
    if measure_id is not None:
        measure_row(session, team_id, measure_id)
    with history.together(session, team_id):
        project = None
        if item.kind is VoiceKind.IDEA:
            project = add_project(
                session, actor, team_id, title=title_of(item.words), change_idea=item.words, today=today
            )
        voice = Voice(
            team_id=team_id, face=item.face, kind=item.kind, words=item.words, week=item.week, taken_on=today,
            project_id=project.id if project else None, measure_id=measure_id,
        )  # fmt: skip
        history.add(session, actor, "accept from tray", voice)
    session.delete(item)
    session.flush()
    return voice


@asks(Verb.DECLINE_FROM_TRAY)
def decline_from_tray(session: Session, actor: Actor, team_id: int, item_id: int) -> None:
    """Let it go: nothing of it is kept. Raises Refused where somebody was first."""
    session.delete(_item(session, team_id, item_id))
    session.flush()


def _item(session: Session, team_id: int, item_id: int) -> TrayItem:
    item = history.held_row(session, TrayItem, team_id, item_id)
    if item is None:
        raise Refused(GONE)
    return item
