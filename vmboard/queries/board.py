"""Read model of a wall: everything a wall shows, read in some twenty queries however large the board."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import BindParameter

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.projects.standing import days_text, is_stuck
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.board import Block, Board, Card, Focus, Lane, Tile
from vmboard.domain.views.follow import Follow, Hours
from vmboard.domain.weeks import huddle_words, long_day, moment_of, next_huddle, paused_words, weekday_day
from vmboard.domain.words import LANES, LinkRole, Signal, Stage, Step
from vmboard.queries import daily, provenance
from vmboard.queries.given_back import of_team
from vmboard.queries.holding import holding_of
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.owed import owed
from vmboard.queries.series import Series, series_of, team_row, team_seen, team_series, week_of
from vmboard.queries.tiles import most_told, of_week, rests, tile
from vmboard.queries.tray import last_thanks
from vmboard.queries.wall_actions import open_words, wall_actions
from vmboard.store.columns import columns, every_column, looked_at
from vmboard.store.revisions import edition_of
from vmboard.store.tables import Huddle, Member, Organisation, Site, Team

_TEAM: BindParameter[int] = bindparam("team")
_MEMBERS = select(Member.id, Member.initials).where(Member.team_id == _TEAM)
_LAST_HUDDLE = (
    every_column(Huddle)
    .where(Huddle.team_id == _TEAM, Huddle.held_on <= bindparam("today"))
    .order_by(Huddle.held_on.desc())
    .limit(2)  # the one under way, and the last that was held
)
FOLLOWS_FOR = timedelta(minutes=30)
"""After its last step a huddle leads the walls no longer."""
MISSING_BEFORE, MISSING_AFTER = timedelta(minutes=15), timedelta(minutes=15)
"""How long before and after the time of a huddle a wall says what is missing."""
_IS_DEMO = select(Organisation.is_demo).join(Site).where(Site.id == bindparam("site"))

_STEPS = list(Step)
_FOCUS_ORDER = (Signal.CONCERN, Signal.IMPROVEMENT, Signal.NEUTRAL, None, Signal.COMMON_CAUSE, Signal.NOT_ENOUGH)
"""By what a tile says; None is said of a figure that is being checked."""


@asks(Verb.READ_BOARD)
def board(session: Session, actor: Actor, team_id: int, today: date) -> Board:
    """The board of one team as it stands on ``today``. Raises Refused where there is no such team."""
    team = team_seen(session, team_id)
    return board_of(session, team, series_of(session, team, today), today)


def board_of(session: Session, team: Team, series: dict[int, Series], today: date) -> Board:
    """The board whose measures were read already."""
    team_id = team.id
    edition = edition_of(session, team_id)
    owners = dict(map(tuple, columns(session, _MEMBERS, {"team": team_id})))
    work = improvements(session, team_id)
    movers = _movers(work)
    tiles, footer = _tiles(series, week_of(team, today), movers, today)
    seen = {id_: wall_tile for id_, wall_tile in tiles.items() if not rests(series[id_], wall_tile)}
    cards = [as_card(improvement, series, tiles, owners, team, today) for improvement in work]
    actions = wall_actions(session, team_id, owners, today)
    lacking = owed(session, team, series, week_of(team, today))
    return Board(
        team_id=team_id,
        slug=team.slug,
        revision=edition.revision,
        today=today,
        team_name=team.name,
        vision=team.vision,
        is_demo=any(is_demo for (is_demo,) in columns(session, _IS_DEMO, {"site": team.site_id})),
        timezone=team.timezone,
        week_text=long_day(footer, today),
        tiles=tuple(seen.values()),
        focuses=tuple(f for f in _focuses(tiles, movers, cards, series, today) if f.tile.measure_id in seen),
        lanes=as_lanes(team, cards),
        actions=actions,
        actions_text=open_words(actions),
        public_words=team.public_words,
        owed=lacking,
        paused=_paused(team, today),
        stamp=edition.stamp,
        given_back=of_team(session, team_id, work, today).pieces,
        daily=daily.on_board(session, team, series, actions, lacking, today),
        **_meetings(session, team, today),
    )


def stood(session: Session, team_id: int, day: date) -> dict[int, Signal | None]:
    """What the board said of each measure on a day, by its id: its tiles' words alone."""
    series = team_series(session, team_id, day)
    tiles, _ = _tiles(series, week_of(team_row(session, team_id), day), defaultdict(list), day)
    return {id_: wall_tile.stands for id_, wall_tile in tiles.items() if not rests(series[id_], wall_tile)}


