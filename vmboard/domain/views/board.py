"""View models: the frozen shapes that queries hand to screens. Words are ready to read and not yet escaped: render
does that.

Every screen shows the same view of the same figure: what the wall says, the page says.
"""

from dataclasses import dataclass, field
from datetime import date

from vmboard.domain.edition import Edition
from vmboard.domain.figures.days import DaysSince, MonthGrid
from vmboard.domain.figures.owed import Owed
from vmboard.domain.measures.new_line import NewLine
from vmboard.domain.spc.words import Went
from vmboard.domain.views.chart_marks import ChartDecision as ChartDecision
from vmboard.domain.views.chart_marks import Note as Note
from vmboard.domain.views.chart_marks import Span as Span
from vmboard.domain.views.daily import Daily
from vmboard.domain.views.follow import Follow, Hours
from vmboard.domain.views.teams import MemberLine as MemberLine
from vmboard.domain.views.teams import TeamLine as TeamLine
from vmboard.domain.views.teams import TeamView as TeamView
from vmboard.domain.words import Domain, Signal, Stage


@dataclass(frozen=True)
class Chart:
    """A measure over its weeks. ``values`` and ``meanings`` have one entry a week; a missing week is None."""

    weeks: tuple[date, ...]
    values: tuple[float | None, ...]
    meanings: tuple[Signal | None, ...]
    spans: tuple[Span, ...]
    target: float | None
    unit: str
    decimals: int | None
    rules_note: str
    notes: tuple[Note, ...] = ()
    limits: tuple[tuple[float | None, float | None], ...] = ()
    """Lower and upper at each point, where they vary from point to point; else they stand in the spans."""
    ghosts: frozenset[int] = frozenset()
    """Points that stay visible and count for nothing."""
    began: int = 0
    """The place from which points count for the centre line of today, where that has too few of them yet."""
    events: bool = False
    by_day: bool = False
    """``events``: points are these, each as high as what lies between; ``by_day``: ``weeks`` are their days."""
    rules_name: str = ""
    """``rules_note`` in a word or two, for a small chart: ``MDC``; empty where nothing is judged."""


@dataclass(frozen=True)
class Tile:
    """One measure: what it is now, what the rules say of it, and how sure and how old it is."""

    measure_id: int
    name: str
    full_name: str
    domain: Domain
    unit: str
    value: float | None
    value_text: str
    unit_text: str
    signal: Signal
    sentence: str
    target_text: str
    target_words: str
    week: date | None
    week_text: str
    provisional: bool
    age_text: str
    """Of which week it is where that is not the board's, and how late: ``Week to 8 Nov, 1 week late``."""
    change_text: str
    change: float | None
    """Against the frozen baseline: ``21% lower than our baseline of £555.06``, empty where none is; as a share."""
    chart: Chart
    since: DaysSince | None = None
    """For a measure that counts the days since harm last happened."""
    month: MonthGrid | None = None
    """For a safety cross: the month so far, day by day."""
    public: bool = False  # whether it may stand before the public
    rebased: str = ""
    """``Rebased 3 May: new trolley.``, with the reason as somebody typed it."""
    late: bool = False  # whether its figure for the board's week is due and not in
    doubt: str = ""
    """The question about its figure that nobody has answered yet; until then it counts for nothing."""
    target_sentence: str = ""
    """How it stands to its target: ``Better, but still short of the target of 3 or fewer.``"""
    old_line: str = ""  # what the centre line before the latest rebase would say, where that is something else
    went: Went | None = None
    spread: str = ""  # how months became weeks, of a figure out of a ledger: ``Months spread by days``

    @property
    def arrow(self) -> Went | None:
        """Which way it went as every screen tells it: nowhere while its figure is being checked."""
        return None if self.doubt else self.went

    @property
    def stands(self) -> Signal | None:
        """Its signal as every screen tells it: none while its figure is being checked."""
        return None if self.doubt else self.signal

    @property
    def says(self) -> str:
        """What is said beside its word: while its figure is being checked the question that is open, not what the
        rules would say of the weeks before."""
        return self.doubt or self.sentence

    @property
    def since_baseline(self) -> str:
        """The change from the baseline, and why the line that people see starts anew."""
        return f"{self.change_text}. {self.rebased}".removeprefix(". ") if self.rebased else self.change_text

    @property
    def is_by_day(self) -> bool:
        """Whether it is kept day by day, so that no week is its own."""
        return self.since is not None or self.month is not None


