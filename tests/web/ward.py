"""A small ward with a wall, built by the commands: for the tests of the live wall and for its benchmarks."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.told_once import told_once
from vmboard.commands.actions import complete, raise_action, reopen
from vmboard.commands.displays import add_display
from vmboard.commands.huddles import hold_huddle
from vmboard.commands.measures import add_measure
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.projects import add_project, link_measure, move_project
from vmboard.commands.teams import add_member, add_team
from vmboard.domain.access.actor import DEMO
from vmboard.domain.weeks import last_full_week
from vmboard.domain.words import Direction, Domain, LinkRole, Stage
from vmboard.store.engine import transaction

MEASURES = {
    Domain.SAFETY: ("Falls", "Pressure ulcers", "Medication errors"),
    Domain.QUALITY: ("Discharged before noon", "Days in hospital", "Readmissions"),
    Domain.EXPERIENCE: ("Would recommend us", "Complaints", "Noise at night"),
    Domain.CAPACITY: ("Patients seen", "Beds closed", "Unfilled shifts"),
    Domain.COST: ("Bank hours", "Overtime hours", "Wasted medicine"),
}


@dataclass(frozen=True)
class Ward:
    """A ward: its team, an action to tick, and the secret of its screen's link."""

    bind: Engine
    team_id: int
    action_id: int
    display_id: int
    token: str

    @property
    def link(self) -> str:
        return f"/d/{self.token}"


def build_ward(
    bind: Engine, today: date, *, name: str = "Ward 4", measures: int = 15, weeks: int = 26, token: str = ""
) -> Ward:
    """A team with measures, a project in each lane, some actions, a huddle and a screen."""
    what = (today, name, measures, weeks, token)
    return Ward(bind, *told_once(f"a ward of the web {what}", bind, lambda: _tell(bind, *what)))


def _tell(bind: Engine, today: date, name: str, measures: int, weeks: int, token: str) -> tuple[int, int, int, str]:
    """By the commands. Returns the numbers of the team, an action and a screen, and the link of that."""
    with transaction(bind) as session:
        team = add_team(
            session, DEMO, organisation="NHS Highland", site="Raigmore Hospital", name=name,
            vision="Every patient home, safe and sooner", timezone="Europe/London",
        )  # fmt: skip
        owner = add_member(session, DEMO, team.id, name="Morag Fraser").id
        ids = _measures(session, team.id, today, measures, weeks)
        for stage in (Stage.IDEA, Stage.TESTING, Stage.EMBEDDED):
            title = f"A better {stage}"
            project = add_project(session, DEMO, team.id, title=title, today=today, owner_id=owner)
            move_project(session, DEMO, team.id, project.id, to=stage, today=today, reason="The tile says so")
            if ids:
                link_measure(session, DEMO, team.id, project.id, ids[0], role=LinkRole.OUTCOME)
        actions = [
            raise_action(
                session, DEMO, team.id, text=text, today=today, owner_id=owner, due=today + timedelta(days=2)
            ).id
            for text in ("Order new bed sensors", "Ask pharmacy about the noon round", "Thank the night team")
        ]
        hold_huddle(session, DEMO, team.id, held_on=today - timedelta(days=7), minutes=15, people=7)
        display, token = add_display(session, DEMO, team.id, name="Nurses' station", token=token)
        return team.id, actions[0], display.id, token


def tick(ward: Ward, today: date, done: bool = True) -> None:
    """Tick the ward's first action, or take the tick off again: the smallest change that a wall shows."""
    with transaction(ward.bind) as session:
        if done:
            complete(session, DEMO, ward.team_id, ward.action_id, today=today)
        else:
            reopen(session, DEMO, ward.team_id, ward.action_id)


def _measures(session: Session, team_id: int, today: date, how_many: int, weeks: int) -> list[int]:
    ids = []
    last = last_full_week(today)
    for number, (domain, name) in enumerate((d, n) for d, names in MEASURES.items() for n in names):
        if number >= how_many:
            break
        row = add_measure(session, DEMO, team_id, name=name, domain=domain, direction=Direction.DECREASE)
        values = (float(5 + (week * 7 + number) % 5) for week in range(weeks))
        points = [NewPoint(last - timedelta(days=7 * week), value) for week, value in enumerate(values)]
        record_points(session, DEMO, team_id, row.id, points)
        ids.append(row.id)
    return ids
