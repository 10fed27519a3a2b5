"""What a report-out is made from: the board and what happened since, read in one moment."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.public_face import public_face
from vmboard.domain.access.verbs import Verb
from vmboard.domain.huddles.decisions import decided
from vmboard.domain.projects.standing import benefit_totals
from vmboard.domain.reports.telling import Learned, Since, report
from vmboard.domain.reports.words import Audience
from vmboard.domain.views.pathways import PathwayView
from vmboard.domain.views.reports import Across, Pack, Report
from vmboard.domain.words import Stage
from vmboard.queries.board import board_of, stood
from vmboard.queries.escalations import answered, concerning, waiting
from vmboard.queries.huddles import HELD, done_between
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.measures import measure_line
from vmboard.queries.series import team_row, team_series
from vmboard.store.tables import Benefit, Huddle, Project, Site, StageMove, Team

A_WEEK = timedelta(days=7)


@asks(Verb.READ_REPORT)
def report_out(session: Session, actor: Actor, team_id: int, audience: Audience, today: date) -> Report:
    """A team's report-out for an audience, of the week up to today. Raises Refused where there is no such team."""
    series, day = team_series(session, team_id, today), _told_last(session, team_id, today)
    whole = board_of(session, team_row(session, team_id), series, today)
    seen = public_face(whole) if audience.is_public else whole
    happened = replace(since(session, team_id, day, today), stood=stood(session, team_id, day))
    lines = tuple(measure_line(series[tile.measure_id], tile) for tile in seen.tiles)
    return replace(report(seen, happened, audience, whole.revision), lines=lines)


def _told_last(session: Session, team_id: int, today: date) -> date:
    """Since when a report tells what changed: the last huddle before today, or a week ago where none was lately."""
    held = select(func.max(Huddle.held_on)).where(Huddle.team_id == team_id, Huddle.held_on < today, HELD)
    last = session.scalar(held)
    return last if last and last >= today - 2 * A_WEEK else today - A_WEEK


@asks(Verb.READ_PACK)
def pack(
    session: Session, actor: Actor, name: str, audience: Audience, day: date, reports: Sequence[Report],
    team_ids: Sequence[int], pathways: Sequence[PathwayView] = (),
) -> Pack:  # fmt: skip
    """The picture across the teams whose reports these are, in the same order, with these pathways. Three queries,
    however many."""
    testing, embedded = _stages(session, team_ids, Stage.TESTING), _stages(session, team_ids, Stage.EMBEDDED)
    open_above = Counter(one.team_id for one in waiting(session, day))
    lines = tuple(
        Across(
            made.team_name, made.place, made.week_text, tuple(count for _, count in made.tally), testing[team_id],
            embedded[team_id], open_above[team_id],
        )
        for made, team_id in zip(reports, team_ids, strict=True)
    )  # fmt: skip
    heads = (*(word for word, _ in reports[0].tally), "In testing", "Embedded", "Waits above")
    return Pack(name, audience, day, tuple(reports), heads, lines, tuple(pathways))


def _stages(session: Session, team_ids: Sequence[int], stage: Stage) -> Counter[int]:
    """How many projects of each team stand in a lane now."""
    newest = (
        select(StageMove.team_id, StageMove.project_id, func.max(StageMove.id))
        .where(StageMove.team_id.in_(team_ids))
        .group_by(StageMove.team_id, StageMove.project_id)
    )
    here = (
        select(StageMove.team_id)
        .join(Project, (Project.team_id == StageMove.team_id) & (Project.id == StageMove.project_id))
        .where(StageMove.team_id.in_(team_ids), StageMove.to_stage == stage, Project.removed.is_(False))
        .where(tuple_(StageMove.team_id, StageMove.project_id, StageMove.id).in_(newest))
    )
    return Counter(session.scalars(here))


def since(session: Session, team_id: int, day: date, today: date) -> Since:
    """What happened in a team after a day, up to today."""
    team, work = team_row(session, team_id), improvements(session, team_id)
    by_project = _benefits(session, team_id)
    counting = [improvement for improvement in work if not improvement.halted]
    return Since(
        day=day,
        place=session.get_one(Site, team.site_id).name,
        moved=tuple(_moved(work, team, day, today)),
        learned=tuple(_learned(improvement) for improvement in work if _is_told(improvement, day)),
        done=tuple(done_between(session, team_id, day, today)),
        answered=tuple(answered(session, team_id, day, today)),
        sent_up=tuple(
            (one.text, one.reason, one.says) for one in concerning(session, team_id, today)
            if one.is_open and one.team_id == team_id
        ),
        benefits=tuple(
            (improvement.project.title, total)
            for improvement in counting for total in benefit_totals(by_project[improvement.project.id])
        ),
        totals=benefit_totals(row for improvement in counting for row in by_project[improvement.project.id]),
    )  # fmt: skip


def _moved(work: Sequence[Improvement], team: Team, day: date, today: date) -> list[tuple[int, str, str]]:
    """Every project that went to another lane, on the day it did; one that went twice is told twice."""
    lanes = (team.idea_lane, team.testing_lane, team.embedded_lane)
    moved = []
    for improvement in work:
        for on in sorted({move.moved_on for move in improvement.moves if day < move.moved_on <= today}):
            if made := decided(improvement.project.title, improvement.moves, on, lanes):
                moved.append((improvement.project.id, f"{made.done}: {made.title}", made.said))
    return moved


def _is_told(improvement: Improvement, day: date) -> bool:
    """Whether there is something to say of its tests: it is in testing, or left it since."""
    return bool(improvement.cycles) and (improvement.stage is Stage.TESTING or improvement.moved_on > day)


def _learned(improvement: Improvement) -> Learned:
    project, cycle = improvement.project, improvement.cycles[-1]
    next_step = project.next_step if improvement.stage is Stage.TESTING else ""
    return Learned(project.id, project.title, cycle.saw, cycle.learned, next_step)


def _benefits(session: Session, team_id: int) -> dict[int, list[Benefit]]:
    mine = select(Benefit).where(Benefit.team_id == team_id, Benefit.removed.is_(False)).order_by(Benefit.id)
    by_project: dict[int, list[Benefit]] = defaultdict(list)
    for row in session.scalars(mine):
        by_project[row.project_id].append(row)
    return by_project
