"""The library of ideas across teams: read light as a whole, and closely only for what is shown.

An idea is shown to whoever may see its team. A published story is for every signed-in person, and so is the idea it
tells. How far an idea went is counted over all teams, as a number: no team that one may not see is named.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.learning.themes import Idea, SpreadOf, spread_of
from vmboard.domain.measures.library import LIBRARY
from vmboard.domain.refusals import Refused
from vmboard.domain.text.folding import natural
from vmboard.domain.views.learning import CopyOffer, Entry, IdeaCard, Library, ProjectLearning
from vmboard.domain.weeks import long_day
from vmboard.domain.words import LinkRole, Stage
from vmboard.queries.holding import holding_of
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.peers import questions_of
from vmboard.queries.series import team_series
from vmboard.queries.tiles import tile
from vmboard.store.tables import Measure, PdsaCycle, Project, ProjectMeasure, Site, StageMove, Story, Team

SHOWN = (Stage.EMBEDDED, Stage.STOPPED)
_NEWEST = (
    select(func.max(StageMove.id).label("id"), StageMove.team_id)
    .group_by(StageMove.team_id, StageMove.project_id)
    .subquery()
)
_STANDING = (
    select(
        Project.team_id, Project.id, Project.title, Project.theme, Project.aim, Project.change_idea,
        Project.origin_team_id, Project.origin_project_id, StageMove.to_stage, StageMove.reason, Team.name, Team.slug,
        Site.name.label("site"), StageMove.moved_on,
    )
    .join(StageMove, (StageMove.team_id == Project.team_id) & (StageMove.project_id == Project.id))
    .join(_NEWEST, (_NEWEST.c.team_id == StageMove.team_id) & (_NEWEST.c.id == StageMove.id))
    .join(Team, Team.id == Project.team_id)
    .join(Site, Site.id == Team.site_id)
    .where(Project.removed.is_(False))
    .order_by(Project.team_id, Project.id)
)  # fmt: skip
_MEASURES = (
    select(ProjectMeasure.team_id, ProjectMeasure.project_id, Measure.name)
    .join(Measure, (Measure.team_id == ProjectMeasure.team_id) & (Measure.id == ProjectMeasure.measure_id))
    .where(ProjectMeasure.role == LinkRole.OUTCOME, Measure.removed.is_(False))
    .order_by(Measure.position, Measure.id)
)
_LEARNED = select(PdsaCycle.team_id, PdsaCycle.project_id, PdsaCycle.learned).where(PdsaCycle.learned != "")
_STORIES = select(Story).where(Story.removed.is_(False), Story.published_on.is_not(None)).order_by(Story.id)

Key = tuple[int, int]


def standing(session: Session) -> Sequence[Any]:
    """Every team's projects in use, each with the stage it stands at. One query, however many."""
    return session.execute(_STANDING).all()


@asks(Verb.READ_LEARNING_LIBRARY)
def library(session: Session, actor: Actor) -> Library:
    """Every idea that may be found, light. Four queries, however many teams."""
    stories = {(story.team_id, story.project_id): story for story in session.scalars(_STORIES)}
    measures: dict[Key, list[str]] = defaultdict(list)
    for team_id, project_id, name in session.execute(_MEASURES):
        measures[team_id, project_id].append(name)
    learned = {(row[0], row[1]): row[2] for row in session.execute(_LEARNED.order_by(PdsaCycle.number))}
    entries, everything = {}, []
    for row in standing(session):
        at, said = (row.team_id, row.id), row.reason if row.to_stage is Stage.STOPPED else ""
        idea = Idea(
            key_of(*at), row.name, row.title, row.to_stage, row.theme, tuple(measures[at]), row.aim, row.change_idea,
            said or learned.get(at, ""), origin_of(row), row.site, row.moved_on,
        )  # fmt: skip
        everything.append(idea)
        story, opens = stories.get(at), may(actor.person, Verb.READ_PROJECT, Thing(row.team_id))
        if story or (opens and idea.stage in SHOWN):
            found = _told(idea, story) if story else idea
            entries[idea.key] = Entry(found, row.slug, row.id, story.id if story else 0, opens)
    return Library(entries, tuple(everything))


@asks(Verb.READ_IDEA_CARDS)
def idea_cards(
    session: Session, actor: Actor, entries: Sequence[Entry], everything: Sequence[Idea], today: date
) -> Sequence[IdeaCard]:
    """The ideas to be shown, each with how it holds and how far it spread. ``entries`` are of this actor's library."""
    names, by_team = {idea.key: idea.team for idea in everything}, defaultdict(set)
    for entry in entries:
        by_team[team_of(entry.idea.key)].add(entry.project_id)
    held: dict[str, tuple[str, bool | None, str]] = {}
    for team_id, wanted in by_team.items():
        held |= _held(session, team_id, wanted, today)
    cards = []
    for entry in entries:
        idea, (since, holds, words) = entry.idea, held[entry.idea.key]
        origin = f"Copied from {names[idea.origin]}" if idea.origin in names else ""
        cards.append(IdeaCard(entry, since, origin, spread_of(idea, everything), holds, words))
    return cards


