"""Archive of reports: what was made and what is on its way, what is made by itself, and the bytes as they were."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, NotAllowed, asks
from vmboard.domain.access.keeping import CHOSEN, Keeping
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.reports.archive import Taken, may_take
from vmboard.domain.reports.letters import Posted, Progress, Way
from vmboard.domain.reports.words import Format, Kind, State
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.reports import ReportLine, ScheduleLine
from vmboard.domain.weeks import local, local_day, weekday_dated, weekday_day
from vmboard.settings import settings
from vmboard.store.choices import chosen
from vmboard.store.tables import Letter, Report, ReportFile, Schedule, Team

SHOWN = 40


@asks(Verb.READ_ARCHIVE)
def archive(session: Session, actor: Actor, team_id: int, now: datetime, most: int = SHOWN) -> Sequence[ReportLine]:
    """What was made of a team, or is being made, the newest first."""
    mine = (Report.team_id == team_id) & (Report.kind != Kind.PACK)
    return _lines(session, mine, now, session.get_one(Team, team_id).timezone, most)


def kept_months(session: Session, today: date) -> int:
    """How long what was made is kept, 0 for ever: whoever wants it longer takes it away."""
    return chosen(session, CHOSEN, Keeping, today).values.report_months


@asks(Verb.READ_PACKS)
def packs(session: Session, actor: Actor, now: datetime, most: int = SHOWN) -> Sequence[ReportLine]:
    """The packs that the actor asked for, the newest first."""
    mine = (Report.kind == Kind.PACK) & (Report.asked_key == actor.key)
    return _lines(session, mine, now, settings().timezone, most)


def _lines(
    session: Session, which: ColumnElement[bool], now: datetime, zone: str, most: int
) -> Sequence[ReportLine]:  # fmt: skip
    rows = session.scalars(select(Report).where(which).order_by(Report.id.desc()).limit(most)).all()
    formats: dict[int, list[Format]] = defaultdict(list)
    files = select(ReportFile.report_id, ReportFile.format).where(
        ReportFile.team_id.in_({row.team_id for row in rows}), ReportFile.report_id.in_([row.id for row in rows])
    )
    for report_id, form in session.execute(files):
        formats[report_id].append(form)
    posted = _posted(session, rows, now, zone)
    return [
        ReportLine(
            row.id, row.kind, row.audience, row.title, row.state, row.done, row.of, row.asked_by,
            _when(row.made_at or row.asked_at, now, zone), row.revision,
            tuple(sorted(formats[row.id], key=list(Format).index)), row.day, row.slot is not None,
            tuple(posted[row.id]),
        )
        for row in rows if row.state is not State.CANCELLED
    ]  # fmt: skip


def _posted(session: Session, rows: Sequence[Report], now: datetime, zone: str) -> Mapping[int, list[Posted]]:
    """How far the letters of each report have come, those alike together."""
    mailed = [row for row in rows if row.mail]
    if not mailed:
        return defaultdict(list)
    is_mail = (Letter.account_id > literal(0, literal_execute=True)).label("is_mail")
    alike = Letter.report_id, is_mail, Letter.progress, Letter.trouble
    counts = (
        select(*alike, func.count(), func.min(Letter.due_at))
        .where(Letter.team_id.in_({row.team_id for row in mailed}), Letter.report_id.in_([row.id for row in mailed]))
        .group_by(*alike)
    )
    posted: dict[int, list[Posted]] = defaultdict(list)
    for report_id, by_mail, progress, trouble, count, due in session.execute(counts):
        again = _soon(due, now, zone) if progress is Progress.WAITING else ""
        posted[report_id].append(Posted(Way.MAIL if by_mail else Way.CHANNEL, progress, count, trouble, again))
    return posted


def _soon(due: datetime, now: datetime, zone: str) -> str:
    """``at 14:31``; what is due already, while the board was off, is tried within moments."""
    return _("at {time}", time=f"{local(due, zone):%H:%M}") if due > now else _("in a moment")


@asks(Verb.TAKE_REPORT)
def taken(session: Session, actor: Actor, report_id: int, form: Format) -> Taken:
    """A file as it was made. Raises Refused where there is none, NotAllowed where its team may not be read."""
    row = session.scalar(select(Report).where(Report.id == report_id))
    if row is not None and not may_take(actor, row.of_team, row.audience, row.asked_key, row.teams):
        raise NotAllowed("That report is not yours to see.")
    file = session.get(ReportFile, (row.team_id, report_id, form)) if row is not None else None
    if file is None:
        raise Refused("That report is not here any more.")
    return Taken(file.content, form.mime)


@asks(Verb.READ_SCHEDULES)
def schedules(session: Session, actor: Actor, team_id: int, now: datetime) -> Sequence[ScheduleLine]:
    """What a team asked to be made by itself, and when next."""
    zone = session.get_one(Team, team_id).timezone
    mine = select(Schedule).where(Schedule.team_id == team_id, Schedule.removed.is_(False)).order_by(Schedule.id)
    return [
        ScheduleLine(
            row.id, row.version, row.kind, row.audience, row.weekday, f"{row.at:%H:%M}", _next(row, now, zone), row.mail
        )
        for row in session.scalars(mine)
    ]  # fmt: skip


def _next(row: Schedule, now: datetime, zone: str) -> str:
    here, today = local(now, zone), local_day(now, zone)
    ahead = (row.weekday - today.weekday()) % 7
    if ahead == 0 and here.time() >= row.at:
        ahead = 7
    return f"{weekday_day(today + timedelta(days=ahead))} {row.at:%H:%M}"


def _when(at: datetime, now: datetime, zone: str) -> str:
    """``Today 14:31``, ``Mon 23 Nov 08:00``, with its year when that is not this year's."""
    day, today = local_day(at, zone), local_day(now, zone)
    clock = f"{local(at, zone):%H:%M}"
    if day == today:
        return _("Today") + " " + clock
    said = weekday_day(day) if day.year == today.year else weekday_dated(day)
    return f"{said} {clock}"
