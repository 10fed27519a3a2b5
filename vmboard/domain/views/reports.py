"""A report-out as a document model: what a report says, in words and tiles, whichever way it is drawn.

Paper, slides and the web page draw this same view, and its tiles are those of the board: no number is made twice.
Texts are as somebody typed them: each drawing escapes them its own way.
"""

from dataclasses import dataclass
from datetime import date, datetime

from vmboard.domain.reports.letters import Posted
from vmboard.domain.reports.words import Audience, Format, Kind, State
from vmboard.domain.views.board import Tile
from vmboard.domain.views.measures import MeasureLine
from vmboard.domain.views.pathways import PathwayView


@dataclass(frozen=True)
class Item:
    """A line of a report: what it is about, what is said of it, and something short beside it: initials, a day."""

    lead: str
    words: str = ""
    beside: str = ""

    @property
    def said(self) -> str:
        """The line in one piece, for whoever hears it."""
        return ". ".join(part.rstrip(".") for part in (self.lead, self.words, self.beside) if part) + "."


@dataclass(frozen=True)
class Section:
    """A heading and its lines. ``empty`` is what is said where there are none."""

    heading: str
    items: tuple[Item, ...]
    empty: str = ""
    note: str = ""
    """A sentence under the heading, such as what claimed means."""


@dataclass(frozen=True)
class Report:
    """What one team's report-out says, for one audience, at one revision of its board."""

    team_name: str
    place: str
    audience: Audience
    week_text: str
    """``29 November 2026``: the last day of the board's week."""
    since_text: str
    """``since 23 November``: from when what changed is told."""
    made_on: date
    revision: int
    notices: tuple[str, ...]
    """Demonstration, paused, what a stand-in group is, what the public face leaves out."""
    tally: tuple[tuple[str, int], ...]
    """``Better``, 3 and so on, in the words of the board; what nobody can say yet stands apart from Steady."""
    signals: tuple[Tile, ...]
    """Those that the rules speak of, the worse first."""
    others: tuple[Tile, ...]
    """Being checked, steady and too soon to say, in the order of the board."""
    before: tuple[Section, ...]
    """Sections that stand ahead of the figures, for this audience."""
    after: tuple[Section, ...]
    lines: tuple[MeasureLine, ...] = ()
    """Every measure's last weeks, for the board on half a page, in the order of the board."""

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return (*self.signals, *self.others)

    @property
    def title(self) -> str:
        return f"{self.team_name}: report-out, week ending {self.week_text}"


@dataclass(frozen=True)
class Across:
    """One line of the picture across teams: how many measures of each signal, and what it waits for."""

    name: str
    place: str
    week_text: str
    counts: tuple[int, ...]
    """In the order of ``Pack.heads``."""
    testing: int
    embedded: int
    waiting: int


@dataclass(frozen=True)
class Pack:
    """Many teams' report-outs in one: a page a team, or two where it is crowded, a page a pathway, then the picture
    across teams."""

    name: str
    audience: Audience
    made_on: date
    reports: tuple[Report, ...]
    heads: tuple[str, ...]
    across: tuple[Across, ...]
    pathways: tuple[PathwayView, ...] = ()
    """As all of their teams may see them."""

    @property
    def title(self) -> str:
        return f"{self.name}: {self.audience.occasion}"


@dataclass(frozen=True)
class ReportLine:
    """A report in the archive, or on its way there."""

    report_id: int
    kind: Kind
    audience: Audience
    title: str
    state: State
    done: int
    of: int
    asked_by: str
    when_text: str
    """``Today 14:31``, ``Mon 23 Nov 08:00``."""
    revision: int
    formats: tuple[Format, ...]
    day: date
    by_itself: bool = False
    posted: tuple[Posted, ...] = ()
    """How far the link to it has come, where it is sent to somebody."""

    @property
    def is_open(self) -> bool:
        return self.state in (State.WAITING, State.BEING_MADE)


@dataclass(frozen=True)
class ScheduleLine:
    """What a team asked to be made by itself, and when next."""

    schedule_id: int
    version: int
    kind: Kind
    audience: Audience
    weekday: int
    at_text: str
    next_text: str
    mail: bool
    """Whether a link is sent when it is ready, where the hospital has given a way."""


@dataclass(frozen=True)
class CalendarLine:
    """A calendar link: whose it is called, and when it was last asked for."""

    link_id: int
    name: str
    seen_text: str
    revoked: bool


@dataclass(frozen=True)
class CalendarEntry:
    """An event of the feed. ``at`` is a moment for a huddle, a day for an action that is due; ``uid`` never changes."""

    uid: str
    at: datetime | date
    minutes: int
    title: str
