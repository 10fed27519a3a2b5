"""Collaborative groups: pathways of teams, what they measure together, and what a team lets the others see.

A pathway is kept with the first of its teams. Whoever makes or changes one must be allowed to for each of its teams.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import project_row
from vmboard.domain.access.actor import Actor, asks, require
from vmboard.domain.access.permissions import Thing
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.typed_fields import Words, cleaned
from vmboard.domain.words import Pooling
from vmboard.store.shared_measures import named
from vmboard.store.tables import (
    Measure,
    Pathway,
    PathwayMeasure,
    PathwayProject,
    PathwayRelease,
    PathwayTeam,
    Team,
)

FEWEST_TEAMS, MOST_TEAMS = 2, 24


class PathwayFields(TypedDict, total=False):
    name: Annotated[str, Words(60, "The name")]
    aim: Annotated[str, Words(200, "The aim")]


@asks(Verb.ADD_PATHWAY)
def add_pathway(
    session: Session, actor: Actor, team_id: int, *, name: str, aim: str = "", teams: Sequence[int]
) -> Pathway:
    """A pathway of these teams in their order, kept with ``team_id``, which is one of them. Raises Refused without a
    name, for fewer than two teams, and for teams whose weeks end on different days."""
    _check_teams(session, actor, Verb.ADD_PATHWAY, team_id, teams)
    row = Pathway(team_id=team_id, **cleaned(PathwayFields, {"name": name, "aim": aim}))
    _check_name(row)
    with history.together(session, team_id):
        history.add(session, actor, "add pathway", row)
        _settle_teams(session, actor, row, teams)
    return row


@asks(Verb.CHANGE_PATHWAY)
def change_pathway(
    session: Session,
    actor: Actor,
    team_id: int,
    pathway_id: int,
    *,
    version: int | None = None,
    name: str,
    aim: str,
    teams: Sequence[int],
) -> Pathway:
    """Change a pathway's words and its teams. Who changes it must be allowed to for those that leave too."""
    row = pathway_row(session, team_id, pathway_id)
    _check_teams(session, actor, Verb.CHANGE_PATHWAY, team_id, teams)
    _ask_all(actor, Verb.CHANGE_PATHWAY, (of.of_team_id for of in _teams(session, row)))
    with history.together(session, team_id):
        with history.change(session, actor, "change pathway", row, version=version):
            for field, value in cleaned(PathwayFields, {"name": name, "aim": aim}).items():
                setattr(row, field, value)
            _check_name(row)
        _settle_teams(session, actor, row, teams)
    return row


@asks(Verb.REMOVE_PATHWAY)
def remove_pathway(session: Session, actor: Actor, team_id: int, pathway_id: int) -> None:
    """End a pathway. Its teams' figures and projects are their own, and stay."""
    _set_removed(session, actor, Verb.REMOVE_PATHWAY, "remove pathway", team_id, pathway_id)


@asks(Verb.RESTORE_PATHWAY)
def restore_pathway(session: Session, actor: Actor, team_id: int, pathway_id: int) -> None:
    _set_removed(session, actor, Verb.RESTORE_PATHWAY, "restore pathway", team_id, pathway_id)


@asks(Verb.ADD_PATHWAY_MEASURE)
def add_measure(
    session: Session, actor: Actor, team_id: int, pathway_id: int, *, key: str, pooling: Pooling
) -> PathwayMeasure:
    """A measure of the pathway: one that two of its teams or more keep under this name, in one unit. One that was
    taken away comes back. Raises Refused."""
    row = pathway_row(session, team_id, pathway_id)
    teams = [of.of_team_id for of in _teams(session, row)]
    _ask_all(actor, Verb.ADD_PATHWAY_MEASURE, teams)
    _check_shared(session, key, teams)
    kept = select(PathwayMeasure).where(
        PathwayMeasure.team_id == team_id, PathwayMeasure.pathway_id == pathway_id, PathwayMeasure.key == key
    )
    was = session.scalars(kept).first()
    if was is None:
        fresh = PathwayMeasure(team_id=team_id, pathway_id=pathway_id, key=key, pooling=pooling)
        return history.add(session, actor, "add pathway measure", fresh)
    with history.change(session, actor, "add pathway measure", was):
        was.removed, was.pooling = False, pooling
    return was


@asks(Verb.REMOVE_PATHWAY_MEASURE)
def remove_measure(session: Session, actor: Actor, team_id: int, pathway_measure_id: int) -> None:
    """Measure it together no more; adding it again brings it back."""
    row = measure_row(session, team_id, pathway_measure_id)
    _ask_all(actor, Verb.REMOVE_PATHWAY_MEASURE, teams_along(session, team_id, row.pathway_id))
    with history.change(session, actor, "remove pathway measure", row):
        row.removed = True


@asks(Verb.RELEASE_COMPARISON)
def release(session: Session, actor: Actor, team_id: int, *, kept_by: int, pathway_measure_id: int) -> None:
    """Let the other teams of a pathway see this team's own figures of one of its measures. Twice is once."""
    measure = session.get(PathwayMeasure, (kept_by, pathway_measure_id))
    if measure is None:
        raise Refused("That measure is not on the pathway any more.")
    _check_on(session, team_id, kept_by, measure.pathway_id)
    if history.held_row(session, PathwayRelease, team_id, kept_by, pathway_measure_id) is None:
        row = PathwayRelease(team_id=team_id, kept_by=kept_by, pathway_measure_id=pathway_measure_id)
        history.add(session, actor, "release comparison", row)


