"""Baselines of a pathway's measures, as they were decided and by whom."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import ChartDecision
from vmboard.domain.weeks import long_day
from vmboard.store.tables import Baseline, History, PathwayBaseline, PathwayMeasure, PathwayRebase, Rebase

Row = TypeVar("Row", PathwayBaseline, PathwayRebase)


@dataclass
class Decided:
    """What was decided of one measure: at most one frozen baseline, and new centre lines by their weeks."""

    frozen: PathwayBaseline | None = None
    lines: list[PathwayRebase] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    """Who decided each, by its id."""

    def baseline(self) -> Baseline | None:
        """As a measure of a team's own has it, so that both are judged alike."""
        base = self.frozen
        if base is None:
            return None
        return Baseline(
            team_id=base.team_id, id=base.id, measure_id=base.measure_id, first_week=base.first_week,
            last_week=base.last_week, reason=base.reason, removed=False,
        )  # fmt: skip

    def rebases(self) -> list[Rebase]:
        return [
            Rebase(
                team_id=line.team_id, id=line.id, measure_id=line.measure_id, week=line.week, reason=line.reason,
                removed=False,
            )
            for line in self.lines
        ]  # fmt: skip

    def told(self, today: date) -> tuple[tuple[ChartDecision, ...], tuple[ChartDecision, ...]]:
        """The baseline, where there is one, and the new centre lines, to be read and taken back."""

        def span(base: PathwayBaseline) -> str:
            first, last = long_day(base.first_week, today), long_day(base.last_week, today)
            return _("{first} to {last}", first=first, last=last)

        frozen = [(base, span(base)) for base in filter(None, (self.frozen,))]
        return (
            tuple(ChartDecision(row.id, row.first_week, text, row.reason, self.names[row.id]) for row, text in frozen),
            tuple(
                ChartDecision(
                    row.id, row.week, _("From {day}", day=long_day(row.week, today)), row.reason, self.names[row.id]
                )
                for row in self.lines
            ),
        )


def decided(session: Session, kept_by: int, pathway_id: int) -> defaultdict[int, Decided]:
    """What was decided, by measure of the pathway. Two queries."""
    of = defaultdict[int, Decided](Decided)
    for base, by in _standing(session, PathwayBaseline, kept_by, pathway_id):
        of[base.measure_id].frozen = base
        of[base.measure_id].names[base.id] = by
    for line, by in sorted(_standing(session, PathwayRebase, kept_by, pathway_id), key=lambda row: row[0].week):
        of[line.measure_id].lines.append(line)
        of[line.measure_id].names[line.id] = by
    return of


def _standing(session: Session, kind: type[Row], kept_by: int, pathway_id: int) -> list[tuple[Row, str]]:
    """Rows that stand, each with whom history names: its id is the revision that made it."""
    on = (PathwayMeasure.team_id == kind.team_id) & (PathwayMeasure.id == kind.measure_id)
    mine = (
        select(kind, History.actor_name)
        .join(PathwayMeasure, on)
        .outerjoin(History, (History.team_id == kind.team_id) & (History.revision == kind.id))
        .where(kind.team_id == kept_by, kind.removed.is_(False), PathwayMeasure.pathway_id == pathway_id)
    )
    return [(row, by or "") for row, by in session.execute(mine)]
