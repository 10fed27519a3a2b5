"""Export model: all that is known of a team's figures, projects and actions, with definitions, decisions and changes,
to be taken away in a file."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vmboard.domain.escalations import Asked
from vmboard.domain.views.board import Tile
from vmboard.domain.words import Decision, Direction, IndicatorKind, MeasureKind, PartRole, PointStatus, Stage, Step


@dataclass(frozen=True)
class FigureRecord:
    """A measure's figure for one week, as every screen tells it."""

    week: date
    value: float | None
    numerator: float | None
    denominator: float | None
    status: PointStatus
    waiting_for: str
    note: str
    doubt: str
    """What was asked about it and nobody has answered yet."""
    left_out: bool = False
    """Whether somebody left its week out, here or of a measure it is worked out from."""


@dataclass(frozen=True)
class DayRecord:
    """How often it happened on one day, of a measure kept day by day."""

    day: date
    count: int
    note: str


@dataclass(frozen=True)
class PartRecord:
    """A measure that enters a derived one. ``measure_id`` may be of one that is no longer in use."""

    measure_id: int
    name: str
    role: PartRole
    weight: float


@dataclass(frozen=True)
class DecisionRecord:
    """What somebody decided about a chart: ``what`` is baseline, new centre line or week left out."""

    what: str
    first_week: date
    last_week: date
    reason: str


@dataclass(frozen=True)
class MeasureRecord:
    """A measure: how it stands (``tile``), what it means, and all its figures, oldest first.

    A derived measure has ``parts``: ``factor`` × the sum of weight × numerator, over the denominator.
    """

    measure_id: int
    tile: Tile
    short_name: str
    decimals: int | None
    direction: Direction
    target: float | None
    definition: str
    source: str
    data_owner: str
    kind: MeasureKind
    cadence_weeks: int
    out_of: str
    factor: float
    retired_on: date | None
    parts: tuple[PartRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    figures: tuple[FigureRecord, ...]
    days: tuple[DayRecord, ...]
    target_set_by: str = ""
    indicator: IndicatorKind | None = None


@dataclass(frozen=True)
class MoveRecord:
    """A project taken to another lane, and the words typed then."""

    to_stage: Stage
    moved_on: date
    reason: str


@dataclass(frozen=True)
class CycleRecord:
    """A PDSA cycle. Without a ``decision`` it goes on."""

    number: int
    step: Step
    started_on: date
    plan: str
    prediction: str
    saw: str
    learned: str
    decision: Decision | None


@dataclass(frozen=True)
class ProjectRecord:
    """A project in use, with the measures it should move and must not harm by name, its moves and its cycles, oldest
    first. ``owner`` are initials."""

    project_id: int
    title: str
    stage: Stage
    since: date
    owner: str
    theme: str
    aim: str
    aim_for: str
    aim_by: date | None
    change_idea: str
    next_step: str
    blocked: str
    halted: str
    outcomes: tuple[str, ...]
    guards: tuple[str, ...]
    moves: tuple[MoveRecord, ...]
    cycles: tuple[CycleRecord, ...]


@dataclass(frozen=True)
class SentUpRecord:
    """A step of an escalation: who has it from that day, and the mover's words. What is sent up says who is to answer
    it, by which day, and of what kind it is."""

    state: Asked
    on: date
    to_team: str
    words: str
    receiver: str = ""
    answer_by: date | None = None
    problem_kind: str = ""


@dataclass(frozen=True)
class ActionRecord:
    """Something agreed, open or done. ``owner`` are initials; ``project`` is a title, empty without one."""

    action_id: int
    text: str
    owner: str
    project: str
    raised_on: date
    due: date | None
    done_on: date | None
    repeat_weeks: int | None
    carried: int
    sent_up: tuple[SentUpRecord, ...]


@dataclass(frozen=True)
class TeamRecord:
    """A team, its measures in the order of its board, and its projects and actions, oldest first. ``week`` is the one
    its board tells of; who answers what it sends up, and the days they agreed for it, stand as they do today."""

    team_id: int
    slug: str
    name: str
    site: str
    organisation: str
    is_demo: bool
    stand_in: str
    week: date
    today: date
    measures: tuple[MeasureRecord, ...]
    projects: tuple[ProjectRecord, ...] = ()
    actions: tuple[ActionRecord, ...] = ()
    service_manager: str = ""
    executive_sponsor: str = ""
    answer_days: int | None = None


@dataclass(frozen=True)
class ChangeRecord:
    """A change of a figure, a measure, a decision, a project or an action: how the row stood before and after."""

    revision: int
    at: datetime
    by: str
    verb: str
    noun: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str
