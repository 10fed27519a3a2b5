"""Everything a wall shows, read in a dozen queries however large the board."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access import Actor
from vmboard.domain.projects import days_text, is_stuck, still_holds
from vmboard.domain.refusals import Refused
from vmboard.domain.views import ActionLine, Block, Board, Card, Focus, Lane, Tile
from vmboard.domain.weeks import due_words, huddle_words, last_full_week, long_day, next_huddle, weekday_day
from vmboard.domain.words import LANES, LinkRole, Signal, Stage, Step
from vmboard.queries.series import Series, team_series
from vmboard.queries.tiles import baseline_mean, tile
from vmboard.store.tables import (
    Action,
    Huddle,
    Member,
    Organisation,
    PdsaCycle,
    Project,
    ProjectMeasure,
    Site,
    StageMove,
    Team,
)

_STEPS = list(Step)
_FOCUS_ORDER = (Signal.CONCERN, Signal.IMPROVEMENT, Signal.NEUTRAL, Signal.COMMON_CAUSE, Signal.NOT_ENOUGH)


@dataclass
class Improvement:
    """A project's rows, gathered. Its stage is where its latest move took it."""

    project: Project
    moves: list[StageMove]
    cycles: list[PdsaCycle] = field(default_factory=list)
    links: list[ProjectMeasure] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.moves[-1].to_stage

    @property
    def moved_on(self) -> date:
        return self.moves[-1].moved_on

    def measures(self, role: LinkRole) -> list[int]:
        return [link.measure_id for link in self.links if link.role is role]


def board(session: Session, actor: Actor, team_id: int, today: date) -> Board:
    """The board of one team as it stands on ``today``. Raises Refused where there is no such team."""
    team = session.get(Team, team_id)
    if team is None:
        raise Refused("That team is not here any more.")
    owners = {m.id: m.initials for m in session.scalars(select(Member).where(Member.team_id == team_id))}
    series = team_series(session, team_id)
    work = improvements(session, team_id)
    tiles = {
        id_: tile(one, today, team.week_ends_on, _notes(work, id_))
        for id_, one in series.items()
        if one.measure.on_wall
    }
    cards = [_card(one, series, tiles, owners, team, today) for one in work]
    actions = _actions(session, team_id, owners, today)
    huddle = session.scalar(
        select(Huddle)
        .where(Huddle.team_id == team_id, Huddle.held_on <= today)
        .order_by(Huddle.held_on.desc())
        .limit(1)
    )
    held = huddle.held_on if huddle else None
    late = sum(line.late for line in actions)
    return Board(
        team_id=team_id,
        slug=team.slug,
        revision=team.revision,
        today=today,
        team_name=team.name,
        vision=team.vision,
        is_demo=bool(session.scalar(select(Organisation.is_demo).join(Site).where(Site.id == team.site_id))),
        timezone=team.timezone,
        next_huddle=huddle_words(next_huddle(today, team.huddle_weekday, held), team.huddle_time, today),
        week_text=long_day(last_full_week(today, team.week_ends_on), today),
        last_huddle=_last_huddle(huddle, today),
        celebration=huddle.celebration if huddle else "",
        tiles=tuple(tiles.values()),
        focuses=_focuses(tiles, work, cards),
        lanes=_lanes(team, cards),
        actions=actions,
        actions_text=(f"{len(actions)} open" + (f" · {late} late" if late else "")) if actions else "",
    )


def improvements(session: Session, team_id: int) -> list[Improvement]:
    """Every project in use with its stage moves, cycles and links. Four queries, however many projects."""
    moves: dict[int, list[StageMove]] = defaultdict(list)
    for move in session.scalars(select(StageMove).where(StageMove.team_id == team_id).order_by(StageMove.id)):
        moves[move.project_id].append(move)
    cycles: dict[int, list[PdsaCycle]] = defaultdict(list)
    for cycle in session.scalars(select(PdsaCycle).where(PdsaCycle.team_id == team_id).order_by(PdsaCycle.number)):
        cycles[cycle.project_id].append(cycle)
    links: dict[int, list[ProjectMeasure]] = defaultdict(list)
    for link in session.scalars(select(ProjectMeasure).where(ProjectMeasure.team_id == team_id)):
        links[link.project_id].append(link)
    projects = select(Project).where(Project.team_id == team_id, Project.removed.is_(False)).order_by(Project.id)
    return [Improvement(p, moves[p.id], cycles[p.id], links[p.id]) for p in session.scalars(projects)]


def _notes(work: list[Improvement], measure_id: int) -> tuple[tuple[date, str], ...]:
    return tuple(
        (cycle.started_on, f"PDSA {cycle.number}")
        for one in work
        if measure_id in one.measures(LinkRole.OUTCOME) and one.stage in (Stage.TESTING, Stage.EMBEDDED)
        for cycle in one.cycles
    )


