"""Calendar of a team: its huddles and what is due, as a subscribed calendar shows them, and the links to it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _
from vmboard.domain.text.patient_names import may_name_somebody
from vmboard.domain.views.reports import CalendarEntry, CalendarLine
from vmboard.domain.weeks import moment_of, moment_words, next_huddle
from vmboard.queries.series import team_row
from vmboard.store.directory import team_of_link
from vmboard.store.tables import Action, CalendarLink, Huddle, Member, Team

WEEKS_AHEAD = 8
SHORT = 2
AN_ACTION = "An action is due"
"""In place of words that may name somebody: a calendar is read on other people's servers."""


def link_of(session: Session, token_hash: str) -> CalendarLink | None:
    """The link with this hash that is not switched off; None where there is none."""
    team_id = team_of_link(session, token_hash)
    mine = select(CalendarLink).where(CalendarLink.team_id == team_id, CalendarLink.token_hash == token_hash)
    return session.scalar(mine.where(CalendarLink.revoked_at.is_(None))) if team_id is not None else None


@asks(Verb.READ_CALENDAR)
def calendar(session: Session, actor: Actor, team_id: int, today: date) -> tuple[Team, Sequence[CalendarEntry]]:
    """The huddles of the weeks to come, and the open actions that have a day. Of people it says initials alone."""
    team = team_row(session, team_id)
    held = session.scalar(select(Huddle.held_on).where(Huddle.team_id == team_id, Huddle.held_on == today))
    first = next_huddle(today, team.huddle_weekday, held)
    paused = team.paused_on is not None and team.paused_on <= today
    days = () if paused else [first + timedelta(weeks=week) for week in range(WEEKS_AHEAD)]
    huddles = [
        CalendarEntry(
            f"huddle-{day.isoformat()}-{team.slug}@vmboard", moment_of(day, team.huddle_time, team.timezone), 15,
            f"Huddle: {team.name}",
        )
        for day in days
    ]  # fmt: skip
    return team, (*huddles, *_actions(session, team))


def _actions(session: Session, team: Team) -> Sequence[CalendarEntry]:
    rows = session.execute(
        select(Action, Member.initials)
        .outerjoin(Member, (Member.team_id == Action.team_id) & (Member.id == Action.owner_id))
        .where(Action.team_id == team.id, Action.removed.is_(False), Action.done_on.is_(None), Action.due.is_not(None))
        .order_by(Action.due, Action.id)
    )
    names = _names(session, team.id)
    return [
        CalendarEntry(
            f"action-{row.id}-{team.slug}@vmboard", row.due, 0,
            " ".join(filter(None, (initials, words_of(row.text, names)))),
        )
        for row, initials in rows if row.due
    ]  # fmt: skip


def words_of(text: str, names: Mapping[str, str]) -> str:
    """An action's words with those of the team by their initials; where anybody else may be named, none of them."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", names[name], text, flags=re.I)
    return AN_ACTION if may_name_somebody(text) else text


def _names(session: Session, team_id: int) -> dict[str, str]:
    """Everybody who is or was on the team, by their name in full and by each part of it that is a name of its own."""
    people = session.execute(select(Member.name, Member.initials).where(Member.team_id == team_id)).all()
    whole = {name: initials for name, initials in people if name.strip()}
    parts = {part: initials for name, initials in whole.items() for part in name.split() if len(part) > SHORT}
    return parts | whole


@asks(Verb.READ_CALENDAR_LINKS)
def calendar_links(session: Session, actor: Actor, team_id: int, now: datetime) -> Sequence[CalendarLine]:
    """A team's calendar links, the newest first, with when each last asked."""
    rows = session.scalars(select(CalendarLink).where(CalendarLink.team_id == team_id).order_by(CalendarLink.id.desc()))
    return [
        CalendarLine(
            row.id, row.name,
            _("Asked {ago}", ago=moment_words(row.seen_at, now)) if row.seen_at else _("Not asked yet"),
            row.revoked_at is not None,
        )
        for row in rows
    ]  # fmt: skip
