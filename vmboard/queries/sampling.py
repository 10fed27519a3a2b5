"""Work sampling: what is under way, what the newest week says, and what the next one takes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.sampling import CATEGORIES, estimate, looks_needed, moments
from vmboard.domain.views.sampling import CategoryLine, OpenSampling, SampledWeek, SamplingView
from vmboard.domain.weeks import week_ending
from vmboard.domain.words import TimeUse
from vmboard.queries.series import team_row
from vmboard.store.tables import ActivityCategory, Observation, Sampling

SHIFT = timedelta(hours=13)
"""How far ahead moments are given: a phone may be out of reach for the rest of a long day."""


@asks(Verb.READ_SAMPLING)
def sampling(session: Session, actor: Actor, team_id: int) -> SamplingView:
    """All that the page shows, in five queries at most."""
    mine = select(ActivityCategory).where(ActivityCategory.team_id == team_id).order_by(ActivityCategory.id)
    rows = list(session.scalars(mine))
    lines = [CategoryLine(row.id, row.name, row.counts_as, row.removed) for row in rows]
    if not lines:
        lines = [CategoryLine(0, name, use) for name, use in CATEGORIES]
    newest = _newest(session, team_id, lines)
    return SamplingView(
        tuple(line for line in lines if not line.removed), tuple(line for line in lines if line.removed),
        _going(session, team_id), newest, newest.said.needed if newest else looks_needed(),
    )  # fmt: skip


def newest_week(session: Session, team_id: int) -> SampledWeek | None:
    """The newest week in which a sampling ended; None where none has."""
    rows = session.scalars(select(ActivityCategory).where(ActivityCategory.team_id == team_id))
    return _newest(session, team_id, [CategoryLine(row.id, row.name, row.counts_as, row.removed) for row in rows])


@asks(Verb.READ_LOOKS)
def looks(session: Session, actor: Actor, team_id: int, sampling_id: int) -> Mapping[int, int]:
    """How many looks of a sampling found each category, by the category's id."""
    return _looks(session, team_id, sampling_id)


def _looks(session: Session, team_id: int, sampling_id: int) -> dict[int, int]:
    mine = select(Observation.category_id, func.count()).where(
        Observation.team_id == team_id, Observation.sampling_id == sampling_id, ~Observation.removed
    )
    return {row[0]: row[1] for row in session.execute(mine.group_by(Observation.category_id))}


def _going(session: Session, team_id: int) -> OpenSampling | None:
    mine = select(Sampling).where(Sampling.team_id == team_id, Sampling.ended_at.is_(None))
    row = session.scalars(mine.order_by(Sampling.id.desc()).limit(1)).first()
    if row is None:
        return None
    shown = moments(row.id, row.started_at, row.every_minutes, at_random=row.at_random, until=row.started_at + SHIFT)
    return OpenSampling(
        row.id, row.started_at, row.every_minutes, row.at_random, row.planned,
        _looks(session, team_id, row.id), tuple(shown),
    )  # fmt: skip


def _newest(session: Session, team_id: int, categories: Sequence[CategoryLine]) -> SampledWeek | None:
    """The newest week in which a sampling ended, with the looks of all its samplings."""
    lines = {line.category_id: line for line in categories}
    ended = select(Sampling.held_on, Sampling.id).where(Sampling.team_id == team_id, Sampling.ended_at.is_not(None))
    last = session.execute(ended.order_by(Sampling.held_on.desc(), Sampling.id.desc()).limit(1)).first()
    if last is None:
        return None
    week = week_ending(last.held_on, team_row(session, team_id).week_ends_on)
    seen = _seen(session, team_id, week)
    by_category, by_role = Counter[int](), dict[str, Counter[TimeUse]]()
    for (role, category), many in seen.items():
        by_category[category] += many
        by_role.setdefault(role, Counter())[lines[category].counts_as] += many
    roles = sorted((role, estimate(uses)) for role, uses in by_role.items())
    return SampledWeek(
        week, estimate(sum(by_role.values(), Counter())),
        tuple((lines[id_].name, lines[id_].counts_as, many) for id_, many in by_category.most_common()),
        tuple((role, said) for role, said in roles if said.is_enough),
        sum(not said.is_enough for _, said in roles), last.id,
    )  # fmt: skip


def _seen(session: Session, team_id: int, week: date) -> dict[tuple[str, int], int]:
    of_week = (
        select(Observation.role, Observation.category_id, func.count())
        .join(Sampling, (Sampling.team_id == Observation.team_id) & (Sampling.id == Observation.sampling_id))
        .where(
            Observation.team_id == team_id, ~Observation.removed, Sampling.ended_at.is_not(None),
            Sampling.held_on > week - timedelta(days=7), Sampling.held_on <= week,
        )
        .group_by(Observation.role, Observation.category_id)
    )  # fmt: skip
    return {(role, category): many for role, category, many in session.execute(of_week)}
