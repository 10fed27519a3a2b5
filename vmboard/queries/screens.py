"""Change polling: what the live walls follow: each team's edition, and the screens whose links open its board."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.edition import Edition
from vmboard.queries.displays import Screen
from vmboard.store.revisions import edition_of
from vmboard.store.tables import Display, Team, TeamRevision

MANY = 500
"""Teams from which on it is quicker to read of all than to name each."""


@dataclass(frozen=True)
class Followed:
    """A team as the walls follow it. ``screens`` is by the hash of a link; a revoked one says so."""

    team_id: int
    edition: Edition
    timezone: str
    screens: Mapping[str, Screen]


def editions_of(session: Session, team_ids: Collection[int]) -> dict[int, Edition]:
    """The edition of each of these teams that is still here. One query, of every team there is where it is for many."""
    asked = select(TeamRevision.team_id, TeamRevision.revision, TeamRevision.stamp)
    few = len(team_ids) <= MANY
    rows = session.connection().execute(asked.where(TeamRevision.team_id.in_(team_ids)) if few else asked)
    wanted = set(team_ids)
    return {id_: Edition(revision, stamp) for id_, revision, stamp in rows if id_ in wanted}


def followed(session: Session, team_id: int) -> Followed | None:
    """A team with all its screens, in three queries however many; None where there is no such team."""
    timezone = session.scalar(select(Team.timezone).where(Team.id == team_id))
    if timezone is None:
        return None
    columns = (
        Display.token_hash, Display.id, Display.overview_seconds, Display.focus_seconds, Display.dark_from,
        Display.dark_until, Display.revoked_at, Display.face,
    )  # fmt: skip
    rows = session.execute(select(*columns).where(Display.team_id == team_id))
    screens = {
        token_hash: Screen(id_, team_id, timezone, overview, focus, start, end, revoked is not None, face)
        for token_hash, id_, overview, focus, start, end, revoked, face in rows
    }
    return Followed(team_id, edition_of(session, team_id), timezone, screens)
