"""What the pages of learning show: ideas that others tried, stories, and questions to a peer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vmboard.domain.learning.themes import Idea, SpreadOf
from vmboard.domain.narrowing import Wanted
from vmboard.domain.views.board import Chart
from vmboard.domain.views.round import Summary
from vmboard.domain.words import Stage


@dataclass(frozen=True)
class Entry:
    """One idea of the library: where its project or its published story is found.

    ``may_open`` is whether its team's pages are open to whoever asks; ``story_id`` is a published story, 0 without.
    """

    idea: Idea
    slug: str
    project_id: int
    story_id: int
    may_open: bool


@dataclass(frozen=True)
class Library:
    """The embedded and stopped projects of all teams, tests where a team agrees, and published stories, by key."""

    entries: Mapping[str, Entry]
    everything: tuple[Idea, ...]
    """Every team's projects, by which an idea's spread is counted. Nothing of them is shown."""
    fresh: tuple[Summary, ...] = ()
    """Summaries made for it, to be kept for the next who looks."""
    unread: int = 0
    """Teams whose newest results are still to be read."""

    @property
    def ideas(self) -> tuple[Idea, ...]:
        return tuple(entry.idea for entry in self.entries.values())


@dataclass(frozen=True)
class IdeaCard:
    """An idea as the library shows it. ``holding`` is told of embedded ones, by the measure they were to move."""

    entry: Entry
    since: str
    """``Embedded 4 Oct``, ``Stopped 4 Oct``."""
    origin: str
    """``Copied from Ward 5``; empty where it is the team's own."""
    spread: SpreadOf
    holds: bool | None = None
    holding: str = ""
    outcome: str = ""
    """What the rules say of its measure, where the public may read that."""

    @property
    def stage(self) -> Stage:
        return self.entry.idea.stage


@dataclass(frozen=True)
class CopyOffer:
    """What copying an idea to a team would bring along. ``missing`` are keys and names of library measures."""

    team_id: int
    team: str
    slug: str
    there: int
    """The project that is the team's copy already; 0 where it has none."""
    ready: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    """Measures of the first team's own making: nobody else can have them from the library."""


@dataclass(frozen=True)
class QuestionLine:
    """A question to peers, and its answer once there is one. ``asked``: ``Ward 7A, 3 Nov``."""

    team_id: int
    question_id: int
    team: str
    project: str
    text: str
    asked: str
    answer: str
    answered: str
    """``Answered by Jo Douglas, Ward 5, 4 Nov``; empty while it is open."""
    version: int
    is_mine: bool = False
    """Whether it was asked by a team whose work whoever reads may do: its own team does not answer it."""
    asked_on: date = date.min
    site: str = ""
    theme: str = ""
    """The theme of the project it is about; empty where it is about none."""

    def is_asked_for(self, wanted: Wanted) -> bool:
        texts = (self.team, self.project, self.text, self.answer, self.answered)
        return wanted.fits(self.asked_on, self.site, self.theme, *texts)


@dataclass(frozen=True)
class StoryLine:
    """A story in a list."""

    team_id: int
    slug: str
    story_id: int
    heading: str
    team: str
    published: str
    published_on: date
    site: str
    theme: str
    words: str
    """What it is found by, beside its heading and its team."""

    def is_asked_for(self, wanted: Wanted) -> bool:
        return wanted.fits(self.published_on, self.site, self.theme, self.heading, self.team, self.words)


@dataclass(frozen=True)
class StoryView:
    """A story with its chart. ``published`` is empty while it is a draft, which only its team reads."""

    team_id: int
    slug: str
    story_id: int
    project_id: int
    team: str
    heading: str
    text: str
    quote: str
    quote_by: str
    published: str
    may_edit: bool
    measure: str = ""
    sentence: str = ""
    chart: Chart | None = None


@dataclass(frozen=True)
class ProjectLearning:
    """What a project's own page says of where it came from, where it went, and what was asked of peers."""

    origin: str
    spread: SpreadOf
    story_id: int
    published: str
    questions: tuple[QuestionLine, ...]
