"""The lanes of a team's projects, and the shelves of those that left the board."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.views.projects import LaneCard, LanesView, ShelfLine
from vmboard.domain.weeks import age_words, long_day
from vmboard.domain.words import LANES, LinkRole, Stage
from vmboard.queries.board import Improvement, as_card, as_lanes, improvements
from vmboard.queries.series import Series, team_series
from vmboard.queries.teams import members
from vmboard.queries.tiles import tile
from vmboard.store.tables import Measure, StageMove, Team


@asks(Verb.READ_LANES)
def lanes(session: Session, actor: Actor, team_id: int, today: date) -> LanesView:
    """Every project on the board, in the board's own order. Only measures that a project should move are judged."""
    team = team_of(session, team_id)
    work = {one.project.id: one for one in improvements(session, team_id)}
    on_board = [one for one in work.values() if one.stage in LANES]
    series = team_series(session, team_id, today)
    moved = {one.project.id: _first(one, series) for one in on_board}
    tiles = {id_: tile(series[id_], today) for id_ in set(moved.values()) if id_ is not None}
    owners = {member.member_id: member.initials for member in members(session, actor, team_id)}
    cards = [as_card(one, series, tiles, owners, team, today) for one in on_board]
    made = []
    for lane in as_lanes(team, cards):
        for card in lane.cards:
            project, seen = work[card.project_id].project, moved[card.project_id]
            chart = tiles[seen].chart if seen is not None else None
            made.append(LaneCard(card, project.theme, chart, project.holds_when))
    stages = [one.stage for one in work.values()]
    return LanesView(
        team.revision, lane_names(team), team.testing_limit, tuple(made), stages.count(Stage.STOPPED),
        stages.count(Stage.PARKED),
    )  # fmt: skip


@asks(Verb.READ_SHELF)
def shelf(session: Session, actor: Actor, team_id: int, stage: Stage, today: date) -> Sequence[ShelfLine]:
    """The projects that were stopped, or parked, the newest first."""
    work = [one for one in improvements(session, team_id) if one.stage is stage]
    names = {m.id: m.name for m in session.scalars(select(Measure).where(Measure.team_id == team_id))}
    owners = {member.member_id: member.name for member in members(session, actor, team_id)}
    owners |= {member.member_id: member.name for member in members(session, actor, team_id, left=True)}
    said = {}
    moves = select(StageMove).where(StageMove.team_id == team_id, StageMove.to_stage == stage)
    for move in session.scalars(moves.order_by(StageMove.id)):
        said[move.project_id] = move.reason
    return [
        ShelfLine(
            one.project.id, one.project.title, owners.get(one.project.owner_id or 0, ""), stage,
            tuple(names[id_] for id_ in one.measures(LinkRole.OUTCOME) if id_ in names), one.project.aim,
            said.get(one.project.id, ""), _when(one, today),
        )
        for one in sorted(work, key=lambda one: (-one.moved_on.toordinal(), -one.project.id))
    ]  # fmt: skip


def team_of(session: Session, team_id: int) -> Team:
    team = session.get(Team, team_id)
    if team is None:
        raise Refused("That team is not here any more. Go back to the list of teams.")
    return team


def lane_names(team: Team) -> tuple[str, str, str]:
    return team.idea_lane, team.testing_lane, team.embedded_lane


def _first(one: Improvement, series: dict[int, Series]) -> int | None:
    """The first measure that a project should move."""
    return next((id_ for id_ in one.measures(LinkRole.OUTCOME) if id_ in series), None)


def _when(one: Improvement, today: date) -> str:
    """``4 Oct, after 5 weeks of testing``."""
    tested = [
        (after.moved_on - move.moved_on).days
        for move, after in zip(one.moves, one.moves[1:], strict=False)
        if move.to_stage is Stage.TESTING
    ]
    when = long_day(one.moved_on, today)
    return f"{when}, after {age_words(sum(tested))} of testing" if sum(tested) else when
