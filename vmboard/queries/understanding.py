"""A project's driver diagram, process map and Pareto charts."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.projects.driver_diagram import DriverLine
from vmboard.domain.projects.pareto import Pareto, pareto
from vmboard.domain.projects.process_map import ProcessMap, Step
from vmboard.domain.projects.standing import stage_name
from vmboard.domain.sampling import FILLS, category_name
from vmboard.domain.views.sampling import SampledWeek
from vmboard.domain.views.understanding import CauseLine, Understanding
from vmboard.domain.words import TimeUse
from vmboard.queries.sampling import newest_week
from vmboard.store.line_lists import lines_in_use
from vmboard.store.tables import Cause, Driver, Measure, ProcessStep, Project, StageMove


def understanding(
    session: Session, team_id: int, project_id: int, names: tuple[str, str, str], tied: Collection[int]
) -> Understanding:
    """All three of a project. ``names`` are the team's lanes, ``tied`` the measures it is tied to."""
    causes = lines_in_use(session, Cause, team_id, project_id)
    return Understanding(
        _drivers(session, team_id, project_id, names),
        ProcessMap(tuple(
            Step(row.text, row.worked_minutes, row.waited_minutes)
            for row in lines_in_use(session, ProcessStep, team_id, project_id)
        )),
        tuple(CauseLine(row.id, row.text, row.count) for row in causes),
        pareto((row.text, row.count) for row in causes),
        _where_time_goes(session, team_id, tied),
    )  # fmt: skip


def where_time_goes(week: SampledWeek) -> Pareto:
    """What people were seen doing in a sampled week, most first. A break is no part of the whole."""
    return pareto((category_name(name), many) for name, use, many in week.by_category if use is not TimeUse.NOT_COUNTED)


def _drivers(session: Session, team_id: int, project_id: int, names: tuple[str, str, str]) -> tuple[DriverLine, ...]:
    rows = lines_in_use(session, Driver, team_id, project_id)
    cards = _cards(session, team_id, {row.card_id for row in rows if row.card_id is not None}, names)
    return tuple(
        DriverLine(row.kind, row.text, row.id, row.card_id if stands else None, stands)
        for row in rows
        for stands in [cards.get(row.card_id or 0, "")]
    )


def _cards(session: Session, team_id: int, ids: Collection[int], names: tuple[str, str, str]) -> dict[int, str]:
    """Where each of these projects stands, by its id; those taken off the board are left out."""
    newest = select(func.max(StageMove.id)).where(StageMove.team_id == team_id, StageMove.project_id.in_(ids))
    moves = (
        select(StageMove.project_id, StageMove.to_stage)
        .join(Project, (Project.team_id == StageMove.team_id) & (Project.id == StageMove.project_id))
        .where(
            StageMove.team_id == team_id, StageMove.id.in_(newest.group_by(StageMove.project_id)),
            Project.removed.is_(False),
        )
    )  # fmt: skip
    return {id_: stage_name(stage, names) for id_, stage in session.execute(moves)} if ids else {}


def _where_time_goes(session: Session, team_id: int, tied: Collection[int]) -> Pareto:
    """By the sampler, where the project is tied to a share of time that it fills."""
    filled = select(Measure.id).where(
        Measure.team_id == team_id, Measure.id.in_(tied), Measure.library_key.in_(FILLS.values())
    )
    if not tied or session.scalars(filled.limit(1)).first() is None:
        return Pareto((), 0)
    week = newest_week(session, team_id)
    return where_time_goes(week) if week else Pareto((), 0)
