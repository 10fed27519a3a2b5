"""What the demo shows of the morning round: screens that were on this morning, and one that was not."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_telling import TIMEZONE
from vmboard.store.tables import Display, Team

SILENT = {"cath-lab": 2}
"""Days since a team's screen was last seen."""


def tell_screens(session: Session, today: date) -> None:
    """Every screen was on at seven; the cath lab's has been unplugged since the day before yesterday."""
    morning = datetime.combine(today, time(7), ZoneInfo(TIMEZONE))
    for screen, slug in session.execute(select(Display, Team.slug).join(Team, Team.id == Display.team_id)):
        screen.last_seen_at = morning - timedelta(days=SILENT.get(slug, 0))
