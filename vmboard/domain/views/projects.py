"""What the pages of projects show."""

from dataclasses import dataclass, field
from datetime import date

from vmboard.domain.projects.holding import Holding
from vmboard.domain.projects.standing import BenefitTotal
from vmboard.domain.schemes.given_back import GivenBack
from vmboard.domain.views.board import Card, Tile
from vmboard.domain.views.understanding import Understanding
from vmboard.domain.words import BenefitKind, BenefitState, Decision, LinkRole, Stage, Step


@dataclass(frozen=True)
class LaneCard:
    """A card in a lane, with the tile of the measure that it should move."""

    card: Card
    theme: str
    tile: Tile | None
    holds_when: str


@dataclass(frozen=True)
class LanesView:
    """The three lanes with their names, and how many projects left the board."""

    revision: int
    names: tuple[str, str, str]
    testing_limit: int
    cards: tuple[LaneCard, ...]
    """Lane by lane, each in the board's own order."""
    stopped: int
    parked: int
    given: GivenBack = field(default_factory=GivenBack)


@dataclass(frozen=True)
class ShelfLine:
    """A project that left the board: what it was for, and what it taught."""

    project_id: int
    title: str
    owner: str
    stage: Stage
    measures: tuple[str, ...]
    aim: str
    said: str
    """What we learned, or why it is parked."""
    when: str
    """``Since 4 Oct, tested for 5 weeks``."""


@dataclass(frozen=True)
class LinkLine:
    measure_id: int
    name: str
    role: LinkRole


@dataclass(frozen=True)
class CycleLine:
    cycle_id: int
    number: int
    step: Step
    started: str
    plan: str
    prediction: str
    saw: str
    learned: str
    decision: Decision | None


@dataclass(frozen=True)
class BenefitLine:
    benefit_id: int
    kind: BenefitKind
    text: str
    amount: float | None
    state: BenefitState
    version: int
    confirmed: str
    """``Confirmed by Ann Ross, finance, 4 Nov``; empty while it is claimed."""
    hours_of: str = ""
    spent_on: str = ""
    """Of capacity: whose hours, and what the time is spent on now."""


@dataclass(frozen=True)
class Impact:
    """The quality impact assessment: what could get worse, and who checked."""

    safety: str = ""
    quality: str = ""
    experience: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    done: bool = False


@dataclass(frozen=True)
class MoveLine:
    """``Testing``, ``2 Sep``, by whom, and what was said."""

    stage: str
    day: str
    by: str
    said: str


@dataclass(frozen=True)
class ProjectView:
    """One project with everything there is to say of it. Words of boxes are as they are stored."""

    project_id: int
    removed: bool
    title: str
    stage: Stage
    names: tuple[str, str, str]
    where: str
    """``In Testing for 46 days``."""
    stuck: str
    aim_sentence: str
    aim: str
    aim_for: str
    aim_by: date | None
    theme: str
    public: bool
    change_idea: str
    next_step: str
    holds_when: str
    blocked: str
    owner_id: int | None
    votes: int
    links: tuple[LinkLine, ...]
    others: tuple[tuple[int, str], ...]
    """Measures it is not tied to."""
    outcome: Tile | None
    cycles: tuple[CycleLine, ...]
    impact: Impact
    about_money: bool
    needs: tuple[str, ...]
    benefits: tuple[BenefitLine, ...]
    totals: tuple[BenefitTotal, ...]
    holding: Holding | None
    moves: tuple[MoveLine, ...]
    origin: str = ""
    """``From a patient or family, week to 22 Nov``, where it came by a door."""
    programmes: str = ""
    """Those it serves, as they are stored."""
    understanding: Understanding = field(default_factory=Understanding)