@dataclass(frozen=True)
class PointLine:
    """One point of a measure's chart as a row of its table, newest first."""

    week: date
    week_text: str
    value_text: str
    out_of: str
    """``18 of 20`` where the figure has both numbers."""
    status_text: str
    note: str
    usual: str
    """``2 to 6``: the limits at this point."""
    signal: Signal | None
    says: str  # ``Better: above the usual 17% to 33%``
    excluded: bool
    of_week: date | None = None  # which it is in, where it stands at a day


@dataclass(frozen=True)
class MeasureView:
    """A measure with everything there is to say of it."""

    tile: Tile
    version: int
    definition: str
    source: str
    data_owner: str
    direction_text: str
    is_derived: bool
    rows: tuple[PointLine, ...]
    chart: str
    """The chart somebody chose, or empty where the number of weeks chooses."""
    rules: str
    screening: bool
    offer: str
    offered_chart: str
    default_text: str
    target: float | None
    target_since: str
    baseline: ChartDecision | None
    rebases: tuple[ChartDecision, ...]
    exclusions: tuple[ChartDecision, ...]
    split: str
    """Cost per patient: how much of its change is spending and how much is more or fewer patients."""
    line_offer: NewLine | None = None
    so_far: PointLine | None = None
    """The figure of the week under way, which nothing judges; None where there is none, or the week was closed."""
    changes: tuple[ChartDecision, ...] = ()
    """What people noted on its chart: the day, and in ``reason`` what changed."""
    indicator_text: str = ""
    target_figure: str = ""
    """``3 or fewer``; empty where there is no target."""
    target_setter: str = ""
    """Who set the target; empty where there is none."""


@dataclass(frozen=True)
class Card:
    """A project on the board."""

    project_id: int
    title: str
    stage: Stage
    owner: str
    measures: tuple[str, ...]
    days: int
    days_text: str
    cycle: int | None
    step: int | None
    """How far the latest PDSA cycle has come: 0 plan to 3 act."""
    cycle_done: bool
    stuck: bool
    blocked: str
    benefit: str
    holding: bool | None
    """On embedded: whether the measure it moved still holds; None when nobody can say, or nothing changed."""
    votes: int = 0
    public: bool = False
    holding_text: str = ""
    """``Holding at 12 weeks``, ``Slipping since October``, that nothing clearly changed; empty while nobody can say."""
    halted: str = ""
    """``Halted``, or ``Halted: waits for the nursing sign-off`` of a test about money that lost a signature."""


@dataclass(frozen=True)
class Lane:
    stage: Stage
    name: str
    cards: tuple[Card, ...]
    count_text: str


@dataclass(frozen=True)
class ActionLine:
    action_id: int
    text: str
    owner: str
    due_text: str
    late: bool
    version: int
    told: str = ""
    """What became of it above: ``Asked 12 days ago, with Division since 1 May``, ``Answered 3 May: “…”``."""
    from_below: bool = False
    """Whether a team below asks it of this one; it is no action of this team's own."""


@dataclass(frozen=True)
class Block:
    """A heading and its words, on a focus page: ``What we predicted`` / ``Fewer falls at night``."""

    heading: str
    text: str
    signal: Signal | None = None


@dataclass(frozen=True)
class Focus:
    """One measure large, and the project meant to move it. ``about``: who gives the figures, and what they count, in
    sentences; ``facts``: from when and from whom they are, as pairs of a label and words."""

    tile: Tile
    card: Card | None
    blocks: tuple[Block, ...]
    about: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Board:
    """Everything a wall shows, on one day, at one revision of its team. ``given_back`` as far as there is room."""

    team_id: int
    slug: str
    revision: int
    today: date
    team_name: str
    vision: str
    is_demo: bool
    timezone: str
    next_huddle: str
    week_text: str
    last_huddle: str
    celebration: str
    tiles: tuple[Tile, ...]
    focuses: tuple[Focus, ...]
    lanes: tuple[Lane, ...]
    actions: tuple[ActionLine, ...]
    actions_text: str
    owed: tuple[Owed, ...] = ()
    paused: str = ""
    """``Paused since 3 Nov: the ward moves``; empty for a team at work."""
    follow: Follow | None = None
    huddle_hours: Hours | None = None
    missing_hours: Hours | None = None
    """While a huddle is under way; and when a wall says what the next one still misses."""
    public_words: bool = False
    """Whether the team's own words, its vision and what it celebrates, may stand before the public."""
    for_public: bool = False
    given_back: tuple[str, ...] = ()
    daily: Daily | None = None
    stamp: int = field(default=0, compare=False)

    @property
    def edition(self) -> Edition:
        return Edition(self.revision, self.stamp)

    def tiles_of(self, domain: Domain) -> tuple[Tile, ...]:
        return tuple(tile for tile in self.tiles if tile.domain is domain)
