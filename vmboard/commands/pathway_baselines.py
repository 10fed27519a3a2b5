"""Baselines of a pathway's measures: the frozen weeks and the new centre lines that what its teams measure together is
judged by, decided with a reason by whoever may change the pathway for each of its teams.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import reason_given
from vmboard.commands.pathways import measure_row, teams_along
from vmboard.domain.access.actor import Actor, asks, require
from vmboard.domain.access.permissions import Thing
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.store.tables import PathwayBaseline, PathwayRebase


@asks(Verb.FREEZE_PATHWAY_BASELINE)
def freeze_baseline(
    session: Session, actor: Actor, team_id: int, measure_id: int, *, first_week: date, last_week: date, reason: str
) -> PathwayBaseline:
    """Freeze the weeks that later ones are judged from; one that stood gives way. The same said again is said once.

    ``measure_id`` is the pathway's measure. Raises Refused without a reason, and NotAllowed where one of its teams is
    not the actor's.
    """
    _ask(session, actor, Verb.FREEZE_PATHWAY_BASELINE, team_id, measure_id)
    if first_week >= last_week:
        raise Refused("A baseline is two weeks or more, and its first week comes before its last.")
    reason = reason_given(reason)
    mine = select(PathwayBaseline).where(
        PathwayBaseline.team_id == team_id, PathwayBaseline.measure_id == measure_id, ~PathwayBaseline.removed
    )
    standing = session.scalars(mine).first()
    if standing and (standing.first_week, standing.last_week, standing.reason) == (first_week, last_week, reason):
        return standing
    row = PathwayBaseline(
        team_id=team_id, measure_id=measure_id, first_week=first_week, last_week=last_week, reason=reason, removed=False
    )
    with history.together(session, team_id):
        if standing is not None:
            unfreeze_baseline(session, actor, team_id, standing.id)
        return history.add(session, actor, "freeze pathway baseline", row)


@asks(Verb.UNFREEZE_PATHWAY_BASELINE)
def unfreeze_baseline(session: Session, actor: Actor, team_id: int, baseline_id: int) -> None:
    """Twice is once."""
    row = history.held_row(session, PathwayBaseline, team_id, baseline_id)
    if row is None:
        raise Refused("That baseline is not on the pathway.")
    _ask(session, actor, Verb.UNFREEZE_PATHWAY_BASELINE, team_id, row.measure_id)
    with history.change(session, actor, "unfreeze pathway baseline", row):
        row.removed = True


@asks(Verb.REBASE_PATHWAY_MEASURE)
def rebase(session: Session, actor: Actor, team_id: int, measure_id: int, *, week: date, reason: str) -> PathwayRebase:
    """Start a new centre line at ``week``. The same week said again stands once, with the reason that stood."""
    _ask(session, actor, Verb.REBASE_PATHWAY_MEASURE, team_id, measure_id)
    reason = reason_given(reason)
    same = select(PathwayRebase).where(
        PathwayRebase.team_id == team_id, PathwayRebase.measure_id == measure_id, ~PathwayRebase.removed,
        PathwayRebase.week == week,
    )  # fmt: skip
    if (standing := session.scalars(same).first()) is not None:
        return standing
    row = PathwayRebase(team_id=team_id, measure_id=measure_id, week=week, reason=reason, removed=False)
    return history.add(session, actor, "rebase pathway measure", row)


@asks(Verb.UNDO_PATHWAY_REBASE)
def undo_rebase(session: Session, actor: Actor, team_id: int, rebase_id: int) -> None:
    """Twice is once."""
    row = history.held_row(session, PathwayRebase, team_id, rebase_id)
    if row is None:
        raise Refused("That new centre line is not on the pathway.")
    _ask(session, actor, Verb.UNDO_PATHWAY_REBASE, team_id, row.measure_id)
    with history.change(session, actor, "undo pathway rebase", row):
        row.removed = True


def _ask(session: Session, actor: Actor, verb: Verb, team_id: int, measure_id: int) -> None:
    """Of each team of the pathway whose measure it is. Raises Refused and NotAllowed."""
    row = measure_row(session, team_id, measure_id)
    for of_team_id in teams_along(session, team_id, row.pathway_id):
        require(actor, verb, Thing(of_team_id))