def _meetings(session: Session, team: Team, today: date) -> dict[str, Any]:
    """What a board says of its huddles: the next, the last, and the one under way."""
    newest = looked_at(session, Huddle, _LAST_HUDDLE, {"team": team.id, "today": today})
    last, under_way = next((row for row in newest if not _is_open(row)), None), _under_way(newest, today)
    upcoming = next_huddle(today, team.huddle_weekday, last.held_on if last else None)
    return {
        "next_huddle": huddle_words(upcoming, team.huddle_time, today),
        "last_huddle": _last_huddle(last, today),
        "celebration": (under_way.celebration if under_way else "")
        or last_thanks(session, team.id, last.held_on if last else None, today)
        or (last.celebration if last else ""),
        "follow": next((_follow(row) for row in newest if _is_open(row) and row.on_wall), None),
        "huddle_hours": _huddle_hours(under_way),
        "missing_hours": _missing_hours(team, upcoming),
    }


def _tiles(
    series: dict[int, Series], week: date, movers: dict[int, list[Improvement]], today: date
) -> tuple[dict[int, Tile], date]:
    """The tiles of what hangs on the wall, and the week that most are of: what the footer names."""
    made = {
        id_: tile(measure_series, today, _notes(movers[id_]), tells_changes=True)
        for id_, measure_series in series.items() if measure_series.measure.on_wall
    }  # fmt: skip
    told = [t.week for id_, t in made.items() if not t.is_by_day and not rests(series[id_], t)]
    footer = most_told(told, week)
    return {id_: of_week(wall_tile, footer, today) for id_, wall_tile in made.items()}, footer


def _movers(work: list[Improvement]) -> dict[int, list[Improvement]]:
    """The projects meant to move each measure."""
    movers: dict[int, list[Improvement]] = defaultdict(list)
    for one in work:
        for measure_id in one.measures(LinkRole.OUTCOME):
            movers[measure_id].append(one)
    return movers


def _notes(movers: list[Improvement]) -> tuple[tuple[date, str], ...]:
    return tuple(
        (cycle.started_on, _("PDSA {number}", number=cycle.number))
        for one in movers
        if one.stage in (Stage.TESTING, Stage.EMBEDDED)
        for cycle in one.cycles
    )


def as_card(
    improvement: Improvement,
    series: dict[int, Series],
    tiles: dict[int, Tile],
    owners: dict[int, str],
    team: Team,
    today: date,
) -> Card:
    """A project as every screen shows it; ``tiles`` are those of the measures that may judge it."""
    project, cycle = improvement.project, improvement.cycles[-1] if improvement.cycles else None
    outcomes = [id_ for id_ in improvement.measures(LinkRole.OUTCOME) if id_ in series]
    holds = holding_of(improvement, series, tiles, today)
    return Card(
        project_id=project.id,
        title=project.title,
        stage=improvement.stage,
        owner=owners.get(project.owner_id or 0, ""),
        measures=tuple(series[id_].measure.short_name or series[id_].measure.name for id_ in outcomes),
        days=(today - improvement.moved_on).days,
        days_text=days_text(improvement.stage, improvement.moved_on, today),
        cycle=cycle.number if cycle else None,
        step=_STEPS.index(cycle.step) if cycle else None,
        cycle_done=cycle is not None and cycle.decision is not None,
        stuck=is_stuck(
            improvement.stage, improvement.moved_on, cycle.started_on if cycle else None, today, team.stuck_after_days
        ),
        blocked=project.blocked_reason,
        benefit=project.benefit,
        holding=holds.holds if holds else None,
        holding_text=holds.short if holds else "",
        votes=project.votes,
        public=project.public,
        halted=improvement.halted,
    )


def as_lanes(team: Team, cards: list[Card]) -> tuple[Lane, ...]:
    """The cards in the board's three lanes, by the team's own names for them, each lane in its order."""
    names = {Stage.IDEA: team.idea_lane, Stage.TESTING: team.testing_lane, Stage.EMBEDDED: team.embedded_lane}
    lanes = []
    for stage in LANES:
        here = sorted((c for c in cards if c.stage is stage), key=lambda c: _card_order(stage, c))
        of = _("{number} of {of}", number=len(here), of=team.testing_limit)
        count = of if stage is Stage.TESTING else str(len(here))
        lanes.append(Lane(stage, stage.named(names[stage]), tuple(here), count))
    return tuple(lanes)


