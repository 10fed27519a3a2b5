"""The lanes of a team's projects, and the shelves of those that left the board."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.projects import LaneCard, LanesView, ShelfLine
from vmboard.domain.weeks import age_words, long_day
from vmboard.domain.words import LANES, LinkRole, Stage
from vmboard.queries.board import as_card, as_lanes
from vmboard.queries.given_back import of_team
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.series import Series, team_series
from vmboard.queries.teams import members
from vmboard.queries.tiles import tile
from vmboard.store.revisions import revision_of
from vmboard.store.tables import Measure, StageMove, Team


@asks(Verb.READ_LANES)
def lanes(session: Session, actor: Actor, team_id: int, today: date) -> LanesView:
    """Every project on the board, in the board's own order. Only measures that a project should move are judged."""
    team = team_of(session, team_id)
    work = {improvement.project.id: improvement for improvement in improvements(session, team_id)}
    on_board = [improvement for improvement in work.values() if improvement.stage in LANES]
    series = team_series(session, team_id, today)
    moved = {improvement.project.id: _first(improvement, series) for improvement in on_board}
    tiles = {id_: tile(series[id_], today) for id_ in set(moved.values()) if id_ is not None}
    owners = {member.member_id: member.initials for member in members(session, actor, team_id)}
    cards = [as_card(improvement, series, tiles, owners, team, today) for improvement in on_board]
    made = []
    for lane in as_lanes(team, cards):
        for card in lane.cards:
            project, seen = work[card.project_id].project, moved[card.project_id]
            made.append(LaneCard(card, project.theme, tiles[seen] if seen is not None else None, project.holds_when))
    stages = [improvement.stage for improvement in work.values()]
    return LanesView(
        revision_of(session, team_id), lane_names(team), team.testing_limit, tuple(made), stages.count(Stage.STOPPED),
        stages.count(Stage.PARKED), of_team(session, team_id, work.values(), today),
    )  # fmt: skip


@asks(Verb.READ_SHELF)
def shelf(session: Session, actor: Actor, team_id: int, stage: Stage, today: date) -> Sequence[ShelfLine]:
    """The projects that were stopped, or parked, the newest first."""
    work = [improvement for improvement in improvements(session, team_id) if improvement.stage is stage]
    work.sort(key=lambda improvement: (-improvement.moved_on.toordinal(), -improvement.project.id))
    names = {m.id: m.name for m in session.scalars(select(Measure).where(Measure.team_id == team_id))}
    owners = {member.member_id: member.name for member in members(session, actor, team_id)}
    owners |= {member.member_id: member.name for member in members(session, actor, team_id, left=True)}
    said = {}
    moves = select(StageMove).where(StageMove.team_id == team_id, StageMove.to_stage == stage)
    for move in session.scalars(moves.order_by(StageMove.id)):
        said[move.project_id] = move.reason
    return [
        ShelfLine(
            improvement.project.id, improvement.project.title, owners.get(improvement.project.owner_id or 0, ""),
            stage, tuple(names[id_] for id_ in improvement.measures(LinkRole.OUTCOME) if id_ in names),
            improvement.project.aim, said.get(improvement.project.id, ""), _when(improvement, today),
        )
        for improvement in work
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


def _when(improvement: Improvement, today: date) -> str:
    """``4 Oct, after 5 weeks of testing``."""
    tested = [
        (after.moved_on - move.moved_on).days
        for move, after in zip(improvement.moves, improvement.moves[1:], strict=False)
        if move.to_stage is Stage.TESTING
    ]
    when = long_day(improvement.moved_on, today)
    if not sum(tested):
        return when
    return _("{when}, after {age} of testing", when=when, age=age_words(sum(tested)))
