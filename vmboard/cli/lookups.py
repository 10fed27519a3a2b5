"""What commands look up before they begin: the day it is, and a team by its address."""

from datetime import UTC, date, datetime

from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.refusals import Refused
from vmboard.domain.views.board import TeamView
from vmboard.queries import teams as team_queries
from vmboard.settings import today_at
from vmboard.store.engine import reading


def today_in(timezone: str) -> date:
    """The day there, or the one that ``VMBOARD_TODAY`` says."""
    try:
        return today_at(datetime.now(UTC), timezone)
    except ValueError:
        raise Refused("VMBOARD_TODAY is not a day. Use one such as 2026-11-18, or leave it out.") from None


def team_at(slug: str) -> TeamView:
    """The team at an address. Raises Refused, naming those there are."""
    with reading() as session:
        return team_queries.team(session, COMMAND_LINE, team_queries.team_id_of(session, COMMAND_LINE, slug))