@asks(Verb.WITHHOLD_COMPARISON)
def withhold(session: Session, actor: Actor, team_id: int, *, kept_by: int, pathway_measure_id: int) -> None:
    """See it alone again. Twice is once."""
    row = history.held_row(session, PathwayRelease, team_id, kept_by, pathway_measure_id)
    if row is not None:
        history.remove(session, actor, "withhold comparison", row)


@asks(Verb.MARK_FOR_PATHWAY)
def mark_project(
    session: Session, actor: Actor, team_id: int, project_id: int, *, kept_by: int, pathway_id: int
) -> None:
    """Show a project of this team to the others of a pathway it is on. Twice is once."""
    project_row(session, team_id, project_id)
    _check_on(session, team_id, kept_by, pathway_id)
    if history.held_row(session, PathwayProject, team_id, project_id, kept_by, pathway_id) is None:
        row = PathwayProject(team_id=team_id, project_id=project_id, kept_by=kept_by, pathway_id=pathway_id)
        history.add(session, actor, "mark project for pathway", row)


@asks(Verb.UNMARK_FOR_PATHWAY)
def unmark_project(
    session: Session, actor: Actor, team_id: int, project_id: int, *, kept_by: int, pathway_id: int
) -> None:
    """Twice is once."""
    row = history.held_row(session, PathwayProject, team_id, project_id, kept_by, pathway_id)
    if row is not None:
        history.remove(session, actor, "unmark project for pathway", row)


def pathway_row(session: Session, team_id: int, pathway_id: int) -> Pathway:
    row = history.held_row(session, Pathway, team_id, pathway_id)
    if row is None:
        raise Refused("That pathway is not here.")
    return row


def measure_row(session: Session, team_id: int, pathway_measure_id: int) -> PathwayMeasure:
    row = history.held_row(session, PathwayMeasure, team_id, pathway_measure_id)
    if row is None:
        raise Refused("That measure is not on the pathway.")
    return row


def teams_along(session: Session, team_id: int, pathway_id: int) -> list[int]:
    """Its teams in their order: whoever changes it must be allowed to for each."""
    return [of.of_team_id for of in _teams(session, pathway_row(session, team_id, pathway_id))]


def _ask_all(actor: Actor, verb: Verb, teams: Iterable[int]) -> None:
    for team_id in teams:
        require(actor, verb, Thing(team_id))


def _check_teams(session: Session, actor: Actor, verb: Verb, team_id: int, teams: Sequence[int]) -> None:
    _ask_all(actor, verb, teams)
    if not FEWEST_TEAMS <= len(set(teams)) <= MOST_TEAMS:
        raise Refused("A pathway has {fewest} teams or more, and {most} at most.", fewest=FEWEST_TEAMS, most=MOST_TEAMS)
    rows = {row.id: row for row in session.scalars(select(Team).where(Team.id.in_(teams)))}
    if set(rows) != set(teams) or any(row.stand_in for row in rows.values()):
        raise Refused("One of those teams is not here any more, or stands for somebody else. Choose them anew.")
    if team_id not in rows:
        raise Refused("The pathway is kept with its first team, which stays on it.")
    if len({row.week_ends_on for row in rows.values()}) > 1:
        raise Refused("Weeks end on different days in these teams, so no week of theirs can be summed.")


def _check_name(row: Pathway) -> None:
    if not row.name:
        raise Refused("Give the pathway a name.")


def _check_shared(session: Session, key: str, teams: Sequence[int]) -> None:
    rows = session.execute(select(Measure.team_id, Measure.unit).where(Measure.team_id.in_(teams), *named(key))).all()
    if len({row.team_id for row in rows}) < FEWEST_TEAMS:
        raise Refused("Two of its teams must keep a measure before the pathway can.")
    if len({row.unit for row in rows}) > 1:
        raise Refused("These teams count it in different units, so it cannot be summed.")


def _check_on(session: Session, team_id: int, kept_by: int, pathway_id: int) -> None:
    pathway = session.get(Pathway, (kept_by, pathway_id))
    if pathway is None or pathway.removed or session.get(PathwayTeam, (kept_by, pathway_id, team_id)) is None:
        raise Refused("This team is not on that pathway.")


def _set_removed(session: Session, actor: Actor, verb: Verb, said: str, team_id: int, pathway_id: int) -> None:
    row = pathway_row(session, team_id, pathway_id)
    _ask_all(actor, verb, (of.of_team_id for of in _teams(session, row)))
    with history.change(session, actor, said, row):
        row.removed = verb is Verb.REMOVE_PATHWAY


def _teams(session: Session, row: Pathway) -> list[PathwayTeam]:
    mine = select(PathwayTeam).where(PathwayTeam.team_id == row.team_id, PathwayTeam.pathway_id == row.id)
    return list(session.scalars(mine.order_by(PathwayTeam.position)))


def _settle_teams(session: Session, actor: Actor, row: Pathway, teams: Sequence[int]) -> None:
    """These teams in this order, and no others."""
    was = {of.of_team_id: of for of in _teams(session, row)}
    places = {team: place for place, team in enumerate(dict.fromkeys(teams))}
    history.remove_all(session, actor, "leave pathway", [of for team, of in was.items() if team not in places])
    fresh = [
        PathwayTeam(team_id=row.team_id, pathway_id=row.id, of_team_id=team, position=place)
        for team, place in places.items() if team not in was
    ]  # fmt: skip
    history.add_all(session, actor, "join pathway", fresh)
    for team in places.keys() & was.keys():
        with history.change(session, actor, "move along pathway", was[team]):
            was[team].position = places[team]
