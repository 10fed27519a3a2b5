"""The demo's pathway: everybody short of breath, from the children's ward to a night at home, over two sites."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_telling import TIMEZONE
from vmboard.commands import closing, pathway_baselines, pathways
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.figures.closing import months_before
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import last_full_week
from vmboard.domain.words import Pooling
from vmboard.store.shared_measures import BY_LIBRARY
from vmboard.store.tables import PathwayMeasure, Project, Team

COACH = Actor("Isla Munro, improvement coach", person=APP)
FINANCE = Actor("Ewan Baird, finance partner", person=APP)
ALONG = ("Children's Ward", "Ward 7A · Respiratory", "Sleep Service")
MEASURES = (
    ("patients", Pooling.SUM), ("would_recommend", Pooling.SHARE), ("complaints", Pooling.SUM),
    ("cost_per_patient", Pooling.SHARE),
)  # fmt: skip
RELEASED = tuple((name, "would_recommend") for name in ALONG)
BASELINE = (39, 20)
"""The weeks before the newest between which its share is frozen."""
MARKED = (
    "Asthma plan with the family", "Ready-made asthma bags", "Criteria-led discharge", "Nurse-led oxygen weaning",
    "Film instead of leaflet", "Home tests by post",
)  # fmt: skip


def tell_pathways(session: Session, today: date) -> None:
    """After all teams are there, this morning: whoever gives the costs closed the last month where it is final."""
    session.info["now"] = datetime.combine(today, time(7, 50), ZoneInfo(TIMEZONE))
    teams = {team.name: team.id for team in session.scalars(select(Team).where(Team.name.in_(ALONG)))}
    along = [teams[name] for name in ALONG]
    row = pathways.add_pathway(
        session, COACH, along[0], name="Short of breath", teams=along,
        aim="Seen once, treated once and home to sleep: nobody tells their story three times.",
    )  # fmt: skip
    made: dict[str, PathwayMeasure] = {
        key: pathways.add_measure(session, COACH, row.team_id, row.id, key=f"{BY_LIBRARY}{key}", pooling=pooling)
        for key, pooling in MEASURES
    }
    for name, key in RELEASED:
        pathways.release(session, COACH, teams[name], kept_by=row.team_id, pathway_measure_id=made[key].id)
    newest = last_full_week(today)
    pathway_baselines.freeze_baseline(
        session, COACH, row.team_id, made["would_recommend"].id, first_week=newest - timedelta(weeks=BASELINE[0]),
        last_week=newest - timedelta(weeks=BASELINE[1]), reason="Before the film and the asthma plans",
    )  # fmt: skip
    for project in session.scalars(select(Project).where(Project.title.in_(MARKED), Project.team_id.in_(along))).all():
        pathways.mark_project(session, COACH, project.team_id, project.id, kept_by=row.team_id, pathway_id=row.id)
    month, *_ = months_before(today, 1)
    for team_id in along:
        with suppress(Refused):  # a week of it is not final yet: it stays open, as it would
            closing.close_month(session, FINANCE, team_id, month=month, today=today)
