"""A ward with a nurse and one measure, to give commands to and ask questions of."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.told_once import told_once
from vmboard.commands import measures, teams
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.words import Direction, Domain
from vmboard.store.engine import transaction
from vmboard.store.tables import History, Row, TeamRevision

T = TypeVar("T")
WEEK = date(2026, 11, 15)
MOMENT = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


@dataclass
class Ward:
    """A team with a nurse and one measure, and a way to give it commands."""

    bind: Engine
    team_id: int = 0
    nurse_id: int = 0
    falls_id: int = 0
    moment: datetime = MOMENT
    """When it does what it is told: what history names, and from where a day that a command reckons itself is."""

    @property
    def nurse(self) -> Actor:
        return Actor("Jo Douglas", self.nurse_id or None, self.team_id or None, APP)

    def do(self, command: Callable[..., T], *args: Any, **details: Any) -> T:
        """Give one command in a transaction of its own."""
        with transaction(self.bind, now=self.moment) as session:
            return command(session, self.nurse, self.team_id, *args, **details)

    def at(self, moment: datetime) -> "Ward":
        """The same ward at another moment."""
        return replace(self, moment=moment)

    def ask(self, question: Callable[[Session], T]) -> T:
        with Session(self.bind, expire_on_commit=False) as session:
            return question(session)

    def row(self, kind: type[Row], *key: Any) -> Any:
        return self.ask(lambda session: session.get_one(kind, (self.team_id, *key)))

    def revision(self) -> int:
        return self.ask(lambda session: session.get_one(TeamRevision, self.team_id).revision)

    def history(self, since: int = 0) -> list[History]:
        mine = select(History).where(History.team_id == self.team_id, History.revision > since)
        return self.ask(lambda session: list(session.scalars(mine.order_by(History.revision))))

    def record(self, *values: float | None, **details: Any) -> tuple[int, int, int]:
        """Falls of the newest weeks, oldest first."""
        points = [
            NewPoint(date.fromordinal(WEEK.toordinal() - 7 * (len(values) - 1 - i)), value, **details)
            for i, value in enumerate(values)
        ]
        return self.do(record_points, self.falls_id, points)


def small_ward(bind: Engine, name: str = "Ward 7A") -> Ward:
    return Ward(bind, *told_once(f"small ward {name}", bind, lambda: _tell(bind, name)))


def _tell(bind: Engine, name: str) -> tuple[int, int, int]:
    """By the commands. Returns the numbers of the team, the nurse and the measure."""
    made = Ward(bind)
    with transaction(bind, now=MOMENT) as session:
        made.team_id = teams.add_team(
            session, made.nurse, organisation="NHS Highland", site="Raigmore Hospital", name=name,
            timezone="Europe/London",
        ).id  # fmt: skip
        made.nurse_id = teams.add_member(session, made.nurse, made.team_id, name="Jo Douglas").id
        made.falls_id = measures.add_measure(
            session, made.nurse, made.team_id, name="Falls", domain=Domain.SAFETY, direction=Direction.DECREASE
        ).id
    return made.team_id, made.nurse_id, made.falls_id


def stands_below(ward: Ward, name: str = "Division") -> Ward:
    """Gives a ward a team above it, which is returned: a management team has the same kind of board."""
    with transaction(ward.bind, now=MOMENT) as session:
        above = teams.add_team(
            session, ward.nurse, organisation="NHS Highland", site="Raigmore Hospital", name=name,
            timezone="Europe/London",
        ).id  # fmt: skip
        teams.change_team(session, ward.nurse, ward.team_id, parent_id=above)
    return Ward(ward.bind, above)
