"""Data transfer objects: rows as other systems read them: a row a thing, with its team beside it, in plain columns.

Numbers are those the board shows, whole: ``shown`` is how it writes them. What is not there is null, and in CSV empty.
"""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.words import Direction, Domain, IndicatorKind, MeasureKind, PointStatus, Signal, Stage


@dataclass(frozen=True)
class FeedTeam:
    """A team that the token reaches. ``board_week`` is the one its board tells of."""

    organisation: str
    site: str
    team: str
    team_name: str
    week_ends_on: str
    timezone: str
    board_week: date
    paused: bool
    stands_for: str


@dataclass(frozen=True)
class FeedMeasure:
    """A measure in use. One that is ``computed``, or not of kind weekly, takes no figures. ``target_set_by``: the team,
    or whoever outside; empty without a target."""

    organisation: str
    site: str
    team: str
    team_name: str
    measure: int
    measure_name: str
    short_name: str
    domain: Domain
    unit: str
    direction: Direction
    target: float | None
    decimals: int | None
    kind: MeasureKind
    computed: bool
    out_of: str
    every_weeks: int
    on_wall: bool
    definition: str
    source: str
    data_owner: str
    indicator: IndicatorKind | None
    target_set_by: str


@dataclass(frozen=True)
class FeedPoint:
    """A measure's figure of one week. One with a ``question`` nobody answered, and one ``left_out``, counts for
    nothing; one of a week that is not over is ``so_far``."""

    organisation: str
    site: str
    team: str
    team_name: str
    measure: int
    measure_name: str
    domain: Domain
    unit: str
    direction: Direction
    week: date
    value: float | None
    numerator: float | None
    denominator: float | None
    status: PointStatus
    waiting_for: str
    note: str
    shown: str
    question: str
    left_out: bool
    so_far: bool


@dataclass(frozen=True)
class FeedSignal:
    """What the rules say of a measure in the board's week; no signal while its figure is being checked."""

    organisation: str
    site: str
    team: str
    team_name: str
    measure: int
    measure_name: str
    domain: Domain
    unit: str
    week: date | None
    value: float | None
    shown: str
    signal: Signal | None
    says: str
    sentence: str
    target: float | None
    rules: str
    age: str
    provisional: bool


@dataclass(frozen=True)
class FeedProject:
    """A project in use, with the measures it should move."""

    organisation: str
    site: str
    team: str
    team_name: str
    project: int
    title: str
    stage: Stage
    stage_since: date
    owner: str
    aim: str
    change_idea: str
    next_step: str
    blocked: str
    halted: str
    measures: tuple[str, ...]
    cycles: int


@dataclass(frozen=True)
class FeedAction:
    """Something agreed; ``sent_up`` to the team above."""

    organisation: str
    site: str
    team: str
    team_name: str
    action: int
    text: str
    owner: str
    raised_on: date
    due: date | None
    done_on: date | None
    carried: int
    sent_up: bool


FeedRow = FeedTeam | FeedMeasure | FeedPoint | FeedSignal | FeedProject | FeedAction
