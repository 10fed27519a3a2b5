"""Teams and the people on them, as lists and forms show them."""

from dataclasses import dataclass, field
from datetime import date, time

from vmboard.domain.weeks import board_week


@dataclass(frozen=True)
class TeamLine:
    """A team in a list of teams."""

    team_id: int
    slug: str
    name: str
    site: str
    organisation: str
    parent_id: int | None
    is_demo: bool
    stand_in: str = ""
    """What the figures of a stand-in group are; empty for a team."""


@dataclass(frozen=True)
class TeamView:
    """A team's settings, as a form shows them."""

    team_id: int
    slug: str
    name: str
    vision: str
    site: str
    organisation: str
    is_demo: bool
    timezone: str
    week_ends_on: int
    huddle_weekday: int
    huddle_time: time
    version: int
    members: tuple["MemberLine", ...] = field(default=())
    lanes: tuple[str, str, str] = ("Ideas", "Testing", "Embedded")
    testing_limit: int = 4
    stuck_after_days: int = 42
    public_words: bool = False
    programme: str = ""
    wave: int | None = None
    started_on: date | None = None
    paused_on: date | None = None
    paused_reason: str = ""
    closed_week: date | None = None
    stand_in: str = ""
    steps_dismissed: bool = False
    shares_tests: bool = False
    daily_days: str = ""
    """The days of its daily huddle, ``Mon Tue Wed``; empty where it has none."""
    daily_time: time = time(8, 15)
    helped_by_id: int | None = None
    graduated_on: date | None = None
    service_manager: str = ""
    executive_sponsor: str = ""
    answer_days: int = 14
    call_link: str = ""
    """Where the team meets by video, as it gave it; empty where it meets in a room."""

    def week(self, today: date) -> date:
        """The week its board tells of."""
        return board_week(today, self.week_ends_on, self.closed_week, self.paused_on)


@dataclass(frozen=True)
class MemberLine:
    member_id: int
    name: str
    initials: str
    job: str = ""
