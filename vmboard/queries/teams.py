"""Teams and the people on them, for lists and forms."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.folding import natural
from vmboard.domain.views.board import MemberLine, TeamLine, TeamView
from vmboard.domain.weeks import board_week
from vmboard.store.tables import Member, Organisation, Site, Team, TeamRevision


class Seen(NamedTuple):
    """A team as a page of many boards begins with it."""

    id: int
    slug: str
    name: str
    site: str
    programme: str
    wave: int | None
    paused_on: date | None
    paused_reason: str
    revision: int
    week_ends_on: int
    closed_week: date | None
    stand_in: str
    graduated_on: date | None = None
    parent_id: int | None = None

    def week(self, today: date) -> date:
        """The week its board tells of."""
        return board_week(today, self.week_ends_on, self.closed_week, self.paused_on)


def seen_teams(session: Session, person: Person, verb: Verb) -> list[Seen]:
    """The teams of which this person may do that, in the order of their ids. One query."""
    return [team for team in all_teams(session) if may(person, verb, Thing(team.id))]


def all_teams(session: Session) -> Iterator[Seen]:
    """Every team, whoever asks; nothing of them may be shown for that."""
    wanted = select(
        Team.id, Team.slug, Team.name, Site.name, Team.programme, Team.wave, Team.paused_on, Team.paused_reason,
        TeamRevision.revision, Team.week_ends_on, Team.closed_week, Team.stand_in, Team.graduated_on, Team.parent_id,
    ).join(Site, Site.id == Team.site_id).join(TeamRevision, TeamRevision.team_id == Team.id)  # fmt: skip
    return map(Seen._make, session.execute(wanted.order_by(Team.id)))


def is_empty(session: Session) -> bool:
    """Whether nobody has set anything up yet."""
    return session.scalar(select(func.count()).select_from(Team)) == 0


@asks(Verb.READ_TEAMS)
def teams(session: Session, actor: Actor) -> Sequence[TeamLine]:
    """Every team the actor may see, by organisation, site and name."""
    rows = session.execute(
        select(Team, Site.name, Organisation.name, Organisation.is_demo)
        .join(Site, Team.site_id == Site.id)
        .join(Organisation, Site.organisation_id == Organisation.id)
        .order_by(Team.id)
    )
    lines = [
        TeamLine(team.id, team.slug, team.name, site, organisation, team.parent_id, is_demo, team.stand_in)
        for team, site, organisation, is_demo in rows
        if may(actor.person, Verb.READ_TEAM, Thing(team.id))
    ]
    return sorted(lines, key=_place)


def _place(line: TeamLine) -> tuple[str, str, bool, str]:
    """By organisation and site; in a site those that stand over others first, and then by name."""
    return natural(line.organisation), natural(line.site), line.parent_id is not None, natural(line.name)


@asks(Verb.FIND_TEAM)
def team_id_of(session: Session, actor: Actor, slug: str) -> int:
    """The id of the team with this address. Raises Refused, naming the addresses there are for this actor: a team one
    may not see is not there."""
    team_id = session.scalar(select(Team.id).where(Team.slug == slug))
    if team_id is None or not may(actor.person, Verb.READ_TEAM, Thing(team_id)):
        slugs = sorted((line.slug for line in teams(session, actor)), key=natural)[:8]
        raise Refused(f"There is no team “{slug[:60]}”. " + (f"There is: {', '.join(slugs)}." if slugs else
                      "There are no teams yet: add one with “python -m vmboard team add”."))  # fmt: skip
    return team_id


@asks(Verb.READ_TEAM)
def team(session: Session, actor: Actor, team_id: int) -> TeamView:
    """A team's settings and members. Raises Refused where there is no such team."""
    row = session.get(Team, team_id)
    if row is None:
        raise Refused("That team is not here any more. Go back to the list of teams.")
    site = session.get_one(Site, row.site_id)
    organisation = session.get_one(Organisation, site.organisation_id)
    return TeamView(
        team_id, row.slug, row.name, row.vision, site.name, organisation.name, organisation.is_demo, row.timezone,
        row.week_ends_on, row.huddle_weekday, row.huddle_time, row.version, tuple(members(session, actor, team_id)),
        (row.idea_lane, row.testing_lane, row.embedded_lane), row.testing_limit, row.stuck_after_days,
        row.public_words, row.programme, row.wave, row.started_on, row.paused_on, row.paused_reason,
        row.closed_week, row.stand_in, row.steps_dismissed, row.shares_tests,
        row.daily_days, row.daily_time,
        row.helped_by_id, row.graduated_on,
        row.service_manager, row.executive_sponsor, row.answer_days, row.call_link,
    )  # fmt: skip


@asks(Verb.READ_MEMBERS)
def members(session: Session, actor: Actor, team_id: int, *, left: bool = False) -> Sequence[MemberLine]:
    """The people on a team, or those who ``left`` it."""
    wanted = select(Member).where(Member.team_id == team_id, Member.left.is_(left)).order_by(Member.id)
    lines = [MemberLine(m.id, m.name, m.initials, m.job) for m in session.scalars(wanted)]
    return sorted(lines, key=lambda line: natural(line.name))
