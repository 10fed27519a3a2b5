"""Sources: whose token it is that a request carries, and the lists of systems that people see."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Person
from vmboard.domain.access.sources import NAMED
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.text.folding import fold, natural
from vmboard.domain.views.sources import Place, SourceLine, SystemLine
from vmboard.domain.weeks import local_day, long_day, moment_words
from vmboard.settings import settings, today_at
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Organisation, Site, Source, SourceTeam, Team

_BY_TOKEN = select(Source).where(Source.withdrawn_at.is_(None), Source.token_hash == bindparam("hash"))
_REACHED = (
    select(SourceTeam.team_id)
    .join(Source, Source.id == SourceTeam.source_id)
    .join(Team, Team.id == SourceTeam.team_id)
    .join(Site, Site.id == Team.site_id)
    .where(
        SourceTeam.source_id == bindparam("source"),
        or_(Source.site_id.is_(None), Source.site_id == Team.site_id),
        or_(Source.organisation_id.is_(None), Source.organisation_id == Site.organisation_id),
    )
)
"""The teams that a source reaches; one of a whole place only those that are still there."""


def source_of(session: Session, token: str, today: date) -> tuple[int, Actor] | None:
    """Whose token this is, with the actor it makes; None where there is none such, or it was withdrawn or is over.

    Asked at each request, so that a token withdrawn is of no use at once.
    """
    row = session.scalar(_BY_TOKEN, {"hash": hash_of(token)}) if token else None
    if row is None or row.expires_on < today:
        return None
    reached = frozenset(session.scalars(_REACHED, {"source": row.id}))
    person = Person(
        source_reads=reached if row.may_read else frozenset(),
        source_writes=reached if row.may_write else frozenset(),
        only_measures=frozenset(fold(name) for name in row.measures.splitlines()),
    )
    return row.id, Actor(NAMED.format(row.name), person=person)


@asks(Verb.READ_SOURCES)
def sources(session: Session, actor: Actor, now: datetime) -> Sequence[SourceLine]:
    """Every system that has or had a token: those in use by name, then those whose token opens nothing any more."""
    reached = Counter(session.scalars(select(SourceTeam.source_id)))
    names = {(place.kind, place.id): place.name for place in _places(session)}
    lines = [_line(row, reached[row.id], names, now) for row in session.scalars(select(Source).order_by(Source.id))]
    return sorted(lines, key=lambda line: (not line.is_live, natural(line.name), line.source_id))


@asks(Verb.READ_SOURCE_CHOICES)
def choices(session: Session, actor: Actor) -> Sequence[Place]:
    """Where a source may reach: organisations, their sites, and teams, by name."""
    return _places(session)


@asks(Verb.READ_TEAM_SOURCES)
def team_sources(session: Session, actor: Actor, team_id: int, now: datetime) -> Sequence[SystemLine]:
    """The systems that put this team's figures in or read its board, as its page “Who gets in” names them."""
    mine = select(Source).join(SourceTeam, SourceTeam.source_id == Source.id).where(SourceTeam.team_id == team_id)
    rows = session.scalars(mine.where(Source.withdrawn_at.is_(None)).order_by(Source.id))
    today = today_at(now, settings().timezone)
    lines = [SystemLine(row.name, _may(row), _used(row, now)) for row in rows if row.expires_on >= today]
    return sorted(lines, key=lambda line: natural(line.name))


def _line(row: Source, teams: int, names: dict[tuple[str, int], str], now: datetime) -> SourceLine:
    zone = settings().timezone
    today = today_at(now, zone)
    state = _("Ended {day}", day=long_day(row.expires_on, today)) if row.expires_on < today else ""
    if row.withdrawn_at is not None:
        day = long_day(local_day(row.withdrawn_at, zone), today)
        state = _("Withdrawn by {name} on {day}", name=row.withdrawn_by, day=day)
    place = names.get(("site", row.site_id or 0)) or names.get(("organisation", row.organisation_id or 0))
    reaches = ngettext("{n} team", "{n} teams", teams)
    if place:
        reaches = _("all of {place}, {teams} now", place=place, teams=reaches)
    made = long_day(local_day(row.made_at, zone), today)
    return SourceLine(
        row.id, row.name, _may(row), _("no team") if row.withdrawn_at else reaches, tuple(row.measures.splitlines()),
        _("made by {name} on {day}", name=row.made_by, day=made), _used(row, now),
        _("ends {day}", day=long_day(row.expires_on, today)), state,
    )  # fmt: skip


def _may(row: Source) -> str:
    if row.may_write and row.may_read:
        return _("puts figures in and reads")
    return _("puts figures in") if row.may_write else _("reads") if row.may_read else ""


def _used(row: Source, now: datetime) -> str:
    return _("last used {ago}", ago=moment_words(row.last_used_at, now)) if row.last_used_at else _("not used yet")


def _places(session: Session) -> list[Place]:
    whole = [
        Place("organisation", id_, name, name)
        for id_, name in session.execute(select(Organisation.id, Organisation.name))
    ]
    sites = select(Site.id, Site.name, Organisation.name).join(Organisation, Organisation.id == Site.organisation_id)
    part = [Place("site", id_, f"{site}, {of}", site) for id_, site, of in session.execute(sites)]
    teams = select(Team.id, Team.name, Site.name).join(Site, Site.id == Team.site_id)
    each = [Place("team", id_, f"{team}, {site}", team) for id_, team, site in session.execute(teams)]
    by_name = [sorted(kind, key=lambda place: natural(place.name)) for kind in (whole, part, each)]
    return [place for kind in by_name for place in kind]
