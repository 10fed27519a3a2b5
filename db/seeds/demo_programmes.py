"""What the demo shows of programmes: two of them, what each requires, and what of the wards' serves them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_telling import TIMEZONE
from vmboard.commands import measures, programmes, projects
from vmboard.domain.access.actor import DEMO
from vmboard.domain.programmes import Programme
from vmboard.store.tables import Measure, Project, Team

VALUE, SAFETY = "value-management", "patient-safety"
PROGRAMMES = (
    Programme(VALUE, "Value Management", ("patients", "would_recommend", "staff_joy", "cost_per_patient")),
    Programme(SAFETY, "Scottish Patient Safety Programme", ("falls", "pressure_ulcers", "medicines_omitted")),
)
MEASURES = {
    "Cost per patient": VALUE,
    "Staff feel supported": f"{VALUE} as staff_joy",
    "Staff feel safe": f"{VALUE} as staff_joy",
    "Falls": SAFETY,
    "Warning scores on time": SAFETY,
    "Medicines omitted": SAFETY,
}
"""What each serves, wherever a ward has it; the rest of what they require is theirs by the library."""
PROJECTS = {
    "Falls alarm mats": SAFETY, "Skin bundle on admission": SAFETY, "Own bank before agency": VALUE,
    "Criteria-led discharge": VALUE,
}  # fmt: skip


def tell_programmes(session: Session, today: date) -> None:
    """After all teams are there: the last of their story, this morning."""
    session.info["now"] = datetime.combine(today, time(7, 40), ZoneInfo(TIMEZONE))
    programmes.set_programmes(session, DEMO, PROGRAMMES, version=0)
    above = select(Team.parent_id).where(Team.parent_id.is_not(None))
    wards = select(Team.id).where(Team.id.not_in(above), Team.stand_in == "")
    mine = select(Measure).where(Measure.team_id.in_(wards), Measure.name.in_(MEASURES), Measure.removed.is_(False))
    for row in session.scalars(mine.order_by(Measure.team_id, Measure.id)).all():
        measures.change_measure(session, DEMO, row.team_id, row.id, programmes=MEASURES[row.name])
    ours = select(Project).where(Project.title.in_(PROJECTS)).order_by(Project.team_id, Project.id)
    for project in session.scalars(ours).all():
        projects.change_project(session, DEMO, project.team_id, project.id, programmes=PROJECTS[project.title])
