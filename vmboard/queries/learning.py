"""The library of ideas of all teams, for everybody who signs in: read light as a whole, and closely only for what is
shown.

It tells what was embedded and what was stopped, and what is tested where the team agrees: the words its team wrote,
and figures as the public face would show them. A published story is for everybody too, and so is the idea it tells.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
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
from vmboard.domain.text.catalogue import _
from vmboard.domain.text.folding import natural
from vmboard.domain.views.learning import CopyOffer, Entry, IdeaCard, Library, ProjectLearning
from vmboard.domain.views.round import Result, Summary
from vmboard.domain.weeks import long_day
from vmboard.domain.words import LinkRole, Stage
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.peers import questions_of
from vmboard.queries.results import result_of
from vmboard.queries.round import SUMMARIES_AT_ONCE
from vmboard.queries.series import team_series
from vmboard.queries.summaries import current
from vmboard.queries.teams import all_teams
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
        Team.shares_tests, Site.name.label("site"), StageMove.moved_on,
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
_TESTS = select(
    PdsaCycle.team_id, PdsaCycle.project_id, PdsaCycle.plan, PdsaCycle.saw, PdsaCycle.learned
).order_by(PdsaCycle.number)  # fmt: skip
_STORIES = (
    select(Story.team_id, Story.project_id, Story.id, Story.heading, Story.text, Story.quote)
    .where(Story.removed.is_(False), Story.published_on.is_not(None)).order_by(Story.id)
)  # fmt: skip

Key = tuple[int, int]


def standing(session: Session) -> Sequence[Any]:
    """Every team's projects in use, each with the stage it stands at. One query, however many."""
    return session.execute(_STANDING).all()


@asks(Verb.READ_LEARNING_LIBRARY)
def library(session: Session, actor: Actor, today: date, *, at_once: int = SUMMARIES_AT_ONCE) -> Library:
    """Every idea that may be found, light: six queries, and a summary for each team that has none that is good.

    ``fresh`` of what comes back is to be kept by whoever may write; ``unread`` teams are still to be made.
    """
    stories = {(story.team_id, story.project_id): story for story in session.execute(_STORIES)}
    measures: dict[Key, list[str]] = defaultdict(list)
    for team_id, project_id, name in session.execute(_MEASURES):
        measures[team_id, project_id].append(name)
    tests: dict[Key, list[Any]] = defaultdict(list)
    for test in session.execute(_TESTS):
        tests[test.team_id, test.project_id].append(test)
    projects = standing(session)
    told = {row.team_id for row in projects if _is_told(row.to_stage, row.shares_tests)}
    results, fresh, unread = _results(session, told, today, at_once)
    entries, everything = {}, []
    for row in projects:
        at = (row.team_id, row.id)
        idea = _idea(row, measures[at], tests[at], results.get(at, Result(row.id)), stories.get(at))
        everything.append(idea)
        story = stories.get(at)
        if story or _is_told(row.to_stage, row.shares_tests):
            opens = may(actor.person, Verb.READ_PROJECT, Thing(row.team_id))
            entries[idea.key] = Entry(idea, row.slug, row.id, story.id if story else 0, opens)
    return Library(entries, tuple(everything), tuple(fresh), unread)


def _is_told(stage: Stage, shares_tests: bool) -> bool:
    return stage in SHOWN or (stage is Stage.TESTING and shares_tests)


def _idea(row: Any, measures: Sequence[str], tests: Sequence[Any], result: Result, story: Any) -> Idea:
    learned = [test.learned for test in tests if test.learned]
    said = row.reason if row.to_stage is Stage.STOPPED else ""
    words = [part for test in tests for part in (test.plan, test.saw, test.learned)]
    words += [story.heading, story.text, story.quote] if story else []
    return Idea(
        key_of(row.team_id, row.id), row.name, row.title, row.to_stage, row.theme, tuple(measures), row.aim,
        row.change_idea, said or (learned[-1] if learned else ""), origin_of(row), result.outcome, result.holds,
        " ".join(filter(None, words)), row.site, row.moved_on,
    )  # fmt: skip


def _results(
    session: Session, team_ids: Collection[int], today: date, at_once: int
) -> tuple[dict[Key, Result], list[Summary], int]:
    """What came of the projects of these teams, from their summaries: those kept, else made now, so many at once."""
    teams = (team for team in all_teams(session) if team.id in team_ids)
    summaries, fresh, unread = current(session, teams, today, at_once)
    results = {(team_id, one.project_id): one for team_id, made in summaries.items() for one in made.results}
    return results, fresh, unread


@asks(Verb.READ_IDEA_CARDS)
def idea_cards(
    session: Session, actor: Actor, entries: Sequence[Entry], everything: Sequence[Idea], today: date
) -> Sequence[IdeaCard]:
    """The ideas to be shown, each as it stands now and with how far it spread. ``entries`` are of this actor's
    library."""
    names, by_team = {idea.key: idea.team for idea in everything}, defaultdict(set)
    for entry in entries:
        by_team[team_of(entry.idea.key)].add(entry.project_id)
    now: dict[str, tuple[str, Result]] = {}
    for team_id, wanted in by_team.items():
        now |= _as_it_stands(session, team_id, wanted, today)
    cards = []
    for entry in entries:
        idea, (since, result) = entry.idea, now[entry.idea.key]
        origin = _("Copied from {team}", team=names[idea.origin]) if idea.origin in names else ""
        spread = spread_of(idea, everything)
        cards.append(IdeaCard(entry, since, origin, spread, result.holds, result.holding, result.outcome))
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
        _("Copied from {team}", team=first) if first else "", spread_of(mine, everything), story.id if story else 0,
        published, tuple(questions_of(session, team_id, project_id, today)),
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


def _as_it_stands(
    session: Session, team_id: int, wanted: Collection[int], today: date
) -> dict[str, tuple[str, Result]]:
    """Since when each project stands where it does, and what came of it."""
    series = team_series(session, team_id, today)
    return {
        key_of(team_id, improvement.project.id): (_since(improvement, today), result_of(improvement, series, today))
        for improvement in improvements(session, team_id) if improvement.project.id in wanted
    }  # fmt: skip


def _since(improvement: Improvement, today: date) -> str:
    """``Embedded 4 Oct``, ``Stopped 4 Oct``."""
    stage = _("Stopped") if improvement.stage is Stage.STOPPED else improvement.stage.label
    return f"{stage} {long_day(improvement.moved_on, today)}"


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