def _card_order(stage: Stage, card: Card) -> tuple[int, int]:
    """Ideas by votes, tests longest first (they need the talk), embedded newest first; trouble before all."""
    if stage is Stage.IDEA:
        return (-card.votes, card.days)
    if stage is Stage.TESTING:
        return (0 if card.halted or card.blocked or card.stuck else 1, -card.days)
    return (0 if card.holding is False else 1, card.days)


def _focuses(
    tiles: dict[int, Tile],
    movers: dict[int, list[Improvement]],
    cards: list[Card],
    series: dict[int, Series],
    today: date,
) -> tuple[Focus, ...]:
    """One focus a measure: those with a signal first, worse before better, then those a test means to move."""
    card_of = {card.project_id: card for card in cards}
    made = []
    for id_, wall_tile in tiles.items():
        mover = _mover(movers[id_])
        blocks = _blocks(mover, tiles) if mover else ()
        card = card_of[mover.project.id] if mover else None
        facts = provenance.facts(series[id_], wall_tile, today)
        made.append(Focus(wall_tile, card, blocks, provenance.about(series[id_]), facts))
    return tuple(sorted(made, key=lambda f: (_FOCUS_ORDER.index(f.tile.stands), f.card is None)))


def _mover(movers: list[Improvement]) -> Improvement | None:
    """The project meant to move a measure: one in testing before one embedded before an idea, newest first."""
    order = {Stage.TESTING: 0, Stage.EMBEDDED: 1, Stage.IDEA: 2}
    mine = [w for w in movers if w.stage in order]
    return min(mine, key=lambda w: (order[w.stage], -w.moved_on.toordinal()), default=None)


def _blocks(improvement: Improvement, tiles: dict[int, Tile]) -> tuple[Block, ...]:
    project, cycle = improvement.project, improvement.cycles[-1] if improvement.cycles else None
    said = [
        Block(_("Blocked"), project.blocked_reason),
        Block(_("Aim"), project.aim or project.change_idea),
        Block(_("What we predicted"), cycle.prediction if cycle else ""),
        Block(_("What we saw"), cycle.saw if cycle else ""),
        Block(_("What we learned"), cycle.learned if cycle else ""),
        Block(_("Next step"), project.next_step),
    ]
    guards = [tiles[id_] for id_ in improvement.measures(LinkRole.GUARD) if id_ in tiles]
    said += [
        Block(
            _("Keeping an eye on"),
            guard.name if guard.stands else _("{measure}: being checked", measure=guard.name),
            guard.stands,
        )
        for guard in guards
    ]
    return tuple(block for block in said if block.text)


def _paused(team: Team, today: date) -> str:
    """``Paused since 3 Nov: the ward moves``; what a stand-in group is; empty for a team at work."""
    if team.stand_in:
        return team.stand_in
    if team.paused_on is None or team.paused_on > today:
        return ""
    return paused_words(team.paused_on, team.paused_reason, today)


def _under_way(newest: Sequence[Huddle], today: date) -> Huddle | None:
    return next((row for row in newest if _is_open(row) and row.held_on == today), None)


def _huddle_hours(huddle: Huddle | None) -> Hours | None:
    if huddle is None or huddle.opened_at is None:
        return None
    return huddle.opened_at, (huddle.section_at or huddle.opened_at) + FOLLOWS_FOR


def _missing_hours(team: Team, day: date) -> Hours:
    begins = moment_of(day, team.huddle_time, team.timezone)
    return begins - MISSING_BEFORE, begins + MISSING_AFTER


def _is_open(huddle: Huddle) -> bool:
    return huddle.opened_at is not None and huddle.closed_at is None


def _follow(huddle: Huddle) -> Follow | None:
    at = huddle.section_at
    return Follow(huddle.section, huddle.project_id, at + FOLLOWS_FOR) if at else None


def _last_huddle(huddle: Huddle | None, today: date) -> str:
    if huddle is None:
        return ""
    parts = [weekday_day(huddle.held_on)]
    if huddle.people:
        parts.append(ngettext("{n} person", "{n} people", huddle.people))
    if huddle.minutes:
        parts.append(ngettext("{n} min", "{n} min", huddle.minutes))
    return " · ".join(parts)