@asks(Verb.READ_COPY_OFFERS)
def copy_offers(session: Session, actor: Actor, key: str) -> Sequence[CopyOffer]:
    """The teams whose work the actor may do, each with what copying the idea of this key would bring along."""
    at = read_key(key)
    tied = session.execute(
        select(Measure.library_key, Measure.name)
        .join(ProjectMeasure, (ProjectMeasure.team_id == Measure.team_id) & (ProjectMeasure.measure_id == Measure.id))
        .where(ProjectMeasure.team_id == at[0], ProjectMeasure.project_id == at[1], Measure.removed.is_(False))
        .order_by(Measure.position, Measure.id)
    ).all()
    teams = [
        team for team in session.scalars(select(Team).order_by(Team.id))
        if team.id != at[0] and may(actor.person, Verb.COPY_IDEA, Thing(team.id))
    ]  # fmt: skip
    return [_offer(session, team, at, [(library_key, name) for library_key, name in tied])
            for team in sorted(teams, key=lambda team: natural(team.name))]  # fmt: skip


@asks(Verb.READ_PROJECT_LEARNING)
def project_learning(session: Session, actor: Actor, team_id: int, project_id: int, today: date) -> ProjectLearning:
    """What a project's own page says of where its idea came from, and what was learned together."""
    everything = [
        Idea(key_of(row.team_id, row.id), row.name, row.title, row.to_stage, origin=origin_of(row))
        for row in standing(session)
    ]
    mine = next((idea for idea in everything if idea.key == key_of(team_id, project_id)), None)
    if mine is None:
        return ProjectLearning("", SpreadOf((), 0), 0, "", ())
    first = next((idea.team for idea in everything if idea.key == mine.origin), "")
    told = select(Story).where(Story.team_id == team_id, Story.project_id == project_id, Story.removed.is_(False))
    story = session.scalars(told.order_by(Story.id)).first()
    published = long_day(story.published_on, today) if story and story.published_on else ""
    return ProjectLearning(
        f"Copied from {first}" if first else "", spread_of(mine, everything), story.id if story else 0, published,
        tuple(questions_of(session, team_id, project_id, today)),
    )  # fmt: skip


def key_of(team_id: int, project_id: int) -> str:
    """How the library names a project across teams: ``3/17``."""
    return f"{team_id}/{project_id}"


def read_key(key: str) -> Key:
    """Team and project of a key. Raises Refused for anything else."""
    team, _, project = key.partition("/")
    if not (team.isascii() and team.isdigit() and project.isascii() and project.isdigit()):
        raise Refused("That idea is not in the library any more.")
    return int(team), int(project)


def team_of(key: str) -> int:
    return read_key(key)[0]


def origin_of(row: object) -> str:
    team, project = getattr(row, "origin_team_id", None), getattr(row, "origin_project_id", None)
    return key_of(team, project) if team and project else ""


def _told(idea: Idea, story: Story) -> Idea:
    """An idea that is found by the words of its story too."""
    words = " ".join((idea.change_idea, story.heading, story.text, story.quote))
    return replace(idea, change_idea=words)


def _held(
    session: Session, team_id: int, wanted: Iterable[int], today: date
) -> dict[str, tuple[str, bool | None, str]]:
    """Since when each project stands where it does, and whether what it won still holds."""
    work = [improvement for improvement in improvements(session, team_id) if improvement.project.id in set(wanted)]
    held: dict[str, tuple[str, bool | None, str]] = {}
    embedded = any(improvement.stage is Stage.EMBEDDED for improvement in work)
    series = team_series(session, team_id, today) if embedded else {}
    for improvement in work:
        first = next((id_ for id_ in improvement.measures(LinkRole.OUTCOME) if id_ in series), None)
        tiles = {first: tile(series[first], today)} if first is not None else {}
        holds = holding_of(improvement, series, tiles, today)
        held[key_of(team_id, improvement.project.id)] = (
            _since(improvement, today), holds.holds if holds else None, holds.short if holds else "",
        )  # fmt: skip
    return held


def _since(one: Improvement, today: date) -> str:
    """``Embedded 4 Oct``, ``Stopped 4 Oct``."""
    return f"{one.stage.label.split(',')[0]} {long_day(one.moved_on, today)}"


_NAMES = {one.key: one.name for one in LIBRARY}


def _offer(session: Session, team: Team, at: Key, tied: Sequence[tuple[str, str]]) -> CopyOffer:
    ours = set(session.scalars(
        select(Measure.library_key).where(Measure.team_id == team.id, Measure.removed.is_(False))
    ))  # fmt: skip
    there = session.scalars(
        select(Project.id).where(
            Project.team_id == team.id, Project.origin_team_id == at[0], Project.origin_project_id == at[1],
            Project.removed.is_(False),
        )
    ).first()  # fmt: skip
    return CopyOffer(
        team.id, team.name, team.slug, there or 0,
        tuple(name for key, name in tied if key and key in ours),
        tuple((key, _NAMES[key]) for key, _ in tied if key in _NAMES and key not in ours),
        tuple(name for key, name in tied if key not in _NAMES and key not in ours),
    )  # fmt: skip
