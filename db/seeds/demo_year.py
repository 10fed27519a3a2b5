"""What the demo shows of a year: how often boards were opened, who helped whom begin, and who graduated."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_telling import OPENED
from vmboard.commands.opens import mark_opened
from vmboard.store.tables import Team


def tell_year(session: Session, today: date) -> None:
    """After all else."""
    _open_boards(session, today)


def _open_boards(session: Session, today: date) -> None:
    """Every board on each working day, a few times."""
    days = [day for ago in range(1, OPENED) if (day := today - timedelta(days=ago)).weekday() < 5]
    ids = session.scalars(select(Team.id).where(Team.stand_in == "").order_by(Team.id)).all()
    mark_opened(session, {(team_id, day): 2 + (team_id + day.day) % 5 for team_id in ids for day in days})
