"""Graduation criteria, read: how teams stand to what their organisation asks before they go on by themselves."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.graduation import HUDDLE_WEEKS, Criteria, Shown, criteria_of
from vmboard.domain.dials import Chosen
from vmboard.domain.views.graduation import GraduationView
from vmboard.domain.views.round import Summary
from vmboard.domain.words import BenefitState
from vmboard.queries.huddles import HELD
from vmboard.queries.series import team_row
from vmboard.queries.summaries import made_of
from vmboard.store.choices import GRADUATION, chosen
from vmboard.store.tables import Benefit, Huddle, Project

Counts = Mapping[int, int]
"""A number a team."""


@asks(Verb.READ_GRADUATION)
def graduation(session: Session, actor: Actor, team_id: int, today: date) -> GraduationView:
    """How one team stands. Raises Refused where there is no such team."""
    row, asked = team_row(session, team_id), chosen(session, GRADUATION, Criteria, today)
    stands = shown(made_of(session, row, today), *counts(session, today, team_id))
    return GraduationView(criteria_of(stands, asked.values, today), asked, row.graduated_on)


@asks(Verb.READ_CRITERIA)
def criteria(session: Session, actor: Actor, today: date) -> Chosen[Criteria]:
    """What the organisation asks for, who said so and since when."""
    return chosen(session, GRADUATION, Criteria, today)


def shown(summary: Summary, huddles: Counts, confirmed: Counts) -> Shown:
    """What a team has shown, by the summary of its board and what is counted of all."""
    id_ = summary.team_id
    return Shown(
        summary.began, summary.on_time, summary.on_time_of, huddles.get(id_, 0), summary.stages[2],
        len(summary.slipping), confirmed.get(id_, 0),
    )  # fmt: skip


def counts(session: Session, today: date, team_id: int | None = None) -> tuple[Counts, Counts]:
    """Huddles held lately and benefits that finance confirmed, by team: of all, or of one. Two queries."""
    since = today - timedelta(weeks=HUDDLE_WEEKS)
    held = select(Huddle.team_id, func.count()).where(Huddle.held_on > since, Huddle.held_on <= today, HELD)
    confirmed = (
        select(Benefit.team_id, func.count())
        .join(Project, (Project.team_id == Benefit.team_id) & (Project.id == Benefit.project_id))
        .where(Benefit.state == BenefitState.CONFIRMED, Benefit.removed.is_(False), Project.removed.is_(False))
    )
    if team_id is not None:
        held, confirmed = held.where(Huddle.team_id == team_id), confirmed.where(Benefit.team_id == team_id)
    return _by_team(session, held.group_by(Huddle.team_id)), _by_team(session, confirmed.group_by(Benefit.team_id))


def _by_team(session: Session, wanted: Select[int, int]) -> Counts:
    return {row[0]: row[1] for row in session.execute(wanted)}
