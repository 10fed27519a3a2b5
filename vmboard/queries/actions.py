"""The team's actions: what is open, what was done lately, and what was dropped and why."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.actions.due import repeat_words
from vmboard.domain.actions.line import carried_words
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.actions import Actions, ActionView
from vmboard.domain.views.escalations import EscalationView
from vmboard.domain.weeks import due_words, long_day
from vmboard.queries.escalations import of_actions
from vmboard.store.tables import Action, History, Member

LATELY = timedelta(days=14)
MOST_DROPPED = 20

People = dict[int, Member]
SentUp = dict[int, EscalationView]


@asks(Verb.READ_ACTIONS)
def actions(session: Session, actor: Actor, team_id: int, today: date, *, whole: bool = True) -> Actions:
    """The actions of a team on ``today``. Without ``whole``: those open, and those done today, to be undone."""
    since = today - LATELY if whole else today
    wanted = select(Action).where(
        Action.team_id == team_id, Action.removed.is_(False), or_(Action.done_on.is_(None), Action.done_on >= since)
    )
    people, rows = _people(session, team_id), list(session.scalars(wanted))
    sent = of_actions(session, team_id, today)
    waiting = sorted((row for row in rows if row.done_on is None), key=lambda a: (a.due or date.max, a.id))
    done = sorted((r for r in rows if r.done_on is not None), key=lambda a: (a.done_on or today, a.id), reverse=True)
    return Actions(
        tuple(_view(row, people, sent, today) for row in waiting),
        tuple(_view(row, people, sent, today) for row in done),
        _dropped(session, team_id, people, today) if whole else (),
    )


@asks(Verb.READ_ACTION)
def action(session: Session, actor: Actor, team_id: int, action_id: int, today: date) -> ActionView:
    """One action. Raises Refused where the team has none such."""
    row = session.get(Action, (team_id, action_id))
    if row is None:
        raise Refused("That action is not on this team's list.")
    return _view(row, _people(session, team_id), of_actions(session, team_id, today), today)


def _dropped(session: Session, team_id: int, people: People, today: date) -> tuple[ActionView, ...]:
    """The newest that somebody dropped, each with the reason: it is kept in the history."""
    dropped = and_(History.team_id == team_id, History.noun == "action", History.verb == "drop action")
    reasons: dict[str, str] = {}
    order: dict[str, int] = {}
    notes = select(History.row_key, History.reason, History.revision).where(dropped).order_by(History.revision.desc())
    for key, reason, revision in session.execute(notes.limit(5 * MOST_DROPPED)):
        reasons.setdefault(key, reason)
        order.setdefault(key, revision)
    gone = select(Action).where(Action.team_id == team_id, Action.removed.is_(True), Action.id.in_(map(int, reasons)))
    rows: Iterable[Action] = sorted(session.scalars(gone), key=lambda a: order[str(a.id)], reverse=True)
    return tuple(_view(row, people, {}, today, reasons[str(row.id)]) for row in list(rows)[:MOST_DROPPED])


def _people(session: Session, team_id: int) -> People:
    return {one.id: one for one in session.scalars(select(Member).where(Member.team_id == team_id))}


def _view(row: Action, people: People, sent: SentUp, today: date, reason: str = "") -> ActionView:
    owner, up = people.get(row.owner_id or 0), sent.get(row.id)
    return ActionView(
        action_id=row.id,
        version=row.version,
        text=row.text,
        raised_on=row.raised_on,
        owner_id=row.owner_id,
        owner=owner.initials if owner else "",
        owner_name=owner.name if owner else "",
        due=row.due,
        due_text=due_words(row.due, today),
        late=bool(row.due and row.due < today),
        soon=row.due == today,
        carried_text=carried_words(row.carried),
        repeat_weeks=row.repeat_weeks,
        repeat_text=repeat_words(row.repeat_weeks),
        escalated_on=up.asked_on if up else None,
        escalated_text=up.says if up else "",
        escalated_turns=". ".join(filter(None, (up.turns, up.due_says))) if up else "",
        escalation=up.reason if up else "",
        is_with=up.holder if up and up.is_open else "",
        done_on=row.done_on,
        done_text=_done(row.done_on, today) if row.done_on else "",
        removed=row.removed,
        reason=reason,
    )


def _done(day: date, today: date) -> str:
    return _("Done today") if day == today else _("Done {day}", day=long_day(day, today))
