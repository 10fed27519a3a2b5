"""Wall screens: the list people see, and the one a link opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.displays import Painting, Standing
from vmboard.domain.text.catalogue import _
from vmboard.domain.text.folding import natural
from vmboard.domain.views.displays import DisplayLine
from vmboard.domain.weeks import local, local_day, short_day
from vmboard.domain.words import Face
from vmboard.store.directory import team_of_link
from vmboard.store.tables import Display, Team

TOLD = (
    Display.last_seen_at, Display.told_at, Display.painted_at, Display.painted_revision, Display.viewport_width,
    Display.viewport_height, Display.text_px,
)  # fmt: skip
"""What a screen told of itself."""


@dataclass(frozen=True)
class Screen:
    """What a display's link opens: its team, and how this screen shows it."""

    display_id: int
    team_id: int
    timezone: str
    overview_seconds: int
    focus_seconds: int
    dark_from: time
    dark_until: time
    revoked: bool
    face: Face = Face.STAFF


def screen_of(session: Session, token_hash: str) -> Screen | None:
    """The screen a link opens; None where no link has this hash."""
    team_id = team_of_link(session, token_hash)
    mine = select(Display).where(Display.team_id == team_id, Display.token_hash == token_hash)
    row = session.scalar(mine) if team_id is not None else None
    if row is None:
        return None
    timezone = session.get_one(Team, row.team_id).timezone
    return Screen(
        row.id, row.team_id, timezone, row.overview_seconds, row.focus_seconds, row.dark_from, row.dark_until,
        row.revoked_at is not None, row.face,
    )  # fmt: skip


@asks(Verb.READ_DISPLAYS)
def displays(session: Session, actor: Actor, team_id: int, now: datetime) -> Sequence[DisplayLine]:
    """A team's screens with when each was last seen, in words, and why one of them cannot be read."""
    zone = session.get_one(Team, team_id).timezone
    rows = session.scalars(select(Display).where(Display.team_id == team_id).order_by(Display.id))
    return [_line(row, now, zone) for row in sorted(rows, key=lambda row: natural(row.name))]


def _line(d: Display, now: datetime, zone: str) -> DisplayLine:
    standing = standing_of(d)
    return DisplayLine(
        d.id, d.name, d.place, _seen(d.last_seen_at, now, zone), standing.is_silent(now), d.revoked_at is not None,
        d.version, d.overview_seconds, d.focus_seconds, d.dark_from, d.dark_until, d.face,
        standing.mark(now), standing.trouble(now, zone),
    )  # fmt: skip


def standing_of(d: Any) -> Standing:
    """How a screen stands, from its row or a row of the columns in ``TOLD``."""
    painting = None
    if d.painted_at is not None and d.viewport_width and d.viewport_height and d.text_px is not None:
        painting = Painting(d.painted_at, d.painted_revision, d.viewport_width, d.viewport_height, d.text_px)
    return Standing(d.last_seen_at, d.told_at, painting)


def _seen(at: datetime | None, now: datetime, zone: str) -> str:
    if at is None:
        return _("Not seen yet")
    ago = now - at
    if ago < timedelta(minutes=3):
        return _("Seen just now")
    day, clock = local_day(at, zone), f"{local(at, zone):%H:%M}"
    if day == local_day(now, zone):
        return _("Seen today {time}", time=clock)
    return _("Seen {day} {time}", day=short_day(day), time=clock)
