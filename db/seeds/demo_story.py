"""What a demo team's story is told in. Days count back from today, weeks from the newest full week."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random

from db.seeds.demo_series import WEEKS, Cross, Level, Money, Since, shares
from vmboard.commands.points import NewPoint
from vmboard.domain.measures.library import LibraryMeasure, library_measure
from vmboard.domain.words import BenefitKind, Decision, Direction, Domain, IndicatorKind, PointStatus, Stage, Step

SAMPLED = 3
"""How many weeks ago capacity was last sampled."""


@dataclass(frozen=True)
class Row:
    """A row of the box score: a measure of the library (by key) or the team's own, and how its figures ran.

    ``of`` is what a percentage is a share of: a number, or the key of another row. ``baseline`` is the reason
    its first half year is frozen. ``late`` is how many of the newest weeks still wait for finance.
    ``by_day`` is how a row that is kept day by day ran.
    """

    like: str | LibraryMeasure
    shape: Level | None = None
    name: str = ""
    target: float | None = None
    target_set_by: str = ""
    baseline: str = ""
    of: str | int = ""
    on_wall: bool = True
    missing: tuple[int, ...] = ()
    late: int = 0
    provisional: bool = False
    by_day: Since | Cross | None = None

    @property
    def measure(self) -> LibraryMeasure:
        return library_measure(self.like) if isinstance(self.like, str) else self.like


@dataclass(frozen=True)
class Person:
    initials: str
    name: str
    job: str


@dataclass(frozen=True)
class Cycle:
    """A PDSA cycle. One that is not the newest of its project has run its course."""

    day: int
    plan: str
    prediction: str
    saw: str = ""
    learned: str = ""
    step: Step = Step.ACT
    decision: Decision | None = None


@dataclass(frozen=True)
class Impact:
    """A quality impact assessment: what could get worse, and who checked."""

    safety: str
    quality: str
    experience: str
    by: str


@dataclass(frozen=True)
class Gain:
    """A benefit: pounds a year, hours a week, or words; ``by`` is who in finance has confirmed it, ``on`` when."""

    kind: BenefitKind
    text: str
    amount: float | None = None
    by: str = ""
    on: int = 0
    hours_of: str = ""
    spent_on: str = ""


@dataclass(frozen=True)
class Project:
    """An improvement with the day of each of its moves, the idea first. ``learned`` is why it was stopped.

    ``by`` is the day its aim is for, in days from today; ``gains`` are claimed on the day of its latest move.
    """

    title: str
    owner: str
    outcome: str
    moves: tuple[tuple[Stage, int], ...]
    aim: str
    cycles: tuple[Cycle, ...] = ()
    guard: str = ""
    votes: int = 0
    benefit: str = ""
    next_step: str = ""
    blocked: str = ""
    learned: str = ""
    theme: str = ""
    aim_for: str = ""
    by: int | None = None
    change_idea: str = ""
    holds_when: str = "The tile on our board stays as good for three months."
    impact: Impact | None = None
    gains: tuple[Gain, ...] = ()


@dataclass(frozen=True)
class Task:
    """An action: due so many days from today, raised so many days ago, and perhaps done."""

    text: str
    owner: str
    due: int
    raised: int = 6
    done: int | None = None


@dataclass(frozen=True)
class Story:
    """One team, from the day its board was set up to today."""

    name: str
    site: str
    vision: str
    huddle_weekday: int
    huddle_time: time
    screen: tuple[str, str]
    """The wall screen's name, and where it hangs."""
    professions: str
    """Those who may come to its huddle, counted: at least two more than came to the newest one."""
    people: tuple[Person, ...]
    rows: tuple[Row, ...]
    projects: tuple[Project, ...]
    tasks: tuple[Task, ...]
    celebrations: tuple[str, ...]
    """The newest first; older huddles take them in turn."""
    money: Money | None = None
    not_held: tuple[int, ...] = ()
    """The huddles that did not happen, as weeks before the newest one."""
    call_link: str = ""
    """Of a team that meets at a distance: where."""
    last_huddle: tuple[int, int] = (8, 14)
    """How many people came to the newest huddle, and the minutes it took."""
    daily_days: str = ""
    daily_time: time = time(8, 15)
    daily_lines: tuple[str, ...] = ()
    """What was different on the days it met for its daily huddle, today's first; empty where nothing was."""

    def rng(self, name: str) -> Random:
        return Random(f"{self.name}: {name}")


def own(
    key: str, name: str, domain: Domain, unit: str, decimals: int, direction: Direction, definition: str,
    source: str, data_owner: str, every: int = 1, indicator: IndicatorKind | None = None,
) -> LibraryMeasure:  # fmt: skip
    """A measure of the team's own making."""
    return LibraryMeasure(
        key, name, domain, unit, decimals, direction, definition, source, data_owner, every, indicator=indicator
    )


def costing(*parts: str) -> LibraryMeasure:
    """Cost per patient, made of these parts."""
    return replace(library_measure("cost_per_patient"), numerators=dict.fromkeys(parts, 1.0))


def idea(day: int) -> tuple[tuple[Stage, int], ...]:
    return ((Stage.IDEA, day),)


def testing(day: int) -> tuple[tuple[Stage, int], ...]:
    return ((Stage.IDEA, day + 14), (Stage.TESTING, day))


def embedded(day: int, tested_for: int = 42) -> tuple[tuple[Stage, int], ...]:
    return (*testing(day + tested_for), (Stage.EMBEDDED, day))


def stopped(day: int, tested_for: int = 35) -> tuple[tuple[Stage, int], ...]:
    return (*testing(day + tested_for), (Stage.STOPPED, day))


def parked(day: int) -> tuple[tuple[Stage, int], ...]:
    return ((Stage.IDEA, day + 28), (Stage.PARKED, day))


def figures(story: Story, newest: date) -> dict[str, list[NewPoint]]:
    """The data points of every typed row by key, oldest first; ``newest`` is the last week ending."""
    values: dict[str, list[float]] = {
        row.measure.key: row.shape.figures(story.rng(row.measure.key)) for row in story.rows if row.shape
    }
    if story.money:
        patients = next(row.shape for row in story.rows if row.measure.key == "patients")
        assert isinstance(patients, Level)
        values |= story.money.figures(patients, values["patients"], story.rng)
    return {row.measure.key: _points(row, values, newest) for row in story.rows if row.measure.key in values}


def _points(row: Row, values: Mapping[str, list[float]], newest: date) -> list[NewPoint]:
    mine, every = values[row.measure.key], row.measure.cadence_weeks
    out_of = [float(row.of)] * WEEKS if isinstance(row.of, int) else values[row.of] if row.of else None
    split = shares(mine, out_of) if out_of else None
    made = []
    for ago in reversed(range(WEEKS)):
        if ago in row.missing or ago % every != SAMPLED % every:
            continue
        week, place = newest - timedelta(weeks=ago), WEEKS - 1 - ago
        status = PointStatus.PROVISIONAL if row.provisional and ago == 0 else PointStatus.FINAL
        if ago < row.late:
            made.append(NewPoint(week, None, status=PointStatus.NOT_IN_YET, waiting_for="finance"))
        elif split:
            made.append(NewPoint(week, None, *split[place], status=status))
        else:
            made.append(NewPoint(week, mine[place], status=status))
    return made
