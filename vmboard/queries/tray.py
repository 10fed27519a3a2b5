"""The tray of a team: what waits to be looked at, and the voices that were taken in."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _
from vmboard.domain.tray import origin_words, warning_of
from vmboard.domain.views.doors import Tray, TrayLine, VoiceLine
from vmboard.domain.weeks import long_day
from vmboard.domain.words import VoiceKind
from vmboard.store.columns import columns
from vmboard.store.tables import Measure, TrayItem, Voice

NEWEST = 10
_LAST_THANKS = (
    select(Voice.words, Voice.face)
    .where(
        Voice.team_id == bindparam("team"), Voice.kind == VoiceKind.THANKS, Voice.removed.is_(False),
        Voice.taken_on >= bindparam("since"), Voice.taken_on <= bindparam("today"),
    )
    .order_by(Voice.id.desc())
    .limit(1)
)  # fmt: skip
"""Written once: every board asks it."""


@asks(Verb.READ_TRAY)
def tray(session: Session, actor: Actor, team_id: int, today: date) -> Tray:
    """What waits, the oldest first, and what was taken in lately, the newest first."""
    waiting = select(TrayItem).where(TrayItem.team_id == team_id).order_by(TrayItem.id)
    taken = (
        select(Voice, Measure.name)
        .outerjoin(Measure, (Measure.team_id == Voice.team_id) & (Measure.id == Voice.measure_id))
        .where(Voice.team_id == team_id, Voice.removed.is_(False))
        .order_by(Voice.id.desc())
        .limit(NEWEST)
    )
    return Tray(
        tuple(_waiting(row, today) for row in session.scalars(waiting)),
        tuple(_taken(row, measure or "", today) for row, measure in session.execute(taken)),
    )


def waiting_in_tray(session: Session, team_id: int) -> int:
    """How many wait."""
    return session.scalar(select(func.count()).where(TrayItem.team_id == team_id)) or 0


@asks(Verb.READ_VOICES)
def voices_beside(session: Session, actor: Actor, team_id: int, measure_id: int, today: date) -> Sequence[VoiceLine]:
    """What people said of a measure in their own words, the newest first."""
    mine = select(Voice).where(
        Voice.team_id == team_id, Voice.measure_id == measure_id, Voice.removed.is_(False)
    )  # fmt: skip
    return [_taken(row, "", today) for row in session.scalars(mine.order_by(Voice.id.desc()).limit(3))]


def origin_of(session: Session, team_id: int, project_id: int, today: date) -> str:
    """``From a patient or family, week to 22 Nov``; empty for a project that did not come by a door."""
    mine = select(Voice).where(Voice.team_id == team_id, Voice.project_id == project_id, Voice.removed.is_(False))
    row = session.scalars(mine).first()
    if row is None:
        return ""
    return _("{origin}, week to {day}", origin=origin_words(row.face), day=long_day(row.week, today))


def last_thanks(session: Session, team_id: int, since: date | None, today: date) -> str:
    """The newest thank-you taken in after the last huddle, with whom it is from: what the wall celebrates meanwhile."""
    asked = {"team": team_id, "since": since or date.min, "today": today}
    return next((f"“{words}” {origin_words(face)}" for words, face in columns(session, _LAST_THANKS, asked)), "")


def _waiting(row: TrayItem, today: date) -> TrayLine:
    return TrayLine(
        row.id, row.kind, row.words, origin_words(row.face), _("Week to {day}", day=long_day(row.week, today)),
        warning_of(row.words),
    )  # fmt: skip


def _taken(row: Voice, measure: str, today: date) -> VoiceLine:
    return VoiceLine(
        row.kind, row.words, origin_words(row.face), long_day(row.taken_on, today), row.project_id, measure
    )