def _card(
    one: Improvement,
    series: dict[int, Series],
    tiles: dict[int, Tile],
    owners: dict[int, str],
    team: Team,
    today: date,
) -> Card:
    project, cycle = one.project, one.cycles[-1] if one.cycles else None
    outcomes = [id_ for id_ in one.measures(LinkRole.OUTCOME) if id_ in series]
    return Card(
        project_id=project.id,
        title=project.title,
        stage=one.stage,
        owner=owners.get(project.owner_id or 0, ""),
        measures=tuple(series[id_].measure.short_name or series[id_].measure.name for id_ in outcomes),
        days=(today - one.moved_on).days,
        days_text=days_text(one.stage, one.moved_on, today),
        cycle=cycle.number if cycle else None,
        step=_STEPS.index(cycle.step) if cycle else None,
        cycle_done=cycle is not None and cycle.decision is not None,
        stuck=is_stuck(one.stage, one.moved_on, cycle.started_on if cycle else None, today, team.stuck_after_days),
        blocked=project.blocked_reason,
        benefit=project.benefit,
        holding=_holding(one, series, tiles, outcomes),
        votes=project.votes,
    )


def _holding(one: Improvement, series: dict[int, Series], tiles: dict[int, Tile], outcomes: list[int]) -> bool | None:
    if one.stage is not Stage.EMBEDDED or not outcomes or outcomes[0] not in tiles:
        return None
    of, chart = series[outcomes[0]], tiles[outcomes[0]].chart
    return still_holds(
        chart.weeks,
        chart.values,
        tiles[outcomes[0]].signal,
        of.measure.direction,
        baseline_mean(of),
        one.moved_on,
    )


def _lanes(team: Team, cards: list[Card]) -> tuple[Lane, ...]:
    names = {Stage.IDEA: team.idea_lane, Stage.TESTING: team.testing_lane, Stage.EMBEDDED: team.embedded_lane}
    lanes = []
    for stage in LANES:
        here = sorted((c for c in cards if c.stage is stage), key=lambda c: _card_order(stage, c))
        count = f"{len(here)} of {team.testing_limit}" if stage is Stage.TESTING else str(len(here))
        lanes.append(Lane(stage, names[stage], tuple(here), count))
    return tuple(lanes)


def _card_order(stage: Stage, card: Card) -> tuple[int, int]:
    """Ideas by votes, tests longest first (they need the talk), embedded newest first; trouble before all."""
    if stage is Stage.IDEA:
        return (-card.votes, card.days)
    if stage is Stage.TESTING:
        return (0 if card.blocked or card.stuck else 1, -card.days)
    return (0 if card.holding is False else 1, card.days)


def _actions(session: Session, team_id: int, owners: dict[int, str], today: date) -> tuple[ActionLine, ...]:
    wanted = select(Action).where(Action.team_id == team_id, Action.removed.is_(False), Action.done_on.is_(None))
    rows = sorted(session.scalars(wanted), key=lambda a: (a.due or today + timedelta(days=3650), a.id))
    return tuple(
        ActionLine(
            a.id,
            a.text,
            owners.get(a.owner_id or 0, ""),
            due_words(a.due, today),
            bool(a.due and a.due < today),
            a.version,
        )
        for a in rows
    )


def _focuses(tiles: dict[int, Tile], work: list[Improvement], cards: list[Card]) -> tuple[Focus, ...]:
    """One focus a measure: those with a signal first, worse before better, then those a test means to move."""
    card_of = {card.project_id: card for card in cards}
    made = []
    for id_, one in tiles.items():
        mover = _mover(work, id_)
        blocks = _blocks(mover, tiles) if mover else ()
        made.append(Focus(one, card_of[mover.project.id] if mover else None, blocks))
    return tuple(sorted(made, key=lambda f: (_FOCUS_ORDER.index(f.tile.signal), f.card is None)))


def _mover(work: list[Improvement], measure_id: int) -> Improvement | None:
    """The project meant to move a measure: one in testing before one embedded before an idea, newest first."""
    order = {Stage.TESTING: 0, Stage.EMBEDDED: 1, Stage.IDEA: 2}
    mine = [w for w in work if w.stage in order and measure_id in w.measures(LinkRole.OUTCOME)]
    return min(mine, key=lambda w: (order[w.stage], -w.moved_on.toordinal()), default=None)


def _blocks(one: Improvement, tiles: dict[int, Tile]) -> tuple[Block, ...]:
    project, cycle = one.project, one.cycles[-1] if one.cycles else None
    said = [
        Block("In the way", project.blocked_reason),
        Block("Aim", project.aim or project.change_idea),
        Block("What we predicted", cycle.prediction if cycle else ""),
        Block("What we saw", cycle.saw if cycle else ""),
        Block("What we learned", cycle.learned if cycle else ""),
        Block("Next step", project.next_step),
    ]
    guards = [tiles[id_] for id_ in one.measures(LinkRole.GUARD) if id_ in tiles]
    said += [Block("Keeping an eye on", guard.name, guard.signal) for guard in guards]
    return tuple(block for block in said if block.text)


def _last_huddle(huddle: Huddle | None, today: date) -> str:
    if huddle is None:
        return ""
    parts = [weekday_day(huddle.held_on)]
    if huddle.people:
        parts.append("1 person" if huddle.people == 1 else f"{huddle.people} people")
    if huddle.minutes:
        parts.append(f"{huddle.minutes} min")
    return " · ".join(parts)
