"""Projects of a pathway: those that its teams marked for it, and those that could be."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.permissions import Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.folding import natural
from vmboard.domain.views.pathways import PathwayLine, PathwayProjectLine
from vmboard.domain.weeks import age_words
from vmboard.domain.words import LANES
from vmboard.queries.learning import standing
from vmboard.store.tables import PathwayProject, Project, StageMove


def marked(
    session: Session, person: Person, line: PathwayLine, today: date, *, for_all: bool = False
) -> tuple[PathwayProjectLine, ...]:
    """By stage, the newest idea first on its way to being embedded; those off the board are not shown. ``for_all``:
    what the other teams see of each."""
    teams = {team.team_id: team for team in line.teams}
    rows = session.scalars(
        select(Project)
        .join(PathwayProject, (PathwayProject.team_id == Project.team_id) & (PathwayProject.project_id == Project.id))
        .where(
            PathwayProject.team_id.in_(teams), PathwayProject.kept_by == line.key.kept_by,
            PathwayProject.pathway_id == line.key.pathway_id, Project.removed.is_(False),
        )
    ).all()  # fmt: skip
    moves = _latest(session, [row.team_id for row in rows], [row.id for row in rows])
    lines = [
        PathwayProjectLine(
            row.team_id, row.id, row.title, teams[row.team_id].name, teams[row.team_id].slug, move.to_stage,
            age_words((today - move.moved_on).days), row.next_step if sees else "",
            sees, may(person, Verb.UNMARK_FOR_PATHWAY, Thing(row.team_id)),
        )
        for row in rows for sees in [teams[row.team_id].sees and not for_all]
        if (move := moves.get((row.team_id, row.id))) is not None and move.to_stage in LANES
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda of: (LANES.index(of.stage), natural(of.team), natural(of.title))))


def markable(session: Session, person: Person, line: PathwayLine) -> tuple[tuple[int, int, str], ...]:
    """The projects on the boards of the reader's own teams that are not marked yet: team, number, words."""
    mine = {t.team_id: t.name for t in line.teams if may(person, Verb.MARK_FOR_PATHWAY, Thing(t.team_id))}
    if not mine:
        return ()
    done = {
        tuple(row) for row in session.execute(
            select(PathwayProject.team_id, PathwayProject.project_id).where(
                PathwayProject.team_id.in_(mine), PathwayProject.kept_by == line.key.kept_by,
                PathwayProject.pathway_id == line.key.pathway_id,
            )
        )
    }  # fmt: skip
    free = [
        (row.team_id, row.id, f"{row.title} ({mine[row.team_id]})")
        for row in standing(session)
        if row.team_id in mine and (row.team_id, row.id) not in done and row.to_stage in LANES
    ]
    return tuple(sorted(free, key=lambda of: natural(of[2])))


def _latest(session: Session, teams: Sequence[int], projects: Sequence[int]) -> dict[tuple[int, int], Any]:
    """Each project's latest move."""
    moves = select(StageMove).where(StageMove.team_id.in_(teams), StageMove.project_id.in_(projects))
    return {(move.team_id, move.project_id): move for move in session.scalars(moves.order_by(StageMove.id))}
