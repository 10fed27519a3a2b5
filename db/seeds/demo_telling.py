"""A demo team as far as its story has been told, and the moments still to come."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.seeds.demo_story import Story
from vmboard.domain.access.actor import Actor
from vmboard.store.tables import Measure, Team

ORGANISATION = "NHS Highland (demo)"
TIMEZONE = "Europe/London"
OPENED = 210
"""How many days ago the boards were set up. Figures from before then were brought in from workbooks."""

Event = Callable[[], object]


@dataclass
class Telling:
    """One team. Events are planned in any order and happen in the order of their moments."""

    session: Session
    story: Story
    today: date
    team: Team = field(init=False)
    people: dict[str, Actor] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    moments: list[tuple[datetime, Event]] = field(default_factory=list)

    @property
    def lead(self) -> Actor:
        return self.people[self.story.people[0].initials]

    @property
    def team_id(self) -> int:
        return self.team.id

    @property
    def newest_huddle(self) -> date:
        """It was before today."""
        return self.day((self.today.weekday() - self.story.huddle_weekday) % 7 or 7)

    def owner_id(self, initials: str) -> int | None:
        return self.people[initials].member_id

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def plan(self, day: date, at: time, happens: Event) -> None:
        """Something that happens on a day, not before the board was there, nor after this morning."""
        day = max(day, self.day(OPENED))
        moment = datetime.combine(min(day, self.today), at, ZoneInfo(TIMEZONE))
        morning = datetime.combine(self.today, time(7, 30), ZoneInfo(TIMEZONE))
        self.moments.append((min(moment, morning), happens))

    def happen(self) -> None:
        for at, happens in sorted(self.moments, key=lambda moment: moment[0]):
            self.session.info["now"] = at
            happens()
