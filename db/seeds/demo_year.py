"""What the demo shows of a year: how often boards were opened, who helped whom begin, and who graduated."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_coaching import COACH
from db.seeds.demo_telling import OPENED
from vmboard.commands.graduation import graduate
from vmboard.commands.opens import mark_opened
from vmboard.commands.teams import change_team
from vmboard.domain.access.actor import DEMO
from vmboard.queries.graduation import graduation
from vmboard.store.tables import Team

HELPED = {
    "morar-ward-inpatient-psychiatry": "ward-7a-respiratory", "cath-lab": "ward-6c-cardio-endocrine",
    "sleep-service": "cath-lab",
}  # fmt: skip
"""Who helped whom begin; ideas that were copied tell of more."""
GRADUATED = "ward-7a-respiratory"
"""Says its coach this morning. The cath lab has shown all that is asked, and waits for her to say so."""
UNOPENED = {"medical-and-diagnostic-division": 24}
"""Days since those who keep a board opened it: the division reads *Sent up* and *Organisation*, and not its own."""


def tell_year(session: Session, today: date) -> None:
    """After all else, this morning."""
    _open_boards(session, today)
    teams = {row.slug: row.id for row in session.execute(select(Team.slug, Team.id))}
    for slug, helper in HELPED.items():
        change_team(session, DEMO, teams[slug], helped_by_id=teams[helper])
    stands = graduation(session, DEMO, teams[GRADUATED], today).criteria
    graduate(session, COACH, teams[GRADUATED], stands=stands, today=today)


def _open_boards(session: Session, today: date) -> None:
    """Every board on each working day, a few times; one has been left alone of late."""
    days = [day for ago in range(1, OPENED) if (day := today - timedelta(days=ago)).weekday() < 5]
    teams = session.execute(select(Team.id, Team.slug).where(Team.stand_in == "").order_by(Team.id)).all()
    counts = {
        (team_id, day): 2 + (team_id + day.day) % 5
        for team_id, slug in teams for day in days if (today - day).days >= UNOPENED.get(slug, 0)
    }  # fmt: skip
    mark_opened(session, counts)
