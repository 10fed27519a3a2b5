"""Three wards on two sites with a pathway of theirs, for tests of what is told of them together."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward
from tests.told_once import told_once
from tests.two_wards import TODAY
from vmboard.commands import pathways as commands
from vmboard.commands import teams
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP, Person
from vmboard.domain.views.pathways import PathwayKey, PathwayMeasureView, PathwayView
from vmboard.domain.words import Pooling
from vmboard.queries import pathways
from vmboard.store.engine import reading, transaction

EVERYBODY = Actor("The app", person=APP)
KEYS = ("complaints", "care_plans", "pay")


class House:
    """Three wards on two sites, with twenty weeks of complaints and care plans, on one pathway."""

    def __init__(self, bind: Engine) -> None:
        self.bind = bind
        ids, measures, self.key, measured = told_once("three wards", bind, self._tell)
        self.measures, self.measured = [dict(of) for of in measures], dict(measured)
        self.wards = [Ward(bind, id_) for id_ in ids]

    def _tell(self) -> tuple[list[int], list[dict[str, int]], PathwayKey, dict[str, int]]:
        """By the commands. Returns the wards' numbers, those of their measures, and the pathway's with its own."""
        bind, self.wards, self.measures = self.bind, [], []
        with transaction(bind, now=MOMENT) as session:
            for number, site in enumerate(("Raigmore", "Raigmore", "Belford"), 1):
                ward = Ward(bind)
                ward.team_id = teams.add_team(
                    session, EVERYBODY, organisation="NHS Highland", site=site, name=f"Ward {number}",
                    timezone="Europe/London",
                ).id  # fmt: skip
                rows = add_from_library(session, EVERYBODY, ward.team_id, KEYS)
                self.measures.append({row.library_key: row.id for row in rows})
                self.wards.append(ward)
            ids = [ward.team_id for ward in self.wards]
            row = commands.add_pathway(session, EVERYBODY, ids[0], name="Falls", teams=ids)
            self.key = PathwayKey(row.team_id, row.id)
            self.measured = {
                key: commands.add_measure(
                    session, EVERYBODY, *self.of, key=f"library:{key}", pooling=pooling
                ).id
                for key, pooling in (("complaints", Pooling.SUM), ("care_plans", Pooling.SHARE))
            }  # fmt: skip
        for place, (with_plan, of) in enumerate(((9.0, 10.0), (27.0, 30.0), (20.0, 60.0))):
            self.record(place, "complaints", [float(place + 1)] * 20)
            self.record(place, "care_plans", [(with_plan, of)] * 20)
        return ids, self.measures, self.key, self.measured

    @property
    def of(self) -> tuple[int, int]:
        return self.key.kept_by, self.key.pathway_id

    def record(self, place: int, key: str, values: list[float | tuple[float, float]]) -> None:
        """The newest weeks of one ward, oldest first."""
        weeks = [WEEK - timedelta(weeks=ago) for ago in range(len(values) - 1, -1, -1)]
        points = [
            NewPoint(week, None, *value) if isinstance(value, tuple) else NewPoint(week, value)
            for week, value in zip(weeks, values, strict=True)
        ]
        self.wards[place].do(record_points, self.measures[place][key], points)

    def release(self, place: int, key: str) -> None:
        self.wards[place].do(commands.release, kept_by=self.key.kept_by, pathway_measure_id=self.measured[key])

    def decide(self, command: Callable[..., object], key: str, **what: object) -> None:
        with transaction(self.bind, now=MOMENT) as session:
            command(session, EVERYBODY, self.key.kept_by, self.measured[key], **what)

    def member(self, place: int) -> Actor:
        team_id = self.wards[place].team_id
        return Actor("Ann Reid", None, team_id, Person(member_of=team_id))

    def seen(self, actor: Actor = EVERYBODY, *, for_all: bool = False) -> PathwayView:
        with reading(self.bind) as session:
            return pathways.pathway(session, actor, self.key, TODAY, for_all=for_all)

    def measure(self, key: str, actor: Actor = EVERYBODY, *, for_all: bool = False) -> PathwayMeasureView:
        measures = self.seen(actor, for_all=for_all).measures
        return next(of for of in measures if of.measure_id == self.measured[key])
