"""Work claiming: whoever makes reports takes one at a time, says that it is still at it, and keeps what it made.

Of two processes one gets it: a claim is one UPDATE that only the first can make. What was being made when a server
stopped is taken up again once nobody has said for a while that they are at it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, or_, select, tuple_, update
from sqlalchemy.orm import Session

from vmboard.commands.reports import OPEN
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.reports.words import Format, State
from vmboard.store.engine import reading
from vmboard.store.tables import Letter, Report, ReportFile

Key = tuple[int, int]
"""A report's team and number."""
GIVEN_UP = timedelta(minutes=2)
"""Without a sign of life for so long, whoever was making it is gone."""


def is_any_waiting(bind: Engine) -> bool:
    """Whether anything is to be made, or taken up again: asked every second, of an index and without a lock."""
    with reading(bind) as session:
        return session.scalar(select(Report.id).where(Report.state.in_(OPEN)).limit(1)) is not None


@asks(Verb.MAKE_REPORT)
def claim(session: Session, actor: Actor, now: datetime) -> Report | None:
    """The report that has waited longest, for whoever asks first; None where none waits."""
    free = or_(
        Report.state == State.WAITING,
        (Report.state == State.BEING_MADE) & (Report.beat_at < now - GIVEN_UP),
    )
    oldest = session.scalars(select(Report).where(free).order_by(Report.id).limit(1)).first()
    if oldest is None:
        return None
    key = oldest.team_id, oldest.id
    mine = update(Report).where(*_is(*key), free).values(state=State.BEING_MADE, beat_at=now, done=0)
    taken = session.scalar(mine.returning(Report.id))
    return session.get(Report, key, populate_existing=True) if taken is not None else None


def beat(session: Session, key: Key, done: int, now: datetime) -> bool:
    """Say how far it has come; whether it is still wanted."""
    still = update(Report).where(*_is(*key), Report.state == State.BEING_MADE)
    return session.scalar(still.values(done=done, beat_at=now).returning(Report.id)) is not None


def keep(session: Session, key: Key, files: Mapping[Format, bytes], revision: int, now: datetime) -> bool:
    """Keep what was made, all formats at once; whether it was still wanted."""
    finished = update(Report).where(*_is(*key), Report.state == State.BEING_MADE)
    values = {"state": State.READY, "made_at": now, "revision": revision, "done": Report.of}
    if session.scalar(finished.values(values).returning(Report.id)) is None:
        return False
    team_id, report_id = key
    session.execute(delete(ReportFile).where(ReportFile.team_id == team_id, ReportFile.report_id == report_id))
    session.add_all(
        ReportFile(team_id=team_id, report_id=report_id, format=form, content=made) for form, made in files.items()
    )
    return True


def forget_reports(session: Session, cut: datetime | None, most: int) -> int:
    """Let go of what was asked for before then, with its files and letters, ``most`` at once; how many went. What waits
    stays."""
    if cut is None:
        return 0
    old = select(Report.team_id, Report.id).where(Report.asked_at < cut, Report.state.not_in(OPEN))
    gone = [tuple(key) for key in session.execute(old.order_by(Report.asked_at).limit(most))]
    for table in (ReportFile, Letter):
        session.execute(delete(table).where(tuple_(table.team_id, table.report_id).in_(gone)))
    session.execute(delete(Report).where(tuple_(Report.team_id, Report.id).in_(gone)))
    return len(gone)


def give_up(session: Session, key: Key) -> None:
    """It could not be made: said on the page, and not tried for ever."""
    session.execute(update(Report).where(*_is(*key), Report.state == State.BEING_MADE).values(state=State.FAILED))


def _is(team_id: int, report_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Report.team_id == team_id, Report.id == report_id
