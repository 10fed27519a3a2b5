"""iCalendar feed: a team's huddles and due actions behind a secret link, for the calendar people already have.

Whoever has the link sees initials, what is due and when, and no figures; it changes nothing, and is switched off on the
page Reports. A link that is off, or was never one, is not found.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event
from sqlalchemy.exc import DBAPIError, TimeoutError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from vmboard.commands.calendar import note_asked
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.refusals import Busy
from vmboard.domain.views.reports import CalendarEntry
from vmboard.queries.calendar import calendar, link_of
from vmboard.settings import today_at
from vmboard.store.engine import engine, reading, transaction
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Team
from vmboard.web.away import AWAY

READER = Actor("Calendar link", person=APP)
"""Reads the one calendar of the link's own team, and nothing else."""
SELDOM = timedelta(minutes=10)
"""How often it is noted that a link was asked for."""
HEADERS = {
    "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
}  # fmt: skip


async def feed(request: Request) -> Response:
    """``text/calendar`` of the link's team; 404 where there is no such link, 503 while the database is away."""
    try:
        made = await asyncio.to_thread(_feed, request.path_params["token"], datetime.now(UTC))
    except (DBAPIError, TimeoutError):
        return Response(None, 503, HEADERS)
    return Response(made, 200, HEADERS, "text/calendar") if made else Response(None, 404, HEADERS)


def _feed(token: str, now: datetime) -> bytes:
    bind = engine()
    with reading(bind) as session:
        link = link_of(session, hash_of(token))
        if link is None:
            return b""
        team_id, link_id, seen_at = link.team_id, link.id, link.seen_at
        today = today_at(now, session.get_one(Team, team_id).timezone)
        team, entries = calendar(session, READER, team_id, today)
        made = as_ical(team.name, entries, now)
    if seen_at is None or now - seen_at > SELDOM:
        with (
            suppress(Busy, AWAY),
            transaction(bind, now=now) as session,
        ):  # it is there to read all the same
            note_asked(session, team_id, link_id, now)
    return made


def as_ical(name: str, entries: Sequence[CalendarEntry], now: datetime) -> bytes:
    """A calendar as RFC 5545 has it. An entry keeps its UID for good, so that it moves and does not double; its DTSTAMP
    is now, for an entry that seems no newer than the last is left as it was by some calendars."""
    made = Calendar()
    made.add("prodid", "-//vmboard//vmboard//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT1H")  # the same for Outlook
    for entry in entries:
        made.add_component(_event(entry, now))
    return bytes(made.to_ical())


def _event(entry: CalendarEntry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("summary", entry.title)
    if isinstance(entry.at, datetime):
        event.add("dtstart", entry.at.astimezone(UTC))
        event.add("dtend", entry.at.astimezone(UTC) + timedelta(minutes=entry.minutes))
    else:
        assert isinstance(entry.at, date)
        event.add("dtstart", entry.at)
        event.add("dtend", entry.at + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event


def routes() -> list[Route]:
    return [Route("/calendar/{token}.ics", feed)]
