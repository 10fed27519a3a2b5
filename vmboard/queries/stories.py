"""Stories: one to be read, and one drafted from a project's own record.

A published story is for every signed-in person, its chart included; a draft is for whoever may see its team.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.learning.stories import Outcome, Told, Tried, draft
from vmboard.domain.learning.stories import Story as Draft
from vmboard.domain.measures.points import BEING_CHECKED
from vmboard.domain.projects.standing import aim_sentence
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, speaking
from vmboard.domain.views.board import Tile
from vmboard.domain.views.learning import StoryLine, StoryView
from vmboard.domain.views.projects import ProjectView
from vmboard.domain.weeks import long_day
from vmboard.domain.words import LinkRole, Signal, Stage
from vmboard.queries.holding import holding_of
from vmboard.queries.improvements import improvements
from vmboard.queries.project import project
from vmboard.queries.series import team_series
from vmboard.queries.tiles import tile
from vmboard.store.tables import Project, Site, StageMove, Story, Team

_GONE = N_("That story is not here, or has not been published.")


@asks(Verb.READ_STORIES)
def stories(session: Session, actor: Actor, today: date) -> Sequence[StoryLine]:
    """The published stories of all teams, the newest first."""
    rows = session.execute(
        select(Story, Team.slug, Team.name, Site.name, Project.theme)
        .join(Team, Team.id == Story.team_id)
        .join(Site, Site.id == Team.site_id)
        .join(Project, (Project.team_id == Story.team_id) & (Project.id == Story.project_id))
        .where(Story.removed.is_(False), Story.published_on.is_not(None))
        .order_by(Story.published_on.desc(), Story.id.desc())
    )
    return [
        StoryLine(
            story.team_id, slug, story.id, story.heading, name, long_day(story.published_on, today),
            story.published_on, site, theme, f"{story.text} {story.quote}",
        )
        for story, slug, name, site, theme in rows if story.published_on
    ]  # fmt: skip


@asks(Verb.READ_STORY)
def story(session: Session, actor: Actor, slug: str, story_id: int, today: date) -> StoryView:
    """A story of the team with this address, with the chart of the measure that its project was to move.

    Raises Refused where there is none, or it is a draft of a team that the actor may not see.
    """
    team = session.scalar(select(Team).where(Team.slug == slug))
    row = session.get(Story, (team.id, story_id)) if team else None
    if team is None or row is None or row.removed:
        raise Refused(_GONE)
    if row.published_on is None and not may(actor.person, Verb.READ_PROJECT, Thing(team.id)):
        raise Refused(_GONE)
    seen, holds = outcome_of(session, team, row.project_id, today)
    return StoryView(
        team.id, slug, story_id, row.project_id, team.name, row.heading, row.text, row.quote, row.quote_by,
        _("Published {day}", day=long_day(row.published_on, today)) if row.published_on else "",
        may(actor.person, Verb.CHANGE_STORY, Thing(team.id)),
        seen.full_name if seen else "", said_of(seen, holds), seen.chart if seen else None,
    )  # fmt: skip


@asks(Verb.READ_STORY_DRAFT)
def story_draft(session: Session, actor: Actor, team_id: int, project_id: int, today: date, most: int) -> Draft:
    """A story drafted from a project's record, of at most so many characters: the oldest tests give way first. It is
    kept, and so in the source."""
    with speaking(None):
        view = project(session, actor, team_id, project_id, today)
        told = _told(session, view, team_id, today)
        while len((made := draft(told, today)).text) > most and told.cycles:
            told = replace(told, cycles=told.cycles[1:])
        return made


def _told(session: Session, view: ProjectView, team_id: int, today: date) -> Told:
    team = session.get_one(Team, team_id)
    moves = session.scalars(
        select(StageMove)
        .where(StageMove.team_id == team_id, StageMove.project_id == view.project_id)
        .order_by(StageMove.id)
    ).all()
    tested = next((move for move in moves if move.to_stage is Stage.TESTING), moves[0])
    cycles = [
        Tried(one.number, one.plan, one.prediction, one.saw, one.learned, one.decision)
        for one in reversed(view.cycles)
    ]  # fmt: skip
    series = team_series(session, team_id, today)
    outcomes = [
        _tried(tile(series[link.measure_id], today), link.role)
        for link in view.links if link.role is not LinkRole.PROCESS
    ]  # fmt: skip
    return Told(
        team.name, view.title, view.stage, view.aim_sentence or aim_sentence(view.aim, "", None, today),
        view.change_idea, tested.moved_on, moves[-1].moved_on, cycles, outcomes, view.totals,
        learned=moves[-1].reason if view.stage is Stage.STOPPED else "",
        holding=view.holding.short if view.holding else "",
    )  # fmt: skip


def outcome_of(session: Session, team: Team, project_id: int, today: date) -> tuple[Tile | None, str]:
    """The tile of the first measure that a project was to move, with its tests marked on the chart, and whether what it
    won still holds."""
    improvement = next(
        (candidate for candidate in improvements(session, team.id) if candidate.project.id == project_id), None
    )
    if improvement is None:
        return None, ""
    series = team_series(session, team.id, today)
    first = next((id_ for id_ in improvement.measures(LinkRole.OUTCOME) if id_ in series), None)
    if first is None:
        return None, ""
    marks = [(cycle.started_on, f"PDSA {cycle.number}") for cycle in improvement.cycles]
    seen = tile(series[first], today, sorted(marks))
    holds = holding_of(improvement, series, {first: seen}, today)
    return seen, holds.short if holds else ""


def _tried(seen: Tile, role: LinkRole) -> Outcome:
    return Outcome(seen.full_name, seen.stands, seen.sentence, seen.change_text, role is LinkRole.GUARD)


def said_of(seen: Tile | None, holds: str) -> str:
    """``Better. Fewer falls for 8 weeks running. Holding at 12 weeks.``; without a signal no more than that, and while
    its newest figure is being checked that alone."""
    if seen is None:
        return ""
    if seen.stands is None:
        return _(BEING_CHECKED) + "."
    word = _("No clear change") if seen.signal is Signal.COMMON_CAUSE else seen.signal.label
    return f"{word}. {seen.sentence}{f' {holds}.' if holds else ''}"
