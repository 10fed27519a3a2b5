"""The demo organisation: one believable hospital, told through the commands, each at its own past moment."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.seeds.demo_box_score import plan_figures, plan_team
from db.seeds.demo_coaching import plan_coaching
from db.seeds.demo_days import plan_days
from db.seeds.demo_doors import plan_doors
from db.seeds.demo_escalations import add_executive, plan_escalations
from db.seeds.demo_huddles import plan_daily, plan_huddles, plan_task
from db.seeds.demo_learning import tell_learning
from db.seeds.demo_pathways import tell_pathways
from db.seeds.demo_programmes import tell_programmes
from db.seeds.demo_projects import plan_project
from db.seeds.demo_receivers import plan_receivers
from db.seeds.demo_round import tell_screens
from db.seeds.demo_sampling import plan_sampling
from db.seeds.demo_stand_ins import tell_stand_ins
from db.seeds.demo_story import Story
from db.seeds.demo_telling import TIMEZONE, Telling
from db.seeds.demo_understanding import plan_understanding
from db.seeds.demo_value import tell_value
from db.seeds.demo_year import tell_year
from db.seeds.teams import DIVISION, WARDS
from vmboard.commands.displays import add_display
from vmboard.domain.access.actor import DEMO
from vmboard.domain.refusals import Refused
from vmboard.store.engine import transaction
from vmboard.store.tables import Team

Wall = tuple[str, str, str]
"""A team's slug and name, and the token of its screen's link."""


def newest_day(now: datetime) -> date:
    """The latest day as of which the demo can be told: its last lines are of ten to eight in the morning, and none of
    them is still to come."""
    return (now.astimezone(ZoneInfo(TIMEZONE)) - timedelta(hours=8)).date()


def build(bind: Engine, today: date) -> list[Wall]:
    """Fill an empty database with the demo, dated relative to ``today``: all of it or nothing.

    Returns each team's slug, name and wall token, the wards first. Raises Refused where there are teams.
    """
    with transaction(bind) as session:
        if session.scalar(select(func.count()).select_from(Team)):
            raise Refused(
                "There are teams here already, and the demo only moves into an empty database. Set "
                "VMBOARD_DATABASE_URL to a new one, such as sqlite:///data/demo.db, and try again."
            )
        above, division_id = _tell(session, DIVISION, today, add_executive(session, today))
        walls = [*(_tell(session, story, today, division_id)[0] for story in WARDS), above]
        tell_stand_ins(session, today)
        tell_value(session, today)
        tell_learning(session, today)
        tell_programmes(session, today)
        tell_pathways(session, today)
        tell_screens(session, today)
        tell_year(session, today)
        return walls


def _tell(session: Session, story: Story, today: date, parent_id: int | None) -> tuple[Wall, int]:
    telling = Telling(session, story, today)
    plan_team(telling, parent_id)
    plan_figures(telling)
    plan_days(telling)
    plan_huddles(telling)
    plan_daily(telling)
    for project in story.projects:
        plan_project(telling, project)
    for task in story.tasks:
        plan_task(telling, task)
    plan_receivers(telling)
    plan_escalations(telling)
    plan_coaching(telling)
    plan_doors(telling)
    plan_sampling(telling)
    plan_understanding(telling)
    telling.happen()
    name, place = story.screen
    _, token = add_display(session, DEMO, telling.team_id, name=name, place=place)
    return (telling.team.slug, story.name, token), telling.team_id
