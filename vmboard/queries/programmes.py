"""Programme read model: which teams serve a programme and by what, and the records its return is written from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.library import library_measure
from vmboard.domain.programmes import CHOSEN, InUse, Programme, Served, mapped, read_served, serving
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.folding import natural
from vmboard.domain.views.programmes import Mapped, Programmes, ProgrammeView, TeamServing
from vmboard.domain.views.record import ChangeRecord, TeamRecord
from vmboard.domain.views.teams import TeamLine
from vmboard.queries.records import record_changes, recorded_teams, team_record
from vmboard.store.tables import Choice, Measure, Project

NOT_HERE = N_("That programme is not on the list any more. Choose another.")


@asks(Verb.READ_PROGRAMMES)
def programmes(session: Session, actor: Actor) -> Programmes:
    """Every programme, by name."""
    row = session.get(Choice, CHOSEN)
    if row is None:
        return Programmes(())
    kept = (Programme(one["key"], one["name"], tuple(one["requires"])) for one in row.value["programmes"])
    return Programmes(tuple(sorted(kept, key=lambda one: natural(one.name))), row.version)


def _at(session: Session, actor: Actor, key: str) -> Programme:
    """By its key, or by its name as somebody typed it. Raises Refused."""
    held = programmes(session, actor)
    named = next((one for one in held.programmes if one.name.casefold() == key.strip().casefold()), None)
    if (programme := held.at(key) or named) is None:
        raise Refused(NOT_HERE)
    return programme


@asks(Verb.READ_PROGRAMME)
def programme_view(session: Session, actor: Actor, key: str) -> ProgrammeView:
    """Who serves it and by what, of the teams whose figures one may take away. Four queries, however many teams.

    Raises Refused for a programme that is not on the list.
    """
    programme = _at(session, actor, key)
    names = _measure_names(session)
    measures, projects = _in_use(session), _projects(session, programme)
    teams = [
        made for line in recorded_teams(session, actor) if not line.stand_in
        if (made := _team(programme, line, measures[line.team_id], names, projects[line.team_id])) is not None
    ]  # fmt: skip
    requires = tuple(library_measure(one).name for one in programme.requires)
    return ProgrammeView(programme, requires, tuple(sorted(teams, key=lambda one: natural(one.name))))


@asks(Verb.READ_PROGRAMME_RECORDS)
def programme_records(
    session: Session, actor: Actor, key: str, now: datetime
) -> Iterator[tuple[TeamRecord, Iterator[ChangeRecord]]]:
    """What serves a programme, team by team: its measures with their figures, its projects with moves and cycles, and
    the changes of both. Raises Refused where the programme or every team that serves it is not there."""
    view = programme_view(session, actor, key)
    if not view.teams:
        raise Refused("No team whose figures you may take away serves {name}.", name=view.programme.name)
    measures, projects = _in_use(session), _projects(session, view.programme)
    return (
        (
            _only(team_record(session, actor, team.team_id, now), *ids),
            _changes(record_changes(session, actor, team.team_id), *ids),
        )
        for team in view.teams
        for ids in [_ids(view.programme, measures[team.team_id], projects[team.team_id])]
    )


def _ids(
    programme: Programme, measures: Sequence[InUse], projects: Sequence[tuple[int, str]]
) -> tuple[set[int], set[int]]:
    return {one.measure_id for one in serving(programme, measures)}, {id_ for id_, _ in projects}


def _only(record: TeamRecord, measures: set[int], projects: set[int]) -> TeamRecord:
    """Actions stay out: they are the team's own."""
    return replace(
        record,
        measures=tuple(one for one in record.measures if one.measure_id in measures),
        projects=tuple(one for one in record.projects if one.project_id in projects),
        actions=(),
    )


def _changes(changes: Iterator[ChangeRecord], measures: set[int], projects: set[int]) -> Iterator[ChangeRecord]:
    for change in changes:
        row = change.after or change.before or {}
        of = row.get("id") if change.noun in ("measure", "project") else row.get("project_id", row.get("measure_id"))
        about_project = change.noun == "project" or "project_id" in row
        if of in (projects if about_project else measures) and change.noun != "action":
            yield change


def _team(
    programme: Programme, line: TeamLine, measures: Sequence[InUse], names: Mapping[tuple[int, int], str],
    projects: Sequence[tuple[int, str]],
) -> TeamServing | None:  # fmt: skip
    """None where nothing of the team serves it."""
    own, served = mapped(programme, measures), serving(programme, measures)
    if not projects and not any(one.programme == programme.key for of in served for one in of.served):
        return None
    required = tuple(_mapped(programme, key, own.get(key), line.team_id, names) for key in programme.requires)
    taken = {one.measure_id for one in own.values()}
    others = tuple(names[line.team_id, one.measure_id] for one in served if one.measure_id not in taken)
    return TeamServing(
        line.team_id, line.slug, line.name, line.site, required, others, tuple(title for _, title in projects)
    )


def _mapped(
    programme: Programme, key: str, ours: InUse | None, team_id: int, names: Mapping[tuple[int, int], str]
) -> Mapped:
    name = library_measure(key).name
    if ours is None:
        return Mapped(key, name, None, "", by_hand=False)
    by_hand = Served(programme.key, key) in ours.served
    return Mapped(key, name, ours.measure_id, names[team_id, ours.measure_id], by_hand)


def _in_use(session: Session) -> dict[int, list[InUse]]:
    by_team: dict[int, list[InUse]] = defaultdict(list)
    rows = select(Measure.team_id, Measure.id, Measure.library_key, Measure.programmes)
    for team_id, id_, key, served in session.execute(rows.where(Measure.removed.is_(False)).order_by(Measure.id)):
        by_team[team_id].append(InUse(id_, key, read_served(served)))
    return by_team


def _measure_names(session: Session) -> dict[tuple[int, int], str]:
    rows = session.execute(select(Measure.team_id, Measure.id, Measure.name).where(Measure.removed.is_(False)))
    return {(team_id, id_): name for team_id, id_, name in rows}


def _projects(session: Session, programme: Programme) -> dict[int, list[tuple[int, str]]]:
    by_team: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = select(Project.team_id, Project.id, Project.title, Project.programmes)
    wanted = rows.where(Project.removed.is_(False), Project.programmes != "").order_by(Project.id)
    for team_id, id_, title, served in session.execute(wanted):
        if any(one.programme == programme.key for one in read_served(served)):
            by_team[team_id].append((id_, title))
    return by_team
