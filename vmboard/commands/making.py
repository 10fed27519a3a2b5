"""Work claiming: whoever makes reports takes one at a time, says that it is still at it, and keeps what it made.

Of two processes one gets it: a claim is one UPDATE that only the first can make. What was being made when a server
stopped is taken up again once nobody has said for a while that they are at it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, or_, select, update
from sqlalchemy.orm import Session

from vmboard.commands.reports import OPEN
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.reports.words import Format, State
from vmboard.store.engine import reading
from vmboard.store.tables import Report, ReportFile

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
    oldest = session.scalar(select(Report.id).where(free).order_by(Report.id).limit(1))
    if oldest is None:
        return None
    mine = update(Report).where(Report.id == oldest, free).values(state=State.BEING_MADE, beat_at=now, done=0)
    taken = session.scalar(mine.returning(Report.id))
    return session.get(Report, taken) if taken is not None else None


def beat(session: Session, report_id: int, done: int, now: datetime) -> bool:
    """Say how far it has come; whether it is still wanted."""
    still = update(Report).where(Report.id == report_id, Report.state == State.BEING_MADE)
    return session.scalar(still.values(done=done, beat_at=now).returning(Report.id)) is not None


def keep(session: Session, report_id: int, files: Mapping[Format, bytes], revision: int, now: datetime) -> bool:
    """Keep what was made, all formats at once; whether it was still wanted."""
    finished = update(Report).where(Report.id == report_id, Report.state == State.BEING_MADE)
    values = {"state": State.READY, "made_at": now, "revision": revision, "done": Report.of}
    if session.scalar(finished.values(values).returning(Report.id)) is None:
        return False
    session.execute(delete(ReportFile).where(ReportFile.report_id == report_id))
    session.add_all(ReportFile(report_id=report_id, format=form, content=made) for form, made in files.items())
    return True


def forget_reports(session: Session, cut: datetime | None, most: int) -> int:
    """Let go of what was asked for before then, with its files, ``most`` at once; how many went. What waits stays."""
    if cut is None:
        return 0
    old = select(Report.id).where(Report.asked_at < cut, Report.state.not_in(OPEN)).order_by(Report.id).limit(most)
    gone = session.scalars(old).all()
    session.execute(delete(ReportFile).where(ReportFile.report_id.in_(gone)))
    session.execute(delete(Report).where(Report.id.in_(gone)))
    return len(gone)


def give_up(session: Session, report_id: int) -> None:
    """It could not be made: said on the page, and not tried for ever."""
    session.execute(
        update(Report).where(Report.id == report_id, Report.state == State.BEING_MADE).values(state=State.FAILED)
    )
