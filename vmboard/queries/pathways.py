"""Pooled measures of pathways: of those whose teams one may see, judged and drawn as any other measure.

Whoever is of one of its teams, or above one, reads a pathway; its total, and of single teams those they may see anyway
and those that let the others see them.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.folding import natural
from vmboard.domain.views.pathways import PathwayKey, PathwayLine, PathwayTeamLine, PathwayView
from vmboard.domain.weeks import long_day
from vmboard.queries.pathway_measures import choices, measure_views, week_of_all
from vmboard.queries.pathway_projects import markable, marked
from vmboard.queries.teams import Seen, all_teams
from vmboard.store.tables import Organisation, Pathway, PathwayTeam, Site, Team

_IS_DEMO = select(Team.id).join(Site, Site.id == Team.site_id).join(Organisation).where(Organisation.is_demo)
GONE = N_("That pathway is not here, or is not yours to see.")


@asks(Verb.READ_PATHWAYS)
def pathways(session: Session, actor: Actor) -> Sequence[PathwayLine]:
    """The pathways one may see or change, by name; those that ended last, for whoever may bring them back."""
    lines = [line for line in _lines(session, actor.person) if line.may_change or (_reads(line) and not line.removed)]
    return sorted(lines, key=lambda line: (line.removed, natural(line.name), str(line.key)))


@asks(Verb.READ_PATHWAY)
def pathway(
    session: Session, actor: Actor, key: PathwayKey, today: date, *, for_all: bool = False,
    sees: Collection[int] | None = None,
) -> PathwayView:  # fmt: skip
    """One pathway, as the reader sees it; ``for_all``: of that, what all of its teams may see; ``sees``: as to somebody
    who may read no more than these of its teams. Raises Refused where it is not there, or not the reader's."""
    person, line = actor.person, line_of(session, actor.person, key)
    if sees is not None:
        along = tuple(replace(team, sees=team.sees and team.team_id in sees) for team in line.teams)
        line = replace(line, teams=along, may_change=False)
    ids = [team.team_id for team in line.teams]
    reads = _reads(line)
    teams = {team.id: team for team in all_teams(session) if team.id in ids}
    week = week_of_all(list(teams.values()), today)
    return PathwayView(
        line, reads, _("Week ending {day}", day=long_day(week, today)),
        measure_views(session, person, line, week, today, for_all=for_all) if reads else (),
        marked(session, person, line, today, for_all=for_all) if reads else (),
        choices(session, line) if line.may_change else (),
        markable(session, person, line) if reads else (),
        session.scalar(_IS_DEMO.where(Team.id.in_(ids)).limit(1)) is not None,
    )  # fmt: skip


def pathways_of(session: Session, team_id: int) -> Sequence[tuple[PathwayKey, str]]:
    """The pathways that a team is on, by name, for a link from its own page."""
    mine = (
        select(Pathway)
        .join(PathwayTeam, (PathwayTeam.team_id == Pathway.team_id) & (PathwayTeam.pathway_id == Pathway.id))
        .where(PathwayTeam.of_team_id == team_id, ~Pathway.removed)
    )
    lines = [(PathwayKey(row.team_id, row.id), row.name) for row in session.scalars(mine)]
    return sorted(lines, key=lambda line: (natural(line[1]), str(line[0])))


def line_of(session: Session, person: Person, key: PathwayKey) -> PathwayLine:
    """The pathway as it stands in the list. Raises Refused where it is not there, or not theirs."""
    line = next(iter(_lines(session, person, key)), None)
    if line is None or line.removed or not (_reads(line) or line.may_change):
        raise Refused(GONE)
    return line


def _reads(line: PathwayLine) -> bool:
    """Whether one of its teams is the reader's to see."""
    return any(team.sees for team in line.teams)


def _lines(session: Session, person: Person, key: PathwayKey | None = None) -> list[PathwayLine]:
    """Every pathway, or one, with its teams along it; nothing of it may be shown for that. Three queries."""
    wanted, on = select(Pathway), select(PathwayTeam).order_by(PathwayTeam.position, PathwayTeam.of_team_id)
    if key is not None:
        wanted = wanted.where(Pathway.team_id == key.kept_by, Pathway.id == key.pathway_id)
        on = on.where(PathwayTeam.team_id == key.kept_by, PathwayTeam.pathway_id == key.pathway_id)
    rows = session.scalars(wanted).all()
    along: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place in session.scalars(on) if rows else ():
        along[place.team_id, place.pathway_id].append(place.of_team_id)
    named = {team.id: team for team in all_teams(session)} if rows else {}
    return [_line(person, row, [named[id_] for id_ in along[row.team_id, row.id] if id_ in named]) for row in rows]


def _line(person: Person, row: Pathway, teams: Sequence[Seen]) -> PathwayLine:
    return PathwayLine(
        PathwayKey(row.team_id, row.id), row.name, row.aim,
        tuple(
            PathwayTeamLine(team.id, team.slug, team.name, team.site, may(person, Verb.READ_LANES, Thing(team.id)))
            for team in teams
        ),
        row.version, bool(teams) and all(may(person, Verb.CHANGE_PATHWAY, Thing(team.id)) for team in teams),
        row.removed,
    )  # fmt: skip
